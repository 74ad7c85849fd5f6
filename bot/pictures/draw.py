"""From a picture's numbers to a PNG: drawn in a thread of its own, kept by content; matplotlib comes with the first."""

from __future__ import annotations

import asyncio
import importlib
import logging
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor

from bot.domain.core.picture import Picture
from bot.errors import unexpected

KEPT = 64
"""Pictures that are kept, of about 20 KB each."""
WAITING = 8
"""Pictures drawn or waiting at one time; beyond that replies go out without."""
_log = logging.getLogger(__name__)


class Pictures:
    """Draws for the whole program, one picture at a time."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "pictures")
        self._kept: OrderedDict[Picture, bytes] = OrderedDict()
        self._waiting = 0

    async def png(self, picture: Picture) -> bytes | None:
        """None where it cannot be drawn, which is no reason to keep a reply back."""
        if kept := self._kept.get(picture):
            self._kept.move_to_end(picture)
            return kept
        if self._waiting >= WAITING:
            return None
        self._waiting += 1
        try:
            drawn = await asyncio.get_running_loop().run_in_executor(self._thread, drawn_as_png, picture)
        except Exception as error:
            _log.warning("no picture: %s", unexpected(error))
            return None
        finally:
            self._waiting -= 1
        self._kept[picture] = drawn
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return drawn


def drawn_as_png(picture: Picture) -> bytes:
    """Raises CannotDrawError where the font lacks a letter."""
    drawer = importlib.import_module(f"bot.pictures.{_DRAWERS.get(picture.kind, picture.kind)}")
    png: bytes = drawer.draw(picture).png()
    return png


_DRAWERS = {"salary": "money"}
"""Kinds that share a module; the others have their own."""
