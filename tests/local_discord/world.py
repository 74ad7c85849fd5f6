"""The people, servers, channels and messages of the local Discord, and who may do what in them."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from discord import Permissions

from local_discord.bodies import COMPONENTS_V2, EPHEMERAL, LOADING, Upload
from local_discord.refusals import JSON

TEXT, DM, GROUP_DM, PUBLIC_THREAD, PRIVATE_THREAD, FORUM = 0, 1, 3, 11, 12, 15
THREADS = (PUBLIC_THREAD, PRIVATE_THREAD)
PLAIN, REPLY, THREAD_CREATED, FROM_COMMAND, THREAD_STARTER, FROM_MENU = 0, 19, 18, 20, 21, 23

EVERYONE = (
    "view_channel",
    "send_messages",
    "send_messages_in_threads",
    "embed_links",
    "attach_files",
    "read_message_history",
    "add_reactions",
    "use_application_commands",
    "create_public_threads",
    "use_external_apps",
)


def permissions(names: Iterable[str]) -> int:
    return Permissions(**dict.fromkeys(names, True)).value


ALL = Permissions.all().value


class Clock:
    """The server's time; a test may let it pass."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def now(self) -> float:
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        self._ahead += seconds

    def stamp(self) -> str:
        return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(self.now())) + ".000000+00:00"


