"""`import-faq`: what a community brings is shown entry by entry, written where it is wanted, and never removes."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import program
from bot.storage.faq_edit import entries_in

ROOT = Path(__file__).parent.parent
RULES = "# Rules\n\n## Where is the canteen?\n\nDownstairs.\n\n## Voice rooms\n\nOpen to all.\n"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "rules.md"
    path.write_text(RULES)
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(program, ["import-faq", *map(str, words)])


def ids(path: Path) -> list[str]:
    return [entry.id for entry in entries_in(path.read_bytes())]


def test_without_a_target_it_only_shows(rules: Path) -> None:
    result = run(rules)
    assert result.exit_code == 0
    assert "+ canteen: Where is the canteen? (rules.md:3)" in result.output
    assert "    suggested wordings: what is voice rooms" in result.output
    assert "2 new; nothing is removed." in result.output
    assert list(rules.parent.iterdir()) == [rules]


def test_a_new_file_is_made_and_passes_the_check(rules: Path, small_knowledge: Path, tmp_path: Path) -> None:
    target = tmp_path / "new.yaml"
    result = run(rules, "--to", target, "--wordings")
    assert (result.exit_code, ids(target)) == (0, ["canteen", "voice-rooms"]), result.output
    assert "what is voice rooms" in entries_in(target.read_bytes())[1].alternates
    checked = CliRunner().invoke(program, ["--faq", str(target), "--knowledge", str(small_knowledge), "check"])
    assert checked.exit_code == 0, checked.output


def test_an_old_file_keeps_all_it_has_byte_for_byte(rules: Path, small_faq: Path) -> None:
    before = small_faq.read_bytes()
    assert run(rules, "--to", small_faq, "--skip", "voice-rooms").exit_code == 0
    after = small_faq.read_bytes()
    assert after.startswith(before)
    assert ids(small_faq)[3:] == ["canteen"]
    again = run(rules, "--to", small_faq, "--skip", "voice-rooms")
    assert "1 already here" in again.output
    assert small_faq.read_bytes() == after


def test_more_than_a_thousand_entries_are_no_reason_to_refuse(tmp_path: Path) -> None:
    table = tmp_path / "many.csv"
    rows = (
        f"What is item {number} of the long list?,{'word ' * (1_250 * (number == 7) + 5)}\n" for number in range(1_200)
    )
    table.write_text("question,answer\n" + "".join(rows))
    result = run(table, "--to", tmp_path / "many.yaml")
    assert result.exit_code == 0
    assert len(ids(tmp_path / "many.yaml")) == 1_199
    assert "! many.csv, row 9: left out “What is item 7 of the long list?”: the answer has 6,274" in result.output


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("absent.md",), 1, "absent.md: cannot be read"),
        (("{rules}", "--to", "{rules}"), 1, "rules.md:"),
        (("{rules}", "--to", "{folder}/new.yaml", "--skip", "other"), 1, "no entry `other`"),
    ],
)
def test_a_mistake_is_one_readable_line_and_writes_nothing(
    rules: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    filled = [word.format(rules=rules, folder=rules.parent) for word in words]
    result = run(*filled)
    assert (result.exit_code, says in result.output) == (code, True), result.output
    assert rules.read_text() == RULES
    assert list(rules.parent.iterdir()) == [rules]


@pytest.mark.parametrize(("typed", "written"), [("no\n", None), ("yes\n", 0), ("wordings\n", 2)])
def test_in_a_terminal_it_asks_first(rules: Path, tmp_path: Path, typed: str, written: int | None) -> None:
    target = tmp_path / "new.yaml"
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bot", "import-faq", str(rules), "--to", str(target)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT) as process:
        os.write(ours, typed.encode())
        assert process.wait(60) == 0
    os.close(theirs)
    os.close(ours)
    found = entries_in(target.read_bytes()) if target.exists() else None
    assert (found and len(found[1].alternates)) == written
