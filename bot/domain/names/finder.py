"""Finds roles, skills, levels, places, employers and amounts in text, slips of the keyboard included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.domain.core.knowledge import AmbiguousWord, KnowledgeBase
from bot.domain.language.ordinary_words import ORDINARY
from bot.domain.language.typos import Speller
from bot.domain.language.words import Word, joined, key, loosely_joined, words
from bot.domain.names.ambiguity import meant_as_place, meant_as_skill
from bot.domain.names.amounts import amounts
from bot.domain.names.catalogue import Name, Table, everyday_level, reach, table
from bot.domain.names.lookup import Choice, Choosable, Directory
from bot.domain.names.masking import mask
from bot.domain.names.mentions import Mention, Mentions
from bot.domain.names.titles import unknown_titles

_SLIP = 0.1
"""What each mended word takes off a mention's score."""
_SHORTEST_MENDED_PLACE = 6
_SHORT_TEXT = 4
SPECIALIZATIONS = (
    "natural-language-processing", "computer-vision", "reinforcement-learning", "large-language-models",
    "recommender-systems", "time-series-analysis", "mlops", "deep-learning",
)  # fmt: skip
_NO_SQL_AFTER = frozenset({"know", "in", "of", "and", "or", "with", "learn", "use", "using", "like", "to", "add"})
_BEFORE_A_TIME = frozenset({"am", "pm"})


@dataclass(frozen=True)
class _Found:
    """A name over the words [first, last) of a text."""

    first: int
    last: int
    name: Name
    score: float


