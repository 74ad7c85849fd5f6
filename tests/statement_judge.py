"""Tells what is kept of statements that members made, item by item, against what was to be kept."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.advisor import Advisor
from bot.domain.core.profile import Profile
from bot.domain.core.query import SkillReport
from bot.domain.understanding.message import Understanding
from bot.storage.database import MEMORY, Database
from bot.storage.profiles import Profiles

LABELLED = frozenset((Path(__file__).parent / "statements_skills.txt").read_text("utf-8").split())
"""Ids of the skills that were known when the items were labelled: of later ones nobody wrote down what is said."""


@dataclass(frozen=True)
class Verdicts:
    """How many records came out exact, put to the member, incomplete or wrong; and why, for the ones that failed."""

    counts: Counter[str]
    failures: tuple[str, ...]

    @property
    def exact_rate(self) -> float:
        """Where the member was asked for all that is missing, that is half right."""
        return (self.counts["exact"] + self.counts["asked"] / 2) / self.counts.total()

    @property
    def wrong_rate(self) -> float:
        return self.counts["wrong"] / self.counts.total()


def items(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]


def judged(statements: list[dict[str, Any]], mind: Understanding) -> Verdicts:
    return asyncio.run(_judged(statements, mind))


async def _judged(statements: list[dict[str, Any]], mind: Understanding) -> Verdicts:
    counts: Counter[str] = Counter()
    failures = []
    async with Database(MEMORY) as database:
        advisor = Advisor(lambda: mind, Profiles(database))
        for item in statements:
            pending = SkillReport()
            for text in item["turns"]:
                pending = (await advisor.ask(item["id"], item["id"], text)).pending
            outcome, why = _verdict(item, await advisor.profile(item["id"]), pending)
            counts[outcome] += 1
            if why:
                failures.append(f"{item['id']} {outcome}: {why}\n  " + "\n  ".join(item["turns"]))
    return Verdicts(counts, tuple(failures))


def _verdict(item: dict[str, Any], profile: Profile, pending: SkillReport) -> tuple[str, str]:
    have = {skill: held.level for skill, held in profile.skills.items() if skill in LABELLED}
    want: dict[str, str] = item["known"]
    wrong = [f"stored {skill} ({level})" for skill, level in have.items() if skill not in want]
    wrong += [
        f"{skill} is {have[skill]}, said {level}"
        for skill, level in want.items()
        if skill in have and level not in ("any", have[skill])
    ]
    missing = [skill for skill in want if skill not in have]
    kept = {"goal": profile.goal or None, "hours": profile.hours}
    other = [f"{name} {value}" for name, value in kept.items() if item.get(name) and item[name] != value]
    asked = {mention.skill for mention in pending.known}
    why = "; ".join([*wrong, *(f"missing {skill}" for skill in missing), *other])
    if wrong:
        return "wrong", why
    if missing and asked.issuperset(missing) and not other:
        return "asked", why
    return ("incomplete" if why else "exact"), why
