"""Sends the weekly check-ins that are due, each once."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import ui

from bot.discord_app import ids
from bot.discord_app.errors import unexpected
from bot.discord_app.render import button, composed, filling
from bot.discord_app.show import NOBODY
from bot.domain.core.check_in import CheckIn
from bot.domain.core.reply import Reply

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

_log = logging.getLogger(__name__)

LOOKED_BACK = 20
"""Messages of a direct channel that are looked at for a check-in that was perhaps sent."""
BAD_REQUEST = 400
NEVER = frozenset({50007, 50278, 10013})
"""Discord: direct messages closed, no server in common, no such account."""
ACTS = {"done": "Done", "still": "Still at it", "stop": "Stop"}


class Rounds:
    """Goes over all that wait. One for each bot."""

    def __init__(self, bot: CareerBot) -> None:
        self._bot = bot

    async def go(self) -> None:
        """Each that is due; what Discord fails to take stays marked, and the next round finds it."""
        for member in await self._bot.check_ins.waiting():
            try:
                await self._to(member)
            except (aiohttp.ClientError, OSError):
                return _log.warning("check-ins wait: Discord cannot be reached")
            except discord.HTTPException as failed:
                if failed.code in NEVER:
                    await self._bot.check_ins.refused(member)
                elif failed.status == BAD_REQUEST:
                    unexpected(failed)
                else:
                    return _log.warning("check-ins wait: Discord takes none (%s)", failed.status)
            except Exception as error:  # one member's trouble is not the others'
                unexpected(error)
        return None

    async def _to(self, member: str) -> None:
        """Marked as begun first, sent then (see CheckIns). One found marked was perhaps sent: that is looked up."""
        store = self._bot.check_ins
        before = await store.get(member)
        check_in = await store.begin(member)
        if before is None or check_in is None or check_in.sending is None:
            return
        user = int(member.rpartition(":")[2])
        channel = await self._bot.create_dm(discord.Object(user))
        if not (before.sending and await self._arrived(channel, user, check_in)):
            view = layout(check_in, await self._bot.advisor.check_in(check_in), user)
            # Discord itself takes a message of one nonce once within some minutes.
            nonce = f"{ids.base36(user)}.{ids.slot_sign(check_in.sending)}"
            await channel.send(view=view, nonce=nonce, allowed_mentions=NOBODY)
        await store.sent(member)

    async def _arrived(self, channel: discord.DMChannel, user: int, check_in: CheckIn) -> bool:
        """Whether the check-in stands in the direct messages; all its buttons name its moment."""
        assert check_in.sending is not None
        sign = f":{ids.base36(user)}:{ids.slot_sign(check_in.sending)}:"
        async for message in channel.history(limit=LOOKED_BACK):
            if any(sign in custom_id for custom_id in _custom_ids(message)):
                return True
        return False


def layout(check_in: CheckIn, reply: Reply, user: int) -> ui.LayoutView:
    """The check-in with its three buttons; without a step there is nothing that could be done."""
    assert check_in.sending is not None
    slot, step = check_in.sending, reply.step
    acts = {act: label for act, label in ACTS.items() if step or act != "done"}
    row = [button(label, ids.check_in(act, user, slot, step), _style(act)) for act, label in acts.items()]
    forms = filling(reply)
    return composed(f"### {reply.title}\n{reply.text}", rows=[[*forms, *row]])


def _style(act: str) -> discord.ButtonStyle:
    return discord.ButtonStyle.primary if act == "done" else discord.ButtonStyle.secondary


def _custom_ids(message: discord.Message) -> list[str]:
    found: list[str] = []
    waiting: list[Any] = list(message.components)
    while waiting:
        part = waiting.pop()
        found.append(str(getattr(part, "custom_id", None) or ""))
        waiting += getattr(part, "children", ())
    return found
