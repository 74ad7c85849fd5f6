"""What the advisor knows: the data classes here are the single description of each YAML file.

They are checked (and their JSON Schema printed) by pydantic in `storage`; this module needs the standard library only.
A docstring line under a field is the field's description in the schema.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, Literal, get_args

from bot.domain.core.learned import NOTHING_LEARNED, Learned
from bot.domain.language.word_vectors import WordVectors

if TYPE_CHECKING:
    from bot.domain.core.official import Official

STRICT = {"extra": "forbid", "strict": True}
"""pydantic's settings for every class of this module: an unknown key is an error, "12" is no number."""

SkillLevel = Literal["beginner", "intermediate", "advanced"]
RoleLevel = Literal["junior", "mid", "senior", "staff"]
Importance = Literal["core", "important", "useful"]
Basis = Literal["official", "proxy", "statement", "estimate"]
Unit = Literal["base", "total", "unspecified", "percent", "months", "years"]
PayUnit = Literal["year", "month", "hour"]
Percentile = Literal["p10", "p25", "median", "p75", "p90", "mean"]
Match = Literal["official", "broader", "proxy"]
Factor = Literal["location", "company", "experience", "specialization"]
TopicId = Literal[
    "overview",
    "duties",
    "skills",
    "education",
    "sequence",
    "levels",
    "portfolio",
    "job-search",
    "related",
    "outlook",
    "ai",
]

OTHER_ROLES, ALL_ROLES = "Other roles", "Roles"
NATION = "united-states"
"""The place that official figures are of unless another is named."""
UNITED_STATES = "United States"
SKILL_LEVELS: tuple[SkillLevel, ...] = get_args(SkillLevel)
ROLE_LEVELS: tuple[RoleLevel, ...] = get_args(RoleLevel)
TOPICS: tuple[TopicId, ...] = get_args(TopicId)


@dataclass(frozen=True)
class Source:
    """Where figures or sentences come from."""

    __pydantic_config__ = STRICT
    id: str
    name: str
    """As shown to members, e.g. `BLS OEWS`."""
    as_of: str
    """The period or release the figures are of, e.g. `May 2025`."""
    published: str = ""
    licence: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Claim:
    """One figure as its source states it: a value, or a range that may be open at one end."""

    __pydantic_config__ = STRICT
    topic: Literal["pay", "growth", "factor"]
    source: str
    """Id of a source in sources.yaml."""
    basis: Basis
    unit: Unit
    """For pay: base, total, or unspecified where the source does not say; by the year."""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    """With `low` and no `high` the range is open upwards."""
    measure: str = ""
    """What the figure is: median, range, average, 25th percentile …"""
    section: str = ""
    """The part of the source it stands in."""
    as_of: str = ""
    """Only where it differs from the source's own."""
    level: RoleLevel | None = None
    area: str = UNITED_STATES
    """What place it is said of. Pay of another place than the United States is shown for that place only."""
    currency: str = "USD"
    """That of the area, as a code of three letters; an area outside of the United States has another."""
    until: date | None = None
    """The end of a projection's horizon; after that day the claim is shown as expired."""
    factor: Factor | None = None
    text: str = ""
    """What the source says, in our words, where the figure alone does not tell."""

    def expired(self, today: date) -> bool:
        return self.until is not None and today > self.until

    @property
    def at_home(self) -> bool:
        """Whether it belongs beside the figures of the United States."""
        if self.topic == "pay":
            return self.area == UNITED_STATES
        return self.currency == "USD"


@dataclass(frozen=True)
class Resource:
    """One place to learn a skill from."""

    __pydantic_config__ = STRICT
    title: str
    url: str
    kind: str
    cost: str
    edition: str = ""
    """Of a book the year, of a recorded course its term; what is kept up to date has none."""
    seen: str = ""
    """The date of the public page in which the address was seen."""


@dataclass(frozen=True)
class Hours:
    """Cumulative study and practice hours to reach each level, prerequisites met: [low, high]."""

    __pydantic_config__ = STRICT
    beginner: tuple[int, int] | None = None
    intermediate: tuple[int, int] | None = None
    advanced: tuple[int, int] | None = None
    source: str = ""
    basis: Literal["sourced", "partly sourced", "estimate"] = "estimate"

    def at(self, level: SkillLevel) -> tuple[int, int] | None:
        """Hours for `level`, or for the highest level below it that has a figure."""
        for name in reversed(SKILL_LEVELS[: SKILL_LEVELS.index(level) + 1]):
            found: tuple[int, int] | None = getattr(self, name)
            if found:
                return found
        return None


