"""How long a moderator waits for a saved edit and for taking it back, and what memory that takes.

    python -m benchmarks.edit_speed            # the shipped FAQ
    python -m benchmarks.edit_speed 1200       # filled up to so many entries

From the submitted form to the reply, without Discord: file, history, replay and database included, no cache.
"""

from __future__ import annotations

import asyncio
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.faq.change import Change
from bot.domain.understanding.message import Understanding
from bot.faq_desk import FaqDesk, Saved
from bot.storage.database import Database
from bot.storage.knowledge_files import KnowledgeFiles, check

ROOT = Path(__file__).parent.parent
AUTHOR = "discord:1"
NEW = FaqEntry(
    "benchmark-parking",
    "Where can I park near the meetup?",
    "Behind the hall, for free.",
    ("parking at the meetup", "is there parking", "where do i leave my car for the meetup"),
)
VERBS = ("book", "return", "borrow", "repair", "renew", "report", "cancel", "find", "share", "order")
THINGS = ("projector", "laptop", "badge", "mentor", "podcast", "library", "printer", "kitchen", "shuttle", "locker")


def main() -> None:
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "knowledge", Path(folder, "knowledge"))
        faq = Path(folder, "faq.yaml")
        faq.write_text((ROOT / "faq.yaml").read_text("utf-8"), "utf-8")
        if entries:
            _fill(faq, entries)
        asyncio.run(_measure(Path(folder, "knowledge"), faq))


def _fill(faq: Path, entries: int) -> None:
    """Made-up entries of three wordings behind the shipped ones."""
    known = faq.read_text("utf-8").count("\n  - id:")
    faq.write_text(faq.read_text("utf-8") + "".join(_made_up(entries - known)), "utf-8")


def _made_up(count: int) -> Iterator[str]:
    for number in range(count):
        verb, thing = VERBS[number % len(VERBS)], THINGS[number // len(VERBS) % len(THINGS)]
        room = f"room {number}"
        yield (
            f"\n  - id: made-up-{number}\n    question: How do I {verb} the {thing} of {room}?\n"
            f"    answer: Ask at the desk of {room}.\n"
            f"    alternates:\n      - {verb} {thing} in {room}\n      - who lets me {verb} a {thing} for {room}\n"
        )


async def _measure(knowledge: Path, faq: Path) -> None:
    _timed("check", lambda: check(knowledge, faq))
    files = KnowledgeFiles(knowledge, faq, Understanding.compile)
    _timed("first start", files.current)
    async with Database(":memory:") as database:
        desk = FaqDesk(files, faq, database)
        more = replace(NEW, alternates=(*NEW.alternates, "any place for my bike"))
        await _edited("add", desk.save(Change(None, NEW), author=AUTHOR, anyway=True))
        await _edited("edit", desk.save(Change(NEW, more), author=AUTHOR, anyway=True))
        await _edited("undo", desk.undo(None, AUTHOR, anyway=True))
        some = (await desk.entries())[40]
        await _edited("remove", desk.save(Change(some, None), author=AUTHOR, anyway=True))
        await _edited("undo", desk.undo(None, AUTHOR, anyway=True))


def _timed(name: str, work: Callable[[], object]) -> None:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    _print(name, wall, processor)


async def _edited(name: str, work: Awaitable[Saved]) -> None:
    wall, processor = time.perf_counter(), time.process_time()
    saved = await work
    _print(name, wall, processor)
    replay = saved.preview.replay
    print(f"{'':13} {replay.known} known questions, {len(replay.asked)} asked again, {len(replay.moved)} move")


def _print(name: str, wall: float, processor: float) -> None:
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name:12} {wall:6.2f} s, {processor:5.2f} s of processor; peak memory so far {peak} MB")


if __name__ == "__main__":
    main()
