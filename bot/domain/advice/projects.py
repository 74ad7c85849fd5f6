"""The fewest portfolio projects that together practice what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.domain.advice.plan import rank
from bot.domain.core.levels import SkillLevel
from bot.domain.core.skills import Project

Candidate = tuple[Project, frozenset[str]]
"""A project with the gaps it practices."""


def smallest_cover(gaps: Mapping[str, SkillLevel | None], projects: Iterable[Project]) -> tuple[Project, ...]:
    """The fewest projects (of equally few, those with the fewest hours) that together practice every gap they can.

    `gaps`: skill → level reached. Minimum set cover by branch and bound: branch on the gap that the fewest projects
    practice, and give up where even the broadest projects could not beat the best cover found.
    """
    useful = _worth_trying([(p, found) for p in projects if (found := practiced(p, gaps))])
    best = _greedy_cover(useful)

    def search(chosen: tuple[Project, ...], left: frozenset[str]) -> None:
        nonlocal best
        if not left:
            best = min(best, chosen, key=_cost)
            return
        broadest = max(len(found & left) for _, found in useful)
        if len(chosen) + -(-len(left) // broadest) > len(best):
            return
        rarest = min(left, key=lambda gap: (sum(gap in found for _, found in useful), gap))
        for project, found in useful:
            if rarest in found:
                search((*chosen, project), left - found)

    search((), _all_gaps(useful))
    return best


def practiced(project: Project, gaps: Mapping[str, SkillLevel | None]) -> frozenset[str]:
    """The gaps in which finishing a project shows more than the level reached."""
    return frozenset(s for s, level in project.skills.items() if s in gaps and rank(level) > rank(gaps[s]))


def _all_gaps(useful: Iterable[Candidate]) -> frozenset[str]:
    return frozenset(gap for _, found in useful for gap in found)


def _cost(chosen: tuple[Project, ...]) -> tuple[int, int]:
    return len(chosen), sum(sum(project.hours) for project in chosen)


def _worth_trying(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Without projects that another one beats: it practices the same and more, in no more hours."""
    kept: list[Candidate] = []
    for project, found in sorted(candidates, key=lambda row: (-len(row[1]), sum(row[0].hours), row[0].id)):
        if not any(found <= other and sum(rival.hours) <= sum(project.hours) for rival, other in kept):
            kept.append((project, found))
    return kept


def _greedy_cover(useful: Iterable[Candidate]) -> tuple[Project, ...]:
    left = _all_gaps(useful)
    chosen: list[Project] = []
    while left:
        project, found = max(useful, key=lambda row: len(row[1] & left))
        chosen.append(project)
        left -= found
    return tuple(chosen)
