"""What a message says by itself of what its writer likes, brings along or comes from, for the guided choice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from bot.domain.core.choice import Background, ChoiceFile, ChoiceOption, ChoiceQuestion
from bot.domain.language.text import stem, tokens

_LOOK_BACK = 3
"""Words before a phrase among which one turns it into its opposite: "i really hate teaching"."""


def options_named(text: str, choice: ChoiceFile) -> Iterator[tuple[ChoiceQuestion, ChoiceOption]]:
    """For each question the first option that the text speaks of."""
    words = _stems(text)
    for question in choice.questions:
        option = next((one for one in question.options if _named(one.words, words, choice.not_after)), None)
        if option:
            yield question, option


def background(text: str, choice: ChoiceFile) -> Background | None:
    """The occupation that the text names, if it is one of those that people come from."""
    typed = tokens(text)
    if choice.answers(typed) is not None:  # its id, as our own buttons write it
        written = "-".join(word for word in typed[1:] if not word.isdecimal())
        return next((one for one in choice.backgrounds if one.id == written), None)
    words = _stems(text)
    return next((one for one in choice.backgrounds if _named(one.words, words, ())), None)


def _stems(text: str) -> list[str]:
    return [stem(word) for word in tokens(text)]


def _named(phrases: Iterable[str], words: Sequence[str], not_after: Collection[str]) -> bool:
    """Whether one of the phrases stands among the words, and is not turned into its opposite."""
    against = {stem(word) for word in not_after}
    for phrase in map(_stems, phrases):
        for start in range(len(words) - len(phrase) + 1):
            before = words[max(0, start - _LOOK_BACK) : start]
            if words[start : start + len(phrase)] == phrase and against.isdisjoint(before):
                return True
    return False
