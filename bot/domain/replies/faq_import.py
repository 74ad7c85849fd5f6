"""An import for the moderator who has to accept it: entry by entry, what is new, what changes, what is left out."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.core.wording import counted
from bot.domain.faq.imported import Plan, Proposal
from bot.domain.replies.faq_replay import entry_changes

ANSWER_SHOWN = 160


def lines(plan: Plan) -> Iterator[str]:
    """Everything, for a terminal."""
    for proposal in plan.proposals:
        yield from entry_lines(proposal)
    yield from (f"! {left}" for left in plan.left_out)
    yield summary(plan)


def entry_lines(proposal: Proposal) -> Iterator[str]:
    """`+ id: question`, where it stands, how its answer begins, and the wordings suggested for it."""
    entry, before = proposal.entry, proposal.before
    where = f" ({proposal.where})"
    if before is None:
        yield f"+ {entry.id}: {entry.question}{where}"
    else:
        yield f"~ {entry.id}: {entry_changes(before, entry)}{where}"
    length = len(entry.answer.strip())
    answer = " ".join(entry.answer.split())
    yield f"    {answer[:ANSWER_SHOWN]}{f'… ({length:,} characters)' if len(answer) > ANSWER_SHOWN else ''}"
    if before is None and entry.alternates:
        yield f"    wordings: {'; '.join(entry.alternates)}"
    if entry.tags:
        yield f"    tags: {', '.join(entry.tags)}"
    if proposal.suggested:
        yield f"    suggested wordings: {'; '.join(proposal.suggested)}"


def summary(plan: Plan) -> str:
    """`12 new, 1 changed, 3 already here, 2 left out; nothing is removed.`"""
    new = sum(1 for proposal in plan.proposals if proposal.before is None)
    parts = (
        (new, "new"),
        (len(plan.proposals) - new, "changed"),
        (plan.same, "already here"),
        (len(plan.left_out), "left out"),
    )
    said = ", ".join(f"{number:,} {what}" for number, what in parts if number) or "no entries"
    suggested = sum(len(proposal.suggested) for proposal in plan.proposals)
    wordings = f" {counted(suggested, 'wording')} suggested for entries with a title only." if suggested else ""
    return f"{said[:1].upper()}{said[1:]}; nothing is removed.{wordings}"
