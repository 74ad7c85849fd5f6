"""Whether a statement is about its writer: nothing else may change what is known of them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.language.ordinary_words import word_set
from bot.domain.statements.cues import AHEAD, AHEAD_ENDINGS, BETWEEN, LINKS
from bot.domain.statements.signs import Sign
from bot.domain.statements.stances import leads

_FILLING = word_set(
    """
    here there hey hi hello bot yo jk its lol well yes also my skills update ago ages summer spent school uni work
    last year years month months week class two three lately time back day days
    """
)
_QUIET_WORDS = BETWEEN | AHEAD | LINKS | _FILLING
"""Words that may stand in a bare row of skills and levels."""
_ABOUT_LEARNING = word_set(
    """
    course courses tutorial tutorials book books resource resources bootcamp exam roadmap questions interview
    interviews job jobs role roles project video videos playlist class classes vs versus best enough takes take need
    needed
    """
)
"""Words that show that skills are spoken of in general."""


def of_oneself(row: Sequence[Sign]) -> bool:
    """Whether levels are the writer's own: they say `i`, or hardly anything but skills and levels."""
    if any(sign.kind == "add" or _speaks(row, at) or _practised(row, at) for at, sign in enumerate(row)):
        return True
    if not row:
        return False
    if row[0].text in ("with", "w", "given"):  # "with basic python what can i earn"
        return False
    if any(_has_verb(row, at) and leads(row, at) for at in range(len(row))):
        return True
    words = [sign.text for sign in row if sign.kind == "word" and not sign.text.isdigit()]
    strange = [word for word in words if word not in _QUIET_WORDS]
    levels = sum(sign.kind == "level" for sign in row)
    return len(strange) <= max(levels, 1) and not _ABOUT_LEARNING & {sign.text for sign in row}


def _speaks(row: Sequence[Sign], at: int) -> bool:
    """`i`, or `my` of a skill: `my prompt returns garbage json` is not about the writer."""
    if row[at].text not in ("my", "me"):
        return row[at].kind == "mine"
    if at and row[at - 1].text in AHEAD_ENDINGS:
        return False
    return any(sign.kind in ("skill", "level", "know") for sign in row[at + 1 : at + 3]) or row[at].text == "me"


def _has_verb(row: Sequence[Sign], at: int) -> bool:
    """`built`, `can't do`, `don't know`, other than `cannot connect`."""
    sign, after = row[at], row[at + 1].kind if at + 1 < len(row) else ""
    return sign.kind == "know" or (sign.kind == "deny" and (" " in sign.text or after == "know"))


def _practised(row: Sequence[Sign], at: int) -> bool:
    """`for 3 years` is said of a person."""
    return row[at].years and at > 0 and row[at - 1].text == "for"
