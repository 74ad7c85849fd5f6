"""What a member says about their own skills: held at a level, not held, wanted, to be taken off the record."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from bot.domain.core.knowledge import KnowledgeBase, SkillLevel
from bot.domain.core.query import SkillMention, SkillReport, Unknown
from bot.domain.language.clauses import Clause, clauses
from bot.domain.language.ordinary_words import ORDINARY, word_set
from bot.domain.language.words import Word, words
from bot.domain.names.finder import Lexicon
from bot.domain.names.levels import level_marks
from bot.domain.names.mentions import Mention
from bot.domain.statements.cues import LIKES, LINKS, SignKind
from bot.domain.statements.entries import Entry, Stance
from bot.domain.statements.level_owners import give_levels, with_negated_levels
from bot.domain.statements.signs import TICKS, Sign, signs
from bot.domain.statements.speaker import of_oneself
from bot.domain.statements.stances import entries

_ALL = frozenset({"all", "them", "those", "both", "everything"})
_UNNAMED = word_set(
    """
    rating rate wise goal goals record data profile target etc stuff things more others everything nothing anything
    something
    """
)


@dataclass(frozen=True)
class _Claim:
    mention: Mention
    stance: Stance
    level: SkillLevel | None = None


def read_report(text: str, lexicon: Lexicon, kb: KnowledgeBase, *, asked: bool = False) -> SkillReport:
    """What `text` says of the writer's own skills; `asked` when it answers "which skills do you have?"."""
    reading = _Reading(text, lexicon, kb, asked)
    claims: list[_Claim] = []
    unknown: list[str] = []
    for clause in clauses(text):
        told, terms = reading.clause(clause)
        level = reading.level_of_all(clause)
        if level and not told:
            claims = [_Claim(c.mention, c.stance, c.level or level) for c in claims]
        claims += told
        unknown += terms
    return _folded(claims, unknown, lexicon)


class _Reading:
    """One message being read."""

    def __init__(self, text: str, lexicon: Lexicon, kb: KnowledgeBase, asked: bool) -> None:
        self._text = text
        self._words = words(text)
        self._asked = asked
        self._mentions = lexicon.find(text).all
        self._skills = {m.start: m for m in self._mentions if m.kind in ("skill", "ambiguous")}
        self._marks = tuple(level_marks(text, kb))
        self._phrases = lexicon.sign_phrases
        self._reporting = False
        self._own = bool(re.search(r"\b(?:i|i'?m|i’m|my|me|i'?ve)\b", text.lower()))

    def _said(self, clause: Clause) -> Sequence[Word]:
        first, end = (bisect_left(self._words, place, key=attrgetter("start")) for place in (clause.start, clause.end))
        return self._words[first:end]

    def clause(self, clause: Clause) -> tuple[list[_Claim], list[str]]:
        said = self._said(clause)
        if not said:
            return [], []
        marks = [m for m in self._marks if clause.start <= m.start < clause.end]
        row = signs(self._text[: clause.end], said, self._skills, marks, self._phrases)
        row = with_negated_levels(row)
        if row[-1].text == "no" and self._text[clause.end : clause.end + 1] == "?":
            row = row[:-1]  # "it makes dashboards, no?"
        if clause.asks:
            return list(_wanted_in_question(row)), []
        named = entries(row)
        topic = clause.opens and not any(sign.kind in ("level", "zero", "yes") for sign in row)
        listed = self._asked or (_is_list(row, named) and not topic) or (self._reporting and _is_more(row))
        give_levels(row, named, listed=listed, own=self._own)
        claims = [_Claim(e.mention, s, e.level) for e in named if (s := _stance(row, e, listed))]
        self._reporting = any(claim.stance in ("known", "denied") for claim in claims)
        known = [e for e in named if _stance(row, e, listed) == "known"]
        return claims, self._unknown(clause, row, known, listed)

    def level_of_all(self, clause: Clause) -> SkillLevel | None:
        """`decent at all of them`: the level of a sentence that speaks of what was named before."""
        said = self._said(clause)
        row = signs(self._text[: clause.end], said, self._skills, (), self._phrases) if said and not clause.asks else []
        levels = [sign.level for sign in row if sign.kind == "level"]
        plain = not any(s.kind in ("skill", "not", "deny", "other", "want") and s.text not in _ALL for s in row)
        pointed = _ALL & {w.text for w in said}
        return levels[0] if plain and pointed and len(levels) == 1 else None

    def _unknown(self, clause: Clause, row: Sequence[Sign], known: Sequence[Entry], listed: bool) -> list[str]:
        """Terms in the place of a skill that we do not know: in a list with skills, or after `i know`."""
        places = {e.mention.start for e in known}
        others = [(m.start, m.end) for m in self._mentions if m.kind not in ("skill-level", "years", "level")]
        chunks = _chunks(row)
        found = []
        for number, chunk in enumerate(chunks):
            near = [sign for other in chunks[max(0, number - 1) : number + 2] for sign in other if sign is not None]
            beside = any(sign.start in places for sign in near)
            term = _term(self._text, chunk, others)
            if term and (beside or self._asked or (listed and known) or _claimed(row, chunk)):
                found.append(term)
        return found


