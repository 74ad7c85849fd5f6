"""What a reply looks like: the stripe's color, selects for its other sides and pages, lists that page in place."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from local_discord import LocalDiscord, Person, Place, Shown, running

ROOT = Path(__file__).parent.parent.parent
SEPARATOR, CONTAINER, SELECT = 14, 17, 3


def color(shown: Shown) -> int | None:
    """Of the stripe beside a message."""
    (container,) = [part for part in shown.components if part["type"] == CONTAINER]
    found: int | None = container.get("accent_color")
    return found


def options(shown: Shown, placeholder: str) -> list[str]:
    return [option["label"] for option in shown.component(placeholder)["options"]]


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    for name in ("knowledge", "faq.yaml"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


async def test_the_stripe_tells_the_family_of_the_role(
    discord: LocalDiscord, general: Place, ana: Person, shipped: Path
) -> None:
    async with running(discord, shipped):
        data = await ana.command(general, "role", role="Data Engineer")
        others = [await ana.command(general, "role", role=name) for name in ("UX Designer", "Frontend Developer")]
        assert len({color(one) for one in (data, *others)}) == 3
        assert color(await ana.command(general, "salary", role="Data Scientist")) == color(data)
        assert color(await ana.command(general, "help")) is None
        await ana.press(data, "Share")
        assert color(general.from_bot[-1]) == color(data)


async def test_every_side_of_a_role_can_be_chosen_below_it_and_takes_its_place(
    discord: LocalDiscord, general: Place, ana: Person, shipped: Path
) -> None:
    async with running(discord, shipped):
        shown = await ana.command(general, "role", role="Data Engineer")
        menu = "More on Data Engineer"
        every = options(shown, menu)
        assert {"Skills", "Education", "Outlook", "First job"} <= set(every)
        assert "Overview" not in every, "that is what is shown"
        for name in every:
            changed = await ana.selects(shown, menu, name)
            assert changed.message is shown.message, "in its place"
            assert f"Data Engineer: {name}" in changed.text
            assert name not in options(changed, menu)
            shown = await ana.selects(changed, menu, "Overview")


async def test_what_all_can_see_stays_and_who_chooses_sees_the_rest(
    discord: LocalDiscord, general: Place, ana: Person, mo: Person, shipped: Path
) -> None:
    async with running(discord, shipped):
        asked = await ana.says(general, f"{discord.bot.mention} what does a data engineer do")
        public = await general.reply_to(asked)
        before = public.text
        seen = await mo.selects(public, "More on Data Engineer", "Skills")
        assert seen.ephemeral
        assert public.text == before


async def test_pay_and_gap_can_be_seen_for_each_level(
    discord: LocalDiscord, general: Place, ana: Person, shipped: Path
) -> None:
    async with running(discord, shipped):
        pay = await ana.command(general, "salary", role="Data Engineer", level="senior")
        assert "All levels" in options(pay, "Another level")
        assert "Senior" not in options(pay, "Another level")
        assert "enior" not in (await ana.selects(pay, "Another level", "All levels")).text.split("\n")[1]
        await ana.command(general, "skills add", skills="python, sql")
        gap = await ana.command(general, "gap", role="Data Engineer")
        higher = await ana.selects(gap, "For another level", "Senior")
        assert "of a senior" in higher.text


async def test_small_print_stands_apart(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        shown = await ana.command(general, "salary", role="Data Engineer")
        kinds = [part["type"] for part in shown.components]
        assert kinds.count(SEPARATOR) == 1
        at = kinds.index(SEPARATOR)
        assert shown.components[at + 1]["content"].startswith("-# ")


async def test_a_long_list_is_one_message_with_pages_that_survive_a_restart(
    discord: LocalDiscord, general: Place, mo: Person, ana: Person, small_knowledge: Path, small_faq: Path
) -> None:
    faq = yaml.safe_load(small_faq.read_text("utf-8"))
    more = [
        {"id": f"entry-{n}", "question": f"What is matter {n} all about then?", "answer": "That."} for n in range(120)
    ]
    small_faq.write_text(yaml.safe_dump({**faq, "entries": faq["entries"] + more}), "utf-8")
    async with running(discord, small_faq.parent):
        listed = await mo.command(general, "faq list")
        assert listed.later == [], "not several messages"
        assert "entry-0" in listed.text
    async with running(discord, small_faq.parent):
        second = await mo.press(listed, "More")
        assert second.message is listed.message
        assert "Page 2 of" in second.text
        *_, last = options(second, "Page")
        assert "entry-119" in (await mo.selects(second, "Page", last)).text
        assert "entry-0`" in (await mo.selects(second, "Page", "Page 1 of " + last.rsplit(" ")[-1])).text
