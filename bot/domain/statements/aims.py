"""What a message says of its writer's goal and weekly hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.language import segments
from bot.domain.language.ordinary_words import word_set
from bot.domain.names.mentions import Mention, Mentions
from bot.domain.statements.layout import Layout
from bot.domain.statements.model import Said, StatementModel

GOAL, FIELD_GOAL, HOURS = 0.5, 0.75, 0.5
"""How sure it must be that a role is the writer's goal, that a field stands for one, that hours are theirs."""
UNKNOWN_GOAL, NO_SKILL = 0.9, 0.7
"""The same of a word that we do not know, and how likely it may at most be a skill;"""
GOAL_AGAIN = 0.3
"""and of another goal, right after one was set;"""
WISH_REACH = 8
"""So many words away a wish may stand from a name that we do not know: "my accountant sighs" is no goal."""
_WISHES = word_set("want wants wanted wanna goal goals become becoming aim aiming target dream")
GOAL_ASKING = 0.85
"""and in a sentence that also asks: most roles in questions are nobody's goal."""


def goal(
    layout: Layout, text: str, said: Sequence[Said], names: dict[tuple[int, int], Mention], *, again: bool
) -> Mention | None:
    """The role they want to become, which may be none of ours; the last one counts.

    `again`: the message before set a goal, so another role may take its place.
    """
    plain = GOAL_AGAIN if again else GOAL
    for one in reversed(said):
        if one.token.kind == "role" and one.stances["goal"] >= _floor(layout, text, one, plain):
            mention = names[one.token.start, one.token.end]
            if mention.kind == "role" or _wished(layout, one.at):
                return mention
    return None


def other_goal(
    model: StatementModel, layout: Layout, text: str, said: Sequence[Said], mentions: Mentions
) -> Mention | None:
    """A goal in words that else are none: a field, as the role that works in it; a name that we do not know.

    "i want to do data science as a job", "my goal is quant"
    """
    candidates = {(m.start, m.end): m for m in mentions.of("role", weak=True)}
    for token in (one.token for one in said if one.token.kind == "name" and one.stances["has"] < NO_SKILL):
        place = (token.start, token.end)
        candidates.setdefault(place, Mention("profession", "", *place, text[token.start : token.end]))
    tokens = [replace(t, kind="role") if (t.start, t.end) in candidates else t for t in layout.tokens]
    places = [at for at, token in enumerate(tokens) if (token.start, token.end) in candidates]
    for one in model.said(Layout(tokens), places) if places else ():
        mention = candidates[one.token.start, one.token.end]
        floor = FIELD_GOAL if mention.kind == "role" else UNKNOWN_GOAL
        if mention.kind != "role" and not _wished(layout, one.at):
            continue
        if one.stances["goal"] >= max(floor, _floor(layout, text, one)):
            return mention
    return None


def hours(said: Sequence[Said], mentions: Mentions) -> float | None:
    values = {(m.start, m.end): m.value for m in mentions.of("hours")}
    stated = [one.token for one in said if one.token.kind == "hours" and one.stances["hours"] >= HOURS]
    amounts = [values.get((token.start, token.end)) for token in reversed(stated)]
    return next((amount for amount in amounts if amount), None)


def _wished(layout: Layout, at: int) -> bool:
    """Whether its sentence speaks of a wish near it: `goal: quant`, `chef -> quant`."""
    first, last = layout.sentence[at]
    near = layout.tokens[max(first, at - WISH_REACH) : min(last, at + WISH_REACH)]
    return any(token.text in _WISHES or token.text in ("->", "→", "=>") for token in near)


def _floor(layout: Layout, text: str, one: Said, plain: float = GOAL) -> float:
    """How sure a goal must be, by whether its own sentence asks."""
    first, last = layout.sentence[one.at]
    sentence = text[layout.tokens[first].start : layout.tokens[last - 1].end]
    return GOAL_ASKING if segments.may_ask(sentence) else plain
