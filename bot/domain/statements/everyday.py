"""Whether a skill that is also a word of every day (go, rest, excel) is meant where it stands: what is looked at."""

from __future__ import annotations

from bot.domain.statements.features import features
from bot.domain.statements.layout import Layout

EVERYDAY = ("word", "skill")
"""What such a word may be."""
MEANT = 0.5
"""How sure it must be that it is the skill."""
MOST = 40
"""Such words in one message; more are no message, and would keep others waiting."""
PLAIN = 5
"""Every so many names of other skills teach what stands around a name, too."""
LONG = 6
"""Letters from which a word's length says nothing more."""


def everyday_features(layout: Layout, at: int, text: str) -> list[str]:
    """What is looked at around any name, and the word itself with its neighbours."""
    token = layout.tokens[at]
    word, typed = token.text, text[token.start : token.end]
    before, behind = (layout.words[place] if 0 <= place < len(layout.words) else "" for place in (at - 1, at + 1))
    capital = typed[:1].isupper() and not text.isupper()
    return [
        *features(layout, at),
        f"w={word}",
        f"w={word} l={before}",
        f"w={word} r={behind}",
        f"capital {capital} {at > 0}",
        f"long {min(len(word), LONG)}",
    ]
