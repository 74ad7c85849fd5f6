"""How long pictures take to draw, how big they are, and whether the process grows: all kinds for all roles.

python -m benchmarks.pictures [--number 1000]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import SKILL_LEVELS
from bot.domain.core.picture import Picture
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.roles import Role
from bot.domain.replies.answer import answer
from bot.pictures.draw import drawn_as_png
from bot.storage.knowledge_files import load_knowledge

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 28)
KINDS = (Intent.GAP, Intent.ROADMAP, Intent.PROGRESS, Intent.MATCH, Intent.SALARY, Intent.COMPARE)


class Drawn(NamedTuple):
    """One drawing."""

    kind: str
    wall: float
    processor: float
    size: int


def record(role: Role) -> Profile:
    """Three in four skills of a role, at all levels, a week from one to the next."""
    profile, on = Profile("ana"), TODAY
    for number, asked in enumerate(role.skills):
        if number % 4 < 3:
            on -= timedelta(weeks=1)
            profile = profile.with_skill(asked.skill, SKILL_LEVELS[number % 3], on)
    return profile


def pictures(kb: KnowledgeBase) -> Iterator[Picture]:
    """All kinds for all roles, day after day, so that no two are the same."""
    day = 0
    while True:
        for role in kb.roles.values():
            near = kb.roles[role.related[0].role] if role.related else role
            for intent in KINDS:
                query = Query(intent, role=role, other_role=near)
                if intent is not Intent.COMPARE:
                    query = query.replace(other_role=None)
                on = TODAY + timedelta(days=day)
                yield from answer(query, record(role), kb, today=on).pictures
        day += 1


def draw(picture: Picture) -> Drawn:
    wall, processor = time.perf_counter(), time.process_time()
    png = drawn_as_png(picture)
    return Drawn(picture.kind, time.perf_counter() - wall, time.process_time() - processor, len(png))


def memory() -> float:
    """Megabytes of the process."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


def show(drawn: list[Drawn]) -> None:
    print(f"{'kind':10} {'median ms':>10} {'longest ms':>11} {'processor ms':>13} {'median KB':>10} {'most KB':>8}")
    for kind in dict.fromkeys(one.kind for one in drawn):
        of_kind = [one for one in drawn if one.kind == kind]
        walls = [1000 * one.wall for one in of_kind]
        processor = statistics.median(1000 * one.processor for one in of_kind)
        sizes = [one.size / 1000 for one in of_kind]
        print(
            f"{kind:10} {statistics.median(walls):10.0f} {max(walls):11.0f} {processor:13.0f} "
            f"{statistics.median(sizes):10.0f} {max(sizes):8.0f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=1000, help="pictures drawn in a row")
    number = parser.parse_args().number
    source = pictures(load_knowledge(ROOT / "knowledge", ROOT / "faq.yaml"))
    before = memory()
    first = draw(next(source))
    print(f"the first: {1000 * first.wall:.0f} ms with matplotlib, which takes {memory() - before:.0f} MB")
    assert "matplotlib.pyplot" not in sys.modules
    drawn = [draw(next(source)) for _ in range(min(100, number))]
    settled = memory()
    drawn += [draw(next(source)) for _ in range(number - len(drawn))]
    show(drawn)
    print(f"memory: {before:.0f} MB before, {settled:.0f} MB after 100, {memory():.0f} MB after {len(drawn)}")


if __name__ == "__main__":
    main()
