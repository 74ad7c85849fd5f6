"""What a place does to an occupation's official pay: its own metro ratio, or that of the nearest wider place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.advice import figures
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.locations import NATION, Location
from bot.domain.core.occupations import Occupation, OccupationLink
from bot.domain.core.pay import Wages
from bot.domain.core.wording import joined, the

_SHOWN = 4


def nearest(location: Location, kb: KnowledgeBase) -> tuple[Location | None, tuple[Location, ...]]:
    """The place itself, or the narrowest wider one, that has metros with figures, and those metros.

    A country has the national figure instead of metros; no place at all means that we have no figure for it.
    """
    place: Location | None = location
    while place is not None and place.kind != "country":
        metros = (place,) if place.medians else metros_in(place, kb)
        if metros:
            return place, metros
        place = kb.locations.get(place.within)
    return (place if place and place.id == NATION else None), ()


def at_home(place: Location, kb: KnowledgeBase) -> bool:
    """Whether it lies in the United States, the nation itself included."""
    return any(wider.id == NATION for wider in chain(place, kb))


def chain(place: Location, kb: KnowledgeBase) -> Iterator[Location]:
    """The place itself, then each wider one."""
    found: Location | None = place
    while found is not None:
        yield found
        found = kb.locations.get(found.within)


def metros_in(place: Location, kb: KnowledgeBase) -> tuple[Location, ...]:
    """The metros with figures that lie in a wider place."""
    return tuple(metro for metro in kb.locations.values() if metro.medians and _lies_in(metro, place, kb))


def _lies_in(inner: Location, outer: Location, kb: KnowledgeBase) -> bool:
    return any(wider.within == outer.id for wider in chain(inner, kb))


def ratio(metro: Location, soc: str) -> float | None:
    """Metro median over national median of one occupation."""
    if soc not in metro.medians:
        return None
    local, national = metro.medians[soc]
    return local / national


@dataclass(frozen=True)
class Estimate:
    """The national median times what a place's metros have of it."""

    place: Location
    """The place itself, or the narrowest wider one that has metros with figures."""
    low: float
    high: float
    top_coded: bool = False


def estimate(location: Location, link: OccupationLink, kb: KnowledgeBase) -> Estimate | None:
    """None where no metro has a figure of the occupation, or where the national figure stands."""
    wages = figures.wages_of(kb.occupations[link.soc])
    place, metros = nearest(location, kb)
    if wages is None or place is None or not metros:
        return None
    ratios = [own for metro in metros if (own := ratio(metro, link.soc)) is not None]
    if not ratios and len(metros) == 1 and metros[0].all_computer_ratio:
        ratios = [metros[0].all_computer_ratio]
    if not ratios:
        return None
    low, high = (_scaled(wages, value) for value in (min(ratios), max(ratios)))
    return Estimate(place, low, high, len(metros) == 1 and link.soc in metros[0].top_coded)


def _scaled(wages: Wages, times: float) -> float:
    return round(wages.median * times, -2)


def official(location: Location, link: OccupationLink, kb: KnowledgeBase) -> str:
    """What the official figures say of an occupation's pay in a place, and what it widened to; nothing for a country
    whose national figure says it."""
    occupation = kb.occupations[link.soc]
    wages = figures.wages_of(occupation)
    if wages is None or location.id == NATION:
        return ""
    if location.kind == "remote":
        return "there is no series on remote pay, so the national figure stands"
    place, metros = nearest(location, kb)
    if place is None:
        return f"I have no figure for {the(location.name)}; all I have is of the United States"
    if not metros:
        return f"I have no figure for {the(location.name)}; the nearest is the United States as a whole"
    itself = f"no figure for {the(location.name)} itself; the nearest is {the(place.name)}: "
    widened = itself if place is not location else ""
    if len(metros) == 1:
        return widened + _one(metros[0], link, wages, kb)
    return widened + _several(place, metros, link, wages, kb)


