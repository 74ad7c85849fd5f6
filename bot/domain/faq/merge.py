"""Another FAQ file merged into ours, entry by entry: it adds and changes, and never removes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.domain.core.knowledge import FaqEntry
from bot.domain.faq.change import Change


def merged(ours: Iterable[FaqEntry], theirs: Iterable[FaqEntry]) -> tuple[Change, ...]:
    """What it takes for `theirs` to be among `ours`; entries are the same by their id."""
    return tuple(_changes({entry.id: entry for entry in ours}, theirs))


def _changes(ours: dict[str, FaqEntry], theirs: Iterable[FaqEntry]) -> Iterator[Change]:
    for entry in theirs:
        if ours.get(entry.id) != entry:
            yield Change(ours.get(entry.id), entry)
