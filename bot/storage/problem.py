"""A fault in the content, with the place where a person can mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning"]
_ID = re.compile(r"^\s*(?:-\s+)?id:\s*[\"']?([\w-]+)", re.MULTILINE)


@dataclass(frozen=True, order=True)
class Problem:
    """Prints as `file:line:column: severity: message`; sorts by place."""

    path: Path
    line: int
    column: int
    severity: Severity
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.severity}: {self.message}"

    def with_entry(self) -> Problem:
        """The same, naming the entry it stands in: the last id at or above its line. Reads the file."""
        try:
            lines = self.path.read_text("utf-8-sig", "replace").splitlines()[: self.line]
        except OSError:
            return self
        ids: list[str] = _ID.findall("\n".join(lines))
        return replace(self, message=f"{self.message} (in `{ids[-1]}`)") if ids else self
