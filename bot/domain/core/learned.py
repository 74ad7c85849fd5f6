"""What models learned from their examples before, so that a start or an edit need not learn it all again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from bot.domain.language.classifier import Classifier

Floats = NDArray[np.float32]
Keys = NDArray[np.uint64]


@dataclass(frozen=True)
class Coefficients:
    """What a ranker learned from the phrases of its entries."""

    views: tuple[str, ...]
    """In which phrases were compared; with others the coefficients mean nothing."""
    entries: tuple[str, ...]
    phrases: Keys
    """Of entry and phrase together."""
    owners: NDArray[np.int64]
    """The entry of each phrase, by number."""
    values: Floats
    """Row: an entry. Column: a phrase."""
    rivals: float
    """How alike phrases of different entries are."""


@dataclass(frozen=True)
class ScopeWeights:
    """What tells the texts of the inside from those of the outside."""

    texts: Keys
    """Of side and text together."""
    features: Mapping[str, float]


@dataclass(frozen=True)
class Masks:
    """What phrases are with slots in place of names: found, not learned, but it takes as long."""

    names: str
    """A key of all that names are found by."""
    phrases: Keys
    masked: tuple[str, ...]
    """Empty where the phrase stays as it is."""

    @classmethod
    def of(cls, names: str, masks: Mapping[str, str]) -> Masks:
        changed = ("" if masked == phrase else masked for phrase, masked in masks.items())
        return cls(names, keys_of(masks), tuple(changed))

    def known(self, phrases: Sequence[str]) -> dict[str, str]:
        """Those that were masked before."""
        at = places(keys_of(phrases), self.phrases).tolist()
        return {phrase: self.masked[i] or phrase for phrase, i in zip(phrases, at, strict=True) if i >= 0}


@dataclass(frozen=True)
class Learned:
    """Everything that one snapshot of the knowledge taught."""

    ranker: Coefficients | None = None
    scope: ScopeWeights | None = None
    classifiers: Mapping[str, tuple[str, Classifier]] = field(default_factory=dict)
    """Name → a key of all its examples, and what they taught."""
    masks: Masks | None = None

    def classifier(self, name: str, examples: str) -> Classifier | None:
        """The one learned from these very examples."""
        key, found = self.classifiers.get(name, ("", None))
        return found if key == examples else None


NOTHING_LEARNED = Learned()


def keys_of(texts: Iterable[str]) -> Keys:
    """A number for each text, the same in every process."""
    return np.frombuffer(b"".join(blake2b(text.encode(), digest_size=8).digest() for text in texts), np.uint64)


def key_of(texts: Iterable[str]) -> str:
    """One key for all of them, in their order."""
    return blake2b("\0".join(texts).encode(), digest_size=16).hexdigest()


def places(keys: Keys, among: Keys) -> NDArray[np.int64]:
    """Where each key stands in `among`; -1 where it does not."""
    if not len(among):
        return np.full(len(keys), -1, np.int64)
    order = np.argsort(among, kind="stable")
    at = np.minimum(np.searchsorted(among, keys, sorter=order), len(among) - 1)
    found = order[at]
    return np.where(among[found] == keys, found, -1).astype(np.int64)
