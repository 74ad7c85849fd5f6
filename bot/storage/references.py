"""What a single value may be, and what its ids must refer to: tables by class and field, and one walk over a file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from functools import cache
from itertools import pairwise
from typing import Any, get_type_hints

from bot.domain.core.assessment import Statement
from bot.domain.core.choice import MOST_OF_A_TRAIT, Background, ChoiceOption, ChoiceQuestion, Limits
from bot.domain.core.community import Community, Family
from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.levels import ROLE_LEVELS, SKILL_LEVELS, LevelsFile, RoleLevelWords, SkillLevelWords
from bot.domain.core.locations import NATION, Employer, Location, LocationsFile
from bot.domain.core.occupations import (
    Education,
    EducationShare,
    ExperienceSurvey,
    Exposure,
    GeneralSkills,
    Occupation,
    OccupationLink,
    OccupationsFile,
    Outlook,
    RatedTask,
    RatedTasks,
    TaskRatings,
)
from bot.domain.core.pay import LocalPay, NationalPay, PaidOccupation, Wages
from bot.domain.core.roles import Evidence, Item, RelatedRole, Role, RoleSkill, Rung, Stage, Topic
from bot.domain.core.skills import AmbiguousWord, Hours, Project, Skill
from bot.domain.core.sources import Claim
from bot.storage.problem import Problem
from bot.storage.yaml_nodes import Loc
from bot.storage.yaml_reader import Document, class_in, did_you_mean

Known = Mapping[str, Collection[str]]
"""Noun → ids. A noun whose own file is broken is left out, and not checked."""

Fault = tuple[Loc, str]
"""A place below the value at hand, and what is wrong there."""

REFERENCES: Mapping[tuple[type, str], str] = {
    (Claim, "source"): "source",
    (Wages, "source"): "source",
    (Outlook, "source"): "source",
    (Exposure, "source"): "source",
    (RatedTasks, "source"): "source",
    (ExperienceSurvey, "source"): "source",
    (GeneralSkills, "source"): "source",
    (Education, "source"): "source",
    (Occupation, "entry_source"): "source",
    (Occupation, "sector_source"): "source",
    (LocationsFile, "source"): "source",
    (NationalPay, "source"): "source",
    (NationalPay, "country"): "location",
    (LocalPay, "place"): "location",
    (PaidOccupation, "roles"): "role",
    (Project, "source"): "source",
    (Role, "source"): "source",
    (Topic, "source"): "source",
    (Item, "source"): "source",
    (Rung, "source"): "source",
    (Stage, "source"): "source",
    (RelatedRole, "source"): "source",
    (Skill, "needs"): "skill",
    (Skill, "helps"): "skill",
    (Skill, "contains"): "skill",
    (Evidence, "source"): "source",
    (Evidence, "skills"): "skill",
    (AmbiguousWord, "skills"): "skill",
    (RoleSkill, "skill"): "skill",
    (RoleSkill, "alternatives"): "skill",
    (Item, "skills"): "skill",
    (Stage, "skills"): "skill",
    (Project, "skills"): "skill",
    (RelatedRole, "role"): "role",
    (Community, "default_role"): "role",
    (Family, "roles"): "role",
    (FaqEntry, "roles"): "role",
    (FaqEntry, "places"): "location",
    (OccupationLink, "soc"): "occupation",
    (OccupationLink, "onet"): "O*NET occupation with rated tasks",
    (Location, "medians"): "occupation",
    (Location, "top_coded"): "occupation",
    (Location, "within"): "location",
    (Employer, "sector"): "sector",
    (Statement, "area"): "readiness area",
    (Role, "traits"): "trait",
    (ChoiceOption, "traits"): "trait",
    (ChoiceOption, "at_most"): "trait",
    (ChoiceOption, "at_least"): "trait",
    (Background, "traits"): "trait",
    (Limits, "at_most"): "trait",
    (Limits, "at_least"): "trait",
}
"""Which field refers to what. Of a mapping the keys refer."""

RANGES: Mapping[tuple[type, str], tuple[float, float]] = {
    (RoleSkill, "weight"): (0, 1),
    (EducationShare, "percent"): (0, 100),
    (Exposure, "rank"): (0, 100),
    (TaskRatings, "score"): (0, 1),
    (TaskRatings, "rank"): (0, 100),
    (TaskRatings, "direct"): (0, 200),
    (TaskRatings, "with_tools"): (0, 200),
    (TaskRatings, "not_exposed"): (0, 200),
    (Education, "job_zone"): (1, 5),
    (GeneralSkills, "mathematics"): (1, 5),
    (GeneralSkills, "programming"): (1, 5),
    (SkillLevelWords, "years"): (0, 60),
    (Outlook, "start"): (1990, 2100),
    (Outlook, "end"): (1990, 2100),
    (Location, "all_computer_ratio"): (0.1, 10),
}
PAIRS = {(Hours, level) for level in SKILL_LEVELS} | {(Project, "hours"), (Rung, "years")}
"""Two numbers, from and to."""

PERCENTILES = ("p10", "p25", "median", "p75", "p90")
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_URL = re.compile(r"https?://[^\s/]+\S*\Z")


def value_problems(document: Document[Any], known: Known) -> Iterator[Problem]:
    """Every fault of a file's values: unknown ids, empty texts, numbers out of range."""
    for loc, message in value_faults(document.value, known):
        yield document.problem(loc, message)


