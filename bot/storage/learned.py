"""What was learned from the shipped knowledge, in a small file that comes with the program: a first start is quick.

Only a head start: what is not in it is learned, and where it is missing or damaged, everything is.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from weakref import WeakValueDictionary
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.domain.core.learned import NOTHING_LEARNED, Coefficients, Floats, Learned, Masks, ScopeWeights
from bot.domain.language.classifier import Classifier

FILE = Path(__file__).with_suffix(".npz")
"""Made by `make learned`."""
_FINEST = 255
"""Coefficients of a phrase for other entries than its own are kept as squares of so many steps of their range."""

_DOMAIN = Path(__file__).parent.parent / "domain"
_TEXT = ("language/text.py", "language/words.py")
_NAMES = tuple(sorted(str(path.relative_to(_DOMAIN).as_posix()) for path in (_DOMAIN / "names").glob("*.py")))
_STATEMENTS = tuple(
    f"statements/{name}.py"
    for name in (
        "asking", "everyday", "features", "figures", "layout", "pointers", "row", "senses", "spans", "tables",
        "teaching",
    )
)  # fmt: skip
_CODE: Mapping[str, tuple[str, ...]] = {
    "ranker": (
        *(*_TEXT, "language/commonness.py", "matching/features.py"),
        *("matching/learning.py", "matching/phrases.py", "matching/words.py"),
    ),
    "scope": (*_TEXT, "understanding/scope.py"),
    "masks": (
        *(*_TEXT, "language/common_words.py", "language/everyday.py", "language/ordinary_words.py"),
        *("language/typos.py", *_NAMES),
    ),
    "context": (*_TEXT, "language/classifier.py", "understanding/context.py"),
    "statements": (*_TEXT, "language/classifier.py", *_NAMES, *_STATEMENTS),
}
"""What was learned means something only to the code that learned it."""
_BETWEEN = "\0"
"""Between two names: features may hold line breaks."""

Arrays = Mapping[str, NDArray[np.generic]]
_in_use: WeakValueDictionary[Path, Learned] = WeakValueDictionary()
"""Read once for all who need it at a time: it is large, and nothing but a start needs it."""


def learned() -> Learned:
    """What comes with the program."""
    found = _in_use.get(FILE)
    if found is None:
        found = _in_use[FILE] = _learned()
    return found


def _learned() -> Learned:
    try:
        with FILE.open("rb") as file, np.load(file) as kept:
            return _read({name: kept[name] for name in kept})
    except (OSError, EOFError, ValueError, KeyError, BadZipFile, zlib.error):
        return NOTHING_LEARNED


def write(found: Learned, file: Path = FILE) -> None:
    arrays: dict[str, NDArray[np.generic]] = {f"code.{model}": _packed([_code(model)]) for model in _CODE}
    if found.ranker:
        arrays |= _prefixed("ranker", _of_ranker(found.ranker))
    if found.scope:
        arrays |= _prefixed("scope", _of_scope(found.scope))
    if found.masks:
        arrays |= _prefixed("masks", _of_masks(found.masks))
    for name, (key, classifier) in found.classifiers.items():
        arrays |= _prefixed(f"classifier.{name}", _of_classifier(key, classifier))
    np.savez_compressed(file, **arrays)  # type: ignore[arg-type]  # its type takes a bool for one of the names


def _read(kept: Arrays) -> Learned:
    current = {model for model in _CODE if _unpacked(kept[f"code.{model}"]) == (_code(model),)}
    names = {name.split(".")[1] for name in kept if name.startswith("classifier.")}
    usable = [name for name in names if ("context" if name == "context" else "statements") in current]
    return Learned(
        _to_ranker(_of("ranker", kept)) if "ranker" in current else None,
        _to_scope(_of("scope", kept)) if "scope" in current else None,
        {name: _to_classifier(_of(f"classifier.{name}", kept)) for name in usable},
        _to_masks(_of("masks", kept)) if "masks" in current else None,
    )


def _code(model: str) -> str:
    return sha256(b"\0".join((_DOMAIN / path).read_bytes() for path in _CODE[model])).hexdigest()[:16]


def _prefixed(name: str, arrays: Arrays) -> dict[str, NDArray[np.generic]]:
    return {f"{name}.{part}": array for part, array in arrays.items()}


def _of(name: str, kept: Arrays) -> Arrays:
    return {part.removeprefix(f"{name}."): kept[part] for part in kept if part.startswith(f"{name}.")}


def _of_ranker(ranker: Coefficients) -> Arrays:
    columns = np.arange(len(ranker.phrases))
    others = ranker.values.copy()
    others[ranker.owners, columns] = 0
    low, high = float(others.min()), float(others.max())
    widest = max(-low, high, 1e-6)
    steps = np.round(_FINEST // 2 * np.sqrt(np.abs(others) / widest)) * np.sign(others)
    return {
        "views": _packed(ranker.views),
        "entries": _packed(ranker.entries),
        "phrases": ranker.phrases,
        "owners": ranker.owners.astype(np.uint16),
        "own": ranker.values[ranker.owners, columns].astype(np.float16),
        "others": steps.astype(np.int8),
        "widest": np.array([widest, ranker.rivals], np.float32),
    }


def _to_ranker(kept: Arrays) -> Coefficients:
    widest, rivals = kept["widest"].tolist()
    steps = kept["others"].astype(np.float32) / (_FINEST // 2)
    values: Floats = (widest * steps * np.abs(steps)).astype(np.float32)
    owners = kept["owners"].astype(np.int64)
    values[owners, np.arange(len(owners))] = kept["own"].astype(np.float32)
    phrases = kept["phrases"].astype(np.uint64)
    return Coefficients(_unpacked(kept["views"]), _unpacked(kept["entries"]), phrases, owners, values, rivals)


def _of_scope(scope: ScopeWeights) -> Arrays:
    weights = np.fromiter(scope.features.values(), np.float32, len(scope.features))
    return {"texts": np.sort(scope.texts), "features": _packed(scope.features), "weights": weights.astype(np.float16)}


def _to_scope(kept: Arrays) -> ScopeWeights:
    weights = kept["weights"].astype(np.float64).tolist()
    return ScopeWeights(kept["texts"].astype(np.uint64), dict(zip(_unpacked(kept["features"]), weights, strict=True)))


def _of_masks(masks: Masks) -> Arrays:
    return {"names": _packed([masks.names]), "phrases": masks.phrases, "masked": _packed(masks.masked)}


def _to_masks(kept: Arrays) -> Masks:
    (names,) = _unpacked(kept["names"])
    phrases, masked = kept["phrases"].astype(np.uint64), _unpacked(kept["masked"])
    if len(phrases) != len(masked):
        raise ValueError("each phrase has its mask")
    return Masks(names, phrases, masked)


def _of_classifier(key: str, classifier: Classifier) -> Arrays:
    return {
        "key": _packed([key]),
        "features": _packed(classifier.numbers),
        "weights": classifier.weights.astype(np.float16),
        "scales": classifier.scales.astype(np.float16),
    }


def _to_classifier(kept: Arrays) -> tuple[str, Classifier]:
    (key,) = _unpacked(kept["key"])
    numbers = {name: number for number, name in enumerate(_unpacked(kept["features"]), 1)}  # 0 is the bias
    scales, weights = kept["scales"].astype(np.float32), kept["weights"].astype(np.float32)
    if len(weights) != len(numbers) + 1:
        raise ValueError("each feature has its weights")
    return key, Classifier(numbers, weights, scales)


def _packed(names: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer(_BETWEEN.join(names).encode(), np.uint8)


def _unpacked(kept: NDArray[np.generic]) -> tuple[str, ...]:
    return tuple(kept.tobytes().decode().split(_BETWEEN))
