"""What is installed: pinned with hashes, as set-up and container use it, and listed by `sbom`."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.metadata import version
from pathlib import Path

from click.testing import CliRunner

from bot import cli

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
_PINNED = re.compile(r"^([\w.-]+)==(\S+)( ; [^\\]+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)
TOOLS = {"pip", "setuptools"}
"""An environment may bring its own before the lock is used."""


def locked(name: str) -> dict[str, tuple[str, str]]:
    """Package → version and condition; fails on a line that is not pinned with hashes."""
    text = (ROOT / name).read_text("utf-8")
    assert _PINNED.sub("", text) == "", f"{name} holds something else than pinned packages with hashes"
    return {_name(package): (pin, condition) for package, pin, condition, _ in _PINNED.findall(text)}


def _name(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found
    return re.sub("[-_.]+", "-", found[0]).lower()


def test_the_lock_holds_all_that_the_program_asks_for() -> None:
    run, dev = locked("requirements.txt"), locked("requirements-dev.txt")
    asked = PROJECT["project"]["dependencies"]
    assert {_name(one) for one in [*asked, *PROJECT["build-system"]["requires"]]} <= run.keys()
    assert {_name(one) for one in PROJECT["project"]["optional-dependencies"]["dev"]} <= dev.keys()
    assert run.items() <= dev.items()


def test_what_runs_here_is_what_is_locked() -> None:
    pins = locked("requirements-dev.txt")
    here = {name: pin for name, (pin, condition) in pins.items() if not condition and name not in TOOLS}
    assert {name: version(name) for name in here} == here


def test_set_up_and_container_take_nothing_else() -> None:
    makefile, dockerfile = ((ROOT / name).read_text("utf-8") for name in ("Makefile", "Dockerfile"))
    for text in (makefile, dockerfile):
        assert "--require-hashes" in text
        assert "--no-deps --no-build-isolation" in text
    assert "\nUSER bot\n" in dockerfile
    assert "HEALTHCHECK" in dockerfile


def test_the_bill_of_materials_lists_what_is_installed() -> None:
    result = CliRunner().invoke(cli.program, ["sbom"])
    bill = json.loads(result.stdout)
    listed = {part["name"].lower().replace("_", "-"): part["version"] for part in bill["components"]}
    for package in ("discord.py", "numpy", "aiohttp"):
        assert listed[package] == version(package)
    assert bill["metadata"]["component"]["name"] == "career-bot"
    known = {part["bom-ref"] for part in bill["components"] if "bom-ref" in part}
    assert all(set(one["dependsOn"]) <= known for one in bill["dependencies"])
