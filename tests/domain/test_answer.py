"""What a reply depends on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml

from bot.domain.answer import answer, depends_on_member
from bot.domain.profile import HeldSkill, Profile
from bot.domain.understand import Understanding

TODAY = date(2026, 12, 1)
QUESTIONS = yaml.safe_load((Path(__file__).parent.parent / "questions.yaml").read_text("utf-8"))


def test_where_the_record_is_not_read_it_would_change_nothing(understanding: Understanding) -> None:
    held = HeldSkill("advanced", TODAY, TODAY)
    known = Profile("m", skills={"python": held, "sql": held}, goal="data-engineer", level="senior", hours=6)
    asked = [understanding.understand(item["turns"][0]["say"]) for item in QUESTIONS]
    same = [query for query in asked if not depends_on_member(query)]
    assert len(same) > len(asked) / 3
    for query in same:
        replies = [answer(query, profile, understanding.kb, today=TODAY) for profile in (Profile("m"), known)]
        assert replies[0] == replies[1], query.text
