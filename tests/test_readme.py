"""README.md stays true: its session, its commands, its settings, its credits.

python tests/test_readme.py --write    renews the session with the answers of today
"""

from __future__ import annotations

import asyncio
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from pathlib import Path

import click
import pytest
import yaml

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
START, END = "<!-- session: written by tests/test_readme.py --write -->\n```text\n", "\n```\n<!-- end of session -->"
PROMPT = "> "
ENDS = re.compile(r"\bby [A-Z][a-z]{2}[\w ,–]*? \d{4}(?: – [A-Z][a-z]{2}[\w ,]*? \d{4})?(?=[.\s])")
"""When a step of a plan ends: another day each day."""


def written() -> str:
    """The session in the README."""
    return README.read_text("utf-8").split(START)[1].split(END)[0]


def questions(session: str) -> list[str]:
    return [line.removeprefix(PROMPT) for line in session.splitlines() if line.startswith(PROMPT)]


def held_today(asked: Sequence[str]) -> str:
    """The session as `chat` answers it from a pipe, each question above its answer."""
    from bot.advisor import Advisor
    from bot.domain.understanding.message import Understanding
    from bot.storage.database import Database
    from bot.storage.knowledge_files import KnowledgeFiles
    from bot.storage.profiles import Profiles
    from bot.terminal import Asker, piped

    def typed() -> Iterator[str]:
        for question in asked:
            print(PROMPT + question)
            yield question

    files = KnowledgeFiles(ROOT / "knowledge", ROOT / "faq.yaml", Understanding.compile, remember=True)
    shown = io.StringIO()
    with Database(":memory:") as database, asyncio.Runner() as runner, redirect_stdout(shown):
        assert piped(Asker(Advisor(files.current, Profiles(database)), runner), "me", typed())
    return shown.getvalue().rstrip()


def write() -> None:
    text = README.read_text("utf-8")
    README.write_text(text.replace(written(), held_today(questions(written()))), "utf-8")


def test_the_session_is_what_the_chat_answers() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--database", ":memory:", "chat"],
        input="".join(question + "\n" for question in questions(written())),
        capture_output=True,
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith(("BOT_", "DISCORD_"))},
        encoding="utf-8",
        check=True,
    )
    answers = "".join(line + "\n" for line in written().splitlines() if not line.startswith(PROMPT))
    answered, expected = (ENDS.sub("by …", text.rstrip()) for text in (done.stdout, answers))
    assert answered == expected, "python tests/test_readme.py --write renews it"


def test_the_session_shows_what_it_is_there_for() -> None:
    session = written()
    for part in ("Source: ", "outside what I know", "Missing", "Noted"):
        assert part in session


def _code() -> str:
    """What stands in code ticks, but for the session."""
    return " ".join(re.findall(r"`([^`]+)`", README.read_text("utf-8").replace(written(), "").replace("```", "")))


def test_every_command_is_explained() -> None:
    from bot.cli import program

    explained = _code()
    for name, command in program.commands.items():
        assert re.search(rf"python -m bot {name}\b", explained), name
        for option in command.params:
            if isinstance(option, click.Option):
                assert any(flag in explained for flag in option.opts), f"{name} {option.opts[0]}"
    assert all(
        option.opts[0] in explained for option in program.params if option.name in ("faq", "knowledge", "database")
    )


def test_every_setting_is_explained() -> None:
    from bot.config import Config, variable

    text = README.read_text("utf-8")
    for name, field in Config.model_fields.items():
        row = next((line for line in text.splitlines() if line.startswith(f"| `{variable(name)}` |")), None)
        assert row, variable(name)
        if isinstance(field.default, Path):
            assert f"| `{field.default}` |" in row


def test_every_license_that_asks_for_credit_gets_it() -> None:
    text = " ".join(README.read_text("utf-8").split())
    sources = yaml.safe_load((ROOT / "knowledge" / "sources.yaml").read_text("utf-8"))["sources"]
    for source in sources:
        if source.get("licence", "public domain") != "public domain":
            assert source["name"] in text, source["name"]
            assert source["licence"] in text, source["licence"]


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "bot/README.md",
        "docs/README.md",
        "docs/operations.md",
        "knowledge/README.md",
        "tests/README.md",
        "CHANGELOG.md",
    ],
)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    path = ROOT / page
    text = re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\((?!https?://)([^)#]+)", text):
        assert (path.parent / target).exists(), f"{page} links to {target}"


def test_every_file_a_page_names_exists() -> None:
    for page in ("README.md", "bot/README.md", "tests/README.md"):
        for name in re.findall(r"`((?:bot|tests|knowledge|benchmarks)/[\w/.-]+)`", (ROOT / page).read_text("utf-8")):
            assert (ROOT / name).exists(), f"{page} names {name}"


def test_three_pictures_are_shown_and_told_in_words() -> None:
    shown = re.findall(r'<img src="(docs/\w+\.png)" width="\d+" alt="([^"]{40,})">', README.read_text("utf-8"))
    assert len(shown) == 3
    assert all((ROOT / file).read_bytes().startswith(b"\x89PNG") for file, _ in shown)


@pytest.mark.parametrize("folder", ["", "bot", "docs", "knowledge", "tests", "benchmarks"])
def test_every_folder_says_what_belongs_in_it(folder: str) -> None:
    assert (ROOT / folder / "README.md").is_file()


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(__doc__)
    write()
