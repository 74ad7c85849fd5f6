"""Why a question is answered as it is: candidates, wordings, parts of the scores, floors and the decision."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.core.query import Intent, Match, Query
from bot.domain.core.reply import Reply, Section
from bot.domain.core.wording import quoted
from bot.domain.faq.replay import answered
from bot.domain.language import segments
from bot.domain.names.masking import SLOTS
from bot.domain.replies.faq_replay import outcome
from bot.domain.understanding.message import Understanding
from bot.domain.understanding.reading import ANSWER_FLOOR, CLARIFY_FLOOR, FAQ, SCOPE_FLOOR

CANDIDATES = 5
FIXED_RULE = "It is answered by a fixed rule, not by likeness."
IN_PLACE = " A local entry, or one in the language of the question, takes the place of the first candidate."
WORD_FOR_WORD = " It stands in the FAQ word for word, so it is answered whatever else is like it."
_SLOT = re.compile(rf"\bx({'|'.join(SLOTS)})\b")
_SPECIAL = {
    Intent.DISTRESS: "It sounds like distress, so no career advice is given.",
    Intent.ADD_SKILLS: "It states skills, so it goes on the member's record.",
    Intent.REMOVE_SKILLS: "It takes skills off the member's record.",
}


def reply(question: str, mind: Understanding) -> Reply:
    query = mind.understand(question)
    title = f"Test: {quoted(question)}"
    ruled = query.decision == "answer" and not query.matches and query.intent is not Intent.FAQ
    if query.intent in _SPECIAL or ruled:
        local = mind.answered_as(query).entry
        rule = f"The entry `{local.id}` answers it: it holds there." if local else FIXED_RULE
        text = _SPECIAL.get(query.intent, rule)
        return Reply("faq", text, title=title, private=True)
    part = _read(question, mind)
    return Reply(
        "faq",
        f"**Decision: {_decision(question, mind)}.** {_floors(part)}{_why(question, query, mind)}",
        title=title,
        sections=(Section("Read as", tuple(_reading(part, mind))), Section("Candidates", tuple(_candidates(part)))),
        private=True,
    )


def _why(question: str, query: Query, mind: Understanding) -> str:
    if mind.reader.is_wording(question):
        return WORD_FOR_WORD
    return IN_PLACE if mind.answered_as(query).entry != query.entry else ""


def _decision(question: str, mind: Understanding) -> str:
    found = answered(mind, question)
    words = {"answer": "answers with", "clarify": "asks back", "abstain": "declines"}[found.decision]
    return f"{words} {outcome(found)}" if found.decision == "answer" else words


def _read(question: str, mind: Understanding) -> Query:
    """The part of the message that reads best as a question, undecided."""
    readings = [mind.reader.read(part) for part in segments.questions(question)] or [Query(Intent.NONE, question)]
    return max(readings, key=lambda query: (query.matches[0].score if query.matches else 0) * query.in_scope)


def _floors(query: Query) -> str:
    first, second = (*(match.score for match in query.matches[:2]), 0.0, 0.0)[:2]
    in_scope = f"In scope {query.in_scope:.2f} (floor for asking back {SCOPE_FLOOR:.2f})."
    return (
        f"Confidence {query.confidence:.2f} (floors: answers from {ANSWER_FLOOR:.2f}, asks back from "
        f"{CLARIFY_FLOOR:.2f}). Margin to the next {first - second:.2f}. {in_scope}"
    )


def _reading(query: Query, mind: Understanding) -> Iterator[str]:
    masked = mind.reader.finder.mask(query.text, mind.reader.finder.find(query.text))
    yield f"- {quoted(_named(masked))}"
    for typed, meant in mind.reader.matcher.match(masked, top=1).corrections:
        yield f"- corrected: {quoted(typed)} → {quoted(meant)}"


def _candidates(query: Query) -> Iterator[str]:
    if not query.matches:
        yield "None: no word of it is known."
    for number, match in enumerate(query.matches[:CANDIDATES], 1):
        yield f"{number}. `{_name(match)}` **{match.score:.2f}** through “{_named(match.phrase)}”"
        yield f"   {', '.join(f'{part} {value:.2f}' for part, value in match.parts)}"


def _named(masked: str) -> str:
    """`xrole` → `{role}`, as moderators write it in intents.yaml"""
    return _SLOT.sub(r"{\1}", masked)


def _name(match: Match) -> str:
    return match.entry.removeprefix(FAQ) if match.entry.startswith(FAQ) else f"advisor:{match.entry}"
