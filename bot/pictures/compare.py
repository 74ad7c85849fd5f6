"""Draws roles side by side: pay, growth and what their skill lists share, a row for each role."""

from __future__ import annotations

from bot.domain.core.pay_picture import ComparePicture, Growth, SkillShare
from bot.pictures.marks import Scale, grid, legend, scale_for
from bot.pictures.money import draw_axis, money_legend
from bot.pictures.panel import Font, Panel, Pen, width, wrapped
from bot.pictures.style import BODY, GAP, HAVE, INNER, MARGIN, MUTED, OTHER, SMALL

_HIGH = 10
_HEADING, _LABEL, _FIGURE, _NOTE = Font(BODY + 1, bold=True), Font(BODY), Font(BODY, bold=True), Font(SMALL)


def draw(picture: ComparePicture) -> Panel:
    panel = Panel()
    panel.heading(picture.title, picture.lead)
    if picture.pay:
        draw_axis(panel, picture.pay)
        money_legend(panel, (picture.pay,))
        panel.y += GAP
    if picture.growth:
        _growth(panel, picture)
    _skills(panel, picture.skills)
    panel.sources(picture.sources)
    return panel


def _growth(panel: Panel, picture: ComparePicture) -> None:
    panel.paragraph(picture.growth_heading, _HEADING)
    panel.y += 2
    scale = scale_for((row.percent for row in picture.growth), lambda percent: f"{percent:+g}%" if percent else "0%")
    grid(panel, scale, [_growth_row(panel, row, scale) for row in picture.growth])
    panel.y += GAP


def _growth_row(panel: Panel, row: Growth, scale: Scale) -> tuple[float, float]:
    """Top and bottom of its bar."""
    _words(panel, row.role, f"{row.percent:+g}%")
    panel.paragraph(row.occupation, _NOTE, MUTED)
    start, end = sorted((scale.at(0), scale.at(row.percent)))
    panel.box(start, panel.y + 2, end - start, _HIGH, Pen(edge=HAVE, hatched=True) if row.proxy else Pen(HAVE))
    return _below(panel)


def _below(panel: Panel) -> tuple[float, float]:
    """Top and bottom of the bar that is drawn; the panel goes on below it."""
    top = panel.y
    panel.y += _HIGH + GAP
    return top - 1, top + _HIGH + 5


def _skills(panel: Panel, rows: tuple[SkillShare, ...]) -> None:
    panel.paragraph("Skills on their lists", _HEADING)
    panel.y += 2
    strips = []
    scale = scale_for((row.shared + row.others for row in rows), lambda number: f"{number:g}")
    for row in rows:
        _words(panel, row.role, f"{row.shared} shared + {row.others}")
        middle = scale.at(row.shared)
        panel.box(scale.left, panel.y + 2, middle - scale.left, _HIGH, Pen(HAVE))
        panel.box(
            middle, panel.y + 2, scale.at(row.shared + row.others) - middle, _HIGH, Pen(edge=OTHER, thickness=1.5)
        )
        strips.append(_below(panel))
    grid(panel, scale, strips)
    panel.y += GAP / 2
    both = len(rows) == 2
    shared, others = ("asked for by both", "by this one only") if both else ("asked for by all", "not by all")
    legend(panel, [(Pen(HAVE), shared), (Pen(edge=OTHER, thickness=1.5), others)])


def _words(panel: Panel, role: str, figure: str) -> None:
    lines = wrapped(role, _LABEL, INNER - width(figure, _FIGURE) - GAP)
    panel.text(MARGIN + INNER, panel.y + BODY, figure, _FIGURE, align="right")
    for line in lines:
        panel.text(MARGIN, panel.y + BODY, line, _LABEL)
        panel.y += _LABEL.line
