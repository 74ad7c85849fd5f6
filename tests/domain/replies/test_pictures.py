"""What a picture shows is what its reply says: the same figures, never worked out in another way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import SKILL_LEVELS
from bot.domain.core.pay_picture import ComparePicture, MoneyRow, SalaryPicture, Span
from bot.domain.core.picture import (
    LONGEST,
    FitBar,
    GapPicture,
    MatchPicture,
    Picture,
    ProgressPicture,
    RoadmapPicture,
    fitting,
)
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Reply
from bot.domain.core.roles import Role
from bot.domain.replies.answer import answer
from bot.domain.understanding.message import Understanding
from bot.markup import plain

TODAY = date(2026, 11, 28)


@pytest.fixture(scope="module")
def kb(understanding: Understanding) -> KnowledgeBase:
    return understanding.kb


def record(role: Role) -> Profile:
    profile = Profile("ana")
    for number, asked in enumerate(role.skills[:7]):
        on = TODAY - timedelta(weeks=7 - number)
        profile = profile.with_skill(asked.skill, SKILL_LEVELS[number % 3], on)
    return profile


def told(intent: Intent, role: Role, kb: KnowledgeBase, other: Role | None = None) -> tuple[Reply, Picture, str]:
    reply = answer(Query(intent, role=role, other_role=other), record(role), kb, today=TODAY)
    return reply, reply.pictures[0], plain(reply.plain())


def test_the_gap_is_that_of_the_reply(kb: KnowledgeBase) -> None:
    for role in kb.roles.values():
        _, picture, text = told(Intent.GAP, role, kb)
        assert isinstance(picture, GapPicture)
        assert picture.lead.rpartition(" ")[2] in text, "readiness"
        assert len(picture.bars) + picture.left_out == sum(
            bool(one.needed("junior", kb.role_levels["junior"].expects)) for one in role.skills
        )
        begun = [bar for bar in picture.bars if bar.mark == "begun"]
        assert all(f"{bar.reached} → {bar.needed}" in text for bar in begun)


def test_the_map_has_the_stages_of_the_reply(kb: KnowledgeBase) -> None:
    for role in kb.roles.values():
        _, picture, text = told(Intent.ROADMAP, role, kb)
        assert isinstance(picture, RoadmapPicture)
        for number, stop in enumerate(picture.stops, 1):
            assert f"{number}. {stop.name} ({stop.when})" in text


def test_progress_and_fit_are_those_of_the_reply(kb: KnowledgeBase) -> None:
    for role in kb.roles.values():
        _, progress, text = told(Intent.PROGRESS, role, kb)
        assert isinstance(progress, ProgressPicture)
        assert all(f"{point.percent:.0f}%" in text for point in progress.points)
        assert all(point.learned for point in progress.points)
    _, match, text = told(Intent.MATCH, kb.roles["data-engineer"], kb)
    assert isinstance(match, MatchPicture)
    assert all(f"{bar.role} {bar.core}, {bar.percent:.0f}%" in text for bar in match.bars)


def test_pay_is_that_of_the_reply_with_basis_and_source(kb: KnowledgeBase) -> None:
    for role in kb.roles.values():
        reply, picture, text = told(Intent.SALARY, role, kb)
        assert isinstance(picture, SalaryPicture)
        for group in (group for axis in picture.axes for group in axis.groups):
            assert group.source in "; ".join(reply.sources)
            assert group.basis.split(",")[0].split(";")[0] in ("Official", "Guide", "Stated")
            if group.official:
                assert all(f"${row.median:,.0f}" in text for row in group.rows)


def test_a_comparison_has_the_figures_of_the_reply(kb: KnowledgeBase) -> None:
    for role in kb.roles.values():
        other = kb.roles[role.related[0].role]
        _, picture, text = told(Intent.COMPARE, role, kb, other)
        assert isinstance(picture, ComparePicture)
        assert picture.pay is None or all(
            f"${row.median:,.0f}" in text for group in picture.pay.groups for row in group.rows
        )
        assert all(f"{row.percent:+g}%" in text for row in picture.growth)
        shared, lists = picture.skills[0].shared, [one.shared + one.others for one in picture.skills]
        assert f"share {shared} skill" in text or role.id in _decided(kb)
        assert lists == [len(role.skills), len(other.skills)]


def _decided(kb: KnowledgeBase) -> set[str]:
    """Roles of entries that answer a comparison in their own words."""
    return {role for entry in kb.faq.values() if "compare" in entry.tags for role in entry.roles}


def test_projections_of_different_years_say_so_in_each_row(kb: KnowledgeBase) -> None:
    _, picture, _ = told(Intent.COMPARE, kb.roles["technical-writer"], kb, kb.roles["ux-designer"])
    assert "2024–2034" in picture.words()
    assert "2025–2035" in picture.words()


def test_a_record_shows_itself_privately_only(kb: KnowledgeBase) -> None:
    for intent in (Intent.GAP, Intent.PROGRESS, Intent.MATCH, Intent.ROADMAP):
        reply, _, _ = told(intent, kb.roles["data-engineer"], kb)
        assert reply.private


def test_an_open_end_stays_open_and_counts_for_no_more_than_it_says() -> None:
    row = MoneyRow("Senior", "above $200K", (Span(200_000, None),))
    assert row.amounts == (200_000,)


def test_what_is_too_long_to_be_told_is_shortened_or_left_out() -> None:
    def picture(number: int) -> MatchPicture:
        return MatchPicture("Fit", "", ("x, 2026",), (FitBar("A role of a certain length", 50.0, ""),) * number)

    (one,) = fitting(picture(number) for number in range(100, 0, -1))
    assert len(one.bars) < 100
    assert len(one.words()) <= LONGEST
    assert fitting([picture(100)]) == ()