class Ids:
    """Snowflakes: they carry the time and only grow."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0
        self._guilds = itertools.count(1)

    def next(self) -> int:
        self._last = max(int((self._clock.now() - 1420070400) * 1000) << 22, self._last + 1)
        return self._last

    def next_guild(self) -> int:
        """Old ones, evenly over the shards."""
        return (10**10 + next(self._guilds)) << 22


@dataclass(eq=False)
class User:
    id: int
    name: str
    bot: bool = False
    dms_open: bool = True
    installed: bool = False
    """Has the app installed for themselves, so that it works where the bot is not."""
    permissions: tuple[str, ...] = ()

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    def json(self) -> JSON:
        return {
            "id": str(self.id), "username": self.name, "discriminator": "0", "global_name": self.name.title(),
            "avatar": None, "bot": self.bot, "public_flags": 0, "avatar_decoration_data": None,
        }  # fmt: skip


@dataclass(eq=False)
class Role:
    id: int
    name: str
    permissions: int
    members: list[User] = field(default_factory=list)
    bot: User | None = None
    """The bot whose own role this is; Discord makes one where a bot is invited."""

    @property
    def mention(self) -> str:
        return f"<@&{self.id}>"

    def json(self) -> JSON:
        return {
            "id": str(self.id), "name": self.name, "permissions": str(self.permissions), "color": 0, "hoist": False,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None}, "icon": None,
            "unicode_emoji": None, "position": 1, "managed": self.bot is not None,
            "mentionable": False, "flags": 0, **({"tags": {"bot_id": str(self.bot.id)}} if self.bot else {}),
        }  # fmt: skip


@dataclass(eq=False)
class Guild:
    id: int
    name: str
    everyone: Role
    owner: User
    has_bot: bool = True
    channels: list[Channel] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    joined: str = "2024-01-01T00:00:00+00:00"
    """Since when the bot, and everybody else, is there."""
    absent: set[User] = field(default_factory=set)
    """Everybody is a member of every guild but of those that leave them out."""

    def roles_of(self, user: User) -> list[Role]:
        return [role for role in self.roles if user in role.members]

    def base_permissions(self, user: User) -> int:
        if user is self.owner:
            return ALL
        value = self.everyone.permissions
        for role in self.roles_of(user):
            value |= role.permissions
        return ALL if value & Permissions(administrator=True).value else value

    def member_json(self, user: User) -> JSON:
        return {
            "user": user.json(), "nick": None, "avatar": None, "banner": None, "flags": 0, "pending": False,
            "roles": [str(role.id) for role in self.roles_of(user)], "joined_at": self.joined,
            "deaf": False, "mute": False, "premium_since": None, "communication_disabled_until": None,
        }  # fmt: skip

    def json(self) -> JSON:
        """Without channels and members, as `GET /guilds/{id}`."""
        return {
            "id": str(self.id), "name": self.name, "owner_id": str(self.owner.id), "icon": None, "splash": None,
            "roles": [role.json() for role in (self.everyone, *self.roles)], "emojis": [], "stickers": [],
            "features": [], "afk_channel_id": None, "afk_timeout": 300, "mfa_level": 0, "verification_level": 0,
            "default_message_notifications": 1, "explicit_content_filter": 0, "preferred_locale": "en-US",
            "system_channel_id": None, "system_channel_flags": 0, "rules_channel_id": None, "premium_tier": 0,
            "public_updates_channel_id": None, "vanity_url_code": None, "description": None, "banner": None,
            "discovery_splash": None, "nsfw_level": 0, "premium_progress_bar_enabled": False, "region": "us",
            "application_id": None, "safety_alerts_channel_id": None, "premium_subscription_count": 0,
        }  # fmt: skip


@dataclass(eq=False)
class Channel:
    id: int
    type: int
    name: str
    guild: Guild | None = None
    parent: Channel | None = None
    owner: User | None = None
    recipient: User | None = None
    people: tuple[User, ...] = ()
    """Of a group message, which the bot is no part of."""
    tags: dict[str, int] = field(default_factory=dict)
    applied_tags: list[int] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    overwrites: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    """Id → kind (0 role, 1 member), allowed, denied."""
    archived: bool = False
    locked: bool = False
    typing: int = 0
    """How often the bot said that it types."""

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"

    @property
    def is_thread(self) -> bool:
        return self.type in THREADS

    def permissions_of(self, user: User) -> int:
        if self.guild is None:
            return permissions([*EVERYONE, "use_external_emojis"])
        place = self.parent if self.is_thread and self.parent else self
        value = self.guild.base_permissions(user)
        if value == ALL:
            return value
        roles = [self.guild.everyone, *self.guild.roles_of(user)]
        for ids in ([self.guild.everyone.id], [role.id for role in roles[1:]], [user.id]):
            entries = [place.overwrites[one] for one in ids if one in place.overwrites]
            for _, _, denied in entries:
                value &= ~denied
            for _, allowed, _ in entries:
                value |= allowed
        return value

    def may(self, user: User, *names: str) -> bool:
        if self.type == GROUP_DM:
            return user in self.people
        if self.type == DM:
            return user is self.recipient or user.bot
        needed = permissions(names)
        return self.permissions_of(user) & needed == needed

    def message(self, number: int) -> Message | None:
        return next((message for message in self.messages if message.id == number and not message.deleted), None)

    def json(self) -> JSON:
        last = str(self.messages[-1].id) if self.messages else None
        common: JSON = {"id": str(self.id), "type": self.type, "last_message_id": last, "flags": 0}
        if self.type == DM:
            return {**common, "recipients": [self.recipient.json()] if self.recipient else []}
        if self.type == GROUP_DM:
            people = [user.json() for user in self.people]
            return {**common, "recipients": people, "owner_id": str(self.people[0].id), "name": None, "icon": None}
        assert self.guild is not None
        common |= {"name": self.name, "guild_id": str(self.guild.id), "rate_limit_per_user": 0}
        return common | (self._thread_json() if self.is_thread else self._place_json())

    def _thread_json(self) -> JSON:
        assert self.parent is not None
        owner = self.owner or (self.guild.owner if self.guild else None)
        return {
            "parent_id": str(self.parent.id), "owner_id": str(owner.id if owner else 0), "member_count": 2,
            "message_count": len(self.messages), "total_message_sent": len(self.messages),
            "applied_tags": list(map(str, self.applied_tags)),
            "thread_metadata": {
                "archived": self.archived, "locked": self.locked, "auto_archive_duration": 1440,
                "archive_timestamp": "2026-01-01T00:00:00+00:00", "create_timestamp": "2026-01-01T00:00:00+00:00",
            },
        }  # fmt: skip

    def _place_json(self) -> JSON:
        tags = [
            {"id": str(number), "name": name, "moderated": False, "emoji_id": None, "emoji_name": None}
            for name, number in self.tags.items()
        ]
        overwrites = [
            {"id": str(owner), "type": kind, "allow": str(allowed), "deny": str(denied)}
            for owner, (kind, allowed, denied) in self.overwrites.items()
        ]
        forum = {"available_tags": tags, "default_reaction_emoji": None, "default_sort_order": None,
                 "default_forum_layout": 0}  # fmt: skip
        place = {"parent_id": None, "position": 0, "topic": None, "nsfw": False, "permission_overwrites": overwrites}
        return {**place, **(forum if self.type == FORUM else {})}


@dataclass(eq=False)
class Message:
    """`body` holds content, embeds, components, flags and attachments as the API shows them."""

    id: int
    channel: Channel
    author: User
    body: JSON
    sent: str
    type: int = PLAIN
    reply_to: int | None = None
    mentions: list[User] = field(default_factory=list)
    mentioned_roles: list[Role] = field(default_factory=list)
    pinged: set[str] = field(default_factory=set)
    """Names of who was notified: members, roles, "everyone"."""
    seen_by: User | None = None
    """Ephemeral: only for them."""
    interaction: JSON | None = None
    webhook: int | None = None
    files: list[Upload] = field(default_factory=list)
    edited: str | None = None
    deleted: bool = False
    reactions: list[tuple[User, str]] = field(default_factory=list)

    @property
    def loading(self) -> bool:
        return bool(self.body["flags"] & LOADING)

    @property
    def layout(self) -> bool:
        return bool(self.body["flags"] & COMPONENTS_V2)

    @property
    def ephemeral(self) -> bool:
        return bool(self.body["flags"] & EPHEMERAL)

    def json(self, *, readable: Callable[[Message], bool] = lambda _: True, referenced: bool = True) -> JSON:
        """`readable`: whether the bot may read what a message says."""
        empty: JSON = {"content": "", "embeds": [], "components": [], "attachments": []}
        shown = self.body if readable(self) else {**self.body, **empty}
        data: JSON = {
            "id": str(self.id), "channel_id": str(self.channel.id), "author": self.author.json(), **shown,
            "timestamp": self.sent, "edited_timestamp": self.edited, "tts": False, "mention_everyone": False,
            "mentions": [user.json() for user in self.mentions], "pinned": False,
            "mention_roles": [str(role.id) for role in self.mentioned_roles], "type": self.type,
        }  # fmt: skip
        if self.channel.guild and not self.webhook:
            member = self.channel.guild.member_json(self.author)
            data["member"] = {key: value for key, value in member.items() if key != "user"}
        if self.channel.guild:
            data["guild_id"] = str(self.channel.guild.id)
        if self.webhook:
            data |= {"webhook_id": str(self.webhook), "application_id": str(self.webhook)}
        if self.interaction:
            data["interaction_metadata"] = self.interaction
        if self.reply_to and referenced:
            data["message_reference"] = {"type": 0, "message_id": str(self.reply_to),
                                         "channel_id": str(self.channel.id)}  # fmt: skip
            original = self.channel.message(self.reply_to)
            data["referenced_message"] = original.json(readable=readable, referenced=False) if original else None
        return data


@dataclass(eq=False)
class Interaction:
    """From the click to the last follow-up."""

    id: int
    token: str
    kind: int
    user: User
    channel: Channel
    started: float
    label: str
    """How it is named in complaints: `/salary`, `button Share`."""
    source: Message | None = None
    command_type: int = 0
    metadata: JSON = field(default_factory=dict)
    callback: int | None = None
    original: Message | None = None
    shown: list[Message] = field(default_factory=list)
    """Everything it led to, in order: new messages, edited ones."""
    modal: JSON | None = None
    choices: list[JSON] | None = None
    followups: int = 0
    lost: bool = False
    """A test let Discord forget it."""

    @property
    def acknowledged(self) -> bool:
        return self.callback is not None


class Changes:
    """Lets people wait until something has come true; looked at whenever something has changed."""

    def __init__(self) -> None:
        self._waiting: dict[asyncio.Future[None], Callable[[], object]] = {}

    def tell(self) -> None:
        for future, true in self._waiting.items():
            if not future.done() and true():
                future.set_result(None)

    async def until(self, true: Callable[[], object], seconds: float) -> bool:
        if true():
            return True
        future = asyncio.get_running_loop().create_future()
        self._waiting[future] = true
        try:
            await asyncio.wait_for(future, seconds)
        except TimeoutError:
            return bool(true())
        finally:
            del self._waiting[future]
        return True
