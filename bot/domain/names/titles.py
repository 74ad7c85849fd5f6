"""Titles that read like a role and are none of ours: "game developer", "technical writer"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from bot.domain.language.everyday import FUNCTION_WORDS
from bot.domain.language.ordinary_words import word_set
from bot.domain.language.words import Word, joined
from bot.domain.names.mentions import Mention

_NO_KIND_OF_WORK = word_set(
    """
    a actual also another any average bad become becoming being best better big certified cheap current decent each
    entry every ex experienced fellow first former freelance freelancing fresh full future general good great happy
    hire hired hiring junior last lead level local many mid more most my new next normal old only other our part poor
    principal real regular remote rich same second senior single solo some staff successful talented their those time
    top true typical us usa versus vs were which worst years young your different as and or
    """
)
"""Words before a title that say nothing of the kind of work."""


def unknown_titles(
    text: str, said: Sequence[Word], endings: Collection[str], taken: Collection[int]
) -> Iterator[Mention]:
    """A title's last word with the word before it, where no known name stands (`taken`: word numbers)."""
    for at in range(1, len(said)):
        last, before = said[at].text, said[at - 1]
        if last not in endings and last.removesuffix("s") not in endings:
            continue
        if at in taken or at - 1 in taken or not joined(text, before, said[at]):
            continue
        if before.text in FUNCTION_WORDS or before.text in _NO_KIND_OF_WORK or before.text.isdigit():
            continue
        start, end = before.start, said[at].end
        yield Mention("unknown-role", text[start:end].lower(), start, end, text[start:end])
