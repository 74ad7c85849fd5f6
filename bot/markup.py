"""Discord markdown read into styled pieces: a pipe gets the bare text, the terminal draws the styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_ADDRESS = r"https?://(?:[^\s()<>]|\([^\s()<>]*\))+"
_MARK = re.compile(
    rf"`(?P<code>[^`\n]+)`"
    rf"|\[(?P<label>[^\[\]\n]+)\]\((?P<address>{_ADDRESS})\)"
    rf"|<(?P<bare>{_ADDRESS})>"
    rf"|(?P<raw>{_ADDRESS})"
    r"|\*\*(?P<bold>\S(?:.*?\S)??)\*\*"
    r"|__(?P<underline>\S(?:.*?\S)??)__"
    r"|~~(?P<strike>\S(?:.*?\S)??)~~"
    r"|(?<![\w*])\*(?P<star>[^\s*](?:[^*]*[^\s*])?)\*(?![\w*])"
    r"|(?<!\w)_(?P<low>[^\s_](?:[^_]*[^\s_])?)_(?!\w)"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
)
_STYLES = {"bold": "bold", "underline": "underline", "strike": "strike", "star": "italic", "low": "italic"}
_LINE_MARK = re.compile(r"^(?:#{1,3}|-#) ")
FENCE = "```"


class Piece(NamedTuple):
    """A run of text and its styles, in rich's words."""

    text: str
    style: str = ""


def pieces(line: str, style: str = "") -> Iterator[Piece]:
    """One line without its marks. A link becomes its label and, in parentheses, its address."""
    end = 0
    for found in _MARK.finditer(line):
        if found.start() > end:
            yield Piece(line[end : found.start()], style)
        yield from _marked(found, style)
        end = found.end()
    if end < len(line):
        yield Piece(line[end:], style)


def _marked(found: re.Match[str], style: str) -> Iterator[Piece]:
    kind = str(found.lastgroup)
    inside = found[kind]
    match kind:
        case "address":
            yield from pieces(found["label"], style)
            if inside != found["label"]:
                yield Piece(f" ({inside})", f"{style} dim".strip())
        case "code" | "bare" | "raw" | "escaped":
            yield Piece(inside, style)
        case _:
            yield from pieces(inside, f"{style} {_STYLES[kind]}".strip())


def plain(text: str) -> str:
    """`text` as a person reads it, without marks; fenced blocks stay as they are."""
    lines, fenced = [], False
    for line in text.split("\n"):
        if line.startswith(FENCE):
            fenced = not fenced
        else:
            lines.append(line if fenced else "".join(piece.text for piece in pieces(_LINE_MARK.sub("", line))))
    return "\n".join(lines)
