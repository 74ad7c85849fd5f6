"""Keeps what was compiled from the knowledge, so that the next start with the same files is quick.

Only a cache: any fault of it (no folder, damaged file, another version) means compiling again, never an error.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
KEPT = 3
"""Files kept; older ones are removed."""
_CODE = Path(__file__).parent.parent / "domain"


def remembered(sources: Iterable[Path], make: Callable[[], T], folder: Path | None = None) -> T:
    """`make()`, or what it returned last time for the very same bytes of `sources`, code and libraries.

    `folder` is the cache folder; by default the user's own. Errors of `make` pass through.
    """
    place = (folder or _user_folder()) / f"{_fingerprint(sources)}.pickle"
    try:
        if _is_ours(place):
            return pickle.loads(place.read_bytes())  # type: ignore[no-any-return]
    except Exception:  # noqa: BLE001  # whatever a damaged cache raises, compiling mends it
        place.unlink(missing_ok=True)
    made = make()
    _keep(place, made)
    return made


def _user_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    return Path(base) / "career-bot"


def _fingerprint(sources: Iterable[Path]) -> str:
    """Of the files' names and bytes, of the code that compiles, and of what it runs on."""
    found = hashlib.sha256(f"{sys.version} {version('numpy')} {version('rapidfuzz')}".encode())
    for path in (*sorted(sources), *sorted(_CODE.rglob("*.py"))):
        try:
            content = path.read_bytes()
        except OSError:
            content = b""
        found.update(f"{path.name} {len(content)} ".encode() + content)
    return found.hexdigest()[:32]


def _is_ours(place: Path) -> bool:
    """A pickle runs code when read: only a file that nobody else can have written is read."""
    try:
        status = place.stat()
    except OSError:
        return False
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)


def _keep(place: Path, made: object) -> None:
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
            pickle.dump(made, file, protocol=pickle.HIGHEST_PROTOCOL)
        Path(file.name).replace(place)
        old = sorted(place.parent.glob("*.pickle"), key=lambda path: path.stat().st_mtime)[:-KEPT]
        for path in old:
            path.unlink(missing_ok=True)
    except OSError:
        return