def _stance(row: Sequence[Sign], entry: Entry, listed: bool) -> Stance:
    if entry.stance == "denied" and not (listed or of_oneself(row)):
        return ""  # "docker: cannot connect to the daemon"
    if entry.stance:
        # A field ("ml", "data science") is a skill only where it is clearly said to be known.
        vague = entry.mention.weak and not entry.told and entry.mention.kind == "skill"
        if vague and entry.stance in ("known", "wanted") and not listed and not _learned(row, entry):
            return ""
        return entry.stance
    return "known" if listed else ""


def _learned(row: Sequence[Sign], entry: Entry) -> bool:
    said = {sign.text for sign in row[: entry.at]}
    return bool(
        said
        & {"know", "learned", "learnt", "learn", "to learn", "studied", "add", "study", "skills", "pick up", "want"}
    ) or any(sign.kind == "skill" and sign.skill and not sign.skill.weak for sign in row)


_LIST_WORDS = LINKS | word_set(
    """
    skills skill is are here hi hey ok so just only mostly basically well i guess think level yes sure currently now
    for am bot hello
    """
)


def _is_list(row: Sequence[Sign], named: Sequence[Entry]) -> bool:
    """Two or more skills with marks between them, and next to nothing else beside them."""
    marked = any(sign.kind == "comma" or sign.text in ("=", ":", *TICKS) for sign in row)
    if len(named) < 2 or not marked or (any(s.text == "or" for s in row) and all(s.kind != "level" for s in row)):
        return False
    skilled: list[list[Sign]] = []
    others: list[list[Sign]] = []
    for chunk in _chunks(row):
        (skilled if any(sign.kind == "skill" for sign in chunk) else others).append(chunk)
    quiet = all(
        sign.kind in _QUIET or sign.text in _LIST_WORDS or sign.text.isdigit() for chunk in skilled for sign in chunk
    )
    return quiet and all(_may_be_item(chunk) for chunk in others) and len(others) <= len(skilled) + 1


_QUIET: frozenset[SignKind] = frozenset({"skill", "level", "zero", "is", "open", "close", "yes"})
_LONGEST_ITEM = 2


def _may_be_item(chunk: Sequence[Sign]) -> bool:
    """A part of a list without a skill: nothing, a polite word, or a name we do not know."""
    strange = [sign for sign in chunk if sign.kind not in _QUIET and sign.text not in _LIST_WORDS]
    return len(strange) <= _LONGEST_ITEM and all(sign.kind == "word" for sign in strange)


