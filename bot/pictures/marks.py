"""What several pictures are made of: a scale with its ticks, a legend, arrows, diamonds."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.pictures.panel import Font, Panel, Pen, width
from bot.pictures.style import GRID, INNER, MARGIN, MUTED, SMALL, WIDTH, Color

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_BETWEEN = 14
"""Free pixels between two labels of a scale, at least."""
_SAMPLE = 16
ROOM = 0.06
"""Of the scale, free beyond the largest value."""


@dataclass(frozen=True)
class Scale:
    """Values from left to right; zero is always on it."""

    low: float
    high: float
    label: Callable[[float], str]
    left: float = MARGIN
    right: float = WIDTH - MARGIN

    def at(self, value: float) -> float:
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)

    def ticks(self) -> list[float]:
        """Round values, as many as their labels have room for."""
        span = self.high - self.low
        power = 10.0 ** math.floor(math.log10(span))
        steps = [factor * power / 10 for factor in _STEPS] + [factor * power for factor in _STEPS]
        return next((ticks for step in steps if self._fit(ticks := self._every(step))), [0.0])

    def _every(self, step: float) -> list[float]:
        first, last = math.ceil(self.low / step), math.floor(self.high / step)
        return [number * step for number in range(first, last + 1)]

    def _fit(self, ticks: list[float]) -> bool:
        room = (self.right - self.left) / max(len(ticks), 1)
        return max(width(self.label(tick), Font(SMALL)) for tick in ticks) + _BETWEEN <= room


def scale_for(values: Iterable[float], label: Callable[[float], str]) -> Scale:
    """From zero, or below where a value is, to a little beyond the largest."""
    known = [0.0, *values]
    low, high = min(known), max(known)
    room = ((high - low) or 1.0) * ROOM
    return Scale(low - room if low else 0.0, high + room, label)


def grid(panel: Panel, scale: Scale, strips: Iterable[tuple[float, float]]) -> None:
    """The scale's labels below what is on the panel, and from each a line behind what is drawn, never through words.

    `strips`: top and bottom of what is drawn.
    """
    strips = list(strips)
    for tick in scale.ticks():
        x = scale.at(tick)
        for top, bottom in strips:
            panel.under([(x, top), (x, bottom)], Pen(edge=MUTED if tick == 0 else GRID))
        words = scale.label(tick)
        half = width(words, Font(SMALL)) / 2
        x = min(max(x, MARGIN / 2 + half), WIDTH - MARGIN / 2 - half)
        panel.text(x, panel.y + SMALL + 2, words, Font(SMALL), MUTED, "center")
    panel.y += SMALL * 1.8


def legend(panel: Panel, entries: Iterable[tuple[Pen, str]]) -> None:
    """Samples with their meaning, as many in a line as fit."""
    x, font = float(MARGIN), Font(SMALL)
    for pen, words in entries:
        wide = _SAMPLE + 6 + width(words, font)
        if x > MARGIN and x + wide > MARGIN + INNER:
            x, panel.y = float(MARGIN), panel.y + font.line + 3
        panel.box(x, panel.y + 2, _SAMPLE, 9, pen)
        panel.text(x + _SAMPLE + 6, panel.y + SMALL, words, font, MUTED)
        x += wide + _BETWEEN
    panel.y += font.line + 3


def diamond(panel: Panel, x: float, y: float, pen: Pen, radius: float = 5.5) -> None:
    panel.polygon([(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)], pen)


def arrow(panel: Panel, start: float, end: float, y: float, color: Color) -> None:
    """From an end that is known to where nothing is."""
    way = 1 if end > start else -1
    panel.line([(start, y), (end - way * 6, y)], Pen(edge=color, thickness=3))
    panel.polygon([(end, y), (end - way * 8, y - 5.5), (end - way * 8, y + 5.5)], Pen(color))