def value_faults(value: Any, known: Known) -> Iterator[Fault]:
    """As `value_problems`, for a value that stands in no file yet."""
    for loc, part in parts(value):
        for below, message in _faults(part, known):
            yield (*loc, *below), message


def parts(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    """`value` and all data classes inside it, each with its place."""
    yield loc, value
    kind: Any = type(value)
    for name in _nested(kind):
        inner = getattr(value, name)
        if isinstance(inner, tuple):
            for index, one in enumerate(inner):
                yield from parts(one, (*loc, name, index))
        elif inner is not None:
            yield from parts(inner, (*loc, name))


@cache
def _nested(kind: type) -> tuple[str, ...]:
    return tuple(name for name, hint in get_type_hints(kind).items() if class_in(hint))


@cache
def _texts(kind: type) -> tuple[str, ...]:
    """The text fields that must be filled in."""
    hints = get_type_hints(kind)
    return tuple(f.name for f in fields(kind) if hints[f.name] is str and f.default is MISSING)


@cache
def _table(kind: type) -> tuple[tuple[str, str], ...]:
    return tuple((name, noun) for (owner, name), noun in REFERENCES.items() if owner is kind)


@cache
def _numbers(kind: type) -> tuple[str, ...]:
    return tuple(name for owner, name in (*RANGES, *PAIRS) if owner is kind)


def _faults(part: Any, known: Known) -> Iterator[Fault]:
    kind: Any = type(part)
    for name in _texts(kind):
        if not getattr(part, name).strip():
            yield (name,), f"`{name}` is empty; fill it in"
    for name, noun in _table(kind):
        yield from _unknown(name, getattr(part, name), noun, known)
    for name in _numbers(kind):
        yield from _out_of_range(kind, name, getattr(part, name))
    if getattr(part, "url", "") and not _URL.match(part.url):
        yield ("url",), f"`{part.url}` is no web address; it starts with https://"
    if kind in _MORE:
        yield from _MORE[kind](part)


def _unknown(name: str, value: Any, noun: str, known: Known) -> Iterator[Fault]:
    ids = known.get(noun)
    if ids is None or not value:
        return
    places = [((name,), value)] if isinstance(value, str) else []
    if isinstance(value, tuple):
        places = [((name, index), one) for index, one in enumerate(value)]  # type: ignore[misc]
    elif isinstance(value, Mapping):
        places = [((name, one), one) for one in value]  # type: ignore[misc]
    for loc, one in places:
        if one not in ids:
            yield loc, f"there is no {noun} `{one}`{did_you_mean(one, ids)}"


def _out_of_range(kind: type, name: str, value: Any) -> Iterator[Fault]:
    if value is None:
        return
    if (kind, name) in PAIRS:
        low, high = value
        if low < 0 or (high is not None and high < low):
            yield (name,), f"`{name}` goes from {low} to {high}; write the smaller number first"
        return
    low, high = RANGES[kind, name]
    if not low <= value <= high:
        yield (name,), f"`{name}` is {value:g}, but must lie between {low:g} and {high:g}"


def _claim(claim: Claim) -> Iterator[Fault]:
    figures = (claim.value, claim.low, claim.high)
    if figures == (None, None, None) and not claim.text:
        yield (), "this claim says nothing; give `value`, `low` or `high`, or `text`"
    if claim.value is not None and (claim.low is not None or claim.high is not None):
        yield ("value",), "give either `value` or a range of `low` and `high`, not both"
    if claim.low is not None and claim.high is not None and claim.high < claim.low:
        yield ("low",), f"`low` {claim.low:g} is above `high` {claim.high:g}"
    if claim.topic == "factor" and claim.factor is None:
        yield (), "a claim about a factor names it; add a line `factor: …`"
    yield from _currency(claim.currency)


def _currency(code: str) -> Iterator[Fault]:
    if not _CURRENCY.match(code):
        yield ("currency",), f"`{code}` is no code of a currency; write three capitals, such as EUR"


def _wages(wages: Wages) -> Iterator[Fault]:
    yield from _above_zero(wages, (*PERCENTILES, "mean"))
    if wages.employment < 0:
        yield ("employment",), f"`employment` is {wages.employment}, but must not be below zero"
    yield from _rising(wages, PERCENTILES)


def _above_zero(figures: Wages | LocalPay, names: Collection[str]) -> Iterator[Fault]:
    for name in names:
        if getattr(figures, name) <= 0:
            yield (name,), f"`{name}` is {getattr(figures, name):g}, but pay is above zero"


def _rising(figures: Wages | LocalPay, names: Collection[str]) -> Iterator[Fault]:
    for below, above in pairwise(names):
        if getattr(figures, above) < getattr(figures, below):
            yield (above,), f"`{above}` is below `{below}`; look the figures up again"


def _local_pay(pay: LocalPay) -> Iterator[Fault]:
    given = [name for name in PERCENTILES if getattr(pay, name) is not None]
    if not given:
        yield (), "this row has no figure; give `median` or another percentile"
    yield from _above_zero(pay, [*given, *["mean"] * (pay.mean is not None)])
    yield from _rising(pay, given)


def _paid_occupation(occupation: PaidOccupation) -> Iterator[Fault]:
    if not occupation.roles:
        yield ("roles",), "no role is named, so nobody would see these figures; name one or remove the block"
    if not occupation.pay:
        yield ("pay",), "no place is given; add a row with its figures"
    yield from _twice("pay", [row.place for row in occupation.pay], "place")


def _national_pay(table: NationalPay) -> Iterator[Fault]:
    yield from _currency(table.currency)
    if table.country == NATION:
        yield ("country",), "figures of the United States stand in occupations.yaml"
    yield from _twice("occupations", [one.code for one in table.occupations], "code")


def _outlook(outlook: Outlook) -> Iterator[Fault]:
    if outlook.end <= outlook.start:
        yield ("end",), f"the projection ends in {outlook.end}, before or when it starts"


def _rated_tasks(rated: RatedTasks) -> Iterator[Fault]:
    for name in ("people", "model"):
        total = getattr(rated, name).total
        if total != rated.tasks:
            yield (name,), f"`{name}` counts {total} tasks, but `tasks` says {rated.tasks}"
    yield from _twice("examples", [example.task for example in rated.examples], "task")


def _rated_task(example: RatedTask) -> Iterator[Fault]:
    if example.kind not in (example.people, example.model):
        yield ("kind",), f"neither `people` nor `model` rates this task `{example.kind}`"


def _experience(survey: ExperienceSurvey) -> Iterator[Fault]:
    if min(survey.shares) < 0 or sum(survey.shares) > 100.1:  # rounded
        yield ("shares",), f"`shares` are percent of one survey, but add up to {sum(survey.shares):g}"


def _ambiguous(word: AmbiguousWord) -> Iterator[Fault]:
    readings = [*word.skills, *([word.other] if word.other else [])]
    if len(readings) < 2 and word.rule == "ask":
        yield ("skills",), f"`{word.word}` has one reading only; add another, or use the rule `list` or `plain`"
    for reading in word.context:
        if reading not in readings:
            yield ("context", reading), f"`{reading}` is no reading of `{word.word}`{did_you_mean(reading, readings)}"


def _role_level(words: RoleLevelWords) -> Iterator[Fault]:
    missing = {"core", "important", "useful"} - set(words.expects)
    if missing:
        yield ("expects",), f"`expects` lacks {', '.join(f'`{one}`' for one in sorted(missing))}"


def _role(role: Role) -> Iterator[Fault]:
    yield from _twice("skills", [skill.skill for skill in role.skills], "skill")
    yield from _twice("topics", [topic.topic for topic in role.topics], "topic")
    yield from _twice("ladder", [rung.level for rung in role.ladder], "level")
    yield from _twice("related", [related.role for related in role.related], "role")
    yield from _traits(role)


def _role_skill(asked: RoleSkill) -> Iterator[Fault]:
    for level in asked.levels:
        lower = ROLE_LEVELS[: ROLE_LEVELS.index(level)]
        before = next((asked.levels[one] for one in reversed(lower) if one in asked.levels), None)
        if before and SKILL_LEVELS.index(asked.levels[level]) < SKILL_LEVELS.index(before):
            yield ("levels", level), f"`{level}` asks for less than the level below it, `{before}`"


def _levels(levels: LevelsFile) -> Iterator[Fault]:
    for name, given, all_ids in (
        ("role_levels", [words.id for words in levels.role_levels], ROLE_LEVELS),
        ("skill_levels", [words.id for words in levels.skill_levels], SKILL_LEVELS),
    ):
        missing = [one for one in all_ids if one not in given]
        if missing:
            yield (name,), f"`{name}` lacks {', '.join(f'`{one}`' for one in missing)}"


def _occupations(file: OccupationsFile) -> Iterator[Fault]:
    yield from _twice("occupations", [one.soc for one in file.occupations], "soc")
    codes: set[str] = set()
    for index, one in enumerate(file.occupations):
        for number, rated in enumerate(one.rated_tasks):
            if rated.code in codes:
                place = ("occupations", index, "rated_tasks", number, "code")
                yield place, f"the tasks of `{rated.code}` stand twice; remove one of them"
            codes.add(rated.code)


MOST_OPTIONS = 9
"""Each answer is kept as one digit."""
LONGEST_OPTION = 100
"""Characters that a form on Discord shows."""


def _choice_question(question: ChoiceQuestion) -> Iterator[Fault]:
    count = len(question.options)
    if not 2 <= count <= MOST_OPTIONS:
        yield ("options",), f"`{question.id}` has {count} options; give 2 to {MOST_OPTIONS}"
    if len(question.text) > LONGEST_OPTION:
        yield ("text",), f"this question has {len(question.text)} characters; a form takes {LONGEST_OPTION}"
    for number, option in enumerate(question.options):
        if len(option.text) > LONGEST_OPTION:
            place: Loc = ("options", number, "text")
            yield place, f"this option has {len(option.text)} characters; a form takes {LONGEST_OPTION}"


def _traits(owner: Role) -> Iterator[Fault]:
    for trait, amount in owner.traits.items():
        if not 1 <= amount <= MOST_OF_A_TRAIT:
            yield ("traits", trait), f"`{trait}` is {amount}, but goes from 1 to {MOST_OF_A_TRAIT}"


def _twice(name: str, ids: Sequence[object], key: str) -> Iterator[Fault]:
    for index, one in enumerate(ids):
        if one in ids[:index]:
            yield (name, index, key), f"`{one}` stands twice in `{name}`; remove one of them"


_MORE: Mapping[type, Any] = {
    ChoiceQuestion: _choice_question,
    Claim: _claim,
    Wages: _wages,
    LocalPay: _local_pay,
    PaidOccupation: _paid_occupation,
    NationalPay: _national_pay,
    Outlook: _outlook,
    RatedTasks: _rated_tasks,
    RatedTask: _rated_task,
    ExperienceSurvey: _experience,
    AmbiguousWord: _ambiguous,
    RoleLevelWords: _role_level,
    Role: _role,
    RoleSkill: _role_skill,
    LevelsFile: _levels,
    OccupationsFile: _occupations,
}
