"""What members write without a command, over the wire: who is answered, where, and when the bot keeps quiet."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from local_discord import LocalDiscord, Person, Place, Server, running

from bot.discord_app import client, free_text
from bot.discord_app.free_text import FEW_WORDS
from bot.discord_app.rate_limits import MEMBER_MOST

QUESTION = "what does a data engineer earn?"


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LocalDiscord]:
    """With the message content allowed in the developer portal, and no wait before the bot identifies itself anew."""
    monkeypatch.setattr(client, "IDENTIFY_SECONDS", 0.0)
    async with LocalDiscord(message_content=True) as local:
        yield local
    assert local.violations == []


@pytest.fixture
def bo(discord: LocalDiscord) -> Person:
    """Another member."""
    return discord.user("bo")


async def answers_in(place: Place, admin: Person) -> None:
    """Makes it an answer channel and waits until the bot reads messages."""
    await admin.command(place if not place.channel.tags else admin.dm, "settings answer-channel", channel=place)
    await admin.discord.settled()
    await admin.discord.connected()


# Somebody speaks to the bot


async def test_a_mention_is_answered_wherever_it_stands(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        for text in ("{} " + QUESTION, "hey {}, " + QUESTION, QUESTION + " {}"):
            reply = await general.reply_to(await ana.says(general, text.format(discord.bot.mention)))
            assert "Data Engineer" in reply.text
            assert "$" in reply.text
            assert reply.pings == {"ana"}, "the asker and nobody else"


async def test_a_mention_that_asks_nothing_is_told_what_can_be_asked(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with running(discord):
        reply = await general.reply_to(await ana.says(general, discord.bot.mention))
        assert reply.text.startswith(FEW_WORDS.partition("{")[0])
        assert "</help:" in reply.text


async def test_without_a_mention_nothing_is_said(
    discord: LocalDiscord, general: Place, ana: Person, bo: Person
) -> None:
    async with running(discord):
        theirs = await bo.says(general, "hello")
        assert await general.replies_to(await ana.says(general, QUESTION)) == []
        assert await general.replies_to(await ana.says(general, QUESTION, reply_to=theirs)) == []


async def test_a_reply_to_the_bot_goes_on_with_the_conversation(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with running(discord):
        reply = await general.reply_to(await ana.says(general, f"{discord.bot.mention} {QUESTION}"))
        more = await general.reply_to(await ana.says(general, "and a data analyst?", reply_to=reply))
        assert "Data Analyst" in more.text


async def test_a_reply_that_discord_withholds_is_told_how_to_ask(general: Place, ana: Person) -> None:
    """Without the content intent and without a ping, the text of a reply does not reach the bot."""
    async with running(ana.discord):
        reply = await general.reply_to(await ana.says(general, f"{ana.discord.bot.mention} {QUESTION}"))
        told = await general.reply_to(await ana.says(general, "and a data analyst?", reply_to=reply, ping=False))
        assert "mention" in told.text


async def test_a_direct_message_needs_no_mention(discord: LocalDiscord, ana: Person) -> None:
    async with running(discord):
        reply = await ana.dm.reply_to(await ana.says(ana.dm, QUESTION))
        assert "$" in reply.text


async def test_conversations_of_two_members_in_one_channel_are_kept_apart(
    discord: LocalDiscord, general: Place, ana: Person, bo: Person
) -> None:
    me = discord.bot.mention
    async with running(discord):
        await ana.says(general, f"{me} what does a data engineer earn?")
        await bo.says(general, f"{me} what does a data analyst do?")
        reply = await general.reply_to(await ana.says(general, f"{me} and a machine learning engineer?"))
        assert "Pay: Machine Learning Engineer" in reply.text


async def test_what_a_member_knows_is_shown_to_them_alone(
    discord: LocalDiscord, general: Place, ana: Person, bo: Person
) -> None:
    async with running(discord):
        line = await general.reply_to(await ana.says(general, f"{discord.bot.mention} I know python well"))
        assert "Python" not in line.text
        assert any("Python" in one.text for one in ana.dm.visible_to(ana))
        assert all("Python" not in one.text for one in general.visible_to(bo) if one.message.author is discord.bot)


async def test_typing_shows_only_where_a_reply_takes_longer_than_a_blink(
    discord: LocalDiscord, general: Place, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(discord):
        await ana.says(general, f"{discord.bot.mention} {QUESTION}")
        assert general.typing == 0
        monkeypatch.setattr(free_text, "BLINK_SECONDS", 0.0)
        story = "I have thought about this for a long time. " * 5  # read in a worker thread
        await general.reply_to(await ana.says(general, f"{discord.bot.mention} {story}{QUESTION}"))
        assert general.typing == 1


async def test_an_edit_is_not_answered(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        message = await ana.says(general, "hello")
        await ana.edits(message, f"{discord.bot.mention} {QUESTION}")
        assert await general.replies_to(message) == []


async def test_nobody_can_make_the_bot_ping(discord: LocalDiscord, general: Place, ana: Person, bo: Person) -> None:
    async with running(discord):
        for text in (f"who is {bo.mention} @everyone @here", "is [here](https://example.org) ||**better**||"):
            reply = await general.reply_to(await ana.says(general, f"{discord.bot.mention} {text}"))
            assert reply.pings <= {"ana"}


async def test_a_script_is_told_once_and_then_not_answered(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        for _ in range(MEMBER_MOST + 5):
            await ana.says(general, f"{discord.bot.mention} hi", wait=False)
        await discord.settled()
        said = [one.text for one in general.from_bot]
        assert sum("a lot at once" in text for text in said) == 1
        assert len(said) == MEMBER_MOST + 1


async def test_where_it_may_not_write_it_keeps_quiet(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        general.deny(discord.bot, "send_messages")
        for _ in range(3):
            assert await general.replies_to(await ana.says(general, f"{discord.bot.mention} {QUESTION}")) == []
        assert discord.requested("POST", "/channels/*/messages") == [], "nor does it try each time"


async def test_a_general_answer_stays_public_once_skills_are_recorded(
    discord: LocalDiscord, general: Place, ana: Person, bo: Person
) -> None:
    async with running(discord):
        await ana.command(general, "skills add", skills="python advanced")
        reply = await general.reply_to(await ana.says(general, f"{discord.bot.mention} how do i learn python"))
        assert "your record" not in reply.text.lower(), "what she can do is for her eyes only"
        own = await ana.press(reply, "With my skills")
        assert own.ephemeral
        assert "On your record" in own.text
        assert (await bo.press(reply, "With my skills")).ephemeral, "his record"
        assert ana.dm.from_bot == []
        await ana.says(general, f"{discord.bot.mention} I know sql well")
        assert len(ana.dm.from_bot) == 1, "that is about her alone"


# In an answer channel


async def test_a_full_question_is_answered_and_nothing_else(
    discord: LocalDiscord, general: Place, ana: Person, ada: Person
) -> None:
    async with running(discord):
        await answers_in(general, ada)
        reply = await general.reply_to(await ana.says(general, QUESTION))
        assert "$" in reply.text
        for text in ("what shall we eat today?", "good morning all", "salary?", "I know python", "lol"):
            assert await general.replies_to(await ana.says(general, text)) == [], text


async def test_a_conversation_between_people_is_left_to_them(
    discord: LocalDiscord, general: Place, ana: Person, bo: Person, ada: Person
) -> None:
    async with running(discord):
        await answers_in(general, ada)
        theirs = await ana.says(general, "who would have thought that")
        assert await general.replies_to(await bo.says(general, QUESTION, reply_to=theirs)) == []
        assert await general.replies_to(await bo.says(general, f"{ana.mention} {QUESTION}")) == []
        assert await general.replies_to(await ana.says(general, QUESTION)) == [], "bo has answered ana"
        assert len(await general.replies_to(await ada.says(general, QUESTION))) == 1


async def test_a_thread_belongs_to_the_bot_until_a_second_person_writes(
    discord: LocalDiscord, general: Place, ana: Person, bo: Person, ada: Person
) -> None:
    async with running(discord):
        await answers_in(general, ada)
        thread = general.thread("my question", by=ana)
        assert len(await thread.replies_to(await ana.says(thread, QUESTION))) == 1
        await bo.says(thread, "let me tell you")
        assert await thread.replies_to(await ana.says(thread, QUESTION)) == []
        assert len(await thread.replies_to(await ana.says(thread, f"{discord.bot.mention} {QUESTION}"))) == 1


async def test_who_has_written_in_a_thread_is_known_after_a_restart(
    discord: LocalDiscord, general: Place, ana: Person, bo: Person, ada: Person, small_knowledge: Path
) -> None:
    async with running(discord, small_knowledge.parent):
        await answers_in(general, ada)
    thread = general.thread("my question", by=ana)
    await ana.says(thread, QUESTION, wait=False)
    await bo.says(thread, "let me tell you", wait=False)
    async with running(discord, small_knowledge.parent):
        assert await thread.replies_to(await ana.says(thread, QUESTION)) == []


async def test_a_moderator_pauses_a_thread_and_lets_it_go_on(
    discord: LocalDiscord, general: Place, ana: Person, ada: Person
) -> None:
    async with running(discord):
        thread = general.thread("my question", by=ana)
        asked = f"{discord.bot.mention} {QUESTION}"
        await ada.command(thread, "settings pause")
        assert await thread.replies_to(await ana.says(thread, asked)) == []
        await ada.command(thread, "settings pause", on=False)
        assert len(await thread.replies_to(await ana.says(thread, asked))) == 1


async def test_a_moderator_without_manage_server_says_pause_and_resume(
    discord: LocalDiscord, general: Place, ana: Person, mo: Person
) -> None:
    me = discord.bot.mention
    async with running(discord):
        thread = general.thread("my question", by=ana)
        assert "Only moderators" in (await thread.reply_to(await ana.says(thread, f"{me} pause"))).text
        assert "keep quiet" in (await thread.reply_to(await mo.says(thread, f"{me} pause"))).text
        assert await thread.replies_to(await ana.says(thread, f"{me} {QUESTION}")) == []
        assert await thread.replies_to(await ana.says(thread, f"{me} resume")) == []
        assert "again" in (await thread.reply_to(await mo.says(thread, f"{me} Resume."))).text
        assert len(await thread.replies_to(await ana.says(thread, f"{me} {QUESTION}"))) == 1


async def test_the_channel_is_left_alone_again(discord: LocalDiscord, general: Place, ana: Person, ada: Person) -> None:
    async with running(discord):
        await answers_in(general, ada)
        await ada.command(general, "settings answer-channel", channel=general, on=False)
        await discord.settled()
        await discord.connected()
        assert await general.replies_to(await ana.says(general, QUESTION)) == []


# Forum posts


async def test_a_post_is_answered_from_its_title_and_tags(
    discord: LocalDiscord, guild: Server, general: Place, ana: Person, ada: Person
) -> None:
    forum = guild.forum("questions", tags=["Data Engineer", "Solved"])
    async with running(discord):
        await ada.command(general, "settings answer-channel", channel=forum)
        post = await forum.post(ana, "How much does it pay", "I would like to know", tags=["Data Engineer"])
        (reply,) = post.from_bot
        assert "Data Engineer" in reply.text
        assert (await forum.post(ana, "Look at my cat", "meow")).from_bot == []


async def test_a_post_elsewhere_is_not(discord: LocalDiscord, guild: Server, ana: Person) -> None:
    forum = guild.forum("questions")
    async with running(discord):
        assert (await forum.post(ana, QUESTION, "please")).from_bot == []
