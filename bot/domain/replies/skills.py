"""A member's own skills: what was understood and stored, and the list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.domain.advice.plan import held_levels, rank
from bot.domain.core import questions as whole_questions
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.profile import ASSUMED_LEVEL, Change, Profile
from bot.domain.core.query import Decision, Intent, Query, SkillReport, Unknown
from bot.domain.core.reply import Reply, Section, Suggestion
from bot.domain.core.roles import Role
from bot.domain.core.wording import asking, counted, day, joined, quoted
from bot.domain.replies.match import ranking

FIRST_SAVE = (
    "I keep your skills, levels, goal and their dates, for you alone; “delete my data” removes all of it, "
    "“export my data” hands it to you."
)
EXAMPLE = "“python advanced, sql basics”"
NOTHING_REMOVED = "I took nothing off your record: I found no skill I know in that."
_SKILLS = "What skills does a {role} need?"
_GOAL = "I want to become a {role}"


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    if query.intent is Intent.LIST_SKILLS:
        return _listed(profile, kb)
    if query.intent is Intent.GOAL:
        return _goal(query, profile, kb)
    report = query.report
    if report.order == "no":
        return Reply("skills", "Then I leave your record as it is.", private=True)
    lines = [*_changed(report, profile, kb), *_aims(report, profile, kb)]
    question = questions(profile.to_confirm(report), profile, kb)
    asked = _asked(report, kb)
    removing = query.intent is Intent.REMOVE_SKILLS
    sections = [Section("", (question,))] if question and lines else []
    if asked:
        sections.append(Section("" if removing else "Not stored", asked))
    if first_save(report, profile):
        sections.append(Section("", (FIRST_SAVE,)))
    nothing = NOTHING_REMOVED if removing else f"I stored nothing: I found no skill I know in that. Try {EXAMPLE}."
    return Reply(
        "skills",
        " ".join(lines) or question or nothing,
        title="Your skills",
        sections=tuple(sections),
        suggestions=(*_near_goals(report, kb), *_next(profile, kb)),
        decision=_decision(report, bool(lines), bool(asked or question)),
        private=True,
    )


def _decision(report: SkillReport, told: bool, asks: bool) -> Decision:
    """A goal that is no role of ours changes nothing: that is said, and nothing is answered."""
    if told and (report.changes or not report.unknown_goal):
        return "answer"
    return "clarify" if asks else "abstain"


def noted(query: Query, profile: Profile, kb: KnowledgeBase) -> str:
    """One line for a report that came along with a question."""
    report = query.report
    says_it_itself = query.intent is Intent.GOAL
    first = (FIRST_SAVE,) if first_save(report, profile) and not says_it_itself else ()
    aims = [] if query.intent is Intent.GOAL else _aims(report, profile, kb)
    question = questions(profile.to_confirm(report), profile, kb)
    lines = (*_changed(report, profile, kb), *aims, question, *_asked(report, kb), *first)
    return " ".join(line for line in lines if line)


def taken_back(before: Profile, profile: Profile, kb: KnowledgeBase) -> Reply:
    """The reply to `undo`."""
    if not before.history:
        text = "There is nothing to undo: nothing of yours has changed yet."
    else:
        text = " ".join(["Undone.", *(_restored(change, kb) for change in before.last_step)])
    return Reply("skills", text, title="Your skills", suggestions=_next(profile, kb), private=True)


def _restored(change: Change, kb: KnowledgeBase) -> str:
    match change.what:
        case "skill":
            now = f"is {change.before} again" if change.before else "is off your record"
            return f"{kb.skill_name(change.item)} {now}."
        case "goal":
            role = kb.roles.get(change.before)
            return f"Your goal is **{role.name}** again." if role else "You have no goal now."
        case "plan":
            return f"{kb.skill_name(change.item.partition(':')[2])} stands in your plan as before."
        case "hours":
            return f"Back to {change.before} h a week." if change.before else "I keep no hours of yours now."
        case _:
            return ""


def questions(pending: SkillReport, profile: Profile, kb: KnowledgeBase) -> str:
    """`Shall I note Python (advanced) and SQL?`: what is put to the member; empty if nothing is."""
    lines = []
    if pending.known:
        names = [kb.skill_name(m.skill) + (f" ({m.level})" if m.level else "") for m in pending.known]
        lines.append(f"Shall I note {joined(names)}?")
    if pending.removed:
        every = len(pending.removed) > 1 and len(pending.removed) == len(profile.skills)
        what = f"all {len(pending.removed)} skills" if every else _names(pending.removed, kb)
        lines.append(f"{'And take' if lines else 'Take'} {what} off your record?")
    return " ".join((*lines, "(yes or no)")) if lines else ""


def _aims(report: SkillReport, profile: Profile, kb: KnowledgeBase) -> list[str]:
    """Goal and hours as they now stand, where the message spoke of them."""
    lines = []
    role = kb.roles.get(profile.goal)
    if report.goal and role:
        lines.append(f"Your goal: **{role.name}**.")
    if report.hours and profile.hours:
        lines.append(f"{profile.hours:g} hours a week.")
    if report.order == "clear goal":
        lines.append("You have no goal on record now.")
    if report.order == "clear hours":
        lines.append("I keep no hours of yours now.")
    if report.order == "clear skills" and not profile.skills:
        lines.append("There are no skills on your record.")
    if report.unknown_goal:
        lines.append(f"I do not know {quoted(report.unknown_goal.term)} as a role, so I set no goal.")
    return lines


def _near_goals(report: SkillReport, kb: KnowledgeBase) -> tuple[Suggestion, ...]:
    near = report.unknown_goal.near if report.unknown_goal else ()
    return tuple(Suggestion(f"Goal: {name}", asking(_GOAL, name)) for name in near)


def first_save(report: SkillReport, profile: Profile) -> bool:
    """Whether all that stands on the record came with this very report."""
    told = {mention.skill for mention in report.known}

    def is_of_it(change: Change) -> bool:
        if change.what == "skill":
            held = profile.skills.get(change.item)
            return change.item in told and held is not None and held.changed == change.on
        aims = {"goal": report.goal, "hours": f"{report.hours:g}" if report.hours else ""}
        return bool(change.after) and change.after == aims.get(change.what)

    return bool(profile.history) and all(map(is_of_it, profile.history))


def _names(skills: Iterable[str], kb: KnowledgeBase) -> str:
    return joined([kb.skill_name(skill) for skill in dict.fromkeys(skills)])


def _changed(report: SkillReport, profile: Profile, kb: KnowledgeBase) -> list[str]:
    lines = []
    known = [_stored(skill, profile, kb) for skill in dict.fromkeys(m.skill for m in report.known)]
    if known:
        lines.append(f"Noted: {', '.join(known)}.")
    assumed = [m.skill for m in report.known if m.level is None and _is_new(m.skill, profile)]
    if assumed:
        it = "it counts" if len(assumed) == 1 else "they count"
        lines.append(f"You gave no level for {_names(assumed, kb)}; until you do, {it} as {ASSUMED_LEVEL}.")
    gone = {change.item for change in profile.history if not change.after and change.what == "skill"}
    if removed := [skill for skill in report.removed if skill in gone]:
        lines.append(f"Off your record: {_names(removed, kb)}.")
    if absent := [skill for skill in report.removed if skill not in gone]:
        lines.append(f"{_names(absent, kb)} {'was' if len(absent) == 1 else 'were'} not on your record.")
    if denied := [skill for skill in report.denied if skill not in profile.skills]:
        lines.append(f"Understood, not yet: {_names(denied, kb)}.")
    if report.wanted:
        lines.append(f"You want to learn {_names(report.wanted, kb)}: not counted as a skill yet.")
    return lines


def _stored(skill: str, profile: Profile, kb: KnowledgeBase) -> str:
    """`SQL (advanced, was beginner)`: as it now stands, and from what it was corrected."""
    held = profile.skills.get(skill)
    if held is None:
        return kb.skill_name(skill)
    last = _last_change(skill, profile)
    was = f", was {last.before}" if last and last.before and last.on == held.changed else ""
    return f"{kb.skill_name(skill)} ({held.level}{was})"


def _is_new(skill: str, profile: Profile) -> bool:
    last = _last_change(skill, profile)
    return bool(last and last.after == ASSUMED_LEVEL and not last.before)


def _last_change(skill: str, profile: Profile) -> Change | None:
    return next((c for c in reversed(profile.history) if c.what == "skill" and c.item == skill), None)


def _asked(report: SkillReport, kb: KnowledgeBase) -> tuple[str, ...]:
    lines = []
    for unknown in report.unknown:
        near = f" Did you mean {joined(unknown.near, 'or')}?" if unknown.near else ""
        lines.append(f"I do not know {quoted(unknown.term)} as a skill.{near}")
    for word, readings in report.ambiguous:
        lines.append(f"{quoted(word)} may mean {joined([kb.skill_name(s) for s in readings], 'or')}: which one?")
    return tuple(lines)


def _aim(profile: Profile, kb: KnowledgeBase) -> tuple[Section, ...]:
    """The goal and the hours on record."""
    goal = f"Goal: {kb.roles[profile.goal].name}" if profile.goal in kb.roles else ""
    hours = f"{profile.hours:g} h a week" if profile.hours else ""
    line = ", ".join(filter(None, (goal, hours)))
    return (Section("", (line,)),) if line else ()


def _listed(profile: Profile, kb: KnowledgeBase) -> Reply:
    if not profile.skills:
        return Reply(
            "skills",
            f"I have no skills of yours yet. Tell me in your own words, for example {EXAMPLE}.",
            title="Your skills",
            sections=_aim(profile, kb),
            suggestions=(Suggestion("Which skills count?", asking(_SKILLS, _role(profile, kb).name)),),
            forms=("skills",) if profile.goal in kb.roles else ("start",),
            private=True,
        )
    rows = sorted(profile.skills.items(), key=lambda row: (-rank(row[1].level), kb.skill_name(row[0]).casefold()))
    lines = tuple(f"- {kb.skill_name(skill)} ({held.level}), since {day(held.since)}" for skill, held in rows)
    sections = [Section("", lines), *_aim(profile, kb)]
    return Reply(
        "skills",
        f"You told me of {counted(len(lines), 'skill')}:",
        title="Your skills",
        sections=tuple(sections),
        suggestions=_next(profile, kb),
        private=True,
    )


def _goal(query: Query, profile: Profile, kb: KnowledgeBase) -> Reply:
    role = kb.roles.get(profile.goal)
    if role is None:
        return _which_goal(profile, kb, query.report.unknown_goal)
    hours = f", {profile.hours:g} h a week" if profile.hours else ""
    level = f"{kb.role_levels[profile.level].name.lower()} " if profile.level else ""
    told = sum(value is not None for value in (query.role, query.level, query.hours))
    first = told and not profile.skills and len(profile.history) <= told
    return Reply(
        "goal",
        f"Your goal: {level}**{role.name}**{hours}.",
        title="Your goal",
        sections=(Section("", (FIRST_SAVE,)),) if first else (),
        suggestions=_next(profile, kb),
        forms=("skills", "hours"),
        target=role.id,
        private=True,
    )


def _which_goal(profile: Profile, kb: KnowledgeBase, unknown: Unknown | None) -> Reply:
    """Offers the roles that the member's skills fit; without skills, the community's role and its neighbors."""
    held = held_levels(profile, kb)
    default = kb.roles[kb.community.default_role]
    near = [default, *(kb.roles[neighbor.role] for neighbor in default.related)]
    offered = [fit.role for fit in ranking(held, kb) if fit.score] if held else near
    hours = f" I keep {profile.hours:g} h a week." if profile.hours else ""
    none = "" if unknown else "You have no goal on record. "
    lines = _aims(SkillReport(unknown_goal=unknown), profile, kb)
    return Reply(
        "goal",
        " ".join((*lines, f"{none}Which role do you aim for?{hours}")),
        title="Your goal",
        suggestions=tuple(Suggestion(role.name, asking(_GOAL, role.name)) for role in (offered or near)[:4]),
        forms=("start",),
        decision="clarify",
        private=True,
    )


def _role(profile: Profile, kb: KnowledgeBase) -> Role:
    return kb.roles.get(profile.goal) or kb.roles[kb.community.default_role]


def _next(profile: Profile, kb: KnowledgeBase) -> tuple[Suggestion, ...]:
    fit = Suggestion("Roles that fit", "Which roles fit my skills?")
    goal = kb.roles.get(profile.goal)
    if goal is None:  # no role is pushed on somebody who named none
        return (fit, Suggestion("Which roles are there?", whole_questions.alone(Intent.ROLES, kb)))
    return (
        Suggestion("My plan", whole_questions.about("plan", goal, kb)),
        Suggestion("My gap", asking("What am I missing to become a {role}?", goal.name)),
        fit,
    )
