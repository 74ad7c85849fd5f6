"""What a change of the FAQ does to the questions it knows: each is asked before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.query import Decision, Intent, Query
from bot.domain.faq.likeness import ALIKE, likeness
from bot.domain.language.everyday import FUNCTION_WORDS
from bot.domain.language.text import plain_words, stem, tokens
from bot.domain.matching.matcher import FaqMatcher
from bot.domain.understanding.message import Understanding
from bot.domain.understanding.reading import FAQ, READINGS

MOST_LEFT_OUT = 4
"""Small words that are left out of a wording, one after the other, to ask it as members may."""
NEAR = 0.5
"""Other questions are asked again that are so like a wording of a changed entry. In 48 simulated edits of eight kinds,
of the questions that are less like some four in a thousand got another answer: those that stand on the edge between two
readings, whatever the change is about. Asking all of them would take minutes."""
LEAST_ASKED = 30
"""So many of them in any case, the nearest."""
PLACE = "xplace"
"""What stands for a place in a masked question."""

Known = dict[str, tuple[str, bool]]
"""Question → its entry, and whether it is the entry's own."""


@dataclass(frozen=True)
class Outcome:
    """How a question is answered."""

    decision: Decision
    target: str = ""
    """The FAQ entry that answers, or `advisor:<intent>`; empty where nothing does."""
    candidates: tuple[str, ...] = ()
    """FAQ entries that came near, best first."""
    phrase: str = ""
    """The first candidate's wording that is most like the question."""


@dataclass(frozen=True)
class Snapshot:
    """The FAQ at one time: on its own, or with all knowledge as members meet it."""

    entries: Mapping[str, FaqEntry]
    mind: Understanding | None = None
    near: bool = False
    """Asked as in words near the known ones: the very words always reach their entry, but members rarely use them."""
    _told: dict[str, Outcome] = field(default_factory=dict, compare=False, repr=False)
    """What was asked before: the outcome after one change is the outcome before the next."""

    @classmethod
    def bare(cls, entries: Iterable[FaqEntry]) -> Snapshot:
        """An FAQ on its own, as `match` sees it."""
        return cls({entry.id: entry for entry in entries})

    @classmethod
    def whole(cls, mind: Understanding) -> Snapshot:
        return cls(mind.kb.faq, mind)

    @cached_property
    def matcher(self) -> FaqMatcher:
        phrases = {entry.id: entry.phrases for entry in self.entries.values()}
        kb = self.mind.kb if self.mind else None
        matcher = FaqMatcher.compile(phrases, synonyms=kb.synonyms if kb else (), vectors=kb.vectors if kb else None)
        return matcher.in_other_words() if self.near else matcher

    def ranked(self, question: str) -> Outcome:
        """By the wordings of the FAQ alone: quick."""
        ranking = self.matcher.match(question)
        found = tuple(match.entry for match in ranking.matches)
        target = found[0] if found and ranking.decision == "answer" else ""
        return Outcome(ranking.decision, target, found, ranking.matches[0].phrase if found else "")

    def asked(self, question: str) -> Outcome:
        """As a member who asks it is answered."""
        if question not in self._told:
            self._told[question] = answered(self._reading, question) if self._reading else self.ranked(question)
        return self._told[question]

    def nearness(self, known: Iterable[str], changed: frozenset[str]) -> dict[str, float]:
        """Question → how like it is to the most similar wording of the changed entries, as they are here; those that
        a local one stands for, too. What is not in it has nothing to do with them."""
        if self.mind:
            matcher, ids = self.mind.reader.matcher, frozenset(FAQ + entry for entry in changed)
        else:
            matcher, ids = self.matcher, changed
        near = matcher.nearness(ids)
        found = {}
        for question in known if near else ():
            masked = self._masked(question)
            found[question] = near[masked] if masked in near else matcher.near(masked, ids)
        return found | self._stood_for(known, changed)

    def _stood_for(self, known: Iterable[str], changed: frozenset[str]) -> dict[str, float]:
        """The questions that name a place for which one of the entries stands for the advisor."""
        if self.mind is None:
            return {}
        kb, reader = self.mind.kb, self.mind.reader
        held = [place for stand in reader.local.stands if stand.entry.id in changed for place in stand.entry.places]
        placed = (question for question in known if held and PLACE in self._masked(question))
        return {q: 1.0 for q in placed if any(kb.lies_in(place, held) for place in reader.finder.find(q).places)}

    def _masked(self, question: str) -> str:
        if self.mind is None:
            return question
        reader = self.mind.reader
        return reader.masks.get(question) or reader.finder.mask(question, reader.finder.find(question))

    @cached_property
    def _reading(self) -> Understanding | None:
        if self.mind and self.near:
            return replace(self.mind, reader=self.mind.reader.in_other_words())
        return self.mind

    @cached_property
    def nearby(self) -> Snapshot:
        """The same, asked in words near the known ones."""
        return replace(self, near=True, _told={})


