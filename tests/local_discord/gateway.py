"""The gateway: sessions, sequence numbers, heartbeats, resuming, and which event reaches which shard."""

from __future__ import annotations

import asyncio
import json
import secrets
import zlib
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from local_discord.refusals import JSON
from local_discord.state import State
from local_discord.world import DM, Channel, Guild, Message

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
IGNORED = {3, 4, 8}
"""Presence, voice state, request members: no test needs an answer."""

GUILDS, MEMBERS, PRESENCES, GUILD_MESSAGES, DM_MESSAGES, CONTENT = 1, 1 << 1, 1 << 8, 1 << 9, 1 << 12, 1 << 15
UNKNOWN_OP, NOT_AUTHENTICATED, BAD_TOKEN, TWICE, BAD_SHARD, BAD_VERSION = 4001, 4003, 4004, 4005, 4010, 4012
DISALLOWED_INTENTS = 4014


@dataclass(eq=False)
class Session:
    """What a shard has been told; it outlives its socket."""

    id: str
    shard: int
    shards: int
    intents: int
    sent: list[JSON] = field(default_factory=list)
    socket: Socket | None = None
    acknowledged: int = 0
    """The last sequence number that the bot is known to have worked through."""

    def owns(self, guild: Guild) -> bool:
        return (guild.id >> 22) % self.shards == self.shard


class Socket:
    """One connection; packets go out in order, compressed as the bot asked."""

    def __init__(self, request: web.Request, response: web.WebSocketResponse) -> None:
        self._request = request
        self._response = response
        self._compress = _compressor(request.query.get("compress", ""))
        self._packets: asyncio.Queue[JSON | int | None] = asyncio.Queue()
        self._writer = asyncio.create_task(self._write())

    def send(self, packet: JSON) -> None:
        self._packets.put_nowait(packet)

    def ping(self, number: int) -> None:
        """A frame that discord.py answers with the same number once it has worked through all before it."""
        self._packets.put_nowait(number)

    async def close(self, code: int) -> None:
        self._packets.put_nowait(None)
        await self._writer
        await self._response.close(code=code)

    def abort(self) -> None:
        """As a cable that is pulled: no goodbye."""
        self.stop()
        if self._request.transport is not None:
            self._request.transport.abort()

    def stop(self) -> None:
        self._writer.cancel()

    async def _write(self) -> None:
        while (packet := await self._packets.get()) is not None:
            raw = json.dumps(packet).encode()
            try:
                if isinstance(packet, int):
                    await self._response.ping(raw)
                elif self._compress is None:
                    await self._response.send_str(raw.decode())
                else:
                    await self._response.send_bytes(self._compress(raw))
            except ConnectionError:
                return


def _compressor(name: str) -> Any:
    if name == "zlib-stream":
        stream = zlib.compressobj()
        return lambda raw: stream.compress(raw) + stream.flush(zlib.Z_SYNC_FLUSH)
    if name == "zstd-stream":
        from compression import zstd  # Python 3.14, where discord.py asks for it

        whole = zstd.ZstdCompressor()
        return lambda raw: whole.compress(raw, mode=zstd.ZstdCompressor.FLUSH_BLOCK)
    return None


