"""Installed for oneself: the bot works in direct messages, in group messages and in servers that it is not in."""

from __future__ import annotations

from local_discord import LocalDiscord, Place, running

QUESTION = "Do I need a degree to work in data?"


async def test_commands_work_where_the_bot_is_not(discord: LocalDiscord) -> None:
    ana, bob = discord.user("ana", installed=True), discord.user("bob")
    group = discord.group(ana, bob)
    places = [ana.dm, group, discord.guild("Elsewhere", bot=False).channel("general")]
    async with running(discord):
        for place in places:
            assert "Many teams" in (await ana.command(place, "ask", question=QUESTION)).text
            assert "$" in (await ana.command(place, "salary", role="data engineer")).text
            assert (await ana.command(place, "help")).text
    assert group.visible_to(bob) == [], "nobody else is bothered unasked"


async def test_a_button_works_there_too_and_what_is_private_stays_so(discord: LocalDiscord) -> None:
    ana, bob = discord.user("ana", installed=True), discord.user("bob")
    group: Place = discord.group(ana, bob)
    async with running(discord) as bot:
        answered = await ana.command(group, "salary", role="data engineer")
        added = await ana.command(group, "skills add", skills="python")
    async with running(discord, bot.folder):
        shared = await ana.press(answered, "Share")
        assert "Share" not in added.buttons
        assert [one.text for one in group.visible_to(bob)] == [
            one.text for one in [shared, *shared.later] if not one.ephemeral
        ]
        assert "Python" in (await ana.command(ana.dm, "skills list")).text
