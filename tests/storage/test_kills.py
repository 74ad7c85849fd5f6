"""Killed at any moment under load, backed up and restored: all that was acknowledged is there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = int(os.environ.get("DATABASE_KILLS", "5"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_what_was_acknowledged_survives_a_kill_a_backup_and_a_restore(small_faq: Path) -> None:
    """`DATABASE_KILLS=200 pytest tests/storage/test_kills.py -s` kills as often as was promised."""
    script = Path(__file__).with_name("kill_members.py")
    run = subprocess.run([sys.executable, script, small_faq.parent, str(KILLS)], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    print(run.stdout)
    found = json.loads(run.stdout)
    assert found["acknowledged"] > 0
    assert (found["kills"], found["lost"], found["disagreements"], found["refused"]) == (KILLS, 0, 0, 0), run.stderr
