"""How much one member, and one channel, may ask in a short time."""

from __future__ import annotations

import time
from collections import Counter

SECONDS = 10.0
MEMBER_MOST = 20
"""Requests of one member in that time: more than a person types, less than a script sends."""
CHANNEL_MOST = 60
"""Public replies in one channel in that time."""


class RateLimits:
    """Counts requests. `wait` is 0 for one that may pass, else the seconds until the next one may."""

    def __init__(self) -> None:
        self._members = _Counts(MEMBER_MOST)
        self._forms = _Counts(MEMBER_MOST)
        self._channels = _Counts(CHANNEL_MOST)
        self._told = _Counts(1)

    def wait(self, member: int, channel: int | None = None) -> float:
        """`channel`: where the reply would be public."""
        waits = [self._members.wait(member)]
        if channel is not None:
            waits.append(self._channels.wait(channel))
        return max(waits)

    def wait_in_form(self, member: int) -> float:
        """Steps of a form that is open are counted apart: whoever has filled one in is not turned away with it."""
        return self._forms.wait(member)

    def tell(self, member: int) -> bool:
        """Whether the member has not been told yet."""
        return not self._told.wait(member)


class _Counts:
    """Requests by id in the present span of time, forgotten together at its end.

    discord.py's cooldowns keep a bucket for each id and walk all of them at every request: with some thousand members
    that is a good part of what a reply costs.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._end = 0.0
        self._counts: Counter[int] = Counter()

    def wait(self, number: int) -> float:
        now = time.monotonic()
        if now >= self._end:
            self._end = now + SECONDS
            self._counts.clear()
        self._counts[number] += 1
        return self._end - now if self._counts[number] > self._most else 0.0


def kind_word(wait: float) -> str:
    return f"That was a lot at once. I can answer you again in {max(1, round(wait))} s."