@dataclass(frozen=True)
class Skill:
    """A skill with its other names, what it builds on, and how it is learned."""

    __pydantic_config__ = STRICT
    id: str
    name: str
    category: str
    aliases: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """Ids of the skills it cannot be learned without; the graph of needs and helps has no cycle."""
    helps: tuple[str, ...] = ()
    """Ids of skills that make it easier: learned before it where both are wanted, never asked for because of it."""
    contains: Mapping[str, SkillLevel] = field(default_factory=dict)
    """For a stack or a certificate (MERN, Security+): skill → the highest level that having it shows."""
    hours: Hours = field(default_factory=Hours)
    resources: tuple[Resource, ...] = ()
    summary: str = ""
    """What it is, in a few words after its name: `a tool that packs a program with all it needs to run`."""


@dataclass(frozen=True)
class AmbiguousWord:
    """A word that may mean several skills, or no skill at all."""

    __pydantic_config__ = STRICT
    word: str
    skills: tuple[str, ...]
    """The readings, as skill ids."""
    other: str = ""
    """A reading that is no skill (cv: resume)."""
    rule: Literal["ask", "list", "plain"] = "ask"
    """ask: ask unless the context decides; list: a common word, a skill only beside other skills or a level;
    plain: always the skill."""
    context: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Reading → words that decide for it."""


@dataclass(frozen=True)
class Location:
    """A place members name. Without ratios its `within` is looked at, and the reply says so."""

    __pydantic_config__ = STRICT
    id: str
    name: str
    kind: Literal["metro", "state", "region", "country", "city", "remote"]
    aliases: tuple[str, ...] = ()
    within: str = ""
    """Id of the wider place; empty: none that we have figures for."""
    area_title: str = ""
    """The statistical area's official title."""
    medians: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """SOC code → (metro median, national median) in US dollars a year; the ratio is computed when shown."""
    top_coded: tuple[str, ...] = ()
    """SOC codes whose metro median is the top code: the true value is at or above it."""
    all_computer_ratio: float | None = None
    """Median of the metro's ratios over computer occupations; used where an occupation has none of its own."""


@dataclass(frozen=True)
class Employer:
    """A kind of employer members name (big tech, startup, bank), with the official sector nearest to it."""

    __pydantic_config__ = STRICT
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    """Employers of this kind that members name; no figure here is of one of them."""
    sector: str = ""
    """A sector name as in the occupations' `sectors`."""


@dataclass(frozen=True)
class Wages:
    """OEWS annual wages of one period in US dollars: straight-time gross pay without bonus, equity or overtime."""

    __pydantic_config__ = STRICT
    source: str
    p10: int
    p25: int
    median: int
    p75: int
    p90: int
    mean: int
    employment: int
    top_coded: tuple[Percentile, ...] = ()
    """Figures that are the survey's top code: the true value is at or above them."""


@dataclass(frozen=True, kw_only=True)
class Percentiles:
    """Pay as an office publishes it: a figure that it leaves out is none."""

    p10: float | None = None
    p25: float | None = None
    median: float | None = None
    p75: float | None = None
    p90: float | None = None
    mean: float | None = None


@dataclass(frozen=True)
class LocalPay(Percentiles):
    """Official pay of one occupation in one place, as published: what the office leaves out is left out."""

    __pydantic_config__ = STRICT
    place: str
    """Id of a place in locations.yaml."""
    area: str = ""
    """The statistical area, where it is another than the place by its name."""
    note: str = ""
    """What sets this row apart, such as another method."""

    @property
    def spread(self) -> tuple[float, float, str] | None:
        """The middle half where it is published, or the middle 80%, and which of the two it is."""
        if self.p25 is not None and self.p75 is not None:
            return self.p25, self.p75, "the middle half"
        if self.p10 is not None and self.p90 is not None:
            return self.p10, self.p90, "the middle 80%"
        return None


@dataclass(frozen=True)
class PaidOccupation:
    """An occupation of a national classification, the roles it stands for, and its pay by place."""

    __pydantic_config__ = STRICT
    code: str
    title: str
    """As the office calls it, in English or translated."""
    roles: Mapping[str, Match]
    """Role id → whether it is the role's own occupation, one that counts other work too, or the nearest there is."""
    pay: tuple[LocalPay, ...]


