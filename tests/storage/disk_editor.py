"""Somebody who edits an FAQ file in an editor, over and over, in an entry of their own; prints how often it was saved.

python disk_editor.py FAQ NAME SECONDS. As careful as a good editor: where the file changed meanwhile, it reads it anew.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.domain.core.faq_entry import FaqEntry
from bot.storage.faq_edit import edit, entries_in
from bot.storage.faq_swap import ChangedMeanwhileError, swap


def main(faq: Path, name: str, seconds: float) -> None:
    mine = FaqEntry(f"disk-{name}", f"What does editor {name} think of turtles?", "0")
    random, until = Random(name), time.monotonic() + seconds
    saved, last = 0, None
    while time.monotonic() < until:
        time.sleep(random.uniform(0, 0.1))
        data = faq.read_bytes()
        old = next((one for one in entries_in(data) if one.id == mine.id), None)
        assert (old.answer if old else None) == last, f"{last} was lost: {old}"
        new = replace(mine, answer=str(saved + 1))
        beside = faq.with_name(f"{name}-{time.monotonic_ns()}.tmp")
        beside.write_bytes(edit(data, old, new))
        try:
            swap(beside, faq, data)
        except ChangedMeanwhileError:
            continue
        finally:
            beside.unlink()
        saved, last = saved + 1, new.answer
    print(saved)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]))
