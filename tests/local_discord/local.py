"""LocalDiscord: the server, its world, and what a test may make it do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from aiohttp import web
from discord.gateway import DiscordWebSocket
from discord.http import Route

from local_discord import routes_application, routes_channels, routes_interactions  # noqa: F401  # they add their routes
from local_discord.gateway import Gateway
from local_discord.people import Person
from local_discord.places import Place, Server
from local_discord.refusals import JSON
from local_discord.rest import PREFIX, RESET, Call, Rest, Trouble
from local_discord.state import State
from local_discord.world import EVERYONE, GROUP_DM, Channel, Guild, Role, User
from local_discord.world import permissions as flags

PONG_SECONDS = 0.05
"""How long the answer to one ping is waited for: what was sent after it needs another."""
_WORK = ("discord.py: on_", "CommandTree-invoker", "discord-ui-view-dispatch", "discord-ui-dynamic-item",
         "discord-ui-modal-dispatch")  # fmt: skip
"""How discord.py names the tasks in which a bot handles an event."""


class LocalDiscord:
    """See the docstring of the package."""

    def __init__(self, *, message_content: bool = False, shards: int = 1, seconds: float = 3, port: int = 0) -> None:
        """`message_content`: the switch in the developer portal; `seconds`: how long an interaction waits."""
        self.state = State(message_content=message_content, shards=shards, seconds=seconds)
        self.gateway = Gateway(self.state)
        self.rest = Rest(self.state)
        self._port = port
        self._people: dict[str, Person] = {}
        self._folders = ExitStack()

    # -- coming and going ---------------------------------------------------------------------------------------

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        self.gateway.add_to(app)
        self.rest.add_to(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.state.address = f"http://127.0.0.1:{self._port}"
        self._before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = self._before
        self._folders.close()
        await self.gateway.close()
        await self._runner.cleanup()

    def new_folder(self) -> Path:
        """An empty folder that lasts as long as this."""
        return Path(self._folders.enter_context(TemporaryDirectory()))

    @property
    def base(self) -> str:
        """The REST base that the bot is to use."""
        return self.state.address + PREFIX

    @property
    def token(self) -> str:
        return self.state.token

    @property
    def bot(self) -> User:
        """The bot's own account."""
        return self.state.me

    # -- the world ----------------------------------------------------------------------------------------------

    def guild(self, name: str = "Tech", *, bot: bool = True, bot_permissions: Iterable[str] = EVERYONE) -> Server:
        """A server, where the bot's own role has `bot_permissions`; `bot=False`: one that has not invited the bot."""
        number = self.state.ids.next_guild()
        guild = Guild(number, name, Role(number, "@everyone", flags(EVERYONE)), self.state.owner, has_bot=bot)
        self.state.guilds[number] = guild
        server = Server(self, guild)
        for person in self._people.values():
            self._give(server, person)
        if bot:
            own = Role(self.state.ids.next(), self.bot.name, flags(bot_permissions), [self.bot], self.bot)
            guild.roles.append(own)
            self.state.dispatch("GUILD_CREATE", self.gateway.guild_json(guild), guild=guild)
        return server

    def user(self, name: str, *, permissions: Iterable[str] = (), installed: bool = False) -> Person:
        """The person of that name, a member of every server, with these permissions beyond everyone's."""
        if name not in self._people:
            person = Person(self.state.ids.next(), name, installed=installed, permissions=tuple(permissions))
            person.discord = self
            self.state.users[person.id] = self._people[name] = person
            for guild in self.state.guilds.values():
                self._give(Server(self, guild), person)
        return self._people[name]

    @staticmethod
    def _give(server: Server, person: Person) -> None:
        if person.permissions:
            server.role(f"{person.name}'s", permissions=person.permissions, members=[person])

    def group(self, *people: Person) -> Place:
        """A group message of these people, where only those who installed the app for themselves can use it."""
        return self.place(self.state.add_channel(Channel(self.state.ids.next(), GROUP_DM, "", people=people)))

    def place(self, channel: Channel) -> Place:
        return Place(self, channel)

    # -- what went wrong ----------------------------------------------------------------------------------------

    @property
    def violations(self) -> list[str]:
        """What a correct bot never does: late or double answers, bodies over a limit. Clear those that a test meant."""
        return self.state.violations

    @property
    def refused(self) -> list[str]:
        """Every request that was refused, violations and what a bot cannot know beforehand (403, 404)."""
        return self.state.refused

    @property
    def closed_with(self) -> list[int]:
        """Codes with which the gateway turned the bot away."""
        return self.state.closed_with

    @property
    def requests(self) -> list[Call]:
        return self.rest.requests

    def requested(self, method: str, path: str) -> list[Call]:
        """Requests so far to a path such as `/channels/*/messages`."""
        wanted = Trouble(method, path, 0, {})
        return [call for call in self.requests if wanted.meets(call.method, call.path)]

    # -- trouble on demand --------------------------------------------------------------------------------------

    def limit_next(self, method: str, path: str, *, retry_after: float = 0.1, times: int = 1) -> None:
        """The next requests to a path such as `/channels/*/messages` get 429."""
        body: JSON = {"message": "You are being rate limited.", "retry_after": retry_after, "global": False}
        self.rest.troubles.append(Trouble(method, path, 429, body, times))

    def fail_next(self, method: str, path: str, *, status: int = 502, code: int = 0, times: int = 1) -> None:
        """The next requests get this status (discord.py repeats 500, 502, 504) and error code."""
        self.rest.troubles.append(Trouble(method, path, status, {"message": "On demand", "code": code}, times))

    def forbid_next(self, method: str, path: str, *, code: int = 50013, times: int = 1) -> None:
        self.fail_next(method, path, status=403, code=code, times=times)

    def reset_next(self, method: str, path: str, *, times: int = 1) -> None:
        """The sockets of the next requests break before they are answered."""
        self.rest.troubles.append(Trouble(method, path, RESET, {}, times))

    async def drop(self) -> None:
        """Every socket of the bot breaks; it resumes."""
        self.gateway.drop()
        await self.resumed()

    async def ask_to_reconnect(self) -> None:
        before = self.gateway.resumed
        self.gateway.ask_to_reconnect()
        await self._until(lambda: self.gateway.resumed >= before + self.state.shards, "the bot did not reconnect")
        await self.settled()

    async def resumed(self) -> None:
        """Every shard is there again, and has been told what it missed."""
        await self.connected()

    async def invalidate(self) -> None:
        """The session is over; the bot identifies anew (discord.py waits a few seconds before)."""
        before = self.gateway.identified
        self.gateway.invalidate(resumable=False)
        await self._until(lambda: self.gateway.identified > before, "the bot did not identify again")

    # -- waiting ------------------------------------------------------------------------------------------------

    async def connected(self, shards: int | None = None) -> None:
        """The bot is there and knows its servers."""
        wanted = self.state.shards if shards is None else shards
        await self._until(lambda: len(self.gateway.live) >= wanted, "the bot did not connect", seconds=30)
        await self.settled()

    async def gone(self) -> None:
        """The bot has hung up."""
        await self._until(lambda: not self.gateway.live, "the bot is still connected")

    async def settled(self, *, at_most: float = 15.0) -> None:
        """The bot has seen every event and every task that handles one is done."""
        loop = asyncio.get_running_loop()
        end = loop.time() + at_most
        while loop.time() < end:
            self.gateway.ping()
            patience = min(PONG_SECONDS, end - loop.time())
            caught_up = await self.state.changes.until(lambda: self.gateway.caught_up, patience)
            work = _work()
            if work:
                await asyncio.wait(work, timeout=max(0.0, end - loop.time()))
            elif caught_up:
                return

    def pass_time(self, seconds: float) -> None:
        """Lets the server's clock run ahead: interactions grow old at once."""
        self.state.clock.advance(seconds)

    async def _until(self, true: Callable[[], object], complaint: str, seconds: float = 15) -> None:
        assert await self.state.changes.until(true, seconds), complaint


def _work() -> list[asyncio.Task[object]]:
    here = asyncio.current_task()
    return [task for task in asyncio.all_tasks() if task is not here and task.get_name().startswith(_WORK)]
