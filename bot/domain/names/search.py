"""One text in which names are looked for: every name that its words may be, and the ones that are meant."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.domain.core.skills import AmbiguousWord
from bot.domain.language.words import joined, loosely_joined, words
from bot.domain.names.catalogue import Catalogue, Name
from bot.domain.names.hints import Hints, Kinship, Span, best
from bot.domain.names.mentions import Mention

_PER_TYPO = 0.1
"""What each corrected word takes off a mention's score."""
_SHORTEST_CORRECTED_PLACE = 6
_FEW = 2
"""Words up to which a misspelt place needs no other sign."""
_SHORT_TEXT = 4
"""Words up to which a level's name alone is the level."""
_NEAR = 3
"""Words within which a role is spoken of."""
_NO_SQL_AFTER = frozenset({"know", "in", "of", "and", "or", "with", "learn", "use", "using", "like", "to", "add"})
_OWNERS = frozenset({"the", "my", "your", "our", "their", "his", "her", "this", "that"})
_AMOUNT = re.compile(r"\s*(?:\+|[/%]|out of|of (?:5|10)\b|(?:years?|yrs?|yoe|y|months?|mos?)\b)")
"""What stands behind a number that is none of a version."""
_ARTICLES = frozenset({"a", "an"})
_BEFORE_A_TIME = frozenset({"am", "pm"})
_ORDER = ("role", "profession", "ambiguous", "skill", "level", "skill-level", "place", "employer")
_TOGETHER = ({"role", "skill"}, {"role", "ambiguous"}, {"level", "skill-level"})
"""Kinds of names that the very same words may be at once: a field is also a skill."""


@dataclass(frozen=True)
class Candidate:
    """A name that the words [first, last) may be."""

    first: int
    last: int
    name: Name
    score: float

    @property
    def span(self) -> Span:
        return self.first, self.last

    @property
    def rank(self) -> tuple[int, bool, int, float]:
        """The longest names first, then outright ones."""
        return self.first - self.last, self.name.weak, _ORDER.index(self.name.kind), -self.score


class _Spelled(NamedTuple):
    """Neighbouring words as typed, with typos corrected, and with `data` for a first word that nearly is (or empty)."""

    typed: str
    right: str
    data: str

    @classmethod
    def of(cls, typed: str, right: str) -> _Spelled:
        return cls(typed, right, _as_data(right))

    def with_word(self, typed: str, right: str) -> _Spelled:
        data = f"{self.data} {right}" if self.data else ""
        return _Spelled(f"{self.typed} {typed}", f"{self.right} {right}", data)

    def goes_on(self, beginnings: Container[str]) -> bool:
        """Whether a longer name begins so."""
        return self.typed in beginnings or self.right in beginnings or self.data in beginnings


