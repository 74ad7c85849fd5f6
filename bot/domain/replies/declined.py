"""What is said instead of an answer: which part is not known, what comes nearest, and that people can help."""

from __future__ import annotations

from datetime import date
from itertools import islice

from bot.domain.core import questions
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Reply, Suggestion
from bot.domain.core.wording import joined, quoted
from bot.domain.language.text import tokens
from bot.domain.replies import occupation, unknown_role

OFFERED = 3
MOST_READINGS = 5
LABEL = 80
"""Characters of a label; the question it asks is always whole."""
FAR = 0.5
"""Probability of being in scope below which a message is not ours at all."""
PEOPLE = "For anything else, ask the moderators of this community."
IN_ENGLISH = {
    "German": "Ich verstehe und beantworte nur Englisch. Stell mir deine Frage bitte auf Englisch.",
    "Spanish": "Solo entiendo y respondo en inglés. Por favor, haz tu pregunta en inglés.",
    "French": "Je ne comprends et ne réponds qu'en anglais. Pose-moi ta question en anglais, s'il te plaît.",
    "Portuguese": "Só entendo e respondo em inglês. Por favor, faça a sua pergunta em inglês.",
    "Hindi": "मैं केवल अंग्रेज़ी समझता हूँ और अंग्रेज़ी में ही जवाब देता हूँ। कृपया अपना सवाल अंग्रेज़ी में पूछें।",
    "romanised Hindi": (
        "Main sirf English samajhta hoon aur English mein hi jawab deta hoon. Kripya apna sawal English mein poochhiye."
    ),
}
"""Name of the language → that the bot speaks English."""


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    if query.unknown_roles:
        return unknown_role.reply(query, profile, kb, today)
    readings = _offers(query.readings, kb)
    official = () if readings else occupation.offers(query.unrecognised, query, kb)
    suggestions = readings or official or _near(query, kb) or topics(kb)
    text = " ".join(_said(query, kb, official_known=bool(official)))
    return Reply("none", text, suggestions=suggestions, decision="abstain")


def _said(query: Query, kb: KnowledgeBase, *, official_known: bool) -> list[str]:
    if query.language:
        known = IN_ENGLISH.get(query.language, "")
        return [part for part in (known, "I answer in English only. You can ask me, for example:") if part]
    if query.unrecognised:
        named = joined([quoted(term) for term in query.unrecognised[:OFFERED]], "or")
        further = occupation.SHOWN if official_known else PEOPLE
        return [f"I have nothing reviewed on {named}.", kb.community.scope, further]
    if _offers(query.readings, kb):
        return ["I have no answer to that. The nearest I can answer is below.", PEOPLE]
    if not kb.community.topics:
        return ["I have no answer to that.", kb.community.scope, PEOPLE]
    if not tokens(query.text):
        return ["I found no words in that.", kb.community.scope]
    if query.in_scope < FAR:
        return ["That is outside what I know about.", kb.community.scope]
    return ["I could not make out a question that I can answer. Name the role or the skill, as below.", PEOPLE]


def _near(query: Query, kb: KnowledgeBase) -> tuple[Suggestion, ...]:
    """Roles whose titles look like what was named and is not known."""
    near = unknown_role.nearest(query.unrecognised, kb) if query.unrecognised else []
    return tuple(Suggestion(role.name, questions.whole(Query(Intent.ROLE), role, kb)) for role in near)


def topics(kb: KnowledgeBase) -> tuple[Suggestion, ...]:
    """A few things to ask, each about another role, so that none is pushed; or the FAQ's first entries."""
    if not kb.community.topics:
        return tuple(Suggestion(entry.question, entry.question) for entry in islice(kb.faq.values(), MOST_READINGS))
    asked = (("Pay", Intent.SALARY), ("Way in", Intent.ROADMAP), ("Skills", Intent.ROLE), ("Your gap", Intent.GAP))
    roles = questions.common_roles(kb)
    made = [
        Suggestion(f"{label}: {role.name}", questions.whole(_about(intent), role, kb))
        for (label, intent), role in zip(asked, roles, strict=False)
    ]
    return (*made, Suggestion("All roles", questions.alone(Intent.ROLES, kb)))


def _about(intent: Intent) -> Query:
    return Query(intent, topic="skills") if intent is Intent.ROLE else Query(intent)


def clarify(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    offered = _offers(query.readings, kb)
    if not offered:
        return reply(query.replace(intent=Intent.NONE, readings=()), profile, kb, today)
    unknown = (
        f"I do not know {joined([quoted(term) for term in query.unrecognised], 'or')}. " if query.unrecognised else ""
    )
    text = "Did you mean this?" if len(offered) == 1 else "Which of these do you mean?"
    return Reply("none", unknown + text, suggestions=offered, decision="clarify")


def _offers(readings: tuple[str, ...], kb: KnowledgeBase) -> tuple[Suggestion, ...]:
    """The readings that are questions, each meaning once."""
    talk = {_plain(intent.question) for intent in kb.intents.values() if intent.id.startswith("chat.")}
    meant: dict[str, str] = {}
    for reading in readings:
        if _plain(reading) not in talk:
            meant.setdefault(_plain(reading), reading)
    return tuple(Suggestion(_short(reading), reading) for reading in list(meant.values())[:MOST_READINGS])


def _plain(question: str) -> str:
    return " ".join(word for word in tokens(question) if word not in ("a", "an", "the"))


def _short(question: str) -> str:
    return question if len(question) <= LABEL else question[: LABEL - 1].rsplit(" ", 1)[0] + "…"
