"""From a picture's numbers to a PNG. Nothing here brings matplotlib; the first drawing does."""

from __future__ import annotations

import importlib

from bot.domain.core.picture import Picture


class CannotDrawError(Exception):
    """There is something that the font has no letters for."""


_DRAWERS = {"salary": "money"}
"""Kinds whose module has another name."""


def drawn_as_png(picture: Picture) -> bytes:
    """Raises CannotDrawError where the font lacks a letter."""
    drawer = importlib.import_module(f"bot.pictures.{_DRAWERS.get(picture.kind, picture.kind)}")
    png: bytes = drawer.draw(picture).png()
    return png
