"""How all pictures look: sizes, colors and signs.

A panel of its own background reads on Discord's dark and light theme alike. Blue and orange are told apart by everybody
who sees colors at all (Okabe and Ito); no state is shown by color alone, a sign or a pattern says the same.
"""

from __future__ import annotations

from typing import Literal

Color = tuple[float, float, float]

WIDTH = 400
"""Of a picture in pixels, as a phone shows it; drawn twice as fine."""
SCALE = 2
MARGIN = 16
INNER = WIDTH - 2 * MARGIN

TITLE, BODY, SMALL = 15.0, 11.5, 10.0
"""Sizes of text, in the same pixels."""
LINE = 1.35
"""Distance of lines, in sizes."""
GAP = 8
"""Between things that do not belong together."""


def _color(code: str) -> Color:
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return red, green, blue


BACKGROUND = _color("1f2430")
EDGE = _color("5b6477")
GRID = _color("3a4254")
TEXT = _color("f4f6fa")
MUTED = _color("b9c1d0")
HAVE = _color("56b4e9")
"""Blue: what is there, what is official."""
OTHER = _color("f0a830")
"""Orange: where one is, what somebody states."""

Sign = Literal["✓", "◐", "○", "▶", "◇"]
SIGNS: dict[str, Sign] = {
    "reached": "✓", "begun": "◐", "missing": "○", "done": "✓", "now": "▶", "next": "○", "later": "◇",
}  # fmt: skip
"""What stands for a state, wherever it is shown."""
