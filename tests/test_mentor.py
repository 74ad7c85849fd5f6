"""Plans as a mentor would make them: mentor.yaml holds records, their next steps and what must not be among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from bot.domain.advice.plan import planned, readiness, standings
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import SkillLevel
from bot.storage.knowledge_files import load_knowledge

ROOT = Path(__file__).parent.parent
NEXT = 3
RECORDS_A_ROLE = 3
NEARLY = 0.5
"""Least readiness of whoever is nearly there."""


@dataclass(frozen=True)
class Record:
    role: str
    who: str
    has: Mapping[str, SkillLevel]
    first: tuple[str, ...]
    never: tuple[str, ...]


def records() -> list[Record]:
    by_role = yaml.safe_load((ROOT / "tests" / "mentor.yaml").read_text(encoding="utf-8"))
    return [
        Record(role, one["who"], one["has"], tuple(one["first"]), tuple(one["never"]))
        for role, rows in by_role.items()
        for one in rows
    ]


RECORDS = records()
EACH = pytest.mark.parametrize("record", RECORDS, ids=lambda record: f"{record.role}: {record.who}")


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load_knowledge(ROOT / "knowledge", ROOT / "faq.yaml")


def plan(record: Record, kb: KnowledgeBase) -> list[str]:
    rows = standings(kb.roles[record.role], "junior", record.has, kb)
    return [step.skill for step in planned(rows, record.has, kb)]


@EACH
def test_the_next_steps_are_those_of_a_mentor(record: Record, kb: KnowledgeBase) -> None:
    assert set(plan(record, kb)[:NEXT]) <= set(record.first)


@EACH
def test_no_plan_goes_astray(record: Record, kb: KnowledgeBase) -> None:
    assert not set(plan(record, kb)) & set(record.never)


@EACH
def test_the_records_name_skills_that_exist(record: Record, kb: KnowledgeBase) -> None:
    assert kb.skills.keys() >= {*record.has, *record.first, *record.never}


@EACH
def test_whoever_is_nearly_there_is_told_so(record: Record, kb: KnowledgeBase) -> None:
    ready = readiness(standings(kb.roles[record.role], "junior", record.has, kb))
    assert ready >= NEARLY or "nearly there" not in record.who


def test_every_role_has_its_records(kb: KnowledgeBase) -> None:
    counts = {role: sum(record.role == role for record in RECORDS) for role in kb.roles}
    assert set(counts.values()) == {RECORDS_A_ROLE}, counts
