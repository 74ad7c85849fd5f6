"""The local Discord serves unmodified discord.py, and refuses what Discord refuses."""

from __future__ import annotations

import discord
from discord.ext import commands

from local_discord import LocalDiscord, running_client


def bare_bot() -> commands.AutoShardedBot:
    bot = commands.AutoShardedBot(command_prefix=(), intents=discord.Intents.default(), help_command=None)

    @bot.tree.command(description="Says it back")
    async def echo(interaction: discord.Interaction, text: str) -> None:
        await interaction.response.send_message(text, ephemeral=True)

    async def sync() -> None:
        await bot.tree.sync()

    bot.setup_hook = sync
    return bot


async def test_a_command_is_answered() -> None:
    async with LocalDiscord() as local:
        general, ana = local.guild().channel("general"), local.user("ana")
        async with running_client(local, bare_bot()):
            reply = await ana.command(general, "echo", text="hello")
        assert reply.text == "hello"
        assert reply.ephemeral
        assert local.violations == []