class Lexicon:
    """The names of one knowledge base, compiled once; everything is by value, so it may be shared freely."""

    def __init__(self, kb: KnowledgeBase, names: Table) -> None:
        self._kb = kb
        self._names = names
        self._reach = reach(names)
        self._speller = Speller((word for name in names for word in name.split(" ")), ORDINARY, names.get)
        self._directory = Directory(kb, names)

    @classmethod
    def compile(cls, kb: KnowledgeBase) -> Lexicon:
        return cls(kb, table(kb))

    def find(self, text: str) -> Mentions:
        """All names and amounts in `text`, in its order."""
        said = words(text)
        mended = tuple(self._speller.mend(word.text) for word in said)
        chosen = _choose([found for found in self._candidates(text, said, mended) if self._stands(text, said, found)])
        chosen = _with_everyday(text, said, chosen)
        named = list(self._mentions(text, said, mended, chosen))
        taken = [(m.start, m.end) for m in named if m.kind in ("role", "skill")]
        counted = [m for m in amounts(text) if not any(s < m.end and m.start < e for s, e in taken)]
        used = {at for found in chosen for at in range(found.first, found.last)}
        named += unknown_titles(text, said, self._kb.community.role_titles, used)
        return Mentions(tuple(sorted(named + _apart(counted), key=lambda m: (m.start, m.end, m.weak, m.kind))))

    def mask(self, text: str, mentions: Mentions) -> str:
        """`text` with what it speaks of replaced by placeholders, as phrases with slots are."""
        return mask(text, mentions)

    def specialization(self, text: str, mentions: Mentions) -> str:
        """The id of the specialization named, if any: NLP, computer vision, and so on."""
        found = next((skill for skill in mentions.skills if skill in SPECIALIZATIONS), "")
        seen = "vision" in text.lower() and "speciali" in text.lower() and "computer-vision" in self._kb.skills
        return found or ("computer-vision" if seen else "")

    def near_skills(self, term: str, limit: int = 3) -> tuple[str, ...]:
        """Names of the skills that look like `term`, best first."""
        return self._directory.near_names("skill", term, limit)

    def find_role(self, text: str) -> Choice:
        return self._find_one("role", text)

    def find_skill(self, text: str) -> Choice:
        return self._find_one("skill", text)

    def find_location(self, text: str) -> Choice:
        return self._find_one("place", text)

    def choices(self, kind: Choosable, prefix: str, limit: int = 25) -> tuple[tuple[str, str], ...]:
        """(id, name) for autocomplete: names that start so, then words that start so, then names that look so."""
        return self._directory.choices(kind, prefix, limit)

    def _find_one(self, kind: Choosable, text: str) -> Choice:
        """The thing an option's text names: spelled as known, somewhere in the text, or nearly so."""
        exact = self._directory.exact(kind, text)
        found = exact or Choice("", tuple(dict.fromkeys(m.id for m in self.find(text).of(kind)))[:3])
        if len(found.near) == 1:
            return Choice(found.near[0])
        return found if found.id or found.near else self._directory.nearest(kind, text)

    # --- names in a text

    def _candidates(self, text: str, said: Sequence[Word], mended: Sequence[str]) -> Iterator[_Found]:
        for first in range(len(said)):
            loose = False
            for last in range(first + 1, min(first + self._reach_of(said[first].text, mended[first]), len(said)) + 1):
                if last > first + 1 and not joined(text, said[last - 2], said[last - 1]):
                    loose = True
                    if not loosely_joined(text, said[last - 2], said[last - 1]):
                        break
                found = self._at(said, mended, first, last)
                yield from (f for f in found if f.name.kind == "place") if loose else found

    def _reach_of(self, typed: str, meant: str) -> int:
        """How many words a name may have that begins with this word."""
        words = self._reach.get(typed, 0)
        if meant != typed:
            words = max(words, self._reach.get(meant, 0))
        return max(words, self._reach.get("data", 0)) if _as_data(meant) else words

    def _at(self, said: Sequence[Word], mended: Sequence[str], first: int, last: int) -> Iterator[_Found]:
        typed = " ".join([word.text for word in said[first:last]])
        meant = " ".join(mended[first:last])
        if typed in self._names:
            yield from (_Found(first, last, name, 1.0) for name in self._names[typed])
        elif meant in self._names:
            slips = sum(word.text != right for word, right in zip(said[first:last], mended[first:last], strict=True))
            yield from (_Found(first, last, name, 1 - slips * _SLIP) for name in self._names[meant])
        elif last - first > 1 and (start := _as_data(mended[first])):
            data = " ".join((start, *mended[first + 1 : last]))
            yield from (_Found(first, last, n, 1 - _SLIP) for n in self._names.get(data, ()) if n.kind == "role")

    def _stands(self, text: str, said: Sequence[Word], found: _Found) -> bool:
        """Whether the name may be taken at its word here."""
        word, name = said[found.first].text, found.name
        alone = found.last - found.first == 1
        if name.kind == "place":
            mended_short = found.score < 1 and len(word) < _SHORTEST_MENDED_PLACE
            return not mended_short and (name.rule != "capital" or not alone or meant_as_place(text, said, found.first))
        if name.kind == "profession":
            return found.score == 1
        if name.kind == "skill" and word == "my":
            return False  # "my sql is rusty" is SQL, not MySQL
        if name.kind == "skill" and word == "no":
            return found.first > 0 and said[found.first - 1].text in _NO_SQL_AFTER
        if name.kind == "skill" and name.rule == "list":
            return found.score == 1
        if alone and word in _BEFORE_A_TIME and found.first and said[found.first - 1].text.isdigit():
            return False
        if name.kind == "role" and name.weak and alone and found.first and said[found.first - 1].text == "the":
            # "the cloud" is a thing, "the ml field" a field.
            return all(other.kind != "ambiguous" for other in self._names[word])
        if name.kind == "level" and alone and everyday_level(word):
            return len(said) <= _SHORT_TEXT or any(self._titled(w.text) for w in said)
        return True

    def _titled(self, word: str) -> bool:
        """Whether a word shows that jobs are spoken of: a role's name or head, or a plain level."""
        if word in ("role", "roles", "position", "level", "engineer", "engineers", "dev", "developer", "job", "title"):
            return True
        kinds = self._names.get(word, ())
        return any(n.kind == "role" or (n.kind == "level" and not everyday_level(word)) for n in kinds)

    def _mentions(
        self, text: str, said: Sequence[Word], mended: Sequence[str], chosen: list[_Found]
    ) -> Iterator[Mention]:
        skills = [found.name.id for found in chosen if found.name.kind == "skill"]
        readings = {
            (f.first, f.last): self._reading(f.name.word, mended, skills, (f.first, f.last))
            for f in chosen
            if f.name.kind == "ambiguous" and f.name.word
        }
        fields = {(f.first, f.last) for f in chosen if f.name.kind == "role"}
        for found in chosen:
            name, span = found.name, (found.first, found.last)
            start, end = said[found.first].start, said[found.last - 1].end
            typed, score = text[start:end], found.score
            if name.kind == "role" and readings.get(span, "") in self._kb.skills:
                continue
            if name.kind == "role":
                yield Mention("role", name.id, start, end, typed, score, name.weak)
            elif name.kind != "ambiguous":
                yield Mention(name.kind, name.id, start, end, typed, score, name.kind == "skill" and span in fields)
            elif readings[span] in self._kb.skills:
                yield Mention("skill", readings[span], start, end, typed, score, span in fields)
            elif readings[span] and name.word:
                yield Mention("ambiguous", name.id, start, end, typed, score, span in fields, options=name.word.skills)

    def _reading(self, word: AmbiguousWord, mended: Sequence[str], skills: list[str], span: tuple[int, int]) -> str:
        """The reading of an ambiguous word: a skill id, the word itself when it has to be asked, empty: no skill."""
        around = " ".join((*mended[: span[0]], "|", *mended[span[1] :]))
        votes = {
            meant: sum(f" {key(hint)} " in f" {around} " for hint in hints) for meant, hints in word.context.items()
        }
        top = sorted(votes.items(), key=lambda item: -item[1])
        if top and top[0][1] and (len(top) == 1 or top[0][1] > top[1][1]):
            return top[0][0] if top[0][0] in word.skills else ""
        ties = {meant: self._kinship(meant, skills) for meant in word.skills}
        best = sorted(ties.items(), key=lambda item: -item[1])
        if best and best[0][1] and (len(best) == 1 or best[0][1] > best[1][1]):
            return best[0][0]
        return word.word

    def _kinship(self, meant: str, skills: Iterable[str]) -> int:
        """How much the skills named beside speak for one: same category, or one building on the other."""
        skill = self._kb.skills.get(meant)
        others = [self._kb.skills[other] for other in skills if other in self._kb.skills]
        if skill is None:
            return 0
        same = sum(other.category == skill.category for other in others)
        built = sum(
            other.id in skill.needs or skill.id in other.needs for other in others if not _general(other.category)
        )
        return same + built


