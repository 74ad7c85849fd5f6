"""A member's own skills: what was understood and stored, and the list."""

from __future__ import annotations

from datetime import date

from bot.domain.model import KnowledgeBase
from bot.domain.profile import ASSUMED_LEVEL, Profile
from bot.domain.query import Intent, Query, SkillReport
from bot.domain.reply import Reply, Section, Suggestion

FIRST_SAVE = (
    "I keep your skills, levels, goal and their dates, for you alone; “delete my data” removes all of it, "
    "“export my data” hands it to you."
)
EXAMPLE = "“python advanced, sql basics”"


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    if query.intent is Intent.LIST_SKILLS:
        return _listed(profile, kb)
    if query.intent is Intent.GOAL:
        return _goal(query, profile, kb)
    report = query.report
    lines = _changed(report, profile, kb)
    asked = _asked(report, kb)
    sections = [Section("Not stored", asked)] if asked else []
    if lines and len(profile.history) <= len(report.known):
        sections.append(Section("", (FIRST_SAVE,)))
    text = " ".join(lines) or f"I stored nothing: I found no skill I know in that. Try {EXAMPLE}."
    return Reply(
        "skills",
        text,
        title="Your skills",
        sections=tuple(sections),
        suggestions=_next(profile, kb),
        decision="answer" if lines else "clarify" if asked else "abstain",
        private=True,
    )


def noted(report: SkillReport, profile: Profile, kb: KnowledgeBase) -> str:
    """One line for a report that came along with a question."""
    return " ".join((*_changed(report, profile, kb), *_asked(report, kb)))


def _name(skill: str, kb: KnowledgeBase) -> str:
    return kb.skills[skill].name if skill in kb.skills else skill


def _changed(report: SkillReport, profile: Profile, kb: KnowledgeBase) -> list[str]:
    lines = []
    known = [
        f"{_name(m.skill, kb)} ({profile.skills[m.skill].level})" for m in report.known if m.skill in profile.skills
    ]
    if known:
        lines.append(f"Noted: {', '.join(known)}.")
    assumed = [_name(m.skill, kb) for m in report.known if m.level is None]
    if assumed:
        lines.append(
            f"You gave no level for {', '.join(assumed)}; a skill new to me counts as {ASSUMED_LEVEL} until you do."
        )
    if report.removed:
        lines.append(f"Off your record: {', '.join(_name(s, kb) for s in report.removed)}.")
    if report.denied:
        lines.append(f"Understood, not yet: {', '.join(_name(s, kb) for s in report.denied)}.")
    if report.wanted:
        lines.append(f"You want to learn {', '.join(_name(s, kb) for s in report.wanted)}; not counted as a skill yet.")
    return lines


def _asked(report: SkillReport, kb: KnowledgeBase) -> tuple[str, ...]:
    lines = []
    for unknown in report.unknown:
        near = f" Did you mean {' or '.join(unknown.near)}?" if unknown.near else ""
        lines.append(f"I do not know “{unknown.term}” as a skill.{near}")
    for word, readings in report.ambiguous:
        lines.append(f"“{word}” may mean {' or '.join(_name(s, kb) for s in readings)}: which one?")
    return tuple(lines)


def _listed(profile: Profile, kb: KnowledgeBase) -> Reply:
    if not profile.skills:
        return Reply(
            "skills",
            f"I have no skills of yours yet. Tell me in your own words, for example {EXAMPLE}.",
            title="Your skills",
            private=True,
        )
    order = ("advanced", "intermediate", "beginner")
    rows = sorted(profile.skills.items(), key=lambda row: (order.index(row[1].level), _name(row[0], kb).casefold()))
    lines = tuple(f"- {_name(skill, kb)} ({held.level}), since {held.since:%d %b %Y}" for skill, held in rows)
    sections = [Section("", lines)]
    if profile.goal in kb.roles:
        hours = f", {profile.hours:g} h a week" if profile.hours else ""
        sections.append(Section("", (f"Goal: {kb.roles[profile.goal].name}{hours}",)))
    return Reply(
        "skills",
        f"You told me of {len(lines)} skill{'s' if len(lines) > 1 else ''}:",
        title="Your skills",
        sections=tuple(sections),
        suggestions=_next(profile, kb),
        private=True,
    )


def _goal(query: Query, profile: Profile, kb: KnowledgeBase) -> Reply:
    role = kb.roles.get(profile.goal)
    if role is None or not (query.role or query.hours):
        names = sorted(kb.roles.values(), key=lambda r: r.name)
        return Reply(
            "goal",
            "Which role do you aim for?" if role is None else f"Your goal is **{role.name}**.",
            title="Your goal",
            suggestions=tuple(Suggestion(r.name, f"My goal is {r.name}") for r in names[:5]) if role is None else (),
            decision="clarify" if role is None else "answer",
            private=True,
        )
    hours = f", {profile.hours:g} h a week" if profile.hours else ""
    level = f"{kb.role_levels[profile.level].name.lower()} " if profile.level else ""
    first = (Section("", (FIRST_SAVE,)),) if len(profile.history) <= 3 and not profile.skills else ()
    return Reply(
        "goal",
        f"Your goal: {level}**{role.name}**{hours}.",
        title="Your goal",
        sections=first,
        suggestions=_next(profile, kb),
        target=role.id,
        private=True,
    )


def _next(profile: Profile, kb: KnowledgeBase) -> tuple[Suggestion, ...]:
    role = kb.roles.get(profile.goal) or kb.roles[kb.community.default_role]
    return (
        Suggestion(f"My gap: {role.name}", f"What am I missing to become a {role.name}?"),
        Suggestion("Roles that fit", "Which roles fit my skills?"),
    )
