"""Forms that live in their custom id: nothing is kept while a member fills one in, and a restart loses none."""

from __future__ import annotations

import io
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any

import discord

from bot.discord_app.errors import EXPIRED, sentence, show_error
from bot.errors import BotError, DatabaseError

Values = Mapping[str, str]
"""A field's custom id → what was filled in; of several choices, the first."""
SentForm = Callable[[discord.Interaction[Any], list[str], Values], Awaitable[None]]
"""Gets the parts of the form's custom id after the first (separated by `:`) and the values."""


def number_in(state: list[str]) -> int:
    """The number that a form's custom id carries. Raises BotError where it is none that we gave."""
    (number,) = state if len(state) == 1 else ("",)
    if not re.fullmatch(r"[0-9]{1,12}", number):
        raise BotError(EXPIRED)
    return int(number)


async def open_form(interaction: discord.Interaction[Any], form: discord.ui.Modal) -> None:
    """Shows a form that the library need not remember."""
    form.stop()
    await interaction.response.send_modal(form)


async def received(interaction: discord.Interaction[Any], handler: SentForm) -> None:
    try:
        await interaction.client.before(interaction, in_form=True)
    except Exception as error:
        return await give_back(interaction, sentence(error))
    with interaction.client.measures.timed("form"):
        try:
            await handler(interaction, custom_id(interaction).split(":")[1:], values(interaction))
        except DatabaseError as error:
            await give_back(interaction, sentence(error))
        except Exception as error:
            await show_error(interaction, error)
    return None


async def give_back(interaction: discord.Interaction[Any], text: str) -> None:
    """A sentence, with what was filled in as a file: nobody has to write it twice."""
    typed = "\n\n".join(filter(None, values(interaction).values()))
    shown: dict[str, Any] = {"ephemeral": True, "allowed_mentions": discord.AllowedMentions.none()}
    if typed:
        shown["file"] = discord.File(io.BytesIO(typed.encode()), "what-you-wrote.txt")
    if interaction.response.is_done():
        await interaction.followup.send(text, **shown)
    else:
        await interaction.response.send_message(text, **shown)


def chosen(interaction: discord.Interaction[Any], field: str) -> tuple[str, ...]:
    """All that was ticked in one field."""
    data: Any = interaction.data or {}
    fields = (one for one in _fields(data.get("components", ())) if one.get("custom_id") == field)
    return next((tuple(one.get("values") or ()) for one in fields), ())


def _fields(components: Any) -> Iterator[Any]:
    for component in components:
        yield from (component.get("component", component), *component.get("components", ()))


def custom_id(interaction: discord.Interaction[Any]) -> str:
    data: Any = interaction.data or {}
    return str(data.get("custom_id", ""))


def values(interaction: discord.Interaction[Any]) -> Values:
    """What was filled in, as Discord sent it."""
    data: Any = interaction.data or {}
    return dict(_values(data.get("components", ())))


def _values(components: Any) -> Iterator[tuple[str, str]]:
    for component in components:
        if "component" in component:
            yield from _values((component["component"],))
        yield from _values(component.get("components", ()))
        chosen = component.get("value")
        if chosen is None:
            chosen = next(iter(component.get("values") or ()), None)
        if chosen is not None and component.get("custom_id"):
            yield component["custom_id"], str(chosen)
