"""/help over the wire: one screen, with the commands that the member may use, to be clicked."""

from __future__ import annotations

import re
from pathlib import Path

from local_discord import LocalDiscord, Person, Place, running


async def test_help_names_commands_that_can_be_clicked(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        reply = await ana.command(general, "help")
        assert reply.ephemeral
        clickable = {name.split()[0] for name in re.findall(r"</([a-z -]+):\d+>", reply.text)}
        assert {"ask", "salary", "skills", "privacy"} <= clickable
        assert clickable <= set(ana.offered(general))
        assert len(reply.text) < 1500, "one screen"


async def test_help_speaks_of_what_the_member_may_do(
    discord: LocalDiscord, general: Place, ana: Person, mo: Person, ada: Person
) -> None:
    async with running(discord):
        for person, sees in ((ana, set()), (mo, {"Moderators"}), (ada, {"Moderators", "Administrators"})):
            text = (await person.command(general, "help")).text
            assert {word for word in ("Moderators", "Administrators") if word in text} == sees


async def test_help_works_in_direct_messages(discord: LocalDiscord, ana: Person) -> None:
    async with running(discord):
        assert "</ask:" in (await ana.command(ana.dm, "help")).text


async def test_a_community_without_careers_is_offered_no_commands_for_them(
    discord: LocalDiscord, general: Place, ana: Person, ada: Person, small_knowledge: Path
) -> None:
    community = small_knowledge / "community.yaml"
    community.write_text(community.read_text("utf-8") + "topics: false\n", "utf-8")
    async with running(discord, small_knowledge.parent):
        offered = ana.offered(general)
        assert {"ask", "skills", "privacy", "help"} <= set(offered)
        assert not {"salary", "gap", "goal", "roadmap"} & set(offered)
        helped = await ana.command(general, "help")
        assert "salary" not in helped.text
        declined = await ana.command(general, "ask", question="how much does a data analyst earn")
        assert "I have no answer to that." in declined.text
        await ada.command(general, "settings panel")
        assert "Pay and roadmap" not in general.from_bot[-1].buttons
