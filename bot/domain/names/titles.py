"""Titles that read like a role and are none of ours: "game developer", "technical writer"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.language.everyday import FUNCTION_WORDS
from bot.domain.language.words import Word, joined
from bot.domain.names.mentions import Mention


def unknown_titles(text: str, words: Sequence[Word], kb: KnowledgeBase, taken: Collection[int]) -> Iterator[Mention]:
    """A title's last word with the word before it, where no known name stands (`taken`: word numbers)."""
    titles = kb.community.role_titles
    for at in range(1, len(words)):
        before, last = words[at - 1], words[at]
        if last.text not in titles and last.text.removesuffix("s") not in titles:
            continue
        if not _is_kind_of_work(before.text, kb):
            continue
        if at in taken or at - 1 in taken or not joined(text, before, last):
            continue
        typed = text[before.start : last.end]
        yield Mention("unknown-role", f"{before.text} {last.text}", before.start, last.end, typed)


def _is_kind_of_work(word: str, kb: KnowledgeBase) -> bool:
    return not word.isdigit() and word not in FUNCTION_WORDS and word not in kb.words.not_before_titles
