"""A member's weekly check-in: when one is due follows from what is stored and the present moment, from nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

MOST_UNANSWERED = 4
"""Check-ins in a row without an answer, after which there are no more."""
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Ended = Literal["", "stopped", "unanswered", "closed"]
"""The member stopped it; nothing was answered; their direct messages are closed to us."""


@dataclass(frozen=True)
class CheckIn:
    """When somebody wants to be asked, and what came of it so far. Moments are UTC."""

    member: str
    weekday: int
    """0 is Monday."""
    hour: int
    zone: str
    """A name of the time zone database: the hour stays the same when the clocks change."""
    next_at: datetime
    sending: datetime | None = None
    """The check-in that was begun to be sent and is not known to have arrived."""
    unanswered: int = 0
    """Sent since the last answer."""
    streak: int = 0
    """Answered in a row."""
    answered: datetime | None = None
    """The check-in answered last."""
    ended: Ended = ""
    told: bool = True
    """Whether the member knows that it ended."""

    @classmethod
    def weekly(cls, member: str, weekday: int, hour: int, zone: str, now: datetime, *, quiet_weeks: int = 0) -> CheckIn:
        first = slot_after(now + timedelta(weeks=quiet_weeks), weekday, hour, zone)
        return cls(member, weekday, hour, zone, first)

    def due(self, now: datetime) -> datetime | None:
        """The check-in to send now: after an outage the latest that has passed, and that one only."""
        if self.ended or now < self.next_at:
            return None
        latest = self.next_at
        while (later := self._after(latest)) <= now:
            latest = later
        return latest

    def begun(self, now: datetime) -> CheckIn:
        """Before it is sent: whatever happens now, this check-in is not due again."""
        slot = self.due(now)
        if slot is None:
            return self
        if self.unanswered >= MOST_UNANSWERED:
            return replace(self, ended="unanswered", streak=0)
        kept = 0 if self.unanswered else self.streak
        unanswered = self.unanswered + 1
        return replace(self, sending=slot, next_at=self._after(now), unanswered=unanswered, streak=kept)

    def sent(self) -> CheckIn:
        return replace(self, sending=None)

    def refused(self) -> CheckIn:
        """Their direct messages are closed: the end, of which they hear at the next contact."""
        return replace(self, sending=None, ended="closed", told=False)

    def with_answer(self, slot: datetime, now: datetime) -> CheckIn:
        """Pressed twice it counts once. An answer brings back what had ended for want of one."""
        if self.answered and slot <= self.answered:
            return self
        back = self.ended == "unanswered"
        return replace(
            self,
            answered=slot,
            unanswered=0,
            streak=self.streak + 1,
            ended="" if back else self.ended,
            next_at=self._after(now) if back else self.next_at,
        )

    def stopped(self) -> CheckIn:
        return replace(self, ended="stopped", sending=None)

    def changed_to(self, new: CheckIn) -> CheckIn:
        """Another day or hour, with the streak that there is."""
        return replace(new, streak=self.streak, answered=self.answered)

    @property
    def is_last(self) -> bool:
        """Whether the one just sent is the last unless it is answered."""
        return self.unanswered >= MOST_UNANSWERED

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.zone))

    def _after(self, moment: datetime) -> datetime:
        return slot_after(moment, self.weekday, self.hour, self.zone)


def slot_after(moment: datetime, weekday: int, hour: int, zone: str) -> datetime:
    """The first such day and hour after a moment.

    An hour that the clocks skip is taken as the one after it, an hour that comes twice as its first.
    """
    where = ZoneInfo(zone)
    today = moment.astimezone(where).date()
    day = today + timedelta((weekday - today.weekday()) % 7)
    slots = (datetime.combine(day + timedelta(weeks=n), time(hour), where).astimezone(UTC) for n in (0, 1))
    return next(slot for slot in slots if slot > moment)
