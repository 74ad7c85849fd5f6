"""Adding a role is dropping one file: it is there in free text, in every command and in autocomplete."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.advisor import Advisor
from bot.domain.core.query import Intent
from bot.domain.understanding.message import Understanding
from bot.domain.understanding.options import from_options
from bot.storage.database import Database
from bot.storage.knowledge_files import load_knowledge
from bot.storage.profiles import Profiles

ROOT = Path(__file__).parent.parent
VR_DEVELOPER = """
id: vr-developer
name: VR Developer
summary: Builds virtual reality applications, from physics to menus.
source: editors
aliases: [vr dev, xr programmer]
fields: [virtual reality]
skills:
  - {skill: cpp, weight: 1.0, importance: core, basis: estimate}
  - {skill: openxr, weight: 0.9, importance: core, basis: estimate}
  - {skill: linear-algebra, weight: 0.7, importance: important, basis: estimate}
new_skills:
  - id: openxr
    name: OpenXR
    category: web
    aliases: [open xr]
    needs: [cpp]
occupations:
  - {soc: 15-1252, basis: proxy, note: Software Developers include VR developers}
claims:
  - {topic: pay, source: editors, basis: estimate, unit: unspecified, low: 90000, high: 120000, measure: range}
"""


@pytest.fixture(scope="module")
def understanding(tmp_path_factory: pytest.TempPathFactory) -> Understanding:
    folder = tmp_path_factory.mktemp("added") / "knowledge"
    shutil.copytree(ROOT / "knowledge", folder)
    (folder / "roles" / "vr-developer.yaml").write_text(VR_DEVELOPER, encoding="utf-8")
    return Understanding.compile(load_knowledge(folder, ROOT / "faq.yaml"))


@pytest.mark.parametrize(
    ("question", "kind", "holds"),
    [
        ("what does a VR developer do", "role", "physics"),
        ("how much does a xr programmer earn", "salary", "$135,980"),
        ("which skills does a vr dev need", "role", "OpenXR"),
        ("roadmap to vr developer", "roadmap", "OpenXR"),
        ("what am i missing to become a VR developer", "gap", "OpenXR"),
        ("what should i learn next for vr developer", "next", "C++"),
        ("vr developer vs data engineer, what is the difference", "compare", "VR Developer"),
        ("my goal is to become a VR developer", "goal", "VR Developer"),
    ],
)
async def test_the_new_role_answers(understanding: Understanding, question: str, kind: str, holds: str) -> None:
    async with Database(":memory:") as database:
        reply = await Advisor(lambda: understanding, Profiles(database)).ask("terminal:ana", "s", question)
    assert (reply.kind, reply.decision) == (kind, "answer")
    assert holds in reply.plain()


async def test_its_own_skill_can_be_reported_and_counts(understanding: Understanding) -> None:
    async with Database(":memory:") as database:
        advisor = Advisor(lambda: understanding, Profiles(database))
        await advisor.ask("terminal:ana", "s", "openxr advanced, c++ advanced")
        reply = await advisor.ask("terminal:ana", "s", "which roles fit my skills?")
    assert reply.target == "vr-developer"


def test_it_is_offered_by_autocomplete_and_understood_from_options(understanding: Understanding) -> None:
    assert ("vr-developer", "VR Developer") in understanding.reader.finder.choices("role", "vr d")
    query = from_options(understanding, Intent.SALARY, role="vr devloper")
    assert query.role is not None
    assert query.role.id == "vr-developer"
