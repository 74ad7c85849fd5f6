"""Pictures for a program that must not wait: drawn in a process of its own, one at a time, and kept by content.

Drawing is work for the processor, which a thread would share with the answers, and the library takes tens of
megabytes: the process comes with the first picture and goes when none was asked for in a while.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import OrderedDict
from contextlib import suppress

from bot.domain.core.picture import Picture
from bot.pictures.draw import CannotDrawError
from bot.pictures.worker import NOT_DRAWN, SIZE, packed

KEPT = 100
"""Pictures that are kept, of about 50 KB each."""
WAITING = 16
"""Pictures drawn or waiting at one time; beyond that replies go out without."""
IDLE_SECONDS = 300.0
"""How long the process stays without work."""
LONGEST_SECONDS = 20.0
"""Of one drawing, the start of the process included."""
_log = logging.getLogger(__name__)


class Studio:
    """Draws for the whole program."""

    def __init__(self, *, idle: float = IDLE_SECONDS, kept: int = KEPT) -> None:
        self._idle = idle
        self._most = kept
        self._kept: OrderedDict[Picture, bytes] = OrderedDict()
        self._waiting = 0
        self._turn = asyncio.Lock()
        self._process: Process | None = None
        self._leaving: asyncio.TimerHandle | None = None

    async def png(self, picture: Picture) -> bytes | None:
        """None where it cannot be drawn, which is no reason to keep a reply back."""
        if self._waiting >= WAITING and picture not in self._kept:
            return None
        self._waiting += 1
        try:
            async with self._turn:
                return self._again(picture) or self._keep(picture, await self._drawn(picture))
        except (CannotDrawError, OSError, EOFError, TimeoutError) as error:
            _log.warning("a reply goes out without its picture: %s %s", type(error).__name__, error)
            return None
        finally:
            self._waiting -= 1

    def _again(self, picture: Picture) -> bytes | None:
        if picture in self._kept:
            self._kept.move_to_end(picture)
        return self._kept.get(picture)

    def _keep(self, picture: Picture, png: bytes) -> bytes:
        self._kept[picture] = png
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return png

    async def _drawn(self, picture: Picture) -> bytes:
        if self._leaving:
            self._leaving.cancel()
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                data = await self._exchanged(packed(picture))
        except BaseException:  # whatever is half said would be taken for the answer to the next one
            self._end()
            raise
        self._leaving = asyncio.get_running_loop().call_later(self._idle, self._end)
        if data.startswith(NOT_DRAWN):
            raise CannotDrawError(data.removeprefix(NOT_DRAWN).decode())
        return data

    async def _exchanged(self, data: bytes) -> bytes:
        if self._process is None:
            self._process = await _started()
        asked, answered = self._process.stdin, self._process.stdout
        assert asked is not None  # both are pipes
        assert answered is not None
        asked.write(data)
        await asked.drain()
        (size,) = SIZE.unpack(await answered.readexactly(SIZE.size))
        return await answered.readexactly(size)

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()  # it keeps nothing

    async def close(self) -> None:
        """Ends the process, and waits until it is gone."""
        process = self._process
        if self._leaving:
            self._leaving.cancel()
        self._end()
        if process is not None:
            await process.wait()


async def _started() -> Process:
    """With the path that this program was found by."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = (sys.executable, "-m", "bot.pictures.worker")
    return await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment)
