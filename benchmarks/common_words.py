"""Prints `bot/domain/language/common_words.py` from the vocabulary of a language model, which is ordered by frequency.

python -m benchmarks.common_words --vocabulary vocab.txt

`vocab.txt` is that of BERT uncased (Google, Apache 2.0), counted over English Wikipedia and a collection of novels.
"""

from __future__ import annotations

import argparse
import textwrap
from pathlib import Path

FIRST = "the"
"""Before it stand letters, digits and signs, in the order of their code points."""
ONE_LETTER = ("a", "i")
"""These stand among the letters."""
MOST = 6_000
MODULE = '''"""The commonest words of written English, the commonest first.

Whole words of vocab.txt of google-research/bert (Google, 2018, Apache License 2.0), by `benchmarks/common_words.py`.
"""

from __future__ import annotations

COMMON_WORDS = """
{words}
"""'''


def common_words(vocabulary: Path) -> list[str]:
    """The whole words of the file, the commonest first."""
    listed = vocabulary.read_text(encoding="utf-8").split()
    whole = [word for word in listed[listed.index(FIRST) :] if word.isascii() and word.isalpha()]
    return [*ONE_LETTER, *whole][:MOST]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vocabulary", type=Path, required=True, help="vocab.txt of BERT uncased")
    words = common_words(parser.parse_args().vocabulary)
    print(MODULE.format(words=textwrap.fill(" ".join(words), 118)))


if __name__ == "__main__":
    main()
