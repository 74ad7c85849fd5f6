"""What a member says about their own skills: held at a level, not held, wanted, to be taken off the record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.domain.clauses import Clause, clauses
from bot.domain.levels import NOUNS, OPINION, level_marks, level_words, negated
from bot.domain.lexicon import Lexicon
from bot.domain.mentions import Mention, words
from bot.domain.model import KnowledgeBase, SkillLevel
from bot.domain.ordinary_words import ORDINARY
from bot.domain.query import SkillMention, SkillReport, Unknown
from bot.domain.statements import Sign, SignKind, signs

Stance = Literal["", "known", "denied", "wanted", "removed"]

_BETWEEN = frozenset({"really", "at", "an", "a", "the", "level", "about", "around", "pretty", "my", "here", "now", "say", "maybe",
                      "probably", "guess", "think", "like", "currently", "still", "just", "only", "very", "super", "quite", "so",
                      "kinda", "i", "im", "id", "would", "am", "it", "one", "been", "has", "have", "for", "that", "too", "also",
                      "even", "by", "far", "with", "skills", "skill", "knowledge", "experience", "exp", "of", "and", "already",
                      "rated", "rate", "myself", "self", "is", "definitely", "honestly", "tbh", "actually", "fairly", "since",
                      "up", "on", "some", "lot", "kind", "sort", "bit", "professional", "using", "feel", "feeling", "consider",
                      "me", "getting", "coding", "over", "get", "more", "than", "almost", "nearly", "professionally", "these",
                      "those", "all", "both", "they", "which", "else"})  # fmt: skip
"""Words that may stand between a skill and its level."""
_AHEAD = frozenset({"w", "in", "at", "with", "of", "on", "using", "the", "my", "level", "knowledge", "skills", "skill", "experience",
                    "exp", "user", "coding", "programming", "to", "a", "an", "both", "also", "professional", "work", "working",
                    "writing", "doing", "some", "practical", "hands", "stuff", "like", "understanding", "when", "it", "comes",
                    "over", "solid", "real", "world", "production", "commercial", "as", "industry", "basic", "general", "for",
                    "about", "around", "around", "bit", "only", "very", "really", "tiny"})  # fmt: skip
_LINKS = frozenset({"the", "my", "also", "even", "a", "an", "with", "both", "some", "then", "maybe", "stuff", "things", "like",
                    "of", "all", "too", "etc", "obviously", "course", "both", "bit", "mostly", "mainly", "as", "well", "core",
                    "either", "in", "programming", "language"})  # fmt: skip
"""Words that may stand inside a list of skills."""
_AHEAD_ENDINGS = ("in", "at", "with", "of", "on", "to")
_QUANTITIES = frozenset({"some", "a bit", "a bit of", "bit of", "bit", "a little", "little", "basic", "learning", "started",
                         "just started", "tried", "dabbled", "touched", "tiny bit of", "barely", "barely know", "currently learning",
                         "hardly know", "familiar", "limited", "minimal", "elementary"})  # fmt: skip
"""Level words that look ahead when a skill stands on both sides."""
_LIKES = frozenset({"like", "love", "hate", "heard", "think", "prefer", "enjoy", "saw", "read", "see", "watched", "says", "said",
                    "say", "believe", "know what", "knows what", "know how hard", "know that", "feel", "degree", "masters", "master", "phd", "bachelor", "bachelors", "bootcamp", "ms", "bsc",
                    "msc", "course", "job", "jobs", "role", "salary", "hearing"})  # fmt: skip
"""After these words a skill is talked about, not reported."""
_ALL = frozenset({"all", "them", "those", "both", "everything"})
_UNNAMED = frozenset({"etc", "stuff", "things", "more", "others", "everything", "nothing", "anything", "something"})


@dataclass
class _Entry:
    """One skill of a statement while it is being read."""

    at: int
    """Number of its sign."""
    mention: Mention
    stance: Stance
    group: int
    level: SkillLevel | None = None
    told: bool = False
    """A level, or a word about having it, was said of this very skill."""


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
        self._asked = asked
        self._mentions = lexicon.find(text).all
        self._skills = {m.start: m for m in self._mentions if m.kind in ("skill", "ambiguous")}
        self._marks = tuple(level_marks(text, kb))
        self._levels = level_words(kb)
        self._own = bool(re.search(r"\b(?:i|i'?m|i’m|my|me|i'?ve)\b", text.lower()))

    def clause(self, clause: Clause) -> tuple[list[_Claim], list[str]]:
        said = [w for w in words(self._text) if clause.start <= w.start < clause.end]
        if not said:
            return [], []
        marks = [m for m in self._marks if clause.start <= m.start < clause.end]
        row = signs(self._text[: clause.end], said, self._skills, marks, self._levels)
        row = _with_stray_words(row)
        if clause.asks:
            return list(_wanted_in_question(row)), []
        entries = _entries(row)
        listed = self._asked or _is_list(row, entries)
        _give_levels(row, entries, opinions=self._own or listed)
        claims = [_Claim(e.mention, s, e.level) for e in entries if (s := _stance(row, e, listed))]
        known = [e for e in entries if _stance(row, e, listed) == "known"]
        return claims, self._unknown(clause, row, known, listed)

    def level_of_all(self, clause: Clause) -> SkillLevel | None:
        """`decent at all of them`: the level of a sentence that speaks of what was named before."""
        said = [w for w in words(self._text) if clause.start <= w.start < clause.end]
        row = signs(self._text[: clause.end], said, self._skills, (), self._levels) if said and not clause.asks else []
        levels = [sign.level for sign in row if sign.kind == "level"]
        plain = not any(s.kind in ("skill", "not", "deny", "other", "want") and s.text not in _ALL for s in row)
        pointed = _ALL & {w.text for w in said}
        return levels[0] if plain and pointed and len(levels) == 1 else None

    def _unknown(self, clause: Clause, row: Sequence[Sign], known: Sequence[_Entry], listed: bool) -> list[str]:
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


def _with_stray_words(row: list[Sign]) -> list[Sign]:
    """`not` before a level turns it; elsewhere, before a skill, it denies. `not only` says nothing."""
    out: list[Sign] = []
    skip = False
    for at, sign in enumerate(row):
        following = row[at + 1 : at + 5]
        if skip and sign.kind == "reset":
            skip = False
            continue
        if sign.kind == "not" and following and following[0].text == "only":
            skip = True
            continue
        beside = out[-1:] if out and out[-1].kind == "skill" else []  # "not a python expert"
        if sign.kind == "level" and sign.text and (turned := _turner(out[: len(out) - len(beside)])) is not None:
            level = negated(sign.text, sign.level) if sign.level else None
            out[turned:] = [
                *beside,
                Sign("level", f"not {sign.text}", sign.start, sign.end, None, level, words=sign.words),
            ]
            continue
        out.append(sign)
    return [Sign("deny", s.text, s.start, s.end, words=s.words) if s.kind == "not" else s for s in out]


def _turner(out: Sequence[Sign]) -> int | None:
    """Where a `not` stands that belongs to the level coming next."""
    for at in range(len(out) - 1, max(-1, len(out) - 5), -1):
        if out[at].kind == "not" or out[at].text in ("never", "dont feel"):
            return at if out[at].kind == "not" else None
        if out[at].kind not in ("word", "level", "mine") or out[at].text not in _TURNED_OVER:
            return None
    return None


_TURNED_OVER = frozenset({"very", "really", "that", "so", "too", "super", "particularly", "exactly", "all", "an", "a", "the", "my",
                          "yet", "at", "especially", "overly", "terribly", "im", "i", "it"})  # fmt: skip


def _entries(row: Sequence[Sign]) -> list[_Entry]:
    """The skills of a statement with what the words before them say."""
    entries: list[_Entry] = []
    stance: Stance = ""
    foreign = hypothetical = False
    liked = False
    group = 0
    fresh = True
    for at, sign in enumerate(row):
        match sign.kind:
            case "mine":
                foreign = hypothetical and foreign
                if fresh or stance == "":
                    stance, liked = "", False
            case "other":
                foreign, stance = not _after_own_verb(row, at), ""
            case "if":
                hypothetical = True
            case "know":
                stance = _knowing(stance, row, at, fresh)
                liked = False
            case "add":
                stance, foreign, liked = "known", False, False
            case "deny":
                stance = "denied" if stance != "wanted" or sign.text in ("except", "but not") else stance
            case "lost":
                stance = "denied"
            case "want":
                stance = _wanting(stance, row, at)
            case "remove":
                stance, foreign = "removed", False
            case "reset":
                stance, liked = (
                    ("known" if entries and any(e.stance for e in entries) and sign.text != "but" else ""),
                    False,
                )
            case "word" if sign.text in _LIKES:
                liked = True
            case "skill" if sign.skill:
                linked = bool(entries) and _linked(row[entries[-1].at + 1 : at])
                group += not linked
                own = "" if foreign or hypothetical or (liked and stance != "wanted") else stance
                entries.append(_Entry(at, sign.skill, "" if foreign or hypothetical else own, group))
                if foreign or hypothetical:
                    entries.pop()
        fresh = sign.kind in ("comma", "and", "reset") or (fresh and sign.kind == "word")
    _lose(row, entries)
    for entry in entries:
        if not entry.stance and _is_their_work(row, entry):
            entry.stance = "known"
    return entries


def _is_their_work(row: Sequence[Sign], entry: _Entry) -> bool:
    """`i'm a python dev`."""
    before = [sign.text for sign in row[max(0, entry.at - 3) : entry.at]]
    after = row[entry.at + 1].text if entry.at + 1 < len(row) else ""
    return after in ("dev", "developer", "programmer", "coder", "guy") and bool({"im", "i am", "iam", "i"} & set(before))


def _after_own_verb(row: Sequence[Sign], at: int) -> bool:
    """`i use it with my team`: the others come after what is reported; `my friend` begins a sentence of its own."""
    before = [sign.kind for sign in row[:at]]
    return "add" in before or (
        "mine" in before and "know" in before and row[at].text in ("team", "job", "jobs", "company", "you", "u")
    )


def _knowing(stance: Stance, row: Sequence[Sign], at: int, fresh: bool) -> Stance:
    """`never used`, `want to use` keep what was said before the verb; a new subject starts anew."""
    before = row[at - 1].kind if at else "comma"
    if stance == "":
        subject = any(sign.kind == "mine" for sign in row[:at])
        leading = all(sign.kind in ("word", "comma", "and", "reset", "yes") for sign in row[:at])
        return "known" if subject or leading else ""
    if stance in ("denied", "wanted", "removed"):
        return "known" if before in ("mine", "comma") and _parted(row, at) else stance
    return "known"


def _parted(row: Sequence[Sign], at: int) -> bool:
    """Whether a comma, `and` or `but` parts the verb from the denial or wish before it."""
    for sign in reversed(row[:at]):
        if sign.kind in ("deny", "want", "remove", "lost"):
            return False
        if sign.kind in ("comma", "and", "reset", "skill"):
            return True
    return True


def _wanting(stance: Stance, row: Sequence[Sign], at: int) -> Stance:
    """`i learn`, `had to learn` is no wish; `don't want to learn` is none either."""
    sign = row[at]
    before = [s.text for s in row[max(0, at - 3) : at]]
    if stance == "denied" and sign.text in (
        "learn",
        "to learn",
        "want",
        "wanna",
        "get into",
        "pick up",
        "will",
        "interested in",
    ):
        return "denied"
    if sign.text in ("to learn", "learn") and ({"had", "got", "started", "managed"} & set(before)):
        return "known"
    return "wanted"


def _lose(row: Sequence[Sign], entries: Sequence[_Entry]) -> None:
    """`i knew r but forgot it all`, `never used it`: said of what was named before, when nothing is named after."""
    for at, sign in enumerate(row):
        after = row[at + 1 : at + 4]
        meant = sign.kind == "lost" or (sign.kind == "deny" and any(s.text in ("it", "them") for s in after))
        if meant and entries and not any(s.kind == "skill" for s in after):
            last = [e for e in entries if e.at < at]
            for entry in last:
                if last and entry.group == last[-1].group:
                    entry.stance, entry.told = "denied", True


def _linked(between: Sequence[Sign]) -> bool:
    """Whether two skills stand in one list."""
    kinds = [sign.kind for sign in between]
    if not between:
        return True
    plain = all(
        k in ("comma", "and") or (k in ("word", "is", "mine") and s.text in _LINKS)
        for k, s in zip(kinds, between, strict=True)
    )
    return plain and ("comma" in kinds or "and" in kinds or len(between) <= 1)


def _give_levels(row: Sequence[Sign], entries: Sequence[_Entry], *, opinions: bool) -> None:
    """Each level to the skill or the list of skills it belongs to; a level beside one skill beats one for the list."""
    by_sign = {entry.at: entry for entry in entries}
    levels = [at for at, sign in enumerate(row) if sign.kind in ("level", "zero", "yes")]
    owners = {at: _owner(row, at, by_sign, entries) for at in levels}
    for looks_back in (False, True):
        for at, owner in owners.items():
            if owner and (owner.at < at) == looks_back:
                _give(row, at, owner, entries, single=len(levels) == 1, opinions=opinions)


def _owner(row: Sequence[Sign], at: int, by_sign: dict[int, _Entry], entries: Sequence[_Entry]) -> _Entry | None:
    left, right = _left(row, at, by_sign), _right(row, at, by_sign)
    if row[at].kind in ("zero", "yes") and not row[at].years:
        ends = (
            at + 1 >= len(row)
            or row[at + 1].kind in ("comma", "close", "reset", "and")
            or row[at + 1].text in ("yet", "for")
        )
        return left if ends else None
    if left and right:
        return right if _looks_ahead(row, at, by_sign) else left
    if left or right:
        return left or right
    return _late(row, at, entries)


def _left(row: Sequence[Sign], at: int, by_sign: dict[int, _Entry]) -> _Entry | None:
    for back in range(at - 1, -1, -1):
        if back in by_sign:
            return by_sign[back]
        sign = row[back]
        if sign.kind in ("is", "open", "mine", "know") or (
            sign.kind in ("word", "level", "reset") and sign.text in _BETWEEN
        ):
            continue
        return None
    return None


def _right(row: Sequence[Sign], at: int, by_sign: dict[int, _Entry]) -> _Entry | None:
    for ahead in range(at + 1, len(row)):
        if ahead in by_sign:
            return by_sign[ahead]
        sign = row[ahead]
        passes = sign.kind in ("word", "know", "mine", "level") and (sign.text in _AHEAD or sign.kind == "know")
        if passes or (sign.kind == "is" and sign.text in ("to", "at", "as", ":", "both", "all")):
            continue
        return None
    return None


def _looks_ahead(row: Sequence[Sign], at: int, by_sign: dict[int, _Entry]) -> bool:
    """A level between two skills: `in`, an amount, or a row that began with a level point to the second."""
    sign = row[at]
    after = row[at + 1].text if at + 1 < len(row) else ""
    before = row[at - 1].kind if at else ""
    if before in ("is", "open") and row[at - 1].text not in ("at", "to"):
        return False
    if after in ("in", "at", "with", "w", "of") or sign.text.endswith(tuple(f" {end}" for end in _AHEAD_ENDINGS)):
        return True
    if sign.text in _QUANTITIES:
        return True
    first = next((i for i, s in enumerate(row) if s.kind in ("level", "skill")), at)
    return row[first].kind == "level"


def _late(row: Sequence[Sign], at: int, entries: Sequence[_Entry]) -> _Entry | None:
    """`python, i'd say intermediate`; or the only level of a statement with a single list."""
    levels = sum(sign.kind == "level" for sign in row)
    groups = {entry.group for entry in entries}
    before = [entry for entry in entries if entry.at < at]
    if levels != 1 or len(groups) != 1 or not before or row[at].years:
        return None
    between = row[before[-1].at + 1 : at]
    fits = all(s.kind in ("comma", "is", "mine", "know", "reset", "and") or s.text in _BETWEEN for s in between)
    return before[-1] if fits else None


def _give(
    row: Sequence[Sign], at: int, owner: _Entry, entries: Sequence[_Entry], *, single: bool, opinions: bool
) -> None:
    sign = row[at]
    between = row[min(at, owner.at) + 1 : max(at, owner.at)]
    if (
        not opinions
        and sign.text in OPINION
        and any(s.kind == "is" and s.text in ("is", "are", "was") for s in between)
    ):
        return
    for entry in _sharing(row, at, owner, entries, between, single=single):
        if entry.stance in ("denied", "wanted", "removed") and not _own_statement(row, at, entry):
            continue
        if sign.kind == "zero":
            entry.stance, entry.level = "denied", None
        elif sign.kind == "yes":
            entry.stance = "known"
        else:
            entry.stance = "known"
            if sign.text == "some" and _of_work(row, entry):
                continue
            if not (sign.years and entry.told and entry.level):
                entry.level = sign.level
        entry.told = True


def _of_work(row: Sequence[Sign], entry: _Entry) -> bool:
    """`some pytorch projects` counts the projects and gives no level."""
    return any(
        sign.text in ("projects", "project", "work", "apps", "models") for sign in row[entry.at + 1 : entry.at + 5]
    )


def _own_statement(row: Sequence[Sign], at: int, entry: _Entry) -> bool:
    """`i don't know sql, python advanced`: the level stands with the skill, apart from the denial."""
    if row[at].kind == "zero":
        return True
    low, high = min(at, entry.at), max(at, entry.at)
    for sign in reversed(row[:low]):
        if sign.kind in ("comma", "reset", "close", "skill", "and", "level"):
            return not any(s.kind in ("deny", "want", "remove") for s in row[low:high])
        if sign.kind in ("deny", "want", "remove", "lost"):
            return False
    return True


def _sharing(
    row: Sequence[Sign], at: int, owner: _Entry, entries: Sequence[_Entry], between: Sequence[Sign], *, single: bool
) -> list[_Entry]:
    """The skills of the owner's list that the level is said of."""
    group = [entry for entry in entries if entry.group == owner.group]
    everything = any(s.text in ("all", "both", "are", "=", "each") for s in between) or (
        at + 1 < len(row) and row[at + 1].text in ("all", "both")
    )
    if owner.at > at:
        return [entry for entry in group if entry.at >= owner.at]
    earlier = [entry for entry in group if entry.at <= owner.at]
    if any(s.kind == "open" for s in between):
        return earlier if everything else [owner]
    if everything:
        return earlier
    commas = any(s.kind == "comma" and s.text in ",;\n•" for s in row[earlier[0].at : owner.at])
    if row[at].text in NOUNS and (commas or any(s.kind == "and" for s in row[earlier[0].at : owner.at])):
        return [owner]
    return earlier if single or not commas else [owner]


