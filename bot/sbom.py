"""The software bill of materials: what is really installed beside the program, in CycloneDX's JSON."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

PROGRAM = "career-bot"
_NAME = re.compile(r"[\w.-]+")


def bill() -> dict[str, Any]:
    """The program, everything that it needs at run time, and what needs what."""
    parts = {_reference(one): one for one in _needed(PROGRAM)}
    needs = {ref: sorted({_reference(other) for other in _direct(one)}) for ref, one in parts.items()}
    ours = _reference(distribution(PROGRAM))
    components = [_component(ref, one) for ref, one in sorted(parts.items()) if ref != ours]
    python = {"type": "platform", "name": "python", "version": sys.version.partition(" ")[0]}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": _component(ours, parts[ours]) | {"type": "application"}},
        "components": [*components, python],
        "dependencies": [{"ref": ref, "dependsOn": others} for ref, others in sorted(needs.items())],
    }


def _needed(name: str) -> Iterator[Distribution]:
    """It and all that follows from it, each once."""
    seen: set[str] = set()
    waiting = [distribution(name)]
    while waiting:
        one = waiting.pop()
        if _reference(one) not in seen:
            seen.add(_reference(one))
            waiting += _direct(one)
            yield one


def _direct(one: Distribution) -> Iterator[Distribution]:
    """What it needs without any extra. What another system would need is not installed here."""
    for line in one.requires or ():
        name = _NAME.match(line)
        if name is None or "extra ==" in line:
            continue
        try:
            yield distribution(name[0])
        except PackageNotFoundError:
            continue


def _reference(one: Distribution) -> str:
    return f"pkg:pypi/{re.sub('[-_.]+', '-', one.name).lower()}@{one.version}"


def _component(reference: str, one: Distribution) -> dict[str, Any]:
    made = {"type": "library", "bom-ref": reference, "purl": reference, "name": one.name, "version": one.version}
    if "License-Expression" not in one.metadata:
        return made
    return {**made, "licenses": [{"expression": one.metadata["License-Expression"]}]}
