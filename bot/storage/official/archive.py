"""The occupation file on disk: a zip with one JSON a card, the titles, and its sources and licences."""

from __future__ import annotations

import json
import tempfile
import threading
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cached_property
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from bot.domain.core.official import Official, OfficialCard
from bot.errors import BotError
from bot.storage.official.packing import about_of, card_of, packed

if TYPE_CHECKING:
    from bot.storage.official.cards import Compiled

NAME = "official-occupations.zip"
"""In the knowledge folder, beside the YAML files."""
_ABOUT, _NAMES, _TITLES, _NOTICE = "about.json", "names.tsv", "titles.tsv", "NOTICE.txt"
_CARDS = "cards/"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""Every file of the archive has this date: the same content makes the same bytes."""
_DAMAGED = (OSError, BadZipFile, KeyError, TypeError, ValueError, zlib.error)


def write(compiled: Compiled, path: Path) -> int:
    """Writes the whole file or nothing; returns its size in bytes."""
    parts = {
        _NOTICE: compiled.about.notice + "\n",
        _ABOUT: json.dumps(asdict(compiled.about), indent=1, ensure_ascii=False) + "\n",
        _NAMES: _lines({code: card.title for code, card in compiled.cards.items()}),
        _TITLES: _lines({title: " ".join(codes) for title, codes in compiled.titles.items()}),
    }
    for code, card in sorted(compiled.cards.items()):
        parts[f"{_CARDS}{code}.json"] = packed(card)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        _pack(parts, file.file)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)
    return path.stat().st_size


def _pack(parts: Mapping[str, str], file: IO[bytes]) -> None:
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in parts.items():
            archive.writestr(_member(name), text)


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name, _FIRST_DAY)
    member.compress_type = ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    return member


def _lines(pairs: Mapping[str, str]) -> str:
    """Sorted, so that a title is found by halving."""
    return "".join(f"{key}\t{value}\n" for key, value in sorted(pairs.items()))


def read(path: Path) -> Official | None:
    """None where there is no such file: nothing is known of other occupations then. Raises BotError for a damaged
    one. Only what it is about is read at once."""
    if not path.is_file():
        return None
    try:
        parts = _Parts(path)
        about = about_of(parts.member(_ABOUT))
    except _DAMAGED:
        raise BotError("it is damaged or of another version; make it again with `python -m bot import-onet`") from None
    names = _Names(parts)
    return Official(parts.digest, about, _Cards(parts, names), names, _SortedTitles(parts))


class _Parts:
    """The members of the archive, from memory: what stands on disk may change meanwhile."""

    def __init__(self, path: Path) -> None:
        content = path.read_bytes()
        self._path = path.absolute()
        self._archive = ZipFile(BytesIO(content))
        self.digest = blake2b(content, digest_size=16).hexdigest()
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[type[_Parts], tuple[Path]]:
        return _Parts, (self._path,)

    def member(self, name: str) -> bytes:
        with self._lock:
            return self._archive.read(name)


class _Names(Mapping[str, str]):
    """Code → official title, read when the first is asked for."""

    def __init__(self, parts: _Parts) -> None:
        self._parts = parts

    @cached_property
    def _all(self) -> dict[str, str]:
        lines = self._parts.member(_NAMES).decode().splitlines()
        return dict(line.split("\t", 1) for line in lines)

    def __getitem__(self, code: str) -> str:
        return self._all[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


class _Cards(Mapping[str, OfficialCard]):
    """Code → card, each read when it is asked for."""

    def __init__(self, parts: _Parts, names: _Names) -> None:
        self._parts, self._names = parts, names

    def __getitem__(self, code: str) -> OfficialCard:
        return card_of(self._parts.member(f"{_CARDS}{code}.json"))

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class _SortedTitles:
    """Lines of `title<tab>codes` in their order, halved until the one that is looked for is found: a table of all
    of them would take ten times the memory."""

    def __init__(self, parts: _Parts) -> None:
        self._parts = parts

    @cached_property
    def _text(self) -> bytes:
        return self._parts.member(_TITLES)

    def codes(self, title_key: str) -> tuple[str, ...]:
        title, _, codes = self._line(self._place(title_key)).partition("\t")
        return tuple(codes.split()) if title == title_key else ()

    def beginning(self, title_key: str, most: int) -> tuple[str, ...]:
        at, found = self._place(title_key), list[str]()
        while len(found) < most and (line := self._line(at)).startswith(title_key):
            found.append(line.partition("\t")[0])
            at += len(line.encode()) + 1
        return tuple(found)

    def _line(self, at: int) -> str:
        return self._text[at : self._text.find(b"\n", at)].decode() if at < len(self._text) else ""

    def _place(self, title_key: str) -> int:
        """Where the first line begins that does not come before `title_key`."""
        wanted, text = title_key.encode(), self._text
        low, high = 0, len(text)
        while low < high:
            start = text.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = text.find(b"\n", start) + 1
            if text[start : text.find(b"\t", start)] < wanted:
                low = end
            else:
                high = start
        return low