def answered(mind: Understanding, question: str) -> Outcome:
    """As a member who asks it is answered, with all that is known."""
    query = mind.answered_as(mind.understand(question))
    near = [match for match in query.matches if match.entry.startswith(FAQ)]
    found = tuple(match.entry.removeprefix(FAQ) for match in near)
    return Outcome(query.decision, _target(query), found, near[0].phrase if near else "")


def alike(mind: Understanding, question: str) -> tuple[FaqEntry, ...]:
    """The entries that answer `question` already, or that are offered as readings of it."""
    found = answered(mind, question)
    ids = {"answer": (found.target,), "clarify": found.candidates[:READINGS], "abstain": ()}[found.decision]
    return tuple(mind.kb.faq[entry] for entry in ids if entry in mind.kb.faq)


def nearest_entries(mind: Understanding, question: str, most: int) -> tuple[FaqEntry, ...]:
    """The FAQ entries likeliest to answer `question`, best first, whatever else may answer it better."""
    reader, faq = mind.reader, mind.kb.faq
    masked = reader.finder.mask(question, reader.finder.find(question))
    ranking = reader.matcher.match(masked, top=most, allowed={FAQ + entry for entry in faq})
    return tuple(faq[match.entry.removeprefix(FAQ)] for match in ranking.matches)


def _target(query: Query) -> str:
    if query.intent in (Intent.NONE, Intent.CLARIFY):
        return ""
    return query.entry.id if query.entry else "advisor:" + ".".join(filter(None, (query.intent, query.topic)))


@dataclass(frozen=True)
class Asked:
    """One known question, and how it was answered before the change and is after it."""

    question: str
    owner: str
    """The entry it is a wording of; empty for one that only members used."""
    own: bool
    """Whether it is the entry's own question, not one of its alternates."""
    before: Outcome
    after: Outcome
    said: str = ""
    """The words in which it was asked, where these are near the wording but not the wording itself."""

    @property
    def words(self) -> str:
        return self.said or self.question

    @property
    def moves(self) -> bool:
        return (self.before.decision, self.before.target) != (self.after.decision, self.after.target)


@dataclass(frozen=True)
class Replay:
    """What a change does to the answers."""

    before: Mapping[str, FaqEntry]
    after: Mapping[str, FaqEntry]
    known: int = 0
    """Questions known before or after."""
    asked: tuple[Asked, ...] = ()
    """Those that the change can touch; none where nothing changed."""

    @cached_property
    def changed(self) -> frozenset[str]:
        """Entries added, changed or removed."""
        every = self.before.keys() | self.after.keys()
        return frozenset(one for one in every if self.before.get(one) != self.after.get(one))

    @cached_property
    def moved(self) -> tuple[Asked, ...]:
        """Answers that change, without those that are the very purpose of the change."""
        return tuple(one for one in self.asked if one.moves and not self._meant(one))

    def _meant(self, one: Asked) -> bool:
        """A changed entry gets its own wordings, a removed one loses them."""
        if one.owner not in self.changed:
            return False
        gained = one.after.target == one.owner and not one.before.target
        lost = one.owner not in self.after and not one.after.target
        return gained or lost

    @cached_property
    def reached(self) -> tuple[Asked, ...]:
        """Questions that a changed entry answers now and did not before."""
        return tuple(one for one in self.asked if one.moves and one.after.target in self.changed)

    @cached_property
    def stolen(self) -> tuple[Asked, ...]:
        """Questions of members that went from their entry to another one: only to be saved when somebody says so."""
        return tuple(one for one in self.asked if self._taken(one) or self._diverted(one) or self._double(one))

    def _diverted(self, one: Asked) -> bool:
        """A wording, or what members asked, was answered by an entry that is still there, now by a changed one."""
        kept = one.before.target in self.after and one.before.target not in self.changed
        belongs = one.owner in ("", one.before.target)
        return kept and belongs and one.after.target in self.changed

    def _double(self, one: Asked) -> bool:
        """A new wording asks what an entry that is still there answers already."""
        if one.owner not in self.changed or one.question in self._earlier(one.owner):
            return False
        other = self.after.get(one.before.target)
        if other is None or other.id in self.changed or one.after.target != one.owner:
            return False
        return any(likeness(_stems(one.question), _stems(phrase)) >= ALIKE for phrase in other.phrases)

    def _taken(self, one: Asked) -> bool:
        """An entry's own question: by the very same wording, by an answer, or by standing first among the readings."""
        if not one.own or one.owner not in self.after or one.question != self.after[one.owner].question:
            return False
        if self._claimant(one):
            return True
        best = one.after.target or next(iter(one.after.candidates), "")
        return one.before.target == one.owner != best and best in self.after

    def _claimant(self, one: Asked) -> str:
        """The changed entry that now has the wording, too."""
        found = self._claims.get(plain_words(one.question), one.owner)
        return "" if found == one.owner or not one.owner else found

    @cached_property
    def _claims(self) -> Mapping[str, str]:
        changed = [self.after[entry] for entry in self.changed & self.after.keys()]
        earlier = {entry.id: {plain_words(phrase) for phrase in self._earlier(entry.id)} for entry in changed}
        told = ((plain_words(phrase), entry.id) for entry in changed for phrase in entry.phrases)
        return {words: entry for words, entry in told if words not in earlier[entry]}

    @cached_property
    def collisions(self) -> tuple[tuple[str, Asked], ...]:
        """(rival, wording): wordings that their entry does not answer, because a changed entry is like another."""
        return tuple((other, one) for one in self.asked if (other := self._rival(one)))

    def _rival(self, one: Asked) -> str:
        """The entry that keeps the wording's owner from answering it, or that answered it until now."""
        if claimant := self._claimant(one):
            return claimant
        new = one.owner in self.changed and one.question not in self._earlier(one.owner)
        if new and one.after.target == one.owner != one.before.target:
            return one.before.target if one.before.target in self.after else ""
        if one.after.target == one.owner or one.owner not in one.after.candidates or not (new or one.moves):
            return ""
        rival = one.after.target or next((entry for entry in one.after.candidates if entry != one.owner), "")
        return rival if one.owner in self.changed or rival in self.changed else ""

    def _earlier(self, entry: str) -> tuple[str, ...]:
        return self.before[entry].phrases if entry in self.before else ()


