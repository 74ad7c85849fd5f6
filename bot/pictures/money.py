"""Draws money on an axis from zero: the middle half thick, the middle 80% thin, statements as what they state."""

from __future__ import annotations

from functools import partial

from bot.domain.core.pay_picture import MoneyAxis, MoneyGroup, MoneyRow, SalaryPicture, Span
from bot.pictures.marks import Scale, arrow, diamond, grid, legend, scale_for
from bot.pictures.panel import Font, Panel, Pen, width
from bot.pictures.style import BODY, GAP, HAVE, INNER, MARGIN, MUTED, OTHER, SMALL, TEXT, Color

_HIGH = 10
_STRIP = 15
"""Distance of what is drawn one below the other in a row."""
_ARROW = 36
_LABEL, _FIGURE, _NOTE = Font(BODY), Font(BODY, bold=True), Font(SMALL)
_THOUSANDS_FROM = 1000


def draw(picture: SalaryPicture) -> Panel:
    panel = Panel()
    panel.heading(picture.title, picture.lead)
    for axis in picture.axes:
        draw_axis(panel, axis)
    money_legend(panel, picture.axes)
    panel.sources(picture.sources)
    return panel


def draw_axis(panel: Panel, axis: MoneyAxis) -> None:
    panel.paragraph(axis.heading, Font(BODY + 1, bold=True))
    panel.y += 2
    scale = scale_for([axis.most], partial(_tick, axis.sign))
    grid(panel, scale, [strip for group in axis.groups for strip in _group(panel, group, scale)])
    panel.y += GAP


def money_legend(panel: Panel, axes: tuple[MoneyAxis, ...]) -> None:
    """Explains what is drawn, and nothing else."""
    groups = [group for axis in axes for group in axis.groups]
    rows = [row for group in groups for row in group.rows]
    official = any(group.official for group in groups)
    entries = [(Pen(HAVE), "official")] if official else []
    if any(not group.official for group in groups):
        entries.append((Pen(OTHER), "as stated or estimated"))
    if any(row.proxy and row.spans for row in rows):
        entries.append((Pen(edge=HAVE, hatched=True), "proxy: another occupation"))
    legend(panel, entries)
    panel.paragraph(_signs(rows), _NOTE, MUTED)


def _signs(rows: list[MoneyRow]) -> str:
    """What the shapes mean, of those that are there."""
    spans = [span for row in rows for span in row.spans]
    alone = [row for row in rows if any(map(_is_amount, row.spans)) or not row.spans]
    told = [
        ("thin line: 10th to 90th percentile", any(row.wide for row in rows)),
        ("white line: median", any(row.median is not None and row.spans for row in rows)),
        ("◆ one amount, ◇ of a proxy" if any(row.proxy for row in alone) else "◆ one amount", bool(alone)),
        ("arrow: open end", any(row.or_more for row in rows) or any(len(span.ends) == 1 for span in spans)),
    ]
    signs = "; ".join(words for words, shown in told if shown)
    return f"{signs[:1].upper()}{signs[1:]}." if signs else ""


def _tick(sign: str, amount: float) -> str:
    if amount >= _THOUSANDS_FROM:
        return f"{sign}{amount / 1000:g}K"
    return f"{sign}{amount:g}"


def _group(panel: Panel, group: MoneyGroup, scale: Scale) -> list[tuple[float, float]]:
    """Top and bottom of what is drawn for each row."""
    panel.paragraph(group.heading, Font(SMALL, bold=True), MUTED)
    panel.y += 2
    strips = [_row(panel, row, scale, HAVE if group.official else OTHER) for row in group.rows]
    panel.y += 2
    return strips


def _row(panel: Panel, row: MoneyRow, scale: Scale, color: Color) -> tuple[float, float]:
    _words(panel, row)
    top = panel.y
    y = top + _HIGH / 2 + 2
    if row.wide:
        _thin(panel, row.wide, scale, y, color)
    for number, span in enumerate(sorted(row.spans, key=_is_range)):
        panel.y += 0 if not number or _is_amount(span) else _STRIP
        _thick(panel, span, scale, panel.y + _HIGH / 2 + 2, color, hatched=row.proxy)
    panel.y += _STRIP
    if row.or_more:
        _open(panel, Span(max(row.amounts), None), scale, y, color)
    if row.median is not None and row.median == max(row.amounts):
        _thick(panel, Span(row.median, row.median), scale, y, color, hatched=row.proxy)
    elif row.median is not None:
        x = scale.at(row.median)
        panel.line([(x, y - _HIGH / 2 - 2.5), (x, y + _HIGH / 2 + 2.5)], Pen(edge=TEXT, thickness=2.5))
    panel.y += 4
    return top - 1, panel.y - 1


def _words(panel: Panel, row: MoneyRow) -> None:
    """Label and figure in one line where they fit, else the figure below."""
    beside = width(row.label, _LABEL) + GAP + width(row.figure, _FIGURE) <= INNER
    if beside:
        panel.text(MARGIN, panel.y + BODY, row.label, _LABEL)
        panel.text(MARGIN + INNER, panel.y + BODY, row.figure, _FIGURE, align="right")
        panel.y += _LABEL.line
    else:
        panel.paragraph(row.label, _LABEL)
        panel.paragraph(row.figure, _FIGURE)
    if row.notes:
        panel.paragraph(row.notes, _NOTE, MUTED)


def _is_range(span: Span) -> bool:
    return not _is_amount(span)


def _is_amount(span: Span) -> bool:
    return span.low is not None and span.low == span.high


def _thin(panel: Panel, span: Span, scale: Scale, y: float, color: Color) -> None:
    if span.low is None or span.high is None:
        _open(panel, span, scale, y, color)
        return
    left, right = scale.at(span.low), scale.at(span.high)
    panel.line([(left, y), (right, y)], Pen(edge=color, thickness=2))
    for x in (left, right):
        panel.line([(x, y - 3.5), (x, y + 3.5)], Pen(edge=color, thickness=2))


def _thick(panel: Panel, span: Span, scale: Scale, y: float, color: Color, *, hatched: bool) -> None:
    if span.low is None or span.high is None:
        _open(panel, span, scale, y, color)
    elif _is_amount(span):
        diamond(panel, scale.at(span.low), y, Pen(edge=color, thickness=1.5) if hatched else Pen(color))
    else:
        left, right = scale.at(span.low), scale.at(span.high)
        pen = Pen(edge=color, hatched=True) if hatched else Pen(color)
        panel.box(left, y - _HIGH / 2, right - left, _HIGH, pen)


def _open(panel: Panel, span: Span, scale: Scale, y: float, color: Color) -> None:
    """From the end that is known; the arrow says that it goes on, not how far."""
    (known,) = span.ends
    start = scale.at(known)
    end = min(start + _ARROW, scale.right + MARGIN / 2) if span.high is None else max(start - _ARROW, scale.left)
    panel.line([(start, y - _HIGH / 2), (start, y + _HIGH / 2)], Pen(edge=color, thickness=2.5))
    arrow(panel, start, end, y, color)
