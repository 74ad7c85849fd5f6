"""What an edit of the FAQ changes for those who ask: on the FAQ alone, and with all knowledge around it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.faq.replay import Replay, Snapshot, replay
from bot.domain.replies.faq_replay import as_json, lines, sections
from bot.domain.understanding.message import Understanding

FAQ = {
    entry.id: entry
    for entry in (
        FaqEntry("reset-password", "How do I reset my password?", "A link.", ("forgot my login", "cannot sign in")),
        FaqEntry("opening-hours", "When are you open?", "Nine to five.", ("what time do you close",)),
        FaqEntry("refund", "Can I get my money back?", "Within 30 days.", ("return an order",)),
        FaqEntry("delivery", "How long does delivery take?", "Two days.", ("where is my parcel",)),
    )
}  # fmt: skip


def edited(*entries: FaqEntry, without: str = "") -> Replay:
    after = {one: entry for one, entry in FAQ.items() if one != without} | {entry.id: entry for entry in entries}
    return replay(Snapshot.bare(FAQ.values()), Snapshot.bare(after.values()))


def test_no_change_asks_nothing() -> None:
    found = edited()
    assert (found.changed, found.asked, found.moved, found.stolen) == (frozenset(), (), (), ())
    assert list(lines(found)) == ["No entry differs."]


def test_another_answer_text_moves_no_question() -> None:
    found = edited(replace(FAQ["refund"], answer="Within 14 days."))
    assert found.changed == {"refund"}
    assert len(found.asked) == sum(len(entry.phrases) for entry in FAQ.values())
    assert found.moved == found.stolen == found.collisions == ()
    assert next(lines(found)) == "~ refund: answer"


def test_a_new_entry_with_its_own_wordings_moves_no_other_question() -> None:
    found = edited(FaqEntry("gift-card", "Gift cards?", "Yes.", ("buy a voucher",)))
    assert found.moved == ()
    assert next(lines(found)) == "+ gift-card: Gift cards?"


def test_an_entry_that_takes_anothers_own_question_steals() -> None:
    thief = FaqEntry("thief", "When are you open on Sundays?", "Never.", ("when are you open", "when do you open"))
    found = edited(thief, replace(FAQ["opening-hours"], question="When are you open?"))
    stolen, *doubles = found.stolen
    assert {one.question for one in doubles} <= set(thief.phrases)
    assert (stolen.owner, stolen.question, stolen.before.target) == (
        "opening-hours",
        "When are you open?",
        "opening-hours",
    )
    assert any("Takes what another entry answers" in part.heading for part in sections(found))
    assert as_json(found)["stolen"][0] == "When are you open?"


def test_a_wording_taken_over_is_listed_and_no_theft() -> None:
    found = edited(
        replace(FAQ["refund"], alternates=("return an order", "where is my parcel")),
        replace(FAQ["delivery"], alternates=()),
    )
    assert [(one.question, one.before.target, one.after.target) for one in found.reached] == [
        ("where is my parcel", "delivery", "refund")
    ]
    assert found.stolen == ()


def test_a_removed_entrys_questions_are_not_news_but_where_they_go_is() -> None:
    found = edited(without="opening-hours")
    assert found.changed == {"opening-hours"}
    assert all(one.after.target for one in found.moved)
    assert "- opening-hours: When are you open?" in list(lines(found))


def test_a_new_wording_that_belongs_elsewhere_collides() -> None:
    found = edited(replace(FAQ["refund"], alternates=(*FAQ["refund"].alternates, "how do i reset the password")))
    assert ("reset-password", "how do i reset the password") in [
        (rival, one.question) for rival, one in found.collisions
    ]
    assert any("Collides" in part.heading for part in sections(found))


def test_collected_wordings_are_asked_too() -> None:
    after = FAQ | {"gift-card": FaqEntry("gift-card", "Gift cards?", "Yes.", ("buy a voucher",))}
    found = replay(Snapshot.bare(FAQ.values()), Snapshot.bare(after.values()), ["any gift cards left"])
    assert [(one.question, one.after.target) for one in found.reached if not one.owner] == [
        ("any gift cards left", "gift-card")
    ]


def test_long_lists_are_cut_and_counted() -> None:
    wordings = tuple(f"when are you open on {day}" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
    moving = replace(FAQ["opening-hours"], alternates=(*wordings, *(f"{one} please" for one in wordings)))
    before = FAQ | {"opening-hours": moving}
    after = FAQ | {
        "opening-hours": replace(moving, id="opening-hours", alternates=()),
        "times": replace(moving, id="times", question="Which days?"),
    }
    found = replay(Snapshot.bare(before.values()), Snapshot.bare(after.values()))
    for part in sections(found):
        assert len(part.lines) <= 9


def test_the_bare_replay_of_a_snapshot_with_itself_is_quiet() -> None:
    one = Snapshot.bare(FAQ.values())
    assert replay(one, one).asked == ()


@pytest.fixture(scope="module")
def thief(understanding: Understanding) -> Replay:
    faq = understanding.kb.faq
    taken = ("is a phd needed for ml jobs", "must ml engineers have a phd", "phd for machine learning engineers")
    entry = FaqEntry("thief", "Do I need a PhD to become an ML Engineer?", "Yes.", taken)
    after = Understanding.compile(replace(understanding.kb, faq={**faq, "thief": entry}), understanding)
    return replay(Snapshot.whole(understanding), Snapshot.whole(after))


def test_with_all_knowledge_a_double_is_noticed_whatever_names_it_uses(thief: Replay) -> None:
    """The names differ ("ML" for "Machine Learning"); members are answered by what is behind them."""
    rivals = {one.owner if rival == "thief" else rival for rival, one in thief.collisions}
    assert "phd-required" in rivals
    assert {one.before.target for one in thief.stolen} <= {"phd-required"}


def test_of_an_entry_that_stands_for_the_advisor_at_a_place_questions_that_name_it_are_asked(
    understanding: Understanding,
) -> None:
    """It is not taught to the ranker, so what is like it cannot be told by likeness."""
    faq = understanding.kb.faq
    entry = FaqEntry("pay-here", "How much does a data engineer earn in Germany?", "60,000.", places=("germany",))
    after = Understanding.compile(replace(understanding.kb, faq={**faq, "pay-here": entry}), understanding)
    found = replay(Snapshot.whole(understanding), Snapshot.whole(after), ["data engineer pay in munich", "pay in rome"])
    assert not after.reader.local.rest(entry)
    assert {one.question for one in found.reached} == {entry.question, "data engineer pay in munich"}
    assert "pay in rome" not in {one.question for one in found.asked}
    assert len(found.asked) < found.known / 20


def test_with_all_knowledge_what_stands_near_is_asked(thief: Replay, understanding: Understanding) -> None:
    assert thief.known == sum(len(entry.phrases) for entry in understanding.kb.faq.values()) + 4
    asked = {one.question for one in thief.asked}
    assert asked >= {understanding.kb.faq["phd-required"].question, *thief.after["thief"].phrases}
    assert len(asked) < thief.known / 4
