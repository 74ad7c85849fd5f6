"""The way to a role in stages, ticked by what the member knows: now, next, later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.domain import figures
from bot.domain.model import KnowledgeBase, Role, SkillLevel, Stage
from bot.domain.plan import DEFAULT_LEVEL, IMPORTANCES, implied, in_order, standings, steps, total_hours
from bot.domain.profile import Profile
from bot.domain.query import Query
from bot.domain.replies.gap import held_levels
from bot.domain.reply import Reply, Section, Suggestion
from bot.domain.text import normalise


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    role = query.role
    assert role is not None  # `answer` fills it in
    held = held_levels(profile, kb)
    stages = role.stages or derived_stages(role, kb)
    known = held.keys() | implied(held, kb).keys()
    first_open = next((n for n, stage in enumerate(stages) if not _done(stage, known)), len(stages))
    lines = tuple(_line(n, stage, first_open, known, kb) for n, stage in enumerate(stages))
    sequence = role.topic("sequence")
    text = sequence.text if sequence else f"The way to **{role.name}**: " + " → ".join(s.name for s in stages)
    after = _after(query.text, stages)
    sources = dict.fromkeys(kb.source_line(s.source, section=s.section) for s in stages)
    return Reply(
        "roadmap",
        f"{after}\n{text}" if after else text,
        title=f"Roadmap: {role.name}",
        sections=(Section("", lines), *_time(role, held, kb)),
        suggestions=(
            Suggestion("What is next for me?", f"What should I learn next for {role.name}?"),
            Suggestion("Education routes", f"Which education routes lead to {role.name}?"),
        ),
        sources=tuple(sources),
        target=role.id,
        private=bool(held),
    )


def derived_stages(role: Role, kb: KnowledgeBase) -> tuple[Stage, ...]:
    """Stages for a role without its own: what its skills build on, then its skills by importance, each in order."""
    weights = {asked.skill: asked.weight for asked in role.skills}
    base = {need for skill in weights for need in kb.builds_on[skill]} - weights.keys()
    groups = [("Foundations", base)]
    names = {"core": "Core skills", "important": "Important skills", "useful": "Good to have"}
    groups += [(names[i], {s.skill for s in role.skills if s.importance == i}) for i in IMPORTANCES]
    everything = in_order(base | weights.keys(), weights, kb)
    return tuple(
        Stage(name, tuple(s for s in everything if s in members), "", "editors") for name, members in groups if members
    )


def _done(stage: Stage, known: set[str]) -> bool:
    return bool(stage.skills) and set(stage.skills) <= known


def _line(number: int, stage: Stage, first_open: int, known: set[str], kb: KnowledgeBase) -> str:
    when = "done" if _done(stage, known) else {0: "now", 1: "next"}.get(number - first_open, "later")
    skills = ", ".join(f"✓ {kb.skills[s].name}" if s in known else kb.skills[s].name for s in stage.skills)
    text = f" {stage.text}" if stage.text else ""
    return f"{number + 1}. **{stage.name}** ({when}):{text} {skills}".rstrip(" :")


def _after(text: str, stages: tuple[Stage, ...]) -> str:
    """Asked what comes after (or before) a stage: that one, by name."""
    asked = f" {normalise(text)} "
    found = [(asked.rfind(f" {normalise(name)} "), n) for n, s in enumerate(stages) for name in (s.name, *s.aliases)]
    place, number = max(found, default=(-1, 0))
    if place < 0:
        return ""
    if " after " in asked and number + 1 < len(stages):
        return f"After {stages[number].name.lower()} comes **{stages[number + 1].name.lower()}**."
    if " before " in asked and number:
        return f"Before {stages[number].name.lower()} comes **{stages[number - 1].name.lower()}**."
    return ""


def _time(role: Role, held: Mapping[str, SkillLevel], kb: KnowledgeBase) -> tuple[Section, ...]:
    """The study hours to a junior level of the core skills, as a range."""
    rows = [row for row in standings(role, DEFAULT_LEVEL, held, kb) if row.importance == "core"]
    todo = steps(rows, held, kb)
    low, high = total_hours(todo)
    if not high:
        return ()
    span = figures.hours_range((low, high))
    return (Section("", (f"Core skills at junior level with what they build on: {span} (mostly our estimate).",)),)
