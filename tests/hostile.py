"""What nobody in good faith would send: texts, names and numbers for the tests that send it all the same.

FUZZ=50 makes each of these tests fifty times as long; FUZZ_SEED gives it another course.
"""

from __future__ import annotations

import os
import random
import string
from collections.abc import Iterator

TIMES = int(os.environ.get("FUZZ", "1"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))
LONGEST = 2000
"""Characters of a message."""
SLOW = (
    "r ", "c++ ", "1,2,", "((", "> python\n", "5" + " " * 90, "data engineer vs ", "python 3/5, ", "$120k ",
    "st. louis, ", "react/next/node ", "machien lerning enginer ", "qwertyuiop ", "|python|3|\n", "\n- ", "* ",
    "a'b'", "i dont know sql, ", "each week ", "10 hours a week ", "ph.d ", "no ", "what is ", "and ",
)  # fmt: skip
"""Repeated to the end of a message, the worst that `benchmarks.hostile_text` knows."""
ODD = (
    "", " ", "\n", "\u200b", "\u202e", "\u2028", "\x85", "\x07", "\ufeff", "\ufffd", "İ", "ß", "½", "中文",
    "مرحبا", "👩‍👩‍👧‍👦", "e\u0301" * 20, "@everyone", "@here", "<@&1>", "<#1>", "<@1>", "</ask:1>", "<t:1:R>",
    "```", "`", "||", "~~", "**", "[a](https://example.org)", "{role}", "{0}", "%s", "%n", "\\", "'", '"', ";--",
    "../../etc/passwd", "-1", "0", "1e308", "NaN", "9" * 40, "null", "[]", "{}", "<script>", "$(id)", ":)", "-# ",
    "# ", "> ", "1. ", "http://", "https://[", "discord.gg/x", "k:1:aaaaab", "yes", "no", "undo", "delete my data",
)  # fmt: skip
WORDS = (
    "data", "engineer", "python", "salary", "how", "do", "I", "know", "sql", "advanced", "hours", "a", "week",
    "goal", "senior", "in", "germany", "not", "forget", "versus", "ml", "degree", "?", ".", ",",
)  # fmt: skip


def dice(purpose: str) -> random.Random:
    """The same throws for the same purpose in every run."""
    return random.Random(f"{SEED} {purpose}")


def texts(purpose: str, most: int = LONGEST) -> Iterator[str]:
    """Every slow and odd piece once, then mixtures of them, words and bare characters, for ever."""
    yield from ((piece * most)[:most] for piece in SLOW)
    yield from (piece[:most] for piece in ODD)
    throw = dice(purpose)
    while True:
        count = throw.choice((1, 3, 10, 40))
        pieces = [throw.choice((_word, _odd, _any))(throw) for _ in range(count)]
        yield throw.choice((" ", "", "\n")).join(pieces)[:most]


def some(purpose: str, count: int, most: int = LONGEST) -> list[str]:
    """That many of them times FUZZ, drawn from all."""
    made = texts(purpose, most)
    pool = [next(made) for _ in range(len(SLOW) + len(ODD) + count * TIMES)]
    dice(purpose).shuffle(pool)
    return pool[: count * TIMES]


def _word(throw: random.Random) -> str:
    word = throw.choice(WORDS)
    return word if throw.random() < 0.7 else "".join(throw.sample(word, len(word)))


def _odd(throw: random.Random) -> str:
    return throw.choice(ODD)


def _any(throw: random.Random) -> str:
    plain = throw.random() < 0.5
    signs = string.printable if plain else [chr(throw.randrange(0x20, 0xD7FF)) for _ in range(20)]
    return "".join(throw.choice(signs) for _ in range(throw.randrange(1, 30)))


def bytes_like(good: bytes, throw: random.Random) -> bytes:
    """A good file with a few faults: pieces cut out, doubled, changed, put in."""
    data = bytearray(good)
    for _ in range(throw.choice((1, 2, 5, 20))):
        at = throw.randrange(len(data) + 1)
        to = min(len(data), at + throw.choice((1, 3, 30, 300)))
        match throw.randrange(4):
            case 0:
                del data[at:to]
            case 1:
                data[at:at] = data[at:to]
            case 2:
                data[at:at] = throw.choice(ODD).encode()
            case _:
                data[at:to] = throw.randbytes(to - at)
    return bytes(data)
