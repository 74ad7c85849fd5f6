"""Replaces what a text speaks of by placeholders, so that questions compare whatever role or place they name."""

from __future__ import annotations

import re

from bot.domain.names.mentions import Mention, Mentions

_PLACEHOLDERS = {
    "role": "xrole",
    "unknown-role": "xrole",
    "level": "xlevel",
    "place": "xplace",
    "employer": "xemployer",
    "profession": "xprofession",
    "hours": "xhours",
    "years": "xyears",
}
SKILL = "xskill"
_SLOTS = {
    "role": "xrole", "other": "xrole", "level": "xlevel", "place": "xplace", "employer": "xemployer", "skill": SKILL,
    "hours": "xhours", "years": "xyears", "profession": "xprofession",
}  # fmt: skip
SLOTS = tuple(dict.fromkeys(placeholder.removeprefix("x") for placeholder in _SLOTS.values()))
"""The placeholders' names, for the matcher to leave them whole."""
_AN = re.compile(r"\b(a)n(?= x[a-z])", re.IGNORECASE)
"""The article of the name that a placeholder stands for: "an ML engineer" and "a data engineer" are one wording."""
_SLOT = re.compile(r"\{(" + "|".join(_SLOTS) + r")\}")


def mask(text: str, mentions: Mentions) -> str:
    """`text` with roles, levels, places and amounts replaced, and `xskill` before each skill's own word.

    A field ("ml") counts as the role when no role is named outright, else as a skill.
    """
    named = bool(mentions.roles)
    parts, at = [], 0
    for mention in mentions.all:
        new = _placeholder(mention, named)
        if mention.start < at or not new:
            continue
        before = text[at : mention.start]
        if new == SKILL:
            # A slot that stands there already: "is {skill} docker hard".
            new = mention.text if before.rstrip().endswith(SKILL) else f"{SKILL} {mention.text}"
        parts += [before, new]
        at = mention.end
    masked = _SLOT.sub(lambda slot: _SLOTS[slot[1]], "".join(parts) + text[at:])
    return _AN.sub(r"\1", masked)


def _placeholder(mention: Mention, named: bool) -> str:
    if mention.kind == "role" and mention.weak:
        return "" if named else "xrole"
    if mention.kind == "level" and mention.weak:
        return ""  # "fresh out of school" says more than its level
    if mention.kind == "skill":
        # A weak skill over a field comes after the field's own mention, which has been replaced if no role is named.
        return SKILL
    return _PLACEHOLDERS.get(mention.kind, "")
