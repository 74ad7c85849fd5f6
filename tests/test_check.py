"""`check` as the guard of a file edited by hand: dates, wordings that go astray, what changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import program
from bot.domain.core.faq_entry import FaqEntry

Run = Callable[..., Result]


@pytest.fixture
def run(small_knowledge: Path, small_faq: Path) -> Run:
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
    assert "Takes what another entry answers:" in result.output.splitlines()
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
    assert set(keys) == {field.name for field in fields(FaqEntry)}
    assert all(key["description"] for key in keys.values())
    assert {"type": "string", "format": "date"} in keys["expires"]["anyOf"]


def append(path: Path, *entries: str) -> None:
    path.write_text(path.read_text("utf-8") + "".join(f"  - {entry}\n" for entry in entries), "utf-8")


def told(result: Result) -> list[tuple[str, str]]:
    """(severity, message)"""
    found = (
        line.split(": ", 2)[1:] for line in result.output.splitlines() if ": error: " in line or ": warning: " in line
    )
    return [(severity, message) for severity, message in found]


def test_a_wording_that_no_member_can_be_answered_with_is_an_error(run: Run, small_faq: Path) -> None:
    append(small_faq, "{id: low, question: Who helps me when I feel low?, alternates: [i want to die], answer: Ana.}")
    result = run()
    assert result.exit_code == 1
    assert told(result) == [
        ("error", "asked word for word, members get another kind of answer; reword it, or take it out")
    ]


def test_a_profession_in_a_wording_is_the_communitys_own_matter(run: Run, small_faq: Path) -> None:
    append(
        small_faq,
        "{id: nurse, question: Do we have a nurse at the meetings?, alternates: [who is nurse], answer: Yes.}",
    )
    result = run("--strict")
    assert result.exit_code == 0, result.output


def test_all_faults_are_told_at_once_and_errors_come_first(run: Run, small_faq: Path) -> None:
    append(
        small_faq,
        '{id: wave, question: How do I greet?, alternates: ["👋", ":)", how do I greet], answer: Hi.}',
        f"{{id: long, question: 'What is {'very ' * 50}long?', answer: '{'x ' * 3500}'}}",
        "{id: twin, question: how do i greet, answer: Hello., roles: [winemaker]}",
    )
    result = run()
    assert result.exit_code == 1
    severities = [severity for severity, _ in told(result)]
    assert severities == sorted(severities), "errors before warnings"
    for said in (
        "`👋` has no words that could be asked; it is skipped",
        "`:)` has no words",
        "`how do I greet` stands twice in this entry",
        "only the first 200 fit its title",
        "6,000 is the most that fits",
        "`how do i greet` also asks for `wave`",
        "there is no role `winemaker`",
    ):
        assert said in result.output, said


def test_a_symbol_as_a_wording_does_no_harm(run: Run, small_faq: Path) -> None:
    append(small_faq, '{id: wave, question: How do I greet?, alternates: ["👋"], answer: Hi.}')
    result = run()
    assert result.exit_code == 0
    assert told(result) == [("warning", "`👋` has no words that could be asked; it is skipped")]


def test_a_near_duplicate_fails_the_comparison(run: Run, small_faq: Path, old: Path) -> None:
    append(small_faq, "{id: bob, question: Can I work remotely as software engineer?, answer: Ask Bob.}")
    result = run("--against", str(old))
    assert result.exit_code == 1
    assert "error: its answer was `remote-work`, now another entry takes it" in result.output


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("{id: pay, question: What is a fair rent in Seattle?, answer: Much.}", "add `places: [seattle]`"),
        ("{id: pay, question: What is a fair rent in Seattle?, places: [seattle], answer: Much.}", ""),
        ("{id: desk, question: Does a data analyst need two monitors?, answer: Yes.}", "add `roles: [data-analyst]`"),
        ("{id: desk, question: Does a data analyst need two monitors?, roles: [data-analyst], answer: Yes.}", ""),
    ],
)
def test_an_entry_that_would_answer_for_other_places_or_roles_is_named(
    run: Run, small_knowledge: Path, small_faq: Path, entry: str, says: str
) -> None:
    edit(small_knowledge / "locations.yaml", "locations:\n", "locations:\n  - {id: paris, name: Paris, kind: city}\n")
    append(small_faq, entry)
    result = run()
    assert result.exit_code == 0, result.output
    assert [says in message for _, message in told(result)] == [True] * bool(says)


def test_a_place_that_nobody_knows_is_named(run: Run, small_faq: Path) -> None:
    append(small_faq, "{id: rent, question: What is a fair rent?, places: [seatle], answer: Much.}")
    assert "there is no location `seatle`; did you mean `seattle`?" in run().output


def test_an_id_leads_to_one_entry_only(run: Run, small_faq: Path) -> None:
    append(
        small_faq,
        "{id: one, question: What is one?, answer: A., merged: [remote-work, old]}",
        "{id: two, question: What is two?, answer: B., merged: [old]}",
    )
    assert [message for _, message in told(run())] == [
        "`remote-work` is the id of `remote-work`; remove it here",
        "`old` leads to `one` already; remove it here",
    ]


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ("language: es, translates: remote-work", ""),
        ("language: Spanish", "`Spanish` is no language; write its two letters"),
        ("translates: remote-work", "is in the same language"),
        ("language: es, translates: remote-wrok", "did you mean `remote-work`"),
    ],
)
def test_translations_are_checked(run: Run, small_faq: Path, keys: str, says: str) -> None:
    append(small_faq, f"{{id: remoto, question: ¿Puedo trabajar en remoto?, answer: A veces., {keys}}}")
    result = run()
    assert (result.exit_code, says in result.output) == (1 if says else 0, True), result.output
