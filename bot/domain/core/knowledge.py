"""What the advisor knows, all YAML files together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.domain.core.assessment import ReadinessFile
from bot.domain.core.choice import ChoiceFile
from bot.domain.core.community import Community
from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.learned import NOTHING_LEARNED, Learned
from bot.domain.core.levels import RoleLevel, RoleLevelWords, SkillLevel, SkillLevelWords
from bot.domain.core.locations import NATION, Employer, Location
from bot.domain.core.occupations import ExperienceSurvey, GeneralSkills, Occupation, OccupationLink, RatedTasks
from bot.domain.core.official import Official
from bot.domain.core.pay import NationalPay
from bot.domain.core.phrases import FollowUp, Intent, WordLists
from bot.domain.core.roles import Role
from bot.domain.core.skills import AmbiguousWord, Project, Skill
from bot.domain.core.sources import Source
from bot.domain.language.word_vectors import WordVectors

OTHER_ROLES, ALL_ROLES = "Other roles", "Roles"


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

    def present_skill(self, skill: str) -> str:
        """The id that a skill has now."""
        return self.renamed.get(skill, skill)

    def skill_name(self, skill: str) -> str:
        """By an id of now or before; the id itself where no skill has it."""
        known = self.skills.get(self.present_skill(skill))
        return known.name if known else skill

    @cached_property
    def families(self) -> Mapping[str, tuple[Role, ...]]:
        """Name of a family → its roles by name; those of none last."""
        found = {family.name: family.roles for family in self.community.families}
        placed = {role for roles in found.values() for role in roles}
        found[OTHER_ROLES if found else ALL_ROLES] = tuple(role for role in self.roles if role not in placed)
        known = {name: [self.roles[role] for role in roles] for name, roles in found.items() if roles}
        return {name: tuple(sorted(roles, key=lambda role: role.name)) for name, roles in known.items()}

    @cached_property
    def family_numbers(self) -> Mapping[str, int]:
        """Role → number of its family, from 1."""
        numbered = enumerate(self.families.values(), 1)
        return {role.id: number for number, roles in numbered for role in roles}

    @cached_property
    def pay_distance(self) -> Mapping[str, int]:
        """Place → 0 where it has official pay of its own, 1 where a wider place has, 2 where none is known."""
        own = {pay.place for table in self.pay for one in table.occupations for pay in one.pay}
        own |= {place.id for place in self.locations.values() if place.medians} | {NATION}
        return {place: 0 if place in own else 1 if self.lies_in(place, own) else 2 for place in self.locations}

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

    def occupation_of(self, role: Role) -> Occupation | None:
        """Its primary one, whose figures stand for the role."""
        return self.occupations[role.occupations[0].soc] if role.occupations else None

    def rated_tasks(self, link: OccupationLink) -> RatedTasks | None:
        """Of the O*NET occupation that the link names, else of the first one of its official occupation."""
        if not link.onet:
            return next(iter(self.occupations[link.soc].rated_tasks), None)
        return next(tasks for one in self.occupations.values() for tasks in one.rated_tasks if tasks.code == link.onet)

    def general_skills(self, link: OccupationLink) -> GeneralSkills | None:
        """As for the tasks."""
        found = (skills for one in self.occupations.values() for skills in one.general_skills)
        return next((skills for skills in found if skills.code == link.code), None)

    def experience_of(self, role: Role) -> ExperienceSurvey | None:
        """The survey of the nearest of its occupations that has one."""
        surveys = {survey.code: survey for one in self.occupations.values() for survey in one.experience}
        return next((surveys[link.code] for link in role.occupations if link.code in surveys), None)

    def source_line(self, source: str, *, section: str = "", as_of: str = "") -> str:
        """`BLS OEWS, May 2025`: how a source is named under a figure. Raises KeyError for an unknown id."""
        known = self.sources[source]
        parts = (known.name, f"section “{section}”" if section else "", as_of or known.as_of)
        return ", ".join(part for part in parts if part)
