"""Errors that a person can act on: each is one sentence with the place and the mend.

BotError
├── SettingError    a wrong setting or command line; exit code 2
├── ContentError    faq.yaml or knowledge/ cannot be used; carries every problem found; exit code 1
└── MachineError    a file or the disk fails: the operator's to mend, and theirs alone to read
    └── DatabaseError   the members' database cannot be used
        └── StoppingError   because we are being stopped
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from uuid import uuid4

_log = logging.getLogger(__name__)


class BotError(Exception):
    """A failure whose message may be shown to the person who caused it."""

    exit_code = 1


class SettingError(BotError):
    """A setting or an option has a value that cannot work; names it."""

    exit_code = 2


class ContentError(BotError):
    """The content is wrong. `problems` holds printable lines, `file:line:column: severity: message`."""

    def __init__(self, problems: Sequence[object]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


CANNOT_SAVE = "I cannot save at the moment, so nothing of this was kept. Please try again in a few minutes."
CANNOT_READ = "I cannot look up what I keep at the moment. Please try again in a few minutes."


class MachineError(BotError):
    """A file or the disk fails; names it and the mend, which is for the operator."""

    def __init__(self, message: str, *, for_members: str = CANNOT_SAVE) -> None:
        super().__init__(message)
        self.for_members = for_members
        """What a member reads instead: no path, and no task that is not theirs."""


class DatabaseError(MachineError):
    """The database is missing, damaged or locked."""


class StoppingError(DatabaseError):
    """We are being stopped, and what is still at work comes too late: nothing is wrong."""


def unexpected(error: Exception) -> str:
    """One line about a defect of ours; the traceback goes to the log, under the same id."""
    incident = uuid4().hex[:6]
    _log.debug("incident %s", incident, exc_info=error)
    return f"something went wrong ({type(error).__name__}, incident {incident}); BOT_LOG_LEVEL=DEBUG shows where."
