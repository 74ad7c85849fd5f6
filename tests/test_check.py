"""`check` as the guard of a file edited by hand: dates, wordings that go astray, what changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import program

Run = Callable[..., Result]


@pytest.fixture
def run(small_knowledge: Path, small_faq: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def _run(*words: str, knowledge: Path = small_knowledge) -> Result:
        return CliRunner().invoke(program, ["--faq", str(small_faq), "--knowledge", str(knowledge), "check", *words])

    return _run


@pytest.fixture
def old(small_faq: Path, tmp_path: Path) -> Path:
    """The file before the edit."""
    path = tmp_path / "old.yaml"
    path.write_bytes(small_faq.read_bytes())
    return path


def edit(path: Path, old: str, new: str) -> int:
    """The line of the change."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text.split(old)[0].count("\n") + 1


DATES = {
    "good": ("expires: 2026-05-01", ""),
    "in quotes": ('expires: "2026-05-01"', ""),
    "no such day": ("expires: 2026-02-30", "there is no such day"),
    "day first": ("verified: 01.05.2026", "a date like 2026-12-31 is expected"),
    "one digit": ("verified: 2026-5-1", "a date like 2026-12-31 is expected"),
    "a number": ("expires: 20260501", "a date like 2026-12-31 is expected"),
    "with a time": ("expires: 2026-05-01T10:00:00", "a date like 2026-12-31 is expected"),
    "nearly the key": ("expire: 2026-05-01", "`expires`"),
}


@pytest.mark.parametrize(("line", "says"), DATES.values(), ids=DATES.keys())
def test_dates_are_read_strictly_and_told_plainly(run: Run, small_faq: Path, line: str, says: str) -> None:
    number = edit(small_faq, "    source: Editors, 2026", f"    {line}\n    source: Editors, 2026")
    result = run()
    assert (result.exit_code, says in result.output) == (1 if says else 0, True), result.output
    if says:
        assert f"{small_faq}:{number}:" in result.output


def test_an_answer_cannot_have_been_checked_after_it_expired(run: Run, small_faq: Path) -> None:
    dates = "    verified: 2026-05-02\n    expires: 2026-05-01\n"
    number = edit(small_faq, "    source: Editors, 2026", f"{dates}    source: Editors, 2026")
    result = run()
    assert result.exit_code == 1
    assert f"{small_faq}:{number + 1}:14: error: " in result.output


THIEF = """  - id: thief
    question: Can I work remotely as engineer?
    alternates:
      - can i work remotely as an engineer
      - could i work remotely as an engineer
      - work remotely as engineer
    answer: No.
"""


@pytest.fixture
def stolen(small_faq: Path, old: Path) -> None:
    """The file is valid, but another entry's own question goes elsewhere."""
    edit(small_faq, "alternates: [are there remote jobs]", "alternates: []")
    small_faq.write_text(small_faq.read_text("utf-8") + THIEF, "utf-8")


@pytest.mark.usefixtures("stolen")
def test_a_question_that_another_entry_has_too_is_an_error_with_its_place(run: Run, small_faq: Path) -> None:
    result = run()
    line = small_faq.read_text("utf-8").split("- can i work remotely as an engineer\n")[0].count("\n") + 1
    assert result.exit_code == 1, result.output
    assert f"{small_faq}:{line}:9: error: `can i work remotely as an engineer` also asks for" in result.output


def test_a_file_that_did_not_change_is_told_so(run: Run, old: Path) -> None:
    result = run("--against", str(old))
    assert result.exit_code == 0, result.output
    assert "No entry differs." in result.output


def test_what_an_edit_changes_for_members_is_told(run: Run, small_faq: Path, old: Path) -> None:
    edit(small_faq, "answer: Python. It is used", "answer: Rust. It is used")
    edit(
        small_faq,
        "alternates: [are there remote jobs]",
        "alternates: [remote jobs for engineers, which pets are allowed]",
    )
    small_faq.write_text(
        small_faq.read_text("utf-8") + "  - {id: parking, question: Where can I park my car?, answer: Behind.}\n",
        "utf-8",
    )
    result = run("--against", str(old))
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert "~ first-language: answer" in lines
    assert "~ remote-work: alternates (+2-1)" in lines
    assert "+ parking: Where can I park my car?" in lines
    assert any("known questions" in line for line in lines)


def test_a_removed_entry_is_told(run: Run, small_faq: Path, old: Path) -> None:
    text = small_faq.read_text("utf-8")
    small_faq.write_text(text[: text.index("  - id: remote-work")], "utf-8")
    result = run("--against", str(old))
    assert "- remote-work: Can I work remotely as an engineer?" in result.output.splitlines()


def test_as_json_it_is_one_more_object(run: Run, small_faq: Path, old: Path) -> None:
    edit(small_faq, "answer: Python. It is used", "answer: Rust. It is used")
    result = run("--json", "--against", str(old))
    found = json.loads(result.output.splitlines()[-1])
    assert (found["added"], found["changed"], found["removed"]) == ([], ["first-language"], [])
    assert found["moved"] == found["stolen"] == []


@pytest.mark.usefixtures("stolen")
def test_taking_anothers_own_question_is_an_error(run: Run, small_faq: Path, old: Path) -> None:
    result = run("--against", str(old), knowledge=small_faq.parent / "nowhere")
    assert result.exit_code == 1
    assert "Takes another entry's own question:" in result.output.splitlines()
    assert "error: its answer was `remote-work`, now another entry takes it" in result.output


def test_without_a_knowledge_folder_the_files_are_compared_alone(run: Run, small_faq: Path, old: Path) -> None:
    edit(small_faq, "answer: Python. It is used", "answer: Rust. It is used")
    result = run("--against", str(old), knowledge=small_faq.parent / "nowhere")
    assert result.exit_code == 1  # the folder is named
    assert "~ first-language: answer" in result.output


@pytest.mark.parametrize("content", [None, "", "version: 1\nentries: 3\n"])
def test_an_old_file_that_cannot_be_read_is_named(run: Run, tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "earlier.yaml"
    if content is not None:
        path.write_text(content)
    result = run("--against", str(path))
    assert result.exit_code == 1
    assert f"{path}:" in result.output
    assert "Traceback" not in result.output


def test_the_schema_tells_an_editor_every_key_of_an_entry_and_what_it_means() -> None:
    printed = CliRunner().invoke(program, ["schema", "faq"]).output
    keys = json.loads(printed)["$defs"]["FaqEntry"]["properties"]
    assert {"id", "question", "answer", "alternates", "tags", "roles", "links", "source", "verified", "expires"} == set(
        keys
    )
    assert all(key["description"] for key in keys.values())
    assert {"type": "string", "format": "date"} in keys["expires"]["anyOf"]
