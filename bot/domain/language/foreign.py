"""Which language a message is in, told by its small words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.domain.language.everyday import FUNCTION_WORDS
from bot.domain.language.words import words

ENGLISH = "en"
NAMES = {
    "ar": ("Arabic", "العربية"), "de": ("German", "Deutsch"), "es": ("Spanish", "Español"),
    "fr": ("French", "Français"), "hi": ("Hindi", "हिन्दी"), "id": ("Indonesian", "Bahasa Indonesia"),
    "it": ("Italian", "Italiano"), "ja": ("Japanese", "日本語"), "ko": ("Korean", "한국어"),
    "nl": ("Dutch", "Nederlands"), "pl": ("Polish", "Polski"), "pt": ("Portuguese", "Português"),
    "ru": ("Russian", "Русский"), "tr": ("Turkish", "Türkçe"), "uk": ("Ukrainian", "Українська"),
    "vi": ("Vietnamese", "Tiếng Việt"), "zh": ("Chinese", "中文"), ENGLISH: ("English", "English"),
}  # fmt: skip
"""Code of a language → its name in English and in itself."""
FEWEST = 2
"""Small words of another language that a message must have, and more of them than of English."""
_DEVANAGARI = re.compile(r"[\u0900-\u097f]{2,}")


def code_of(name: str) -> str:
    """`Spanish` → es; empty for one that we have no code for."""
    return next((code for code, (english, _) in NAMES.items() if english == name), "")


def called(code: str) -> str:
    """What the speakers of a language call it; the code where we do not know."""
    return NAMES[code][1] if code in NAMES else code


def language_of(text: str, small_words: Mapping[str, Sequence[str]]) -> str:
    """The name of the language `text` is in, of those in `small_words`; empty for English and for what is not clear."""
    if _DEVANAGARI.search(text):
        return "Hindi"
    found = {word.text for word in words(text)}
    counts = {name: len(found.intersection(known)) for name, known in small_words.items()}
    best = max(counts, key=lambda name: counts[name], default="")
    english = len(found & FUNCTION_WORDS)
    clear = bool(best) and counts[best] >= FEWEST and counts[best] > english
    return best if clear else ""
