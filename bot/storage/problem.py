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

    def by_name(self) -> Problem:
        """The same for those to whom it does not matter where the file lies."""
        return replace(self, path=Path(self.path.name))

    def with_entry(self) -> Problem:
        """The same, naming the entry it stands in: the last id at or above its line. Reads the file."""
        try:
            return self.with_entry_of(self.path.read_bytes())
        except OSError:
            return self

    def with_entry_of(self, data: bytes) -> Problem:
        """As `with_entry`, for the bytes of the file. A line that belongs to no list names none."""
        lines = data.decode("utf-8-sig", "replace").splitlines()[: self.line]
        ids: list[str] = _ID.findall("\n".join(lines))
        named = f"`{ids[-1]}`" if ids else ""
        return replace(self, message=f"{self.message} (in {named})") if named and named not in self.message else self
