"""How many milliseconds an answer takes, over the questions of tests/questions.yaml, database included.

python -m benchmarks.answer_speed
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

import yaml

from bot.advisor import Advisor
from bot.domain.understanding.message import Understanding
from bot.storage.database import Database
from bot.storage.knowledge_files import KnowledgeFiles
from bot.storage.profiles import Profiles

ROOT = Path(__file__).parent.parent


def conversations() -> list[list[str]]:
    items = yaml.safe_load((ROOT / "tests" / "questions.yaml").read_text("utf-8"))
    return [[turn["say"] for turn in item["turns"]] for item in items]


async def milliseconds(advisor: Advisor) -> list[float]:
    taken = []
    for number, texts in enumerate(conversations()):
        for text in texts:
            start = time.perf_counter()
            await advisor.ask(f"terminal:{number}", str(number), text)
            taken.append((time.perf_counter() - start) * 1000)
    return taken


async def main() -> None:
    start = time.perf_counter()
    files = KnowledgeFiles(ROOT / "knowledge", ROOT / "faq.yaml", Understanding.compile)
    files.current()
    loaded = time.perf_counter() - start
    with tempfile.TemporaryDirectory() as folder:
        async with Database(Path(folder) / "speed.db") as database:
            taken = await milliseconds(Advisor(files.current, Profiles(database)))
    percentiles = statistics.quantiles(taken, n=100)
    print(f"knowledge loaded and compiled in {loaded:.2f} s")
    print(
        f"{len(taken)} answers: median {percentiles[49]:.1f} ms, 99 % below {percentiles[98]:.1f} ms, "
        f"slowest {max(taken):.1f} ms"
    )


if __name__ == "__main__":
    asyncio.run(main())
