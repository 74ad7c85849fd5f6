"""What the server knows, and the few ways in which it changes: messages posted, edited, deleted."""

from __future__ import annotations

import copy
import re
import secrets
from collections.abc import Callable
from typing import Any

from local_discord.bodies import EPHEMERAL, LOADING, Upload, all_text, check_message, stored_name
from local_discord.components import media_of, walk
from local_discord.refusals import JSON, RefusedError, missing_access, missing_permissions, unknown
from local_discord.world import (
    DM,
    FORUM,
    REPLY,
    Changes,
    Channel,
    Clock,
    Guild,
    Ids,
    Interaction,
    Message,
    Role,
    User,
)

_MENTION = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(everyone|here)\b")
Dispatch = Callable[..., None]
NONCE_SECONDS = 300.0
"""How long Discord ("a few minutes") takes a message of one nonce once."""


class State:
    def __init__(self, *, message_content: bool, shards: int, seconds: float) -> None:
        self.clock = Clock()
        self.ids = Ids(self.clock)
        self.changes = Changes()
        self.message_content = message_content
        """The switch in the developer portal."""
        self.shards = shards
        self.seconds = seconds
        """How long an interaction waits for its first answer."""
        self.token = secrets.token_urlsafe(24)
        self.me = User(self.ids.next(), "advisor", bot=True)
        self.owner = User(self.ids.next(), "owner")
        self.address = ""
        self.users: dict[int, User] = {self.me.id: self.me, self.owner.id: self.owner}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.interactions: dict[int, Interaction] = {}
        self.tokens: dict[str, Interaction] = {}
        self.commands: dict[int | None, dict[int, JSON]] = {None: {}}
        """Guild id, or None for global ones → id → command."""
        self.violations: list[str] = []
        self.refused: list[str] = []
        self.closed_with: list[int] = []
        """Codes with which the gateway turned the bot away."""
        self.cdn: dict[int, Upload] = {}
        self.nonces: dict[str, tuple[float, Message]] = {}
        """What the bot said to be one and the same → when it was sent, and the message."""
        self.dispatch: Dispatch = lambda *args, **options: None

    @property
    def gateway(self) -> str:
        return self.address.replace("http", "ws") + "/gateway"

    # -- finding ------------------------------------------------------------------------------------------------

    def channel(self, number: int) -> Channel:
        """As the bot finds it: what it may not view answers 50001."""
        if number not in self.channels:
            raise unknown("Channel", 10003)
        channel = self.channels[number]
        if (channel.guild and not channel.guild.has_bot) or not channel.may(self.me, "view_channel"):
            raise missing_access()
        return channel

    def message(self, channel: Channel, number: int) -> Message:
        found = channel.message(number)
        if found is None or found.seen_by is not None:  # ephemeral ones are not there for these routes
            raise unknown("Message", 10008)
        return found

    def guild(self, number: int) -> Guild:
        if number not in self.guilds:
            raise unknown("Guild", 10004)
        if not self.guilds[number].has_bot:
            raise missing_access()
        return self.guilds[number]

    def user(self, number: int) -> User:
        if number not in self.users:
            raise unknown("User", 10013)
        return self.users[number]

    def dm_with(self, user: User) -> Channel:
        for channel in self.channels.values():
            if channel.type == DM and channel.recipient is user:
                return channel
        return self.add_channel(Channel(self.ids.next(), DM, "", recipient=user))

    def add_channel(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        return channel

    def requires(self, channel: Channel, *names: str) -> None:
        if not channel.may(self.me, *names):
            raise missing_permissions()

    # -- messages -----------------------------------------------------------------------------------------------

    def send(self, channel: Channel, body: JSON, files: list[Upload]) -> Message:
        """The bot posts into a channel. One with a nonce that was there a moment ago is that message, not a new one."""
        nonce = str(body["nonce"]) if body.get("enforce_nonce") and body.get("nonce") else ""
        earlier = self.nonces.get(nonce)
        if earlier and self.clock.now() - earlier[0] < NONCE_SECONDS:
            return earlier[1]
        message = self._send(channel, body, files)
        if nonce:
            self.nonces[nonce] = (self.clock.now(), message)
        return message

    def _send(self, channel: Channel, body: JSON, files: list[Upload]) -> Message:
        if channel.type == DM and channel.recipient and not channel.recipient.dms_open:
            raise RefusedError(403, 50007, "Cannot send messages to this user", mistake=False)
        if channel.type == FORUM:
            raise RefusedError(400, 50008, "Cannot send messages in a non-text channel", mistake=True)
        if channel.guild:
            self.requires(channel, "send_messages_in_threads" if channel.is_thread else "send_messages")
            self.requires(channel, *(["embed_links"] if body.get("embeds") else []))
            self.requires(channel, *(["attach_files"] if files else []))
            if _not_begun(channel):
                raise RefusedError(400, 40058, "Cannot message this thread before its author has", mistake=False)
            if channel.locked:
                raise RefusedError(403, 160005, "Thread is locked", mistake=False)
        check_message(body, files)
        message = self.store(channel, self.me, body, files, reply_to=self._referenced(channel, body))
        self.announce(message)
        return message

    def _referenced(self, channel: Channel, body: JSON) -> int | None:
        reference = body.get("message_reference")
        if not reference:
            return None
        original = int(reference["message_id"])
        elsewhere = int(reference.get("channel_id") or channel.id) != channel.id
        found = None if elsewhere else channel.message(original)
        if found is not None and found.seen_by is None:
            if not channel.may(self.me, "read_message_history"):
                raise RefusedError(
                    400, 160002, "Cannot reply without permission to read message history", mistake=False
                )
            return original
        if reference.get("fail_if_not_exists", True):
            raise RefusedError(400, 50035, "Invalid Form Body (message_reference: Unknown message)", mistake=False)
        return None

    def store(self, channel: Channel, author: User, body: JSON, files: list[Upload], **facts: Any) -> Message:
        """A new message. `facts` are fields of Message."""
        stored: JSON = {
            "content": (body.get("content") or "").strip(),
            "embeds": [{"type": "rich", **embed} for embed in body.get("embeds") or ()],
            "flags": body.get("flags") or 0,
            "components": [],
            "attachments": [],
        }
        message = Message(self.ids.next(), channel, author, stored, self.clock.stamp(), **facts)
        if message.reply_to and not message.type:
            message.type = REPLY
        self._attach(message, body, files)
        self._components(message, body.get("components") or [])
        self._mention(message, body.get("allowed_mentions"))
        channel.messages.append(message)
        if message.author is self.me:
            channel.archived = False
        self.changes.tell()
        return message

    def change(self, message: Message, body: JSON, files: list[Upload]) -> Message:
        """The bot edits a message of its own."""
        if message.author is not self.me:
            raise RefusedError(403, 50005, "Cannot edit a message authored by another user", mistake=True)
        check_message(body, files, before=message.body, may_hide=True)
        was_loading = message.loading
        kept = message.body["flags"] & ~LOADING
        message.body["flags"] = kept | ((body.get("flags") or 0) & ~EPHEMERAL)
        if "content" in body:
            message.body["content"] = (body["content"] or "").strip()
        if "embeds" in body:
            message.body["embeds"] = [{"type": "rich", **embed} for embed in body["embeds"] or ()]
        self._attach(message, body, files)
        if "components" in body:
            self._components(message, body["components"] or [])
        if was_loading:
            self._mention(message, body.get("allowed_mentions"))
        else:
            message.edited = self.clock.stamp()
        self.announce(message, "MESSAGE_UPDATE")
        return message

    def delete(self, message: Message) -> None:
        message.deleted = True
        data = {"id": str(message.id), "channel_id": str(message.channel.id)}
        if message.channel.guild:
            data["guild_id"] = str(message.channel.guild.id)
        self.dispatch("MESSAGE_DELETE", data, channel=message.channel)
        self.changes.tell()

    def announce(self, message: Message, event: str = "MESSAGE_CREATE") -> None:
        self.changes.tell()
        self.dispatch(event, message, channel=message.channel)

    def open_to_bot(self, message: Message, *, content_intent: bool) -> bool:
        """The rule of the message content intent."""
        return content_intent or message.channel.type == DM or message.author is self.me or self.me in message.mentions

    def _attach(self, message: Message, body: JSON, files: list[Upload]) -> None:
        described = {str(one["id"]): one for one in body.get("attachments") or ()}
        if "attachments" in body:
            kept = [one for one in message.body["attachments"] if one["id"] in described]
            names = {one["filename"] for one in kept}
            message.body["attachments"] = kept
            message.files = [file for file in message.files if file.name in names]
        for file in files:
            facts = described.get(file.field[6:-1], {})
            name = stored_name(facts.get("filename") or file.name)
            message.files.append(Upload(name, file.data, content_type=file.content_type))
            message.body["attachments"].append(self.attachment(message.channel, name, file, facts.get("description")))

    def attachment(self, channel: Channel, name: str, file: Upload, description: str | None = None) -> JSON:
        number = self.ids.next()
        url = f"{self.address}/cdn/{channel.id}/{number}/{name}"
        self.cdn[number] = file
        return {
            "id": str(number), "filename": name, "size": len(file.data), "url": url, "proxy_url": url,
            **file.facts, **({"description": description} if description else {}),
        }  # fmt: skip

    def _components(self, message: Message, components: list[JSON]) -> None:
        """As Discord gives them back: each with an id, media with real addresses."""
        stored = copy.deepcopy(components)
        taken = {part["id"] for part in walk(stored) if part.get("id")}
        free = (number for number in range(1, 1000) if number not in taken)
        urls = {one["filename"]: one for one in message.body["attachments"]}
        for part in walk(stored):
            part["id"] = part.get("id") or next(free)
            for media in media_of(part):
                name = media["url"].removeprefix("attachment://")
                found = urls.get(name, {"url": media["url"]})
                media |= {"url": found["url"], "proxy_url": found["url"], "loading_state": 2, "placeholder": ""}
                media |= {"attachment_id": found["id"]} if "id" in found else {}
                media |= {key: found[key] for key in ("width", "height", "content_type") if key in found}
        message.body["components"] = stored

    def _mention(self, message: Message, allowed: JSON | None) -> None:
        """Who is named, and who of them is notified."""
        text = all_text({**message.body, "embeds": []})
        users = [self.users[one] for one in map(int, _MENTION.findall(text)) if one in self.users]
        parse = (allowed or {}).get("parse") or [] if allowed is not None else ["users", "roles", "everyone"]
        ids = set(map(int, (allowed or {}).get("users") or ()))
        named = [user for user in users if "users" in parse or user.id in ids]
        original = message.channel.message(message.reply_to) if message.reply_to else None
        if original and (allowed is None or allowed.get("replied_user")):
            named.append(original.author)
        message.mentions = list(dict.fromkeys(named))
        message.pinged = {user.name for user in message.mentions if user is not message.author}
        message.mentioned_roles = self._roles(message, text, allowed, parse)
        message.pinged |= {role.name for role in message.mentioned_roles}
        if "everyone" in parse and _EVERYONE.search(text) and message.channel.may(message.author, "mention_everyone"):
            message.pinged.add("everyone")

    def _roles(self, message: Message, text: str, allowed: JSON | None, parse: list[str]) -> list[Role]:
        named = set(map(int, _ROLE.findall(text)))
        chosen = named if "roles" in parse else named & set(map(int, (allowed or {}).get("roles") or ()))
        roles = message.channel.guild.roles if message.channel.guild else ()
        return [role for role in roles if role.id in chosen]

    # -- interactions -------------------------------------------------------------------------------------------

    def interaction(self, number: int, token: str) -> Interaction:
        found = self.interactions.get(number)
        if found is None or found.token != token:
            raise RefusedError(404, 10062, "Unknown interaction", mistake=True)
        return found

    def by_token(self, token: str) -> Interaction:
        """For follow-ups: acknowledged, and younger than fifteen minutes."""
        found = self.tokens.get(token)
        if found is None or self.clock.now() - found.started > 15 * 60:
            raise RefusedError(401, 50027, "Invalid Webhook Token", mistake=True)
        if not found.acknowledged:
            raise RefusedError(404, 10015, "Unknown Webhook", mistake=True)
        return found

    def complain(self, what: str) -> None:
        self.violations.append(what)
        self.changes.tell()


def _not_begun(channel: Channel) -> bool:
    """A forum post whose author has not yet said anything."""
    in_forum = channel.parent is not None and channel.parent.type == FORUM
    return in_forum and not channel.messages and channel.owner is not None and not channel.owner.bot
