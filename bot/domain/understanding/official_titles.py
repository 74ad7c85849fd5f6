"""Titles of official occupations in a text, where no role of ours has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.official import Official, singular, title_key
from bot.domain.language.everyday import FUNCTION_WORDS
from bot.domain.language.text import stem, tokens
from bot.domain.language.words import Word, joined, key, words
from bot.domain.names.masking import SLOTS
from bot.domain.names.mentions import Mention, Mentions

LONGEST = 6
"""Words of a title that is looked for."""
ABOUT_CAREERS = ("role", "salary", "factors", "roadmap")
"""What the ids of intents about a role begin with."""
OFTEN = 3
"""Phrases that a word stands in if roles are often asked about with it: once, it may be a joke."""
BEFORE, AFTER = 4, 2
"""Words around a part of a title that may belong to it."""


@dataclass(frozen=True)
class OfficialTitles:
    """The titles of the official occupations that are near the roles here, and how careers are asked about."""

    titles: frozenset[str]
    starts: frozenset[str]
    """Their first words."""
    intents: frozenset[str]
    """Ids of the intents that ask what an official card may tell."""
    words: frozenset[str]
    """Stems of the words in which that is often asked, and of those that ask nothing."""

    @classmethod
    def compile(cls, kb: KnowledgeBase, masks: Mapping[str, str]) -> OfficialTitles:
        """`masks`: each phrase of an intent → the same with slots in the place of names."""
        names = kb.official.names if kb.official else {}
        titles = frozenset(title_key(names[code]) for code in kb.near_codes(names))
        intents = frozenset(name for name in kb.intents if name.partition(".")[0] in ABOUT_CAREERS)
        phrases = chain.from_iterable(kb.intents[name].phrases for name in intents)
        asked = Counter(chain.from_iterable(set(map(stem, tokens(masks[phrase]))) for phrase in phrases))
        often = (word for word, times in asked.items() if times >= OFTEN)
        words_ = frozenset(chain(often, map(stem, chain(SLOTS, FUNCTION_WORDS))))
        return cls(titles, frozenset(title.partition(" ")[0] for title in titles), intents, words_)

    def asks_of_career(self, masked: str) -> bool:
        """Whether a question has nothing in it but words in which careers are asked about."""
        return self.words.issuperset(map(stem, tokens(masked)))

    def standing(self, text: str) -> Iterator[Mention]:
        """The longest of them at each place of a text."""
        found, first = words(text), 0
        while first < len(found):
            last = self._end(text, found, first)
            if last:
                start, end = found[first].start, found[last - 1].end
                yield Mention("unknown-role", text[start:end].lower(), start, end, text[start:end])
            first = max(last, first + 1)

    def _end(self, text: str, found: Sequence[Word], first: int) -> int:
        """Where the longest title ends that begins with the word `first`; 0 if none does."""
        if not self.starts.intersection((found[first].text, singular(found[first].text))):
            return 0
        ends, before = 0, ""
        for last in range(first + 1, min(first + LONGEST, len(found)) + 1):
            if last > first + 1 and not joined(text, found[last - 2], found[last - 1]):
                break
            word = found[last - 1].text
            if before + singular(word) in self.titles:
                ends = last
            before += f"{word} "
        return ends


def with_titles(text: str, mentions: Mentions, kb: KnowledgeBase, near: OfficialTitles) -> Mentions:
    """`mentions` with the titles of such occupations, and professions that stand for them, as titles that are none
    of ours; the very same where there are none."""
    jobs = (*mentions.of("role"), *mentions.of("profession"))
    titles = [title for title in near.standing(text) if not any(_takes(job, title) for job in jobs)]
    professions = [m for m in mentions.of("profession") if _is_near(m.text, kb)]
    titles += [replace(profession, kind="unknown-role") for profession in professions]
    if not titles:
        return mentions
    others = [m for m in mentions.all if not any(_overlap(m, title) for title in titles)]
    return Mentions(tuple(sorted([*others, *titles], key=lambda mention: mention.start)))


def is_about(entry: FaqEntry | None, mentions: Mentions) -> bool:
    """Whether an entry of the FAQ names one of these titles itself."""
    if entry is None:
        return False
    asked = [f" {title_key(phrase)} " for phrase in entry.phrases]
    titles = [f" {title_key(mention.text)} " for mention in mentions.of("unknown-role")]
    return any(title in phrase for title in titles for phrase in asked)


def codes_of(typed: str, text: str, official: Official) -> tuple[str, ...]:
    """The codes of the longest title in `text` that has `typed` in it: "research analyst" in a question on
    operations research analysts."""
    part, whole = key(typed).split(), key(text).split()
    at = next((n for n in range(len(whole)) if whole[n : n + len(part)] == part), None)
    if at is None:
        return official.named(typed)
    end = at + len(part)
    spans = [(first, last) for first in range(max(0, at - BEFORE), at + 1) for last in range(end, end + AFTER + 1)]
    spans.sort(key=lambda span: span[0] - span[1])
    longest = (official.named(" ".join(whole[first:last])) for first, last in spans)
    return next((codes for codes in longest if codes), ())


def _is_near(title: str, kb: KnowledgeBase) -> bool:
    """Whether it stands for such occupations alone."""
    codes = kb.official.named(title) if kb.official else ()
    return bool(codes) and kb.near_codes(codes) == codes


def _takes(job: Mention, title: Mention) -> bool:
    """Whether a name of ours stands where the title does; the name of a field ("developer") only if it is all of it."""
    if job.weak:
        return job.start <= title.start and title.end <= job.end
    return _overlap(job, title)


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end
