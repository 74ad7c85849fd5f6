"""The plan card: the present step and why, what comes after, by when; and what a member does with a step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.advice import figures, timing
from bot.domain.advice.member_plan import MemberPlan, Swap
from bot.domain.advice.plan import ABILITY, Step, readiness
from bot.domain.core import questions
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import SKILL_LEVELS
from bot.domain.core.profile import Profile
from bot.domain.core.query import Query, StepAct
from bot.domain.core.reply import CurrentStep, Offer, Reply, Section, Suggestion
from bot.domain.core.wording import capital, counted, joined
from bot.domain.replies import next_step

BAR = 10
FULL, EMPTY = "▰", "▱"
AFTER = 3
"""Later steps that are shown at once."""
ACTS: dict[StepAct, str] = {"done": "Done", "skip": "Skip", "later": "Not now", "swap": "Swap"}
"""What can be done with the present step, as buttons say it."""
_CHOSEN: dict[StepAct, str] = {
    "skip": "{} is left out of your plan.",
    "later": "{} is put off to the end of your plan.",
    "first": "{} comes first now.",
}
_SWAPS = {
    "instead": "serves the role alike",
    "before": "later step, can be begun now",
    "back": "was left out or put off",
}


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    role = query.role
    assert role is not None  # `answer` fills it in
    plan = MemberPlan.of(role, query, profile, kb)
    if query.step == "done":
        return _which_level(query.skills[0], plan)
    if query.step == "swap":
        return _what_instead(query.skills[0], plan)
    note = _note(query, plan)
    if not plan.steps:
        done = next_step.finished(plan)
        return replace(done, kind="plan", title=f"Your plan: {role.name}", note=note)
    return replace(_card(plan, profile, today), note=note)


def bar(share: float) -> str:
    """`▰▰▰▱▱▱▱▱▱▱ 34%`"""
    full = int(BAR * share)
    return f"{FULL * full}{EMPTY * (BAR - full)} {100 * share:.0f}%"


def _note(query: Query, plan: MemberPlan) -> str:
    """What was chosen, and where it changes nothing yet, why."""
    if query.step not in _CHOSEN:
        return ""
    skill = query.skills[0]
    told = _CHOSEN[query.step].format(plan.kb.skills[skill].name)
    if query.step == "later" and plan.steps and plan.steps[0].skill == skill:
        return f"{told} It still stands first: all that is left builds on it."
    if query.step == "first" and plan.steps and plan.steps[0].skill != skill:
        return f"{told} It builds on what stands before it."
    return told


def _card(plan: MemberPlan, profile: Profile, today: date) -> Reply:
    kb, step = plan.kb, plan.steps[0]
    sections = (
        Section("Why", (next_step.why(step, (), kb),)),
        Section("Learn it with", tuple(f"- {line}" for line in next_step.resource_lines(kb.skills[step.skill]))),
        *_project(step, plan),
        Section("By when", _dates(plan, today)),
        Section("Then", tuple(_line(step, kb) for step in plan.steps[1 : 1 + AFTER])),
        Section("And after that", tuple(_line(step, kb) for step in plan.steps[1 + AFTER :]), folded=True),
        Section("", _set_aside(plan)),
    )
    own = plan.role.id == kb.present_role(profile.goal)
    return Reply(
        "plan",
        f"{_headline(step, kb)}\n{_progress(plan)}",
        title=f"Your plan: {plan.role.name}",
        sections=tuple(section for section in sections if section.lines),
        suggestions=_suggestions(step, plan, own=own),
        sources=(f"hours, weights and levels are mostly our estimate ({kb.source_line('editors')})",),
        forms=("hours",) if plan.pace.assumed and own else (),
        step=CurrentStep(plan.role.id, step.skill, kb.skills[step.skill].name, step.after) if own else None,
        target=plan.role.id,
        private=True,
    )


def _headline(step: Step, kb: KnowledgeBase) -> str:
    return f"Now: **{kb.skills[step.skill].name}**, {_levels(step)}: {figures.hours_range(step.hours)}"


def _levels(step: Step) -> str:
    return f"from {step.before} to {step.after}" if step.before else f"to {step.after} level"


def _progress(plan: MemberPlan) -> str:
    start = "" if plan.held else " I know no skills of yours yet, so it starts from zero."
    return f"{bar(readiness(plan.rows))} ready, {counted(len(plan.steps), 'step')} left.{start}"


def _line(step: Step, kb: KnowledgeBase) -> str:
    return f"- {kb.skills[step.skill].name}, {_levels(step)}: {figures.hours_range(step.hours)}"


def _project(step: Step, plan: MemberPlan) -> tuple[Section, ...]:
    """The first project of the smallest set that practices this very step."""
    covers, _ = next_step.projects(plan)
    stands_for = {row.skill: row.target for row in plan.rows}
    for project, practices in covers:
        if step.skill in {stands_for[skill] for skill in practices}:
            line = f"- **{project.name}** ({figures.hours_range(project.hours)})"
            done = tuple(f"- {criterion}" for criterion in project.done)
            return Section("Build", (line,)), Section(f"{project.name} is done when", done, folded=True)
    return ()


def _dates(plan: MemberPlan, today: date) -> tuple[str, ...]:
    """The ends of this step, of its stage and of the plan, where the hours are known."""
    lines = [
        f"- {joined(names)}: {timing.by_when(hours, plan.pace.hours, today)}"
        for steps, names in sorted(_ends(plan).items())
        if (hours := plan.hours(steps))[1]
    ]
    unknown = sum(step.hours is None for step in plan.steps)
    without = f", without {counted(unknown, 'step')} of unknown length" if unknown else ""
    return (*lines, f"- {plan.pace.sentence}{without}") if lines else ()


def _ends(plan: MemberPlan) -> dict[int, list[str]]:
    """Number of steps → what is reached with them."""
    ends: dict[int, list[str]] = {1: ["This step"]}
    if plan.milestone:
        ends.setdefault(plan.milestone.steps, []).append(f"first milestone “{plan.milestone.name}”")
    ends.setdefault(len(plan.steps), []).append("the whole plan")
    return {steps: [capital(names[0]), *names[1:]] for steps, names in ends.items()}


def _set_aside(plan: MemberPlan) -> tuple[str, ...]:
    names = plan.kb.skills
    aside = {"Put off": plan.chosen("later"), "Left out": plan.chosen("skip")}
    return tuple(f"{what}: {joined([names[one].name for one in skills])}." for what, skills in aside.items() if skills)


def _suggestions(step: Step, plan: MemberPlan, *, own: bool) -> tuple[Suggestion, ...]:
    """What can be done with the step; of a plan for another role than the goal, to make it the goal."""
    role, kb = plan.role, plan.kb
    gap = Suggestion("My gap", questions.about("gap", role, kb))
    if not own:
        return (Suggestion("Make it my goal", questions.about("goal", role, kb)), gap)
    acts = (Suggestion(label, questions.of_step(act, step.skill, kb), act) for act, label in ACTS.items())
    return (*acts, gap, Suggestion("Roadmap", questions.about("roadmap", role, kb)))


def _which_level(skill: str, plan: MemberPlan) -> Reply:
    kb = plan.kb
    name = kb.skills[skill].name
    target = next((step.after for step in plan.steps if step.skill == skill), SKILL_LEVELS[0])
    lines = tuple(f"- {level.capitalize()}: {does}" for level, does in ABILITY.items())
    return Reply(
        "plan",
        f"How well can you do **{name}** now? Your plan asks for {target}.",
        title=f"Done: {name}",
        sections=(Section("", lines),),
        suggestions=tuple(
            Suggestion(level.capitalize(), questions.of_step("done", skill, kb, level)) for level in SKILL_LEVELS
        ),
        step=CurrentStep(plan.role.id, skill, name, target),
        decision="clarify",
        target=plan.role.id,
        private=True,
    )


def _what_instead(skill: str, plan: MemberPlan) -> Reply:
    kb = plan.kb
    name, swaps = kb.skills[skill].name, plan.swaps(skill)
    text = f"What instead of **{name}**?" if swaps else f"There is nothing to put in the place of **{name}**."
    offers = [_offer(swap, plan) for swap in swaps]
    return Reply(
        "plan",
        text,
        title=f"Swap: {name}",
        sections=_offered(offers),
        suggestions=tuple(Suggestion(offer.name, questions.of_step("first", offer.skill, kb)) for offer in offers),
        step=CurrentStep(plan.role.id, skill, name, SKILL_LEVELS[0], tuple(offers)),
        decision="clarify" if swaps else "answer",
        target=plan.role.id,
        private=True,
    )


def _offer(swap: Swap, plan: MemberPlan) -> Offer:
    hours = next((f", {figures.hours_range(s.hours)}" for s in plan.steps if s.skill == swap.skill and s.hours), "")
    return Offer(swap.skill, plan.kb.skills[swap.skill].name, f"{_SWAPS[swap.kind]}{hours}")


def _offered(offers: Sequence[Offer]) -> tuple[Section, ...]:
    lines = tuple(f"- {offer.name}: {offer.says}" for offer in offers)
    return (Section("", lines),) if lines else ()
