"""How long the program takes from the command to its answer, each time as a new process.

python -m benchmarks.cold_start [--runs 7]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMANDS = {
    "ask": ["ask", "do i need a phd to become a machine learning engineer?"],
    "check": ["check"],
    "match": ["match", "--faq", "faq.yaml"],
    "--help": ["--help"],
}


def seconds(words: list[str]) -> float:
    environment = os.environ | {"BOT_DATABASE": ":memory:"}
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=ROOT,
        env=environment,
        input=b'{"id": "1", "question": "do i need a phd"}\n',
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    for name, words in COMMANDS.items():
        seconds(words)  # the first one fills the file cache and compiles
        taken = [seconds(words) for _ in range(runs)]
        print(f"{name:<8} median {statistics.median(taken):.2f} s, best {min(taken):.2f} s, worst {max(taken):.2f} s")


if __name__ == "__main__":
    main()
