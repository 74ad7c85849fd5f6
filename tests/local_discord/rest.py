"""The REST side: finds the route, refuses what Discord refuses, notes every mistake."""

from __future__ import annotations

import asyncio
import fnmatch
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from local_discord.bodies import Upload
from local_discord.refusals import JSON, RefusedError
from local_discord.state import State

PREFIX = "/api/v10"
RESET = 0
"""In the place of a status: the socket is reset and nothing is answered."""
OPEN = ("/interactions/", "/webhooks/")
"""Routes whose token stands in the path."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Call:
    """One request, taken apart."""

    method: str
    path: str
    ids: dict[str, str]
    query: dict[str, str]
    body: Any
    files: list[Upload]

    def id(self, name: str) -> int:
        value = self.ids[name]
        if not value.isdigit():
            raise RefusedError(400, 50035, f"Invalid Form Body ({name}: {value} is not snowflake)", mistake=True)
        return int(value)

    def text(self, name: str) -> str:
        return self.ids[name]


Handler = Callable[[State, Call], Any]
ROUTES: list[tuple[str, str, Handler]] = []


def route(method: str, path: str) -> Callable[[Handler], Handler]:
    def add(handler: Handler) -> Handler:
        ROUTES.append((method, path, handler))
        return handler

    return add


@dataclass
class Trouble:
    """What the next requests to a route get instead of their answer."""

    method: str
    path: str
    status: int
    body: JSON
    times: int = 1

    def meets(self, method: str, path: str) -> bool:
        return self.times > 0 and method == self.method and fnmatch.fnmatch(path, self.path)


class Rest:
    def __init__(self, state: State) -> None:
        self._state = state
        self.requests: list[Call] = []
        self.troubles: list[Trouble] = []
        self.latency = 0.0
        """Seconds on the way to Discord."""

    def add_to(self, app: web.Application) -> None:
        for method, path, handler in ROUTES:
            app.router.add_route(method, PREFIX + path, self._answering(handler))
        app.router.add_get("/cdn/{channel}/{id}/{name}", self._file)
        app.router.add_route("*", "/{path:.*}", self._unknown)

    async def _file(self, request: web.Request) -> web.Response:
        file = self._state.cdn.get(int(request.match_info["id"]))
        if file is None:
            return web.Response(status=404)
        return web.Response(body=file.data, content_type=file.facts["content_type"])

    async def _unknown(self, request: web.Request) -> web.Response:
        self._state.complain(f"{request.method} {request.path}: the local Discord has no such route")
        return _json(404, {"message": "404: Not Found", "code": 0})

    def _answering(self, handler: Handler) -> Callable[[web.Request], Any]:
        async def answer(request: web.Request) -> web.Response:
            await asyncio.sleep(self.latency)
            path = request.path.removeprefix(PREFIX)
            body, files = await _read(request)
            call = Call(request.method, path, dict(request.match_info), dict(request.query), body, files)
            self.requests.append(call)
            for trouble in self.troubles:
                if trouble.meets(call.method, path):
                    if trouble.status == RESET and request.transport is not None:
                        request.transport.abort()
                    return self._in_trouble(call, trouble)
            try:
                if not path.startswith(OPEN) and request.headers.get("Authorization") != f"Bot {self._state.token}":
                    raise RefusedError(401, 0, "401: Unauthorized", mistake=False)
                result = handler(self._state, call)
            except RefusedError as refusal:
                self._note(call, refusal)
                return _json(refusal.status, refusal.body())
            except Exception as error:
                _log.exception("%s %s", call.method, path)
                self._state.complain(f"{call.method} {path}: the local Discord failed: {error!r}")
                return _json(400, {"message": "a fault of the local Discord", "code": 0})
            answered = web.Response(status=204) if result is None else _json(200, result)
            answered.headers.update(_plenty(handler))
            return answered

        return answer

    def _in_trouble(self, call: Call, trouble: Trouble) -> web.Response:
        trouble.times -= 1
        if trouble.status == 404 and "interaction" in call.ids:
            self._state.interactions[call.id("interaction")].lost = True
            self._state.changes.tell()
        return _json(trouble.status or 500, trouble.body)

    def _note(self, call: Call, refusal: RefusedError) -> None:
        line = f"{call.method} {call.path}: {refusal.status} {refusal.code} {refusal.message}"
        self._state.refused.append(line)
        if refusal.mistake:
            self._state.complain(line)


async def _read(request: web.Request) -> tuple[Any, list[Upload]]:
    if not request.body_exists:
        return {}, []
    if not request.content_type.startswith("multipart/"):
        raw = await request.read()
        return json.loads(raw) if raw else {}, []
    body: Any = {}
    files: list[Upload] = []
    async for part in await request.multipart():
        assert not isinstance(part, type(None))
        data = bytes(await part.read())  # type: ignore[union-attr]
        if part.name == "payload_json":  # type: ignore[union-attr]
            body = json.loads(data)
        else:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            files.append(Upload(part.filename or "", data, part.name or "", kind))  # type: ignore[union-attr]
    return body, files


def _plenty(handler: Handler) -> dict[str, str]:
    """A rate limit that is far away: without these headers discord.py sends one request of a kind after the other."""
    limit = {"Bucket": handler.__name__, "Limit": "100", "Remaining": "99", "Reset-After": "1", "Reset": "0"}
    return {f"X-RateLimit-{name}": value for name, value in limit.items()}


def _json(status: int, body: Any) -> web.Response:
    # discord.py wants exactly this content type, and takes a 429 without Via for a ban.
    return web.Response(
        status=status,
        body=json.dumps(body).encode(),
        headers={"Via": "1.1 local"},
        content_type="application/json",
    )
