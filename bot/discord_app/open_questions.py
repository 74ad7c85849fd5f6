"""The questions that wait for an answer, for moderators: a list with buttons that work after a restart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.discord_app.limits import CHOICE_NAME, cut
from bot.discord_app.render import button, composed
from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.wording import counted, day, quoted
from bot.domain.faq.unanswered import ASKERS, Group

A_PAGE = 5
MORE_WORDINGS = 2
SELECTABLE = 20
"""Entries offered in a select, the nearest first."""
NONE_OPEN = (
    f"Nothing is waiting. A question is shown here once {ASKERS} different members asked it in vain, or when its asker "
    "shared it."
)

NEW = r"qn:(?P<number>\d{1,12})"
WORDING = r"qw:(?P<number>\d{1,12})"
ACCEPT = r"qa:(?P<number>\d{1,12})"
IGNORE = r"qi:(?P<number>\d{1,12})"
IGNORE_THIS = "qx"
IGNORE_ONE = rf"{IGNORE_THIS}:(?P<number>\d{{1,12}})"
PAGE = r"qp:(?P<number>\d{1,4})"
CHOICE = r"qs:(?P<number>\d{1,12})"


def listed(groups: Sequence[Group], page: int = 0) -> ui.LayoutView:
    """One page; each question with its buttons below it."""
    if not groups:
        return composed(NONE_OPEN)
    last = (len(groups) - 1) // A_PAGE
    page = min(page, last)
    view = ui.LayoutView(timeout=None)
    container = ui.Container[Any](ui.TextDisplay(f"### {counted(len(groups), 'question')} without an answer"))
    for group in groups[page * A_PAGE :][:A_PAGE]:
        container.add_item(ui.TextDisplay(told(group)))
        container.add_item(ui.ActionRow(*_buttons(group)))
    if last:
        turns = [("Previous", page - 1)] * (page > 0) + [("Next", page + 1)] * (page < last)
        container.add_item(ui.TextDisplay(f"-# Page {page + 1} of {last + 1}"))
        container.add_item(ui.ActionRow(*(button(label, f"qp:{number}") for label, number in turns)))
    view.add_item(container)
    view.stop()
    return view


def passed_on(group: Group) -> ui.LayoutView:
    """One question that its asker has just shared."""
    head = "### A member asks, and I have no answer"
    return composed(f"{head}\n{told(group)}", rows=[_buttons(group, IGNORE_THIS)])


def told(group: Group) -> str:
    """The question, what it could be, other wordings, and how many asked."""
    others = [quoted(text) for text in group.texts[1 : 1 + MORE_WORDINGS]]
    lines = [f"**{quoted(group.text)}**"]
    if group.wording_of:
        lines.append(f"Members confirmed that they mean `{group.wording_of}`. A wording of it?")
    if others:
        lines.append(f"Also: {'; '.join(others)}")
    return "\n".join([*lines, f"-# {_asked(group)}"])


def _asked(group: Group) -> str:
    rejected = any(question.why == "rejected" for question in group.questions)
    said = [
        counted(group.askers, "member"),
        f"last {day(group.last)}",
        *["shared by its asker"] * any(question.shared for question in group.questions),
        *["an answer was not what they meant"] * rejected,
    ]
    return " · ".join(said)


def _buttons(group: Group, ignore: str = "qi") -> list[ui.Button[Any]]:
    """`ignore`: where the question stands alone, what is left of it is not the list."""
    number = group.number
    if group.wording_of:
        accept = button("Add this wording", f"qa:{number}", discord.ButtonStyle.primary)
        return [accept, button("Decline", f"{ignore}:{number}")]
    new = button("New entry", f"qn:{number}", discord.ButtonStyle.primary)
    return [new, button("Add to an entry", f"qw:{number}"), button("Ignore", f"{ignore}:{number}")]


def choice_of_entry(custom_id: str, entries: Sequence[FaqEntry], placeholder: str) -> ui.ActionRow[Any]:
    """A select of entries by their question."""
    options = [
        discord.SelectOption(label=cut(entry.question, CHOICE_NAME), value=entry.id, description=cut(entry.id, 100))
        for entry in entries
    ]
    return ui.ActionRow(ui.Select(custom_id=custom_id, placeholder=placeholder, options=options))


def finished(*items: ui.Item[Any]) -> ui.LayoutView:
    """A layout of these parts that the library need not remember."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*items))
    view.stop()
    return view
