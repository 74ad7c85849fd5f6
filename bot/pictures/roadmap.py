"""Draws the way to a role as a map: a stop for each stage, and where the member is."""

from __future__ import annotations

from bot.domain.core.picture import Mark, RoadmapPicture, StageSkill, StageStop
from bot.pictures.panel import Font, Panel, Pen, wrapped
from bot.pictures.style import (
    BACKGROUND,
    BODY,
    EDGE,
    GAP,
    GRID,
    HAVE,
    INNER,
    MARGIN,
    MUTED,
    OTHER,
    SIGNS,
    SMALL,
    TEXT,
    WIDTH,
    Color,
)

_RAIL = MARGIN + 12
_RADIUS = 9
_TEXT = MARGIN + 34
_STATE = 44
"""Room for the word that says when."""
_NAME, _SKILLS = Font(BODY, bold=True), Font(SMALL)
_COLORS: dict[str, Color] = {"done": HAVE, "now": OTHER, "next": TEXT, "later": MUTED}
_MARKS: dict[Mark, str] = {"reached": f"{SIGNS['reached']} ", "begun": f"{SIGNS['begun']} ", "missing": ""}


def draw(picture: RoadmapPicture) -> Panel:
    panel = Panel()
    panel.heading(picture.title, picture.lead)
    last = len(picture.stops)
    for number, stop in enumerate(picture.stops, 1):
        _stop(panel, number, stop, is_last=number == last)
    panel.paragraph(_signs(picture), Font(SMALL), MUTED)
    panel.sources(picture.sources)
    return panel


def _stop(panel: Panel, number: int, stop: StageStop, *, is_last: bool) -> None:
    top = panel.y
    name = wrapped(f"{number}. {stop.name}", _NAME, WIDTH - MARGIN - _STATE - _TEXT - GAP)
    skills = wrapped(_skills(stop), _SKILLS, WIDTH - MARGIN - _TEXT - GAP / 2)
    high = max(len(name) * _NAME.line + len(skills) * _SKILLS.line, 2 * _RADIUS) + GAP
    if stop.when == "now":
        panel.box(MARGIN - 6, top, INNER + 12, high, Pen(fill=GRID, edge=OTHER, thickness=1.5))
    if not is_last:
        panel.line([(_RAIL, top + GAP / 2 + _RADIUS), (_RAIL, top + high + GAP + _RADIUS)], _rail(stop))
    _node(panel, top + GAP / 2 + _RADIUS, stop)
    panel.y += GAP / 2
    panel.text(WIDTH - MARGIN, panel.y + BODY, stop.when, Font(BODY), _COLORS[stop.when], "right")
    for line in name:
        panel.text(_TEXT, panel.y + BODY, line, _NAME)
        panel.y += _NAME.line
    for line in skills:
        panel.text(_TEXT, panel.y + SMALL, line, _SKILLS, MUTED)
        panel.y += _SKILLS.line
    panel.y = top + high + GAP / 2


def _rail(stop: StageStop) -> Pen:
    done = stop.when == "done"
    return Pen(edge=HAVE if done else EDGE, thickness=3 if done else 2, dashed=not done)


def _node(panel: Panel, y: float, stop: StageStop) -> None:
    """Full where it is done, bright where one is, hollow ahead; with a sign that says the same."""
    color = _COLORS[stop.when]
    full = stop.when in ("done", "now")
    panel.circle(_RAIL, y, _RADIUS, Pen(fill=color if full else BACKGROUND, edge=color, dashed=stop.when == "later"))
    if full:
        panel.text(_RAIL, y + 4, SIGNS[stop.when], Font(SMALL, bold=True), BACKGROUND, "center")


def _skills(stop: StageStop) -> str:
    names = [_named(skill) for skill in stop.skills]
    names += [f"and {stop.left_out} more"] if stop.left_out else []
    return " · ".join(names)


def _named(skill: StageSkill) -> str:
    return f"{_MARKS[skill.mark]}{skill.name}{f' ({skill.note})' if skill.note else ''}"


def _signs(picture: RoadmapPicture) -> str:
    marks = {skill.mark for stop in picture.stops for skill in stop.skills}
    told = {"reached": "✓ reached", "begun": "◐ begun, needed at a higher level"}
    return "   ".join(words for mark, words in told.items() if mark in marks)
