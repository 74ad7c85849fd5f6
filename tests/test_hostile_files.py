"""Files with faults that nobody planned: settings, a community's FAQ, an exported record. Each is read or refused."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hostile import TIMES, bytes_like, dice, some

from bot.config import load
from bot.errors import BotError
from bot.storage.database import Database
from bot.storage.faq_sources import source_of
from bot.storage.profiles import Profiles

ENV = b"""# ours
DISCORD_TOKEN=abc.def.ghi
BOT_FAQ="faq.yaml"
export BOT_GUILD=123
BOT_FAQ_SERVERS=1,2
BOT_LOG_LEVEL='info'
BOT_API_BASE=http://127.0.0.1:8080
BOT_METRICS_PORT=9464
"""
RECORD = json.dumps(
    {
        "version": 1,
        "goal": "data-engineer",
        "hours": 6,
        "skills": {"python": {"level": "advanced", "since": "2026-01-01"}},
    }
).encode()
MARKDOWN = b"# FAQ\n\n## Do I need a degree?\n\nNo. Many teams look at projects.\n\n- **Q:** Pay?\n\n---\ntags: [a]\n"
CSV = b'question,answer,tags\n"Do I need a degree?","No.",education\n"Pay?","See ""salary"".",\n'


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, MARKDOWN)
    return file.getvalue()


def test_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    throw = dice("settings")
    for _ in range(60 * TIMES):
        data = bytes_like(ENV, throw)
        (tmp_path / ".env").write_bytes(data)
        said = refusal_of(load)
        assert "\n" not in said
        assert "abc.def" not in said


@pytest.mark.parametrize("name", ["DISCORD_TOKEN", "BOT_FAQ", "BOT_GUILD", "BOT_FAQ_SERVERS", "BOT_API_BASE",
                                  "BOT_METRICS_PORT", "BOT_LOG_LEVEL", "BOT_DATABASE"])  # fmt: skip
def test_variables(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for text in some(name, 30, 500):
        monkeypatch.setenv(name, text.replace("\0", ""))
        said = refusal_of(load)
        assert not said or name in said


@pytest.mark.parametrize(("suffix", "good"), [
    (".md", MARKDOWN), (".csv", CSV), (".json", json.dumps([{"q": "Pay?", "a": "No."}]).encode()),
    (".toml", b'[[faq]]\nquestion = "Pay?"\nanswer = "No."\n'), (".yaml", b"- question: Pay?\n  answer: No.\n"),
    (".zip", zipped("faq/one.md", "faq/two.md")), (".exe", MARKDOWN), ("", MARKDOWN),
])  # fmt: skip
def test_files_that_are_imported(suffix: str, good: bytes) -> None:
    throw = dice(f"import {suffix}")
    for _ in range(20 * TIMES):
        refusal_of(lambda: source_of(bytes_like(good, throw), Path(f"faq{suffix}")))


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.md", "/etc/cron.d/x.md", "..\\..\\x.md", "a/\0b.md", "x" * 300 + ".md"]
)
def test_names_in_an_archive_lead_nowhere(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    refusal_of(lambda: source_of(zipped(name), Path("faq.zip")))
    assert list(tmp_path.iterdir()) == [], "an archive is read in memory"


async def test_exported_records(tmp_path: Path) -> None:
    throw = dice("records")
    async with Database(tmp_path / "career.db") as database:
        profiles = Profiles(database)
        good = (await profiles.export("me")).encode()
        for _ in range(30 * TIMES):
            text = bytes_like(throw.choice((good, RECORD)), throw).decode("utf-8", "replace")
            with suppress(BotError):
                await profiles.import_("me", text)
            await profiles.export("me")  # whatever was taken in can be read


def refusal_of(read: Callable[[], object]) -> str:
    """The sentence that it is refused with; empty where it is read."""
    try:
        read()
    except BotError as refused:
        return str(refused) or "refused without a word"
    return ""