class Search:
    """The words of one text against the names of a catalogue. All of it takes time in proportion to the words."""

    def __init__(self, text: str, catalogue: Catalogue) -> None:
        self.text = text
        self.words = words(text)
        self._catalogue = catalogue
        self._corrected = [catalogue.speller.correct(word.text) for word in self.words]

    def chosen(self) -> list[Candidate]:
        """The names that are meant, in the order of the text."""
        return sorted(self._with_everyday(self._standing), key=lambda c: c.first)

    def everyday(self) -> list[Mention]:
        """The everyday words that are also skills, whether or not they are meant so."""
        listed = (c for c in self._standing if c.name.kind == "skill" and c.name.rule == "list")
        return [self._mention(candidate, weak=False) for candidate in listed]

    @cached_property
    def _standing(self) -> list[Candidate]:
        """What the words may be, by themselves."""
        return _longest([candidate for candidate in self._candidates() if self._stands(candidate)])

    def mentions(self, chosen: Sequence[Candidate]) -> Iterator[Mention]:
        skills = [c.name.id for c in chosen if c.name.kind == "skill"]
        kinship = Kinship(self._catalogue.kb, skills)
        readings = {
            c.span: self._reading(c.name.word, kinship, c.span)
            for c in chosen
            if c.name.word and c.name.kind == "ambiguous"
        }
        fields = {c.span for c in chosen if c.name.kind == "role"}
        known = self._catalogue.kb.skills
        for candidate in chosen:
            name, reading = candidate.name, readings.get(candidate.span, "")
            if name.kind == "role" and reading not in known:
                yield self._mention(candidate, weak=name.weak)
            elif name.kind == "ambiguous" and reading in known:
                yield self._mention(candidate, weak=candidate.span in fields, skill=reading)
            elif name.kind == "ambiguous" and reading and name.word:
                yield self._mention(candidate, weak=candidate.span in fields, options=name.word.skills)
            elif name.kind not in ("role", "ambiguous"):
                yield self._mention(candidate, weak=name.weak or (name.kind == "skill" and candidate.span in fields))

    def _mention(self, candidate: Candidate, *, weak: bool, skill: str = "", options: tuple[str, ...] = ()) -> Mention:
        start, end = self.words[candidate.first].start, self.words[candidate.last - 1].end
        kind, id_ = ("skill", skill) if skill else (candidate.name.kind, candidate.name.id)
        return Mention(kind, id_, start, end, self.text[start:end], candidate.score, weak, options=options)  # type: ignore[arg-type]

    # --- which names the words may be

    def _candidates(self) -> Iterator[Candidate]:
        starts = self._catalogue.starts
        for first, (word, right) in enumerate(zip(self.words, self._corrected, strict=True)):
            if word.text in starts or right in starts or _as_data(right):
                yield from self._beginning_at(first)

    def _beginning_at(self, first: int) -> Iterator[Candidate]:
        spelled = _Spelled.of(self.words[first].text, self._corrected[first])
        yield from self._names_of(spelled, first, first + 1)
        loose = False
        for last in range(first + 2, len(self.words) + 1):
            if not spelled.goes_on(self._catalogue.beginnings):
                break
            if not self._joined(last):
                loose = True
                if not loosely_joined(self.text, self.words[last - 2], self.words[last - 1]):
                    break
            spelled = spelled.with_word(self.words[last - 1].text, self._corrected[last - 1])
            names = self._names_of(spelled, first, last)
            yield from (c for c in names if c.name.kind == "place") if loose else names

    def _joined(self, last: int) -> bool:
        return joined(self.text, self.words[last - 2], self.words[last - 1])

    def _names_of(self, spelled: _Spelled, first: int, last: int) -> Iterator[Candidate]:
        names = self._catalogue.names
        if spelled.typed in names:
            yield from (Candidate(first, last, name, 1.0) for name in names[spelled.typed])
        elif spelled.right in names:
            typos = sum(self.words[at].text != self._corrected[at] for at in range(first, last))
            yield from (Candidate(first, last, name, 1 - typos * _PER_TYPO) for name in names[spelled.right])
        elif last - first > 1 and spelled.data:
            found = names.get(spelled.data, ())
            yield from (Candidate(first, last, n, 1 - _PER_TYPO) for n in found if n.kind == "role")

    # --- whether a name may be taken at its word

    def _stands(self, candidate: Candidate) -> bool:
        alone = candidate.last - candidate.first == 1
        if alone and self._is_unit(candidate.first):
            return False
        match candidate.name.kind:
            case "place":
                return self._place_stands(candidate, alone)
            case "profession":
                return candidate.score == 1
            case "skill":
                return self._skill_stands(candidate)
            case "role":
                return self._role_stands(candidate, alone)
            case "ambiguous":
                return self._ambiguous_stands(candidate)
            case "level":
                return not alone or self._level_stands(candidate)
        return True

    def _is_unit(self, at: int) -> bool:
        """`500 ml of milk`, `5 pm`: a measure or a time, no name."""
        word, before, after = self.words[at].text, self._word(at - 1), self._word(at + 1)
        if not before.isdigit():
            return False
        lists = self._catalogue.kb.words
        return word in _BEFORE_A_TIME or (word in lists.units and (not after or after in lists.after_units))

    def _place_stands(self, candidate: Candidate, alone: bool) -> bool:
        if not alone:
            return True
        everyday = self._catalogue.everyday
        if candidate.score < 1:
            return self._typo_stands(candidate)
        return candidate.name.rule != "capital" or everyday.is_place(self.text, self.words, candidate.first)

    def _typo_stands(self, candidate: Candidate) -> bool:
        """A misspelt place is one where a place would stand; "a recipe" is not Recife."""
        word = self.words[candidate.first]
        if len(word.text) < _SHORTEST_CORRECTED_PLACE:
            return False
        if len(self.words) <= _FEW or self._catalogue.kb.locations[candidate.name.id].kind == "metro":
            return True
        capital = candidate.first > 0 and self.text[word.start].isupper() and not self.text.isupper()
        return capital or self._catalogue.everyday.led_to(self.words, candidate.first)

    def _skill_stands(self, candidate: Candidate) -> bool:
        word, at = self.words[candidate.first].text, candidate.first
        if word == "my" and candidate.last - at > 1:
            return self._in_list(at)  # "my sql is rusty" is SQL, "php, my sql" MySQL
        if word == "no":
            return self._word(at - 1) in _NO_SQL_AFTER
        if self.words[candidate.last - 1].text.isdigit() and candidate.last - at > 1:
            return _AMOUNT.match(self.text, self.words[candidate.last - 1].end) is None  # "python 3/10", "java 8 years"
        return candidate.name.rule != "list" or candidate.score == 1

    def _in_list(self, at: int) -> bool:
        return at > 0 and self.text[self.words[at - 1].end : self.words[at].start].strip() in (",", "/", "|", "&", "+")

    def _role_stands(self, candidate: Candidate, alone: bool) -> bool:
        if candidate.name.rule == "abbreviation":
            return candidate.score == 1 and self._abbreviation_stands(candidate.first)
        before = self._word(candidate.first - 1)
        if candidate.name.yields:
            return candidate.score == 1 and before not in _OWNERS  # "the developer said"
        if not (candidate.name.weak and alone) or before != "the":
            return True
        # "the cloud" is a thing, "the ml field" a field.
        word = self.words[candidate.first].text
        return all(other.kind != "ambiguous" for other in self._catalogue.names.get(word, ()))

    def _ambiguous_stands(self, candidate: Candidate) -> bool:
        """`de` in a Spanish sentence is no data engineering."""
        if self.words[candidate.first].text not in self._catalogue.kb.words.foreign_words:
            return True
        return self._in_list(candidate.first) or self._abbreviation_stands(candidate.first)

    def _abbreviation_stands(self, at: int) -> bool:
        """`ds` is a role in capitals, as a whole message, or where roles are spoken of, `de` where that is near."""
        word = self.words[at]
        if self.text[word.start : word.end].isupper() and not self.text.isupper():
            return True
        if len(self.words) == 1 or self._word(at - 1) in _ARTICLES:
            return True
        near = range(max(0, at - _NEAR), min(len(self.words), at + _NEAR + 1))
        if word.text not in self._catalogue.kb.words.foreign_words and len(self._roles_spoken_of) > 1:
            return True
        return any(other in self._roles_spoken_of for other in near if other != at)

    @cached_property
    def _roles_spoken_of(self) -> frozenset[int]:
        """Numbers of the words that show that roles are spoken of."""
        return frozenset(at for at, word in enumerate(self.words) if self._speaks_of_roles(word.text))

    def _speaks_of_roles(self, word: str) -> bool:
        if word in self._catalogue.near_abbreviations or word in self._catalogue.title_words:
            return True
        foreign = word in self._catalogue.kb.words.foreign_words
        return not foreign and any(name.kind == "role" for name in self._catalogue.names.get(word, ()))

    def _level_stands(self, candidate: Candidate) -> bool:
        everyday = self.words[candidate.first].text in self._catalogue.everyday_levels
        return not everyday or len(self.words) <= _SHORT_TEXT or self._speaks_of_jobs

    @cached_property
    def _hints(self) -> Hints:
        return Hints(self._corrected)

    @cached_property
    def _speaks_of_jobs(self) -> bool:
        """A role's name or head, or a plain level stands somewhere."""
        return any(map(self._titled, {word.text for word in self.words}))

    def _titled(self, word: str) -> bool:
        if word in self._catalogue.title_words:
            return True
        names = self._catalogue.names.get(word, ())
        plain = word not in self._catalogue.everyday_levels
        return any(name.kind == "role" or (name.kind == "level" and plain) for name in names)

    def _word(self, at: int) -> str:
        return self.words[at].text if 0 <= at < len(self.words) else ""

    # --- everyday words and ambiguous ones

    def _with_everyday(self, chosen: Sequence[Candidate]) -> list[Candidate]:
        """Without the everyday words that are not meant as skills; each one kept may support its neighbours."""
        sure = [c for c in chosen if c.name.kind != "skill" or c.name.rule != "list"]
        open_ = {c.first: c for c in chosen if c.name.kind == "skill" and c.name.rule == "list"}
        skills = {at for c in sure if c.name.kind in ("skill", "ambiguous") for at in range(*c.span)}
        possible = frozenset(open_)
        kept = self._supported(open_, skills, possible)
        if not kept and not skills and len(open_) > 1:
            # Nothing but everyday words: a list of them ("go, c, r") is a list all the same.
            start = [at for at in open_ if self._is_skill(at, possible, ())]
            kept = set(start) | self._supported(open_, set(start), possible)
        return sure + [open_[at] for at in kept]

    def _supported(self, open_: Mapping[int, Candidate], skills: set[int], possible: frozenset[int]) -> set[int]:
        """The open words that skills beside them or their context support. Adds them to `skills`."""
        kept: set[int] = set()
        queue = deque(open_)
        while queue:
            at = queue.popleft()
            if at in kept or not (self._hinted(open_[at]) or self._is_skill(at, skills, possible)):
                continue
            kept.add(at)
            skills.add(at)
            queue.extend(other for other in range(at - 2, at + 3) if other in open_ and other not in kept)
        return kept

    def _is_skill(self, at: int, skills: set[int] | frozenset[int], possible: frozenset[int] | tuple[int, ...]) -> bool:
        return self._catalogue.everyday.is_skill(self.text, self.words, at, skills, possible)

    def _hinted(self, candidate: Candidate) -> bool:
        """`numpy` and the like stand around: an everyday word with a context of its own is the skill."""
        word = candidate.name.word
        if word is None or len(word.word) <= 2 or word.word in ("next", "rest", "express"):
            return False
        votes = self._hints.votes(word)
        mine = votes.pop(candidate.name.id, 0)
        return mine > max(votes.values(), default=0)

    def _reading(self, word: AmbiguousWord, kinship: Kinship, span: Span) -> str:
        """A skill's id, the word itself when it has to be asked, empty: no skill."""
        reading = best(self._hints.votes(word, span))
        if reading:
            return reading if reading in word.skills else ""
        return best({skill: kinship.with_named(skill) for skill in word.skills}) or word.word


