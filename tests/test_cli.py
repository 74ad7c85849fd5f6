"""The contract from the outside: commands, JSON lines, exit codes, and one readable line for every failure."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from bot.cli import program
from bot.program import INTERRUPTED

ROOT = Path(__file__).parent.parent
Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _clean_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting, no .env, and an empty folder to work in."""
    for name in list(os.environ):
        if name.upper().startswith(("BOT_", "DISCORD_")):
            monkeypatch.delenv(name)
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.chdir(folder)


@pytest.fixture
def run(small_knowledge: Path, small_faq: Path) -> Run:
    """The program on the small knowledge, in this process."""

    def invoke(*words: str, stdin: str | bytes = "", database: str = "test.db") -> Result:
        paths = ["--faq", str(small_faq), "--knowledge", str(small_knowledge), "--database", database]
        return CliRunner().invoke(program, [*paths, *words], input=stdin, prog_name="career-bot")

    return invoke


def lines(*requests: object) -> str:
    return "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in requests)


def asked(text: str, session: str = "s", user: str = "ana") -> dict[str, str]:
    return {"session": session, "user": user, "text": text}


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def failed(result: Result, code: int, *told: str) -> bool:
    """One readable line on stderr, no traceback, the exit code."""
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    assert result.stderr.strip()
    for part in told:
        assert part in result.stderr
    return True


# --- the command line -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [None, *program.commands])
def test_every_command_explains_itself(command: str | None) -> None:
    result = CliRunner().invoke(program, [command, "--help"] if command else ["--help"])
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage:")


@pytest.mark.parametrize("command", program.commands.values(), ids=lambda command: command.name)
def test_every_option_and_command_has_a_help_text(command: click.Command) -> None:
    assert command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["ask"],
        ["ask", "--batch"],
        ["ask", "--json", "--batch", "text"],
        ["ask", "one", "two"],
        ["match"],
        ["match", "--faq", "x.yaml", "--top", "0"],
        ["schema", "poem"],
        ["import", "absent.json"],
        ["--loud"],
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_exits_with_2(words: list[str], run: Run) -> None:
    failed(run(*words), 2)


def test_run_without_a_token_names_the_variable(run: Run) -> None:
    failed(run("run"), 2, "DISCORD_TOKEN")


def test_a_wrong_setting_stops_the_start_and_names_the_variable(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_LOG_LEVEL", "LOUD")
    failed(run("check"), 2, "BOT_LOG_LEVEL")


def test_the_paths_may_come_from_settings(
    small_knowledge: Path, small_faq: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_KNOWLEDGE", str(small_knowledge))
    Path(".env").write_text(f"BOT_FAQ={small_faq}\nBOT_DATABASE=from-env.db\n")
    result = CliRunner().invoke(program, ["ask", "hello"])
    assert result.exit_code == 0
    assert Path("from-env.db").exists()


# --- asking ---------------------------------------------------------------------------------------------------------


def test_one_question_one_answer(run: Run) -> None:
    result = run("ask", "do i need a degree to work in data?")
    assert result.exit_code == 0
    assert "Many teams look at projects first" in result.stdout
    assert not result.stderr


def test_one_question_as_json(run: Run) -> None:
    (row,) = rows(run("ask", "--json", "do i need a degree to work in data?"))
    assert (row["decision"], row["kind"]) == ("answer", "faq")
    assert 0 <= row["confidence"] <= 1


def test_a_batch_answers_in_order_with_the_session_it_was_given(run: Run) -> None:
    result = run(
        "ask", "--json", "--batch", stdin=lines(asked("hello", "a"), asked("Ünïcode 🙂", "🙂"), asked("", "c"))
    )
    assert result.exit_code == 0
    assert [row["session"] for row in rows(result)] == ["a", "🙂", "c"]


@pytest.mark.parametrize(
    "bad",
    [
        "not json",
        "",
        "[]",
        "null",
        '{"session": "s"}',
        '{"session": "s", "user": "u", "text": 5}',
        '{"session": "s", "user": "u", "text": null}',
        '{"session": "s", "user": "half \\ud83d", "text": "hi"}',
        "[" * 100_000,
        '{"session": ' + "9" * 5000 + "}",
        '{"session": NaN}',
    ],
    ids=lambda bad: bad[:20],
)
def test_a_bad_line_gets_an_error_in_its_place_and_the_run_goes_on(bad: str, run: Run) -> None:
    result = run("ask", "--json", "--batch", stdin=lines(asked("hi", "1"), bad, asked("hi", "2")))
    first, error, last = rows(result)
    assert result.exit_code == 0
    assert list(error) == ["error"]
    assert (first["session"], last["session"]) == ("1", "2")


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "pay? " * 200_000,
        "half \ud83d emoji",
        "\x00\x1b[31m",
        "\u202e\u200b\ufeff",
        "🙂" * 3000,
        "?" * 9999,
    ],
    ids=range(7),
)
def test_any_text_gets_an_answer(text: str, run: Run) -> None:
    (row,) = rows(run("ask", "--json", "--batch", stdin=lines(asked(text))))
    assert row["decision"] in ("answer", "clarify", "abstain")


