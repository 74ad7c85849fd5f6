"""A request whose connection broke before its answer came is sent once more: Discord closes idle connections at will.

What was done already is not done twice: messages carry a nonce, and an interaction is answered only once.
"""

from __future__ import annotations

import time
from itertools import count
from typing import Any

import aiohttp
from discord.http import HTTPClient

_STARTED = time.time_ns()
_sent = count()


def resend_once(http: HTTPClient) -> None:
    """For all requests of the library from now on; call it after the login."""
    http._HTTPClient__session._middlewares = (_once_more,)  # type: ignore[attr-defined]


def nonce() -> str:
    """Of one message: Discord posts what comes twice with the same one only once."""
    return f"{_STARTED:x}.{next(_sent):x}"


async def _once_more(request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    try:
        return await send(request)
    except aiohttp.ClientConnectorError:  # Discord cannot be reached at all
        raise
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError):
        if _is_used_up(request.body):
            raise
    return await send(request)


def _is_used_up(body: Any) -> bool:
    """Whether parts of what was sent, such as a file, cannot be read again."""
    return bool(getattr(body, "consumed", False))
