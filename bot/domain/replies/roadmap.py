"""The way to a role in stages, ticked by what the member knows: done, now, next, later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.domain.advice import figures, timing
from bot.domain.advice.member_plan import MemberPlan
from bot.domain.advice.plan import IMPORTANCES, implied, in_order, steps, total_hours
from bot.domain.core import questions
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import RoleLevel
from bot.domain.core.picture import Mark, RoadmapPicture, StageSkill, StageStop, When, fitting
from bot.domain.core.profile import Profile
from bot.domain.core.query import Query
from bot.domain.core.reply import Reply, Section, Suggestion
from bot.domain.core.roles import Role, Stage
from bot.domain.core.wording import a, counted, day, listed
from bot.domain.language.text import tokens

MOST_SKILLS = 10
"""Skills named of a stage that is not the present one."""
_SIGNS: Mapping[Mark, str] = {"reached": "✓ ", "begun": "◐ ", "missing": ""}
_AHEAD: tuple[When, ...] = ("now", "next")
_GROUPS = {"core": "Core skills", "important": "Important skills", "useful": "Good to have"}
_AFTER = frozenset({"after", "afterwards", "next", "then", "following", "follows", "finished", "done", "completed"})
_BEFORE = frozenset({"before", "precedes", "prior"})


@dataclass(frozen=True)
class _Ticks:
    """What the member reached of the skills on the way: fully, or only begun."""

    full: frozenset[str]
    begun: frozenset[str]
    inferred: frozenset[str] = frozenset()
    """Of the others, those that were not reported but follow from another skill."""
    later: Mapping[str, RoleLevel] = field(default_factory=dict)
    """Skills that are asked for only from a higher role level on."""
    left_out: frozenset[str] = frozenset()
    """What the member skips."""

    def done(self, stage: Stage) -> bool:
        """Everything asked for at the present level; in a stage of later skills, everything."""
        now = [skill for skill in stage.skills if skill not in self.later] or stage.skills
        return bool(now) and (self.full | self.left_out).issuperset(now)


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    role = query.role
    assert role is not None  # `answer` fills it in
    plan = MemberPlan.of(role, query, profile, kb)
    stages = role.stages or derived_stages(role, kb)
    if not stages:
        return _nothing(role)
    ticks = _ticks(plan)
    times = _times(stages, ticks)
    called = {one.skill: one.name for one in role.skills}
    lines = tuple(_line(n, stage, times[n], ticks, called, kb) for n, stage in enumerate(stages))
    begun = any(skill in ticks.begun for stage in stages for skill in stage.skills)
    legend = ("✓ reached, ◐ begun and needed at a higher level",) if begun else ()
    sources = dict.fromkeys(kb.source_line(stage.source, section=stage.section) for stage in stages)
    return Reply(
        "roadmap",
        "\n".join(part for part in (asked_stage(query.text, role, stages), _lead(plan, stages, times)) if part),
        title=f"Roadmap: {role.name}",
        sections=(Section("", (*lines, *legend)), *_time(plan, today)),
        suggestions=(
            Suggestion("My plan", questions.about("plan", role, kb)),
            Suggestion("What is next for me?", questions.about("next", role, kb)),
            Suggestion("Education routes", questions.about("role.education", role, kb)),
        ),
        sources=tuple(sources),
        pictures=_pictures(role, stages, times, ticks, kb, reported=day(today) if plan.held else ""),
        target=role.id,
        private=bool(plan.held) or bool(profile.hours) or bool(plan.choices),
    )


def _nothing(role: Role) -> Reply:
    return Reply(
        "roadmap",
        f"I have no stages and no list of skills for {a(role.name)}, so I cannot draw a roadmap.",
        title=f"Roadmap: {role.name}",
        decision="abstain",
        target=role.id,
    )


def derived_stages(role: Role, kb: KnowledgeBase) -> tuple[Stage, ...]:
    """Stages for a role without its own: what its core skills build on, then its skills by importance.

    Each importance brings what it builds on with it, in order.
    """
    weights = {asked.skill: asked.weight for asked in role.skills}
    wanted = {i: {s.skill for s in role.skills if s.importance == i} for i in IMPORTANCES}
    base = {need for skill in wanted["core"] for need in kb.builds_on[skill]} - weights.keys()
    groups, placed = [("Foundations", base)], set(base)
    for importance in IMPORTANCES:
        needed = {need for skill in wanted[importance] for need in kb.builds_on[skill]} - weights.keys()
        groups.append((_GROUPS[importance], (wanted[importance] | needed) - placed))
        placed |= groups[-1][1]
    order = in_order(placed, weights, kb)
    return tuple(
        Stage(name, tuple(s for s in order if s in members), "", "editors") for name, members in groups if members
    )


def _ticks(plan: MemberPlan) -> _Ticks:
    held, rows = plan.held, plan.rows
    follows = implied(held, plan.kb)
    begun = {row.skill for row in rows if 0 < row.share < 1}
    reached = {row.skill for row in rows if row.share == 1}
    inferred = {row.skill for row in rows if row.implied} | (follows.keys() - held.keys())
    now = {row.skill for row in rows}
    later = {one.skill: next(iter(one.levels)) for one in plan.role.skills if one.skill not in now}
    full = (held.keys() | follows.keys() | reached) - begun
    skipped = plan.chosen("skip")
    left_out = {*skipped, *(row.skill for row in rows if row.target in skipped)}
    return _Ticks(frozenset(full), frozenset(begun), frozenset(inferred), later, frozenset(left_out))


def _times(stages: Sequence[Stage], ticks: _Ticks) -> tuple[When, ...]:
    """done, now (the first stage not done), next, later."""
    ahead = iter(_AHEAD)
    return tuple("done" if ticks.done(stage) else next(ahead, "later") for stage in stages)


def _lead(plan: MemberPlan, stages: Sequence[Stage], times: Sequence[str]) -> str:
    """Where the member stands, then the way as one sentence."""
    role = plan.role
    sequence = role.topic("sequence")
    way = sequence.text if sequence else _way(plan, stages)
    if not plan.held:
        return way
    if "now" not in times:
        return f"By your own report you have been through all {len(stages)} stages. {way}"
    here = times.index("now")
    done = f"{times.count('done')} of {len(stages)} stages done; you are" if "done" in times else "You are"
    return f"{done} at stage {here + 1}, **{stages[here].name}**. {way}"


def _way(plan: MemberPlan, stages: Sequence[Stage]) -> str:
    """`Data Engineer in 5 stages, about 12–23 months to the core skills: …`"""
    total = _to_core(plan)
    time = f", {timing.span(total, plan.pace.hours)} to the core skills" if total[1] else ""
    stages_told = f"**{plan.role.name}** in {counted(len(stages), 'stage')}{time}"
    return f"{stages_told}: what its skills build on, then the skills themselves."


def _line(number: int, stage: Stage, when: str, ticks: _Ticks, called: Mapping[str, str], kb: KnowledgeBase) -> str:
    """The present stage with its sentence and all skills; the others by their skills only."""

    def mark(skill: str) -> str:
        reached, note = _marked(skill, ticks, kb)
        return f"{_SIGNS[reached]}{called.get(skill) or kb.skills[skill].name}{f' ({note})' if note else ''}"

    names = [mark(skill) for skill in stage.skills]
    detailed = when == "now"
    text = f" {stage.text}" if stage.text and (detailed or not names) else ""
    skills = f" {', '.join(names) if detailed and stage.text else listed(names, MOST_SKILLS)}" if names else ""
    return f"{number + 1}. **{stage.name}** ({when}):{text}{skills}".rstrip(":")


def _pictures(
    role: Role, stages: Sequence[Stage], times: Sequence[When], ticks: _Ticks, kb: KnowledgeBase, *, reported: str
) -> tuple[RoadmapPicture, ...]:
    """The stages with as many of their skills as can be told in words too."""
    lead = f"{times.count('done')} of {counted(len(stages), 'stage')} done" if reported else ""
    sources = dict.fromkeys(kb.source_line(stage.source, section=stage.section) for stage in stages)
    picture = RoadmapPicture(
        f"Roadmap: {role.name}",
        lead or counted(len(stages), "stage"),
        (*((f"your own report, {reported}",) if reported else ()), *sources),
        (),
    )
    marked = [_stage_skills(stage, role, ticks, kb) for stage in stages]
    return fitting(
        replace(picture, stops=tuple(_stop(*row, most) for row in zip(stages, times, marked, strict=True)))
        for most in range(MOST_SKILLS, -1, -1)
    )


def _stop(stage: Stage, when: When, skills: Sequence[StageSkill], most: int) -> StageStop:
    shown = skills if len(skills) == most + 1 else skills[:most]  # never "1 more" in the place of a name
    return StageStop(stage.name, when, tuple(shown), len(skills) - len(shown))


def _stage_skills(stage: Stage, role: Role, ticks: _Ticks, kb: KnowledgeBase) -> list[StageSkill]:
    called = {one.skill: one.name for one in role.skills}
    names = {skill: called.get(skill) or kb.skills[skill].name for skill in stage.skills}
    return [StageSkill(name, *_marked(skill, ticks, kb)) for skill, name in names.items()]


def _marked(skill: str, ticks: _Ticks, kb: KnowledgeBase) -> tuple[Mark, str]:
    """How far it is reached; that it is left out or inferred, or the level from which on it is asked for."""
    if skill in ticks.left_out:
        return "missing", "left out"
    mark: Mark = "reached" if skill in ticks.full else "begun" if skill in ticks.begun else "missing"
    if mark != "missing" and skill in ticks.inferred:
        return mark, "inferred"
    return mark, kb.role_levels[ticks.later[skill]].name.lower() if skill in ticks.later else ""


def asked_stage(text: str, role: Role, stages: Sequence[Stage]) -> str:
    """Where a stage is named: what comes after or before it, else which stage it is."""
    words = tokens(text)
    asked = f" {' '.join(words)} "
    found = [
        (asked.rfind(f" {' '.join(tokens(name))} "), len(name), n)
        for n, stage in enumerate(stages)
        for name in (stage.name, *stage.aliases)
    ]
    place, _, number = max(found, default=(-1, 0, 0))
    if place < 0:
        return ""
    name = stages[number].name
    if _BEFORE.intersection(words) and not _AFTER.intersection(words):
        earlier = stages[number - 1].name if number else ""
        return f"Before **{name}** comes **{earlier}**." if earlier else f"**{name}** is the first stage."
    if _AFTER.intersection(words):
        later = _following(number, role, stages)
        return f"After **{name}** comes {later}." if later else f"**{name}** is the last stage."
    return f"**{name}** is stage {number + 1} of {len(stages)}."


def _following(number: int, role: Role, stages: Sequence[Stage]) -> str:
    """The next stage; where that is one we put between the role's own sequence, also the next of the sequence."""
    sequence = role.topic("sequence")
    way = sequence.text.casefold() if sequence else ""
    names = []
    for stage in stages[number + 1 :]:
        names.append(f"**{stage.name}**")
        if not way or stage.name.casefold() in way:
            break
    return ", then ".join(names)


