"""Puts new bytes in the place of a file's, unless somebody else has changed it: nobody's work is overwritten.

The new bytes go to a temporary file in the same folder, are synced, and change places with the file in one step of the
system (on Linux; elsewhere they replace it). What came out is compared once more: if another program saved at that very
moment, its file goes back and ours does not count. What remains open: a program that has the file open and writes into
it in place *after* that comparison; two other programs that both save, without the lock, in the instant in which ours
is put in and taken out again; and, where the system cannot exchange two files, a save within the microseconds between
comparing and replacing.
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from bot.errors import MachineError

try:
    import fcntl
except ImportError:  # Windows: one process only
    fcntl = None  # type: ignore[assignment]

WAIT_SECONDS = 30.0
"""How long another process may take for its save."""
SUFFIX = ".saving"
_EXCHANGE = 2
_HERE = -100
_in_process = threading.Lock()


class ChangedMeanwhileError(Exception):
    """The file no longer holds what it was compared with."""


@contextmanager
def locked(target: Path) -> Iterator[None]:
    """One save at a time, among all threads and processes of this machine: the folder itself is the lock."""
    with _in_process:
        if fcntl is None:
            yield
            return
        with explained(target):
            folder = os.open(target.parent, os.O_RDONLY)
        try:
            _flock(folder, target)
            yield
        finally:
            os.close(folder)


def _flock(folder: int, target: Path) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            return fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise _failed(target, "another program is saving it and does not finish; try again") from None
            time.sleep(0.005)
        except OSError:
            return None  # a file system without locks; the comparisons remain


def prepared(target: Path, data: bytes) -> Path:
    """A synced temporary file beside `target`, with its mode and owner."""
    with explained(target):
        status = target.stat()
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "not writable")
        temporary = target.parent / f".{target.name}.{token_hex(6)}{SUFFIX}"
        try:
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                if hasattr(os, "fchmod"):
                    os.fchmod(file.fileno(), stat.S_IMODE(status.st_mode))
                    with suppress(OSError):  # only root may give files away
                        os.fchown(file.fileno(), status.st_uid, status.st_gid)
                os.fsync(file.fileno())
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
    return temporary


def swap(temporary: Path, target: Path, before: bytes) -> None:
    """Puts `temporary` in the place of `target` if that holds `before`. Raises ChangedMeanwhileError.

    Where files can be exchanged, `temporary` then holds what was there; the caller removes it when all is noted down.
    """
    with explained(target):
        if target.read_bytes() != before:
            raise ChangedMeanwhileError
        if not exchanged(temporary, target):
            temporary.replace(target)
        elif temporary.read_bytes() != before:
            exchanged(temporary, target)
            raise ChangedMeanwhileError
        synced(target.parent)


def exchanged(one: Path, other: Path) -> bool:
    """Both files change places at once. False where the system has no such step."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    if renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    failed = ctypes.get_errno()
    if failed in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(failed, os.strerror(failed))


def synced(folder: Path) -> None:
    """What was renamed in it survives a power failure."""
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # not every file system syncs folders
            os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def explained(target: Path) -> Iterator[None]:
    """The system's errors as one sentence with the file and the mend."""
    try:
        yield
    except OSError as error:
        why = _SENTENCES.get(error.errno or 0) or f"cannot be saved ({error.strerror}); check the file and its folder"
        raise _failed(target, f"{why}. Nothing was changed") from error


def _failed(target: Path, why: str) -> MachineError:
    """Moderators read the file's name, the operator where it lies."""
    return MachineError(f"{target}: {why}.", for_members=f"{target.name}: {why}.")


_NOT_ALLOWED = "this program may not write the file or its folder; give it the right to write both, on a writable disk"
_MOUNTED = "the file itself is a mount, so it cannot be replaced; mount its folder instead"
_FULL = "the disk is full; make room and try again"
_SENTENCES = {
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: "the file lies on a disk that can only be read; mount it writable",
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EBUSY: _MOUNTED,
    errno.EXDEV: _MOUNTED,
    errno.ENOENT: "there is no such file; put it back, or name another one",
    errno.EISDIR: "there is a folder where the file should be; put the file back",
    errno.EFBIG: "the file would be larger than this system allows",
}