def test_bytes_that_are_no_text_and_other_newlines_do_not_stop_a_batch(run: Run) -> None:
    good = json.dumps(asked("hello")).encode()
    stdin = b"\xef\xbb\xbf" + good + b"\r\n" + b"\xff\xfe\x00\x80\n" + good.replace(b"hello", b"caf\xe9") + b"\n" + good
    result = run("ask", "--json", "--batch", stdin=stdin)
    assert ["error" in row for row in rows(result)] == [False, True, False, False]


def test_what_a_user_reported_is_theirs_alone_and_kept(run: Run) -> None:
    run("ask", "--user", "ana", "my skills: python advanced")
    assert '"python"' in run("export", "--user", "ana").stdout
    assert '"python"' not in run("export", "--user", "bob").stdout


def test_piped_lines_are_one_conversation_and_a_number_picks_a_suggestion(run: Run) -> None:
    told, gap = run("chat", stdin="hello\n"), run("chat", stdin="hello\n\n1\n")
    first = next(line for line in told.stdout.splitlines() if line.startswith("  1. ")).removeprefix("  1. ")
    assert gap.stdout.startswith(told.stdout)
    assert gap.stdout == run("chat", stdin=f"hello\n{first}\n").stdout


def test_without_a_command_piped_lines_are_answered(run: Run) -> None:
    result = run(stdin=b"\xef\xbb\xbfdo i need a degree to work in data?\r\n")
    assert result.exit_code == 0
    assert "Many teams look at projects first" in result.stdout


# --- a member's record ----------------------------------------------------------------------------------------------


def test_an_export_imports_to_the_identical_record(run: Run) -> None:
    run("ask", "--user", "ana", "my skills: python advanced, sql basics")
    exported = run("export", "--user", "ana").stdout
    Path("record.json").write_text(exported, "utf-8")
    assert run("import", "--user", "ana", "record.json", database="other.db").exit_code == 0
    assert run("export", "--user", "ana", database="other.db").stdout == exported


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe\x00", b'{"version": 2}', b"[" * 100_000, b"x" * 6_000_000])
def test_what_is_no_export_changes_nothing(content: bytes, run: Run) -> None:
    run("ask", "--user", "ana", "my skills: python advanced")
    before = run("export", "--user", "ana").stdout
    Path("record.json").write_bytes(content)
    failed(run("import", "--user", "ana", "record.json"), 1, "Nothing was imported")
    assert run("export", "--user", "ana").stdout == before


# --- files that cannot be used --------------------------------------------------------------------------------------


def _damaged(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + b"\x07" * 5000)


def _folder(path: Path) -> None:
    path.mkdir()


def _no_database(path: Path) -> None:
    path.write_text("# Notes\n" * 200)


@pytest.mark.parametrize("make", [_damaged, _folder, _no_database])
def test_a_database_that_cannot_be_used_is_named_and_left_alone(make: Callable[[Path], None], run: Run) -> None:
    path = Path("members.db")
    make(path)
    before = path.read_bytes() if path.is_file() else None
    failed(run("ask", "hello", database="members.db"), 1, "members.db")
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_database_in_a_missing_folder_is_named(run: Run) -> None:
    failed(run("ask", "hello", database="nowhere/members.db"), 1, "nowhere")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions bind neither root nor Windows")
def test_a_read_only_folder_is_told(run: Run) -> None:
    folder = Path("locked")
    folder.mkdir(mode=0o500)
    failed(run("ask", "hello", database="locked/members.db"), 1, "permissions")


def test_a_database_in_memory_keeps_nothing(run: Run) -> None:
    assert run("ask", "my skills: python advanced", database=":memory:").exit_code == 0
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("question: Which", "questoin: Which", "question"),
        ("id: remote-work", "id: first-language", "first-language"),
        ("version: 1", "version: 1\nversion: 1", "version"),
        ("entries:", "\tentries:", ":2:1:"),
    ],
)
def test_broken_content_is_told_with_line_and_column(old: str, new: str, told: str, run: Run, small_faq: Path) -> None:
    small_faq.write_text(small_faq.read_text("utf-8").replace(old, new), "utf-8")
    for words in (["ask", "hello"], ["chat"], ["check"]):
        result = run(*words)
        assert result.exit_code == 1
        assert f"{small_faq}:" in result.output
        assert told in result.output
        assert "Traceback" not in result.output


