"""Draws have against need: three steps for each skill, filled as far as it is there."""

from __future__ import annotations

from bot.domain.core.levels import SKILL_LEVELS
from bot.domain.core.picture import GapPicture, SkillBar
from bot.pictures.marks import legend
from bot.pictures.panel import Font, Panel, Pen, wrapped
from bot.pictures.style import BODY, GAP, GRID, HAVE, MARGIN, MUTED, OTHER, SIGNS, SMALL, TEXT, WIDTH

_CELL, _BETWEEN, _HIGH = 62, 4, 11
_CELLS = WIDTH - MARGIN - len(SKILL_LEVELS) * (_CELL + _BETWEEN) + _BETWEEN
"""Where the steps begin."""
_NAMES = MARGIN + 18
_FONT = Font(BODY)
_IS, _FOLLOWS, _LACKS = Pen(HAVE), Pen(edge=HAVE, hatched=True), Pen(edge=OTHER, thickness=1.5)
_UNASKED = Pen(edge=GRID)


def draw(picture: GapPicture) -> Panel:
    panel = Panel()
    panel.heading(picture.title, picture.lead)
    for number, level in enumerate(SKILL_LEVELS):
        panel.text(_left(number) + _CELL / 2, panel.y + SMALL, level, Font(SMALL), MUTED, "center")
    for importance in dict.fromkeys(bar.importance for bar in picture.bars):
        panel.text(MARGIN, panel.y + SMALL, importance.capitalize(), Font(SMALL, bold=True), MUTED)
        panel.y += Font(SMALL).line + 3
        for bar in picture.of(importance):
            _row(panel, bar)
        panel.y += GAP / 2
    if picture.rest:
        panel.paragraph(f"{picture.rest}.", Font(SMALL), MUTED)
        panel.y += GAP / 2
    _legend(panel, picture)
    panel.sources(picture.sources)
    return panel


def _left(number: int) -> float:
    return _CELLS + number * (_CELL + _BETWEEN)


def _row(panel: Panel, bar: SkillBar) -> None:
    lines = wrapped(bar.name, _FONT, _CELLS - _NAMES - GAP)
    panel.text(MARGIN, panel.y + BODY, SIGNS[bar.mark], _FONT, OTHER if bar.mark != "reached" else HAVE)
    for number, line in enumerate(lines):
        panel.text(_NAMES, panel.y + BODY + number * _FONT.line, line)
    for number in range(len(SKILL_LEVELS)):
        panel.box(_left(number), panel.y + 2, _CELL, _HIGH, _pen(bar, number))
    needed = _left(SKILL_LEVELS.index(bar.needed)) + _CELL
    panel.line([(needed, panel.y - 1), (needed, panel.y + _HIGH + 5)], Pen(edge=TEXT, thickness=2))
    panel.y += len(lines) * _FONT.line + 4


def _pen(bar: SkillBar, number: int) -> Pen:
    if bar.reached and number <= SKILL_LEVELS.index(bar.reached):
        return _FOLLOWS if bar.inferred else _IS
    return _LACKS if number <= SKILL_LEVELS.index(bar.needed) else _UNASKED


def _legend(panel: Panel, picture: GapPicture) -> None:
    entries = [(_IS, "you have"), (_LACKS, "still needed")]
    if any(bar.inferred for bar in picture.bars):
        entries.insert(1, (_FOLLOWS, "inferred"))
    legend(panel, entries)
    marks = dict.fromkeys(bar.mark for bar in picture.bars)
    signs = "   ".join(f"{SIGNS[mark]} {mark}" for mark in ("reached", "begun", "missing") if mark in marks)
    panel.paragraph(f"White line: the level needed.   {signs}", Font(SMALL), MUTED)
