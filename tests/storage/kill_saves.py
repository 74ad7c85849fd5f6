"""Saves an FAQ in a child process that kills itself (-9) at a given step, over and over; prints what was found.

python kill_saves.py FAQ DATABASE TIMES → "<the old file> <the new file> <anything else, or a history that disagrees>".
A step is a call of the saving thread; two of three kills fall into the part that writes.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.domain.faq.change import Change
from bot.storage.database import Database
from bot.storage.faq_edit import edit
from bot.storage.faq_file import FaqStore
from bot.storage.faq_log import FaqLog


class Steps:
    """Counts the calls of this thread, and dies at one of them."""

    def __init__(self, deadly: int) -> None:
        self.count = 0
        self.writing = 0
        self._deadly = deadly

    def __call__(self, frame: object, event: str, argument: object) -> None:
        self.count += 1
        if not self.writing and event == "call" and frame.f_code.co_name == "prepared":
            self.writing = self.count
        if self.count == self._deadly:
            os.kill(os.getpid(), signal.SIGKILL)


def in_child(work: Callable[[], None]) -> int:
    child = os.fork()
    if not child:
        try:
            work()
            os._exit(0)
        except BaseException as error:
            print(repr(error), file=sys.stderr)
            os._exit(1)
    return os.waitpid(child, 0)[1]


def save(faq: Path, database: Path, answer: str, steps: Steps) -> None:
    with Database(database) as opened:
        store = FaqStore(faq, FaqLog(opened))
        old = store.entries()[0]
        sys.setprofile(steps)
        store.save([Change(old, replace(old, answer=answer))], "discord:1", "", datetime.now(UTC))
        sys.setprofile(None)


def measured(faq: Path, database: Path) -> tuple[int, int]:
    """Steps of a whole save, and the one at which it starts to write."""
    reading, writing = os.pipe()

    def work() -> None:
        steps = Steps(-1)
        save(faq, database, "Measured.", steps)
        os.write(writing, f"{steps.count} {steps.writing}".encode())

    assert in_child(work) == 0
    count, start = map(int, os.read(reading, 100).split())
    return count, start


def main(faq: Path, database: Path, times: int) -> None:
    random = Random(times)
    count, start = measured(faq, database)
    old_file = new_file = wrong = 0
    for number in range(times):
        before = faq.read_bytes()
        deadly = random.randint(start, count) if number % 3 else random.randint(1, count)
        answer = f"Answer {number}."
        ended = in_child(lambda: save(faq, database, answer, Steps(deadly)))  # noqa: B023
        killed = os.WIFSIGNALED(ended) and os.WTERMSIG(ended) == signal.SIGKILL
        found = faq.read_bytes()
        with Database(database) as opened:
            store = FaqStore(faq, FaqLog(opened))
            store.settle()
            old = next(iter(_entries(before)))
            new = edit(before, old, replace(old, answer=answer))
            noted = [one.changes[0].after.answer for one in store.log.history("", 1)]
            agrees = (noted == [answer]) == (faq.read_bytes() == new) and store.log.pending(str(faq)) == ()
        left = [path.name for path in faq.parent.iterdir() if path.name.startswith(".")]
        old_file += found == before
        new_file += found == new
        wrong += found not in (before, new) or not agrees or bool(left) or not (killed or ended == 0)
    print(old_file, new_file, wrong)


def _entries(data: bytes) -> tuple:
    from bot.storage.faq_edit import entries_in

    return entries_in(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]), int(sys.argv[3]))