def replay(before: Snapshot, after: Snapshot, collected: Iterable[str] = ()) -> Replay:
    """Asks the wordings of changed entries, and of the other wordings of both snapshots and those `collected` from
    members the ones that the change can touch, before and after. Slow: not for the event loop."""
    found = Replay(before.entries, after.entries)
    if not found.changed:
        return found
    known = _known(before, after, found.changed, collected)
    touched = _touched(known, before, after, found.changed)
    return replace(found, known=len(known), asked=tuple(_asked(touched, before, after, found.changed)))


def _asked(known: Known, before: Snapshot, after: Snapshot, changed: frozenset[str]) -> Iterator[Asked]:
    for question, (owner, own) in known.items():
        if owner in changed:
            yield Asked(question, owner, own, before.asked(question), after.asked(question))
            continue
        near = Asked(question, owner, own, before.nearby.asked(question), after.nearby.asked(question))
        yield _as_members_see(near, before, after) if near.moves else near


def _as_members_see(near: Asked, before: Snapshot, after: Snapshot) -> Asked:
    """What was found in words near a wording, in words that members may really use; unmoved where none show it."""
    for said in (near.question, *in_near_words(near.question)):
        asked = Asked(near.question, near.owner, near.own, before.asked(said), after.asked(said), said)
        if asked.moves:
            return asked
    return replace(near, before=before.asked(near.question), after=after.asked(near.question))


def in_near_words(question: str) -> tuple[str, ...]:
    """The same asked a little differently: a small word more or less, as nobody wrote it into the FAQ."""
    words = question.rstrip("?!. ").split()
    small = [number for number, word in enumerate(words) if word.lower() in FUNCTION_WORDS]
    without = (" ".join((*words[:number], *words[number + 1 :])) for number in small[:MOST_LEFT_OUT])
    return tuple(text for text in (f"so {' '.join(words)}", *without) if text)


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, tokens(text)))


def _touched(known: Known, before: Snapshot, after: Snapshot, changed: frozenset[str]) -> Known:
    """The wordings of changed entries, and the questions that are most like one of theirs."""
    near: dict[str, float] = {}
    for snapshot in (before, after):
        for question, share in snapshot.nearness(known, changed).items():
            near[question] = max(share, near.get(question, 0.0))
    others = sorted((share for question, share in near.items() if known[question][0] not in changed), reverse=True)
    floor = min(NEAR, others[LEAST_ASKED - 1]) if len(others) >= LEAST_ASKED else 0.0
    return {q: owner for q, owner in known.items() if owner[0] in changed or near.get(q, -1.0) >= floor}


def _known(before: Snapshot, after: Snapshot, changed: frozenset[str], collected: Iterable[str]) -> Known:
    """As after the change where both know it.

    What two entries have belongs to the one whose own question it is, and rather to the one that was not changed.
    """
    known: Known = {}
    for snapshot in (after, before):
        entries = sorted(snapshot.entries.values(), key=lambda entry: entry.id in changed)
        for entry in entries:
            known.setdefault(entry.question, (entry.id, True))
        for entry in entries:
            for phrase in entry.alternates:
                known.setdefault(phrase, (entry.id, False))
    for question in collected:
        known.setdefault(question, ("", False))
    return known
