"""Cards as JSON and back, by hand: pydantic would take a tenth of a second and five megabytes for the first one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields
from typing import Any

from bot.domain.core.occupations import EducationShare, Exposure, Outlook, RatedTask, RatedTasks, TaskRatings
from bot.domain.core.official import AboutOfficial, JobZone, OfficialCard, OfficialPay, OfficialProspects, OfficialRow
from bot.domain.core.sources import Source

Made = Mapping[str, Any]
VERSION = 1


def packed(card: OfficialCard) -> str:
    """Without what has its default value."""
    whole = asdict(card)
    defaults = {field.name: field.default for field in fields(card) if field.default is not MISSING}
    kept = {name: value for name, value in whole.items() if name not in defaults or value != defaults[name]}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def card_of(data: bytes) -> OfficialCard:
    """Raises KeyError, TypeError or ValueError for something else."""
    made = json.loads(data)
    for name in ("tasks", "software", "also_called", "related"):
        made[name] = tuple(made.get(name, ()))
    made["education"] = tuple(EducationShare(**share) for share in made.get("education", ()))
    made["exposure"] = tuple(Exposure(**measure) for measure in made.get("exposure", ()))
    for name, read in (("pay", _pay), ("prospects", _prospects), ("rated", _rated)):
        made[name] = read(made[name]) if made.get(name) else None
    return OfficialCard(**made)


def about_of(data: bytes) -> AboutOfficial:
    """Raises KeyError, TypeError or ValueError for something else, or another version."""
    made = json.loads(data)
    if made["version"] != VERSION:
        raise ValueError(made["version"])
    made["sources"] = tuple(Source(**source) for source in made["sources"])
    made["zones"] = tuple(JobZone(**zone) for zone in made["zones"])
    made["everybody"] = tuple(Outlook(**projected) for projected in made["everybody"])
    return AboutOfficial(**made)


def _pay(made: Made) -> OfficialPay:
    return OfficialPay(**{**made, "row": OfficialRow(**made["row"]), "top_coded": tuple(made["top_coded"])})


def _prospects(made: Made) -> OfficialProspects:
    rounds = tuple(Outlook(**projected) for projected in made["rounds"])
    return OfficialProspects(**{**made, "row": OfficialRow(**made["row"]), "rounds": rounds})


def _rated(made: Made) -> RatedTasks:
    people, model = (TaskRatings(**made[rater]) for rater in ("people", "model"))
    examples = tuple(RatedTask(**task) for task in made["examples"])
    return RatedTasks(**{**made, "people": people, "model": model, "examples": examples})
