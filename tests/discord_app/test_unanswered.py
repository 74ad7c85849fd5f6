"""/faq unanswered, list, test and stats over the wire: from what members asked in vain to an answer."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from local_discord import LocalDiscord, Person, Place, Server, Shown, running

from bot.discord_app import housekeeping

CAT = ("where can I adopt a cat", "where to adopt a cat?", "adopt a cat, where")


@pytest.fixture
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(housekeeping, "LOOK_SECONDS", 0.05)


@pytest.fixture
def members(discord: LocalDiscord, ana: Person) -> list[Person]:
    return [ana, discord.user("bob"), discord.user("cy")]


async def ask_in_vain(members: list[Person], place: Place) -> list[Shown]:
    return [await who.command(place, "ask", question=text) for who, text in zip(members, CAT, strict=True)]


async def test_it_shows_only_what_three_different_members_asked(
    discord: LocalDiscord, general: Place, members: list[Person], mo: Person
) -> None:
    async with running(discord):
        for who, text in zip(members, CAT, strict=True):
            assert "Nothing is waiting" in (await mo.command(general, "faq unanswered")).text
            await who.command(general, "ask", question=text)
        shown = await mo.command(general, "faq unanswered")
        assert shown.ephemeral
        assert "adopt a cat" in shown.text
        assert "3 members" in shown.text
        assert not any(who.name in shown.text for who in members)


async def test_what_its_asker_shares_is_shown_at_once(
    discord: LocalDiscord, general: Place, ana: Person, mo: Person
) -> None:
    async with running(discord):
        reply = await ana.command(general, "ask", question=CAT[0])
        await ana.press(reply, "Show it to the moderators")
        shown = await mo.command(general, "faq unanswered")
        assert "shared by its asker" in shown.text


async def test_a_question_shown_to_the_moderators_comes_into_their_channel_once(
    discord: LocalDiscord, guild: Server, general: Place, members: list[Person], ada: Person
) -> None:
    staff = guild.channel("staff")
    async with running(discord):
        await ada.command(general, "settings moderators-channel", channel=staff)
        for member, asked in zip(members, CAT, strict=True):
            reply = await member.command(general, "ask", question=asked)
            said = await member.press(reply, "Show it to the moderators")
            assert "moderators see this question now" in said.text
        (told,) = staff.from_bot
        assert CAT[0] in told.text
        assert not told.pings
        form = await ada.press(told, "New entry")
        assert form.modal.fields["Question"]["value"] == CAT[0]
        ignored = await ada.press(told, "Ignore")
        assert "Ignored by" in ignored.text
        assert ignored.buttons == []
        assert "Nothing is waiting" in (await ada.command(general, "faq unanswered")).text


async def test_ignored_is_gone_and_stays_gone_after_a_restart(
    discord: LocalDiscord, general: Place, members: list[Person], mo: Person, small_faq: Path
) -> None:
    async with running(discord, small_faq.parent):
        await ask_in_vain(members, general)
        shown = await mo.command(general, "faq unanswered")
        other = await mo.command(general, "faq unanswered")
    async with running(discord, small_faq.parent):
        assert "Nothing is waiting" in (await mo.press(shown, "Ignore")).text
        await members[0].command(general, "ask", question=CAT[0])
        assert "Nothing is waiting" in (await mo.command(general, "faq unanswered")).text
        assert "no longer waiting" in (await mo.press(other, "Ignore")).text


@pytest.mark.parametrize("command", ["faq unanswered", "faq list", "faq stats", "faq test"])
async def test_a_member_without_the_right_is_refused(
    discord: LocalDiscord, general: Place, ana: Person, command: str
) -> None:
    async with running(discord):
        options = {"question": "do i need a degree"} if command == "faq test" else {}
        refused = await ana.command(general, command, **options)
        assert refused.ephemeral
        assert "Manage Messages" in refused.text


async def test_the_buttons_ask_for_the_right_again(
    discord: LocalDiscord, general: Place, members: list[Person], mo: Person
) -> None:
    async with running(discord):
        await ask_in_vain(members, general)
        shown = await mo.command(general, "faq unanswered")
        general.deny(mo, "manage_messages")
        for label in ("Ignore", "New entry", "Add to an entry"):
            assert "Manage Messages" in (await mo.press(shown, label)).text


async def test_the_list_names_every_entry_and_what_nobody_has_checked(
    discord: LocalDiscord, general: Place, mo: Person
) -> None:
    async with running(discord):
        shown = await mo.command(general, "faq list")
        assert shown.ephemeral
        assert all(f"`{one}`" in shown.text for one in ("degree-needed", "first-language", "remote-work"))
        assert "Never checked" in shown.text
        assert await mo.types(general, "faq list", tag="edu") == ["education"]
        assert "`first-language`" not in (await mo.command(general, "faq list", tag="education")).text


async def test_a_question_is_tested(discord: LocalDiscord, general: Place, mo: Person) -> None:
    async with running(discord):
        shown = await mo.command(general, "faq test", question="wich programming language shuold I learn first")
        assert shown.ephemeral
        assert "`first-language`" in shown.text
        for part in ("Margin", "floor", "through", "corrected"):
            assert part in shown.text


async def test_stats_count_and_show_no_words(
    discord: LocalDiscord, general: Place, members: list[Person], mo: Person
) -> None:
    async with running(discord):
        await ask_in_vain(members[:1] * 3, general)
        reply = await members[0].command(general, "ask", question="Which programming language should I learn first?")
        await members[0].press(reply, "Solved")
        shown = await mo.command(general, "faq stats")
        assert "4 questions" in shown.text
        assert "declined 3" in shown.text
        assert "`first-language` 1" in shown.text
        assert "Solved 1" in shown.text
        assert "cat" not in shown.text


HOME = "do engineers work at home"
REMOTE = "Can I work remotely as an engineer?"


async def test_an_unanswered_question_becomes_a_wording_and_is_answered(
    discord: LocalDiscord, general: Place, members: list[Person], mo: Person
) -> None:
    async with running(discord) as bot:
        await ask_in_vain(members, general)
        shown = await mo.command(general, "faq unanswered")
        choice = await mo.press(shown, "Add to an entry")
        await mo.selects(choice, "Choose the entry", REMOTE)
        assert "adopt a cat" in bot.faq.read_text("utf-8")
        answered = await members[0].command(general, "ask", question=CAT[0])
        assert "Often" in answered.text
        assert "Nothing is waiting" in (await mo.command(general, "faq unanswered")).text


async def test_a_reading_that_members_confirm_is_proposed_and_accepted(
    discord: LocalDiscord, general: Place, members: list[Person], mo: Person
) -> None:
    async with running(discord) as bot:
        for who in members:
            await who.press(await who.command(general, "ask", question=HOME), REMOTE)
        shown = await mo.command(general, "faq unanswered")
        assert "`remote-work`" in shown.text
        await mo.press(shown, "Add this wording")
        assert HOME in bot.faq.read_text("utf-8")
        assert "Often" in (await members[0].command(general, "ask", question=HOME)).text
        assert "Nothing is waiting" in (await mo.command(general, "faq unanswered")).text


async def test_a_proposed_wording_can_be_declined(
    discord: LocalDiscord, general: Place, members: list[Person], mo: Person
) -> None:
    async with running(discord) as bot:
        for who in members:
            await who.press(await who.command(general, "ask", question=HOME), REMOTE)
        shown = await mo.command(general, "faq unanswered")
        assert "Nothing is waiting" in (await mo.press(shown, "Decline")).text
        assert HOME not in bot.faq.read_text("utf-8")


async def test_an_unanswered_question_becomes_an_entry_and_is_answered(
    discord: LocalDiscord, general: Place, members: list[Person], mo: Person
) -> None:
    async with running(discord):
        await ask_in_vain(members, general)
        shown = await mo.command(general, "faq unanswered")
        form = await mo.press(shown, "New entry")
        assert form.modal.fields["Question"]["value"] in CAT
        saved = await mo.submits(form, {"Answer": "At the shelter."})
        assert "Saved" in saved.text
        for who, text in zip(members, CAT, strict=True):
            assert "At the shelter." in (await who.command(general, "ask", question=text)).text
        assert "Nothing is waiting" in (await mo.command(general, "faq unanswered")).text


MATTERS = (
    "where can I adopt a cat",
    "why is bread so sour",
    "who won the cup final",
    "my bicycle squeaks badly",
    "knitting patterns for mittens",
    "how tall do giraffes grow",
    "boiling eggs takes forever",
)


async def test_a_long_list_has_pages(discord: LocalDiscord, general: Place, ana: Person, mo: Person) -> None:
    async with running(discord):
        for question in MATTERS:
            reply = await ana.command(general, "ask", question=question)
            await ana.press(reply, "Show it to the moderators")
        first = await mo.command(general, "faq unanswered")
        assert "7 questions" in first.text
        assert MATTERS[0] in first.text
        assert MATTERS[-1] not in first.text
        second = await mo.press(first, "Next")
        assert MATTERS[-1] in second.text
        assert MATTERS[0] in (await mo.press(second, "Previous")).text


async def test_a_member_who_deletes_their_data_takes_their_question_back(
    discord: LocalDiscord, general: Place, ana: Person, mo: Person
) -> None:
    async with running(discord):
        await ana.press(await ana.command(general, "ask", question=CAT[0]), "Show it to the moderators")
        assert "questions: 1" in (await ana.command(general, "privacy show")).text
        await ana.press(await ana.command(general, "privacy delete"), "Yes, delete")
        assert "Nothing is waiting" in (await mo.command(general, "faq unanswered")).text


async def test_a_question_with_skills_is_not_passed_on(
    discord: LocalDiscord, general: Place, ana: Person, mo: Person
) -> None:
    async with running(discord) as bot:
        reply = await ana.command(general, "ask", question="I know python and docker. Where can I adopt a cat?")
        if "Show it to the moderators" in reply.buttons:
            await ana.press(reply, "Show it to the moderators")
        assert "Nothing is waiting" in (await mo.command(general, "faq unanswered")).text
        assert b"adopt a cat" not in bot.database.read_bytes()


@pytest.mark.usefixtures("looks_often")
async def test_moderators_are_told_once_a_week_how_the_faq_does(
    discord: LocalDiscord, guild: Server, general: Place, members: list[Person], ada: Person, small_faq: Path
) -> None:
    staff, folder = guild.channel("staff"), small_faq.parent
    old = "    source: Editors, 2026\n"
    small_faq.write_text(small_faq.read_text().replace(old, f"{old}    expires: 2020-05-01\n"))
    async with running(discord, folder):
        told = await ada.command(general, "settings moderators-channel", channel=staff)
        assert "each week" in told.text
        await ask_in_vain(members, general)
        answered = await members[0].command(general, "ask", question="are there remote jobs")
        await members[0].press(answered, "Not what I meant")
    assert staff.from_bot == [], "the week has just begun"
    _last_digest(folder, "2020-01-06")
    async with running(discord, folder):
        await _until(lambda: staff.from_bot)
    (digest,) = staff.from_bot
    assert not digest.pings
    for part in (
        "adopt a cat",
        "3 members",
        "`remote-work` not what was meant 1 time",
        "1 answer",
        "`degree-needed` expired May 1, 2020",
    ):
        assert part in digest.text
    async with running(discord, folder):
        await ada.command(general, "faq stats")
    assert len(staff.from_bot) == 1, "once a week"


@pytest.mark.usefixtures("looks_often")
async def test_a_week_without_news_and_a_server_that_wants_none_are_not_told(
    discord: LocalDiscord, guild: Server, general: Place, members: list[Person], ada: Person, small_faq: Path
) -> None:
    staff, folder = guild.channel("staff"), small_faq.parent
    async with running(discord, folder):
        await ada.command(general, "settings moderators-channel", channel=staff)
    _last_digest(folder, "2020-01-06")
    async with running(discord, folder):
        await _until(lambda: _last_digest(folder) != "2020-01-06")
        await ada.command(general, "settings moderators-channel", channel=staff, digest=False)
        await ask_in_vain(members, general)
    _last_digest(folder, "2020-01-06")
    async with running(discord, folder):
        await ada.command(general, "faq stats")
        await asyncio.sleep(1)
    assert staff.from_bot == []


def _last_digest(folder: Path, day: str = "") -> str:
    """When it was; set, if a day is given."""
    with closing(sqlite3.connect(folder / "career.db")) as database, database:
        if day:
            database.execute("UPDATE guilds SET digested = ?", [day])
        return str(database.execute("SELECT digested FROM guilds").fetchone()[0])


async def _until(happened: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not happened():
            await asyncio.sleep(0.05)
