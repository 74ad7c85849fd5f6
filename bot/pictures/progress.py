"""Draws readiness over time: it rises on the days of the reports and rests in between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.core.picture import Point, ProgressPicture
from bot.domain.core.wording import day
from bot.pictures.panel import Font, Panel, Pen
from bot.pictures.style import BACKGROUND, BODY, GAP, GRID, HAVE, MARGIN, MUTED, OTHER, SMALL, TEXT, WIDTH

_HIGH = 130
_LEFT, _RIGHT = MARGIN + 38, WIDTH - MARGIN - 12
_FLAG = 9
"""Radius of a number."""
_FONT = Font(SMALL, bold=True)
_PERCENTS = (0, 25, 50, 75, 100)


def draw(picture: ProgressPicture) -> Panel:
    panel = Panel()
    panel.heading(picture.title, picture.lead)
    _plot(panel, picture.points)
    if picture.earlier:
        panel.paragraph(f"{picture.facts()[0]}.", Font(SMALL), MUTED)
        panel.y += GAP / 2
    for number, point in enumerate(picture.points, 1):
        _entry(panel, number, point)
    panel.sources(picture.sources)
    return panel


def _plot(panel: Panel, points: Sequence[Point]) -> None:
    top = panel.y + 2 * _FLAG + GAP
    bottom = top + _HIGH

    def y(percent: float) -> float:
        return bottom - percent / 100 * _HIGH

    for percent in _PERCENTS:
        panel.line([(_LEFT, y(percent)), (_RIGHT, y(percent))], Pen(edge=MUTED if percent == 0 else GRID))
        panel.text(_LEFT - 6, y(percent) + 4, f"{percent}%", Font(SMALL), MUTED, "right")
    places = [_place(point.on, points[0].on, points[-1].on) for point in points]
    _steps(panel, [(x, y(point.percent)) for x, point in zip(places, points, strict=True)])
    for number, (x, flag) in enumerate(zip(places, apart(places, 2 * _FLAG + 3, _LEFT, _RIGHT), strict=True), 1):
        on_line = y(points[number - 1].percent)
        panel.under([(flag, panel.y + _FLAG), (flag, top - GAP / 2), (x, top + 2), (x, on_line)], Pen(edge=MUTED))
        _flag(panel, flag, panel.y + _FLAG, number)
    panel.y = bottom + GAP / 2
    _days(panel, points)


def _steps(panel: Panel, spots: Sequence[tuple[float, float]]) -> None:
    line = [spots[0]]
    for x, y in spots[1:]:
        line += [(x, line[-1][1]), (x, y)]
    if len(line) > 1:
        panel.line(line, Pen(edge=HAVE, thickness=2.5))
    for x, y in spots:
        panel.circle(x, y, 4, Pen(fill=HAVE, edge=BACKGROUND))


def _place(on: date, first: date, last: date) -> float:
    days = (last - first).days
    return _LEFT + (_RIGHT - _LEFT) * ((on - first).days / days if days else 0.5)


def apart(wanted: Sequence[float], distance: float, low: float, high: float) -> list[float]:
    """The same places from left to right, moved as little as keeps them `distance` apart within the bounds."""
    placed: list[float] = []
    for place in wanted:
        placed.append(max(place, placed[-1] + distance) if placed else max(place, low))
    for number in reversed(range(len(placed))):
        placed[number] = min(placed[number], high)
        high = placed[number] - distance
    return placed


def _flag(panel: Panel, x: float, y: float, number: int) -> None:
    panel.circle(x, y, _FLAG, Pen(fill=BACKGROUND, edge=OTHER, thickness=1.5))
    panel.text(x, y + 3.6, str(number), _FONT, TEXT, "center")


def _days(panel: Panel, points: Sequence[Point]) -> None:
    first, last = points[0].on, points[-1].on
    if first == last:
        panel.text((_LEFT + _RIGHT) / 2, panel.y + SMALL, day(first), Font(SMALL), MUTED, "center")
    else:
        panel.text(_LEFT, panel.y + SMALL, day(first), Font(SMALL), MUTED)
        panel.text(_RIGHT, panel.y + SMALL, day(last), Font(SMALL), MUTED, "right")
    panel.y += Font(SMALL).line + GAP


def _entry(panel: Panel, number: int, point: Point) -> None:
    _flag(panel, MARGIN + _FLAG, panel.y + _FLAG, number)
    x = MARGIN + 2 * _FLAG + GAP
    panel.text(x, panel.y + BODY + 1, f"{day(point.on)}: {point.percent:.0f}%", Font(BODY, bold=True))
    panel.y += Font(BODY).line + 1
    panel.paragraph(point.learned, Font(SMALL), MUTED, x=x, within=WIDTH - MARGIN - x)
    panel.y += GAP / 2
