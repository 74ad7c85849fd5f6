"""The form of an FAQ entry: opened with the present text, saved, and never lost.

What is typed is kept as a draft before anything else happens; the form and the buttons below a reply carry its number.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.discord_app.asking import member_of
from bot.discord_app.errors import PersistentButton, sentence
from bot.discord_app.forms import Values, number_in, open_form
from bot.discord_app.limits import FORM_TITLE, MESSAGE_TEXT, cut, units
from bot.discord_app.permissions import require_faq_keeper
from bot.discord_app.render import Button, button, composed
from bot.discord_app.show import NOBODY, send
from bot.domain.core.faq_entry import FaqEntry
from bot.domain.faq.change import Change, Draft
from bot.domain.faq.form import LONGEST, shown, typed
from bot.domain.replies import faq_saved
from bot.errors import BotError
from bot.faq_desk import FaqConflict, FaqSteals, Saved

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

    Pressed = discord.Interaction[CareerBot]

FORM = "ke"
SHOWN = 3600
"""Characters of a reply, with room for the rest of the message."""
TYPED_SHOWN = 1200
"""What was typed is shown in the message up to this length, and as a file beyond it."""
SHORT = 300
"""Characters of a field of one line, unless what stands in it is longer."""
FIELDS = ("question", "alternates", "answer", "more", "details", "why")
"""What a sent form may hold; a draft has further fields that are ours alone."""
DETAILS_HINT = "tags: · roles: · places: · link: Name | https://… · source: · language: · verified: · expires:"


async def open_entry(interaction: Pressed, opened: FaqEntry | None, values: Mapping[str, str] | None = None) -> None:
    """Opens the form for an entry, or for a new one, with its present text or with other values."""
    desk = interaction.client.desk
    draft = await desk.keep_draft(member_of(interaction), opened, {**typed(opened), **(values or {})})
    await open_form(interaction, form(draft))


def form(draft: Draft) -> ui.Modal:
    opened, values = draft.opened, draft.typed
    title = cut(f"Edit {opened.id}", FORM_TITLE) if opened else "New FAQ entry"
    made = ui.Modal(title=title, custom_id=f"{FORM}:{draft.number}")
    hidden = len(opened.alternates) - len(shown(opened.alternates)) if opened else 0
    more = f"One a line. {hidden} more than fit here stay as they are" if hidden else "One a line, as members ask it"
    last = ("why", "Why", "For the history; may stay empty", False)
    if values.get("more"):
        last = ("more", "Answer, continued", "The answer is longer than one field; this is its rest", True)
    fields = [
        ("question", "Question", "A full sentence, as a member would ask it", False),
        ("alternates", "Other wordings", more, True),
        ("answer", "Answer", "Discord markdown; the first sentence answers. Up to 900 characters read best", True),
        ("details", "Details", DETAILS_HINT, True),
    ]
    for name, label, hint, long in (
        *fields[:3],
        *[last] * (last[0] == "more"),
        fields[3],
        *[last] * (last[0] == "why"),
    ):
        made.add_item(ui.Label(text=label, description=hint, component=_field(name, values.get(name, ""), long)))
    return made


def _field(name: str, value: str, long: bool) -> ui.TextInput[Any]:
    """Raises BotError where the present text is longer than any field may be: cut, it would be lost on saving."""
    if units(value) > LONGEST:
        raise BotError(f"The {name} of this entry is longer than a form can hold; change it in the file itself.")
    return ui.TextInput(
        custom_id=name,
        style=discord.TextStyle.paragraph if long or units(value) > SHORT else discord.TextStyle.short,
        default=value or None,
        required=name in ("question", "answer"),
        max_length=LONGEST if long else max(SHORT, units(value)),
    )


async def submitted(interaction: Pressed, state: list[str], values: Values) -> None:
    """The form was sent."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    desk, author = interaction.client.desk, member_of(interaction)
    opened: FaqEntry | None = None
    try:
        opened = (await desk.draft(author, number_in(state))).opened
        fields = {name: text for name, text in values.items() if name in FIELDS}
        draft = await desk.keep_draft(author, opened, fields)
    except BotError as error:
        return await _give_back(interaction, sentence(error), values, ())
    await _save(interaction, draft, anyway=False)
    return None


async def _save(interaction: Pressed, draft: Draft, *, anyway: bool) -> None:
    """Saves what a draft says and tells what came of it; whatever fails, what was typed is shown back."""
    desk, author = interaction.client.desk, member_of(interaction)
    again = button("Open the form again", f"kr:{draft.number}", discord.ButtonStyle.primary)
    try:
        require_faq_keeper(interaction)
        entry = await desk.filled_in(draft.typed, draft.opened)
        if entry == draft.opened:
            raise BotError("Nothing differs from what is in the file, so nothing was saved.")
        change = Change(draft.opened, entry)
        saved = await desk.save(change, author=author, why=draft.typed.get("why", "").strip(), anyway=anyway)
    except FaqSteals as steals:
        text = "\n".join([f"### {steals}", *faq_saved.told(steals.preview.replay)])
        buttons = (button("Save anyway", f"ka:{draft.number}", discord.ButtonStyle.danger), again)
        await _give_back(interaction, text, draft.typed, buttons)
    except FaqConflict as conflict:
        text = faq_saved.conflict(conflict.wanted.after, conflict.theirs)
        await _give_back(interaction, text, draft.typed, (again,))
    except Exception as error:
        await _give_back(interaction, sentence(error), draft.typed, (again,))
    else:
        await desk.drop_draft(draft)
        await show_saved(interaction, saved)


