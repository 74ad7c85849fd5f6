"""/reminders: a weekly check-in by direct message, set by choosing; and the buttons of a check-in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands, ui

from bot.discord_app import ids
from bot.discord_app.asking import look_up, member_of
from bot.discord_app.buttons import AskersButton
from bot.discord_app.commands.plan import about_step, level_form, plan_with, show_in_place
from bot.discord_app.forms import Values, open_form
from bot.discord_app.limits import CHOICE_NAME, CHOICES, NAME, cut
from bot.discord_app.render import revised
from bot.discord_app.show import NOBODY, respond
from bot.domain.core import time_zones
from bot.domain.core.check_in import DAYS, CheckIn
from bot.domain.core.levels import SKILL_LEVELS
from bot.domain.core.query import Intent
from bot.domain.core.reply import CurrentStep
from bot.domain.replies import reminders as said
from bot.errors import BotError

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

    Asking = discord.Interaction[CareerBot]

DEFAULT_DAY, DEFAULT_HOUR = 0, 18
QUIET_WEEKS = (0, 1, 2, 3, 4, 8)
MOST_QUIET = 26
NO_ZONE = "I do not know the time zone “{}”. Write it as a city (“Vienna”), as `Europe/Vienna` or as `UTC+2`."
WHICH_ZONE = "Choose your time zone, or write it below the list; nothing has changed."


async def _zones(interaction: Asking, typed: str) -> list[app_commands.Choice[str]]:
    wanted = typed.strip().casefold().replace(" ", "_")
    called = {name: f"{name} ({time_zones.COMMON[name]})" if name in time_zones.COMMON else name for name in _NAMES}
    found = [name for name in _NAMES if wanted in called[name].casefold().replace(" ", "_")]
    return [app_commands.Choice(name=cut(called[name], CHOICE_NAME), value=name) for name in found[:CHOICES]]


_NAMES = time_zones.names()


@app_commands.command(name="reminders", description="A weekly check-in by direct message, if you want one")
@app_commands.describe(
    day="Day of the week",
    hour="Hour of the day, 0 to 23",
    timezone="Your time zone or city",
    quiet="Weeks without any, from now on",
)
@app_commands.choices(day=[app_commands.Choice(name=name, value=number) for number, name in enumerate(DAYS)])
@app_commands.autocomplete(timezone=_zones)
async def reminders(
    interaction: Asking,
    day: int | None = None,
    hour: app_commands.Range[int, 0, 23] | None = None,
    timezone: app_commands.Range[str, 1, NAME] = "",
    quiet: app_commands.Range[int, 0, MOST_QUIET] = 0,
) -> None:
    before = await interaction.client.check_ins.get(member_of(interaction))
    if day is None and hour is None and not timezone and not quiet:
        await look_up(interaction, Intent.REMINDERS)
    elif not timezone and before is None:
        await _open(interaction)
    else:
        zone = _zone(timezone) if timezone else _of(before, "zone", "UTC")
        weekday = _of(before, "weekday", DEFAULT_DAY) if day is None else day
        at = _of(before, "hour", DEFAULT_HOUR) if hour is None else hour
        await _set(interaction, weekday, at, zone, quiet)


def _of(before: CheckIn | None, name: str, otherwise: Any) -> Any:
    return getattr(before, name) if before else otherwise


def _zone(typed: str) -> str:
    zone = time_zones.find(typed)
    if not zone:
        raise BotError(NO_ZONE.format(discord.utils.escape_markdown(typed[:NAME])))
    return zone


async def _set(interaction: Asking, weekday: int, hour: int, zone: str, quiet_weeks: int) -> None:
    store = interaction.client.check_ins
    wanted = CheckIn.weekly(member_of(interaction), weekday, hour, zone, store.now(), quiet_weeks=quiet_weeks)
    kept = await store.keep(wanted)
    await respond(interaction, said.shown(kept, interaction.client.knowledge.latest().kb))


async def _open(interaction: Asking) -> None:
    store = interaction.client.check_ins
    before = await store.get(member_of(interaction))
    await open_form(interaction, form(before, str(interaction.locale), store.now()))


def form(before: CheckIn | None, language: str, now: datetime) -> ui.Modal:
    """Day, hour and zone as they are, or as they are likely to be."""
    made = ui.Modal(title="Weekly check-in", custom_id="reminders-set")
    day, hour = _of(before, "weekday", DEFAULT_DAY), _of(before, "hour", DEFAULT_HOUR)
    zone = _of(before, "zone", time_zones.likely(language))
    days = [(name, str(number), number == day) for number, name in enumerate(DAYS)]
    hours = [(f"{number}:00", str(number), number == hour) for number in range(24)]
    offered = dict(time_zones.COMMON)
    if zone and zone not in offered:
        offered = {zone: zone, **dict(list(offered.items())[: CHOICES - 1])}
    zones = [(name, known, known == zone) for known, name in offered.items()]
    quiet = [(f"{weeks} weeks" if weeks else "None: begin at once", str(weeks), not weeks) for weeks in QUIET_WEEKS]
    made.add_item(_choice("Day", "day", days))
    made.add_item(_choice("Hour", "hour", hours))
    made.add_item(_choice("Time zone", "zone", zones, required=False))
    typed = ui.TextInput[Any](custom_id="typed", required=False, max_length=NAME, placeholder="Vienna, or UTC+2")
    made.add_item(ui.Label(text="Another time zone", component=typed))
    return made.add_item(_choice("Quiet weeks before the first", "quiet", quiet))


def _choice(label: str, name: str, options: list[tuple[str, str, bool]], *, required: bool = True) -> ui.Label[Any]:
    """`options`: what is shown, its value, whether it is chosen already."""
    made = [discord.SelectOption(label=shown, value=value, default=chosen) for shown, value, chosen in options]
    select = ui.Select[Any](custom_id=name, required=required, min_values=int(required), options=made)
    return ui.Label(text=label, component=select)


async def _filled_in(interaction: Asking, state: list[str], values: Values) -> None:
    typed = values.get("typed", "").strip()
    zone = _zone(typed) if typed else values.get("zone", "")
    if not zone:
        raise BotError(WHICH_ZONE)
    await _set(interaction, int(values["day"]), int(values["hour"]), zone, int(values.get("quiet", "0")))


class AnswerCheckIn(AskersButton, template=ids.CHECK_IN):
    """Done asks the level; the others answer at once. An old one still counts, once."""

    async def pressed(self, interaction: Asking) -> None:
        self.require_asker(interaction)
        store, member = interaction.client.check_ins, member_of(interaction)
        match self.state["act"]:
            case "done":
                await self._ask_level(interaction)
            case "stop":
                stopped = await store.stop(member)
                await self._close(interaction, said.stopped(stopped).text)
            case _:
                answered = await store.answer(member, ids.slot_of(self.state["slot"]))
                await self._close(interaction, said.going_on(answered))

    async def _ask_level(self, interaction: Asking) -> None:
        query = about_step(interaction, self.state["role"], self.state["skill"]).replace(step="done")
        step: CurrentStep | None = (await plan_with(interaction, query)).step
        assert step is not None  # it asks about the step
        state = f"{self.state['slot']}:{self.state['role']}:{self.state['skill']}"
        await open_form(interaction, level_form(step, state, name="checkin-done"))

    async def _close(self, interaction: Asking, remark: str) -> None:
        changed = revised(self.shown, without="c", remark=remark)
        await interaction.response.edit_message(view=changed, allowed_mentions=NOBODY)


async def _done(interaction: Asking, state: list[str], values: Values) -> None:
    """The skill is recorded, and the next step stands in the check-in's place."""
    slot, role, skill = state
    level = next((known for known in SKILL_LEVELS if known == values.get("level")), None)
    query = about_step(interaction, role, skill).learned(level)
    await interaction.client.check_ins.answer(member_of(interaction), ids.slot_of(slot))
    await show_in_place(interaction, await plan_with(interaction, query))


def setup(bot: CareerBot) -> None:
    bot.tree.add_command(reminders)
    bot.add_dynamic_items(AnswerCheckIn)
    bot.open_form["reminders"] = _open
    bot.sent_forms |= {"reminders-set": _filled_in, "checkin-done": _done}
