"""Quality of the matcher on the reporting fold of the development splits, as a table.

python -m benchmarks.quality --data DIR [--fold choose] [--semantic]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from benchmarks.measures import Outcome, measures
from benchmarks.sets import Drawn, Fold, Sets
from bot.domain.language.word_vectors import WordVectors
from bot.domain.matching.matcher import FaqMatcher
from bot.storage.word_vectors import word_vectors

DRAWS = range(3)
COLUMNS = {
    "hit@1": "hit@1", "hit@3": "hit@3", "auroc": "AUROC", "at 90": "at 90", "answered right": "ans. right",
    "answered wrong": "ans. wrong", "answered outside": "ans. outs.", "clarified": "clarified",
    "offered right": "offered", "offered right, all": "off. all", "calibration": "ECE",
}  # fmt: skip


def outcomes(drawn: Drawn, vectors: WordVectors | None = None) -> list[Outcome]:
    matcher = FaqMatcher.compile(drawn.entries, vectors=vectors)
    return [Outcome(answer, matcher.match(question)) for question, answer in drawn.questions]


def parts(sets: Sets, fold: Fold) -> Iterable[tuple[str, list[Drawn]]]:
    """Each part of the report with its draws."""
    for name, phrases in (("clinc150", 5), ("clinc150", 10), ("banking77", 10), ("banking77", 5)):
        yield f"{name}, {phrases} phrases", [sets.draw(name, fold, phrases, draw) for draw in DRAWS]
    yield "clinc150, 10, typos", [sets.draw("clinc150", fold, 10, draw).with_typos() for draw in DRAWS]
    yield "clinc150, 40 phrases", [sets.draw("clinc150", fold, 40, draw) for draw in DRAWS]
    for name, phrases in (("clinc150", 25), ("banking77", 17)):
        yield f"{name}, uneven", [sets.draw(name, fold, phrases, draw).uneven() for draw in DRAWS]
    for name in ("clinc150", "banking77"):
        yield f"{name}, 1 phrase", [sets.draw(name, fold, 1, draw) for draw in DRAWS]
        for entries in (10, 40):
            draws = [
                sets.draw(name, fold, phrases, draw, 40, entries, 8) for phrases in (1, 2, 3, 4) for draw in range(6)
            ]
            yield f"{name}, {entries} entries, 1-4 phrases", draws
        for entries in (60, 400):
            yield f"{name}, {entries} pairs", [sets.paraphrased((name,), fold, entries, draw) for draw in range(6)]
    both = ("clinc150", "banking77")
    yield "both, 950 pairs", [sets.paraphrased(both, fold, 950, draw) for draw in range(6)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with clinc150.json and banking77.json")
    parser.add_argument("--fold", choices=("choose", "report"), default="report")
    parser.add_argument("--semantic", action="store_true", help="with word vectors")
    options = parser.parse_args()
    vectors = word_vectors() if options.semantic else None
    print("| set | " + " | ".join(COLUMNS.values()) + " |")
    print("|---|" + "---|" * len(COLUMNS))
    for name, draws in parts(Sets(options.data), options.fold):
        each = [outcomes(drawn, vectors) for drawn in draws]
        if len(draws) > len(DRAWS):  # too few questions each, so they are pooled
            each = [[outcome for found in each for outcome in found]]
        found = [measures(one) for one in each]
        cells = [f"{np.mean([one[key] for one in found]):.1f}" if key in found[0] else "" for key in COLUMNS]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
