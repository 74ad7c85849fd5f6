"""Draws the roles that a member's skills fit best, as bars of a whole."""

from __future__ import annotations

from bot.domain.core.picture import FitBar, MatchPicture
from bot.pictures.marks import Scale, grid
from bot.pictures.panel import Font, Panel, Pen, width, wrapped
from bot.pictures.style import BODY, GAP, GRID, HAVE, INNER, MARGIN, MUTED, SMALL

_HIGH = 11
_NAME, _FIGURE = Font(BODY), Font(BODY, bold=True)


def draw(picture: MatchPicture) -> Panel:
    panel = Panel()
    panel.heading(picture.title, picture.lead)
    scale = Scale(0, 100, lambda percent: f"{percent:.0f}%")
    grid(panel, scale, [_row(panel, bar, scale) for bar in picture.bars])
    panel.sources(picture.sources)
    return panel


def _row(panel: Panel, bar: FitBar, scale: Scale) -> tuple[float, float]:
    """Top and bottom of its bar."""
    figure = f"{bar.percent:.0f}%"
    lines = wrapped(bar.role, _NAME, INNER - width(figure, _FIGURE) - GAP)
    panel.text(scale.right, panel.y + BODY, figure, _FIGURE, align="right")
    for line in lines:
        panel.text(MARGIN, panel.y + BODY, line, _NAME)
        panel.y += _NAME.line
    if bar.core:
        panel.text(MARGIN, panel.y + SMALL, bar.core, Font(SMALL), MUTED)
        panel.y += Font(SMALL).line
    panel.box(scale.left, panel.y + 2, scale.right - scale.left, _HIGH, Pen(edge=GRID))
    panel.box(scale.left, panel.y + 2, scale.at(bar.percent) - scale.left, _HIGH, Pen(HAVE))
    strip = panel.y - 1, panel.y + _HIGH + 5
    panel.y += _HIGH + GAP + 4
    return strip
