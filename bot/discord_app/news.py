"""What a member has to hear at the next contact, since it could not be sent: that their check-ins ended."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.discord_app.members import member_id
from bot.domain.core.reply import Reply
from bot.domain.replies.reminders import CLOSED

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot


async def with_news(bot: CareerBot, user: int, reply: Reply) -> Reply:
    """The reply, for the member's eyes only, with a note if there is one. It is said once."""
    member = member_id(user)
    if member not in bot.check_ins.untold:
        return reply
    await bot.check_ins.told(member)
    return replace(reply, note="\n".join(filter(None, (CLOSED, reply.note))))
