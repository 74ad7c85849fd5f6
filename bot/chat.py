"""The conversation on a terminal, drawn with rich: hanging indents, numbered suggestions, folded parts on request."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from bot.domain.core.reply import Reply, Section
from bot.errors import BotError
from bot.markup import FENCE, pieces
from bot.terminal import Asker, picked

WIDEST = 100
"""Longer lines are hard to read."""
_EXITS = frozenset({"exit", "quit", ":q", "bye"})
_MORE = "more"
_MARKER = re.compile(r"\s*(?:[-·•] |\d+\. )?")
"""What a wrapped line hangs under."""


def chat(asker: Asker, user: str) -> None:
    """A number picks a suggestion, `more` shows what was folded. Ctrl-C, Ctrl-D or `exit` end it."""
    console = Console(highlight=False)
    console.width = min(console.width, WIDEST)
    _use_readline()
    _paragraph(console, "**Career advisor.** Ask a question or tell me your skills; **help** says more, Ctrl-D ends.")
    try:
        _converse(console, asker, user)
    except (EOFError, KeyboardInterrupt):
        console.print()
    console.print("Good luck!")


def _converse(console: Console, asker: Asker, user: str) -> None:
    reply: Reply | None = None
    while True:
        console.print()
        # Read between two runs of the event loop: inside a coroutine the first Ctrl-C would be swallowed.
        line = input("> ").strip()
        if line.casefold() in _EXITS:
            return
        if line.casefold() == _MORE and reply and _folded(reply):
            _draw_sections(console, _folded(reply))
        elif line:
            reply = _answered(console, asker, user, picked(line, reply)) or reply


def _answered(console: Console, asker: Asker, user: str, text: str) -> Reply | None:
    try:
        reply = asker.ask(user, "chat", text)
    except BotError as error:
        console.print(Text(str(error), style="red"))
        return None
    draw(console, reply)
    return reply


def draw(console: Console, reply: Reply) -> None:
    """The answer, then sections, sources and suggestions; folded sections only by name."""
    console.print()
    if reply.title:
        console.print(Text(reply.title, style="bold cyan"))
    for text in filter(None, (reply.note, reply.text)):
        _draw_lines(console, text.split("\n"))
        console.print()
    _draw_sections(console, [section for section in reply.sections if not section.folded])
    if folded := _folded(reply):
        names = ", ".join(f"“{section.heading}”" for section in folded if section.heading)
        _paragraph(console, f"Not shown: {names or 'details'}. Type **{_MORE}** to see it.", "dim")
        console.print()
    if reply.sources:
        _paragraph(console, "Source: " + "; ".join(reply.sources), "dim")
    for number, suggestion in enumerate(reply.suggestions, 1):
        _paragraph(console, f"{number}. {suggestion.listed}", "cyan")


def _folded(reply: Reply) -> list[Section]:
    return [section for section in reply.sections if section.folded]


def _draw_sections(console: Console, sections: Iterable[Section]) -> None:
    for section in sections:
        if section.heading:
            _paragraph(console, section.heading, "bold")
        _draw_lines(console, "\n".join(section.lines).split("\n"))
        console.print()


def _draw_lines(console: Console, lines: Iterable[str]) -> None:
    fenced = False
    for line in lines:
        if line.startswith(FENCE):
            fenced = not fenced
        elif fenced:
            console.print(line, markup=False, soft_wrap=True)  # to be copied: no line may be broken
        else:
            _paragraph(console, line)


def _paragraph(console: Console, line: str, style: str = "") -> None:
    """One line, wrapped under its own text rather than under its bullet."""
    marker = str(_MARKER.match(line)[0])  # type: ignore[index]  # it matches the empty text too
    text = Text(style=style)
    for piece in pieces(line[len(marker) :]):
        text.append(piece.text, piece.style)
    rows = text.wrap(console, max(console.width - len(marker), 20))
    for number, row in enumerate(rows or [Text()]):
        start = marker if number == 0 else " " * len(marker)
        console.print(Text(start, style=style, end="") + row, soft_wrap=True)


def _use_readline() -> None:
    """Line editing and history where the platform has them."""
    if sys.stdin.isatty():
        try:
            import readline  # noqa: F401  # importing it is what switches it on
        except ImportError:
            return
