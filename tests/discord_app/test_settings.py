"""/settings over the wire: who may, what is kept, what the bot says of its own rights, the welcome panel."""

from __future__ import annotations

from pathlib import Path

import pytest
from local_discord import LocalDiscord, NotOfferedError, Person, Place, Server, running

from bot.discord_app import client


@pytest.fixture(autouse=True)
def _no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the bot identifies itself anew."""
    monkeypatch.setattr(client, "IDENTIFY_SECONDS", 0.0)


async def test_settings_are_shown_and_survive_a_restart(
    discord: LocalDiscord, guild: Server, general: Place, ada: Person, small_knowledge: Path
) -> None:
    helpers, staff = guild.role("Helpers"), guild.channel("staff")
    async with running(discord, small_knowledge.parent):
        assert "Answer channels: none" in (await ada.command(general, "settings show")).text
        await ada.command(general, "settings moderators", role=helpers)
        await ada.command(general, "settings moderators-channel", channel=staff)
    async with running(discord, small_knowledge.parent):
        shown = await ada.command(general, "settings show")
        assert shown.ephemeral
        assert f"<@&{helpers.id}>" in shown.text
        assert staff.mention in shown.text
        await ada.command(general, "settings moderators", role=helpers, on=False)
        await ada.command(general, "settings moderators-channel")
        shown = await ada.command(general, "settings show")
        assert f"<@&{helpers.id}>" not in shown.text
        assert staff.mention not in shown.text


async def test_only_administrators_are_offered_them_and_may(
    discord: LocalDiscord, general: Place, ana: Person, mo: Person, ada: Person
) -> None:
    async with running(discord):
        assert "settings" not in ana.offered(general)
        assert "settings" in ada.offered(general)
        assert "settings" not in ada.offered(ada.dm)
        with pytest.raises(NotOfferedError):
            await mo.command(general, "settings show")


@pytest.mark.parametrize("command", ["show", "answer-channel", "moderators-channel", "panel", "check"])
async def test_a_server_that_opened_them_to_all_still_has_the_check(
    discord: LocalDiscord, general: Place, ana: Person, command: str
) -> None:
    """Discord's own screens may offer a command to everyone; the bot looks for itself."""
    async with running(discord):
        _offer_to_all(discord, "settings")
        refused = await ana.command(general, f"settings {command}")
        assert "Manage Server" in refused.text
        assert refused.ephemeral
        assert general.from_bot == []


async def test_a_moderator_may_pause_a_thread_and_nothing_else(
    discord: LocalDiscord, general: Place, ana: Person, mo: Person
) -> None:
    async with running(discord):
        _offer_to_all(discord, "settings")
        thread = general.thread("question", by=ana)
        assert "keep quiet" in (await mo.command(thread, "settings pause")).text
        assert "Manage Server" in (await mo.command(thread, "settings show")).text
        assert "Manage Messages" in (await ana.command(thread, "settings pause")).text
        assert "inside the thread" in (await mo.command(general, "settings pause")).text


async def test_everyone_cannot_be_made_a_moderator(discord: LocalDiscord, guild: Server, ada: Person) -> None:
    async with running(discord):
        refused = await ada.command(guild.channel("general"), "settings moderators", role=guild.guild.everyone)
        assert "@everyone" in refused.text
        assert refused.pings == set()


async def test_an_answer_channel_where_it_may_not_write_is_told(
    discord: LocalDiscord, guild: Server, general: Place, ada: Person
) -> None:
    quiet = guild.channel("quiet")
    quiet.deny(discord.bot, "send_messages")
    async with running(discord):
        told = await ada.command(general, "settings answer-channel", channel=quiet)
        assert "I may not write here" in told.text
        await discord.settled()
        await discord.connected()
        check = await ada.command(general, "settings check")
        assert quiet.mention in check.text


async def test_check_names_what_is_missing_here(discord: LocalDiscord, general: Place, ada: Person) -> None:
    async with running(discord):
        assert "Everything I need is allowed" in (await ada.command(general, "settings check")).text
        general.deny(discord.bot, "read_message_history", "send_messages_in_threads")
        told = (await ada.command(general, "settings check")).text
        assert "history" in told
        assert "in threads" in told


async def test_a_refused_message_content_names_the_switch_and_all_else_works(
    discord: LocalDiscord, general: Place, ana: Person, ada: Person, small_knowledge: Path
) -> None:
    """The switch in the developer portal is off: first while running, then at the start."""
    async with running(discord, small_knowledge.parent):
        await ada.command(general, "settings answer-channel", channel=general)
        await discord.settled()
        await discord.connected()
        assert "Message Content Intent" in (await ada.command(general, "settings show")).text
    async with running(discord, small_knowledge.parent):
        assert "Message Content Intent" in (await ada.command(general, "settings show")).text
        asked = await ana.says(general, f"{discord.bot.mention} what does a data engineer earn?")
        assert "$" in (await general.reply_to(asked)).text


# The welcome panel


async def test_the_panel_serves_members_before_and_after_a_restart(
    discord: LocalDiscord, general: Place, ana: Person, ada: Person, small_knowledge: Path
) -> None:
    async with running(discord, small_knowledge.parent):
        await ada.command(general, "settings panel")
        (panel,) = general.from_bot
        assert len(panel.buttons) == 5
    async with running(discord, small_knowledge.parent):
        form = await ana.press(panel, "Ask a question")
        reply = await ana.submits(form, {"In your own words": "what does a data engineer earn?"})
        assert "$" in reply.text
        assert reply.ephemeral

        form = await ana.press(panel, "Pay and roadmap")
        reply = await ana.submits(form, {"Role": "data enginer", "What you want to know": "The way there"})
        assert "Roadmap: Data Engineer" in reply.text

        assert (await ana.press(panel, "My skills")).ephemeral
        assert "What I can do" in (await ana.press(panel, "Help")).text
        assert len(general.from_bot) == 1, "nobody else sees any of it"


async def test_a_panel_that_may_not_be_posted_is_told(discord: LocalDiscord, general: Place, ada: Person) -> None:
    async with running(discord):
        general.deny(discord.bot, "send_messages")
        assert "does not let me" in (await ada.command(general, "settings panel")).text


def _offer_to_all(discord: LocalDiscord, name: str) -> None:
    """As an administrator does it in the server's settings, Integrations."""
    for command in discord.state.commands[None].values():
        if command["name"] == name:
            command["default_member_permissions"] = None
