"""Members who mean no good: whatever they send, they read a sentence, and no rule of Discord is broken.

Discord itself refuses most of this; a server that is not Discord's, or a mistake of ours, would let it through.
FUZZ=50 sends fifty times as much (tests/hostile.py).
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from hostile import TIMES, bytes_like, dice, some
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import from_regex
from local_discord import LocalDiscord, Person, Place, Upload, events, running
from local_discord.bodies import COMPONENTS_V2, all_text
from local_discord.commands import BOOLEAN, INTEGER, NUMBER, STRING
from local_discord.routes_interactions import AUTOCOMPLETE, COMMAND, COMPONENT, SUBMIT
from local_discord.world import Interaction, Message

from bot.discord_app import commands
from bot.discord_app.errors import PersistentButton
from bot.discord_app.ids import base36
from bot.discord_app.limits import CUSTOM_ID, units

PATIENT = 60.0
"""Seconds that this Discord waits: all come at once here, on a machine that does other things too."""
AT_ONCE = 50
DEFECT = re.compile(r"Something went wrong|Traceback|\w+Error\b|File \"")
FORMS = ("ke", "fs", "readiness", "skills-add", "panel-ask", "panel-paths", "nobody-knows")
FIELDS = ("question", "answer", "alternates", "details", "why", "more", "words", "others", "level", "skills0", "role",
          "what", "1", "2", "-1", "x", "import", "restore", "merge")  # fmt: skip


@pytest.fixture
async def discord() -> AsyncIterator[LocalDiscord]:
    async with LocalDiscord(seconds=PATIENT) as local:
        yield local
    assert local.violations == []


@pytest.fixture(autouse=True)
def _no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that all of it arrives."""
    monkeypatch.setattr("bot.discord_app.rate_limits.MEMBER_MOST", 10**9)
    monkeypatch.setattr("bot.discord_app.rate_limits.CHANNEL_MOST", 10**9)


def is_clean(message: Message) -> bool:
    """Neither a defect nor anybody pinged but the asker."""
    return not DEFECT.search(all_text(message.body)) and not message.pinged & {"everyone", "@everyone"}


async def judged(discord: LocalDiscord, begun: list[Interaction]) -> None:
    """Waits for all of them; each was answered, with nothing that is a defect."""
    await discord.state.changes.until(lambda: all(one.acknowledged for one in begun), PATIENT)
    await discord.settled(at_most=PATIENT)
    assert discord.violations == []
    for interaction in begun:
        assert interaction.acknowledged, f"no answer: {interaction.label}"
        for message in interaction.shown:
            assert is_clean(message), f"{interaction.label}: {all_text(message.body)}"


async def test_texts(discord: LocalDiscord, ana: Person) -> None:
    async with running(discord):
        for number, text in enumerate(some("texts", 40)):
            await ana.says(ana.dm, text, wait=False)
            if number % 10 == 9:
                await discord.settled(at_most=PATIENT)
        await discord.settled(at_most=PATIENT)
        assert discord.violations == []
        assert all(is_clean(shown.message) for shown in ana.dm.from_bot)


