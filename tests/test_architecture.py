"""The import rule of bot/README.md, and that every folder says what belongs in it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BOT = ROOT / "bot"
MODULES = sorted(BOT.rglob("*.py"))

SERVICES = {"bot.advisor", "bot.faq_desk"}
FRONT_ENDS = {"bot.terminal", "bot.chat", "bot.markup", "bot.json_lines"}
ALLOWED: dict[str, set[str]] = {
    # part of the program → what else of the program it may import
    "bot.domain": set(),
    "bot.errors": set(),
    "bot.logs": set(),
    "bot.sbom": set(),
    "bot.markup": set(),
    "bot.json_lines": set(),
    "bot.config": {"bot.errors"},
    "bot.program": {"bot.errors"},
    "bot.storage": {"bot.domain", "bot.errors"},
    "bot.advisor": {"bot.domain", "bot.storage", "bot.errors"},
    "bot.faq_desk": {"bot.domain", "bot.storage", "bot.errors", "bot.question_desk"},
    "bot.question_desk": {"bot.domain", "bot.storage", "bot.errors"},
    "bot.upkeep": {"bot.storage", "bot.errors"},
    "bot.doctor": {"bot.storage", "bot.errors", "bot.config", "bot.upkeep"},
    "bot.pictures": {"bot.domain", "bot.errors"},
    "bot.chart": {"bot.domain", "bot.errors", "bot.markup", "bot.pictures.draw"},
    "bot.terminal": {"bot.domain", "bot.errors", *SERVICES, *FRONT_ENDS},
    "bot.chat": {"bot.domain", "bot.errors", *SERVICES, *FRONT_ENDS},
    "bot.discord_app": {
        "bot.domain", "bot.errors", "bot.logs", "bot.pictures.studio", "bot.markup", *SERVICES,
        "bot.upkeep", "bot.doctor",
        "bot.storage.check_ins", "bot.storage.guild_settings", "bot.storage.knowledge_files",
    },
    "bot.__main__": {"bot.cli"},
}  # fmt: skip
ROOMS: dict[str, set[str]] = {
    # room of the domain → the rooms it may import
    "language": set(),
    "core": {"language"},
    "names": {"core", "language"},
    "matching": {"core", "language"},
    "statements": {"core", "language", "names"},
    "understanding": {"core", "language", "names", "matching", "statements"},
    "advice": {"core", "language"},
    "faq": {"core", "language", "matching", "understanding"},
    "replies": {"core", "language", "names", "understanding", "advice", "faq"},
}
DOMAIN_LIBRARIES = {"numpy", "rapidfuzz"}
ONLY_IN = {
    "discord": "bot.discord_app", "matplotlib": "bot.pictures", "PIL": "bot.pictures", "rich": "bot.chat",
    "prometheus_client": "bot.discord_app.metrics", "click": "bot.program",
}  # fmt: skip
FILES = {"os", "pathlib", "sqlite3", "sqlite_utils", "shutil", "subprocess", "tempfile", "yaml"}
OUTSIDE_WORLD = {"asyncio", "os", "pathlib", "sqlite3", "socket", "subprocess", "threading", "time", "io", "shutil"}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def _imported(path: Path) -> tuple[str, ...]:
    """Full names; `from bot import x` counts as bot.x."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: write the import out in full"
            whole = node.module == "bot"
            yield from (f"bot.{alias.name}" for alias in node.names) if whole else [str(node.module)]


def _within(name: str, parts: set[str]) -> bool:
    return any(name == part or name.startswith(part + ".") for part in parts)


def _part(name: str) -> str:
    """The part of the program a module belongs to."""
    return ".".join(name.split(".")[:2])


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_dependencies_point_one_way(path: Path) -> None:
    name = _name(path)
    if name in ("bot", "bot.cli"):
        return  # cli builds everything
    allowed = ALLOWED[_part(name)] | {_part(name)}
    wrong = {other for other in _imported(path) if other.startswith("bot.") and not _within(other, allowed)}
    assert not wrong, f"{name} must not import {', '.join(sorted(wrong))}"


@pytest.mark.parametrize("path", sorted((BOT / "domain").glob("*/*.py")), ids=_name)
def test_rooms_of_the_domain_import_downwards(path: Path) -> None:
    room = path.parent.name
    allowed = {f"bot.domain.{name}" for name in ROOMS[room] | {room}}
    wrong = {name for name in _imported(path) if name.startswith("bot.domain.") and not _within(name, allowed)}
    assert not wrong, f"{room} must not import {', '.join(sorted(wrong))}"


@pytest.mark.parametrize("path", sorted((BOT / "domain").rglob("*.py")), ids=_name)
def test_the_domain_is_pure(path: Path) -> None:
    libraries = {name.split(".")[0] for name in _imported(path)} - {"bot", "__future__"}
    foreign = {name for name in libraries if name not in sys.stdlib_module_names} - DOMAIN_LIBRARIES
    assert not foreign, f"the domain may use {', '.join(sorted(DOMAIN_LIBRARIES))} only"
    assert not libraries & OUTSIDE_WORLD, "the domain opens nothing and waits for nothing"


@pytest.mark.parametrize("path", sorted((BOT / "discord_app").rglob("*.py")), ids=_name)
def test_discord_only_translates(path: Path) -> None:
    libraries = {name.split(".")[0] for name in _imported(path)}
    assert not libraries & FILES, "files and the database are storage's"


@pytest.mark.parametrize("path", sorted((BOT / "discord_app" / "commands").glob("[!_]*.py")), ids=_name)
def test_every_command_module_can_be_set_up(path: Path) -> None:
    functions = [node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)]
    (setup,) = [function for function in functions if function.name == "setup"]
    assert [argument.arg for argument in setup.args.args] == ["bot"]


def test_when_the_bot_speaks_is_decided_without_discord() -> None:
    imported = set(_imported(BOT / "discord_app" / "listening.py"))
    assert not any(_within(name, {"discord", "asyncio", "bot.storage", "bot.advisor"}) for name in imported)


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_front_end_library_has_one_home(library: str) -> None:
    homes = {_name(path) for path in MODULES if any(_within(name, {library}) for name in _imported(path))}
    assert all(_within(home, {ONLY_IN[library], "bot.cli"}) for home in homes)


def test_matplotlib_comes_with_the_first_picture() -> None:
    light = {f"bot.pictures.{name}" for name in ("draw", "studio", "worker")}
    entered = [path for path in MODULES if not _within(_name(path), {"bot.pictures"}) or _name(path) in light]
    imported = {name for path in entered for name in _imported(path)}
    assert {name for name in imported if _within(name, {"bot.pictures", "matplotlib", "PIL"})} <= light


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))
