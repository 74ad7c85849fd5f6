"""The word vectors that come with the program, read when a community first asks for them."""

from __future__ import annotations

import zlib
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from bot.domain.language.word_vectors import WordVectors
from bot.errors import BotError

FILE = Path(__file__).with_suffix(".npz")
"""Made by `benchmarks/word_vectors.py` from the sentence model all-MiniLM-L6-v2 (sentence-transformers, Apache License
2.0) and WordNet 3.0 (Princeton University, 2006, WordNet License)."""


@lru_cache(maxsize=1)
def word_vectors() -> WordVectors:
    """Raises BotError where the file is missing or damaged."""
    try:
        with FILE.open("rb") as file, np.load(file) as kept:
            return WordVectors(bytes(kept["pieces"]).decode().split("\n"), kept["rows"], kept["scales"])
    except (OSError, EOFError, ValueError, KeyError, BadZipFile, zlib.error):
        raise BotError(f"{FILE.name} of the program is missing or damaged; install the program again.") from None
