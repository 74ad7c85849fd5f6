"""The AI-readiness self-assessment: four sub-scores, next steps for the two lowest, the change since the last time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.domain.core import questions
from bot.domain.core.assessment import ReadinessArea
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.profile import Profile
from bot.domain.core.query import Query
from bot.domain.core.reply import Reply, Section, Suggestion
from bot.domain.core.wording import a, joined
from bot.domain.replies.role_outlook import exposure

SCALE = "1 not at all, 2 hardly, 3 partly, 4 mostly, 5 fully"


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    role = query.role
    offers = (Suggestion("AI and the role", questions.about("role.ai", role, kb)),) if role else ()
    if not query.answers:
        return _form(kb, offers)
    scores = sub_scores(profile.readiness, kb)
    before = sub_scores(_before(query, profile, kb), kb)
    lines = tuple(_line(area.name, scores[area.id], before.get(area.id)) for area in kb.readiness.areas)
    lowest = _lowest(scores, kb)
    exposed, exposed_sources = exposure(role, kb) if role else ((), ())
    of_role = (Section(f"How exposed the work of {a(role.name)} is", exposed, folded=True),) if role else ()
    return Reply(
        "readiness",
        _lead(scores, lowest),
        title="Your AI readiness",
        sections=(
            Section("", lines),
            Section("Next steps", tuple(f"- **{area.name}**: {area.step}" for area in lowest)),
            *of_role,
        ),
        suggestions=offers,
        sources=("your own answers", f"statements and steps: {kb.source_line('editors')}", *exposed_sources),
        private=True,
    )


def sub_scores(answers: Mapping[str, int], kb: KnowledgeBase) -> dict[str, float]:
    """The mean answer (1 to 5) of each area that has an answer."""
    scores = {}
    for area in kb.readiness.areas:
        given = [answers[s.id] for s in kb.readiness.statements if s.area == area.id and s.id in answers]
        if given:
            scores[area.id] = sum(given) / len(given)
    return scores


def _lowest(scores: Mapping[str, float], kb: KnowledgeBase) -> list[ReadinessArea]:
    """The two that a next step helps most; all of them where none stands out."""
    ranked = sorted(kb.readiness.areas, key=lambda area: scores[area.id])
    return ranked if len(set(scores.values())) == 1 else ranked[:2]


def _lead(scores: Mapping[str, float], lowest: Sequence[ReadinessArea]) -> str:
    if len(set(scores.values())) == 1:
        each = next(iter(scores.values()))
        return f"Your AI readiness is **{each:.1f}** / 5 in every area, so none stands out; a next step for each:"
    names = joined([f"**{area.name}**" for area in lowest])
    return f"Your AI readiness by area, out of 5; the next steps are for the lowest: {names}."


def _before(query: Query, profile: Profile, kb: KnowledgeBase) -> dict[str, int]:
    """The answers before this assessment: the `before` of its own lines in the history."""
    latest = [change for change in profile.history if change.what == "readiness"][-len(query.answers) :]
    return {change.item: int(change.before) for change in latest if change.before}


def _line(name: str, score: float, before: float | None) -> str:
    change = ""
    if before is not None:
        moved = f"{score - before:+.1f}"
        change = " (as last time)" if moved in ("+0.0", "-0.0") else f" ({moved} since last time)"
    return f"- {name}: **{score:.1f}** / 5{change}"


def _form(kb: KnowledgeBase, offers: tuple[Suggestion, ...]) -> Reply:
    lines = tuple(f"{n}. {statement.text}" for n, statement in enumerate(kb.readiness.statements, 1))
    example = " ".join("34254"[n % 5] for n in range(len(lines)))
    return Reply(
        "readiness",
        f"A self-assessment of how ready you are to work with AI tools, in {len(kb.readiness.areas)} areas. "
        f"Rate each statement ({SCALE}) and send the numbers in order, for example “readiness {example}”. "
        "Only you see the result.",
        title="AI readiness",
        sections=(Section("", lines),),
        suggestions=offers,
        sources=(f"statements: {kb.source_line('editors')}",),
        private=True,
    )
