"""Drawing for a program that runs for months: in a process of its own, kept by content, never in the way of a reply."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.core.picture import FitBar, MatchPicture
from bot.pictures.studio import WAITING, Studio

NUMBER = int(os.environ.get("PICTURES", "20"))
"""Pictures in a row; PICTURES=1000 for the whole proof."""
GROWTH = 8_000_000
"""Bytes that a process may be bigger after them than after the first ten."""


@pytest.fixture
async def studio() -> AsyncIterator[Studio]:
    made = Studio()
    yield made
    await made.close()


def bars(number: int) -> MatchPicture:
    bar = FitBar("Data Engineer", number % 101, f"{number} core skills")
    return MatchPicture("Roles", "Best", ("nobody, 2026",), (bar,))


def worker(studio: Studio) -> int:
    assert studio._process is not None
    return studio._process.pid


def memory(process: int) -> int:
    return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


async def test_the_same_numbers_are_drawn_once(studio: Studio) -> None:
    first = await studio.png(bars(1))
    assert first is not None
    assert first.startswith(b"\x89PNG")
    assert await studio.png(bars(1)) is first
    assert await studio.png(bars(2)) not in (None, first)


async def test_only_so_many_are_kept() -> None:
    studio = Studio(kept=2)
    first = await studio.png(bars(0))
    others = [await studio.png(bars(number)) for number in (1, 2)]
    again = await studio.png(bars(0))
    assert again == first
    assert again is not first, "drawn anew"
    assert await studio.png(bars(2)) is others[1]
    await studio.close()


async def test_what_cannot_be_drawn_is_left_out_and_the_next_one_is_not(studio: Studio) -> None:
    assert await studio.png(MatchPicture("データ", "", ("nobody, 2026",), (FitBar("データ", 50.0, ""),))) is None
    assert await studio.png(bars(1)) is not None


async def test_a_crowd_is_not_kept_waiting(studio: Studio) -> None:
    drawn = await asyncio.gather(*(studio.png(bars(number)) for number in range(3 * WAITING)))
    assert sum(one is not None for one in drawn) == WAITING


async def test_a_process_that_is_gone_is_replaced(studio: Studio) -> None:
    assert await studio.png(bars(1)) is not None
    os.kill(worker(studio), 9)
    drawn = [await studio.png(bars(number)) for number in (2, 3)]
    assert drawn[-1] is not None, "at most one reply goes out without"


async def test_one_who_no_longer_waits_leaves_nothing_half_said(studio: Studio) -> None:
    one = await studio.png(bars(1))
    impatient = asyncio.ensure_future(studio.png(bars(2)))
    await asyncio.sleep(0.01)
    impatient.cancel()
    other = await studio.png(bars(3))
    assert other is not None
    assert other != one


async def test_without_work_the_process_goes() -> None:
    studio = Studio(idle=0.05)
    assert await studio.png(bars(1)) is not None
    process = worker(studio)
    for _ in range(200):
        if not Path(f"/proc/{process}").exists():
            break
        await asyncio.sleep(0.05)
    assert not Path(f"/proc/{process}").exists()
    assert await studio.png(bars(2)) is not None, "and comes back"
    await studio.close()


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="there is no other way to look")
async def test_many_in_a_row_do_not_grow_a_process(studio: Studio) -> None:
    for number in range(10):
        await studio.png(bars(number))
    processes = (os.getpid(), worker(studio))
    before = [memory(process) for process in processes]
    for number in range(10, 10 + NUMBER):
        await studio.png(bars(number))
    after = [memory(process) for process in processes]
    assert all(later - earlier < GROWTH for earlier, later in zip(before, after, strict=True))
