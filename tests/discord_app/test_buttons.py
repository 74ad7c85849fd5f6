"""The buttons under a reply, over the wire: pressed by the asker, by others, and after a restart."""

from __future__ import annotations

from pathlib import Path

import pytest
from local_discord import LocalDiscord, Person, Place, Shown, running
from local_discord.running import RunningBot

from bot.discord_app.buttons import LISTED, MAY_DISMISS, NO_READING, OTHER_READINGS
from bot.discord_app.errors import EXPIRED
from bot.discord_app.show import NOT_SENT

DEGREE = "do I need a degree to work in data?"
UNCLEAR = "do i need a phd to become an ml engineer"
FOREIGN = "what is the capital of france"


TWO_ROLES = {"first": "Data Engineer", "second": "Data Analyst"}


@pytest.fixture
def bo(discord: LocalDiscord) -> Person:
    """Another member."""
    return discord.user("bo")


@pytest.fixture
def folder(small_knowledge: Path) -> Path:
    """Where the bot keeps its things over a restart."""
    return small_knowledge.parent


def rename(bot: RunningBot, role: str, new: str) -> None:
    """The role has another id from now on."""
    for path in [*bot.knowledge.rglob("*.yaml"), bot.faq]:
        path.write_text(path.read_text(encoding="utf-8").replace(role, new), encoding="utf-8")
    file = bot.knowledge / "roles" / f"{role}.yaml"
    file.rename(file.with_name(f"{new}.yaml"))


async def mentioned(discord: LocalDiscord, place: Place, person: Person, text: str) -> Shown:
    return await place.reply_to(await person.says(place, f"{discord.bot.mention} {text}"))


# Suggestions


