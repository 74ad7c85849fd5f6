"""Weekly check-ins: what is set, what a check-in says, and what is said after it."""

from __future__ import annotations

from datetime import datetime

from bot.domain.advice.member_plan import MemberPlan
from bot.domain.advice.plan import readiness
from bot.domain.core import questions
from bot.domain.core.check_in import DAYS, CheckIn
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import CurrentStep, Reply, Suggestion
from bot.domain.core.wording import counted, day
from bot.domain.replies.plan import bar

TITLE = "Your check-ins"
ONLY_ON_DISCORD = (
    "Check-ins come as a direct message on Discord: there, `/reminders` sets day and hour. Here I can only answer."
)
NONE_YET = (
    "I write to you only if you ask for it: once a week, by direct message, with your present step.\n"
    "Choose a day, an hour and your time zone; you can stop it at any time."
)
CLOSED = (
    "I stopped the weekly check-ins: your direct messages are closed to me. Open them and use `/reminders` "
    "to begin again."
)
LAST = "Unless you press something, I stop after this one."


def shown(check_in: CheckIn | None, kb: KnowledgeBase) -> Reply:
    """What is set now."""
    if check_in is None or check_in.ended:
        text = NONE_YET
        if check_in and check_in.ended == "unanswered":
            text = f"They stopped after four without an answer.\n{NONE_YET}"
        return Reply("reminders", text, title=TITLE, forms=("reminders",), private=True)
    return Reply(
        "reminders",
        f"{when(check_in)}.\nThe next one comes {moment(check_in, check_in.next_at)}.{_streak(check_in)}",
        title=TITLE,
        suggestions=(Suggestion("Stop", questions.alone(Intent.STOP_REMINDERS, kb)),),
        forms=("reminders",),
        private=True,
    )


def elsewhere() -> Reply:
    """For a front end that cannot write by itself."""
    return Reply("reminders", ONLY_ON_DISCORD, title=TITLE, private=True)


def stopped(check_in: CheckIn | None) -> Reply:
    text = "There were none to stop." if check_in is None else "Stopped. I write to you no more by myself."
    return Reply("reminders", text, title=TITLE, forms=("reminders",) if check_in else (), private=True)


def asked(check_in: CheckIn, profile: Profile, kb: KnowledgeBase) -> Reply:
    """The check-in itself: the present step in the first line."""
    role = kb.roles.get(profile.goal)
    last = f"\n{LAST}" if check_in.is_last else ""
    if role is None:
        text = f"How is it going? You have no goal on record, so I know no step of yours.{last}"
        return Reply("reminders", text, title="Your week", forms=("start",), private=True)
    plan = MemberPlan.of(role, Query(Intent.PLAN), profile, kb)
    if not plan.steps:
        text = f"Nothing is left in your plan for **{role.name}**. Show it: finish a project.{last}"
        return Reply("reminders", text, title="Your week", target=role.id, private=True)
    step = plan.steps[0]
    name = kb.skills[step.skill].name
    left = f"{bar(readiness(plan.rows))} ready for {role.name}, {counted(len(plan.steps), 'step')} left."
    return Reply(
        "reminders",
        f"**{name}** is your present step. How is it going?\n{left}{_streak(check_in)}{last}",
        title="Your week",
        step=CurrentStep(role.id, step.skill, name, step.after),
        target=role.id,
        private=True,
    )


def when(check_in: CheckIn) -> str:
    """`Every Monday at 18:00 (Europe/Berlin)`"""
    return f"Every **{DAYS[check_in.weekday]}** at **{check_in.hour}:00** ({check_in.zone})"


def moment(check_in: CheckIn, at: datetime) -> str:
    local = check_in.local(at)
    return f"{local:%a}, {day(local.date())} at {local:%H:%M}"


def going_on(check_in: CheckIn | None) -> str:
    """What is said to an answer."""
    if check_in is None or check_in.ended:
        return "Noted."
    return f"Noted. The next one comes {moment(check_in, check_in.next_at)}.{_streak(check_in)}"


def _streak(check_in: CheckIn) -> str:
    """Shown from two on; that one is broken is never spoken of."""
    return f" {check_in.streak} weeks in a row." if check_in.streak > 1 else ""
