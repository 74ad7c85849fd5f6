"""As the container and the service run it: a root that cannot be written, an unknown user, no capability."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from local_discord import LocalDiscord, Person, Place

from .test_health import free_port

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "docs" / "career-bot.service"
SMALL = ROOT / "tests" / "small"
NOBODY = 65534
MAY_WRITE = 65
"""PR_SET_MDWE: no memory is both written and run, as MemoryDenyWriteExecute= has it."""
CONFINED = """
mount --bind "$DATA" "$DATA" && mount -o remount,bind,ro / || exit 77
exec setpriv --reuid $NOBODY --regid $NOBODY --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
"""
PROGRAM = f"""
import ctypes, runpy, sys
denied = ctypes.CDLL(None).prctl({MAY_WRITE}, 1, 0, 0, 0) == 0
sys.argv = ["bot", "run"]
runpy.run_module("bot", run_name="__main__")
"""


def can_confine() -> bool:
    if os.getuid() != 0 or not shutil.which("unshare") or not shutil.which("setpriv"):
        return False
    tried = ["unshare", "--mount", "--propagation", "private", "mount", "-o", "remount,bind,ro", "/"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


@pytest.fixture
def data() -> Iterator[Path]:
    """A folder that nobody owns, in one that everybody may enter."""
    with TemporaryDirectory(dir="/tmp") as folder:
        shutil.copytree(SMALL, folder, dirs_exist_ok=True)
        for path in [Path(folder), *Path(folder).rglob("*")]:
            os.chown(path, NOBODY, NOBODY)
        yield Path(folder)


@pytest.mark.skipif(not can_confine(), reason="needs root and mount namespaces")
async def test_it_serves_and_saves_where_only_its_data_can_be_written(
    discord: LocalDiscord, general: Place, ana: Person, mo: Person, data: Path
) -> None:
    port = free_port()
    settings = {
        "DISCORD_TOKEN": discord.token, "BOT_API_BASE": discord.base, "BOT_FAQ": f"{data}/faq.yaml",
        "BOT_KNOWLEDGE": f"{data}/knowledge", "BOT_DATABASE": f"{data}/career.db", "BOT_METRICS_PORT": str(port),
        "DATA": str(data), "NOBODY": str(NOBODY), "HOME": "/nonexistent", "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    program = await asyncio.create_subprocess_exec(
        *("unshare", "--mount", "--propagation", "private", "sh", "-c", CONFINED, "sh"),
        *(sys.executable, "-c", PROGRAM),
        env={**os.environ, **settings}, cwd=data, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    await discord.connected()
    status = Path(f"/proc/{program.pid}/status").read_text()
    assert f"Uid:\t{NOBODY}" in status
    assert "CapEff:\t0000000000000000" in status
    assert "CapBnd:\t0000000000000000" in status
    assert "Python" in (await ana.command(general, "skills add", skills="python advanced")).text
    form = await mo.command(general, "faq edit", entry="degree-needed")
    assert "Undo" in (await mo.submits(form, {"Answer": "No, says the read-only root."})).buttons
    assert "read-only root" in (data / "faq.yaml").read_text("utf-8")
    well = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "health", env={**os.environ, **settings})
    assert await well.wait() == 0
    program.send_signal(signal.SIGTERM)
    _, log = await program.communicate()
    assert program.returncode == 0, log.decode()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_understands_every_line_of_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / UNIT.name
    text = UNIT.read_text("utf-8")
    unit.write_text(text.replace("/opt/career-bot/.venv/bin/python", sys.executable), "utf-8")
    verified = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stdout, verified.stderr) == (0, "", "")