class Gateway:
    def __init__(self, state: State) -> None:
        self._state = state
        self.sessions: dict[str, Session] = {}
        self.identified = 0
        self.resumed = 0
        state.dispatch = self.dispatch

    @property
    def live(self) -> list[Session]:
        return [session for session in self.sessions.values() if session.socket is not None]

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/gateway", self._connect)
        app.router.add_get("/", self._connect)

    # -- outwards -----------------------------------------------------------------------------------------------

    def dispatch(self, event: str, data: Any, *, channel: Channel | None = None, guild: Guild | None = None) -> None:
        """To every session that may have it; a session without a socket gets it when it resumes."""
        for session in self.sessions.values():
            if channel is not None and not self._meets(session, event, channel):
                continue
            if guild is not None and not session.owns(guild):
                continue
            self._tell(session, event, self._message(session, event, data) if isinstance(data, Message) else data)

    def _meets(self, session: Session, event: str, channel: Channel) -> bool:
        if channel.guild is None:
            heard = event == "INTERACTION_CREATE" or (channel.type == DM and session.intents & DM_MESSAGES)
            return session.shard == 0 and bool(heard)
        if not session.owns(channel.guild):
            return False
        if event == "INTERACTION_CREATE":
            return True
        needed = GUILD_MESSAGES if event.startswith("MESSAGE_") else GUILDS
        seen = channel.guild.has_bot and channel.may(self._state.me, "view_channel")
        return bool(session.intents & needed) and seen

    def _message(self, session: Session, event: str, message: Message) -> JSON:
        content = bool(session.intents & CONTENT)
        return message.json(readable=lambda one: self._state.open_to_bot(one, content_intent=content))

    def _tell(self, session: Session, event: str, data: Any) -> None:
        packet = {"op": DISPATCH, "t": event, "s": len(session.sent) + 1, "d": data}
        session.sent.append(packet)
        if session.socket is not None:
            session.socket.send(packet)

    def ping(self) -> None:
        for session in self.live:
            assert session.socket is not None
            session.socket.ping(len(session.sent))

    @property
    def caught_up(self) -> bool:
        """The bot has worked through everything that was sent."""
        return all(session.acknowledged >= len(session.sent) for session in self.live)

    # -- inwards ------------------------------------------------------------------------------------------------

    async def _connect(self, request: web.Request) -> web.WebSocketResponse:
        response = web.WebSocketResponse(max_msg_size=0, timeout=1.0, autoping=False)
        await response.prepare(request)
        socket = Socket(request, response)
        if request.query.get("v") != "10":
            await self._turn_away(socket, BAD_VERSION)
            return response
        socket.send({"op": HELLO, "d": {"heartbeat_interval": 41250}})
        session: Session | None = None
        try:
            async for message in response:
                if message.type is WSMsgType.TEXT:
                    session = await self._receive(socket, session, json.loads(message.data))
                elif message.type is WSMsgType.PONG and session is not None:
                    session.acknowledged = int(message.data)
                    self._state.changes.tell()
        finally:
            if session is not None and session.socket is socket:
                session.socket = None
            socket.stop()
            self._state.changes.tell()
        return response

    async def _receive(self, socket: Socket, session: Session | None, packet: JSON) -> Session | None:
        match packet["op"]:
            case 1:
                socket.send({"op": ACK})
            case 2 | 6 if session is not None:
                await self._turn_away(socket, TWICE)
            case 2:
                return await self._identify(socket, packet["d"])
            case 6:
                return self._resume(socket, packet["d"])
            case op if op in IGNORED:
                if session is None:
                    await self._turn_away(socket, NOT_AUTHENTICATED)
            case _:
                await self._turn_away(socket, UNKNOWN_OP)
        return session

    async def _identify(self, socket: Socket, data: JSON) -> Session | None:
        shard, shards = data.get("shard") or (0, 1)
        if data["token"] != self._state.token:
            return await self._turn_away(socket, BAD_TOKEN)
        if not 0 <= shard < shards:
            return await self._turn_away(socket, BAD_SHARD)
        if data["intents"] & (MEMBERS | PRESENCES) or (data["intents"] & CONTENT and not self._state.message_content):
            return await self._turn_away(socket, DISALLOWED_INTENTS)
        session = Session(secrets.token_hex(8), shard, shards, data["intents"], socket=socket)
        kept = [other for other in self.sessions.values() if other.socket is not None or other.shard != shard]
        self.sessions = {other.id: other for other in kept}
        self.sessions[session.id] = session
        self.identified += 1
        guilds = [one for one in self._state.guilds.values() if one.has_bot and session.owns(one)]
        self._tell(session, "READY", self._ready(session, guilds))
        for guild in guilds:
            self._tell(session, "GUILD_CREATE", self.guild_json(guild))
        self._state.changes.tell()
        return session

    def _resume(self, socket: Socket, data: JSON) -> Session | None:
        session = self.sessions.get(data["session_id"])
        if session is None or data["token"] != self._state.token or (data["seq"] or 0) > len(session.sent):
            socket.send({"op": INVALID, "d": False})
            return None
        session.socket = socket
        self.resumed += 1
        for packet in session.sent[data["seq"] or 0 :]:
            socket.send(packet)
        self._tell(session, "RESUMED", {})
        self._state.changes.tell()
        return session

    async def _turn_away(self, socket: Socket, code: int) -> None:
        self._state.closed_with.append(code)
        if code != DISALLOWED_INTENTS:
            self._state.complain(f"gateway: closed with {code}")
        await socket.close(code)
        self._state.changes.tell()

    def _ready(self, session: Session, guilds: list[Guild]) -> JSON:
        return {
            "v": 10, "user": self._state.me.json(), "session_id": session.id, "session_type": "normal",
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds], "private_channels": [],
            "resume_gateway_url": self._state.gateway, "relationships": [],
            "shard": [session.shard, session.shards], "presences": [], "_trace": [],
            "application": {"id": str(self._state.me.id), "flags": (1 << 19) if self._state.message_content else 0},
        }  # fmt: skip

    def guild_json(self, guild: Guild) -> JSON:
        """As GUILD_CREATE: without the members intent only the bot is listed."""
        me = self._state.me
        return {
            **guild.json(), "joined_at": guild.joined, "large": False, "unavailable": False,
            "member_count": len(self._state.users), "voice_states": [], "members": [guild.member_json(me)],
            "channels": [channel.json() for channel in guild.channels if not channel.is_thread],
            "threads": [one.json() for one in guild.channels if one.is_thread and one.may(me, "view_channel")],
            "presences": [], "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [],
        }  # fmt: skip

    # -- on demand ----------------------------------------------------------------------------------------------

    def drop(self) -> None:
        for session in self.live:
            assert session.socket is not None
            session.socket.abort()
            session.socket = None

    def ask_to_reconnect(self) -> None:
        for session in self.live:
            assert session.socket is not None
            session.socket.send({"op": RECONNECT, "d": None})

    def invalidate(self, *, resumable: bool) -> None:
        for session in self.live:
            assert session.socket is not None
            session.socket.send({"op": INVALID, "d": resumable})
            if not resumable:
                del self.sessions[session.id]

    async def close(self) -> None:
        for session in self.live:
            assert session.socket is not None
            await session.socket.close(WSCloseCode.GOING_AWAY)