def _is_more(row: Sequence[Sign]) -> bool:
    """`also tensorflow`: a sentence that goes on with the list of the one before."""
    return all(sign.kind in ("skill", "comma", "and", "level") or sign.text in (":", *LINKS) for sign in row)


def _wanted_in_question(row: Sequence[Sign]) -> Iterator[_Claim]:
    """`should i learn scala?` tells a wish, and nothing else does in a question."""
    wishing = False
    for sign in row:
        if sign.kind == "want" and sign.text.startswith(("should i", "shall i")):
            wishing = True
        elif sign.kind == "skill" and wishing and sign.skill and not sign.skill.weak:
            yield _Claim(sign.skill, "wanted")
        elif sign.kind in ("know", "other"):
            wishing = False


def _chunks(row: Sequence[Sign]) -> list[list[Sign]]:
    """The row between commas, `and` and the like."""
    chunks: list[list[Sign]] = [[]]
    for sign in row:
        if sign.kind in ("comma", "and", "reset") or (sign.kind == "is" and sign.text == ":"):
            chunks.append([])
        else:
            chunks[-1].append(sign)
    return [chunk for chunk in chunks if chunk]


_AROUND_TERMS: frozenset[SignKind] = frozenset({"know", "level", "mine", "is", "open", "close", "add"})


def _term(text: str, chunk: Sequence[Sign], others: Sequence[tuple[int, int]]) -> str:
    """The one unknown name of a chunk that is otherwise made of levels and `i know`, or nothing."""
    strange = [s for s in chunk if s.kind == "word" and _strange(s)]
    rest = [s for s in chunk if s not in strange]
    if not strange or len(strange) > 2 or any(s.kind not in _AROUND_TERMS and s.text not in LINKS for s in rest):
        return ""
    start, end = strange[0].start, strange[-1].end
    if (
        any(low < end and start < high for low, high in others)
        or chunk.index(strange[-1]) - chunk.index(strange[0]) > 1
    ):
        return ""
    return text[start:end]


def _strange(sign: Sign) -> bool:
    word = sign.text
    return (
        len(word) > 1 and not word[0].isdigit() and word not in ORDINARY and word not in LINKS and word not in _UNNAMED
    )


def _claimed(row: Sequence[Sign], chunk: Sequence[Sign]) -> bool:
    """`i know cobol`, `add cobol to my skills`: the writer claims it, and nobody else is spoken of."""
    if any(sign.kind in ("other", "want", "deny", "remove", "lost", "if") or sign.text in LIKES for sign in row):
        return False
    own = [sign.kind for sign in chunk]
    mine = any(sign.text in ("my", ":") for sign in row)
    return "add" in own or any(
        s.text in ("know", "code in", "program in") or (s.text == "skills" and mine) for s in chunk
    )


def _folded(claims: Sequence[_Claim], unknown: Sequence[str], lexicon: Lexicon) -> SkillReport:
    """One line a skill: the last statement holds, and a later mention without a level keeps the level given before."""
    last: dict[str, _Claim] = {}
    ambiguous: dict[str, tuple[str, ...]] = {}
    for claim in claims:
        if claim.mention.kind == "ambiguous":
            if claim.stance == "known":
                ambiguous[claim.mention.text] = claim.mention.options
            continue
        before = last.pop(claim.mention.id, None)
        if before and before.stance == claim.stance == "known" and claim.level is None:
            claim = _Claim(claim.mention, "known", before.level)
        last[claim.mention.id] = claim
    terms = dict.fromkeys(unknown)

    def of(stance: Stance) -> tuple[str, ...]:
        return tuple(skill for skill, claim in last.items() if claim.stance == stance)

    return SkillReport(
        known=tuple(SkillMention(skill, last[skill].level) for skill in of("known")),
        denied=of("denied"),
        removed=of("removed"),
        wanted=of("wanted"),
        unknown=tuple(Unknown(term, lexicon.near_skills(term)) for term in terms),
        ambiguous=tuple(ambiguous.items()),
    )
