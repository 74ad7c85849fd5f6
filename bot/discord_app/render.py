"""A Reply as a message: text in a container, small print below it, then the buttons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from discord import ui

from bot.domain.reply import Reply


@dataclass(frozen=True)
class Place:
    """Where a reply is shown, and to whom."""

    asker: int
    """The member who asked, by Discord id."""
    public: bool
    """Others see it too."""
    mention: Callable[[str], str]
    """`salary` → the command as it can be clicked."""


def layout(reply: Reply, place: Place) -> ui.LayoutView:
    """The message of one page. Finished from the start: its buttons live in their ids, so nothing is kept."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(ui.TextDisplay(reply.plain()[:3900])))
    view.stop()
    return view
