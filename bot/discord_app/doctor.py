"""What Discord says of the bot, for `doctor`: token, intents, permissions, clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
import discord
from discord.http import Route

from bot.discord_app.capabilities import missing
from bot.doctor import Finding

SECONDS = 15
CLOCK = "clock beside Discord's"
CLOCK_SECONDS = 60
"""From this difference on Discord may refuse what we send."""


async def findings(token: str, api_base: str, answering: int, now: datetime) -> list[Finding]:
    """`answering`: in how many servers answer channels are set."""
    if api_base:
        Route.BASE = api_base
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # we never speak aloud
    client = discord.Client(intents=discord.Intents(guilds=True))
    try:
        async with client:
            await client.login(token)
            info = await client.application_info()
            guilds = await client.http.get_guilds(200, with_counts=False)
            return [
                Finding("fine", "Discord", f"it knows the token, which is {client.user}'s"),
                _content(info.flags, answering),
                *_permissions(guilds),
                *[await _clock(now)],
            ]
    except discord.LoginFailure:
        again = "copy the token anew: developer portal, your application, Bot, Reset Token"
        return [Finding("wrong", "Discord", "it does not accept the token", again)]
    except (OSError, aiohttp.ClientError, discord.HTTPException, TimeoutError) as error:
        told = f"it cannot be reached ({type(error).__name__})"
        return [Finding("look", "Discord", told, "check the network and try again, or leave it out with --offline")]


def _content(flags: discord.ApplicationFlags, answering: int) -> Finding:
    granted = flags.gateway_message_content or flags.gateway_message_content_limited
    if granted:
        return Finding("fine", "Message Content Intent", "on" if answering else "on; only answer channels need it")
    if answering:
        mend = "switch it on: developer portal, your application, Bot, Privileged Gateway Intents"
        return Finding("wrong", "Message Content Intent", f"off, but {answering} servers set answer channels", mend)
    return Finding("fine", "Message Content Intent", "off, and no answer channel needs it")


def _permissions(guilds: list[Any]) -> Iterator[Finding]:
    """Of the bot's roles; a channel may take some away, which `/settings check` tells there."""
    if not guilds:
        yield Finding("look", "servers", "the bot is in none", "invite it: README, “Bring it to a server”")
        return
    for guild in guilds:
        permissions = discord.Permissions(int(guild["permissions"]))
        lacking = [] if permissions.administrator else missing(permissions)
        if lacking:
            told = " ".join(line.removeprefix("- ") for line in lacking)
            mend = "give its role these rights (server settings, Roles), then use `/settings check` there"
            yield Finding("wrong", f"server {guild['id']}", told, mend)
    yield Finding("fine", "servers", f"it is in {len(guilds)}", "`/settings check` tells of single channels")


async def _clock(now: datetime) -> Finding:
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    async with aiohttp.ClientSession(timeout=timeout) as session, session.get(f"{Route.BASE}/gateway") as answer:
        told = answer.headers.get("Date", "")
    seconds = abs((parsedate_to_datetime(told) - now).total_seconds()) if told else 0.0
    if seconds > CLOCK_SECONDS:
        found = f"{seconds:,.0f} seconds away from Discord's"
        return Finding("wrong", CLOCK, found, "set it: timedatectl set-ntp true")
    return Finding("fine", CLOCK, "they agree")
