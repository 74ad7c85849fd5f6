"""Whether and how the bot speaks to what was written: decided from facts alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from bot.domain.core.query import Intent, Query
from bot.domain.language.segments import asks, sentences
from bot.domain.language.text import tokens
from bot.domain.understanding.message import Understanding

FULL_QUESTION = 3
"""Words from which on a question stands by itself."""


class Manner(Enum):
    """How the bot speaks."""

    SILENT = "not at all"
    ANSWER = "whatever there is to say"
    IF_SURE = "only a sure answer to a question"
    HELP = "what can be asked"
    UNREADABLE = "that it cannot read this"


@dataclass(frozen=True)
class Heard:
    """What is known of a message."""

    text: str = ""
    """Without the mentions of the bot; empty if Discord withheld it."""
    by_program: bool = False
    """A bot, a webhook or Discord itself wrote it."""
    direct: bool = False
    mentioned: bool = False
    """It names the bot; that a reply pings its author does not count."""
    replies_to: Literal["nobody", "me", "another"] = "nobody"
    names_others: bool = False
    answer_channel: bool = False
    paused: bool = False
    """In a thread where a moderator paused the bot."""
    in_human_hands: bool = False
    """Somebody else has answered the member here."""


def manner(heard: Heard) -> Manner:
    if heard.by_program or heard.paused:
        return Manner.SILENT
    if heard.direct or heard.mentioned:
        return Manner.ANSWER if heard.text else Manner.HELP
    if heard.replies_to == "me":
        return Manner.ANSWER if heard.text else Manner.UNREADABLE
    elsewhere = heard.replies_to == "another" or heard.names_others or heard.in_human_hands
    if heard.answer_channel and not elsewhere and is_question(heard.text):
        return Manner.IF_SURE
    return Manner.SILENT


def pauses(heard: Heard) -> bool | None:
    """Whether the bot is told to keep quiet here (True) or to speak again (False): "@bot pause", "@bot resume"."""
    return _ORDERS.get(heard.text.lower().strip(" .!")) if heard.mentioned and not heard.by_program else None


_ORDERS = {"pause": True, "resume": False}


def is_question(text: str) -> bool:
    """A whole question, not a scrap of one."""
    return any(asks(sentence) and len(tokens(sentence)) >= FULL_QUESTION for sentence in sentences(text))


def without_mention(text: str, me: int) -> str:
    """`text` without the mentions of `me`, wherever they stand."""
    return re.sub(rf" *<@!?{me}>[,:]? *", " ", text).strip()


_TALK = {Intent.NONE, Intent.CLARIFY, Intent.CHAT, Intent.HELP, Intent.ERASE_DATA}
_STATEMENTS = {Intent.ADD_SKILLS, Intent.REMOVE_SKILLS, Intent.GOAL}


def sure(query: Query) -> bool:
    """Whether a question that nobody put to the bot is answered: no talk, no guess, nothing stored unasked."""
    return query.decision == "answer" and query.intent not in _TALK | _STATEMENTS


def post_question(title: str, tags: list[str], mind: Understanding) -> str:
    """A forum post's title; tags that name a role or a skill say what it is about if the title does not."""
    if _names(title, mind):
        return title
    telling = [tag for tag in tags if _names(tag, mind)]
    return f"{title} ({', '.join(telling)})" if telling else title


def _names(text: str, mind: Understanding) -> bool:
    found = mind.reader.finder.find(text)
    return bool(found.roles or found.skills)