def test_missing_files_are_named(run: Run, small_faq: Path, tmp_path: Path) -> None:
    small_faq.unlink()
    failed(run("ask", "hello"), 1, str(small_faq))
    assert str(small_faq) in run("check").stdout
    failed(CliRunner().invoke(program, ["--knowledge", str(tmp_path / "absent"), "ask", "hello"]), 1, "absent")


# --- backup, restore, one bot a database ----------------------------------------------------------------------------


def test_a_backup_comes_back_as_it_was(run: Run) -> None:
    run("ask", "my skills: python advanced")
    made = run("backup")
    assert made.exit_code == 0
    (archive,) = Path("backups").glob("test-*-by-hand.zip")
    assert f"restore {archive}" in made.stdout
    run("ask", "my skills: sql advanced")
    assert "sql" in run("export").stdout
    restored = run("restore", str(archive))
    assert restored.exit_code == 0
    for told in ("Checked", "Set aside", "Restored test.db", "Start the bot"):
        assert told in restored.stdout
    assert "sql" not in run("export").stdout
    assert "python" in run("export").stdout


def test_a_backup_goes_where_it_is_told_and_overwrites_nothing(run: Run) -> None:
    run("ask", "my skills: python advanced")
    assert run("backup", "mine.zip").exit_code == 0
    before = Path("mine.zip").read_bytes()
    failed(run("backup", "mine.zip"), 1, "there is such a file already")
    assert Path("mine.zip").read_bytes() == before


def test_a_backup_never_holds_the_token(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "very-secret")
    monkeypatch.setenv("BOT_API_BASE", "http://me:password@127.0.0.1/api")
    run("ask", "my skills: python advanced")
    run("backup", "mine.zip")
    with zipfile.ZipFile("mine.zip") as archive:
        held = b"".join(map(archive.read, archive.namelist()))
    assert b"BOT_API_BASE=http://127.0.0.1" in held
    assert b"secret" not in held
    assert b"password" not in held


def test_nothing_to_back_up_or_to_restore_is_one_sentence(run: Run) -> None:
    failed(run("backup"), 1, "test.db", "nothing to back up")
    failed(run("restore", "absent.zip"), 1, "absent.zip", "no such file")
    Path("photo.zip").write_bytes(b"jpeg")
    failed(run("restore", "photo.zip"), 1, "photo.zip", "no backup")
    failed(run("restore", "photo.zip", database=":memory:"), 2, "BOT_DATABASE")


