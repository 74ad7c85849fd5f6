"""docs/faq-pull-request.yml: what its last step says of a pull request, run as GitHub runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WORKFLOW = yaml.safe_load((ROOT / "docs" / "faq-pull-request.yml").read_text("utf-8"))


def git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=mo", "-c", "user.email=mo@example.org")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(small_faq: Path) -> Path:
    """A community's repository with an FAQ and knowledge on its main branch."""
    folder = small_faq.parent
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "start")
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    return folder


def checked(repository: Path, temporary: Path) -> tuple[int, str, str]:
    """(exit code, log, summary) of the step that checks."""
    temporary.mkdir()
    (python := temporary / "bin").mkdir()
    (python / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (python / "python").chmod(0o755)
    surroundings = {
        **os.environ,
        **{name: str(value) for name, value in WORKFLOW["env"].items()},
        "PATH": f"{python}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "GITHUB_BASE_REF": "main",
        "GITHUB_STEP_SUMMARY": str(temporary / "summary.md"),
        "RUNNER_TEMP": str(temporary),
    }
    step = WORKFLOW["jobs"]["check"]["steps"][-1]
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]], cwd=repository, env=surroundings, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr, (temporary / "summary.md").read_text("utf-8")


def test_a_good_change_passes_and_is_told(repository: Path, tmp_path: Path) -> None:
    faq = repository / "faq.yaml"
    faq.write_text(faq.read_text("utf-8") + "  - {id: parking, question: Where can I park my car?, answer: Behind.}\n")
    code, log, summary = checked(repository, tmp_path / "run")
    assert code == 0, log
    assert "+ parking: Where can I park my car?" in summary
    assert "::error" not in log


def test_a_mistake_fails_beside_its_line(repository: Path, tmp_path: Path) -> None:
    faq = repository / "faq.yaml"
    line = faq.read_text("utf-8").count("\n") + 1
    faq.write_text(faq.read_text("utf-8") + "  - {id: parking, question: Where can I park?, anser: Behind.}\n")
    code, log, _ = checked(repository, tmp_path / "run")
    assert code == 1
    assert f"::error file=faq.yaml,line={line},col=" in log