@lru_cache(maxsize=5_000)
def _as_data(word: str) -> str:
    """ "dta scientist", "date engineer": too short to be corrected alone, clear before its title."""
    near = abs(len(word) - len("data")) <= 1 and OSA.distance(word, "data", score_cutoff=1) <= 1
    return "data" if near else ""


def _longest(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The longest names win, outright roles first; names over the very same words may stand together."""
    owners: dict[int, Span] = {}
    chosen: dict[Span, list[Candidate]] = {}
    for candidate in sorted(candidates, key=lambda c: c.rank):
        span = candidate.span
        if any(owners.get(at, span) != span for at in range(*span)):
            continue
        if _goes_with(candidate, chosen.setdefault(span, [])):
            owners |= dict.fromkeys(range(*span), span)
            chosen[span].append(candidate)
    return [candidate for same in chosen.values() for candidate in same]


def _goes_with(candidate: Candidate, same: Sequence[Candidate]) -> bool:
    """A field is also a skill, `expert` also a role level; a role named outright in several words is nothing else."""
    if not same:
        return True
    kinds = {other.name.kind for other in same}
    outright = any(other.name.kind == "role" and not other.name.weak for other in same)
    if outright and candidate.last - candidate.first > 1:
        return False
    return kinds | {candidate.name.kind} in _TOGETHER
