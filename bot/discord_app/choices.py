"""Autocomplete from memory: names that begin with what was typed, then names that look like it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING

import discord
from discord.app_commands import Choice
from rapidfuzz import fuzz, process

from bot.discord_app.limits import CHOICE_NAME, CHOICES, cut, units
from bot.discord_app.members import member_id
from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.language.text import normalise
from bot.domain.names.finder import SPECIALIZATIONS
from bot.domain.understanding.message import Understanding
from bot.errors import ContentError

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

    Typing = discord.Interaction[CareerBot]

LIKE = 75.0
"""Likeness (0 to 100) from which a name is offered that does not begin with what was typed."""
TELLING = 8
"""Letters of a name that make its likeness to a part of something longer tell; a short one looks like any part."""
FROM_LETTERS = 3
"""Letters typed from which on official occupations are offered, too."""
Names = Iterable[tuple[str, str]]
"""(value, name as shown)."""


async def roles(interaction: Typing, typed: str) -> list[Choice[str]]:
    return _roles(interaction, typed)


async def jobs(interaction: Typing, typed: str) -> list[Choice[str]]:
    """Roles, then official occupations."""
    known = _roles(interaction, typed)
    kb = _knowledge(interaction)
    if kb is None or kb.official is None or len(typed) < FROM_LETTERS or len(known) >= CHOICES:
        return known
    titles = kb.official.containing(typed)
    return [*known, *_choices((title, title) for title in titles)][:CHOICES]


async def places(interaction: Typing, typed: str) -> list[Choice[str]]:
    """Places with official pay of their own come first, then those of which a wider place's is told."""
    mind = _mind(interaction)
    if mind is None:
        return []
    found = mind.reader.finder.choices("place", typed[:CHOICE_NAME], len(mind.kb.locations))
    wanted = normalise(typed)
    nearest = sorted(found, key=lambda place: (normalise(place[1]) != wanted, mind.kb.pay_distance[place[0]]))
    return _choices((name, name) for _, name in nearest)


async def companies(interaction: Typing, typed: str) -> list[Choice[str]]:
    kb = _knowledge(interaction)
    aliases = (
        {employer.name: (employer.name, *employer.aliases, *employer.companies) for employer in kb.employers.values()}
        if kb
        else {}
    )
    return _choices((name, name) for name in ranked(typed, aliases))


async def specializations(interaction: Typing, typed: str) -> list[Choice[str]]:
    kb = _knowledge(interaction)
    known = [kb.skills[skill] for skill in SPECIALIZATIONS if skill in kb.skills] if kb else []
    names = ranked(typed, {skill.name: (skill.name, *skill.aliases) for skill in known})
    return _choices((name, name) for name in names)


async def own_skills(interaction: Typing, typed: str) -> list[Choice[str]]:
    """The skills on the member's own record."""
    kb = _knowledge(interaction)
    if kb is None:
        return []
    profile = await interaction.client.advisor.profile(member_id(interaction.user.id))
    held = [kb.skills[skill] for skill in (kb.renamed.get(s, s) for s in profile.skills) if skill in kb.skills]
    names = ranked(typed, {skill.name: (skill.name, *skill.aliases) for skill in held})
    return _choices((name, name) for name in names)


async def questions(interaction: Typing, typed: str) -> list[Choice[str]]:
    """The FAQ's questions; the value is the question."""
    return _choices((entry.question, entry.question) for entry in _entries(interaction, typed))


async def entries(interaction: Typing, typed: str) -> list[Choice[str]]:
    """The FAQ's entries by question or id; the value is the id."""
    return _choices((entry.id, f"{entry.question} ({entry.id})") for entry in _entries(interaction, typed))


def ranked(typed: str, names: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The keys of `names` whose texts begin with what was typed, have a word that does, or look like it."""
    wanted = normalise(typed)
    if not wanted:
        return sorted(names, key=str.casefold)
    texts = {normalise(text): name for name, own in names.items() for text in own}
    begins = [text for text in texts if text.startswith(wanted)]
    inside = [text for text in texts if f" {wanted}" in text]
    if not begins and not inside:
        telling = [text for text in texts if len(text) >= min(TELLING, max(len(wanted) - 1, min(len(wanted), 4)))]
        like = process.extract(wanted, telling, scorer=fuzz.partial_ratio, score_cutoff=LIKE, limit=CHOICES)
        return list(dict.fromkeys(texts[text] for text, *_ in like))
    return list(dict.fromkeys(texts[text] for text in (*sorted(begins), *sorted(inside))))


def _entries(interaction: Typing, typed: str) -> list[FaqEntry]:
    kb = _knowledge(interaction)
    if kb is None:
        return []
    return [kb.faq[entry] for entry in ranked(typed, {e.id: (e.question, e.id) for e in kb.faq.values()})]


def _roles(interaction: Typing, typed: str) -> list[Choice[str]]:
    mind = _mind(interaction)
    found = mind.reader.finder.choices("role", typed[:CHOICE_NAME], CHOICES) if mind else ()
    return _choices((name, name) for _, name in found)


def _choices(names: Names) -> list[Choice[str]]:
    """As many as Discord takes. A name too long for a value cannot be chosen; it can still be typed."""
    fitting = ((value, name) for value, name in names if units(value) <= CHOICE_NAME)
    return [Choice(name=cut(name, CHOICE_NAME), value=value) for value, name in islice(fitting, CHOICES)]


def _mind(interaction: Typing) -> Understanding | None:
    """What is in memory; nothing while it is being read for the first time."""
    try:
        return interaction.client.knowledge.latest()
    except ContentError:
        return None


def _knowledge(interaction: Typing) -> KnowledgeBase | None:
    mind = _mind(interaction)
    return mind.kb if mind else None
