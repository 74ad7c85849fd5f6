"""The terminal front end: a chat, a single question, a pipe, and JSON lines."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Any

from bot.advisor import Advisor
from bot.domain.core.profile import Profile
from bot.domain.core.query import SkillReport
from bot.domain.core.reply import Reply
from bot.errors import BotError, unexpected
from bot.json_lines import json_line, json_object
from bot.markup import plain


def member_id(user: str) -> str:
    return f"terminal:{user}"


@dataclass(frozen=True)
class Asker:
    """Asks the advisor from outside of any coroutine; every failure becomes a BotError."""

    advisor: Advisor
    runner: asyncio.Runner

    def ask(self, user: str, session: str, text: str) -> Reply:
        readable = text.encode("utf-8", "replace").decode()  # half an emoji is no text
        try:
            return self.runner.run(self.advisor.ask(member_id(user), session, readable))
        except BotError:
            raise
        except Exception as error:
            raise BotError(unexpected(error)) from error

    def profile(self, user: str) -> Profile:
        return self.runner.run(self.advisor.profile(member_id(user)))


_KINDS = {"skill": "skills"}
"""Kinds of replies that readers of the JSON know by another word."""


def as_json(reply: Reply) -> dict[str, Any]:
    """One answer as the contract's JSON object, without the session."""
    return {
        "decision": reply.decision,
        "kind": _KINDS.get(reply.kind, reply.kind),
        "target": reply.target,
        "confidence": round(reply.confidence, 3),
        "text": plain(reply.plain()),
        "suggestions": [suggestion.question for suggestion in reply.suggestions],
        "sources": list(reply.sources),
    }


def as_text(reply: Reply) -> str:
    """The reply for a pipe: no markdown marks, suggestions numbered."""
    numbered = [f"  {n}. {suggestion.listed}" for n, suggestion in enumerate(reply.suggestions, 1)]
    return "\n".join([plain(reply.plain()), *(["", *numbered] if numbered else [])])


def picked(line: str, reply: Reply | None) -> str:
    """The question a number stands for; what is no number of a suggestion is taken as typed."""
    if reply and line.isdecimal() and len(line) < 3 and 0 < int(line) <= len(reply.suggestions):
        return reply.suggestions[int(line) - 1].question
    return line


def ask_once(asker: Asker, user: str, text: str, *, as_json_line: bool) -> None:
    reply = asker.ask(user, "once", text)
    print(json_line(as_json(reply)) if as_json_line else as_text(reply))


def piped(asker: Asker, user: str, lines: Iterable[str]) -> bool:
    """One answer for each line of a pipe, in one conversation. False if one could not be given."""
    reply: Reply | None = None
    fine = True
    for line in filter(None, map(str.strip, lines)):
        try:
            reply = asker.ask(user, "pipe", picked(line, reply))
            print(as_text(reply), end="\n\n", flush=True)
        except BotError as error:
            print(f"career-bot: {error}", file=sys.stderr, flush=True)
            fine = False
    return fine


def batch(asker: Asker, lines: Iterable[str], out: IO[str]) -> bool:
    """JSON lines in, JSON lines out, in order, flushed line by line. A bad line gets its error in place.

    False if a good line got an error too.
    """
    fine = True
    for line in lines:
        try:
            session, user, text, record = _request(line)
            reply = asker.ask(user, session, text)
            result = {"session": session, **as_json(reply)}
            if record:
                result["record"] = _record(asker.profile(user), reply.pending)
        except ValueError as error:
            result = {"error": str(error)}
        except BotError as error:
            result = {"session": session, "error": str(error)}
            fine = False
        out.write(json_line(result) + "\n")
        out.flush()
    return fine


def _record(profile: Profile, pending: SkillReport) -> dict[str, Any]:
    """What is kept of a member, and what they are asked to confirm."""
    asked = {mention.skill: mention.level for mention in pending.known}
    return {
        "skills": {skill: held.level for skill, held in profile.skills.items()},
        "goal": profile.goal or None,
        "hours": profile.hours,
        "pending": {
            "skills": asked | dict.fromkeys(pending.removed),
            "goal": pending.goal or None,
            "hours": pending.hours,
        },
    }


def _request(line: str) -> tuple[str, str, str, bool]:
    """Session, user and text of a JSON line, and whether the record is wanted. Raises ValueError with a sentence."""
    asked = json_object(line)
    for key in ("session", "user", "text"):
        if not isinstance(asked.get(key), str):
            raise ValueError(f"`{key}` is missing or no text")
    if not asked["user"].isprintable():
        raise ValueError("`user` has characters that belong in no name")
    return asked["session"], asked["user"], asked["text"], asked.get("record") is True
