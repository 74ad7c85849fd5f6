"""Pictures as they are looked at: nothing cut, nothing over another thing, the same facts in words."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

import pytest
from PIL import Image

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import SKILL_LEVELS
from bot.domain.core.picture import LONGEST, FitBar, MatchPicture, Picture
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.roles import Role
from bot.domain.replies.answer import answer
from bot.domain.understanding.message import Understanding
from bot.pictures import compare, gap, match, money, progress, roadmap
from bot.pictures.draw import drawn_as_png
from bot.pictures.panel import Panel, Placed, _measuring, _properties
from bot.pictures.style import BACKGROUND, EDGE, HAVE, MUTED, OTHER, SCALE, TEXT, WIDTH, Color

TODAY = date(2026, 11, 28)
TALLEST = 900
"""Pixels of the tallest picture: more than two screens of a phone is no picture any more."""
DRAWERS = {"gap": gap, "roadmap": roadmap, "progress": progress, "salary": money, "compare": compare, "match": match}
NUMBER = re.compile(r"\d[\d,.]*\d|\d")


@pytest.fixture(scope="session")
def kb(understanding: Understanding) -> KnowledgeBase:
    return understanding.kb


def record(role: Role) -> Profile:
    """Most skills of a role at all levels, learned over months, some of them on days that follow each other."""
    profile, on = Profile("ana"), TODAY - timedelta(days=300)
    for number, asked in enumerate(role.skills):
        on += timedelta(days=1 if number % 3 else 20)
        if number % 4 < 3:
            profile = profile.with_skill(asked.skill, SKILL_LEVELS[number % 3], on)
    return profile


def pictures(query: Query, kb: KnowledgeBase, profile: Profile | None = None) -> tuple[Picture, ...]:
    return answer(query, profile or Profile("ana"), kb, today=TODAY).pictures


def of_role(role: Role, kb: KnowledgeBase) -> Iterator[Picture]:
    """All that can be drawn of a role, with nothing reported and with much."""
    near = kb.roles[role.related[0].role] if role.related else next(iter(kb.roles.values()))
    yield from pictures(Query(Intent.SALARY, role=role), kb)
    yield from pictures(Query(Intent.COMPARE, role=role, other_role=near), kb)
    for profile in (Profile("ana"), record(role)):
        for intent in (Intent.GAP, Intent.ROADMAP, Intent.PROGRESS, Intent.MATCH):
            yield from pictures(Query(intent, role=role), kb, profile)


def panel(picture: Picture) -> Panel:
    drawn: Panel = DRAWERS[picture.kind].draw(picture)
    return drawn


Box = tuple[float, float, float, float]


def extent(placed: Placed) -> Box:
    """Left, top, right, bottom of the ink, as matplotlib measures it."""
    measured = _measuring().get_text_width_height_descent(placed.words, _properties(placed.font), ismath=False)
    wide, high, below = (value / SCALE for value in measured)
    return placed.left, placed.y - (high - below), placed.left + wide, placed.y + below


def overlap(one: Box, other: Box) -> bool:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide > 0 and high > 0


def check(picture: Picture) -> None:
    drawn = panel(picture)
    check_laid_out(picture, drawn)
    check_words(picture, " ".join(placed.words for placed in drawn.texts))


def check_laid_out(picture: Picture, drawn: Panel) -> None:
    assert drawn.height <= TALLEST, picture.title
    boxes = [(extent(placed), placed.words) for placed in drawn.texts if placed.words]
    for (left, top, right, bottom), words in boxes:
        assert left > 2, words
        assert right < WIDTH - 2, words
        assert top > 2, words
        assert bottom < drawn.height - 2, words
    for (one, words), (other, more) in combinations(boxes, 2):
        assert not overlap(one, other), f"{picture.title}: {words!r} over {more!r}"


def check_words(picture: Picture, shown: str) -> None:
    """Whoever hears the picture learns what whoever sees it learns."""
    words = picture.words()
    assert 0 < len(words) <= LONGEST
    assert set(NUMBER.findall(words)) <= set(NUMBER.findall(shown)), picture.title
    assert picture.title in words
    assert re.search(r"\b20\d\d\b", shown), "source and date stand inside"


def test_nothing_is_cut_or_lies_over_another_thing_whatever_the_role(kb: KnowledgeBase) -> None:
    seen: set[Picture] = set()
    for role in kb.roles.values():
        drawn = list(of_role(role, kb))
        kinds = {picture.kind for picture in drawn}
        assert kinds >= {"gap", "roadmap", "progress", "compare", "match"}, role.id
        assert "salary" in kinds or not role.occupations, role.id
        for picture in set(drawn) - seen:
            check(picture)
        seen.update(drawn)


PLACES = ("seattle", "germany", "canada", "united-kingdom", "united-states")


def test_countries_stay_apart_in_their_own_currency(kb: KnowledgeBase) -> None:
    named = [kb.locations[place] for place in PLACES[1:]]
    role = kb.roles["data-engineer"]
    (picture,) = pictures(Query(Intent.SALARY, role=role, location=named[0], further_locations=tuple(named[1:])), kb)
    signs = [axis.sign for axis in picture.axes]  # type: ignore[attr-defined]
    assert len(signs) == len(set(signs)) == len(named)
    assert "nothing is converted" in picture.words()
    check(picture)


def test_a_place_stands_beside_the_nation_as_an_estimate(kb: KnowledgeBase) -> None:
    query = Query(Intent.SALARY, role=kb.roles["data-engineer"], location=kb.locations["seattle"])
    (picture,) = pictures(query, kb)
    assert "Estimate" in picture.words()
    assert "Seattle" in picture.words()
    check(picture)


def test_four_roles_side_by_side(kb: KnowledgeBase) -> None:
    longest = sorted(kb.roles.values(), key=lambda role: -len(role.name))[:4]
    first, second, *further = longest
    query = Query(Intent.COMPARE, role=first, other_role=second, further_roles=tuple(further))
    for picture in pictures(query, kb):
        check(picture)


def test_a_picture_is_a_png_of_a_phones_width_twice_as_fine(kb: KnowledgeBase) -> None:
    (picture,) = pictures(Query(Intent.GAP, role=kb.roles["machine-learning-engineer"]), kb)
    png = drawn_as_png(picture)
    with Image.open(io.BytesIO(png)) as image:
        image.verify()
        assert image.format == "PNG"
        assert image.size == (WIDTH * SCALE, panel(picture).height * SCALE)
    assert len(png) < 150_000


def test_names_far_too_long_are_broken_and_stay_inside() -> None:
    endless = "Donaudampfschifffahrtsgesellschaftskapitän" * 3
    bars = (FitBar(endless, 71.0, "5 of 6 core skills"), FitBar(f"{endless} or {endless}", 0.0, ""))
    picture = MatchPicture(endless, endless, ("nobody, 2026",), bars)
    check_laid_out(picture, panel(picture))


def luminance(color: Color) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("color", "least"), [(TEXT, 7.0), (MUTED, 7.0), (HAVE, 4.5), (OTHER, 4.5), (EDGE, 2.0)])
def test_colors_stand_out_from_the_background(color: Color, least: float) -> None:
    assert (luminance(color) + 0.05) / (luminance(BACKGROUND) + 0.05) >= least
