"""What a community sets once."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.core.strict import STRICT


@dataclass(frozen=True)
class Family:
    """Roles that are near to each other, under one name, where a member chooses among all."""

    name: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Community:
    """What a community sets once."""

    __pydantic_config__ = STRICT
    default_role: str
    """The role that is meant when nobody names one."""
    scope: str
    """One sentence: what the advisor knows about."""
    distress_words: tuple[str, ...]
    distress_text: str
    """Shown instead of career advice when somebody sounds in distress."""
    role_titles: tuple[str, ...] = ()
    """Words that end the name of a job ("engineer"): with a word before them that no role here has, an unknown role."""
    professions: tuple[str, ...] = ()
    """Occupations outside the knowledge base; asked for one of them, the advisor says that it does not know."""
    families: tuple[Family, ...] = ()
    """The roles in groups to choose from; a role in none of them stands under “Other roles”."""
    topics: bool = True
    """Whether it answers about roles, pay and plans. Without: only the FAQ, and the skills of members."""
    semantic: bool = True
    """Questions are also compared by what their words mean, with the word vectors that come with the program."""