def _one(metro: Location, link: OccupationLink, wages: Wages, kb: KnowledgeBase) -> str:
    """The metro estimate with its arithmetic."""
    occupation = kb.occupations[link.soc]
    source = kb.source_line(kb.locations_source)
    own = ratio(metro, occupation.soc)
    if own is not None:
        local, national = metro.medians[occupation.soc]
        how = f"{figures.dollars(local)} / {figures.dollars(national)} = {_shown(own)} for {figures.title(link, kb)}"
    elif metro.all_computer_ratio:
        own = metro.all_computer_ratio
        how = f"{_shown(own)}, the median ratio of its computer occupations; {occupation.title} have none of their own"
    else:
        return f"I have no figure for {occupation.title} in {metro.name}"
    top = "at least " if occupation.soc in metro.top_coded else ""
    return (
        f"about {top}**{figures.dollars(_scaled(wages, own))}** median. That is an estimate: "
        f"{figures.dollars(wages.median)} national ({kb.sources[wages.source].as_of}) × {_shown(own)}. "
        f"The ratio, {metro.area_title or metro.name}: {how} ({source})"
    )


def _shown(ratio: float) -> str:
    """To three places; a ratio that would read 1.000 and is none gets a fourth, so that the product can be checked."""
    return f"{ratio:.4f}" if f"{ratio:.3f}" == "1.000" and ratio != 1 else f"{ratio:.3f}"


def _several(
    place: Location, metros: tuple[Location, ...], link: OccupationLink, wages: Wages, kb: KnowledgeBase
) -> str:
    """The span over the metros of a wider place, from the lowest ratio to the highest; nothing is averaged."""
    occupation = kb.occupations[link.soc]
    found = sorted(
        ((value, metro) for metro in metros if (value := ratio(metro, occupation.soc)) is not None),
        key=lambda row: (-row[0], row[1].name),
    )
    if not found:
        return f"I have no figure for {occupation.title} in {the(place.name)}"
    shown = found if len(found) <= _SHOWN else [*found[:2], *found[-2:]]
    each = joined([f"{metro.name} {_sum(metro, occupation)} = {value:.2f}" for value, metro in shown])
    low, high = (_scaled(wages, value) for value in (found[-1][0], found[0][0]))
    of = f"highest and lowest of {len(found)} metros there: " if len(shown) < len(found) else ""
    return (
        f"about **{figures.dollar_range(low, high)}** median, by metro. That is an estimate: "
        f"{figures.dollars(wages.median)} national ({kb.sources[wages.source].as_of}) × the ratio for "
        f"{figures.title(link, kb)}; {of}{each} ({kb.source_line(kb.locations_source)})"
    )


def _sum(metro: Location, occupation: Occupation) -> str:
    local, national = metro.medians[occupation.soc]
    return f"{figures.dollars(local)} / {figures.dollars(national)}"


def best(link: OccupationLink, kb: KnowledgeBase) -> str:
    """Where the occupation's metro median is highest, with the arithmetic; empty where we have no metros of it."""
    wages = figures.wages_of(kb.occupations[link.soc])
    rows = [(value, metro) for metro in kb.locations.values() if (value := ratio(metro, link.soc)) is not None]
    if wages is None or len(rows) <= _SHOWN:
        return ""
    value, metro = max(rows, key=lambda row: (row[0], row[1].name))
    return (
        f"highest in {metro.name}: about **{figures.dollars(_scaled(wages, value))}** median, an estimate "
        f"({figures.dollars(wages.median)} national × {value:.2f})"
    )


def extremes(link: OccupationLink, kb: KnowledgeBase) -> str:
    """The best and the least paying metros we have, as ratios to the national median."""
    soc = link.soc
    ratios = sorted((value, metro.name) for metro in kb.locations.values() if (value := ratio(metro, soc)) is not None)
    if len(ratios) <= _SHOWN:
        return ""
    show = ", ".join(f"{name} {value:.2f}" for value, name in (*reversed(ratios[-3:]), *reversed(ratios[:2])))
    return (
        f"official metro medians against the national one for {figures.title(link, kb)}: {show} "
        f"({kb.source_line(kb.locations_source)})"
    )
