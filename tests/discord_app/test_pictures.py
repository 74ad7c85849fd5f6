"""Pictures in messages, over the wire: who sees them, what is said of them, and that no reply waits for one."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from local_discord import LocalDiscord, Person, Place, Server, Shown, running
from PIL import Image

from bot.pictures.style import SCALE, WIDTH

PAY = {"role": "Data Engineer"}


@pytest.fixture
def folder(small_knowledge: Path) -> Path:
    return small_knowledge.parent


async def mentioned(discord: LocalDiscord, place: Place, person: Person, text: str) -> Shown:
    return await place.reply_to(await person.says(place, f"{discord.bot.mention} {text}"))


def only_picture(shown: Shown) -> str:
    """Its name; it is a PNG of the right width that came with the message, and it is told in words."""
    ((name, item),) = shown.pictures.items()
    (file,) = shown.files
    assert file.name == name
    with Image.open(io.BytesIO(file.data)) as image:
        assert image.format == "PNG"
        assert image.width == WIDTH * SCALE
    assert item["media"]["width"] == WIDTH * SCALE
    assert len(item["description"]) > 50
    return name


@pytest.mark.parametrize(
    ("command", "options", "fact"),
    [
        ("salary", PAY, "$130,000"),
        ("roadmap", PAY, "Foundations"),
        ("compare", {"first": "Data Engineer", "second": "Data Analyst"}, "Data Analyst"),
        ("gap", PAY, "SQL"),
    ],
)
async def test_a_reply_has_its_picture_and_words_for_it(
    discord: LocalDiscord, general: Place, ana: Person, command: str, options: dict[str, str], fact: str
) -> None:
    async with running(discord):
        reply = await ana.command(general, command, **options)
        name = only_picture(reply)
        assert name.startswith(command)
        assert fact in reply.pictures[name]["description"]
        assert fact in reply.text


async def test_the_answer_comes_first_then_the_picture_then_the_rest(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with running(discord):
        reply = await ana.command(general, "salary", **PAY)
        kinds = [part["type"] for part in reply.components if part["type"] in (10, 12)]
        assert kinds[:3] == [10, 12, 10]
        first = next(part for part in reply.components if part["type"] == 10)
        assert "$130,000" in first["content"]


async def test_what_a_member_can_do_is_drawn_for_them_alone(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        await ana.command(general, "skills add", skills="python advanced, sql")
        await ana.command(general, "goal", role="Data Engineer")
        for command in ("gap", "match", "progress"):
            reply = await ana.command(general, command)
            only_picture(reply)
            assert reply.ephemeral
        line = await mentioned(discord, general, ana, "show my progress")
        assert not line.files, "in the channel there is only a line"
        private = ana.dm.visible_to(ana)[-1]
        only_picture(private)


async def test_the_other_pages_have_no_picture_and_the_first_has_it_again(
    discord: LocalDiscord, general: Place, ana: Person, folder: Path
) -> None:
    role = folder / "knowledge" / "roles" / "data-engineer.yaml"
    text = role.read_text(encoding="utf-8")
    role.write_text(text.replace("Works on given tasks.", "Works on given tasks. " * 90), encoding="utf-8")
    async with running(discord, folder):
        first = await ana.command(ana.dm, "compare", first="Data Engineer", second="Data Analyst")
        name = only_picture(first)
        second = await ana.press(first, "More")
        assert not second.pictures
        assert not second.files
        again = await ana.press(second, "Back")
        assert only_picture(again) == name


async def test_a_shared_reply_takes_its_picture_along(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        alone = await ana.command(general, "salary", **PAY)
        await ana.press(alone, "Share")
        shared = general.visible_to(ana)[-1]
        assert not shared.ephemeral
        assert only_picture(shared) == only_picture(alone)
        assert (
            shared.pictures[only_picture(shared)]["description"] == alone.pictures[only_picture(alone)]["description"]
        )


async def test_a_changed_message_keeps_its_picture(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        asked = await mentioned(discord, general, ana, "how much does a data engineer earn?")
        name = only_picture(asked)
        changed = await ana.press(asked, "Solved")
        assert only_picture(changed) == name
        assert "Solved" in changed.text


async def test_where_no_files_may_be_sent_the_reply_goes_out_without(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    general.deny(discord.bot, "attach_files")
    async with running(discord):
        for asked in (
            await mentioned(discord, general, ana, "how much does a data engineer earn?"),
            await ana.command(general, "salary", **PAY),
        ):
            assert "$130,000" in asked.text
            assert not asked.files
        assert not discord.refused, "it did not try"


async def test_what_cannot_be_drawn_is_told_in_text(
    discord: LocalDiscord, general: Place, ana: Person, folder: Path
) -> None:
    role = folder / "knowledge" / "roles" / "data-engineer.yaml"
    text = role.read_text(encoding="utf-8")
    role.write_text(text.replace("name: Data Engineer\n", "name: Data Engineer データ\n"), encoding="utf-8")
    async with running(discord, folder):
        reply = await ana.command(general, "salary", role="Data Engineer データ")
        assert "$130,000" in reply.text
        assert not reply.pictures


async def test_a_forum_post_is_answered_with_the_picture(
    discord: LocalDiscord, guild: Server, general: Place, ana: Person, ada: Person
) -> None:
    async with running(discord):
        forum = guild.forum("questions", tags=["Data Engineer"])
        await ada.command(general, "settings answer-channel", channel=forum)
        post = await forum.post(ana, "How much does it pay", "I would like to know", tags=["Data Engineer"])
        only_picture(post.from_bot[-1])
