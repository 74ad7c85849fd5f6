"""Learns anew from the shipped knowledge and keeps it in bot/storage/learned.npz, where a first start finds it.

python -m benchmarks.learned
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.domain.core.learned import NOTHING_LEARNED
from bot.domain.understanding.message import Understanding
from bot.domain.understanding.reading import LEARN_FROM
from bot.storage.knowledge_files import load_knowledge
from bot.storage.learned import FILE, write

ROOT = Path(__file__).parent.parent


def main() -> None:
    kb = replace(load_knowledge(ROOT / "knowledge", ROOT / "faq.yaml"), learned=NOTHING_LEARNED)
    write(Understanding.compile(kb, at_once=LEARN_FROM).learned())
    print(f"{FILE.relative_to(ROOT)}: {FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
