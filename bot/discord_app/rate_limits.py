"""How much one member, and one channel, may ask in a short time."""

from __future__ import annotations

from discord.ext.commands import CooldownMapping

SECONDS = 10.0
MEMBER_MOST = 20
"""Requests of one member in that time: more than a person types, less than a script sends."""
CHANNEL_MOST = 60
"""Public replies in one channel in that time."""


class RateLimits:
    """Counts requests. `wait` is 0 for one that may pass, else the seconds until the next one may."""

    def __init__(self) -> None:
        self._members = _mapping(MEMBER_MOST)
        self._channels = _mapping(CHANNEL_MOST)
        self._told = _mapping(1)

    def wait(self, member: int, channel: int | None = None) -> float:
        """`channel`: where the reply would be public."""
        waits = [self._members.update_rate_limit(member)]
        if channel is not None:
            waits.append(self._channels.update_rate_limit(channel))
        return max(wait or 0.0 for wait in waits)

    def tell(self, member: int) -> bool:
        """Whether the member has not been told yet."""
        return self._told.update_rate_limit(member) is None


def _mapping(most: int) -> CooldownMapping[int]:
    return CooldownMapping.from_cooldown(most, SECONDS, lambda number: number)


def kind_word(wait: float) -> str:
    return f"That was a lot at once. I can answer you again in {max(1, round(wait))} s."
