"""What to learn next: three steps at most, the rest folded, and the fewest projects that practise the gaps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain import figures
from bot.domain.model import KnowledgeBase, Role
from bot.domain.plan import DEFAULT_LEVEL, Standing, Step, smallest_cover, standings, steps, total_hours
from bot.domain.profile import Profile
from bot.domain.query import Query
from bot.domain.replies.gap import held_levels
from bot.domain.reply import Reply, Section, Suggestion

DEFAULT_HOURS = 8.0
"""Hours a week assumed, and said to be assumed, until the member tells theirs."""
NOW = 3
RESOURCES = 3


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    role = query.role
    assert role is not None  # `answer` fills it in
    held = held_levels(profile, kb)
    rows = standings(role, query.level or profile.level or DEFAULT_LEVEL, held, kb)
    todo = steps(rows, held, kb)
    if not todo:
        return _done(role)
    hours = query.hours or profile.hours
    sections = [
        Section("Now", tuple(line for n, step in enumerate(todo[:NOW], 1) for line in _now(n, step, hours, kb)))
    ]
    if todo[NOW:]:
        later = tuple(f"- {_step_name(step, kb)}: {figures.hours_range(step.hours)}" for step in todo[NOW:])
        sections.append(Section(f"After that ({len(later)} more)", later, folded=True))
    sections.append(_projects(rows, kb))
    return Reply(
        "next",
        _lead(role, todo, hours, kb),
        title=f"Next steps: {role.name}",
        sections=tuple(section for section in sections if section.lines),
        suggestions=(
            Suggestion("My gap", f"What am I missing to become a {role.name}?"),
            Suggestion("Whole roadmap", f"What is the roadmap to {role.name}?"),
        ),
        sources=_sources(todo[:NOW], kb),
        target=role.id,
        private=True,
    )


def _done(role: Role) -> Reply:
    return Reply(
        "next",
        f"By your own report you meet all that I know of **{role.name}** at this level. Try the next level, "
        "or show it: a finished project says more than a list.",
        suggestions=(Suggestion("Senior level", f"What am I missing to become a senior {role.name}?"),),
        target=role.id,
        private=True,
    )


def _lead(role: Role, todo: Sequence[Step], hours: float | None, kb: KnowledgeBase) -> str:
    low, high = total_hours(todo)
    per_week = hours or DEFAULT_HOURS
    assumed = "" if hours else " (assumed; tell me yours, like “10 hours a week”)"
    unknown = sum(step.hours is None for step in todo)
    without = f"; {unknown} without an hours figure" if unknown else ""
    return (
        f"Learn **{kb.skills[todo[0].skill].name}** next. All {len(todo)} steps to **{role.name}**: {low}–{high} h, "
        f"{figures.weeks_range((low, high), per_week)} at {per_week:g} h a week{assumed}{without}."
    )


def _step_name(step: Step, kb: KnowledgeBase) -> str:
    way = f"{step.before} → {step.after}" if step.before else f"to {step.after}"
    return f"**{kb.skills[step.skill].name}** ({way})"


def _now(number: int, step: Step, hours: float | None, kb: KnowledgeBase) -> list[str]:
    time = figures.hours_range(step.hours)
    if step.hours:
        time += f", {figures.weeks_range(step.hours, hours or DEFAULT_HOURS)}"
    skill = kb.skills[step.skill]
    lines = [f"{number}. {_step_name(step, kb)}: {time}. {_why(step, kb)}"]
    lines += [f"  · [{r.title}]({r.url}) ({r.kind}, {r.cost})" for r in skill.resources[:RESOURCES]]
    return lines


def _why(step: Step, kb: KnowledgeBase) -> str:
    names = ", ".join(kb.skills[skill].name for skill in step.opens[:3])
    more = f" and {len(step.opens) - 3} more" if len(step.opens) > 3 else ""
    if step.requirement and names:
        return f"The role asks for it (weight {step.weight:g}), and it opens {names}{more}."
    if names:
        return f"It opens {names}{more}."
    return f"The role asks for it (weight {step.weight:g}), and nothing has to come before."


def _projects(rows: Sequence[Standing], kb: KnowledgeBase) -> Section:
    gaps = {row.skill: row.reached for row in rows if row.share < 1 and row.importance != "useful"}
    chosen = smallest_cover(gaps, kb.projects)
    lines = []
    for project in chosen:
        names = ", ".join(kb.skills[s].name for s in project.skills if s in gaps)
        lines.append(f"- **{project.name}** ({figures.hours_range(project.hours)}): practises {names}")
        lines.append(f"  · Done when: {'; '.join(project.done)}")
    heading = f"Projects that practise these gaps ({len(chosen)}, the fewest that do; hours are our estimate)"
    return Section(heading, tuple(lines), folded=True)


def _sources(shown: Sequence[Step], kb: KnowledgeBase) -> tuple[str, ...]:
    known = [kb.skills[step.skill].hours for step in shown if step.hours]
    cited = tuple(dict.fromkeys(hours.source for hours in known if hours.source))
    return cited + (("hours without a source are our estimate",) if any(h.basis != "sourced" for h in known) else ())