def _stance(row: Sequence[Sign], entry: _Entry, listed: bool) -> Stance:
    if entry.stance:
        # A field ("ml", "data science") is a skill only where it is clearly said to be known.
        vague = entry.mention.weak and not entry.told and entry.mention.kind == "skill"
        if vague and entry.stance in ("known", "wanted") and not listed and not _learned(row, entry):
            return ""
        return entry.stance
    return "known" if listed else ""


def _learned(row: Sequence[Sign], entry: _Entry) -> bool:
    said = {sign.text for sign in row[: entry.at]}
    return bool(
        said
        & {"know", "learned", "learnt", "learn", "to learn", "studied", "add", "study", "skills", "pick up", "want"}
    ) or any(sign.kind == "skill" and sign.skill and not sign.skill.weak for sign in row)


_LIST_WORDS = _LINKS | {"skills", "skill", "is", "are", "here", "hi", "hey", "ok", "so", "just", "only", "mostly", "basically", "well",
                        "i", "guess", "think", "level", "yes", "sure", "currently", "now", "for", "am", "bot", "hello"}  # fmt: skip


def _is_list(row: Sequence[Sign], entries: Sequence[_Entry]) -> bool:
    """Two or more skills with marks between them, and next to nothing else beside them."""
    marked = any(sign.kind == "comma" or sign.text in ("=", ":") for sign in row)
    if len(entries) < 2 or not marked:
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
    if not strange or len(strange) > 2 or any(s.kind not in _AROUND_TERMS and s.text not in _LINKS for s in rest):
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
        len(word) > 1 and not word[0].isdigit() and word not in ORDINARY and word not in _LINKS and word not in _UNNAMED
    )


def _claimed(row: Sequence[Sign], chunk: Sequence[Sign]) -> bool:
    """`i know cobol`, `add cobol to my skills`: the writer claims it, and nobody else is spoken of."""
    if any(sign.kind in ("other", "want", "deny", "remove", "lost", "if") or sign.text in _LIKES for sign in row):
        return False
    own = [sign.kind for sign in chunk]
    return "add" in own or any(sign.text in ("know", "skills", "code in", "program in") for sign in chunk)


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
