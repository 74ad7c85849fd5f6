"""A community's questions as entries of ours: what is new, what changes, what is left out, what is suggested."""

from __future__ import annotations

import pytest

from bot.domain.core.faq_entry import LONGEST_ANSWER, FaqEntry
from bot.domain.faq.imported import Item, plan, plan_of_entries
from bot.domain.faq.suggest import suggested

OURS = (FaqEntry("rules", "Where are the rules?", "In #rules.\n", ("show me the rules",), tags=("server",)),)


def test_an_item_becomes_an_entry_with_an_id_of_its_words() -> None:
    (made,) = plan(
        [Item("How do I mute a channel?", "Right-click.\nMute.", "faq.md:3", tags=("Using Discord",))], OURS
    ).changes()
    assert made.before is None
    assert made.after == FaqEntry(
        "mute-channel", "How do I mute a channel?", "Right-click.\nMute.\n", tags=("using-discord",)
    )


def test_what_is_here_already_is_found_by_its_question_or_its_name_and_keeps_what_the_file_does_not_say() -> None:
    items = [
        Item("where are the rules", "In #new-rules.", "a:1"),
        Item("The code of conduct", "Be kind.", "a:2", name="rules"),
    ]
    by_question, by_name = plan(items, OURS).proposals
    assert by_question.before == OURS[0]
    assert by_question.entry == FaqEntry(
        "rules", "Where are the rules?", "In #new-rules.", ("show me the rules",), tags=("server",)
    )
    assert by_name.entry.alternates == ("show me the rules", "The code of conduct")


def test_importing_twice_changes_nothing() -> None:
    items = [Item("Who?", "Us.\n\nAll.", "a:1", wordings=("who is it",)), Item("Why?", "Because.", "a:2")]
    first = plan(items, OURS)
    entries = [*OURS, *(change.after for change in first.changes() if change.after)]
    again = plan(items, entries)
    assert (again.proposals, again.same) == ((), 2)


@pytest.mark.parametrize(
    ("item", "why"),
    [
        (Item("🎉", "Hooray.", "a:1"), "no title"),
        (Item("Why?", " \n", "a:1"), "no answer"),
        (Item("Why?", "x" * (LONGEST_ANSWER + 1), "a:1"), "6,000 is the most"),
    ],
)
def test_what_cannot_be_an_entry_is_left_out_and_named(item: Item, why: str) -> None:
    found = plan([item, Item("Who?", "Us.", "a:2")], OURS)
    assert [proposal.entry.question for proposal in found.proposals] == ["Who?"]
    (left,) = found.left_out
    assert why in str(left)


def test_the_same_question_twice_is_named_with_the_first_place() -> None:
    found = plan([Item("Who?", "Us.", "a:1"), Item("who", "Them.", "a:9")], ())
    assert [str(left) for left in found.left_out] == ["a:9: left out “who”: the same question stands at a:1"]


def test_no_wording_is_given_to_two_entries() -> None:
    items = [
        Item("One", "1.", "a:1", wordings=("show me the rules", "both")),
        Item("Two", "2.", "a:2", wordings=("both",)),
    ]
    one, two = plan(items, OURS).changes()
    assert one.after is not None
    assert one.after.alternates == ("both",)
    assert two.after is not None
    assert two.after.alternates == ()


def test_wordings_are_suggested_for_titles_only_and_taken_only_where_accepted() -> None:
    items = [Item("Cooldowns", "Wait.", "a:1"), Item("Checks", "Test.", "a:2", wordings=("custom checks",))]
    found = plan(items, (), known={"Cooldowns": ["why do i have to wait"]})
    assert found.suggesting == {"cooldowns"}
    assert found.proposals[0].suggested[0] == "why do i have to wait"
    assert found.changes()[0].after == FaqEntry("cooldowns", "Cooldowns", "Wait.")
    accepted = found.changes(wordings={"cooldowns"})[0].after
    assert accepted is not None
    assert accepted.alternates == found.proposals[0].suggested
    assert [change.entry.id for change in found.changes(skipped={"cooldowns"})] == ["checks"]


def test_our_own_format_is_taken_as_it_is() -> None:
    theirs = (OURS[0], FaqEntry("new", "What is new?", "This.", tags=("a",)))
    found = plan_of_entries(theirs, OURS, "theirs.yaml")
    assert found.same == 1
    assert [change.after for change in found.changes()] == [theirs[1]]


@pytest.mark.parametrize(
    ("title", "wording"),
    [
        ("How to install packages", "how do i install packages"),
        ("How do I join?", "how to join"),
        ("Can I post jobs here?", "am i allowed to post jobs here"),
        ("Dictionary comprehensions", "what is dictionary comprehensions"),
        ("Does it cost anything?", ""),
    ],
)
def test_a_title_suggests_how_it_may_be_asked(title: str, wording: str) -> None:
    found = suggested(title)
    assert (wording in found) if wording else not found
    assert title.lower().rstrip("?") not in found


def test_headings_and_names_suggest_wordings_too() -> None:
    found = suggested("Docs", name="doc-strings", headings=("Example", "Writing good docstrings"))
    assert {"doc strings", "Writing good docstrings"} <= set(found)
    assert "Example" not in found
