"""Random changes of an FAQ file, and what must hold after each: used by test_faq_edit.py."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

from yaml.nodes import MappingNode, Node

from bot.domain.core.faq_entry import FaqEntry, Link
from bot.storage.faq_edit import entries_in
from bot.storage.yaml_nodes import compose

TEXTS = (
    "What now", "yes", "No", "null", "12:30", "2026-11-01", "1e3", "0x1F", "~", "- a list", "a: b", "a #b", "#c",
    "C#", "'", '"', "it's", 'say "so"', "back\\slash", "{x}", "[y]", "a, b", "*bold*", "& co", "!important", "| pipe",
    "> quote", "%", "@here", "`code`", "? really", ": colon", "end:", " padded ", "tab\tbed", "é — 日本",
    "\U0001f600 smile", "one\ntwo", "one\n\ntwo\n", "\nfirst empty", "last empty\n\n", "  indented\nmore",
    "trailing  \nspaces", "# heading\n- item\n", "---\n...\n", "a\rb", "next\x85line", "sep\u2028arated",
    "\ufeffmark", "bell\x07", "x" * 300, "long " * 60, "=", "<<", "key: |", "…", "0", "+1", "```\ncode: x\n```\n",
    "a\n b\n  c\n", "\ttabbed\nline\n", "https://x.org/?a=b#c", "50% of it", "one\n\t\ntwo", "\u00a0nbsp",
)  # fmt: skip


def text(random: Random) -> str:
    if random.random() < 0.6:
        return random.choice(TEXTS)
    return "".join(random.choice(" abcZ09:#-'\"\\\n,[]{}&*!|>%@`?é\U0001f680\t.") for _ in range(random.randint(1, 30)))


def filled(random: Random) -> str:
    return text(random).strip() or "something"


def texts(random: Random) -> tuple[str, ...]:
    return tuple(text(random) for _ in range(random.choice((0, 1, 1, 2, 3, 6))))


def links(random: Random) -> tuple[Link, ...]:
    return tuple(Link(text(random), text(random)) for _ in range(random.choice((0, 0, 1, 2))))


def day(random: Random) -> date | None:
    return random.choice((None, date(2026, 1, 31), date(1999, 12, 1)))


MAKERS = {
    "question": filled, "answer": text, "alternates": texts, "tags": texts, "roles": texts, "links": links,
    "source": text, "verified": day, "expires": day,
}  # fmt: skip


def new_entry(random: Random, taken: set[str]) -> FaqEntry:
    name = next(n for n in iter(lambda: f"new-{random.randrange(10**6)}", "") if n not in taken)
    some = {key: MAKERS[key](random) for key in random.sample(sorted(MAKERS), random.randint(0, 6))}
    return FaqEntry(**{"id": name, "question": "Q", "answer": "A", **some})


def varied(random: Random, value: object, key: str) -> object:
    """A list mostly keeps some of its items."""
    made = MAKERS[key](random)
    if isinstance(value, tuple) and value and random.random() < 0.7:
        items = [*value]
        for _ in range(random.randint(1, 3)):
            where = random.randrange(len(items) + 1)
            items[where : where + random.randint(0, 1)] = made[: random.randint(0, 2)]
        return tuple(items)
    if isinstance(value, str) and random.random() < 0.3:
        return value + random.choice((" more", "\nmore", "."))
    return made


def change(random: Random, entries: tuple[FaqEntry, ...]) -> tuple[FaqEntry | None, FaqEntry | None]:
    kind = random.choice(("add", "remove", "change", "change", "change"))
    if kind == "add" or not entries:
        return None, new_entry(random, {one.id for one in entries})
    old = random.choice(entries)
    if kind == "remove":
        return old, None
    keys = random.sample(sorted(MAKERS), random.choice((1, 1, 1, 2, 4)))
    return old, replace(old, **{key: varied(random, getattr(old, key), key) for key in keys})


def comments(data: bytes) -> set[str]:
    return set(re.findall("#~[0-9]+", data.decode("utf-8")))


def assert_rest_untouched(before: bytes, after: bytes, old: FaqEntry | None, new: FaqEntry | None) -> None:
    """Bytes outside the touched entry are as they were."""
    start, stop = _region(before, old, new)
    assert before.startswith(b"\xef\xbb\xbf") == after.startswith(b"\xef\xbb\xbf")
    front, back = before[:start], before[stop:]
    assert after.startswith(front), "something before the place of the change differs"
    assert after.endswith(back), "something behind the place of the change differs"
    assert len(after) >= len(front) + len(back)
    assert comments(after) >= comments(front) | comments(back), "a comment is lost"
    assert _line_ends(after) <= (_line_ends(before) or {b"\n"})


def _line_ends(data: bytes) -> set[bytes]:
    return set(re.findall(b"\r\n|\r|\n", data))


def _region(data: bytes, old: FaqEntry | None, new: FaqEntry | None) -> tuple[int, int]:
    """Bytes that the change may touch: by PyYAML's own marks, so without our own reckoning."""
    text = data.decode("utf-8-sig")
    shift = len(data) - len(text.encode())
    root = compose(data, Path("faq.yaml"))
    key, sequence = next((k, v) for k, v in root.value if k.value == "entries")
    entries: list[MappingNode] = sequence.value
    marks = [n.start_mark.index for n in entries]
    first, last = key.end_mark.index, _end_of(text, root, sequence)
    if old is None:
        start, stop = (marks[-1] if marks else first), last
    else:
        index = [one.id for one in entries_in(data)].index(old.id)
        behind = marks[index + 1] if index + 1 < len(marks) else last
        if new is None:
            start, stop = (marks[index - 1] if index else first), behind
        else:
            start, stop = marks[index], behind
    encoded = [len(text[:i].encode()) + shift for i in (start, stop)]
    return encoded[0], encoded[1]


def _end_of(text: str, root: Node, sequence: Node) -> int:
    """Where the key behind the entries starts, or the end."""
    starts = [k.start_mark.index for k, _ in root.value if k.start_mark.index > sequence.start_mark.index]
    after = [start for start in starts if start >= sequence.end_mark.index]
    return min(after, default=len(text))
