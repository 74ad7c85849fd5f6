"""What Discord may send besides the usual: unknown servers, clicks on what is gone, channels with less allowed."""

from __future__ import annotations

import asyncio

import pytest
from local_discord import LocalDiscord, Person, Place, events, running
from local_discord.routes_interactions import AUTOCOMPLETE, COMPONENT

from bot.discord_app import free_text

QUESTION = "what does a data engineer earn?"
OWN = "I know python well"


async def test_in_a_server_that_is_not_known_yet_a_record_is_not_shown_to_all(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    """Messages may come before their server does; they are no direct messages for that."""
    async with running(discord):
        assert general.channel.guild is not None
        discord.state.dispatch("GUILD_DELETE", {"id": str(general.channel.guild.id)})
        await discord.settled()
        assert await general.replies_to(await ana.says(general, OWN)) == []
        line = await general.reply_to(await ana.says(general, f"{discord.bot.mention} {OWN}"))
        assert "Python" not in line.text
        assert any("Python" in one.text for one in ana.dm.visible_to(ana))


async def test_where_the_history_is_closed_the_answer_stands_behind_the_question(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with running(discord):
        general.deny(discord.bot, "read_message_history")
        reply = await general.reply_to(await ana.says(general, f"{discord.bot.mention} {QUESTION}"))
        assert "$" in reply.text
        assert (await general.reply_to(await ana.says(general, discord.bot.mention))).text


@pytest.mark.parametrize("text", [QUESTION, "", OWN])
async def test_where_nothing_can_be_written_nothing_goes_wrong(
    discord: LocalDiscord, general: Place, ana: Person, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(free_text, "BLINK_SECONDS", 0.0)  # so that even the typing sign is refused
    async with running(discord):
        general.deny(discord.bot, "send_messages")
        assert await general.replies_to(await ana.says(general, f"{discord.bot.mention} {text}")) == []


async def test_a_question_that_is_taken_back_gets_no_answer(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        message = await ana.says(general, f"{discord.bot.mention} {QUESTION}", wait=False)
        await ana.deletes(message)
        assert await general.replies_to(message) == []


async def test_typing_into_a_command_that_is_gone_offers_nothing(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with running(discord):
        option = {"type": 3, "name": "role", "value": "da", "focused": True}
        data = {"id": "1", "name": "wages", "type": 1, "options": [option]}
        interaction = events.begin(discord.state, ana, general.channel, AUTOCOMPLETE, data, "/wages …")
        interaction.metadata["focused"] = 3
        await discord.settled()
        assert interaction.choices == []


async def test_a_click_on_a_message_without_its_buttons_gets_a_sentence(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    """As after an edit by somebody else's hand, or where the message comes incomplete."""
    async with running(discord):
        shown = await general.reply_to(await ana.says(general, f"{discord.bot.mention} {QUESTION}"))
        button = shown.component("Solved")
        shown.message.body["components"] = []
        data = {"custom_id": button["custom_id"], "component_type": 2, "id": button["id"]}
        clicked = events.begin(discord.state, ana, general.channel, COMPONENT, data, "Solved", shown.message)
        await discord.settled()
        assert ["no longer works" in message.body["content"] for message in clicked.shown] == [True]


async def test_turning_pages_keeps_what_an_asker_may_say_of_the_answer(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with running(discord):
        reply = await ana.command(general, "ask", question="How does a Data Engineer differ from a Data Analyst?")
        assert {"More", "Solved", "Not what I meant"} <= set(reply.buttons)
        second = await ana.press(reply, "More")
        assert {"Back", "Solved", "Not what I meant"} <= set(second.buttons)
        first = await ana.press(second, "Back")
        assert set(first.buttons) == set(reply.buttons)
        solved = await ana.press(first, "Solved")
        assert "Solved" not in (await ana.press(solved, "More")).buttons


async def test_talk_in_an_answer_channel_is_not_taken_for_more_of_the_question(
    general: Place, ana: Person, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.discord_app.client.IDENTIFY_SECONDS", 0.0)
    discord = general._discord
    discord.state.message_content = True
    async with running(discord):
        await ada.command(general, "settings answer-channel", channel=general)
        await discord.settled()
        await discord.connected()
        assert await general.replies_to(await ana.says(general, QUESTION))
        for talk in ("thanks!", "is that so?", "and what about you?", "why is that so?"):
            assert await general.replies_to(await ana.says(general, talk)) == [], talk


async def test_a_greeting_is_not_offered_to_share(general: Place, ana: Person) -> None:
    async with running(general._discord):
        assert "Share" not in (await ana.command(general, "ask", question="hello")).buttons


async def test_a_stop_while_answers_are_made_is_quiet(
    discord: LocalDiscord, general: Place, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(free_text, "BLINK_SECONDS", 0.0)
    lost: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: lost.append(context["message"]))
    async with running(discord):
        for number in range(20):
            await ana.says(general, f"{discord.bot.mention} what am I missing for role {number}?", wait=False)
    await asyncio.sleep(0)
    assert lost == []
