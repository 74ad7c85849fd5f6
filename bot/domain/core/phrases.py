"""How members write: phrases of what they ask for, turns of a conversation, lists of words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.domain.core.strict import STRICT

FollowUpKind = Literal[
    "place", "level", "company", "role", "correction", "topic", "pick", "why", "new", "new-short", "chat"
]


@dataclass(frozen=True)
class Intent:
    """A thing members ask for, with the phrases they use; `{role}` and the like stand for what they name."""

    id: str
    phrases: tuple[str, ...]
    question: str = ""
    """The whole question offered as a suggestion, e.g. `How much does a {role} earn?`"""
    family: str = ""
    """Intents and FAQ tags of one family answer each other's questions nearly as well."""


@dataclass(frozen=True)
class FollowUp:
    """How a member went on in a conversation: teaches what a message takes from the one before it."""

    kind: FollowUpKind
    before: str
    """The message before, in the member's words."""
    say: str
    means: str = ""
    """What it says, as one whole question; left out where it asks nothing."""


@dataclass(frozen=True)
class IntentsFile:
    """knowledge/intents.yaml"""

    __pydantic_config__ = STRICT
    intents: tuple[Intent, ...]
    off_topic: tuple[str, ...] = ()
    """Things people say that no answer of ours fits: they teach the matcher to decline."""


@dataclass(frozen=True)
class DialogueFile:
    """knowledge/dialogue.yaml"""

    __pydantic_config__ = STRICT
    follow_ups: tuple[FollowUp, ...]


@dataclass(frozen=True)
class SynonymsFile:
    """knowledge/synonyms.yaml"""

    __pydantic_config__ = STRICT
    synonyms: tuple[tuple[str, ...], ...]
    """Groups of words or short phrases that mean the same when matching questions; the first is the group's name."""


@dataclass(frozen=True)
class StatementsFile:
    """knowledge/statements.yaml"""

    __pydantic_config__ = STRICT
    statements: Mapping[str, tuple[str, ...]]
    """Kind of message → sentences as members write them, each name labelled in place:
    `[python](has advanced), never touched [java](lacks)`."""


@dataclass(frozen=True)
class WordLists:
    """knowledge/words.yaml: closed lists that tell whether a name is meant where it stands."""

    __pydantic_config__ = STRICT
    everyday_skills: tuple[str, ...] = ()
    """Skill names that are also everyday words: a skill only beside other skills, a level or a word like "know"."""
    everyday_places: tuple[str, ...] = ()
    """Places that are also words or first names: only after a preposition or with a capital letter."""
    everyday_abbreviations: tuple[str, ...] = ()
    """Abbreviations of places that are also words: only in capitals beside another place or after a preposition."""
    place_prepositions: tuple[str, ...] = ()
    everyday_levels: tuple[str, ...] = ()
    """Role levels that are also words: only near a role, another level, or in a very short text."""
    units: tuple[str, ...] = ()
    """Units that look like a name."""
    after_units: tuple[str, ...] = ()
    """What follows a measure: "500 ml of milk"."""
    not_before_letters: tuple[str, ...] = ()
    """Words after which a capital letter is no skill: "plan C"."""
    not_after_letters: tuple[str, ...] = ()
    """Words before which a capital letter is no skill: "C level"."""
    knowing: tuple[str, ...] = ()
    """Verbs that make the everyday word after them a skill: "know go"."""
    picking_up: tuple[str, ...] = ()
    """The same with "up"."""
    recording: tuple[str, ...] = ()
    """Orders that a skill follows, whatever comes after it."""
    levels: tuple[str, ...] = ()
    """Levels and the like beside a skill."""
    levels_before: tuple[str, ...] = ()
    """Of these, words that show a skill only before it."""
    level_links: tuple[str, ...] = ()
    """Between a level and its skill: "rusty in r"."""
    no_skill_levels: tuple[str, ...] = ()
    """Words that are listed for skill levels, but decide nothing beside a skill."""
    may_follow: tuple[str, ...] = ()
    """What may follow a skill at the end of a list."""
    opens_list: tuple[str, ...] = ()
    """What may stand before the first skill of a list."""
    not_after_verbs: tuple[str, ...] = ()
    """Everyday words that a verb alone does not make a skill."""
    after_go: tuple[str, ...] = ()
    """Words after which "go" is the verb."""
    title_heads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The last word of a title → its short forms."""
    informal_heads: tuple[str, ...] = ()
    """Words that stand for the last word of a title in talk: "devops guy", "the soc side"."""
    title_starts: Mapping[str, str] = field(default_factory=dict)
    """The first words of a title → their abbreviation."""
    near_abbreviations: tuple[str, ...] = ()
    """Words that show that an abbreviation beside them is a role: "de salary"."""
    foreign_words: tuple[str, ...] = ()
    """Abbreviations of roles that are words of other languages: "salario de un analista"."""
    no_professions: tuple[str, ...] = ()
    """Professions of the community that mean something else in this field."""
    languages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Language → small words that give it away."""
    not_before_titles: tuple[str, ...] = ()
    """Words before a title that say nothing of the kind of work."""
