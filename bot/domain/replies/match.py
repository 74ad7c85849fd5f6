"""Which roles a member's skills fit, and the one skill that would open most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.advice.plan import DEFAULT_LEVEL, Standing, core_met, held_levels, implied, rank, readiness, standings
from bot.domain.core import questions
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import SkillLevel
from bot.domain.core.picture import FitBar, MatchPicture, fitting
from bot.domain.core.profile import ASSUMED_LEVEL, Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Reply, Section, Suggestion
from bot.domain.core.roles import Role
from bot.domain.core.wording import counted, day, joined
from bot.domain.replies import choice
from bot.domain.replies.gap import ESTIMATE

SHOWN = 5
_STRENGTHS = 4
_GAPS = 2


@dataclass(frozen=True)
class Fit:
    """One role and how far the skills reach it."""

    role: Role
    rows: tuple[Standing, ...]
    score: float


@dataclass(frozen=True)
class Opener:
    """A skill not held, and what it would add to each role's readiness."""

    skill: str
    gains: Mapping[str, float]

    @property
    def most(self) -> str:
        return max(sorted(self.gains), key=lambda role: self.gains[role])


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    held = held_levels(profile, kb)
    for skill in query.skills:
        held.setdefault(skill, ASSUMED_LEVEL)
    fits = ranking(held, kb)
    if not held and kb.choice.questions:
        return choice.opening(query, kb)
    if not held or not fits[0].score:
        return _nothing_to_rank(held, kb)
    best = fits[0]
    shown = [fit for fit in fits[:SHOWN] if fit.score]
    opener = best_skill(held, fits)
    sections = [Section("", tuple(_line(fit, kb) for fit in shown))]
    if opener:
        sections.append(Section("The skill that opens most", (_opens(opener, kb),)))
    return Reply(
        "match",
        f"Your skills fit **{best.role.name}** best: {_core(best)}{100 * best.score:.0f}% of what a junior one needs.",
        title="Roles that fit your skills",
        sections=tuple(sections),
        suggestions=tuple(
            Suggestion(f"My gap: {fit.role.name}", questions.about("gap", fit.role, kb)) for fit in shown[:3]
        ),
        sources=("your own report", f"{ESTIMATE} ({kb.source_line('editors')})"),
        roles=tuple(fit.role.id for fit in shown),
        pictures=_pictures(shown, kb, today),
        target=best.role.id,
        private=True,
    )


def _nothing_to_rank(held: Mapping[str, SkillLevel], kb: KnowledgeBase) -> Reply:
    names = joined([kb.skills[skill].name for skill in sorted(held)][:3], "or")
    role = kb.roles[kb.community.default_role]  # the questions offered name none
    text = (
        f"None of my roles asks for {names}, so I cannot rank them by it. What else can you do?"
        if held
        else "Tell me what you can do first, for example “python advanced, sql basics”; then I rank the roles by fit. "
        "Without any, look at them from another side:"
    )
    others = () if held else (Query(Intent.RANK, aspect="entry"), Query(Intent.RANK, aspect="math", least=True))
    return Reply(
        "match",
        text,
        title="Roles that fit your skills",
        suggestions=(
            *(Suggestion(asked, asked) for asked in (questions.whole(other, role, kb) for other in others)),
            Suggestion("Which roles are there?", questions.alone(Intent.ROLES, kb)),
        ),
        forms=() if held else ("skills",),
        private=True,
    )


def ranking(held: Mapping[str, SkillLevel], kb: KnowledgeBase) -> list[Fit]:
    """All roles by readiness at junior level, best first."""
    follows = implied(held, kb)
    fits = []
    for role in kb.roles.values():
        rows = standings(role, DEFAULT_LEVEL, held, kb, follows=follows)
        fits.append(Fit(role, rows, readiness(rows)))
    return sorted(fits, key=lambda fit: (-fit.score, fit.role.name))


def best_skill(held: Mapping[str, SkillLevel], fits: Sequence[Fit]) -> Opener | None:
    """The skill not held that would raise the sum of all roles' readiness most at intermediate level.

    Counts the skill itself where a role asks for it, not what it builds on: nothing is inferred from a wish.
    """
    gains: dict[str, dict[str, float]] = {}
    for fit in fits:
        total = sum(row.weight for row in fit.rows)
        for row in fit.rows:
            gain = row.weight * max(0.0, min(rank(ASSUMED_LEVEL) / rank(row.needed), 1.0) - row.share) / total
            if gain and row.skill not in held:
                gains.setdefault(row.skill, {})[fit.role.id] = gain
    openers = [Opener(skill, by_role) for skill, by_role in sorted(gains.items())]
    return max(openers, key=lambda opener: sum(opener.gains.values()), default=None)


def _opens(opener: Opener, kb: KnowledgeBase) -> str:
    most = opener.most
    return (
        f"**{kb.skills[opener.skill].name}** at {ASSUMED_LEVEL} level raises your fit for "
        f"{counted(len(opener.gains), 'role')}, most for {kb.roles[most].name} "
        f"({100 * opener.gains[most]:+.0f} points)."
    )


def _line(fit: Fit, kb: KnowledgeBase) -> str:
    have = [_counted(row, kb) for row in fit.rows if row.reached][:_STRENGTHS]
    lack = [row.name or kb.skills[row.target].name for row in fit.rows if not row.reached][:_GAPS]
    weightiest = f"; weightiest gap: {', '.join(lack)}" if lack else ""
    return f"- **{fit.role.name}** {_core(fit)}{100 * fit.score:.0f}%: {', '.join(have)}{weightiest}"


def _pictures(shown: Sequence[Fit], kb: KnowledgeBase, today: date) -> tuple[MatchPicture, ...]:
    bars = tuple(FitBar(fit.role.name, 100 * fit.score, _core(fit).removesuffix(", ")) for fit in shown)
    lead = f"Best: {bars[0].role}; share of what a junior one needs"
    sources = (f"your own report, {day(today)}", f"weights and levels: our estimate ({kb.source_line('editors')})")
    return fitting([MatchPicture("Roles that fit your skills", lead, sources, bars)])


def _core(fit: Fit) -> str:
    """`5 of 6 core skills, `"""
    met, every = core_met(fit.rows)
    return f"{met} of {counted(every, 'core skill')}, " if every else ""


def _counted(row: Standing, kb: KnowledgeBase) -> str:
    """The skill that counts, and whether it was reported or only follows from another."""
    return f"{kb.skills[row.target].name} (inferred)" if row.implied else kb.skills[row.target].name