async def show_saved(interaction: Pressed, saved: Saved, done: str = "") -> None:
    """`done`: what was done, where that is more than a change that was saved, removed or taken back."""
    text = faq_saved.saved(saved.revision, saved.preview.diff, saved.preview.replay, done)
    text = "\n".join([text, *(f"⚠️ {hint}" for hint in saved.preview.hints)])
    undo = button("Undo", f"ku:{saved.revision.number}:0")
    await send(interaction, composed(shortened(text), rows=[[undo]]), hidden=True)


async def ask_anyway(interaction: Pressed, steals: FaqSteals, label: str, button_id: str) -> None:
    """Before a change of many entries takes questions away from others: what it takes, and a button that goes on."""
    row = [button(label, button_id, discord.ButtonStyle.danger)]
    text = "\n".join([f"### {steals}", *faq_saved.told(steals.preview.replay)])
    await send(interaction, composed(shortened(text), rows=[row]), hidden=True)


async def show_with_backup(interaction: Pressed, saved: Saved, backup: str, done: str = "") -> None:
    """`backup`: the name of the file that holds what was there before."""
    await show_saved(interaction, saved, done)
    kept = f"The file as it was is kept beside it as `{backup}`."
    await interaction.followup.send(kept, ephemeral=True, allowed_mentions=NOBODY)


async def _give_back(interaction: Pressed, text: str, values: Mapping[str, str], buttons: Sequence[Button]) -> None:
    """A sentence, and what was typed: to be copied, and with a button that puts it into the form again."""
    wrote = "\n\n".join(f"{name}:\n{value}" for name, value in values.items() if value)
    short = units(wrote) <= TYPED_SHOWN and "```" not in wrote  # a code block cannot show a code block unchanged
    block = f"\nWhat you wrote:\n{faq_saved.fenced(wrote, TYPED_SHOWN, '')}" if short and wrote else ""
    await send(interaction, composed(f"{shortened(text, SHOWN - units(block))}{block}", rows=[buttons]), hidden=True)
    if not short:
        file = discord.File(io.BytesIO(wrote.encode()), "what-you-wrote.txt")
        await interaction.followup.send("What you wrote:", file=file, ephemeral=True, allowed_mentions=NOBODY)


def shortened(text: str, most: int = SHOWN) -> str:
    """Cut between lines, a code block closed where it is cut."""
    assert most < MESSAGE_TEXT
    if units(text) <= most:
        return text
    kept = text[: most - 10].rpartition("\n")[0]
    return f"{kept}\n```\n…" if kept.count("```") % 2 else f"{kept}\n…"


class Numbered(PersistentButton, template=r"(?!)"):
    """A button whose id names a draft or a revision; only for moderators."""

    @property
    def number(self) -> int:
        return int(self.state["number"])

    @property
    def anyway(self) -> bool:
        return self.state.groupdict().get("anyway") == "1"

    async def pressed(self, interaction: Pressed) -> None:
        require_faq_keeper(interaction)
        await self.chosen(interaction)

    async def chosen(self, interaction: Pressed) -> None:
        raise NotImplementedError


class Reopen(Numbered, template=r"kr:(?P<number>\d{1,12})"):
    """The form with what was typed, on top of what is in the file by now."""

    async def chosen(self, interaction: Pressed) -> None:
        desk = interaction.client.desk
        draft = await desk.draft(member_of(interaction), self.number)
        present = {entry.id: entry for entry in await desk.entries()}
        opened = present.get(draft.opened.id) if draft.opened else None
        values = draft.typed
        if opened:  # a field left as it was takes what others have made of it meanwhile
            before = typed(draft.opened)
            values = {name: text for name, text in values.items() if text != before.get(name)}
        await open_entry(interaction, opened, values)


class SaveAnyway(Numbered, template=r"ka:(?P<number>\d{1,12})"):
    """Although another entry's question goes elsewhere."""

    async def chosen(self, interaction: Pressed) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await _save(interaction, await interaction.client.desk.draft(member_of(interaction), self.number), anyway=True)


class Undo(Numbered, template=r"ku:(?P<number>\d{1,12}):(?P<anyway>[01])"):
    """Takes back one change."""

    async def chosen(self, interaction: Pressed) -> None:
        await undo(interaction, self.number, anyway=self.anyway)


class UndoNewest(Numbered, template=r"kn:(?P<number>\d{1,3}):(?P<anyway>[01])"):
    """Takes back several of the newest changes."""

    async def chosen(self, interaction: Pressed) -> None:
        await undo(interaction, None, newest=self.number, anyway=self.anyway)


async def undo(interaction: Pressed, number: int | None, *, newest: int = 0, anyway: bool = False) -> None:
    """One change, or several of the newest together."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    desk, author = interaction.client.desk, member_of(interaction)
    done = ""
    try:
        if newest:
            saved = await desk.undo_newest(newest, author, anyway=anyway)
            done = f"{saved.revision.why[:1].upper()}{saved.revision.why[1:]}"
        else:
            saved = await desk.undo(number, author, anyway=anyway)
    except FaqSteals as steals:
        number = number or (await desk.history(limit=1))[0].number
        text = "\n".join([f"### {steals}", *faq_saved.told(steals.preview.replay)])
        again = f"kn:{newest}:1" if newest else f"ku:{number}:1"
        row = [button("Undo anyway", again, discord.ButtonStyle.danger)]
        await send(interaction, composed(shortened(text), rows=[row]), hidden=True)
    except FaqConflict as conflict:
        name = conflict.wanted.entry.id
        raise BotError(
            f"`{name}` was changed since, so this cannot be taken back; undo the newer change first."
        ) from None
    else:
        await show_saved(interaction, saved, done)
