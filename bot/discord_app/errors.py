"""What a member sees when something fails: one sentence; defects go to the log under an id, without what was typed."""

from __future__ import annotations

import logging
import re
from typing import Any, ClassVar, Self
from uuid import uuid4

import aiohttp
import discord
from discord import app_commands

from bot.discord_app.limits import pages, units
from bot.discord_app.rate_limits import kind_word
from bot.errors import BotError, MachineError, StoppingError
from bot.logs import places

_log = logging.getLogger(__name__)

UNKNOWN_INTERACTION = 10062
"""Discord no longer waits for the answer: too late, or the member is gone."""
ALREADY_ACKNOWLEDGED = 40060
EXPIRED = "This is from before I was changed or restarted and no longer works. Ask again to get a fresh one."
FORM_SECONDS = 3600.0
_FOLDERS = re.compile(r"(?<![\w:/.~-])(?:/|[A-Z]:\\)(?:[^\s/\\:`“”]+[/\\])+(?=[^\s/\\:`“”])")
UNSENT = (discord.HTTPException, aiohttp.ClientError, ConnectionError)
"""What sending may end in: Discord refuses it, fails, or cannot be reached."""
LONGEST = 2000
"""Characters of a plain message."""


class NotAllowedError(BotError, app_commands.CheckFailure):
    """Somebody may not do this; the message says who may. (The library shows only its own errors from a check.)"""


async def show_error(interaction: discord.Interaction[Any], error: Exception) -> None:
    """Where commands, forms and buttons all end when they fail."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    if isinstance(cause, discord.HTTPException) and cause.code in (UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED):
        _log.debug("too late for an interaction (%s)", cause.code)
        return
    if interaction.client.is_closed():  # it is the stop that failed it
        return
    await tell(interaction, sentence(cause))


async def tell(interaction: discord.Interaction[Any], text: str) -> None:
    """A sentence for the member alone, whether or not the interaction was answered before."""
    none = discord.AllowedMentions.none()
    if units(text) > LONGEST:
        text = pages([text], first=LONGEST, most=LONGEST)[0]
    try:
        if interaction.type is discord.InteractionType.autocomplete:
            await interaction.response.autocomplete([])  # takes no sentence; nothing is offered
        elif interaction.response.is_done():
            await interaction.followup.send(text, ephemeral=True, allowed_mentions=none)
        else:
            await interaction.response.send_message(text, ephemeral=True, allowed_mentions=none)
    except UNSENT as failed:
        _log.debug("an error could not be shown (%s)", type(failed).__name__)


def sentence(error: Exception) -> str:
    """What is said about a failure. What is no mistake of the one who reads it is logged."""
    match error:
        case StoppingError():
            return error.for_members
        case MachineError():
            _log.error("%s", error)
            return error.for_members
        case BotError():
            return _without_folders(str(error))
        case app_commands.CommandOnCooldown():
            return kind_word(error.retry_after)
        case app_commands.NoPrivateMessage():
            return "This works in a server only."
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return "This command has changed. Reload Discord (Ctrl+R) and try again in a minute."
        case app_commands.TransformerError():
            return f"“{discord.utils.escape_markdown(str(error.value)[:80])}” does not fit here. Choose from the list."
        case discord.Forbidden():
            return "Discord does not let me do that here. `/settings check` shows what is missing."
        case discord.DiscordServerError() | discord.HTTPException(status=429):
            return _outage(error)
        case aiohttp.ClientError() | ConnectionError():
            return _outage(error)
        case _:
            return unexpected(error)


def _without_folders(told: str) -> str:
    """Where files lie is for the operator alone: `/srv/bot/faq.yaml` → `faq.yaml`."""
    short = _FOLDERS.sub("", told)
    if short != told:
        _log.warning("%s", told)
    return short


def _outage(error: Exception) -> str:
    _log.warning("Discord has a problem (%s)", type(error).__name__)
    return "Discord has a problem right now. Try again in a minute."


def unexpected(error: BaseException) -> str:
    """A defect of ours: where it happened is logged under the id that the member sees.

    Without the error's own words, which may hold what a member typed.
    """
    incident = uuid4().hex[:6]
    _log.error("incident %s:\n%s", incident, "\n".join(places(error)))
    return f"Something went wrong ({incident}). If it happens again, tell a moderator this id."


class Form(discord.ui.Modal):
    """A modal whose failures are shown. One that is never sent is forgotten after a while."""

    def __init__(self, *, title: str, timeout: float | None = FORM_SECONDS, custom_id: str = "") -> None:
        given = {"custom_id": custom_id} if custom_id else {}
        super().__init__(title=title, timeout=timeout, **given)

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, *_: Any) -> None:
        await show_error(interaction, error)


class PersistentButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"(?!)"):
    """A button or a select that lives in its custom id: `state` is what the id says. Subclasses give a template and
    `pressed`."""

    in_form: ClassVar[bool] = False
    """Leads to the next part of a form that was begun."""

    def __init__(self, item: Any, state: re.Match[str]) -> None:
        super().__init__(item)
        self.state = state

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(item, match)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        with interaction.client.measures.timed("button"):
            try:
                await interaction.client.before(interaction, in_form=self.in_form)
                await self.pressed(interaction)
            except Exception as error:  # the library would only log it, and the member would see "interaction failed"
                await show_error(interaction, error)

    async def pressed(self, interaction: discord.Interaction[Any]) -> None:
        raise NotImplementedError

    @property
    def selected(self) -> str:
        """What was chosen, where this is a select; empty where nothing was."""
        return str(next(iter(getattr(self.item, "values", ())), ""))
