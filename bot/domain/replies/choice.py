"""The guided choice: a few questions on what somebody likes and has, then three roles with the reasons for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.advice.choosing import Choice, choices, wish
from bot.domain.core import questions
from bot.domain.core.choice import CHOOSE
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.likings import background
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Reply, Section, Suggestion
from bot.domain.core.wording import counted, joined

NAMED = 3
"""Roles that are proposed."""
_REASONS = 2
_TITLE = "Which role fits you"
_AMOUNTS = ("none", "some", "much", "most")
_VIEW = (
    "Our view, not a test: what you like against what the work is mostly made of. The way in is told by proxies: the "
    "education and experience BLS lists as typical, what workers told O*NET, and our estimate of the hours of study."
)


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    if len(query.answers) == len(kb.choice.questions):
        return _chosen(query, kb)
    return _asked(query, kb)


def opening(query: Query, kb: KnowledgeBase) -> Reply:
    """The first question; the roles that speak for themselves before it, where the message says something to go by."""
    return _asked(query.replace(answers=()), kb)


def first_look(text: str, kb: KnowledgeBase) -> tuple[Section, ...]:
    """Roles for what a message says by itself of its writer; nothing where it says nothing."""
    wanted = wish((), text, kb)
    found = choices(wanted, kb, NAMED) if wanted else []
    if not found:
        return ()
    lines = tuple(f"- **{choice.role.name}**: {_because(choice, text, kb)}" for choice in found)
    return (Section("A first look, from what you say", lines),)


def invitation(kb: KnowledgeBase) -> tuple[Suggestion, ...]:
    """Offers the questions; nothing where there are none."""
    asked = questions.alone(Intent.CHOOSE, kb)
    return (Suggestion("Six questions to choose a role", asked),) if kb.choice.questions else ()


def _asked(query: Query, kb: KnowledgeBase) -> Reply:
    """The next question, each answer as an offer that repeats those before it."""
    every, number = kb.choice.questions, len(query.answers)
    if not every or not any(role.traits for role in kb.roles.values()):
        return Reply("match", "I have nothing to choose by here.", title=_TITLE, decision="abstain")
    asked, origin = every[number], background(query.text, kb.choice)
    before = (*map(str, query.answers),)
    after = (origin.id.replace("-", " "),) if origin else ()
    offers = tuple(
        Suggestion(option.text, " ".join((CHOOSE, *before, str(n), *after)), shown=option.text)
        for n, option in enumerate(asked.options, 1)
    )
    lead = f"{counted(len(every), 'short question')}, then three roles and why."
    return Reply(
        "match",
        "" if query.answers else lead,
        title=_TITLE,
        sections=(*(() if query.answers else first_look(query.text, kb)), _heading(number, len(every), asked.text)),
        suggestions=offers,
        forms=() if query.answers else ("skills",),  # whoever has skills may be matched by them instead
        questionnaire=":".join((CHOOSE, "".join(before), *([origin.id] if origin else []))),
    )


def _heading(number: int, every: int, text: str) -> Section:
    return Section(f"Question {number + 1} of {every}", (text,))


def _chosen(query: Query, kb: KnowledgeBase) -> Reply:
    wanted = wish(query.answers, query.text, kb)
    found = choices(wanted, kb, NAMED)
    if not found:
        return Reply("match", "I have nothing to choose by here.", title=_TITLE, decision="abstain")
    names = joined([f"**{choice.role.name}**" for choice in found])
    best = found[0].role
    sources = dict.fromkeys(source for choice in found if choice.entry for source in choice.entry.sources)
    return Reply(
        "match",
        f"Look at {names} first. Try each for a weekend before you decide.",
        title=_TITLE,
        sections=(*(_section(choice, query.text, kb) for choice in found), Section("", (_VIEW,))),
        suggestions=(
            *(Suggestion(choice.role.name, questions.about("role.overview", choice.role, kb)) for choice in found),
            Suggestion(f"Roadmap: {best.name}", questions.about("roadmap", best, kb)),
            Suggestion("Once more", questions.alone(Intent.CHOOSE, kb)),
        ),
        sources=("your own answers", *(sources or (kb.source_line("editors"),))),
        roles=tuple(choice.role.id for choice in found),
        target=best.id,
        private=True,
    )


def _section(choice: Choice, text: str, kb: KnowledgeBase) -> Section:
    lines = [choice.role.summary, f"- Why: {_because(choice, text, kb)}"]
    amounts = [
        f"{trait.name}: {trait.amounts[choice.traits.get(trait.id, 0)]}" for trait in kb.choice.traits if trait.amounts
    ]
    lines += [f"- {'; '.join(amounts)}"] if amounts else []
    return Section(choice.role.name, (*lines, *_way_in(choice)))


def _way_in(choice: Choice) -> list[str]:
    """With the occupation that the proxies are of."""
    if choice.entry is None:
        return []
    proxy = ", which stands in for it" if choice.entry.proxy else ""
    return [f"- Way in (figures of {choice.entry.ground}{proxy}): {choice.entry.figure}"]


def _because(choice: Choice, text: str, kb: KnowledgeBase) -> str:
    """`you like finding out what figures say (most of this work); from teaching you bring explaining (some of it)`"""
    origin = background(text, kb.choice)
    bring = f"from {origin.name} you bring" if origin else "you bring"
    liked = choice.liked[:_REASONS]
    more = [trait for trait in choice.brought if trait not in liked][:_REASONS]
    same = f"{bring} that along" if set(choice.brought).intersection(liked) else ""
    parts = (_told("you like", liked, choice, kb), _told(bring, more, choice, kb) or same)
    return "; ".join(filter(None, parts)) or "little speaks against it, and little for it"


def _told(verb: str, traits: Sequence[str], choice: Choice, kb: KnowledgeBase) -> str:
    names = {trait.id: trait.name for trait in kb.choice.traits}
    told = [f"{names[trait]} ({_AMOUNTS[choice.traits[trait]]} of this work)" for trait in traits]
    return f"{verb} {joined(told)}" if told else ""
