"""What stands on the screen: plain text for pipes, drawn replies for the chat."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.chat import draw
from bot.domain.core.reply import Reply, Section, Suggestion
from bot.json_lines import json_line, json_object
from bot.markup import plain
from bot.terminal import as_json, as_text, picked

REPLY = Reply(
    "next",
    "Learn **Docker** next.",
    title="Next steps",
    sections=(
        Section(
            "Now",
            (
                "1. **Docker** (to beginner): 8–20 h, so that a model of yours runs on any machine and not only here.",
                "  · [Docker: get started](https://docs.docker.com/get-started/) (official docs, free)",
            ),
        ),
        Section("After that (2 more)", ("- Kubernetes", "- Terraform"), folded=True),
    ),
    suggestions=(Suggestion("Gap", "What am I missing?"), Suggestion("Roadmap", "What is the roadmap?")),
    sources=("Editors' view, 2026",),
    note="Noted: Python (advanced).",
)


@pytest.mark.parametrize(
    ("markdown", "read"),
    [
        ("**Now** and __then__, *maybe* or _never_, ~~not~~", "Now and then, maybe or never, not"),
        ("run `python -m bot` in `snake_case_folder`", "run python -m bot in snake_case_folder"),
        ("[Kaggle Learn](https://www.kaggle.com/learn)", "Kaggle Learn (https://www.kaggle.com/learn)"),
        ("**[Docs](https://example.org/a_b_c)**", "Docs (https://example.org/a_b_c)"),
        ("[https://a.org](https://a.org)", "https://a.org"),
        ("see <https://a.org/x_(y)>.", "see https://a.org/x_(y)."),
        ("https://a.org/under_score/_x_ stays", "https://a.org/under_score/_x_ stays"),
        ("C++, C#, 5 * 3 * 2, a_b_c and 2**10", "C++, C#, 5 * 3 * 2, a_b_c and 2**10"),
        ("## Pay\n-# small print\n#general", "Pay\nsmall print\n#general"),
        ("```json\n{'a': '**b**'}\n```\n**c**", "{'a': '**b**'}\nc"),
        (r"\*not bold\*", "*not bold*"),
        ("a [bracket] and (another)", "a [bracket] and (another)"),
    ],
)
def test_plain_text_has_no_marks_and_keeps_addresses(markdown: str, read: str) -> None:
    assert plain(markdown) == read


@given(st.text(alphabet="*_`~[]()<>\\#-ab1 \n:/.https", max_size=80))
def test_any_markup_becomes_text(text: str) -> None:
    assert isinstance(plain(text), str)


def _drawn(reply: Reply, width: int, *, color: bool = False) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=color, no_color=not color, highlight=False)
    draw(console, reply)
    return console.file.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", [60, 100])
def test_the_chat_fits_and_hangs_lines_under_their_own_text(width: int) -> None:
    lines = _drawn(REPLY, width).splitlines()
    assert max(map(len, lines)) <= width
    first = next(n for n, line in enumerate(lines) if line.startswith("1. Docker"))
    if width < 100:
        assert lines[first + 1].startswith("   ")
        assert not lines[first + 1].startswith("    ")
    assert any(line.startswith("  · Docker: get started") for line in lines)
    assert "https://docs.docker.com/get-started/" in _drawn(REPLY, width)


def test_the_chat_shows_everything_but_what_is_folded() -> None:
    drawn = _drawn(REPLY, 100)
    for part in (
        "Next steps",
        "Noted: Python",
        "Learn Docker next.",
        "Now",
        "Editors' view",
        "2. What is the roadmap?",
    ):
        assert part in drawn
    assert "Kubernetes" not in drawn
    assert "After that (2 more)" in drawn
    assert "more" in drawn.split("After that (2 more)")[1]


def test_without_color_only_weight_is_left() -> None:
    assert "\x1b[" not in _drawn(REPLY, 80)
    assert "\x1b[" in _drawn(REPLY, 80, color=True)


def test_rich_markup_in_content_is_text() -> None:
    assert "[red]not red[/red] [/]" in _drawn(Reply("faq", "[red]not red[/red] [/]"), 80)


def test_fenced_text_is_not_wrapped_so_that_it_can_be_copied() -> None:
    long = '{"member": "' + "x" * 120 + '"}'
    assert long in _drawn(Reply("privacy", "Yours:", sections=(Section("", ("```json", long, "```")),)), 60)


def test_a_pipe_gets_everything_with_numbered_suggestions() -> None:
    text = as_text(REPLY)
    assert "**" not in text
    for part in ("Kubernetes", "Noted: Python", "  1. What am I missing?", "  2. What is the roadmap?"):
        assert part in text


def test_json_has_the_keys_of_the_contract() -> None:
    row = as_json(REPLY)
    assert list(row) == ["decision", "kind", "target", "confidence", "text", "suggestions", "sources"]
    assert row["suggestions"] == ["What am I missing?", "What is the roadmap?"]
    assert "Kubernetes" in row["text"]
    assert "**" not in row["text"]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("1", "What am I missing?"),
        ("2", "What is the roadmap?"),
        ("3", "3"),
        ("0", "0"),
        ("١", "What am I missing?"),
        ("²", "²"),
        ("9" * 5000, "9" * 5000),
        ("1 2", "1 2"),
        ("hello", "hello"),
    ],
)
def test_a_number_picks_a_suggestion(typed: str, asked: str) -> None:
    assert picked(typed, REPLY) == asked
    assert picked(typed, None) == typed


@pytest.mark.parametrize("line", ["", "no", "[]", '"text"', "NaN", '{"a": Infinity}', "[" * 100_000, "1" * 10_000])
def test_a_line_that_is_no_object_is_told_so(line: str) -> None:
    with pytest.raises(ValueError, match="not a JSON object"):
        json_object(line)


@pytest.mark.parametrize("text", ["ä “quoted” 🙂", "half an emoji \ud83d", "\x00\x1b[31m\u2028"])
def test_any_text_makes_a_line_of_json(text: str) -> None:
    line = json_line({"text": text})
    assert json_object(line.encode().decode()) == {"text": text}
    assert "\n" not in line
