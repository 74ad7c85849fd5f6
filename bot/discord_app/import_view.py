"""The preview of an import as pages: each entry with what can be left out and which wordings can be accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import discord
from discord import ui

from bot.discord_app.limits import cut, preview
from bot.discord_app.render import button
from bot.domain.core.wording import quoted
from bot.domain.faq.imported import Plan, Proposal
from bot.domain.replies import faq_import
from bot.domain.replies.faq_replay import entry_changes

A_PAGE = 4
QUESTION_SHOWN = 120
ANSWER_SHOWN = 120
WORDINGS_SHOWN = 160
LEFT_OUT_SHOWN = 3
TOLD = 700
"""Characters of what the import does to the questions that are known."""

_NUMBER = r"(?P<number>\d{1,12})"
PAGE = rf"kp:{_NUMBER}:(?P<page>\d{{1,4}})"
LEAVE = rf"kl:{_NUMBER}:(?P<page>\d{{1,4}}):(?P<at>\d{{1,4}})"
WORDINGS = rf"kw:{_NUMBER}:(?P<page>\d{{1,4}}):(?P<at>\d{{1,4}}|all)"
IMPORT = rf"ki:{_NUMBER}:(?P<anyway>[01])"


@dataclass(frozen=True)
class Offer:
    """A plan, and what its moderator has chosen of it so far."""

    number: int
    """The draft that holds it."""
    file: str
    plan: Plan
    skipped: frozenset[str] = field(default=frozenset())
    wordings: frozenset[str] = field(default=frozenset())

    @property
    def chosen(self) -> int:
        return len(self.plan.proposals) - len(self.skipped)


def view(offer: Offer, page: int = 0, *, told: str = "", steals: bool = False) -> ui.LayoutView:
    """`told`: what the import does to known questions, where that is known already."""
    proposals = offer.plan.proposals
    last = max((len(proposals) - 1) // A_PAGE, 0)
    page = min(page, last)
    container = ui.Container[Any](ui.TextDisplay("\n".join(_head(offer, page, last, told))))
    for at, proposal in list(enumerate(proposals))[page * A_PAGE :][:A_PAGE]:
        container.add_item(ui.TextDisplay("\n".join(_entry(offer, proposal))))
        container.add_item(ui.ActionRow(*_choices(offer, proposal, page, at)))
    for row in (_turns(offer, page, last), _doing(offer, page, steals)):
        if row:
            container.add_item(ui.ActionRow(*row))
    made = ui.LayoutView(timeout=None)
    made.add_item(container)
    made.stop()
    return made


def _head(offer: Offer, page: int, last: int, told: str) -> Iterator[str]:
    entries = "one entry" if offer.chosen == 1 else f"{offer.chosen:,} entries"
    yield f"### {cut(offer.file, 80)}: {entries} to import"
    yield faq_import.summary(offer.plan)
    if page == 0:
        yield from _left_out(offer.plan)
        yield "A copy of the present file is kept, and the import can be undone."
    if told:
        yield told
    if last:
        yield f"-# Page {page + 1} of {last + 1}"


def _left_out(plan: Plan) -> Iterator[str]:
    for one in plan.left_out[:LEFT_OUT_SHOWN]:
        yield f"-# Left out: {quoted(cut(one.title, 60))} ({cut(f'{one.where}: {one.why}', 120)})"
    if len(plan.left_out) > LEFT_OUT_SHOWN:
        yield f"-# and {len(plan.left_out) - LEFT_OUT_SHOWN} more left out"


def _entry(offer: Offer, proposal: Proposal) -> Iterator[str]:
    entry, before = proposal.entry, proposal.before
    struck = "~~" if entry.id in offer.skipped else ""
    what = "is new" if before is None else cut(f"changes: {entry_changes(before, entry)}", 60)
    yield f"{struck}**{cut(entry.question, QUESTION_SHOWN)}**{struck}"
    yield f"-# `{entry.id}` {what} · {cut(proposal.where, 40)} · {len(entry.answer.strip()):,} characters"
    yield preview(entry.answer.replace("```", "'''"), ANSWER_SHOWN)
    if proposal.suggested:
        accepted = "Accepted" if entry.id in offer.wordings else "Suggested"
        wordings = cut("; ".join(quoted(text) for text in proposal.suggested), WORDINGS_SHOWN)
        yield f"-# {accepted} wordings: {wordings}"


def _choices(offer: Offer, proposal: Proposal, page: int, at: int) -> Iterator[ui.Button[Any]]:
    name = proposal.entry.id
    label = "Take it in again" if name in offer.skipped else "Leave it out"
    yield button(label, f"kl:{offer.number}:{page}:{at}")
    if proposal.suggested:
        label = "Without these wordings" if name in offer.wordings else "Accept the wordings"
        yield button(label, f"kw:{offer.number}:{page}:{at}")


def _turns(offer: Offer, page: int, last: int) -> list[ui.Button[Any]]:
    turns = [("Previous", page - 1)] * (page > 0) + [("Next", page + 1)] * (page < last)
    return [button(label, f"kp:{offer.number}:{to}") for label, to in turns]


def _doing(offer: Offer, page: int, steals: bool) -> list[ui.Button[Any]]:
    if not offer.chosen:
        return []
    label = "Import anyway" if steals else "Import"
    row = [button(label, f"ki:{offer.number}:{int(steals)}", discord.ButtonStyle.primary)]
    if offer.plan.suggesting - offer.wordings:
        row.append(button("Accept all wordings", f"kw:{offer.number}:{page}:all"))
    return row
