"""When a check-in is due: days and hours over clock changes, outages, silence, and a simulated year."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.core import time_zones
from bot.domain.core.check_in import MOST_UNANSWERED, CheckIn, slot_after

BERLIN, NEW_YORK, SYDNEY = "Europe/Berlin", "America/New_York", "Australia/Sydney"
MONDAY, SUNDAY = 0, 6


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


SLOTS = {
    # moment, day, hour, zone → the next slot
    ("2026-11-28T12:00", MONDAY, 18, BERLIN): "2026-11-30T17:00",
    ("2026-11-30T16:59", MONDAY, 18, BERLIN): "2026-11-30T17:00",
    ("2026-11-30T17:00", MONDAY, 18, BERLIN): "2026-12-07T17:00",
    # summer time begins between the two: the hour on the wall stays
    ("2027-03-22T18:00", MONDAY, 18, BERLIN): "2027-03-29T16:00",
    # 02:00 does not exist on Mar 28 in Berlin; 03:00 is what the clock shows instead
    ("2027-03-25T00:00", SUNDAY, 2, BERLIN): "2027-03-28T01:00",
    # 02:00 comes twice on Oct 31: the first is taken, and the second is not another
    ("2027-10-28T00:00", SUNDAY, 2, BERLIN): "2027-10-31T00:00",
    ("2027-10-31T00:00", SUNDAY, 2, BERLIN): "2027-11-07T01:00",
    ("2027-11-05T00:00", SUNDAY, 1, NEW_YORK): "2027-11-07T05:00",
    # another date there than in Greenwich
    ("2026-11-29T12:30", MONDAY, 0, SYDNEY): "2026-11-29T13:00",
}


@pytest.mark.parametrize("case", SLOTS)
def test_the_hour_on_the_wall_counts(case: tuple[str, int, int, str]) -> None:
    moment, day, hour, zone = case
    assert slot_after(utc(moment), day, hour, zone) == utc(SLOTS[case])


def weekly(now: str = "2026-11-28T12:00", **changes: object) -> CheckIn:
    return CheckIn.weekly("m", MONDAY, 18, BERLIN, utc(now), **changes)  # type: ignore[arg-type]


def test_it_is_due_at_its_moment_and_once_it_is_begun_no_more() -> None:
    ana, slot = weekly(), utc("2026-11-30T17:00")
    assert ana.due(utc("2026-11-30T16:59")) is None
    assert ana.due(slot) == slot
    begun = ana.begun(slot)
    assert begun.sending == slot
    assert begun.due(slot) is None
    assert begun.due(utc("2026-11-28T12:00")) is None, "also where the clock was set back"


def test_after_an_outage_of_weeks_it_catches_up_once() -> None:
    back = utc("2026-12-16T09:00")
    ana = weekly().begun(back)
    assert ana.sending == utc("2026-12-14T17:00")
    assert ana.next_at == utc("2026-12-21T17:00")


def test_quiet_weeks_come_first() -> None:
    assert weekly(quiet_weeks=2).next_at == utc("2026-12-14T17:00")


def test_it_stops_by_itself_after_four_without_an_answer() -> None:
    ana = weekly()
    sent = 0
    for _ in range(10):
        ana = ana.begun(ana.next_at)
        sent += ana.sending is not None
        if ana.sending:
            assert ana.is_last == (sent == MOST_UNANSWERED)
        ana = ana.sent()
    assert sent == MOST_UNANSWERED
    assert ana.ended == "unanswered"
    back = ana.with_answer(utc("2026-12-21T17:00"), utc("2027-02-01T12:00"))
    assert back.due(utc("2027-02-01T17:00")), "an answer brings it back"


def test_a_streak_grows_by_answers_and_an_answer_counts_once() -> None:
    ana = weekly()
    for week in range(1, 4):
        slot = ana.next_at
        ana = ana.begun(slot).sent().with_answer(slot, slot).with_answer(slot, slot)
        assert ana.streak == week
    silent = ana.begun(ana.next_at).sent()
    assert silent.begun(silent.next_at).streak == 0


def test_what_ended_is_not_due() -> None:
    far = utc("2028-01-01T00:00")
    assert weekly().stopped().due(far) is None
    closed = weekly().refused()
    assert closed.due(far) is None
    assert not closed.told


ZONES = {
    "Europe/Vienna": "Europe/Vienna", "vienna": "Europe/Vienna", "New York": "America/New_York",
    "seattle": "America/Los_Angeles", "UTC+2": "Etc/GMT-2", "gmt -5": "Etc/GMT+5", "utc": "UTC",
    "India": "Asia/Kolkata", "gotham": "",
}  # fmt: skip


@pytest.mark.parametrize("typed", ZONES)
def test_time_zones_are_known_by_city_name_and_offset(typed: str) -> None:
    assert time_zones.find(typed) == ZONES[typed]


def test_the_zones_offered_exist() -> None:
    assert all(time_zones.find(name) == name for name in time_zones.COMMON)


# A year

BEGIN, END = utc("2026-12-01T00:00"), utc("2027-12-01T00:00")
MEMBERS, TICK = 500, timedelta(hours=1)
PLACES = [*time_zones.COMMON, "Australia/Lord_Howe", "Asia/Kathmandu", "America/Santiago", "Pacific/Chatham"]
"""With clock changes on both halves of the globe, and one of half an hour."""


def expected(check_in: CheckIn) -> Iterator[datetime]:
    """All slots of the year, by the calendar on the wall and nothing else."""
    zone = ZoneInfo(check_in.zone)
    for number in range((END - BEGIN).days + 3):
        day: date = (BEGIN - timedelta(1)).date() + timedelta(number)
        slot = datetime.combine(day, time(check_in.hour), zone).astimezone(UTC)
        if day.weekday() == check_in.weekday and BEGIN < slot <= END:
            yield slot


def test_in_a_year_of_500_members_none_is_lost_and_none_is_double() -> None:
    """With restarts, outages of minutes to weeks, and kills at any point between the mark and the confirmation."""
    chance = random.Random(13)
    members = [
        CheckIn.weekly(f"m{n}", chance.randrange(7), chance.randrange(24), chance.choice(PLACES), BEGIN)
        for n in range(MEMBERS)
    ]
    wanted = {one.member: list(expected(one)) for one in members}
    stored = {one.member: one for one in members}
    waits = {one.member: one.next_at for one in members}
    arrived: Counter[tuple[str, datetime]] = Counter()
    rounds: list[datetime] = []
    now = BEGIN
    while now < END:
        now += TICK
        if chance.random() < 0.003:  # the program is away for a while
            now += timedelta(minutes=chance.choice([1, 30, 300, 3000, 30000]))
        for member in [member for member, moment in waits.items() if moment <= now]:
            row = stored[member] if stored[member].sending else stored[member].begun(now)
            stored[member], waits[member] = row, BEGIN
            assert row.sending is not None
            slot = row.sending
            if chance.random() < 0.02:
                break  # killed before it was sent; all behind them in this round wait, too
            if not arrived[member, slot]:  # what was perhaps sent is looked up first
                arrived[member, slot] += 1
            if chance.random() < 0.02:
                break  # killed before it was confirmed
            stored[member] = row.sent().with_answer(slot, now)
            waits[member] = row.next_at
        else:
            rounds.append(now)  # everybody had their turn
    assert set(arrived.values()) == {1}, "none is double"
    by_member: dict[str, list[datetime]] = defaultdict(list)
    for member, slot in arrived:
        by_member[member].append(slot)
    missing = 0
    for member, slots in wanted.items():
        got = set(by_member[member])
        assert got <= set(slots), "never at a moment that nobody chose"
        for slot, following in zip(slots, [*slots[1:], END + TICK], strict=True):
            away = not any(slot <= moment < following for moment in _between(rounds, slot, following))
            if slot not in got and slot <= rounds[-1]:
                assert away, f"{member}: {slot} is lost"
                missing += 1
    assert sum(map(len, by_member.values())) > MEMBERS * 40
    assert missing, "outages of weeks swallow all but the last"


def _between(rounds: list[datetime], begin: datetime, end: datetime) -> list[datetime]:
    return rounds[bisect_left(rounds, begin) : bisect_left(rounds, end)]
