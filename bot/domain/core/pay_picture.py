"""Pictures of pay and of roles side by side: amounts, ranges and projections as plain numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.core.picture import Picture


@dataclass(frozen=True)
class Span:
    """A range of money; a missing end is open, two equal ends are one amount."""

    low: float | None
    high: float | None

    @property
    def ends(self) -> tuple[float, ...]:
        return tuple(end for end in (self.low, self.high) if end is not None)


@dataclass(frozen=True)
class MoneyRow:
    """One line of figures, as they are told and as numbers."""

    label: str
    figure: str
    """In the words of the reply."""
    spans: tuple[Span, ...]
    """What is drawn thick: the middle half, or what a statement says."""
    wide: Span | None = None
    """What is drawn thin: from the 10th to the 90th percentile."""
    median: float | None = None
    proxy: bool = False
    """Of another occupation that stands in for the role."""
    or_more: bool = False
    """The highest of its amounts is a lower bound."""
    whose: str = ""
    """The occupation counted, where the label does not say it."""
    half: str = ""
    """The middle half in words, where it is drawn."""
    most: str = ""
    """The middle 80% in words, likewise."""
    detail: str = ""

    @property
    def amounts(self) -> tuple[float, ...]:
        middle = (self.median,) if self.median is not None else ()
        spans = (*self.spans, *([self.wide] if self.wide else []))
        return (*middle, *(end for span in spans for end in span.ends))

    @property
    def notes(self) -> str:
        """What stands below the figure."""
        spread = ", ".join(part for part in (self.half, self.most) if part)
        return "; ".join(part for part in (self.whose, spread, self.detail) if part)

    def fact(self) -> str:
        return f"{self.label}: {', '.join(part for part in (self.figure, self.notes) if part)}"

    def narrow(self) -> MoneyRow:
        """Without the middle 80%, where there is more."""
        return replace(self, wide=None, most="") if self.spans else self

    def brief(self) -> MoneyRow:
        """The median only, where there is one."""
        return self if self.median is None else replace(self, spans=(), wide=None, half="", most="")


@dataclass(frozen=True)
class MoneyGroup:
    """Rows of one basis and source."""

    basis: str
    source: str
    """With its date."""
    official: bool
    rows: tuple[MoneyRow, ...]

    @property
    def heading(self) -> str:
        return f"{self.basis} ({self.source})"

    def narrow(self) -> MoneyGroup:
        return replace(self, rows=tuple(row.narrow() for row in self.rows))

    def brief(self) -> MoneyGroup:
        return replace(self, rows=tuple(row.brief() for row in self.rows))

    def fact(self) -> str:
        return f"{self.heading}: {'; '.join(row.fact() for row in self.rows)}"


@dataclass(frozen=True)
class MoneyAxis:
    """What may be compared: one currency, one unit, one country. It begins at zero."""

    heading: str
    """`United States, a year`"""
    sign: str
    """`$`, `EUR `"""
    groups: tuple[MoneyGroup, ...]

    @property
    def most(self) -> float:
        return max((amount for group in self.groups for row in group.rows for amount in row.amounts), default=0.0)

    def facts(self) -> tuple[str, ...]:
        return (self.heading, *(group.fact() for group in self.groups))

    def shorter(self) -> tuple[MoneyAxis, ...]:
        """Itself, then with less: without the middle 80%, with medians for ranges, official medians alone."""
        narrow = replace(self, groups=tuple(group.narrow() for group in self.groups))
        medians = replace(self, groups=tuple(group.brief() for group in self.groups))
        official = replace(medians, groups=tuple(group for group in medians.groups if group.official))
        return (self, narrow, medians, official)


@dataclass(frozen=True)
class SalaryPicture(Picture):
    """Pay, each country on an axis of its own: nothing is converted."""

    kind = "salary"
    axes: tuple[MoneyAxis, ...]

    def facts(self) -> tuple[str, ...]:
        return tuple(fact for axis in self.axes for fact in axis.facts())


# Roles side by side


@dataclass(frozen=True)
class Growth:
    """The projected change of an occupation's jobs."""

    role: str
    percent: float
    occupation: str
    proxy: bool

    def fact(self) -> str:
        return f"{self.role} {self.percent:+g}% ({self.occupation})"


@dataclass(frozen=True)
class SkillShare:
    """How many skills of a role's list all the roles ask for, and how many only some."""

    role: str
    shared: int
    others: int

    def fact(self) -> str:
        return f"{self.role} {self.shared} shared, {self.others} others"


@dataclass(frozen=True)
class ComparePicture(Picture):
    """Pay, growth and skill lists of roles; what is not known of one is left out there."""

    kind = "compare"
    pay: MoneyAxis | None
    growth_heading: str
    """With period, source and date."""
    growth: tuple[Growth, ...]
    skills: tuple[SkillShare, ...]

    def facts(self) -> tuple[str, ...]:
        growth = "; ".join(row.fact() for row in self.growth)
        return (
            *(self.pay.facts() if self.pay else ()),
            *((f"{self.growth_heading}: {growth}",) if growth else ()),
            f"Skills on their lists: {'; '.join(row.fact() for row in self.skills)}",
        )
