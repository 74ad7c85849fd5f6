"""Questions as labelled sentences: what is asked about says nothing of the writer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.core.knowledge import KnowledgeBase

PHRASES = 10
"""Phrases taken of each intent."""
_TELLING = ("goal", "hours", "skills.add", "skills.remove", "skills.list", "match", "progress", "why", "more")
"""Intents whose phrases may tell something of the writer, or name nothing."""
_SLOT = re.compile(r"\{(\w+)\}")
_FILLED = {
    "level": "senior", "place": "berlin", "employer": "a bank", "hours": "5 hours a week", "years": "3 years",
}  # fmt: skip


def asking(kb: KnowledgeBase) -> Iterator[str]:
    """Some phrases of the intents that only ask, the names in them labelled `none`."""
    roles = [role.name.partition(" (")[0].partition(" /")[0].lower() for role in kb.roles.values()]
    skills = [skill.name for skill in kb.skills.values()]
    number = 0
    for intent in kb.intents.values():
        if intent.id in _TELLING or intent.id.startswith(("privacy.", "chat.")):
            continue
        slotted = [phrase for phrase in intent.phrases if "{" in phrase]
        for phrase in slotted[:: len(slotted) // PHRASES + 1]:
            number += 1
            yield _filled(
                phrase, roles[number % len(roles)], roles[(number + 3) % len(roles)], skills[number % len(skills)]
            )


def _filled(phrase: str, role: str, other: str, skill: str) -> str:
    names = {"role": f"[{role}](none)", "other": f"[{other}](none)", "skill": f"[{skill}](none)"} | _FILLED
    return _SLOT.sub(lambda slot: names.get(slot[1], slot[1]), phrase)
