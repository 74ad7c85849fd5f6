"""What members type, and the words the advisor reads in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.language.text import normalise, stem, tokens


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  How   MUCH?\n", "how much?"),
        ("“Don’t”", '"don\'t"'),
        ("<@123> hi <@!4> and <@&5> in <#6> <:wave:77>", "hi and in"),
        ("use `git` and **SQL**", "use git and sql"),
        ("see https://example.org/a?b=c please", "see please"),
        ("ﬁne ＣＶ", "fine cv"),
        ("", ""),
    ],
)
def test_normalise(typed: str, read: str) -> None:
    assert normalise(typed) == read


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("C++, C# / .NET and CI/CD!", ["c++", "c#", ".net", "and", "ci/cd"]),
        ("node.js or Next.js?", ["node.js", "or", "next.js"]),
        ("I don't know; you can't", ["i", "do", "not", "know", "you", "can", "not"]),
        ("what's ana's salary", ["what", "is", "ana", "salary"]),
        ("$150,000 or 120k", ["150000", "or", "120k"]),
        ("k8s 3.5h gpt4", ["k8s", "3.5h", "gpt4"]),
        ("frontend/backend", ["frontend", "backend"]),
        ("the end.", ["the", "end"]),
        ("как дела 你好", ["как", "дела", "你好"]),
        ("?!… 😀", []),
    ],
)
def test_tokens(typed: str, words: list[str]) -> None:
    assert tokens(typed) == words


@pytest.mark.parametrize(
    "same",
    [
        ("learn", "learns", "learned", "learning"),
        ("company", "companies"),
        ("engineer", "engineers"),
        ("stop", "stopped", "stopping"),
        ("use", "used", "uses", "using"),
        ("close", "closed", "closing"),
        ("apply", "applied", "applies", "applying"),
    ],
)
def test_inflections_share_a_stem(same: tuple[str, ...]) -> None:
    assert len({stem(word) for word in same}) == 1


@pytest.mark.parametrize("word", ["c++", ".net", "sql", "aws", "news", "this", "string", "kubernetes", "naïve"])
def test_names_and_lookalikes_keep_their_form(word: str) -> None:
    assert stem(word) == word


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    for word in tokens(text):
        assert word == word.strip()
        assert stem(word)


@given(st.text(max_size=100))
def test_normalising_twice_changes_nothing_for_plain_text(text: str) -> None:
    plain = "".join(char for char in text if char.isascii() and (char.isalnum() or char == " "))
    assert normalise(normalise(plain)) == normalise(plain)
