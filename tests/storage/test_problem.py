"""Problems say where a person can mend them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.storage.problem import Problem

FAQ = """version: 1
entries:
  - id: phd-required
    question: ?
  - question: no id yet
  - id: "time-to-become"
    answers: wrong key
"""


@pytest.mark.parametrize(("line", "entry"), [(1, ""), (3, "phd-required"), (4, "phd-required"), (7, "time-to-become")])
def test_the_entry_is_named(line: int, entry: str, tmp_path: Path) -> None:
    path = tmp_path / "faq.yaml"
    path.write_text(FAQ, "utf-8")
    told = Problem(path, line, 1, "error", "wrong").with_entry()
    assert told.message == (f"wrong (in `{entry}`)" if entry else "wrong")


def test_a_file_that_is_gone_names_none(tmp_path: Path) -> None:
    problem = Problem(tmp_path / "none.yaml", 1, 1, "error", "there is no such file")
    assert problem.with_entry() == problem
