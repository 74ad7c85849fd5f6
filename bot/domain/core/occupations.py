"""Official occupations with all figures that stand under them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from bot.domain.core.pay import Wages
from bot.domain.core.strict import STRICT

TaskExposure = Literal["direct", "with_tools", "not_exposed"]
TASK_EXPOSURES: tuple[TaskExposure, ...] = get_args(TaskExposure)


@dataclass(frozen=True)
class Outlook:
    """One round of employment projections."""

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

    source: str
    measure: str
    value: str
    """As published: a category, or a score."""
    rank: int | None = None
    """Percentile rank among all occupations of the same measure."""
    note: str = ""


@dataclass(frozen=True)
class TaskRatings:
    """How one rater sees the tasks of an occupation: how many of each kind, and the score the study publishes."""

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

    code: str
    source: str
    mathematics: float
    programming: float


@dataclass(frozen=True)
class EducationShare:
    """Share of surveyed workers with one level of education."""

    education: str
    percent: float


@dataclass(frozen=True)
class Education:
    """O*NET's education survey of one occupation, and the job zone."""

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

    soc: str
    basis: Literal["official", "proxy"]
    note: str = ""
    """Said whenever the figures are shown: why it is a proxy, or that it is broader than the role."""
    broader: bool = False
    """The occupation is the role's own but counts other work too: its figures are not specific to the role."""
    onet: str = ""
    """The role's own O*NET occupation where it is nearer than the official one: its tasks and surveys are used."""

    @property
    def code(self) -> str:
        """Of the O*NET occupation, `15-1252.00` where the role has none of its own."""
        return self.onet or f"{self.soc}.00"

    @property
    def own_work(self) -> bool:
        """Whether what O*NET says of the occupation's work is said of the role's own."""
        return bool(self.onet) or self.basis == "official"


@dataclass(frozen=True)
class OccupationsFile:
    """knowledge/occupations.yaml"""

    __pydantic_config__ = STRICT
    occupations: tuple[Occupation, ...]
    near: tuple[str, ...] = ()
    """Beginnings of O*NET-SOC codes: asked for one of these occupations, which no role here has, the advisor answers
    with official figures. Those of all others are only offered."""
