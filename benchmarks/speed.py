"""Time of one match and of loading, at growing numbers of phrases, beside two fuzzy scorers and a full-text index.

python -m benchmarks.speed --data DIR [--most 100000]
"""

from __future__ import annotations

import argparse
import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: one match is measured on one thread

import re
import resource
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import perf_counter

import numpy as np
from rapidfuzz import fuzz, process, utils

from benchmarks.sets import Sets
from bot.domain.matching.matcher import FaqMatcher
from bot.storage.word_vectors import word_vectors

SIZES = (100, 1_000, 10_000, 100_000)
PHRASES_AN_ENTRY = 5
QUESTIONS = 400
WARM_UP = 30


def phrases(sets: Sets, count: int) -> list[str]:
    """Real questions; beyond those there are, new ones spliced from the halves of two with a word made up for each."""
    rng = Random(count)
    real = [text for name in ("clinc150", "banking77") for text in sets.all_phrases(name)]
    rng.shuffle(real)
    made: list[str] = []
    while len(real) + len(made) < count:
        first, second = rng.choice(real).split(), rng.choice(real).split()
        word = "".join(rng.choice(("ba", "ko", "ri", "tem", "sul", "no", "gar", "pli")) for _ in range(3))
        made.append(" ".join([*first[: len(first) // 2 + 1], word, *second[len(second) // 2 :]]))
    return (real + made)[:count]


def timed(ask: Callable[[str], object], questions: list[str]) -> tuple[float, float]:
    """Median and 99th percentile in milliseconds."""
    for question in questions[:WARM_UP]:
        ask(question)
    spent = []
    for question in questions[WARM_UP:]:
        start = perf_counter()
        ask(question)
        spent.append(1000 * (perf_counter() - start))
    return float(np.percentile(spent, 50)), float(np.percentile(spent, 99))


def fuzzy(texts: list[str], scorer: Callable[..., float]) -> Callable[[str], object]:
    """The best phrase by a whole-string ratio."""
    return lambda question: process.extractOne(question, texts, scorer=scorer)


def full_text(texts: list[str]) -> Callable[[str], object]:
    """SQLite FTS5 with its bm25 ranking, any word of the question."""
    connection = sqlite3.connect(":memory:")
    connection.execute("create virtual table phrases using fts5(text, tokenize='porter')")
    connection.executemany("insert into phrases values (?)", [(text,) for text in texts])
    query = "select rowid from phrases where phrases match ? order by rank limit 5"

    def ask(question: str) -> object:
        words = re.findall(r"\w+", question)
        return connection.execute(query, (" OR ".join(f'"{word}"' for word in words),)).fetchall()

    return ask


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with clinc150.json and banking77.json")
    parser.add_argument("--most", type=int, default=SIZES[-1])
    parser.add_argument("--semantic", action="store_true", help="with word vectors")
    options = parser.parse_args()
    vectors = word_vectors() if options.semantic else None
    sets = Sets(options.data)
    asked = [text for text, _ in sets.draw("clinc150", "report", 1, 0, QUESTIONS, unanswered=1).questions][:QUESTIONS]
    print("| phrases | matcher p50 / p99 | ready in | peak memory | WRatio | token_set_ratio | FTS5 |")
    print("|---|---|---|---|---|---|---|")
    for size in [size for size in SIZES if size <= options.most]:
        texts = phrases(sets, size)
        faq = {f"e{i}": texts[i : i + PHRASES_AN_ENTRY] for i in range(0, size, PHRASES_AN_ENTRY)}
        start = perf_counter()
        matcher = FaqMatcher.compile(faq, vectors=vectors)
        ready = perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        cells = ["{:.2f} / {:.2f} ms".format(*timed(matcher.match, asked)), f"{ready:.2f} s", f"{peak:.0f} MB"]
        prepared = [utils.default_process(text) for text in texts]
        for scorer in (fuzz.WRatio, fuzz.token_set_ratio):
            few = asked if size <= 10_000 else asked[: WARM_UP + 30]
            cells.append("{:.2f} / {:.2f} ms".format(*timed(fuzzy(prepared, scorer), few)))
        cells.append("{:.2f} / {:.2f} ms".format(*timed(full_text(texts), asked)))
        print(f"| {size:,} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