def _time(plan: MemberPlan, today: date) -> tuple[Section, ...]:
    """The study hours left to the core skills, as a range and as a span of time; then the member's own plan."""
    held, kb, role, pace = plan.held, plan.kb, plan.role, plan.pace
    total = _to_core(plan)
    if not total[1]:
        return _own_plan(plan, today)
    left = "left to" if held else "to"
    name = kb.role_levels[plan.level].name.lower()
    line = f"Study hours {left} the core skills at {name} level, with what they build on: {figures.hours_range(total)}"
    took = f", {timing.span(total, pace.hours)} {pace.words} (mostly our estimate)."
    core = f"{line}{took} {timing.remark(total, pace, role, kb)}".rstrip()
    return (Section("", (core,)), *_own_plan(plan, today))


def _to_core(plan: MemberPlan) -> tuple[int, int]:
    """Hours of study left to the core skills."""
    rows = [row for row in plan.rows if row.importance == "core"]
    return total_hours(steps(rows, plan.held, plan.kb, plan.choices))


def _own_plan(plan: MemberPlan, today: date) -> tuple[Section, ...]:
    """What the plan card says, in one line, where there is a record to plan from."""
    if not plan.steps or not (plan.held or plan.choices):
        return ()
    line = f"Your plan: **{plan.kb.skills[plan.steps[0].skill].name}** next"
    total = plan.hours()
    if total[1]:
        ends = timing.by_when(total, plan.pace.hours, today)
        line += f", all {counted(len(plan.steps), 'step')} ({figures.hours_range(total)}) by {ends}"
    return (Section("", (f"{line}.",)),)