def test_while_a_bot_runs_no_second_one_starts_and_nothing_is_restored(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.storage.instance import only_one

    monkeypatch.setenv("DISCORD_TOKEN", "x")
    run("ask", "my skills: python advanced")
    run("backup", "mine.zip")
    with only_one(Path("test.db")):
        failed(run("run"), 1, f"process {os.getpid()}", "--takeover")
        failed(run("restore", "mine.zip"), 1, f"process {os.getpid()}")
        assert run("ask", "my skills: sql advanced").exit_code == 0, "the terminal may be used beside it"
        assert run("backup").exit_code == 0, "and a backup made"


# --- check, schema, match -------------------------------------------------------------------------------------------


def test_check_of_good_content(run: Run) -> None:
    result = run("check")
    assert result.exit_code == 0
    assert "fine" in result.stdout


def test_check_as_json_tells_place_and_severity(run: Run, small_faq: Path) -> None:
    small_faq.write_text(small_faq.read_text("utf-8").replace("tags: [learning]", "tag: [learning]"), "utf-8")
    result = run("check", "--json")
    assert result.exit_code == 1
    (row,) = (row for row in rows(result) if row["severity"] == "error")
    assert row["path"] == str(small_faq)
    assert row["line"] > 1
    assert "tags" in row["message"]


def test_strict_makes_warnings_count(run: Run, small_knowledge: Path) -> None:
    (small_knowledge / "roles" / "forgotten.yml").write_text("id: forgotten\n")
    lenient, strict = run("check"), run("check", "--strict")
    assert "warning" in lenient.stdout
    assert (lenient.exit_code, strict.exit_code) == (0, 1)


@pytest.mark.parametrize("kind", ["faq", "role", "skills"])
def test_schema_is_json(kind: str, run: Run) -> None:
    assert isinstance(json.loads(run("schema", kind).stdout), dict)


def _match(run: Run, faq: Path, *requests: object, options: Iterable[str] = ()) -> list[dict[str, Any]]:
    result = run("match", "--faq", str(faq), *options, stdin=lines(*requests))
    assert result.exit_code == 0
    return rows(result)


def test_match_has_the_keys_of_the_contract(run: Run, small_faq: Path) -> None:
    (row,) = _match(
        run, small_faq, {"id": 7, "question": "which language should i learn first"}, options=["--top", "2"]
    )
    assert list(row) == ["id", "decision", "confidence", "matches"]
    assert row["id"] == 7
    assert len(row["matches"]) <= 2
    assert list(row["matches"][0]) == ["entry", "score", "phrase"]
    assert row["matches"][0]["entry"] == "first-language"


def test_match_reads_nothing_but_its_file(run: Run, small_faq: Path, small_knowledge: Path) -> None:
    (small_knowledge / "skills.yaml").write_text("broken: [")
    assert _match(run, small_faq, {"id": "a", "question": "is remote work possible"})[0]["matches"]
    assert list(Path().iterdir()) == []


def test_match_explains_itself_on_request(run: Run, small_faq: Path) -> None:
    (row,) = _match(run, small_faq, {"id": "a", "question": "can i work remotly"}, options=["--explain"])
    assert row["matches"][0]["parts"]
    assert {"margin", "corrections"} <= row.keys()


def test_match_compares_meanings_unless_told_otherwise(run: Run, small_faq: Path) -> None:
    asked = {"id": "a", "question": "what coding tongue do novices begin with"}
    (plain,), (semantic,) = (
        _match(run, small_faq, asked, options=["--explain", *more]) for more in (["--no-semantic"], [])
    )
    assert semantic["matches"][0]["entry"] == "first-language"
    assert semantic["decision"] in ("answer", "clarify")
    assert semantic["confidence"] > plain["confidence"]
    assert "meaning" in semantic["matches"][0]["parts"]
    assert "meaning" not in plain["matches"][0]["parts"]


def test_match_goes_on_after_bad_lines(run: Run, small_faq: Path) -> None:
    found = _match(run, small_faq, "no", {"id": 1}, {"question": 5}, {"id": "z", "question": ""}, "\x00")
    assert ["error" in row for row in found] == [True, True, True, False, True]
    assert found[3]["decision"] == "abstain"


# --- a process of its own -------------------------------------------------------------------------------------------


def _start(knowledge: Path, faq: Path, *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "bot", "--faq", faq, "--knowledge", knowledge, "--database", "test.db", *words]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment)


