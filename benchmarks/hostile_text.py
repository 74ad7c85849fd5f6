"""How long the worst messages take to understand, in units of an ordinary question of the same run.

python -m benchmarks.hostile_text [--all]

Each text is one piece repeated up to the limit of Discord. `names`: what finding the names in it takes. `growth`: the
time for the whole length in units of the time for a quarter of it: 4 is linear, 16 quadratic.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.answer_speed import conversations
from bot.domain.core.conversation import Conversation
from bot.domain.understanding.message import LONGEST, Understanding
from bot.storage.knowledge_files import KnowledgeFiles

ROOT = Path(__file__).parent.parent
SHOWN = 12
"""Texts shown without --all: the slowest."""
TRIES = 3
ORDINARY = 120
"""Questions of tests/questions.yaml that are timed."""
BUDGET = 100
"""Milliseconds that a message may take."""
PIECES = (
    "r ", "c++ ", "go, ", "a ", "é", "x", "0", "12 ", "1,2,", "((", "[", "{", "<", "> ", ".", "?",
    "?!", "!", "-", "…", "\n", "\n- ", "* ", "'", "\"", "a'b'", "`", "> python\n", "★☆",
    "5" + " " * 90, "In Aa ", "@", "<@1>", "http://a ", "www.", "👍", "\u200b", "ß", "İ", "data ",
    "data engineer ", "data engineer vs ", "ml engineer, ", "machine learning ", "python ",
    "python, ", "i know python. ", "i dont know sql, ", "python 3/5, ", "5 years ",
    "10 hours a week ", "a week ", "each week ", "$120k ", "in ", "in India ", "new york, ",
    "st. louis, ", "seattle or ", "senior ", "entry level ", "tf ", "ai ", "cloud ", "what is ",
    "what does an ml engineer do? ", "how do i learn python ", "how ", "is it ", "should i ",
    "and also what is the pay of a nurse ", "so ", "not ", "no ", "i ", "thanks ", "my ", "the ",
    "dont ", "never ", "react/next/node ", "c# ", ".net ", "node.js ", "ph.d ", "m.sc.", "a.",
    "a.b", "1.", "- python\n", "python: 3\n", "machien lerning enginer ", "kubernets ", "pyhton, ",
    "qwertyuiop ", "asdfgh", "go c r ", "learn r and c and ", "technical writer ",
    "game developer, ", "nurse ", "bank ", "google ", "few ", "it depends, ", "😀 hi ", "i'm ",
    "don't ", "½", "Ａ", "中", "مرحبا ", "a-b-", "a_b ", "a/b/", "=", "|", "|python|3|\n", "★", "5% ",
    "100%", "# a\n",
)  # fmt: skip


def filled(piece: str, length: int = LONGEST) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def milliseconds(work: Callable[[str], object], text: str) -> float:
    """The best of some tries, each with another first word: nothing is remembered of the one before."""
    taken = []
    for number in range(TRIES):
        other = f"hm{number} {text}"[:LONGEST]
        start = time.perf_counter()
        work(other)
        taken.append((time.perf_counter() - start) * 1000)
    return min(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="show every text")
    everything = parser.parse_args().all
    understanding = KnowledgeFiles(ROOT / "knowledge", ROOT / "faq.yaml", Understanding.compile).current()
    questions = [text for texts in conversations() for text in texts][:ORDINARY]
    so_far = Conversation().after(understanding.understand("what does a data engineer earn"))
    find = understanding.reader.finder.find

    def understand(text: str) -> object:
        return understanding.understand(text, so_far)

    usual = statistics.median(milliseconds(understand, text) for text in questions)
    rows = []
    for piece in PIECES:
        whole, quarter = (milliseconds(understand, filled(piece, length)) for length in (LONGEST, LONGEST // 4))
        names = milliseconds(find, f"so {filled(piece)}")
        rows.append((whole, names, whole / quarter, piece))
    rows.sort(reverse=True)
    print(f"an ordinary question: {usual:.2f} ms; {LONGEST} characters of")
    for whole, names, growth, piece in rows if everything else rows[:SHOWN]:
        times = f"{whole / usual:5.0f} times, {names / usual:4.0f} for names"
        print(f"{piece!r:44} {times}  growth {growth:4.1f}  {whole:4.0f} ms")
    print(f"{sum(whole > BUDGET for whole, *_ in rows)} of {len(rows)} above {BUDGET} ms")


if __name__ == "__main__":
    main()