async def test_texts_in_public_where_all_can_see(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        for text in some("public", 20, 1900):
            await ana.says(general, f"{discord.bot.mention} {text}", wait=False)
        await discord.settled(at_most=PATIENT)
        assert discord.violations == []
        assert all(is_clean(shown.message) for shown in general.from_bot)


async def test_slash_options(discord: LocalDiscord, general: Place, ada: Person) -> None:
    async with running(discord):
        throw = dice("options")
        for _ in range(TIMES):
            begun = [
                events.begin(discord.state, ada, general.channel, COMMAND, data, f"{data['name']} {data['options']}")
                for data in _filled(discord, throw)
            ]
            await judged(discord, begun)


async def test_what_is_typed_for_choices(discord: LocalDiscord, general: Place, ada: Person) -> None:
    async with running(discord):
        begun = []
        for text in some("typing", 15, 100):
            data = {"name": "role", "type": STRING, "value": text, "focused": True}
            salary = next(one for one in discord.state.commands[None].values() if one["name"] == "salary")
            sent = {"id": salary["id"], "name": "salary", "type": 1, "options": [data]}
            interaction = events.begin(discord.state, ada, general.channel, AUTOCOMPLETE, sent, f"types {text!r}")
            interaction.metadata["focused"] = STRING
            begun.append(interaction)
        await judged(discord, begun)


def _filled(discord: LocalDiscord, throw: Any) -> Iterator[dict[str, Any]]:
    """Each command that takes texts or numbers, once, every field filled with something odd that fits its bounds."""
    for command in discord.state.commands[None].values():
        leaves = [one for one in command.get("options") or () if one["type"] == 1] or [command]
        for leaf in leaves:
            options = [_option(option, throw) for option in leaf.get("options") or () if option["type"] in ODD_VALUES]
            required = {option["name"] for option in leaf.get("options") or () if option.get("required")}
            if not options or not required <= {option["name"] for option in options} or leaf["name"] in RECONNECTS:
                continue
            if leaf is not command:
                options = [{"type": 1, "name": leaf["name"], "options": options}]
            yield {"id": command["id"], "name": command["name"], "type": 1, "options": options}


RECONNECTS = ("answer-channel",)
"""It asks for another intent, and what is asked meanwhile is lost."""
ODD_VALUES = (STRING, INTEGER, NUMBER, BOOLEAN)


def _option(option: dict[str, Any], throw: Any) -> dict[str, Any]:
    choices = [choice["value"] for choice in option.get("choices") or ()]
    match option["type"]:
        case _ if choices:
            value: Any = throw.choice(choices)
        case 3:
            most = option.get("max_length") or 6000
            value = some(f"{option['name']} {throw.random()}", 1, most)[0] or "x" * (option.get("min_length") or 1)
        case 5:
            value = throw.random() < 0.5
        case _:
            value = throw.choice((option.get("min_value", -(2**53)), option.get("max_value", 2**53), 0, 1))
    return {"name": option["name"], "type": option["type"], "value": value}


# Buttons and selects


def items() -> list[type[PersistentButton]]:
    for module in pkgutil.iter_modules(commands.__path__, f"{commands.__name__}."):
        importlib.import_module(module.name)
    return [item for item in _below(PersistentButton) if item.__discord_ui_compiled_template__.pattern != "(?!)"]


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for below in kind.__subclasses__():
        yield below
        yield from _below(below)


def matching(pattern: re.Pattern[str], count: int) -> list[str]:
    """Ids that the pattern lets through."""
    made: list[str] = []

    @settings(max_examples=count, database=None, derandomize=True, deadline=None,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(from_regex(pattern, fullmatch=True))
    def collect(text: str) -> None:
        if units(text) <= CUSTOM_ID:
            made.append(text)

    collect()
    return made


def of_asker(custom_id: str, pattern: re.Pattern[str], asker: int) -> str:
    """The same where its asker is who presses: so it is not refused at the door."""
    found = pattern.fullmatch(custom_id)
    if found is None or "asker" not in found.groupdict():
        return custom_id
    changed = custom_id[: found.start("asker")] + base36(asker) + custom_id[found.end("asker") :]
    return changed if units(changed) <= CUSTOM_ID else custom_id


@pytest.mark.parametrize("who", ["ana", "mo"])
async def test_forged_ids_of_buttons_and_selects(
    discord: LocalDiscord, general: Place, who: str, ana: Person, mo: Person
) -> None:
    person = {"ana": ana, "mo": mo}[who]
    async with running(discord):
        begun = []
        for item in items():
            pattern = item.__discord_ui_compiled_template__
            for custom_id in matching(pattern, 3 * TIMES):
                begun += _pressed(discord, general, person, of_asker(custom_id, pattern, person.id))
                if len(begun) > AT_ONCE:
                    await judged(discord, begun)
                    begun = []
        await judged(discord, begun)


def _pressed(discord: LocalDiscord, place: Place, person: Person, custom_id: str) -> Iterator[Interaction]:
    """A message of ours with such a button, and with such a select, and a press of each."""
    option = {"label": "x", "value": "x"}
    button = {"type": 2, "style": 1, "label": "x", "custom_id": custom_id, "id": 3}
    select = {"type": 3, "options": [option], "custom_id": custom_id, "id": 3}
    for part, values in ((button, {}), (select, {"values": ["x"]})):
        row = {"type": 1, "components": [part]}
        answer = {"type": 17, "components": [{"type": 10, "content": "An answer."}, row]}
        body = {"flags": COMPONENTS_V2, "components": [answer]}
        message = discord.state.store(place.channel, discord.bot, body, [])
        data = {"custom_id": custom_id, "component_type": part["type"], "id": 3, **values}
        label = f"presses {part['type']} {custom_id!r}"
        yield events.begin(discord.state, person, place.channel, COMPONENT, data, label, message)


async def test_forged_forms(discord: LocalDiscord, general: Place, mo: Person) -> None:
    async with running(discord):
        throw, begun = dice("forms"), []
        text = {"type": 10, "content": "Below this was the button."}
        source = discord.state.store(general.channel, discord.bot, {"flags": COMPONENTS_V2, "components": [text]}, [])
        for form in FORMS:
            for state in (
                "",
                ":",
                ":1",
                ":x",
                ":-1",
                ":9999999999999",
                ":1:2:0",
                ":zz:zz:9",
                ":1:2",
                ":٣",
                ":12345678901",
            ):
                typed = some(f"{form}{state}", 4, 4000)
                fields = [
                    {"type": 18, "component": {"type": 4, "custom_id": throw.choice(FIELDS), "value": text}}
                    for text in typed
                ]
                data = {"custom_id": f"{form}{state}", "components": fields}
                begun.append(
                    events.begin(discord.state, mo, general.channel, SUBMIT, data, f"sends {data}"[:300], source)
                )
        await judged(discord, begun)


async def test_forged_fields_of_a_form_that_is_open(discord: LocalDiscord, general: Place, mo: Person) -> None:
    async with running(discord):
        for text in some("entries", 4, 3000):
            form = await mo.command(general, "faq edit", entry="degree-needed")
            answer = await mo.submits(
                form, {"Answer": text or "x", "Details": text[:1000], "Other wordings": text[:1500]}
            )
            assert is_clean(answer.message)
            assert all(is_clean(shown.message) for shown in answer.later)


async def test_files_to_import(discord: LocalDiscord, general: Place, mo: Person) -> None:
    async with running(discord) as bot:
        throw, good = dice("imports"), bot.faq.read_bytes()
        for suffix in ("yaml", "md", "csv", "json", "toml", "zip", "exe"):
            for _ in range(TIMES):
                upload = Upload(f"faq.{suffix}", bytes_like(good, throw))
                shown = await mo.command(general, "faq import", file=upload)
                assert is_clean(shown.message)
