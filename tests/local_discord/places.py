"""Servers, channels and threads as a test sets them up and looks at them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from local_discord.people import Person, Shown
from local_discord.world import FORUM, PUBLIC_THREAD, TEXT, Channel, Guild, Message, Role, User
from local_discord.world import permissions as flags

if TYPE_CHECKING:
    from local_discord.local import LocalDiscord


class Server:
    """A guild."""

    def __init__(self, discord: LocalDiscord, guild: Guild) -> None:
        self._discord = discord
        self.guild = guild
        self.id = guild.id
        self.name = guild.name

    def channel(self, name: str) -> Place:
        return self._add(TEXT, name)

    def forum(self, name: str, tags: Iterable[str] = ()) -> Place:
        return self._add(FORUM, name, {tag: self._discord.state.ids.next() for tag in tags})

    def role(self, name: str, *, permissions: Iterable[str] = (), members: Iterable[User] = ()) -> Role:
        role = Role(self._discord.state.ids.next(), name, flags(permissions), list(members))
        self.guild.roles.append(role)
        data = {"guild_id": str(self.id), "role": role.json()}
        self._discord.state.dispatch("GUILD_ROLE_CREATE", data, guild=self.guild)
        return role

    def remove_bot(self) -> None:
        """The bot is kicked."""
        self.guild.has_bot = False
        self._discord.state.dispatch("GUILD_DELETE", {"id": str(self.id)}, guild=self.guild)

    def add_bot(self) -> None:
        self.guild.has_bot = True
        self._discord.state.dispatch("GUILD_CREATE", self._discord.gateway.guild_json(self.guild), guild=self.guild)

    def _add(self, kind: int, name: str, tags: dict[str, int] | None = None) -> Place:
        state = self._discord.state
        channel = state.add_channel(Channel(state.ids.next(), kind, name, self.guild, tags=tags or {}))
        self.guild.channels.append(channel)
        state.dispatch("CHANNEL_CREATE", channel.json(), channel=channel)
        return self._discord.place(channel)


class Place:
    """A channel, a thread, or direct messages."""

    def __init__(self, discord: LocalDiscord, channel: Channel) -> None:
        self._discord = discord
        self.channel = channel
        self.id = channel.id
        self.name = channel.name
        self.mention = channel.mention

    @property
    def typing(self) -> int:
        """How often the bot said that it types."""
        return self.channel.typing

    @property
    def threads(self) -> list[Place]:
        guild = self.channel.guild
        found = [one for one in guild.channels if one.parent is self.channel] if guild else []
        return [self._discord.place(one) for one in found]

    def visible_to(self, person: User) -> list[Shown]:
        """Every message that this person sees here, oldest first."""
        if not self.channel.may(person, "view_channel"):
            return []
        seen = [one for one in self.channel.messages if not one.deleted and one.seen_by in (None, person)]
        return [Shown(self._discord, message) for message in seen]

    @property
    def from_bot(self) -> list[Shown]:
        """What the bot wrote here for everyone, oldest first."""
        me = self._discord.state.me
        return [one for one in self.visible_to(me) if one.message.author is me]

    async def replies_to(self, message: Message) -> list[Shown]:
        """What the bot answered, once it has nothing more to do: replies, and what it wrote here after it."""
        await self._discord.settled()
        return [one for one in self.from_bot if one.message.id > message.id and
                one.message.reply_to in (None, message.id)]  # fmt: skip

    async def reply_to(self, message: Message) -> Shown:
        """The bot's only reply."""
        replies = await self.replies_to(message)
        assert len(replies) == 1, f"{len(replies)} replies: {replies}; violations: {self._discord.violations}"
        return replies[0]

    def thread(self, name: str, *, by: User | None = None) -> Place:
        """Somebody opens a thread here."""
        return self._discord.place(self._thread(name, by))

    async def post(self, person: Person, title: str, content: str, *, tags: Iterable[str] = ()) -> Place:
        """Somebody opens a post in this forum; its first message has the post's own id."""
        state = self._discord.state
        thread = self._thread(title, person, [self.channel.tags[tag] for tag in tags])
        first = state.store(thread, person, {"content": content}, [])
        first.id = thread.id
        state.announce(first)
        await self._discord.settled()
        return self._discord.place(thread)

    def _thread(self, name: str, by: User | None, tags: list[int] | None = None) -> Channel:
        state, guild = self._discord.state, self.channel.guild
        assert guild is not None
        thread = Channel(
            state.ids.next(), PUBLIC_THREAD, name, guild, self.channel, by or guild.owner, applied_tags=tags or []
        )
        guild.channels.append(state.add_channel(thread))
        state.dispatch("THREAD_CREATE", {**thread.json(), "newly_created": True}, channel=thread)
        return thread

    def deny(self, who: User | Role, *names: str) -> None:
        """Takes permissions away here."""
        self._overwrite(who, 0, flags(names))

    def allow(self, who: User | Role, *names: str) -> None:
        self._overwrite(who, flags(names), 0)

    def _overwrite(self, who: User | Role, allowed: int, denied: int) -> None:
        kind, had, hadnt = self.channel.overwrites.get(who.id, (int(isinstance(who, User)), 0, 0))
        self.channel.overwrites[who.id] = (kind, had & ~denied | allowed, hadnt & ~allowed | denied)
        self._discord.state.dispatch("CHANNEL_UPDATE", self.channel.json(), channel=self.channel)
