"""Finds roles, skills, levels, places, employers and amounts in text, typos included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.learned import key_of
from bot.domain.names.amounts import amounts
from bot.domain.names.catalogue import Catalogue
from bot.domain.names.lookup import Choice, Choosable, Lookup
from bot.domain.names.masking import mask
from bot.domain.names.mentions import Mention, Mentions
from bot.domain.names.search import Search
from bot.domain.names.titles import unknown_titles

SPECIALIZATIONS = (
    "natural-language-processing", "computer-vision", "reinforcement-learning", "large-language-models",
    "recommender-systems", "time-series-analysis", "mlops", "deep-learning",
)  # fmt: skip
_REMEMBERED = 32
"""Texts whose names are kept: a message and its parts."""


class NameFinder:
    """The names of one knowledge base, compiled once. It may be shared: what it remembers changes no answer."""

    def __init__(self, kb: KnowledgeBase, catalogue: Catalogue) -> None:
        self._kb = kb
        self._catalogue = catalogue
        self._lookup = Lookup(kb, catalogue.names)
        self._recent: dict[str, tuple[Mentions, tuple[Mention, ...]]] = {}

    @classmethod
    def compile(cls, kb: KnowledgeBase) -> NameFinder:
        return cls(kb, Catalogue.compile(kb))

    @property
    def key(self) -> str:
        """The same where the same names are found in every text, as long as the code is the same."""
        kb = self._kb
        return key_of(map(repr, (self._catalogue.names, kb.skills, kb.words, kb.community)))

    def find(self, text: str) -> Mentions:
        """All names and amounts in `text`, in its order; looked for once, however often they are asked for."""
        return self._searched(text)[0]

    def everyday(self, text: str) -> tuple[Mention, ...]:
        """The skills of `text` that are also words of every day (go, rest), whether or not they are meant so."""
        return self._searched(text)[1]

    def _searched(self, text: str) -> tuple[Mentions, tuple[Mention, ...]]:
        found = self._recent.get(text)
        if found is None:
            if len(self._recent) >= _REMEMBERED:
                self._recent.clear()
            search = Search(text, self._catalogue)
            found = self._recent[text] = (self._find(text, search), tuple(search.everyday()))
        return found

    def _find(self, text: str, search: Search) -> Mentions:
        chosen = search.chosen()
        # "game developer" is a title of its own, though a developer alone may be one of our roles.
        firm = {at for c in chosen if not c.name.yields for at in range(*c.span)}
        titles = list(unknown_titles(text, search.words, self._kb, firm))
        titled = {at for title in titles for at in range(title.start, title.end)}
        named = [m for m in search.mentions(chosen) if m.start not in titled]
        counted = _apart(amounts(text), [m for m in named if m.kind in ("role", "skill")])
        return Mentions(tuple(sorted([*named, *titles, *counted], key=_in_order)))

    def mask(self, text: str, mentions: Mentions) -> str:
        """`text` with what it speaks of replaced by placeholders, as phrases with slots are."""
        return mask(text, mentions)

    def specialization(self, text: str, mentions: Mentions) -> str:
        """The id of the specialization named, if any: NLP, computer vision, and so on."""
        named = next((skill for skill in mentions.skills if skill in SPECIALIZATIONS), "")
        seen = "vision" in text.lower() and "speciali" in text.lower() and "computer-vision" in self._kb.skills
        return named or ("computer-vision" if seen else "")

    def near_skills(self, term: str, limit: int = 3) -> tuple[str, ...]:
        """Names of the skills that look like `term`, best first."""
        return self._lookup.near_names("skill", term, limit)

    def find_role(self, text: str) -> Choice:
        return self._find_one("role", text)

    def find_skill(self, text: str) -> Choice:
        return self._find_one("skill", text)

    def find_location(self, text: str) -> Choice:
        return self._find_one("place", text)

    def choices(self, kind: Choosable, prefix: str, limit: int = 25) -> tuple[tuple[str, str], ...]:
        """(id, name) for autocomplete: names that start so, then words that start so, then names that look so."""
        return self._lookup.choices(kind, prefix, limit)

    def _find_one(self, kind: Choosable, text: str) -> Choice:
        """The thing an option's text names: spelled as known, somewhere in the text, or nearly so."""
        exact = self._lookup.exact(kind, text)
        named = exact or Choice("", tuple(dict.fromkeys(m.id for m in self.find(text).of(kind)))[:3])
        if len(named.near) == 1:
            return Choice(named.near[0])
        return named if named.id or named.near else self._lookup.nearest(kind, text)


def _in_order(mention: Mention) -> tuple[int, int, bool, str]:
    return mention.start, mention.end, mention.weak, mention.kind


def _apart(counted: Iterable[Mention], named: Iterable[Mention]) -> Iterator[Mention]:
    """The first of overlapping amounts (hours before years before money) outside of names."""
    taken = {at for mention in named for at in range(mention.start, mention.end)}
    for mention in counted:
        span = range(mention.start, mention.end)
        if taken.isdisjoint(span):
            taken.update(span)
            yield mention
