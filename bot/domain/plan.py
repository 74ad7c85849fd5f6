"""The skill graph and a member's place in it: what a role needs, what is reached, in which order to learn, how long."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.domain.model import SKILL_LEVELS, Importance, KnowledgeBase, Project, Role, RoleLevel, Skill, SkillLevel

DEFAULT_LEVEL: RoleLevel = "junior"
"""Looked at when nobody says a level: most who ask want to enter a role."""
IMPORTANCES: tuple[Importance, ...] = ("core", "important", "useful")
MAX_PROJECTS = 5


@dataclass(frozen=True)
class Standing:
    """One requirement of a role, and how far a member meets it."""

    skill: str
    needed: SkillLevel
    weight: float
    importance: Importance
    reached: SkillLevel | None
    by: str = ""
    """The skill that counts for it, where that is another one: an alternative, or one that builds on it."""
    implied: bool = False
    """Reached only because `by` builds on it."""

    @property
    def share(self) -> float:
        """min(level reached / level needed, 1), levels counted 1 to 3."""
        return min(rank(self.reached) / rank(self.needed), 1.0)


@dataclass(frozen=True)
class Step:
    """One thing to learn: from a level (none: from the start) to another."""

    skill: str
    before: SkillLevel | None
    after: SkillLevel
    hours: tuple[int, int] | None
    """Low and high, from `before` to `after`; none where no figure is known."""
    opens: tuple[str, ...]
    """What the role needs and this is a prerequisite of, weightiest first."""
    requirement: bool
    """Asked for by the role itself, not only a prerequisite."""
    weight: float


def rank(level: SkillLevel | None) -> int:
    """beginner 1, intermediate 2, advanced 3; nothing 0."""
    return SKILL_LEVELS.index(level) + 1 if level else 0


def implied(held: Mapping[str, SkillLevel], kb: KnowledgeBase) -> dict[str, tuple[SkillLevel, str]]:
    """Skills that the held ones build on: id → (level, the skill it follows from).

    Nobody gets far with PyTorch without Python, so a prerequisite counts one level below the skill that needs it,
    and at least as beginner. Our estimate; the reply says which skill it follows from.
    """
    result: dict[str, tuple[SkillLevel, str]] = {}
    for skill, level in sorted(held.items()):
        if skill not in kb.skills:
            continue
        given = SKILL_LEVELS[max(rank(level) - 2, 0)]
        for need in kb.builds_on[skill]:
            if rank(given) > rank(result.get(need, (None, ""))[0]):
                result[need] = (given, skill)
    return result


def standings(
    role: Role, level: RoleLevel | None, held: Mapping[str, SkillLevel], kb: KnowledgeBase
) -> tuple[Standing, ...]:
    """Every requirement of `role` at `level` with what the member has of it, weightiest first."""
    follows = implied(held, kb)
    expects = kb.role_levels[level or DEFAULT_LEVEL].expects
    result = []
    for asked in role.skills:
        reached, by, is_implied = held.get(asked.skill), "", False
        for other in asked.alternatives:
            if rank(held.get(other)) > rank(reached):
                reached, by = held[other], other
        given, source = follows.get(asked.skill, (None, ""))
        if rank(given) > rank(reached):
            reached, by, is_implied = given, source, True
        needed = expects[asked.importance]
        result.append(Standing(asked.skill, needed, asked.weight, asked.importance, reached, by, is_implied))
    return tuple(sorted(result, key=lambda s: (-s.weight, kb.skills[s.skill].name.casefold())))


def readiness(standings: Iterable[Standing]) -> float:
    """Σ weight · min(level reached / level needed, 1) / Σ weight; 0 for a role without requirements."""
    rows = tuple(standings)
    total = sum(row.weight for row in rows)
    return sum(row.weight * row.share for row in rows) / total if total else 0.0


def steps(
    standings: Iterable[Standing], held: Mapping[str, SkillLevel], kb: KnowledgeBase, among: Collection[str] = ()
) -> tuple[Step, ...]:
    """What is left to learn, prerequisites first; of what is possible next, always the one that opens the most.

    `among` limits the requirements (a roadmap stage). Prerequisites that are neither held nor implied come in as
    beginner steps of their own.
    """
    follows = implied(held, kb)
    targets: dict[str, SkillLevel] = {}
    weights: dict[str, float] = {}
    for row in standings:
        if row.share < 1 and (not among or row.skill in among):
            targets[row.skill] = row.needed
            weights[row.skill] = row.weight
            for need in kb.builds_on[row.skill]:
                if need not in held and need not in follows:
                    targets.setdefault(need, "beginner")
    return tuple(_step(skill, targets, weights, held, follows, kb) for skill in in_order(targets, weights, kb))


def _step(
    skill: str,
    targets: Mapping[str, SkillLevel],
    weights: Mapping[str, float],
    held: Mapping[str, SkillLevel],
    follows: Mapping[str, tuple[SkillLevel, str]],
    kb: KnowledgeBase,
) -> Step:
    before = held.get(skill) or follows.get(skill, (None, ""))[0]
    opens = [name for name in weights if skill in kb.builds_on[name]]
    opens.sort(key=lambda name: (-weights[name], name))
    hours = hours_between(kb.skills[skill], before, targets[skill])
    return Step(skill, before, targets[skill], hours, tuple(opens), skill in weights, weights.get(skill, 0.0))


def in_order(wanted: Collection[str], weights: Mapping[str, float], kb: KnowledgeBase) -> list[str]:
    """`wanted` with prerequisites first; ties go to what leads to the most weight, then by name."""
    above = {skill: kb.builds_on[skill] & set(wanted) for skill in wanted}
    value = {
        skill: weights.get(skill, 0.0) + sum(weights.get(other, 0.0) for other in wanted if skill in above[other])
        for skill in wanted
    }
    waiting = {skill: len(needs) for skill, needs in above.items()}
    ready = [(-value[skill], skill) for skill, count in waiting.items() if not count]
    heapq.heapify(ready)
    order = []
    while ready:
        _, skill = heapq.heappop(ready)
        order.append(skill)
        for other in wanted:
            if skill in above[other]:
                waiting[other] -= 1
                if not waiting[other]:
                    heapq.heappush(ready, (-value[other], other))
    return order


def hours_between(skill: Skill, before: SkillLevel | None, after: SkillLevel) -> tuple[int, int] | None:
    """Study hours from one level to another: the difference of the cumulative figures; none without a figure."""
    end = skill.hours.at(after)
    if end is None:
        return None
    start = skill.hours.at(before) if before else None
    if start is None:
        return end
    low, high = end[0] - start[0], end[1] - start[1]
    return (min(low, high), max(low, high)) if min(low, high) > 0 else None


def total_hours(steps: Iterable[Step]) -> tuple[int, int]:
    """The sum of the known ranges."""
    ranges = [step.hours for step in steps if step.hours]
    return sum(low for low, _ in ranges), sum(high for _, high in ranges)


def smallest_cover(gaps: Mapping[str, SkillLevel | None], projects: Iterable[Project]) -> tuple[Project, ...]:
    """The fewest projects (of equally few, those with the fewest hours) that together practise every gap they can.

    `gaps`: skill → level reached. A project covers a gap when it shows more than that level. Minimum set cover by
    branch and bound: branch on the gap with the fewest projects; at most MAX_PROJECTS, then the best partial cover.
    """
    by_id = {project.id: project for project in projects}
    covers = {
        name: frozenset(s for s, level in project.skills.items() if s in gaps and rank(level) > rank(gaps[s]))
        for name, project in by_id.items()
    }
    covers = {name: found for name, found in covers.items() if found}

    def cost(chosen: tuple[str, ...]) -> tuple[int, int]:
        return len(chosen), sum(sum(by_id[name].hours) for name in chosen)

    best = _greedy_cover(covers)

    def search(chosen: tuple[str, ...], left: frozenset[str]) -> None:
        nonlocal best
        if not left:
            best = min(best, chosen, key=cost)
            return
        if len(chosen) == len(best):
            return
        rarest = min(left, key=lambda s: (sum(s in found for found in covers.values()), s))
        for name, found in covers.items():
            if rarest in found:
                search((*chosen, name), left - found)

    if len(best) <= MAX_PROJECTS:
        search((), frozenset().union(*covers.values()))
    return tuple(by_id[name] for name in best[:MAX_PROJECTS])


def _greedy_cover(covers: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    left: frozenset[str] = frozenset().union(*covers.values())
    chosen: list[str] = []
    while left:
        name = max(sorted(covers), key=lambda name: len(covers[name] & left))
        chosen.append(name)
        left -= covers[name]
    return tuple(chosen)