def _as_data(word: str) -> str:
    """ "dta scientist", "date engineer": too short to be mended alone, clear before its title."""
    near = abs(len(word) - len("data")) <= 1 and OSA.distance(word, "data", score_cutoff=1) <= 1
    return "data" if near else ""


def _general(category: str) -> bool:
    return category in ("programming language", "professional")


def _choose(candidates: list[_Found]) -> list[_Found]:
    """The longest names win, outright roles first; names over the very same words may stand together."""
    chosen: list[_Found] = []
    owner: dict[int, tuple[int, int]] = {}
    for found in sorted(candidates, key=_priority):
        span = (found.first, found.last)
        if all(owner.get(at, span) == span for at in range(*span)) and _goes_with(found, chosen, span):
            owner |= dict.fromkeys(range(*span), span)
            chosen.append(found)
    return sorted(chosen, key=lambda found: found.first)


def _priority(found: _Found) -> tuple[int, bool, int, float]:
    order = ("role", "profession", "ambiguous", "skill", "level", "skill-level", "place", "employer")
    return (found.first - found.last, found.name.weak, order.index(found.name.kind), -found.score)


def _goes_with(found: _Found, chosen: list[_Found], span: tuple[int, int]) -> bool:
    """A field is also a skill, `expert` also a role level; a role named outright in several words is nothing else."""
    same = [other.name for other in chosen if (other.first, other.last) == span]
    if not same:
        return True
    kinds = {name.kind for name in same}
    pairs = ({"role", "skill"}, {"role", "ambiguous"}, {"level", "skill-level"})
    outright = any(name.kind == "role" and not name.weak for name in same) and span[1] - span[0] > 1
    return not outright and kinds | {found.name.kind} in pairs


def _with_everyday(text: str, said: Sequence[Word], chosen: list[_Found]) -> list[_Found]:
    """Without the everyday words that are not meant as skills; each one kept may support the next."""
    sure = [f for f in chosen if f.name.rule != "list" or f.name.kind != "skill"]
    open_ = [f for f in chosen if f not in sure]
    skills = {at for f in sure if f.name.kind in ("skill", "ambiguous") for at in range(f.first, f.last)}
    hinted = " ".join(word.text for word in said)
    while open_:
        possible = {f.first for f in open_}
        kept = [f for f in open_ if _hinted(f, hinted) or meant_as_skill(text, said, f.first, skills, possible)]
        if not kept and not skills and len(open_) > 1:
            # Nothing but everyday words: a list of them ("go, c, r") is a list all the same.
            kept = [f for f in open_ if meant_as_skill(text, said, f.first, possible)]
        if not kept:
            break
        sure += kept
        skills |= {f.first for f in kept}
        open_ = [f for f in open_ if f not in kept]
    return sorted(sure, key=lambda f: f.first)


def _hinted(found: _Found, text: str) -> bool:
    word = found.name.word
    if word is None or len(word.word) <= 2 or word.word in ("next", "rest", "express"):
        return False
    votes = {meant: sum(f" {key(hint)} " in f" {text} " for hint in hints) for meant, hints in word.context.items()}
    mine = votes.pop(found.name.id, 0)
    return mine > max(votes.values(), default=0)


def _apart(mentions: list[Mention]) -> list[Mention]:
    """The first of overlapping amounts: hours before years before money, as they are looked for."""
    kept: list[Mention] = []
    for mention in mentions:
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return kept
