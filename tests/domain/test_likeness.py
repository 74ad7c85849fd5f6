"""Which open questions belong together, and which of them a moderator may see."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.core.query import Intent, Query, SkillMention, SkillReport
from bot.domain.faq.likeness import groups
from bot.domain.faq.replay import Outcome
from bot.domain.faq.unanswered import KeptQuestion, Why, grouped, question_in, to_show, visible_texts, worth_keeping

DAY = date(2026, 5, 1)

ALIKE = {
    "order": ("how do I get a visa for germany", "visa for germany, how do i get one?"),
    "forms": ("where can I find mentors", "finding a mentor, where?"),
    "spelling": ("does the bootcamp cost anything", "does the bootcmap cost anything?"),
    "small words": ("is there a union for coders", "is there any union for the coders here?"),
    "same meaning": ("what laptop should i buy", "which computer should I buy?"),
}
UNLIKE = {
    "one word in common": ("how do I get a visa for germany", "is the salary in germany lower"),
    "only small words": ("what is this", "what is that for me"),
    "another matter": ("where can I find mentors", "where can I find the rules"),
    "another place": ("can i work from poland", "can i sleep in poland"),
}


@pytest.mark.parametrize(("one", "other"), ALIKE.values(), ids=ALIKE.keys())
def test_the_same_question_in_other_dress_is_one_group(one: str, other: str) -> None:
    assert groups([one, other]) == [(0, 1)]


@pytest.mark.parametrize(("one", "other"), UNLIKE.values(), ids=UNLIKE.keys())
def test_other_questions_stay_apart(one: str, other: str) -> None:
    assert groups([one, other]) == [(0,), (1,)]


@settings(deadline=None)
@given(st.lists(st.text(max_size=60), max_size=12))
def test_every_text_is_in_exactly_one_group(questions: list[str]) -> None:
    found = groups(questions)
    assert sorted(number for group in found for number in group) == list(range(len(questions)))
    assert found == sorted(found)


WORDS = st.sampled_from(["visa", "germany", "mentor", "union", "cost", "how", "find", "laptop", "computer", "get"])


@settings(deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), max_size=10), st.integers(0, 10))
def test_a_later_question_moves_no_earlier_one(questions: list[str], cut: int) -> None:
    before = groups(questions[:cut])
    after = [tuple(number for number in group if number < cut) for group in groups(questions)]
    assert [group for group in after if group] == before


# What moderators see


def kept(*asked: tuple[str, str], why: Why = "unanswered", target: str = "", **flags: bool) -> list[KeptQuestion]:
    """(asker, text) in order."""
    return [KeptQuestion(n, who, text, DAY, why, target, **flags) for n, (who, text) in enumerate(asked, 1)]


VISA = (("a", "how do I get a visa"), ("b", "how to get a visa?"), ("c", "how can one get a visa"))


def silent(_: str) -> Outcome:
    return Outcome("abstain")


def test_three_different_members_make_it_visible() -> None:
    (group,) = to_show(kept(*VISA), silent)
    assert (group.askers, group.last, len(group.texts)) == (3, DAY, 3)


@pytest.mark.parametrize("asked", [VISA[:2], (VISA[0], VISA[1], ("a", "get a visa, how")), ()])
def test_fewer_members_stay_unseen(asked: tuple[tuple[str, str], ...]) -> None:
    assert to_show(kept(*asked), silent) == ()


def test_what_its_asker_shared_is_seen_and_nobody_elses_words() -> None:
    (group,) = to_show([*kept(VISA[0]), KeptQuestion(2, "b", VISA[1][1], DAY, "unanswered", shared=True)], silent)
    assert group.texts == (VISA[1][1],)
    assert group.text == VISA[1][1]


def test_a_replay_gets_no_wording_that_moderators_may_not_see() -> None:
    assert visible_texts(kept(*VISA[:2])) == []
    assert visible_texts(kept(*VISA, ("d", "is there a union"))) == [text for _, text in VISA]


def test_what_was_settled_stays_away_though_more_ask() -> None:
    assert to_show([*kept(*VISA), KeptQuestion(9, "d", "get a visa", DAY, "unanswered", settled=True)], silent) == ()


def test_what_the_faq_answers_by_now_is_gone() -> None:
    assert to_show(kept(*VISA), lambda _: Outcome("answer", "visa")) == ()


def test_a_rejected_answer_does_not_count_as_one() -> None:
    rejected = kept(*VISA, why="rejected", target="visa")
    assert len(to_show(rejected, lambda _: Outcome("answer", "visa"))) == 1
    assert to_show(rejected, lambda _: Outcome("answer", "work-permit")) == ()


def test_confirmed_wordings_are_grouped_by_their_entry() -> None:
    asked = [
        *kept(*VISA, why="confirmed", target="visa"),
        KeptQuestion(8, "d", "how do I get a visa", DAY, "confirmed", "work-permit"),
        KeptQuestion(9, "e", "how do I get a visa", DAY, "unanswered"),
    ]
    assert [(group.wording_of, group.askers) for group in grouped(asked)] == [("visa", 3), ("work-permit", 1), ("", 1)]
    (group,) = to_show(asked, silent)
    assert group.wording_of == "visa"


def test_the_most_asked_comes_first() -> None:
    more = [(who, "is there a union") for who in "abcd"]
    assert [group.askers for group in to_show(kept(*VISA, *more), silent)] == [4, 3]


REPORT = SkillReport(known=(SkillMention("python"),))
KEEPING = {
    "a plain question": ("is there a  union?", Query(Intent.NONE), "is there a union?"),
    "distress": ("i want to end it", Query(Intent.DISTRESS), ""),
    "skills": ("i know python, is there a union", Query(Intent.NONE, report=REPORT), ""),
    "somebody else's id": ("does <@123456789012345678> know a union", Query(Intent.NONE), "does know a union"),
    "an address": ("write to ana@example.org about the union", Query(Intent.NONE), ""),
    "a telephone number": ("call me: +49 (151) 234 567 89", Query(Intent.NONE), ""),
    "figures": ("is 120000 a year fair in 2026", Query(Intent.NONE), "is 120000 a year fair in 2026"),
    "a link": ("is https://example.org/a?b=c good", Query(Intent.NONE), "is good"),
    "a long text": ("why " * 200, Query(Intent.NONE), ("why " * 75)),
}


@pytest.mark.parametrize(("text", "query", "expected"), KEEPING.values(), ids=KEEPING.keys())
def test_what_is_kept_of_a_question(text: str, query: Query, expected: str) -> None:
    assert worth_keeping(text, query).strip() == expected.strip()


LONG = (
    "So I have been at this for two years now and my manager left last week which was sad. Where can I find a mentor? "
)
MESSAGES = {
    "short": ("hi, where can I find a mentor", "hi, where can I find a mentor"),
    "to somebody": ("<@123> where can I find a mentor?", "where can I find a mentor?"),
    "long": (LONG + "Thanks in advance, all.", "Where can I find a mentor?"),
    "asks nothing": ("word " * 100, ("word " * 60)),
    "nothing": ("<@123>", ""),
}


@pytest.mark.parametrize(("message", "question"), MESSAGES.values(), ids=MESSAGES.keys())
def test_the_question_of_a_message(message: str, question: str) -> None:
    assert question_in(message).strip() == question.strip()
