"""Changing one entry of an FAQ file: it is exactly as wanted afterwards, and everything else is as it was.

The random edits are a few by default; `FAQ_EDITS=10000 pytest tests/storage/test_faq_edit.py` makes the full number.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from difflib import unified_diff
from pathlib import Path
from random import Random

import pytest
from storage.random_edits import assert_rest_untouched, change, comments
from storage.ugly_faqs import ANCHORS, PLAIN, TIGHT, corpus

from bot.domain.core.faq_entry import FaqEntry, Link
from bot.errors import ContentError
from bot.storage.faq_edit import EditError, edit, entries_in

EDITS = int(os.environ.get("FAQ_EDITS", "600"))
SHIPPED = Path(__file__).parents[2] / "faq.yaml"


def test_random_edits_leave_the_rest_byte_for_byte() -> None:
    random = Random(EDITS)
    files = corpus()
    made = 0
    while made < EDITS:
        name = random.choice(sorted(files))
        data = files[name]
        for _ in range(random.randint(1, 12)):
            entries = entries_in(data)
            old, new = change(random, entries)
            if old == new:
                continue
            made += 2
            try:
                after = edit(data, old, new)
                undone = edit(after, new, old)
            except EditError:  # an alias elsewhere repeats what would change
                assert "anchors" in name
                continue
            _assert_wanted(entries, entries_in(after), old, new)
            assert_rest_untouched(data, after, old, new)
            assert {repr(one) for one in entries_in(undone)} == {repr(one) for one in entries}
            data = after


def _assert_wanted(before: tuple, after: tuple, old: FaqEntry | None, new: FaqEntry | None) -> None:
    if old is None:
        assert after == (*before, new)
    else:
        place = before.index(old)
        assert after == (*before[:place], *([new] if new else []), *before[place + 1 :])


def diff(data: bytes, old: FaqEntry | None, new: FaqEntry | None) -> list[str]:
    """The lines that come and go."""
    after = edit(data, old, new)
    lines = unified_diff(data.decode().split("\n"), after.decode().split("\n"), n=0, lineterm="")
    return [line for line in lines if line[:2] not in ("--", "++", "@@")]


def entry(text: str, name: str) -> FaqEntry:
    return next(one for one in entries_in(text.encode()) if one.id == name)


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({"question": "Degree?"}, ["-    question: Do I need a degree?", "+    question: Degree?"]),
        ({"question": "A degree: yes?"}, ["-    question: Do I need a degree?", '+    question: "A degree: yes?"']),
        ({"tags": ("education", "time", "pay")}, ["-    tags: [education, time]", "+    tags: [education, time, pay]"]),
        ({"tags": ("time",)}, ["-    tags: [education, time]", "+    tags: [time]"]),
        ({"tags": ()}, ["-    tags: [education, time]"]),
        ({"source": "Editors, 2027"}, ["-    source: Editors, 2026  #~6", "+    source: Editors, 2027  #~6"]),
        ({"roles": ("data-analyst",)}, ["+    roles: [data-analyst]"]),
        ({"expires": date(2027, 1, 31)}, ["+    expires: 2027-01-31"]),
        (
            {"answer": "No. Projects count.\n\n## Not a comment\n- and a list\n- of two\n"},
            ["+      - of two"],
        ),
        (
            {"alternates": ("is a degree needed", "degree? really?", "no: really", "it's a must, isn't it")},
            ['+      - "no: really"'],
        ),
        ({"alternates": ("degree? really?", "it's a must, isn't it")}, ["-      - is a degree needed  #~4"]),
        (
            {"links": (Link("Guide", "https://x.org"),)},
            ["+    links:", '+      - {label: Guide, url: "https://x.org"}'],
        ),
    ],
    ids=lambda value: next(iter(value), "") if isinstance(value, dict) else None,
)  # fmt: skip
def test_only_the_lines_that_differ_change(changes: dict, lines: list[str]) -> None:
    old = entry(PLAIN, "first")
    assert diff(PLAIN.encode(), old, replace(old, **changes)) == lines


def test_a_new_entry_looks_like_its_neighbours() -> None:
    new = FaqEntry("pay", "What do I earn?", "It depends.\n", ("salary?",), ("pay",), source="Editors")
    block = """

  - id: pay
    question: What do I earn?
    alternates:
      - salary?
    answer: |
      It depends.
    tags: [pay]
    source: Editors
"""
    assert edit(PLAIN.encode(), None, new).decode() == PLAIN.replace("    #~13\n", "    #~13" + block)
    tight = edit(TIGHT.encode(), None, new).decode().removeprefix(TIGHT)
    assert tight.startswith('- id: pay\n  question: What do I earn?\n  alternates: ["salary?"]\n')


def test_a_removed_entry_takes_its_own_comments_and_no_heading() -> None:
    gone = diff(PLAIN.encode(), entry(PLAIN, "second"), None)
    assert {"-  # about the second one #~7", "-    # still the second #~9"} <= set(gone)
    assert not [line for line in gone if "#~10" in line]
    # A heading above an entry is the section's, and a comment between heading and entry the entry's.
    gone = diff(PLAIN.encode(), entry(PLAIN, "third"), None)
    assert "-  # mind the pay #~11" in gone
    assert not [line for line in gone if "#~10" in line or "#~14" in line]


def test_removing_every_entry_leaves_a_file_that_can_be_filled_again() -> None:
    data = PLAIN.encode()
    for one in entries_in(data):
        data = edit(data, one, None)
    assert entries_in(data) == ()
    assert b"#~1\n" in data
    assert b"#~14\n" in data
    new = FaqEntry("a", "Why?", "So.")
    assert entries_in(edit(data, None, new)) == (new,)


def test_what_an_alias_repeats_elsewhere_is_left_to_a_person() -> None:
    old = entry(ANCHORS, "a")
    for new in (replace(old, answer="Other."), replace(old, tags=("z",)), None):
        with pytest.raises(EditError, match="`a` is written in a way"):
            edit(ANCHORS.encode(), old, new)
    repeating = entry(ANCHORS, "c")
    after = edit(ANCHORS.encode(), repeating, replace(repeating, alternates=("when",), question="When then?"))
    assert entry(after.decode(), "a") == old
    assert entry(after.decode(), "c").alternates == ("when",)


def test_comments_of_an_entry_stay_with_its_keys() -> None:
    old = entry(PLAIN, "first")
    after = edit(PLAIN.encode(), old, replace(old, alternates=("is a degree needed", "new"), source="Others"))
    assert comments(after) == comments(PLAIN.encode())


def test_the_shipped_file_is_edited_in_place() -> None:
    data = SHIPPED.read_bytes()
    old = entries_in(data)[7]
    new = replace(old, question=old.question + " Really?", alternates=(*old.alternates, "one more"))
    lines = diff(data, old, new)
    assert len(lines) == 3
    assert entries_in(edit(edit(data, old, new), new, old)) == entries_in(data)


def test_a_broken_file_is_not_edited() -> None:
    broken = PLAIN.replace("question: Do I", "qestion: Do I").encode()
    with pytest.raises(ContentError, match="did you mean `question`"):
        edit(broken, None, FaqEntry("a", "Why?", "So."))