@dataclass(frozen=True)
class NationalPay:
    """A table of a statistical office outside the United States: national currency and unit, never converted."""

    __pydantic_config__ = STRICT
    country: str
    """Id of a place in locations.yaml."""
    source: str
    office: str
    """Its short name, as shown beside each figure."""
    classification: str
    currency: str
    """Code of three letters."""
    unit: PayUnit
    counts: str
    """Whose pay, and which part of it: sector, full time, with or without bonuses."""
    occupations: tuple[PaidOccupation, ...]
    note: str = ""


@dataclass(frozen=True)
class Outlook:
    """One round of employment projections."""

    __pydantic_config__ = STRICT
    source: str
    start: int
    end: int
    change: float
    """Percent over the whole period."""
    openings: int | None = None
    """Average openings a year."""


@dataclass(frozen=True)
class Exposure:
    """One measure of how much of the work overlaps with what AI tools can do or are used for; no forecast of loss."""

    __pydantic_config__ = STRICT
    source: str
    measure: str
    value: str
    """As published: a category, or a score."""
    rank: int | None = None
    """Percentile rank among all occupations of the same measure."""
    note: str = ""


TaskExposure = Literal["direct", "with_tools", "not_exposed"]
TASK_EXPOSURES: tuple[TaskExposure, ...] = get_args(TaskExposure)


@dataclass(frozen=True)
class TaskRatings:
    """How one rater sees the tasks of an occupation: how many of each kind, and the score the study publishes."""

    __pydantic_config__ = STRICT
    direct: int
    """Tasks that a language model alone could make much faster."""
    with_tools: int
    """Tasks for which it takes tools built on one."""
    not_exposed: int
    score: float
    """The published score (beta), 0 to 1: a task that needs tools counts half, and so does a supplemental task."""
    rank: int
    """Percentile rank of the score among all occupations, by the same rater."""

    @property
    def total(self) -> int:
        return self.direct + self.with_tools + self.not_exposed


@dataclass(frozen=True)
class RatedTask:
    """One task, shown as an example of its kind."""

    __pydantic_config__ = STRICT
    task: int
    """O*NET's id of the task."""
    kind: TaskExposure
    """What it is shown as: as both raters see it, else people, else only GPT-4."""
    people: TaskExposure
    model: TaskExposure
    text: str


@dataclass(frozen=True)
class RatedTasks:
    """The tasks of one O*NET occupation, each rated for exposure to language models, by people and by GPT-4."""

    __pydantic_config__ = STRICT
    code: str
    """O*NET-SOC code, e.g. `15-1252.00`."""
    title: str
    source: str
    tasks: int
    people: TaskRatings
    model: TaskRatings
    """By GPT-4."""
    examples: tuple[RatedTask, ...] = ()
    """Up to three tasks of each kind."""


@dataclass(frozen=True)
class ExperienceSurvey:
    """How much related work experience the workers of one O*NET occupation say that their job requires."""

    __pydantic_config__ = STRICT
    code: str
    """O*NET-SOC code, e.g. `15-1253.00`."""
    title: str
    source: str
    surveyed: str
    respondents: int
    shares: tuple[float, float, float, float, float]
    """Percent for none, up to 1 month, up to 3, up to 6, up to a year; the rest requires more."""

    @property
    def up_to_a_year(self) -> float:
        return sum(self.shares)


@dataclass(frozen=True)
class GeneralSkills:
    """How important O*NET finds general skills in one O*NET occupation, 1 to 5."""

    __pydantic_config__ = STRICT
    code: str
    source: str
    mathematics: float
    programming: float


@dataclass(frozen=True)
class EducationShare:
    """Share of surveyed workers with one level of education."""

    __pydantic_config__ = STRICT
    education: str
    percent: float


@dataclass(frozen=True)
class Education:
    """O*NET's education survey of one occupation, and the job zone."""

    __pydantic_config__ = STRICT
    source: str
    title: str
    """The O*NET occupation surveyed."""
    job_zone: int
    surveyed: str = ""
    respondents: int | None = None
    shares: tuple[EducationShare, ...] = ()


