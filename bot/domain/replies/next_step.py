"""What to learn next: three steps at most, the rest folded, and the fewest projects that practice the gaps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.advice import figures, timing
from bot.domain.advice.member_plan import MemberPlan
from bot.domain.advice.plan import ABILITY, Step, total_hours
from bot.domain.advice.projects import Candidate, practiced, smallest_cover
from bot.domain.advice.timing import Pace
from bot.domain.core import questions
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import RoleLevel
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Reply, Section, Suggestion
from bot.domain.core.roles import Role
from bot.domain.core.skills import Project, Resource, Skill
from bot.domain.core.wording import a, counted, joined, listed

NOW = 3
RESOURCES = 3
PROJECTS = 3
"""Projects shown with their done-criteria; the others by name."""
BACK = 5
"""Steps left out that are offered again."""
_HIGHER: dict[RoleLevel, RoleLevel] = {"junior": "mid", "mid": "senior", "senior": "staff"}


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    role = query.role
    assert role is not None  # `answer` fills it in
    plan = MemberPlan.of(role, query, profile, kb)
    todo, pace = plan.steps, plan.pace
    if not todo:
        return finished(plan)
    now = tuple(line for n in range(min(NOW, len(todo))) for line in _now(n, todo, pace.hours, today, kb))
    later = tuple(f"- {step_name(step, kb)}: {figures.hours_range(step.hours)}" for step in todo[NOW:])
    sections = (
        Section("Now", now),
        Section(f"After that ({counted(len(later), 'step')})", later, folded=True),
        level_meanings(),
        _projects(plan),
    )
    return Reply(
        "next",
        _lead(plan),
        title=f"Next steps: {role.name}",
        sections=tuple(section for section in sections if section.lines),
        suggestions=(
            Suggestion("My plan", questions.about("plan", role, kb)),
            Suggestion("My gap", questions.about("gap", role, kb)),
            Suggestion("Whole roadmap", questions.about("roadmap", role, kb)),
        ),
        sources=_sources(todo, kb),
        target=role.id,
        private=True,
    )


def finished(plan: MemberPlan) -> Reply:
    """Nothing is left to learn, or nothing but what the member leaves out."""
    role, level, kb = plan.role, plan.level, plan.kb
    if left_out := plan.chosen("skip"):
        return _only_left_out(role, left_out, kb)
    higher = _HIGHER.get(level)
    question = questions.whole(Query(Intent.GAP, level=higher), role, kb)
    offer = (Suggestion(f"{kb.role_levels[higher].name} level", question),) if higher else ()
    asks = f"all that I know {a(kb.role_levels[level].name.lower())} **{role.name}** needs" if role.skills else ""
    return Reply(
        "next",
        f"By your own report you meet {asks}. Show it: a finished project says more than a list."
        if asks
        else f"I have no list of what {a(role.name)} needs, so I cannot name a next step.",
        title=f"Next steps: {role.name}",
        suggestions=(*offer, Suggestion("Portfolio", questions.about("role.portfolio", role, kb))),
        sources=(kb.source_line("editors"),),
        target=role.id,
        private=True,
    )


def _only_left_out(role: Role, skills: Sequence[str], kb: KnowledgeBase) -> Reply:
    names = [kb.skills[skill].name for skill in skills]
    back = ((f"Back: {kb.skills[s].name}", questions.of_step("first", s, kb)) for s in skills[:BACK])
    return Reply(
        "next",
        f"Nothing is left but what you left out: {joined(names)}.",
        title=f"Next steps: {role.name}",
        suggestions=tuple(Suggestion(label, question) for label, question in back),
        target=role.id,
        private=True,
    )


def _lead(plan: MemberPlan) -> str:
    role, todo, pace, kb = plan.role, plan.steps, plan.pace, plan.kb
    start = "" if plan.held else "I know no skills of yours yet, so this starts from zero. "
    first = kb.skills[todo[0].skill].name
    total = total_hours(todo)
    remark = f" {timing.remark(total, pace, role, kb)}" if total[1] else ""
    return f"Learn **{first}** next. {start}{_time(todo, role, pace)} {pace.words}.{remark}".rstrip()


def _time(todo: Sequence[Step], role: Role, pace: Pace) -> str:
    """All that is left, in hours and as a span; steps without a figure are said, not guessed."""
    unknown = sum(step.hours is None for step in todo)
    total = total_hours(todo)
    steps_left = f"{'All ' if len(todo) > 1 else ''}{counted(len(todo), 'step')} to **{role.name}**"
    if not total[1]:
        return f"{steps_left}, without a figure for the hours; plan them"
    without = f" ({unknown} without a figure)" if unknown else ""
    return f"{steps_left}: {figures.hours_range(total)}{without}, {timing.span(total, pace.hours)}"


def step_name(step: Step, kb: KnowledgeBase) -> str:
    inferred = " (inferred)" if step.inferred else ""
    way = f"{step.before}{inferred} → {step.after}" if step.before else f"{step.after} level"
    return f"**{kb.skills[step.skill].name}** ({way})"


def _now(place: int, todo: Sequence[Step], per_week: float, today: date, kb: KnowledgeBase) -> list[str]:
    step = todo[place]
    time = figures.hours_range(step.hours)
    if step.hours:
        time += f", by {timing.by_when(total_hours(todo[: place + 1]), per_week, today)}"
    lines = [f"{place + 1}. {step_name(step, kb)}: {time}. {why(step, todo[:place], kb)}"]
    return lines + [f"  · {line}" for line in resource_lines(kb.skills[step.skill])]


def level_meanings() -> Section:
    return Section("What the levels mean", tuple(f"- {level}: {does}" for level, does in ABILITY.items()), folded=True)


def resource_lines(skill: Skill) -> list[str]:
    """Up to three places to learn a skill from; of one title at two addresses, the first."""
    by_title = {resource.title: resource for resource in reversed(skill.resources)}
    titles = list(dict.fromkeys(resource.title for resource in skill.resources))[:RESOURCES]
    return [f"[{r.title}]({r.url}) ({_kind(r)}, {r.cost})" for r in map(by_title.__getitem__, titles)]


def _kind(resource: Resource) -> str:
    """`book, 2021`"""
    return f"{resource.kind}, {resource.edition}" if resource.edition else resource.kind


def why(step: Step, earlier: Sequence[Step], kb: KnowledgeBase) -> str:
    """Why it stands here: what the role asks, what builds on it, which step has to come before."""
    builds = ""
    if step.opens:
        verb = "builds" if len(step.opens) == 1 else "build"
        builds = f"{listed([kb.skills[skill].name for skill in step.opens], 2)} {verb} on it"
    base = [kb.skills[e.skill].name for e in earlier if e.skill in kb.builds_on[step.skill]]
    after = f" It comes after {joined(base)}." if base else ""
    if not step.requirement:
        return f"{builds}.{after}"
    asked = step.why or "The role asks for it."
    return f"{asked} {builds[0].upper()}{builds[1:]}.{after}" if builds else f"{asked}{after}"


def projects(plan: MemberPlan) -> tuple[list[Candidate], list[str]]:
    """The smallest set, the one that practices the most weight first; and the gaps that none practices."""
    left_out = plan.chosen("skip")
    rows = [row for row in plan.rows if row.share < 1 and row.importance != "useful"]
    weights = {row.skill: row.weight for row in rows if row.target not in left_out}
    gaps = {row.skill: row.reached for row in rows if row.skill in weights}
    covers = [(project, practiced(project, gaps)) for project in smallest_cover(gaps, plan.kb.projects)]
    covers.sort(key=lambda row: (-sum(weights[s] for s in row[1]), row[0].id))
    return covers, [gap for gap in gaps if not any(gap in practices for _, practices in covers)]


def _projects(plan: MemberPlan) -> Section:
    rows, kb = plan.rows, plan.kb
    covers, open_gaps = projects(plan)
    lines = []
    for n, (project, found) in enumerate(covers):
        names = joined([kb.skills[row.skill].name for row in rows if row.skill in found])
        lines.append(f"- **{project.name}** ({figures.hours_range(project.hours)}): practices {names}")
        if n < PROJECTS:
            lines.append(f"  · Done when: {criteria(project)}")
    left = [kb.skills[gap].name for gap in open_gaps]
    if left and covers:
        lines.append(f"- No project of mine practices {listed(left, 6)}")
    number = f"{len(covers)}, the fewest that do" if len(covers) > 1 else "one is enough"
    return Section(f"Projects that practice these gaps ({number}; hours are our estimate)", tuple(lines), folded=True)


def criteria(project: Project) -> str:
    return "; ".join(done.rstrip(".") for done in project.done)


def _sources(todo: Sequence[Step], kb: KnowledgeBase) -> tuple[str, ...]:
    known = [kb.skills[step.skill].hours for step in todo[:NOW] if step.hours]
    cited = tuple(dict.fromkeys(hours.source for hours in known if hours.source))
    return (*cited, f"all other hours and levels are our estimate ({kb.source_line('editors')})")
