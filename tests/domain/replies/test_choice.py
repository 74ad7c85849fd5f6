"""The guided choice: one question after the other, then three roles with reasons."""

from __future__ import annotations

import pytest

from bot.advisor import Advisor
from bot.domain.advice.choosing import choices, wish
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.reply import Reply
from bot.domain.understanding.message import Understanding
from bot.storage.database import Database
from bot.storage.profiles import Profiles
from bot.terminal import as_text, picked

SIX = 6


async def said(mind: Understanding, *lines: str) -> list[Reply]:
    """The replies to lines typed one after the other; a number picks what the reply before offers."""
    replies: list[Reply] = []
    async with Database(":memory:") as database:
        advisor = Advisor(lambda: mind, Profiles(database))
        for line in lines:
            replies.append(await advisor.ask("terminal:ana", "s", picked(line, replies[-1] if replies else None)))
    return replies


async def test_six_numbers_lead_to_three_roles(understanding: Understanding) -> None:
    *asked, last = await said(understanding, "help me choose a role", "2", "9", "3", "2", "2", "1")
    assert len(asked) == SIX
    assert len({reply.questionnaire for reply in asked}) == SIX
    assert len(last.roles) == 3
    assert last.target == "data-analyst"
    assert last.private
    assert "Bachelor's degree" in last.plain()
    assert "BLS" in " ".join(last.sources)


async def test_the_list_shows_answers_not_what_they_send(understanding: Understanding) -> None:
    (first,) = await said(understanding, "help me choose a role")
    assert "1. Help people" in as_text(first)
    assert "choose 1" not in as_text(first)


@pytest.mark.parametrize(
    ("text", "says", "roles"),
    [
        ("i'm a teacher, which role fits me", "teaching", {"Technical Writer", "UX Researcher"}),
        ("no idea which job fits me, i like fixing computers", "repairing", {"IT Support", "System Admin"}),
        ("i was an accountant for years, which role suits me", "accounting", {"Data Analyst", "Auditor"}),
        ("i'm a nurse and want to switch to tech, which role would suit me", "nursing", {"QA", "UX Researcher"}),
    ],
)
async def test_what_somebody_says_of_themselves_is_looked_at_first(
    understanding: Understanding, text: str, says: str, roles: set[str]
) -> None:
    (reply,) = await said(understanding, text)
    assert reply.decision == "answer"
    assert says in reply.plain()
    assert any(role in reply.plain() for role in roles)
    assert "Engineering Manager" not in reply.plain()


async def test_the_former_occupation_stays_known_to_the_end(understanding: Understanding) -> None:
    replies = await said(understanding, "which role fits me? i am a teacher", *"114281")
    assert "from teaching you bring" in replies[-1].plain()


def test_what_is_hated_is_not_liked(understanding: Understanding) -> None:
    assert wish((), "i hate fixing computers", understanding.kb).liked == {}


@pytest.mark.parametrize(
    ("answers", "never"),
    [
        ((1, 1, 4, 3, 1, 1), {"machine-learning-engineer", "software-engineer-backend", "engineering-manager"}),
        ((8, 2, 1, 1, 7, 3), {"it-support-specialist", "scrum-master", "technical-writer"}),
        ((4, 1, 4, 3, 4, 2), {"data-scientist", "network-engineer", "devops-engineer-sre"}),
        ((5, 6, 3, 3, 3, 1), {"ux-designer", "data-scientist", "product-manager"}),
        ((3, 4, 1, 2, 8, 2), {"scrum-master", "business-analyst", "technical-writer"}),
    ],
)
def test_no_role_goes_against_what_was_said(
    understanding: Understanding, answers: tuple[int, ...], never: set[str]
) -> None:
    shown = {choice.role.id for choice in choices(wish(answers, "", understanding.kb), understanding.kb, 5)}
    assert not shown & never


def test_every_role_can_be_found(understanding: Understanding) -> None:
    """Among the first three of somebody who likes just what the role is made of."""
    kb = understanding.kb
    assert all(role.traits for role in kb.roles.values())
    found = {role for answers in _all_likes(kb) for role in _proposed(answers, kb)}
    lost = kb.roles.keys() - found
    assert len(lost) <= LOST, lost


LOST = 6
"""Roles that others of the same kind always come before: their replies name them as related."""


def _all_likes(kb: KnowledgeBase) -> list[tuple[int, ...]]:
    """Every pair of likings, with much code and with a little."""
    likings = range(1, len(kb.choice.questions[0].options) + 1)
    return [(a, b, c, 2, 6, 3) for a in likings for b in likings for c in (1, 3)]


def _proposed(answers: tuple[int, ...], kb: KnowledgeBase) -> list[str]:
    return [choice.role.id for choice in choices(wish(answers, "", kb), kb, 3)]


@pytest.mark.parametrize("text", ["choose 0", "choose 1 2 3 4 5 6 7", "choose 99", "choose 1 plumbing", "choose me"])
def test_what_is_no_answer_is_left_alone(understanding: Understanding, text: str) -> None:
    assert understanding.kb.choice.answers(text.split()) is None
