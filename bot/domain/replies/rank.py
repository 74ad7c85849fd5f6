"""All roles, or those that were named, in the order of one aspect: which pays best, which asks for the least math."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bot.domain.advice import figures
from bot.domain.advice.aspects import Measured, ranked
from bot.domain.core import questions
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.profile import Profile
from bot.domain.core.query import Aspect, Intent, Query
from bot.domain.core.reply import Kind, Reply, Section, Suggestion
from bot.domain.core.roles import Role
from bot.domain.core.wording import counted, joined, listed
from bot.domain.replies import salary_abroad

SHOWN = 5
"""Lines shown; roles with the same figure share one."""
_FIRST = 3
"""Roles named in the first sentence."""
_OF_ONE_FIGURE = 6
"""Roles named of a line that many share."""


@dataclass(frozen=True)
class _Words:
    """How an aspect is spoken of."""

    title: str
    verb: str
    """Of several roles; of one it takes an s, or is `has`."""
    most: str
    least: str
    note: str
    """What the figure cannot tell."""


_LIST_NOTE = (
    "Proxy and our estimate: the share of the weight that these skills have on my list of what the role asks for. "
    "Jobs of one title differ."
)
_WORDS: dict[str, _Words] = {
    "pay": _Words(
        "Pay of the roles",
        "have",
        "the highest official US medians",
        "the lowest official US medians",
        "Proxy: the median of a whole occupation; roles that share one cannot be told apart by it, and some only "
        f"stand in for a role without a series of its own. {figures.BLS_COVERAGE}",
    ),
    "growth": _Words(
        "Job growth of the roles",
        "have",
        "the fastest growing occupations, as BLS projects them",
        "the slowest growing occupations, as BLS projects them",
        "Proxy: the projection of a whole occupation in the United States; it says nothing of how many people apply.",
    ),
    "entry": _Words(
        "How hard the roles are to enter",
        "look",
        "easiest to get into, by the proxies below",
        "hardest to get into, by the proxies below",
        "Proxies, in this order: the education and experience BLS lists as typical; whether many (a quarter) or few (a "
        "tenth) of the workers O*NET surveyed need a year of related work at most; our estimate of the hours to a "
        "junior level. None tells how many junior jobs are open near you, and easy doors are crowded.",
    ),
    "time": _Words(
        "Time to learn the roles",
        "take",
        "the fewest hours of study from zero",
        "the most hours of study from zero",
        "Proxy, and mostly our estimate: the hours of a plan to the junior level, prerequisites and practice included.",
    ),
    "math": _Words(
        "Mathematics in the roles",
        "ask for",
        "the most mathematics",
        "the least mathematics",
        f"{_LIST_NOTE} Then how important O*NET finds mathematics in the occupation.",
    ),
    "coding": _Words(
        "Coding in the roles",
        "ask for",
        "the most coding",
        "the least coding",
        "Proxy: how important O*NET finds programming in the official occupation, then our estimate of the share of "
        "coding on the role's skill list. Jobs of one title differ.",
    ),
    "research": _Words(
        "Research in the roles",
        "have",
        "the most research in them",
        "the least research in them",
        f"BLS's typical entry education goes first. {_LIST_NOTE}",
    ),
    "ai": _Words(
        "AI exposure of the roles",
        "are",
        "most exposed to AI, as people rated the tasks",
        "least exposed to AI, as people rated the tasks",
        "The score (beta, 0 to 1) counts a task that needs tools built on AI half. Exposure says how much of the work "
        "AI tools can touch; it is no forecast of job loss.",
    ),
    "skills": _Words("Length of the skill lists", "have", "the longest skill lists", "the shortest skill lists",
                     "A long list says how many tools turn up in the job ads and surveys, not how hard a job is."),
}  # fmt: skip
_SINGULAR = {"have": "has", "are": "is"}


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    aspect: Aspect = query.aspect if query.aspect in _WORDS else "pay"
    named = named_roles(query)
    among = named if len(named) > 1 else tuple(kb.roles.values())
    if aspect == "pay" and salary_abroad.elsewhere(query, kb):
        return salary_abroad.without_role(query, kb)
    rows = ranked(aspect, among, kb, least=query.least)
    if not rows:
        return _nothing(aspect, kb)
    words = _WORDS[aspect]
    groups = _groups(rows)
    notes = [
        *_place_of(named, rows, among),
        words.note,
        *_by_gpt4(aspect, rows, least=query.least),
        *_without(among, rows),
    ]
    return Reply(
        _kind(aspect),
        _lead(words, groups, among, kb, least=query.least),
        title=words.title,
        sections=(Section("", tuple(map(_line, groups[:SHOWN]))), Section("", tuple(notes))),
        suggestions=_suggestions(aspect, rows, kb),
        sources=tuple(dict.fromkeys(source for row in rows[:SHOWN] for source in row.sources)),
        target=rows[0].role.id,
        roles=tuple(row.role.id for row in rows[:SHOWN]),
    )


def named_roles(query: Query) -> tuple[Role, ...]:
    """Every role of the query, each once, in the order named."""
    named = (query.role, query.other_role, *query.further_roles)
    return tuple({role.id: role for role in named if role}.values())


def note(aspect: Aspect) -> str:
    """What the figures of an aspect cannot tell."""
    return _WORDS[aspect].note if aspect in _WORDS else ""


def _kind(aspect: Aspect) -> Kind:
    return "salary" if aspect == "pay" else "match"


def _nothing(aspect: Aspect, kb: KnowledgeBase) -> Reply:
    return Reply(
        _kind(aspect),
        f"I have no figures to rank these roles by ({_WORDS[aspect].title.lower()}).",
        suggestions=(Suggestion("Which roles are there?", questions.alone(Intent.ROLES, kb)),),
        decision="abstain",
    )


def _groups(rows: Sequence[Measured]) -> list[tuple[Measured, ...]]:
    """Roles with the same figure together."""
    return [tuple(group) for _, group in groupby(rows, key=lambda row: (row.order, row.figure))]


def _lead(
    words: _Words, groups: Sequence[Sequence[Measured]], among: Sequence[Role], kb: KnowledgeBase, *, least: bool
) -> str:
    of = f"Of the {counted(len(among), 'role')}{' I know' if len(among) == len(kb.roles) else ' you named'}"
    what = words.least if least else words.most
    tied = len(groups[0])
    if tied == len(among):
        return f"{of}, my figures put none before another: they are the same for all."
    first = [f"**{row.role.name}**" for group in groups for row in group]
    number = tied if tied > _FIRST else min(_FIRST, len(first) - 1)
    if len(among) < len(kb.roles):
        number = tied  # of a few that were named only the first is asked for
    return f"{of}, {listed(first[:number], _FIRST)} {_verb(words.verb, number)} {what}."


def _verb(verb: str, number: int) -> str:
    if number > 1:
        return verb
    first, *rest = verb.split(" ")
    return " ".join((_SINGULAR.get(first, f"{first}s"), *rest))


def _line(group: Sequence[Measured]) -> str:
    """`- **$139,500** (Database Architects): Data Architect, proxy for Data Engineer`"""
    first = group[0]
    names = listed([row.role.name for row in group], _OF_ONE_FIGURE)
    if not first.ground:
        return f"- {names}: {first.figure}"
    return f"- {names}: {first.figure} ({_ground(group)})"


def _ground(group: Sequence[Measured]) -> str:
    """The occupations behind a line, and for which roles each is only a proxy."""
    told = []
    for ground, rows in groupby(sorted(group, key=lambda row: row.ground), key=lambda row: row.ground):
        members = list(rows)
        proxies = [row.role.name for row in members if row.proxy]
        only = f", a proxy for {joined(proxies)}" if len(proxies) < len(members) else ", a proxy"
        told.append(f"{ground}{only if proxies else ''}")
    return "; ".join(told)


def _place_of(named: Sequence[Role], rows: Sequence[Measured], among: Sequence[Role]) -> list[str]:
    """Where the one role stands that was named, when all are ranked."""
    if len(named) != 1:
        return []
    place = next((n for n, row in enumerate(rows, 1) if row.role is named[0]), None)
    return [f"**{named[0].name}** is number {place} of {len(rows)}: {rows[place - 1].figure}."] if place else []


def _by_gpt4(aspect: Aspect, rows: Sequence[Measured], *, least: bool) -> list[str]:
    """Where the raters differ on who comes first."""
    if aspect != "ai":
        return []
    first = (min if least else max)(rows, key=lambda row: row.order[1])
    return [f"By GPT-4's ratings {first.role.name} would be first."] if first.order[1] != rows[0].order[1] else []


def _without(among: Sequence[Role], rows: Sequence[Measured]) -> list[str]:
    ranked_ids = {row.role.id for row in rows}
    missing = [role.name for role in among if role.id not in ranked_ids]
    return [f"I have no such figure for {joined(missing)}."] if missing else []


def _suggestions(aspect: Aspect, rows: Sequence[Measured], kb: KnowledgeBase) -> tuple[Suggestion, ...]:
    if aspect == "pay":
        asked, label = Query(Intent.SALARY), "Pay"
    elif aspect == "growth":
        asked, label = Query(Intent.ROLE, topic="outlook"), "Outlook"
    elif aspect == "ai":
        asked, label = Query(Intent.ROLE, topic="ai"), "AI"
    elif aspect in ("entry", "time"):
        asked, label = Query(Intent.ROADMAP), "Roadmap"
    else:
        asked, label = Query(Intent.ROLE, topic="skills"), "Skills"
    return tuple(Suggestion(f"{label}: {row.role.name}", questions.whole(asked, row.role, kb)) for row in rows[:_FIRST])