@dataclass(frozen=True)
class Occupation:
    """An official occupation (SOC): the only place where official figures stand."""

    __pydantic_config__ = STRICT
    soc: str
    title: str
    wages: tuple[Wages, ...] = ()
    """Newest first."""
    outlook: tuple[Outlook, ...] = ()
    """Newest first."""
    entry_education: str = ""
    related_experience: str = ""
    entry_source: str = ""
    sectors: Mapping[str, int] = field(default_factory=dict)
    """Sector → median annual wage, US dollars, of the period in `sector_source`."""
    sector_source: str = ""
    exposure: tuple[Exposure, ...] = ()
    """Measured on the occupation or, where the measure goes deeper, on its first O*NET occupation."""
    rated_tasks: tuple[RatedTasks, ...] = ()
    """The first O*NET occupation of the code, then others that roles name."""
    experience: tuple[ExperienceSurvey, ...] = ()
    """Left out where nobody was surveyed."""
    general_skills: tuple[GeneralSkills, ...] = ()
    """The first O*NET occupation of the code, then others that roles name."""


@dataclass(frozen=True)
class OccupationLink:
    """How a role maps to an official occupation. The first of a role is its primary one."""

    __pydantic_config__ = STRICT
    soc: str
    basis: Literal["official", "proxy"]
    note: str = ""
    """Said whenever the figures are shown: why it is a proxy, or that it is broader than the role."""
    broader: bool = False
    """The occupation is the role's own but counts other work too: its figures are not specific to the role."""
    onet: str = ""
    """The role's own O*NET occupation where it is nearer than the official one: its tasks and surveys are used."""

    @property
    def own_work(self) -> bool:
        """Whether what O*NET says of the occupation's work is said of the role's own."""
        return bool(self.onet) or self.basis == "official"


@dataclass(frozen=True)
class RoleSkill:
    """A skill that a role asks for."""

    __pydantic_config__ = STRICT
    skill: str
    weight: float
    """0 to 1."""
    importance: Importance
    basis: str
    """guide, estimate, or the O*NET release and occupation."""
    levels: Mapping[RoleLevel, SkillLevel] = field(default_factory=dict)
    """Role level → skill level needed from there on. A role level left out takes the one below it; before the first
    the skill is not asked for yet. Without any: by importance, as levels.yaml says."""
    why: str = ""
    """One line: what the role does with it."""
    alternatives: tuple[str, ...] = ()
    """Skills that serve as well (AWS or Azure); the best one held counts."""
    name: str = ""
    """What to call it where any of the alternatives will do: `one cloud platform`."""

    def needed(self, level: RoleLevel, expects: Mapping[Importance, SkillLevel]) -> SkillLevel | None:
        """The skill level asked for at a role level; none where the skill comes only later."""
        if not self.levels:
            return expects[self.importance]
        upto = ROLE_LEVELS[: ROLE_LEVELS.index(level) + 1]
        return next((self.levels[one] for one in reversed(upto) if one in self.levels), None)


@dataclass(frozen=True)
class Evidence:
    """Skills that a survey names for an occupation of the role: told when asked for, never counted as missing."""

    __pydantic_config__ = STRICT
    source: str
    """Id of a source in sources.yaml."""
    occupation: str
    """Code of the occupation surveyed."""
    skills: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One point of a topic: a duty, a skill group, a route, a portfolio tactic."""

    __pydantic_config__ = STRICT
    text: str
    name: str = ""
    aliases: tuple[str, ...] = ()
    """Words by which members ask for this very point; it then comes first."""
    skills: tuple[str, ...] = ()
    source: str = ""
    """Where it differs from the topic's."""


@dataclass(frozen=True)
class Topic:
    """A theme of a role, in our words: one leading sentence that answers, then its points."""

    __pydantic_config__ = STRICT
    topic: TopicId
    text: str
    source: str
    section: str = ""
    items: tuple[Item, ...] = ()
    opinion: bool = False
    """Advice rather than fact; labelled as such."""


@dataclass(frozen=True)
class Rung:
    """One level of a role's career ladder."""

    __pydantic_config__ = STRICT
    level: RoleLevel
    name: str
    years: tuple[int, int | None]
    """From, to (none: open)."""
    text: str
    source: str
    section: str = ""

    def fits(self, years: float) -> bool:
        """Ladders overlap: several rungs may fit."""
        return self.years[0] <= years and (self.years[1] is None or years <= self.years[1])


@dataclass(frozen=True)
class Stage:
    """One stage of a role's roadmap."""

    __pydantic_config__ = STRICT
    name: str
    skills: tuple[str, ...]
    text: str
    source: str
    section: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class RelatedRole:
    """A neighbouring role and what sets it apart."""

    __pydantic_config__ = STRICT
    role: str
    text: str
    source: str


