"""What stands between the entries of faq.yaml: whose comments they are, and how many blank lines are usual."""

from __future__ import annotations

import re
from collections import Counter

from bot.storage.yaml_pieces import Piece, Pieces
from bot.storage.yaml_splices import line_after

_COMMENT = re.compile(r"( *)#")
_HEADING = re.compile(r" *#+\s*([-=#*~_])\1\1")


def start_with_comments(pieces: Pieces, found: Piece, index: int) -> int:
    """Comments above the first entry belong to the list."""
    mark = pieces.dash(found, index)
    start, column = pieces.line_start(mark), pieces.column(mark)
    floor = line_after(pieces, found.items[index - 1].end) if index else start
    while start > floor:
        above = pieces.line_start(start - 2 if pieces.text[:start].endswith("\r\n") else start - 1)
        comment = _COMMENT.match(pieces.text, above)
        if above < floor or not comment or len(comment[1]) > column or _HEADING.match(pieces.text, above):
            break
        start = above
    return start


def end_with_comments(pieces: Pieces, entry: Piece, column: int) -> int:
    """Comments right below that are indented deeper than the dash belong to the entry."""
    end = entry.end
    while (below := line_after(pieces, end)) < len(pieces.text):
        comment = _COMMENT.match(pieces.text, below)
        if not comment or len(comment[1]) <= column:
            break
        end = pieces.line_stop(below)
    return end


def behind_blank_lines(pieces: Pieces, start: int) -> int:
    while start < len(pieces.text) and not pieces.text[start : pieces.line_stop(start)].strip(" \t"):
        start = pieces.next_line(start)
    return start


def before_blank_lines(pieces: Pieces, start: int, floor: int) -> int:
    """`floor` is where the lines of the entry above end."""
    while start > floor:
        above = pieces.line_start(start - 2 if pieces.text[:start].endswith("\r\n") else start - 1)
        if above < floor or pieces.text[above:start].strip(" \t\r\n"):
            break
        start = above
    return start


def blank_lines(pieces: Pieces, found: Piece) -> int:
    """How many blank lines mostly set an entry off from the one above."""
    if pieces.keeps_lines(found.items[-1]):
        return 0
    counts = Counter(_blank_lines_above(pieces, found, index) for index in range(1, len(found.items)))
    return max(counts, key=lambda lines: (counts[lines], lines), default=0)


def _blank_lines_above(pieces: Pieces, found: Piece, index: int) -> int:
    start = start_with_comments(pieces, found, index)
    floor = line_after(pieces, found.items[index - 1].end)
    return len(re.findall("\r\n|\r|\n", pieces.text[before_blank_lines(pieces, start, floor) : start]))
