"""What a community's own file holds, as entries of ours: what is new, what changes, and what was left out and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.core.faq_entry import LONGEST_ANSWER, FaqEntry, Link
from bot.domain.faq.change import Change
from bot.domain.faq.form import LONGEST_ID, free_id
from bot.domain.faq.suggest import suggested
from bot.domain.language.text import plain_words, tokens


@dataclass(frozen=True)
class Item:
    """One question of a community's file, as it stands there."""

    title: str
    answer: str
    where: str
    """`faq.md:12`, as its moderators find it."""
    name: str = ""
    """The id, file name or key it goes by; empty where it has none."""
    wordings: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    source: str = ""
    language: str = ""
    headings: tuple[str, ...] = ()
    """Headings inside the answer."""


@dataclass(frozen=True)
class Proposal:
    """One entry as it would be imported."""

    before: FaqEntry | None
    entry: FaqEntry
    where: str
    suggested: tuple[str, ...] = ()
    """Wordings that nobody wrote: added only if a moderator accepts them."""

    def change(self, *, wordings: bool) -> Change:
        if not wordings:
            return Change(self.before, self.entry)
        entry = replace(self.entry, alternates=(*self.entry.alternates, *self.suggested))
        return Change(self.before, entry)


@dataclass(frozen=True)
class LeftOut:
    """What is not imported."""

    where: str
    title: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: left out “{self.title[:80]}”: {self.why}"


@dataclass(frozen=True)
class Plan:
    """An import that nobody has accepted yet."""

    proposals: tuple[Proposal, ...]
    left_out: tuple[LeftOut, ...] = ()
    same: int = 0
    """Entries that are here already, word for word."""

    @property
    def suggesting(self) -> frozenset[str]:
        """The entries for which wordings are suggested."""
        return frozenset(proposal.entry.id for proposal in self.proposals if proposal.suggested)

    def changes(self, *, wordings: Collection[str] = (), skipped: Collection[str] = ()) -> tuple[Change, ...]:
        """`wordings`: the entries whose suggested wordings are accepted."""
        chosen = (proposal for proposal in self.proposals if proposal.entry.id not in skipped)
        return tuple(proposal.change(wordings=proposal.entry.id in wordings) for proposal in chosen)


def plan(
    items: Iterable[Item],
    ours: Sequence[FaqEntry],
    taken: Collection[str] = (),
    known: Mapping[str, Sequence[str]] | None = None,
) -> Plan:
    """`taken`: ids that may never be used again. `known`: a title → what members asked that it may answer."""
    return _Planner(ours, taken, known or {}).planned(items)


def plan_of_entries(entries: Iterable[FaqEntry], ours: Sequence[FaqEntry], where: str) -> Plan:
    """Of a file in our own format: entries are the same by their id, and are taken as they are."""
    present = {entry.id: entry for entry in ours}
    proposals, same = [], 0
    for entry in entries:
        before = present.get(entry.id)
        if before == entry:
            same += 1
        else:
            words = () if before or entry.alternates else suggested(entry.question)
            proposals.append(Proposal(before, entry, where, words))
    return Plan(tuple(proposals), same=same)


class _Planner:
    """Goes through the items once; each finds its entry by the id it brings, or by its question."""

    def __init__(self, ours: Sequence[FaqEntry], taken: Collection[str], known: Mapping[str, Sequence[str]]) -> None:
        self._present = {entry.id: entry for entry in ours}
        self._asked = {plain_words(phrase): entry.id for entry in ours for phrase in reversed(entry.phrases)}
        self._taken = {*taken, *self._present}
        self._known = known
        self._seen: dict[str, str] = {}
        """Question → where it stood first."""

    def planned(self, items: Iterable[Item]) -> Plan:
        proposals: list[Proposal] = []
        left: list[LeftOut] = []
        same = 0
        for item in items:
            if why := self._fault(item):
                left.append(LeftOut(item.where, item.title or item.name, why))
                continue
            self._seen[plain_words(item.title)] = item.where
            before = self._before(item)
            entry = self._entry(item, before, before.id if before else self._new_id(item))
            if entry == before:
                same += 1
                continue
            self._taken.add(entry.id)
            self._asked |= {plain_words(phrase): entry.id for phrase in entry.phrases}
            proposals.append(Proposal(before, entry, item.where, self._suggested(item, entry)))
        return Plan(tuple(proposals), tuple(left), same)

    def _fault(self, item: Item) -> str:
        if not tokens(item.title):
            return "it has no title that could be asked"
        if not item.answer.strip():
            return "it has no answer"
        if len(item.answer.strip()) > LONGEST_ANSWER:
            return (
                f"the answer has {len(item.answer.strip()):,} characters; {LONGEST_ANSWER:,} is the most. "
                "Shorten it, or split it into several questions"
            )
        if before := self._seen.get(plain_words(item.title)):
            return f"the same question stands at {before}"
        return ""

    def _before(self, item: Item) -> FaqEntry | None:
        name = _kebab(item.name)
        if name in self._present:
            return self._present[name]
        found = self._asked.get(plain_words(item.title), "")
        return self._present.get(found)

    def _new_id(self, item: Item) -> str:
        name = _kebab(item.name)
        return name if name and name not in self._taken else free_id(item.title, self._taken)

    def _suggested(self, item: Item, entry: FaqEntry) -> tuple[str, ...]:
        """None for an entry that has wordings of its own."""
        if entry.alternates:
            return ()
        found = suggested(item.title, name=item.name, headings=item.headings, known=self._known.get(item.title, ()))
        used = {*self._asked, *self._seen}
        return tuple(text for text in found if plain_words(text) not in used)

    def _entry(self, item: Item, before: FaqEntry | None, name: str) -> FaqEntry:
        """What the item says replaces what stood there; what it says nothing of stays."""
        answer = item.answer.strip()
        answer = f"{answer}\n" if "\n" in answer else answer
        made = before or FaqEntry(name, " ".join(item.title.split()), answer)
        if before and before.answer.strip() == answer.strip():
            answer = before.answer
        return replace(
            made,
            answer=answer,
            alternates=(*made.alternates, *self._new_wordings(item, made)),
            tags=tuple(dict.fromkeys((*made.tags, *filter(None, map(_kebab, item.tags))))),
            links=tuple(dict.fromkeys((*made.links, *item.links))),
            source=item.source or made.source,
            language=item.language or made.language,
        )

    def _new_wordings(self, item: Item, made: FaqEntry) -> Iterable[str]:
        """Those that neither this entry nor another one has."""
        known = {plain_words(phrase) for phrase in made.phrases}.union(self._asked)
        texts = [" ".join(text.split()) for text in (item.title, *item.wordings)]
        new = {plain_words(text): text for text in reversed(texts)}
        return reversed([text for words, text in new.items() if words and words not in known])


def _kebab(text: str) -> str:
    """As an id is written; empty where nothing is left of it."""
    plain = text.lower().replace("'", "").replace("’", "")
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in plain).split())[:LONGEST_ID].strip("-")
