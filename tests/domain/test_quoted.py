"""What somebody typed, repeated in a reply: it pings nobody, and is read as it was typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.core.wording import ECHOED, quoted
from bot.markup import plain

LIVE = re.compile(r"(?<!\\)(?:\*|_|`|~|\||<|>|\[|\]|\(|\)|@|://)")
"""What Discord would act on."""


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("foobarium", "“foobarium”"),
        ("C++ and C#", r"“C++ and C\#”"),
        ("**bold** _it_ ~~no~~ ||secret|| `code`", r"“\*\*bold\*\* \_it\_ \~\~no\~\~ \|\|secret\|\| \`code\`”"),
        ("<@123> <@&5> <#9> @everyone", r"“\<\@123\> \<\@&5\> \<\#9\> \@everyone”"),
        ("[click](https://evil.example)", r"“\[click\]\(https\://evil.example\)”"),
        ("two\nlines\t\u202eand\u200b more", "“two lines and more”"),
        ("back\\slash", r"“back\\slash”"),
    ],
)
def test_signs_are_shown_and_do_nothing(typed: str, shown: str) -> None:
    assert quoted(typed) == shown


@given(st.text())
def test_nothing_in_it_is_live_and_it_reads_as_typed(typed: str) -> None:
    shown = quoted(typed)
    assert "\n" not in shown
    assert not LIVE.search(re.sub(r"\\\\", "", shown))
    read = plain(shown)
    assert len(read) <= ECHOED + len("“”")
    assert read.strip("“”…").split()[:1] == typed_words(typed)[:1] or read.endswith("…”")


def typed_words(typed: str) -> list[str]:
    """The words of `typed` as a person sees them."""
    return quoted(typed).strip("“”").replace("\\\\", "\0").replace("\\", "").replace("\0", "\\").split()