def test_a_reader_that_goes_away_is_no_failure(small_knowledge: Path, small_faq: Path) -> None:
    with _start(small_knowledge, small_faq, "chat") as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write(b"hello\n" * 5)
        process.stdin.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_ctrl_c_ends_a_batch_quietly_after_the_lines_it_has_answered(small_knowledge: Path, small_faq: Path) -> None:
    with _start(small_knowledge, small_faq, "ask", "--json", "--batch") as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(lines(asked("hello")).encode())
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["session"] == "s"  # flushed, though the input is still open
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == INTERRUPTED
        assert process.stderr.read() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_the_chat_on_a_terminal_ends_cleanly_with_ctrl_c_and_ctrl_d(small_knowledge: Path, small_faq: Path) -> None:
    import pty

    for ending in (b"\x03", b"\x04", b"exit\n"):
        ours, theirs = pty.openpty()
        words = ["--faq", small_faq, "--knowledge", small_knowledge, "--database", "test.db"]
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm", "NO_COLOR": "1"},
            start_new_session=True,
            preexec_fn=_own_terminal,
        )
        os.close(theirs)
        shown = _read_until(ours, b"> ")
        for _ in range(10):  # a key pressed while the prompt is being set up is lost, as for a person
            os.write(ours, ending)
            shown += _read_until(ours, b"Good luck!", seconds=2)
            if b"Good luck!" in shown or process.poll() is not None:
                break
        # Pressed before the prompt is ready, Ctrl-C interrupts the start instead: as clean an end.
        assert process.wait(30) in (0, INTERRUPTED), shown
        os.close(ours)
        assert b"Traceback" not in shown


def _own_terminal() -> None:
    """Ctrl-C becomes a signal only on the terminal that controls the process."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _read_until(terminal: int, end: bytes, seconds: float = 60) -> bytes:
    """What is shown up to `end`, or until the program ended or nothing more came for `seconds`."""
    shown = b""
    with suppress(OSError):  # a terminal whose program has ended
        while end not in shown and select.select([terminal], [], [], seconds)[0]:
            shown += os.read(terminal, 4096)
    return shown


# Pictures

HAS = ("--skills", "python advanced, sql beginner")
CHARTS = {
    "gap": ("data engineer", *HAS),
    "roadmap": ("data-engineer",),
    "salary": ("Data Engineer", "--level", "junior"),
    "compare": ("data engineer", "data analyst"),
    "match": HAS,
    "progress": ("data engineer", *HAS),
}


@pytest.mark.parametrize("kind", CHARTS)
def test_chart_writes_the_picture_of_a_reply_and_says_it_in_words(kind: str, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "picture.png"
    result = run("chart", kind, *CHARTS[kind], "--out", str(out))
    assert result.exit_code == 0, result.output
    assert out.read_bytes().startswith(b"\x89PNG")
    assert "Data Engineer" in result.stdout


def test_chart_draws_a_users_own_record(run: Run, tmp_path: Path) -> None:
    assert run("ask", "--user", "ana", "python advanced, sql beginner").exit_code == 0
    result = run("chart", "gap", "data engineer", "--user", "ana", "--out", str(tmp_path / "gap.png"))
    assert "Python: has advanced" in result.stdout


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("gap", "astronaut"), 2, "astronaut"),
        (("compare", "data engineer"), 2, "two roles"),
        (("salary", "data engineer", "--location", "narnia"), 2, "narnia"),
        (("gap", "data engineer", "--skills", "juggling"), 2, "juggling"),
        (("match",), 1, "nothing to draw"),
        (("gap",), 1, "nothing to draw"),
        (("sunset",), 2, "sunset"),
    ],
)
def test_chart_says_why_there_is_none(words: tuple[str, ...], code: int, told: str, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "picture.png"
    assert failed(run("chart", *words, "--out", str(out)), code, told)
    assert not out.exists()


def test_chart_says_where_it_cannot_write(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "absent" / "picture.png"
    assert failed(run("chart", "roadmap", "data engineer", "--out", str(out)), 1, "absent")
