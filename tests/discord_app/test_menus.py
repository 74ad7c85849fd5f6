"""The message menus over the wire: a moderator answers a message from the FAQ, or makes an entry of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from local_discord import LocalDiscord, Person, Place, Server, running

ASKED = "hello all, which programming language should a newcomer start with?"
LANGUAGE = "Which programming language should I learn first?"


async def test_a_message_is_answered_from_the_faq(
    discord: LocalDiscord, general: Place, ana: Person, mo: Person
) -> None:
    async with running(discord):
        message = await ana.says(general, ASKED)
        offered = await mo.menu(general, "Answer from FAQ", message)
        assert offered.ephemeral
        done = await mo.selects(offered, "Choose the entry", LANGUAGE)
        assert "`first-language`" in done.text
        answer = await general.reply_to(message)
        assert "Python" in answer.text
        assert answer.pings == set()


async def test_the_author_is_pinged_only_if_the_moderator_says_so(
    discord: LocalDiscord, general: Place, ana: Person, mo: Person
) -> None:
    async with running(discord):
        message = await ana.says(general, ASKED)
        offered = await mo.menu(general, "Answer from FAQ", message)
        offered = await mo.press(offered, "Ping the author: off")
        assert "Ping the author: on" in offered.buttons
        await mo.selects(offered, "Choose the entry", LANGUAGE)
        assert (await general.reply_to(message)).pings == {"ana"}


async def test_another_entry_is_found_by_its_words_and_after_a_restart(
    discord: LocalDiscord, general: Place, ana: Person, mo: Person, small_faq: Path
) -> None:
    async with running(discord, small_faq.parent):
        message = await ana.says(general, ASKED)
        offered = await mo.menu(general, "Answer from FAQ", message)
    async with running(discord, small_faq.parent):
        form = await mo.press(offered, "Search")
        offered = await mo.submits(form, {"Words of the question, or the id": "remote"})
        await mo.selects(offered, "Choose the entry", "Can I work remotely as an engineer?")
        assert "Often" in (await general.reply_to(message)).text


async def test_a_search_that_finds_nothing_says_so(
    discord: LocalDiscord, general: Place, ana: Person, mo: Person
) -> None:
    async with running(discord):
        offered = await mo.menu(general, "Answer from FAQ", await ana.says(general, ASKED))
        form = await mo.press(offered, "Search")
        told = await mo.submits(form, {"Words of the question, or the id": "zzzzzzz"})
        assert "No entry looks like that" in told.text


@pytest.mark.parametrize("menu", ["Answer from FAQ", "Add to FAQ"])
async def test_a_member_without_the_right_is_refused(
    discord: LocalDiscord, general: Place, ana: Person, menu: str
) -> None:
    async with running(discord):
        refused = await ana.menu(general, menu, await ana.says(general, ASKED))
        assert refused.ephemeral
        assert "Manage Messages" in refused.text


async def test_the_choice_asks_for_the_right_again(
    discord: LocalDiscord, general: Place, ana: Person, mo: Person
) -> None:
    async with running(discord):
        message = await ana.says(general, ASKED)
        offered = await mo.menu(general, "Answer from FAQ", message)
        general.deny(mo, "manage_messages")
        assert "Manage Messages" in (await mo.selects(offered, "Choose the entry", LANGUAGE)).text
        assert await general.replies_to(message) == []


async def test_where_the_bot_may_not_speak_the_moderator_is_told(
    discord: LocalDiscord, general: Place, ana: Person, mo: Person
) -> None:
    async with running(discord):
        offered = await mo.menu(general, "Answer from FAQ", await ana.says(general, ASKED))
        general.deny(discord.bot, "send_messages")
        told = await mo.selects(offered, "Choose the entry", LANGUAGE)
        assert "may not reply in this channel" in " ".join([told.text, *(one.text for one in told.later)])


# Add to FAQ


async def test_a_message_becomes_an_entry(discord: LocalDiscord, general: Place, ana: Person, mo: Person) -> None:
    async with running(discord):
        message = await ana.says(general, "where can I adopt a cat?")
        form = await mo.menu(general, "Add to FAQ", message)
        assert form.modal.fields["Question"]["value"] == "where can I adopt a cat?"
        saved = await mo.submits(form, {"Answer": "At the shelter."})
        assert "Saved" in saved.text
        assert "At the shelter." in (await ana.command(general, "ask", question="where can i adopt a cat")).text


async def test_what_is_answered_already_is_shown_and_may_become_a_wording(
    discord: LocalDiscord, general: Place, ana: Person, mo: Person
) -> None:
    async with running(discord) as bot:
        wording = "so which programming language do i learn first"
        double = await mo.menu(general, "Add to FAQ", await ana.says(general, wording))
        assert double.ephemeral
        assert LANGUAGE in double.text
        labels = [label for label in double.buttons if label.startswith("Add as a wording of ")]
        assert len(set(labels)) == len(labels) >= 1, "each says which entry it is for"
        saved = await mo.press(double, labels[0])
        assert "Saved" in saved.text
        assert wording in bot.faq.read_text("utf-8")
        again = await mo.press(double, labels[0])
        assert "has this wording already" in again.text


async def test_an_entry_can_be_made_although_another_is_alike(
    discord: LocalDiscord, general: Place, ana: Person, mo: Person, small_faq: Path
) -> None:
    async with running(discord, small_faq.parent):
        double = await mo.menu(general, "Add to FAQ", await ana.says(general, "do engineers work at home"))
    async with running(discord, small_faq.parent):
        form = await mo.press(double, "New entry anyway")
        assert form.modal.fields["Question"]["value"] == "do engineers work at home"


async def test_a_message_without_text_is_refused(
    discord: LocalDiscord, general: Place, ana: Person, mo: Person
) -> None:
    async with running(discord):
        told = await mo.menu(general, "Add to FAQ", await ana.says(general, "https://example.org/cat.png"))
        assert "no text" in told.text


async def test_a_role_that_an_administrator_names_may_use_the_menus(
    discord: LocalDiscord, guild: Server, general: Place, ana: Person, ada: Person
) -> None:
    async with running(discord):
        role = guild.role("helpers", members=[ana])
        await ada.command(general, "settings moderators", role=role)
        assert (await ana.menu(general, "Add to FAQ", await ana.says(general, "where can I adopt a cat?"))).modal