@dataclass(frozen=True)
class Role:
    """One role, one file: knowledge/roles/<id>.yaml."""

    __pydantic_config__ = STRICT
    id: str
    name: str
    summary: str
    """One sentence: what the role does."""
    source: str
    """Source of the summary."""
    aliases: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    """Names of the field ("ml", "devops"): they mean this role when no role is named."""
    skills: tuple[RoleSkill, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    topics: tuple[Topic, ...] = ()
    stages: tuple[Stage, ...] = ()
    ladder: tuple[Rung, ...] = ()
    related: tuple[RelatedRole, ...] = ()
    occupations: tuple[OccupationLink, ...] = ()
    education: tuple[Education, ...] = ()
    claims: tuple[Claim, ...] = ()
    traits: Mapping[str, int] = field(default_factory=dict)
    """Trait of choice.yaml → how much of the work it is, 1 to 3; without any the role is not proposed to a newcomer."""
    new_skills: tuple[Skill, ...] = ()
    """Skills that only this file defines, as in skills.yaml."""
    renamed: tuple[str, ...] = ()
    """Ids this role had before, so that no member loses a goal when the file gets another name."""

    def topic(self, topic: TopicId) -> Topic | None:
        return next((t for t in self.topics if t.topic == topic), None)

    def instead_of(self, skill: str) -> tuple[str, ...]:
        """The other skills that serve this role where `skill` does."""
        serving = ((asked.skill, *asked.alternatives) for asked in self.skills)
        return tuple(other for options in serving if skill in options for other in options if other != skill)

    def claims_about(
        self, topic: str, *, level: RoleLevel | None = None, factor: Factor | None = None
    ) -> tuple[Claim, ...]:
        """Those that belong beside the figures of the United States."""
        wanted = (topic, level, factor)
        return tuple(c for c in self.claims if (c.topic, c.level, c.factor) == wanted and c.at_home)


@dataclass(frozen=True)
class RoleLevelWords:
    """A level of a career, as members name it."""

    __pydantic_config__ = STRICT
    id: RoleLevel
    name: str
    aliases: tuple[str, ...]
    expects: Mapping[Importance, SkillLevel]
    """The skill level looked for at this role level, by the skill's importance. Our estimate, said so when shown."""
    situations: tuple[str, ...] = ()
    """Words for the writer's situation that mean this level: "fresh out of school"."""


@dataclass(frozen=True)
class SkillLevelWords:
    """A level of a skill: what one can do, and the words that mean it."""

    __pydantic_config__ = STRICT
    id: SkillLevel
    can: str
    aliases: tuple[str, ...]
    years: float
    """From this many years of practice on, when years are all a member says."""
    beside: tuple[str, ...] = ()
    """Further words and phrases that give the level where they stand beside a skill."""


@dataclass(frozen=True)
class Project:
    """A portfolio project with what makes it done."""

    __pydantic_config__ = STRICT
    id: str
    name: str
    text: str
    skills: Mapping[str, SkillLevel]
    """Skill id → the level that finishing it shows."""
    done: tuple[str, ...]
    hours: tuple[int, int]
    source: str = "editors"


@dataclass(frozen=True)
class Statement:
    """One statement of the AI-readiness self-assessment, answered from 1 (not at all) to 5 (fully)."""

    __pydantic_config__ = STRICT
    id: str
    area: str
    text: str


@dataclass(frozen=True)
class ReadinessArea:
    """One of the four sub-scores, and the step suggested when it is low."""

    __pydantic_config__ = STRICT
    id: str
    name: str
    step: str


@dataclass(frozen=True)
class Trait:
    """A kind of work, by which roles and what people like are compared."""

    __pydantic_config__ = STRICT
    id: str
    name: str
    """After "you like" or "you bring": `finding out what figures say`."""
    amounts: tuple[str, ...] = ()
    """For what is no kind of work, such as coding: how none, a little, much and most of it are called."""


@dataclass(frozen=True)
class Limits:
    """How much of a trait the work may or should have."""

    __pydantic_config__ = STRICT
    at_most: Mapping[str, int] = field(default_factory=dict)
    at_least: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ChoiceOption:
    """One answer to a question of the guided choice."""

    __pydantic_config__ = STRICT
    text: str
    traits: Mapping[str, float] = field(default_factory=dict)
    """Trait → how much it speaks for a role that has much of it."""
    at_most: Mapping[str, int] = field(default_factory=dict)
    """Trait → how much of it the work may have, 0 to 3."""
    at_least: Mapping[str, int] = field(default_factory=dict)
    """Trait → how much of it the work should have, 0 to 3."""
    words: tuple[str, ...] = ()
    """What members write who mean it: `fixing computers`. Any form of the words counts."""


@dataclass(frozen=True)
class ChoiceQuestion:
    """One question of the guided choice."""

    __pydantic_config__ = STRICT
    id: str
    text: str
    options: tuple[ChoiceOption, ...]
    reason: Literal["likes", "brings", ""] = ""
    """Whether what its answer speaks for is told as liked or as brought along."""


@dataclass(frozen=True)
class Background:
    """An occupation that people come from, and what they bring along."""

    __pydantic_config__ = STRICT
    id: str
    name: str
    """After "from": `teaching`."""
    words: tuple[str, ...]
    traits: Mapping[str, float]


@dataclass(frozen=True)
class Intent:
    """A thing members ask for, with the phrases they use; `{role}` and the like stand for what they name."""

    __pydantic_config__ = STRICT
    id: str
    phrases: tuple[str, ...]
    question: str = ""
    """The whole question offered as a suggestion, e.g. `How much does a {role} earn?`"""
    family: str = ""
    """Intents and FAQ tags of one family answer each other's questions nearly as well."""


FollowUpKind = Literal[
    "place", "level", "company", "role", "correction", "topic", "pick", "why", "new", "new-short", "chat"
]


@dataclass(frozen=True)
class FollowUp:
    """How a member went on in a conversation: teaches what a message takes from the one before it."""

    __pydantic_config__ = STRICT
    kind: FollowUpKind
    before: str
    """The message before, in the member's words."""
    say: str
    means: str = ""
    """What it says, as one whole question; left out where it asks nothing."""


@dataclass(frozen=True)
class Family:
    """Roles that are near to each other, under one name, where a member chooses among all."""

    __pydantic_config__ = STRICT
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


@dataclass(frozen=True)
class Link:
    """A labelled address."""

    __pydantic_config__ = STRICT
    label: str
    url: str


LONGEST_ANSWER = 6000
"""Characters of an FAQ entry's answer; what does not fit a message is turned like pages."""


@dataclass(frozen=True)
class FaqEntry:
    """One question and its answer, as in faq.yaml."""

    __pydantic_config__ = STRICT
    id: str
    """kebab-case, unique, never reused."""
    question: str
    """A whole sentence, as it is shown to members."""
    answer: str
    """Discord markdown."""
    alternates: tuple[str, ...] = ()
    """Other wordings that members use."""
    tags: tuple[str, ...] = ()
    """What it is about, e.g. learning."""
    roles: tuple[str, ...] = ()
    """Ids of the roles it speaks of."""
    links: tuple[Link, ...] = ()
    """Shown below the answer."""
    source: str = ""
    """Where the answer comes from, and as of when."""
    verified: date | None = None
    """The day somebody last checked that the answer holds, e.g. 2026-11-01."""
    expires: date | None = None
    """The last day the answer may be relied on; after it the reply says that it expired."""
    places: tuple[str, ...] = ()
    """Ids of the places it holds for, and for those within them; without it, everywhere."""
    merged: tuple[str, ...] = ()
    """Ids of entries that were merged into it: what led to them leads here."""
    language: str = ""
    """Two or three letters, e.g. es; without it, English."""
    translates: str = ""
    """Id of the entry that it is a translation of."""

    @property
    def phrases(self) -> tuple[str, ...]:
        return (self.question, *self.alternates)

    def expired(self, today: date) -> bool:
        return self.expires is not None and today > self.expires


@dataclass(frozen=True)
class FaqFile:
    """faq.yaml"""

    __pydantic_config__ = STRICT
    version: Literal[1]
    entries: tuple[FaqEntry, ...]


@dataclass(frozen=True)
class SkillsFile:
    """knowledge/skills.yaml"""

    __pydantic_config__ = STRICT
    skills: tuple[Skill, ...]
    ambiguous: tuple[AmbiguousWord, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Old skill id → present one, so that no member loses a skill when the file changes."""


@dataclass(frozen=True)
class SourcesFile:
    """knowledge/sources.yaml"""

    __pydantic_config__ = STRICT
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class OccupationsFile:
    """knowledge/occupations.yaml"""

    __pydantic_config__ = STRICT
    occupations: tuple[Occupation, ...]
    near: tuple[str, ...] = ()
    """Beginnings of O*NET-SOC codes: asked for one of these occupations, which no role here has, the advisor answers
    with official figures. Those of all others are only offered."""


@dataclass(frozen=True)
class LocationsFile:
    """knowledge/locations.yaml"""

    __pydantic_config__ = STRICT
    source: str
    """Source of the medians."""
    locations: tuple[Location, ...]
    employers: tuple[Employer, ...] = ()


@dataclass(frozen=True)
class PayFile:
    """knowledge/pay.yaml"""

    __pydantic_config__ = STRICT
    tables: tuple[NationalPay, ...] = ()


@dataclass(frozen=True)
class LevelsFile:
    """knowledge/levels.yaml"""

    __pydantic_config__ = STRICT
    role_levels: tuple[RoleLevelWords, ...]
    skill_levels: tuple[SkillLevelWords, ...]


@dataclass(frozen=True)
class ProjectsFile:
    """knowledge/projects.yaml"""

    __pydantic_config__ = STRICT
    projects: tuple[Project, ...]


@dataclass(frozen=True)
class ReadinessFile:
    """knowledge/readiness.yaml"""

    __pydantic_config__ = STRICT
    areas: tuple[ReadinessArea, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class ChoiceFile:
    """knowledge/choice.yaml: a few questions on what one likes and has, and what their answers speak for."""

    __pydantic_config__ = STRICT
    traits: tuple[Trait, ...]
    questions: tuple[ChoiceQuestion, ...]
    backgrounds: tuple[Background, ...] = ()
    newcomer: Limits = field(default_factory=Limits)
    """What holds for whoever says nothing else."""
    beside: tuple[str, ...] = ()
    """Ids of FAQ entries beside whose answers it is offered; one that is gone is passed over."""
    instead: tuple[str, ...] = ()
    """Ids of FAQ entries in whose place it comes where the message says what its writer likes."""
    not_after: tuple[str, ...] = ()
    """Words that turn what comes next into its opposite: `hate`."""

    def answers(self, words: Sequence[str]) -> tuple[int, ...] | None:
        """The answers of `choose 3 1 teacher`, each the number of an option; None if it is something else."""
        numbers = tuple(int(word) for word in takewhile(str.isdecimal, words[1:]))
        rest = "-".join(words[1 + len(numbers) :])
        of_ours = words[:1] == [CHOOSE] and (not rest or any(one.id == rest for one in self.backgrounds))
        counts = [len(question.options) for question in self.questions]
        fits = 0 < len(numbers) <= len(counts) and all(map(_within, numbers, counts))
        return numbers if of_ours and fits else None


MOST_OF_A_TRAIT = 3
"""How much of a trait a role can have; none is 0."""
CHOOSE = "choose"
"""Begins a message that answers questions of the guided choice by number."""


def _within(number: int, count: int) -> bool:
    return 0 < number <= count


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
    """Words that stand for the last word of a title in talk: "network guy", "the data side"."""
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


@dataclass(frozen=True)
class KnowledgeBase:
    """All that the advisor knows: one immutable snapshot, replaced as a whole."""

    roles: Mapping[str, Role]
    skills: Mapping[str, Skill]
    ambiguous: tuple[AmbiguousWord, ...]
    renamed: Mapping[str, str]
    locations: Mapping[str, Location]
    locations_source: str
    employers: Mapping[str, Employer]
    occupations: Mapping[str, Occupation]
    sources: Mapping[str, Source]
    role_levels: Mapping[RoleLevel, RoleLevelWords]
    skill_levels: Mapping[SkillLevel, SkillLevelWords]
    projects: tuple[Project, ...]
    readiness: ReadinessFile
    intents: Mapping[str, Intent]
    off_topic: tuple[str, ...]
    synonyms: tuple[tuple[str, ...], ...]
    community: Community
    faq: Mapping[str, FaqEntry]
    year: int
    """The year it was read in: what is said to have begun in another one has lasted since."""
    choice: ChoiceFile = field(default_factory=lambda: ChoiceFile((), ()))
    pay: tuple[NationalPay, ...] = ()
    """Official pay outside the United States."""
    follow_ups: tuple[FollowUp, ...] = ()
    words: WordLists = field(default_factory=WordLists)
    vectors: WordVectors | None = None
    """Where the community wants them."""
    statements: tuple[str, ...] = ()
    """Labelled sentences of what members say of themselves."""
    official: Official | None = None
    """What official sources say of other occupations, where there is an occupation file."""
    near_occupations: tuple[str, ...] = ()
    """Beginnings of the codes of those that it answers about."""
    learned: Learned = field(default=NOTHING_LEARNED, repr=False, compare=False)
    """What models learned before, from this knowledge or nearly the same."""

    def lies_in(self, place: str, places: Collection[str]) -> bool:
        """Whether a place is one of `places` or within one of them."""
        while place and place not in places:
            place = self.locations[place].within or "" if place in self.locations else ""
        return bool(place)

    def near_codes(self, codes: Collection[str]) -> tuple[str, ...]:
        """Those of occupations so near to the roles here that it answers about them."""
        return tuple(code for code in codes if code.startswith(self.near_occupations))

    @cached_property
    def entries_by_id(self) -> Mapping[str, FaqEntry]:
        """By present ids, and by those of entries that were merged into others."""
        merged = {old: entry for entry in self.faq.values() for old in entry.merged}
        return {**merged, **self.faq}

    def versions(self, entry: FaqEntry) -> tuple[FaqEntry, ...]:
        """The other languages an entry is in: what it is a translation of, and the translations of the same."""
        original = entry.translates or entry.id
        return tuple(e for e in self.faq.values() if original in (e.id, e.translates) and e.id != entry.id)

    @cached_property
    def roles_by_id(self) -> Mapping[str, Role]:
        """By present ids, and by those they had before."""
        return {**{old: role for role in self.roles.values() for old in role.renamed}, **self.roles}

    def present_role(self, role: str) -> str:
        """The id that a role has now; as it is where no role was called so before."""
        return self.roles_by_id[role].id if role in self.roles_by_id else role

    @cached_property
    def families(self) -> Mapping[str, tuple[Role, ...]]:
        """Name of a family → its roles by name; those of none last."""
        found = {family.name: family.roles for family in self.community.families}
        placed = {role for roles in found.values() for role in roles}
        found[OTHER_ROLES if found else ALL_ROLES] = tuple(role for role in self.roles if role not in placed)
        known = {name: [self.roles[role] for role in roles] for name, roles in found.items() if roles}
        return {name: tuple(sorted(roles, key=lambda role: role.name)) for name, roles in known.items()}

    @cached_property
    def asked_most(self) -> tuple[str, ...]:
        """Ids of the skills that roles ask for, those asked by most first."""
        counts = Counter(asked.skill for role in self.roles.values() for asked in role.skills)
        return tuple(sorted(counts, key=lambda skill: (-counts[skill], self.skills[skill].name)))

    @cached_property
    def builds_on(self) -> Mapping[str, frozenset[str]]:
        """Skill → all its prerequisites, direct and indirect. The graph has been checked for cycles."""
        found: dict[str, frozenset[str]] = {}

        def close(skill: str) -> frozenset[str]:
            if skill not in found:
                needs = self.skills[skill].needs
                found[skill] = frozenset(needs).union(*(close(need) for need in needs))
            return found[skill]

        for skill in self.skills:
            close(skill)
        return found

    def rated_tasks(self, link: OccupationLink) -> RatedTasks | None:
        """Of the O*NET occupation that the link names, else of the first one of its official occupation."""
        if not link.onet:
            return next(iter(self.occupations[link.soc].rated_tasks), None)
        return next(tasks for one in self.occupations.values() for tasks in one.rated_tasks if tasks.code == link.onet)

    def general_skills(self, link: OccupationLink) -> GeneralSkills | None:
        """As for the tasks."""
        code = link.onet or f"{link.soc}.00"
        found = (skills for one in self.occupations.values() for skills in one.general_skills)
        return next((skills for skills in found if skills.code == code), None)

    def experience_of(self, role: Role) -> ExperienceSurvey | None:
        """The survey of the nearest of its occupations that has one."""
        surveys = {survey.code: survey for one in self.occupations.values() for survey in one.experience}
        codes = (link.onet or f"{link.soc}.00" for link in role.occupations)
        return next((surveys[code] for code in codes if code in surveys), None)

    def source_line(self, source: str, *, section: str = "", as_of: str = "") -> str:
        """`BLS OEWS, May 2025`: how a source is named under a figure. Raises KeyError for an unknown id."""
        known = self.sources[source]
        parts = (known.name, f"section “{section}”" if section else "", as_of or known.as_of)
        return ", ".join(part for part in parts if part)
