"""Keeps what was compiled from the knowledge, so that the next start with the same files is quick.

Only a cache: any fault of it (no folder, damaged file, another version) means compiling again, never an error.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bot.storage.pickles import dump, load

KEPT = 3
"""Files kept; older ones are removed."""
_CODE = Path(__file__).parent.parent


def recall(key: str) -> Any:
    """What was kept under `key`, or None."""
    place = _user_folder() / f"{key}.pickle"
    try:
        if not _is_ours(place):
            return None
        with place.open("rb") as file:
            return load(file)
    except Exception:  # whatever a damaged cache raises, compiling mends it
        place.unlink(missing_ok=True)
        return None


def keep(key: str, made: object) -> None:
    """Keeps `made` under `key`; where nothing can be written, nothing is kept."""
    folder = _user_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            dump(made, file.file)
        Path(file.name).replace(folder / f"{key}.pickle")
        for old in sorted(folder.glob("*.pickle"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def fingerprint(sources: Iterable[Path], unsaved: Mapping[Path, bytes] = MappingProxyType({})) -> str:
    """Of the files' names and bytes (or what they are about to hold), of the code that compiles them, and of what it
    runs on."""
    found = hashlib.sha256(f"{sys.version} {version('numpy')} {version('rapidfuzz')}".encode())
    for path in (*sorted(sources), *sorted(_CODE.rglob("*.py")), *sorted(_CODE.rglob("*.npz"))):
        try:
            content = unsaved[path] if path in unsaved else path.read_bytes()
        except OSError:
            content = b""
        found.update(f"{path.name} {len(content)} ".encode() + content)
    return found.hexdigest()[:32]


def _user_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    return Path(base) / "career-bot"


def _is_ours(place: Path) -> bool:
    """A pickle runs code when read: only a file that nobody else can have written is read."""
    try:
        status = place.stat()
    except OSError:
        return False
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)
