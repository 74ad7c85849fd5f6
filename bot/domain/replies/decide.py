"""One plain sentence that decides between roles under one aspect, or says that nothing tells them apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.advice import figures
from bot.domain.advice.aspects import Measured, ranked
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.query import Aspect
from bot.domain.core.roles import Role
from bot.domain.core.wording import joined
from bot.domain.replies import rank


@dataclass(frozen=True)
class _Words:
    more: str
    less: str
    """The same from the other end."""
    most: str
    fewest: str
    """Of three or more."""


_WORDS: dict[str, _Words] = {
    "pay": _Words(
        "has the higher official US median",
        "has the lower official US median",
        "has the highest official US median",
        "has the lowest official US median",
    ),
    "growth": _Words(
        "stands on the faster growing occupation, as BLS projects it",
        "stands on the slower growing occupation, as BLS projects it",
        "stands on the fastest growing occupation, as BLS projects it",
        "stands on the slowest growing occupation, as BLS projects it",
    ),
    "entry": _Words(
        "looks easier to get into, by my estimate",
        "looks harder to get into, by my estimate",
        "looks easiest to get into, by my estimate",
        "looks hardest to get into, by my estimate",
    ),
    "time": _Words(
        "takes fewer hours of study, by my estimate",
        "takes more hours of study, by my estimate",
        "takes the fewest hours of study, by my estimate",
        "takes the most hours of study, by my estimate",
    ),
    "math": _Words(
        "asks for more mathematics",
        "asks for less mathematics",
        "asks for the most mathematics",
        "asks for the least mathematics",
    ),
    "coding": _Words(
        "asks for more coding",
        "asks for less coding",
        "asks for the most coding",
        "asks for the least coding",
    ),
    "research": _Words(
        "has more research in it",
        "has less research in it",
        "has the most research in it",
        "has the least research in it",
    ),
    "ai": _Words(
        "is more exposed to AI",
        "is less exposed to AI",
        "is most exposed to AI",
        "is least exposed to AI",
    ),
    "skills": _Words(
        "has the longer skill list",
        "has the shorter skill list",
        "has the longest skill list",
        "has the shortest skill list",
    ),
}


def lead(aspect: Aspect, roles: Sequence[Role], kb: KnowledgeBase, *, least: bool = False) -> list[str]:
    """The sentence, a line a role with its figure, and what the figure cannot tell; nothing for no aspect."""
    words = _WORDS.get(aspect)
    if words is None:
        return []
    rows = ranked(aspect, roles, kb, least=least)
    measured = {row.role.id for row in rows}
    without = [f"I have no such figure for {joined([r.name for r in roles if r.id not in measured])}."]
    sentence = _sentence(words, rows, least=least) if len(rows) > 1 else ""
    lines = [f"- **{row.role.name}**: {row.figure}{_ground(row)}" for row in rows]
    notes = [*(without if len(rows) < len(roles) else []), rank.note(aspect)]
    guide = [_by_guide(roles)] if aspect == "pay" else []
    return [part for part in (sentence, *guide, *lines, " ".join(notes)) if part]


def _sentence(words: _Words, rows: Sequence[Measured], *, least: bool) -> str:
    first = [row.role for row in rows if row.order == rows[0].order]
    if len(first) == len(rows):
        return _alike(rows)
    if len(first) > 1:
        return f"{joined([f'**{role.name}**' for role in first])} stand level, before the rest."
    of_two, of_more = (words.less, words.fewest) if least else (words.more, words.most)
    others = joined([f"**{row.role.name}**" for row in rows[1:]])
    return f"**{first[0].name}** {of_two if len(rows) == 2 else of_more}, compared with {others}."


def _alike(rows: Sequence[Measured]) -> str:
    names = joined([f"**{row.role.name}**" for row in rows])
    if rows[0].ground and len({row.ground for row in rows}) == 1:
        return f"No official figure tells {names} apart: they stand on the same occupation, {rows[0].ground}."
    return f"By my figures {names} are alike in this."


def _ground(row: Measured) -> str:
    if not row.ground:
        return ""
    return f" ({'proxy: ' if row.proxy else ''}{row.ground})"


def _by_guide(roles: Sequence[Role]) -> str:
    """What the guide's medians say, where it has one for each."""
    medians = {role.name: median for role in roles if (median := _guides_median(role))}
    if len(medians) < len(roles):
        return ""
    each = joined([f"{figures.money(median)} for {name}" for name, median in medians.items()])
    return f"The guide, which gives no source, states a median of {each}."


def _guides_median(role: Role) -> float | None:
    return next((claim.value for claim in role.claims_about("pay") if claim.source == figures.GUIDE), None)