async def test_a_suggestion_is_answered_where_its_reply_stands(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with running(discord):
        public = await mentioned(discord, general, ana, "how much does a data engineer earn?")
        answer = await ana.press(public, "What moves pay?")
        assert "Data Engineer" in answer.text
        assert not answer.ephemeral
        alone = await ana.command(general, "salary", role="Data Engineer")
        assert (await ana.press(alone, "What moves pay?")).ephemeral


async def test_somebody_else_gets_the_answer_for_themselves(
    discord: LocalDiscord, general: Place, ana: Person, bo: Person
) -> None:
    async with running(discord):
        public = await mentioned(discord, general, ana, "how much does a data engineer earn?")
        answer = await bo.press(public, "What moves pay?")
        assert answer.ephemeral
        assert public.text in [one.text for one in general.visible_to(ana)]


async def test_a_private_answer_to_a_public_suggestion_stays_private(
    discord: LocalDiscord, general: Place, ana: Person, folder: Path
) -> None:
    intents = folder / "knowledge" / "intents.yaml"
    asked = '  - id: gap\n    phrases: ["what am I missing to become a {role}"]\noff_topic:'
    intents.write_text(intents.read_text(encoding="utf-8").replace("off_topic:", asked), encoding="utf-8")
    async with running(discord, folder):
        public = await mentioned(discord, general, ana, DEGREE)
        gap = await ana.press(public, "What am I missing?")
        assert "Your gap: Data Analyst" in gap.text
        assert gap.ephemeral


# Did you mean


async def test_a_reading_is_a_whole_question_and_pressing_it_answers(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with running(discord):
        asked = await ana.command(general, "ask", question=UNCLEAR)
        *readings, last = asked.buttons
        assert 1 < len(readings) <= 3
        assert all(reading.endswith("?") for reading in readings)
        assert last == "None of these"
        answer = await ana.press(asked, readings[0])
        assert answer.text
        assert "Which of these" not in answer.text


async def test_none_of_these_can_be_put_before_the_moderators(
    discord: LocalDiscord, general: Place, ana: Person, bo: Person
) -> None:
    async with running(discord):
        asked = await mentioned(discord, general, ana, UNCLEAR)
        assert "/ask" in (await bo.press(asked, "None of these")).text, "it is not theirs to decide"
        assert "None of these" in asked.buttons
        changed = await ana.press(asked, "None of these")
        assert NO_READING in changed.text
        assert LISTED in (await ana.press(changed, "Show it to the moderators")).text


async def test_what_is_not_known_can_be_put_before_the_moderators(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with running(discord):
        declined = await ana.command(general, "ask", question="where can i adopt a cat")
        assert "Show it to the moderators" in declined.buttons
        changed = await ana.press(declined, "Show it to the moderators")
        assert LISTED in changed.text
        assert "Show it to the moderators" not in changed.buttons


# Feedback


async def test_solved_is_said_once_and_by_the_asker(
    discord: LocalDiscord, general: Place, ana: Person, bo: Person
) -> None:
    async with running(discord):
        answer = await mentioned(discord, general, ana, DEGREE)
        refusal = await bo.press(answer, "Solved")
        assert refusal.ephemeral
        assert "Only the member who asked" in refusal.text
        changed = await ana.press(answer, "Solved")
        assert "Solved" in changed.text
        assert not {"Solved", "Not what I meant"} & set(changed.buttons)
        assert "Dismiss" in changed.buttons


async def test_not_what_i_meant_offers_other_readings(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        answer = await ana.command(general, "ask", question=DEGREE)
        changed = await ana.press(answer, "Not what I meant")
        assert "Not what was meant." in changed.text
        (offer,) = changed.later
        assert OTHER_READINGS in offer.text
        assert offer.ephemeral
        assert "None of these" in offer.buttons
        assert "Do I need a degree to work in data?" not in offer.buttons


# Share and dismiss


async def test_share_shows_everyone_the_same_once(
    discord: LocalDiscord, general: Place, ana: Person, bo: Person
) -> None:
    async with running(discord):
        alone = await ana.command(general, "salary", role="Data Engineer")
        text = alone.text
        changed = await ana.press(alone, "Share")
        assert "Share" not in changed.buttons
        (shared,) = general.from_bot
        assert shared.text == f"{text}\n-# Shared by {ana.mention}"
        assert shared.pings == set()
        assert [one.text for one in general.visible_to(bo)] == [shared.text]
        assert not {"Share", "Solved", "Not what I meant"} & set(shared.buttons)
        await ana.press(shared, "Dismiss")
        assert shared.deleted


@pytest.mark.parametrize("who", ["ana", "mo"])
async def test_a_reply_is_dismissed_by_its_asker_or_a_moderator(
    who: str, discord: LocalDiscord, general: Place, ana: Person, mo: Person, bo: Person
) -> None:
    async with running(discord):
        question = await ana.says(general, f"{discord.bot.mention} {DEGREE}")
        answer = await general.reply_to(question)
        await ana.deletes(question)
        refusal = await bo.press(answer, "Dismiss")
        assert refusal.text == MAY_DISMISS
        assert not answer.deleted
        await {"ana": ana, "mo": mo}[who].press(answer, "Dismiss")
        assert answer.deleted


# Pages


async def test_more_turns_the_page_and_back(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        await ana.command(general, "skills add", skills="python advanced")
        first = await ana.command(general, "next", role="Data Engineer", hours=5)
        page_one = first.text
        second = await ana.press(first, "More")
        assert second.message is first.message, "the page is turned in place"
        assert "Page 2 of" in second.text
        assert "Back" in second.buttons
        assert (await ana.press(second, "Back")).text == page_one


async def test_on_a_public_reply_everybody_turns_pages_for_themselves(
    discord: LocalDiscord, general: Place, ana: Person, bo: Person
) -> None:
    async with running(discord):
        alone = await ana.command(general, "compare", **TWO_ROLES)
        await ana.press(alone, "Share")
        (public,) = general.from_bot
        before = public.text
        more = await bo.press(public, "More")
        assert more.ephemeral
        assert "Page 2 of" in more.text
        assert public.text == before


# Private replies


async def test_a_private_reply_to_a_mention_comes_as_a_direct_message(
    discord: LocalDiscord, general: Place, ana: Person, bo: Person
) -> None:
    async with running(discord):
        line = await mentioned(discord, general, ana, "python advanced, sql basics")
        assert "direct message" in line.text
        assert "Python" not in line.text
        assert "Python (advanced)" in ana.dm.from_bot[-1].text


async def test_where_no_direct_message_arrives_a_button_shows_it_to_the_asker_alone(
    discord: LocalDiscord, general: Place, ana: Person, bo: Person
) -> None:
    ana.dms_open = False
    async with running(discord):
        line = await mentioned(discord, general, ana, "python advanced, sql basics")
        assert NOT_SENT in line.text
        assert "Only the member who asked" in (await bo.press(line, "Show me")).text
        shown = await ana.press(line, "Show me")
        assert shown.ephemeral
        assert "Python (advanced)" in shown.text


@pytest.mark.parametrize("open_to_messages", [True, False])
async def test_somebody_in_distress_is_told_where_help_is(
    open_to_messages: bool, discord: LocalDiscord, general: Place, ana: Person
) -> None:
    ana.dms_open = open_to_messages
    async with running(discord):
        line = await mentioned(discord, general, ana, "I failed again and want to die")
        told = ana.dm.from_bot[-1] if open_to_messages else line
        assert "call 988" in told.text
        assert told.buttons == line.buttons == []
        assert "record" not in line.text


# Restarts


async def test_every_button_works_after_a_restart(
    discord: LocalDiscord, general: Place, ana: Person, folder: Path
) -> None:
    async with running(discord, folder):
        answer = await mentioned(discord, general, ana, DEGREE)
        alone = await ana.command(general, "compare", **TWO_ROLES)
        asked = await ana.command(general, "ask", question=UNCLEAR)
        form = await ana.command(general, "skills add")
    async with running(discord, folder):
        assert "Page 2 of" in (await ana.press(alone, "More")).text
        assert "What they do" in (await ana.press(alone, "Back")).text
        assert (await ana.press(alone, "My gap: Data Engineer")).text
        await ana.press(alone, "Share")
        assert "Which of these" not in (await ana.press(asked, asked.buttons[0])).text
        assert NO_READING in (await ana.press(asked, "None of these")).text
        assert "Docker" in (await ana.submits(form, {"Other skills, in your own words": "docker basics"})).text
        assert "Solved" in (await ana.press(answer, "Solved")).text
        await ana.press(answer, "Dismiss")
        assert answer.deleted


async def test_a_page_of_what_is_no_longer_known_gets_a_sentence(
    discord: LocalDiscord, general: Place, ana: Person, folder: Path
) -> None:
    async with running(discord, folder) as bot:
        reply = await ana.command(general, "compare", **TWO_ROLES)
        rename(bot, "data-analyst", "data-watcher")
    async with running(discord, folder):
        gone = await ana.press(reply, "More")
        assert gone.text == EXPIRED
        assert gone.ephemeral
