"""The shipped faq.yaml and knowledge/: no problem in them, every figure with its source, every reply fit to be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from bot.domain.advice import abroad, places
from bot.domain.advice.plan import planned, readiness, standings
from bot.domain.core.knowledge import OTHER_ROLES, KnowledgeBase
from bot.domain.core.levels import SKILL_LEVELS, RoleLevel, SkillLevel
from bot.domain.core.occupations import TASK_EXPOSURES
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Reply
from bot.domain.core.roles import TOPICS, TopicId
from bot.domain.replies.answer import answer
from bot.domain.understanding.message import Understanding
from bot.storage.knowledge_files import load_knowledge

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
LAST_DAY = date(2026, 12, 31)
MLE = "machine-learning-engineer"
ROLES = sorted(path.stem for path in (ROOT / "knowledge" / "roles").glob("*.yaml"))
LONGEST_ANSWER = 900
FEWEST_WORDINGS = 13
"""Besides the question: members say one thing in many ways."""
LONGEST_MAIN = 1_800
"""Characters of what is not folded: a phone's screen and a half at the very most."""
FIGURE = re.compile(r"\$\d|\d%")
DATED = re.compile(r"20\d\d|undated")

SKILLS: dict[str, dict[str, SkillLevel]] = {
    "empty": {},
    "small": {"python": "advanced", "sql": "beginner"},
    "large": {
        "python": "advanced", "sql": "advanced", "machine-learning": "intermediate", "pytorch": "intermediate",
        "docker": "intermediate", "azure": "intermediate", "git": "advanced", "statistics": "beginner",
        "javascript": "intermediate", "react": "beginner", "linux": "intermediate", "communication": "advanced",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load_knowledge(ROOT / "knowledge", ROOT / "faq.yaml")


def member(kind: str) -> Profile:
    profile = Profile("test")
    for skill, level in SKILLS[kind].items():
        profile = profile.with_skill(skill, level, TODAY)
    return profile


def ask(kb: KnowledgeBase, query: Query, kind: str = "empty", today: date = TODAY) -> Reply:
    return answer(query, member(kind), kb, today=today)


def main_part(reply: Reply) -> str:
    return "\n".join([reply.text, *(part.plain() for part in reply.sections if not part.folded)])


def questions(role_id: str, kb: KnowledgeBase) -> Iterator[Query]:
    """Everything that is asked about one role."""
    role = kb.roles[role_id]
    about = Query(Intent.SALARY, role=role, role_given=True)
    yield about
    yield from (about.replace(level=level) for level in kb.role_levels)
    yield from (about.replace(location=kb.locations[place]) for place in ("seattle", "kansas", "remote", "california"))
    yield from (about.replace(employer=employer) for employer in kb.employers.values())
    yield about.replace(unknown_place="Atlantis")
    yield about.replace(intent=Intent.FACTORS)
    yield from (about.replace(intent=Intent.ROLE, topic=topic) for topic in TOPICS)
    for intent in (Intent.ROADMAP, Intent.GAP, Intent.NEXT, Intent.MATCH, Intent.PROGRESS, Intent.READINESS):
        yield about.replace(intent=intent)
    yield about.replace(intent=Intent.GAP, why=True)
    yield from (about.replace(intent=Intent.COMPARE, other_role=kb.roles[n.role]) for n in role.related)


def test_the_shipped_content_loads(kb: KnowledgeBase) -> None:
    assert len(kb.roles) >= 45
    assert len(kb.skills) >= 380
    assert len(kb.faq) >= 188
    assert len(kb.projects) >= 25


def test_every_claim_has_source_date_scope_and_says_what_it_is(kb: KnowledgeBase) -> None:
    for role in kb.roles.values():
        for claim in role.claims:
            source = kb.sources[claim.source]
            assert claim.as_of or source.as_of, (role.id, claim)
            assert claim.area, (role.id, claim)
            assert claim.measure, (role.id, claim)
            assert claim.source != "guide" or (claim.section and claim.basis == "statement"), (role.id, claim)


def test_every_official_figure_has_a_dated_source(kb: KnowledgeBase) -> None:
    for occupation in kb.occupations.values():
        used = [row.source for row in (*occupation.wages, *occupation.outlook, *occupation.exposure)]
        used += [rated.source for rated in occupation.rated_tasks]
        used += [source for source in (occupation.entry_source, occupation.sector_source) if source]
        assert all(DATED.search(kb.sources[source].as_of) for source in used), occupation.soc
        assert all(row.start < row.end for row in occupation.outlook)
        assert not occupation.sectors or occupation.sector_source
    assert DATED.search(kb.sources[kb.locations_source].as_of)


def test_every_role_with_an_occupation_has_tasks_rated_by_people_and_by_gpt4(kb: KnowledgeBase) -> None:
    for role in kb.roles.values():
        for link in role.occupations:
            rated = kb.rated_tasks(link)
            assert rated, (role.id, link.soc)
            shown = Counter(task.kind for task in rated.examples)
            assert all(shown[kind] <= 3 for kind in TASK_EXPOSURES), rated.code
            # of the tasks not exposed there are few, and some have left O*NET since
            assert shown["direct"] > 1, rated.code
            assert shown["with_tools"] > 1, rated.code


def test_scores_of_tasks_agree_with_their_counts(kb: KnowledgeBase) -> None:
    """A score weighs supplemental tasks half, so it may differ from the plain count a little, never much."""
    for occupation in kb.occupations.values():
        for rated in occupation.rated_tasks:
            for ratings in (rated.people, rated.model):
                plain = (ratings.direct + ratings.with_tools / 2) / rated.tasks
                assert abs(plain - ratings.score) < 0.06, rated.code


def test_every_skill_has_one_to_three_resources_of_a_kind(kb: KnowledgeBase) -> None:
    for skill in kb.skills.values():
        assert 1 <= len(skill.resources) <= 3, skill.id
        assert all(resource.kind and resource.cost for resource in skill.resources), skill.id


def test_every_skill_says_in_a_few_words_what_it_is(kb: KnowledgeBase) -> None:
    for skill in kb.skills.values():
        assert 2 <= len(skill.summary.split()) <= 20, skill.id
        assert not skill.summary.endswith("."), skill.id


def test_every_proxy_says_what_for(kb: KnowledgeBase) -> None:
    for role in kb.roles.values():
        for link in role.occupations:
            assert link.note or (link.basis == "official" and not link.broader), (role.id, link)


def test_roles_of_one_official_occupation_call_it_broader(kb: KnowledgeBase) -> None:
    owners: dict[str, list[str]] = {}
    for role in kb.roles.values():
        if role.occupations and role.occupations[0].basis == "official" and not role.occupations[0].broader:
            owners.setdefault(role.occupations[0].soc, []).append(role.id)
    assert all(len(roles) == 1 for roles in owners.values()), owners


def test_the_guides_growth_is_the_only_figure_that_expires(kb: KnowledgeBase) -> None:
    ends = {claim.until for role in kb.roles.values() for claim in role.claims if claim.until}
    assert ends == {LAST_DAY}
    texts = [entry.answer for entry in kb.faq.values()]
    texts += [f"{t.text} {' '.join(i.text for i in t.items)}" for role in kb.roles.values() for t in role.topics]
    assert not [text for text in texts if "40%" in text and "2026" in text], "a text cannot expire by itself"


@pytest.mark.parametrize("role", ROLES)
def test_education_begins_with_whether_a_degree_is_needed_and_names_ways(kb: KnowledgeBase, role: str) -> None:
    education, search = (kb.roles[role].topic(topic) for topic in ("education", "job-search"))
    assert education
    assert search
    first = re.split(r"[:.] ", education.text, maxsplit=2)[:2]
    assert re.search(r"degree|PhD", " ".join(first)), education.text
    assert min(len(education.items), len(search.items)) >= 3, "what counts instead, and the doors"


def test_every_faq_answer_is_short_sourced_and_starts_with_the_answer(kb: KnowledgeBase) -> None:
    for entry in kb.faq.values():
        assert 0 < len(entry.answer.strip()) <= LONGEST_ANSWER, entry.id
        assert entry.source, entry.id
        reply = ask(kb, Query(Intent.FAQ, entry=entry))
        assert (reply.kind, reply.target) == ("faq", entry.id)
        assert reply.text.startswith(entry.answer.strip())


def test_every_faq_entry_has_wordings_and_the_day_it_was_checked(kb: KnowledgeBase) -> None:
    for entry in kb.faq.values():
        assert len(entry.alternates) >= FEWEST_WORDINGS, entry.id
        assert entry.verified, entry.id
        assert entry.expires is None or entry.expires > entry.verified, entry.id


def test_every_faq_answer_with_figures_expires_and_names_a_dated_source(kb: KnowledgeBase) -> None:
    for entry in kb.faq.values():
        if FIGURE.search(entry.answer):
            assert entry.expires, entry.id
            assert DATED.search(entry.source), entry.id


@pytest.mark.parametrize("kind", SKILLS)
@pytest.mark.parametrize("role", ROLES)
def test_every_role_answers_every_question(kb: KnowledgeBase, role: str, kind: str) -> None:
    for query in questions(role, kb):
        reply = ask(kb, query, kind)
        asked = (query.intent, query.topic, query.level, query.location and query.location.id)
        assert reply.decision == "answer", asked
        empty = kind == "empty" and query.intent in (Intent.MATCH, Intent.PROGRESS)
        assert reply.sources or empty or query.unknown_place, asked
        assert len(main_part(reply)) <= LONGEST_MAIN, asked


@pytest.mark.parametrize("role", ROLES)
def test_replies_read_well(kb: KnowledgeBase, role: str) -> None:
    for kind in SKILLS:
        for query in questions(role, kb):
            text = ask(kb, query, kind).plain()
            asked = (kind, query.intent, query.topic, query.level)
            for slip in ("None", "nan%", " a AI", " a ML", " an UX", "..", " ,", "()", ": :", " 1 skills", " .\n"):
                assert slip not in text.replace("...", ""), (asked, slip)
            assert not re.search(r"\S  \S", text), asked
            lines = [line for line in text.splitlines() if len(line) > 40]
            assert len(lines) == len(set(lines)), (asked, [line for line in lines if lines.count(line) > 1])


@pytest.mark.parametrize("role", ROLES)
def test_every_pay_line_is_dated_and_attributed(kb: KnowledgeBase, role: str) -> None:
    for query in questions(role, kb):
        if query.intent not in (Intent.SALARY, Intent.FACTORS):
            continue
        for part in (reply := ask(kb, query)).sections:
            dated = bool(DATED.search(part.heading))
            assert all(dated or DATED.search(line) for line in part.lines if FIGURE.search(line)), (query, part)
        assert all(DATED.search(line) for line in reply.text.splitlines() if FIGURE.search(line)), reply.text


@pytest.mark.parametrize("role", ROLES)
def test_every_growth_line_has_its_period(kb: KnowledgeBase, role: str) -> None:
    text = ask(kb, Query(Intent.ROLE, role=kb.roles[role], topic="outlook")).plain()
    lines = [line for line in text.splitlines() if re.search(r"[+-]\d[\d.]*%", line)]
    assert lines
    assert all(re.search(r"20\d\d–20\d\d|through 20\d\d", line) for line in lines), lines


@pytest.mark.parametrize(("today", "label"), [(LAST_DAY, False), (date(2027, 1, 1), True)])
def test_the_guides_growth_expires_with_its_year(kb: KnowledgeBase, today: date, label: bool) -> None:
    text = ask(kb, Query(Intent.ROLE, role=kb.roles[MLE], topic="outlook"), today=today).plain()
    assert "**+40% through 2026**, given once as job growth" in text
    assert "once as salary growth" in text
    assert "no start year" in text
    assert ("⌛ Expired Dec 31, 2026: **+40%" in text) is label


def test_the_guides_words_on_pay(kb: KnowledgeBase) -> None:
    def pay(level: RoleLevel | None = None) -> str:
        return ask(kb, Query(Intent.SALARY, role=kb.roles[MLE], level=level)).text

    assert "$165K" in pay()
    assert "$120–140K" in pay("junior")
    assert "**$150–200K** (section “career progression” says $150–180K; section “salary” says $160–200K" in pay("mid")
    assert "above $200K" in pay("senior")
    assert "above $250K base pay" in pay("senior")
    assert "the guide gives no pay figure" in pay("staff")


def test_places_and_companies_carry_the_guides_statement(kb: KnowledgeBase) -> None:
    query = Query(Intent.SALARY, role=kb.roles[MLE])
    for place in kb.locations.values():
        if not places.at_home(place, kb):
            continue
        assert place.id == "united-states" or "30–50%" in ask(kb, query.replace(location=place)).text, place.id
    for employer in kb.employers.values():
        assert "20–40%" in ask(kb, query.replace(employer=employer)).text, employer.id


def test_every_skill_is_explained(kb: KnowledgeBase) -> None:
    for skill in kb.skills:
        reply = ask(kb, Query(Intent.SKILL, skills=(skill,)))
        assert (reply.kind, reply.target, reply.decision) == ("skill", skill, "answer")
        assert reply.sources
        assert not re.search(r"None|\S  \S", reply.plain()), skill


def test_every_hours_figure_grows_with_the_level(kb: KnowledgeBase) -> None:
    for skill in kb.skills.values():
        known = [hours for level in SKILL_LEVELS if (hours := getattr(skill.hours, level))]
        assert all(low <= high for low, high in known), skill.id
        assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(known)), skill.id
        assert skill.hours.basis == "estimate" or skill.hours.source, skill.id


@pytest.mark.parametrize(
    ("topic", "text", "first"),
    [
        ("education", "how long are bootcamps", "**Bootcamp**: 3–6"),
        ("education", "bachelors or masters", "**Bachelor's degree**: 4 years"),
        ("skills", "and the math part", "**Mathematics**: Linear algebra, calculus, probability and statistics"),
        ("skills", "do i need the cloud", "**Cloud platforms**"),
        ("portfolio", "is kaggle any good", "Advice, not fact: **Competitions**: Kaggle"),
        ("sequence", "what comes after supervised learning", "**3. Supervised learning**"),
        ("levels", "what does a senior do", "**Senior ML Engineer** (5+ years)"),
    ],
)
def test_the_point_asked_for_comes_first(kb: KnowledgeBase, topic: TopicId, text: str, first: str) -> None:
    assert ask(kb, Query(Intent.ROLE, text, role=kb.roles[MLE], topic=topic)).text.startswith(first)


@pytest.mark.parametrize(
    ("text", "words"),
    [("what comes after supervised learning", "**Deep learning**"), ("after deep learning what next", "Production")],
)
def test_the_roadmap_names_what_comes_next(kb: KnowledgeBase, text: str, words: str) -> None:
    first, *_ = ask(kb, Query(Intent.ROADMAP, text, role=kb.roles[MLE])).text.splitlines()
    assert words in first


def test_every_skill_with_basics_behind_it_is_read_as_a_beginner(understanding: Understanding) -> None:
    """An alias like "sql basics" would swallow the level."""
    swallowed = []
    for skill in understanding.kb.skills.values():
        report = understanding.statements.read(f"my skills: {skill.name} basics, excel advanced")
        if any(m.skill == skill.id and m.level is None for m in report.known):
            swallowed.append(skill.id)
    assert not swallowed


@pytest.mark.parametrize("role", ROLES)
def test_a_plan_follows_the_stages_and_keeps_prerequisites_in_order(kb: KnowledgeBase, role: str) -> None:
    rows = standings(kb.roles[role], None, {}, kb)
    plan = [step.skill for step in planned(rows, {}, kb)]
    assert all(plan.index(need) < plan.index(skill) for skill in plan for need in kb.builds_on[skill] if need in plan)
    own = [row.target for row in sorted(rows, key=lambda row: row.place) if row.target in plan]
    early = {need for skill in plan for need in kb.builds_on[skill]}
    assert [skill for skill in plan if skill in own and skill not in early] == [s for s in own if s not in early]


@pytest.mark.parametrize("role", ROLES)
def test_every_role_asks_for_few_skills_and_says_why(kb: KnowledgeBase, role: str) -> None:
    asked = kb.roles[role].skills
    assert len(asked) <= (16 if role != MLE else len(asked)), "the guide's list stays as it gives it"
    assert all(one.why and one.levels for one in asked)
    assert all(len(one.alternatives) == 0 or one.name for one in asked)


@pytest.mark.parametrize("role", ROLES)
def test_every_skill_of_a_role_stands_in_one_of_its_stages(kb: KnowledgeBase, role: str) -> None:
    staged = [skill for stage in kb.roles[role].stages for skill in stage.skills]
    assert len(staged) == len(set(staged))
    if role != MLE:
        assert {one.skill for one in kb.roles[role].skills} == set(staged)


@pytest.mark.parametrize("role", ROLES)
def test_a_full_core_makes_a_junior_nearly_ready(kb: KnowledgeBase, role: str) -> None:
    rows = standings(kb.roles[role], "junior", {}, kb)
    core = {row.skill: row.needed for row in rows if row.importance == "core"}
    assert len(core) >= 5
    assert readiness(standings(kb.roles[role], "junior", core, kb)) >= 0.8


def test_every_role_stands_in_a_family(kb: KnowledgeBase) -> None:
    assert OTHER_ROLES not in kb.families
    named = [role.id for roles in kb.families.values() for role in roles]
    assert sorted(named) == sorted(kb.roles)


def test_every_skill_has_a_place_to_learn_it(kb: KnowledgeBase) -> None:
    assert not [skill.id for skill in kb.skills.values() if not skill.resources]


ABROAD = re.compile(r"(?:£|(?:AUD|CAD|DKK|EUR|NOK|SEK) )(\d[\d,]*(?:\.\d+)?)(?:–(\d[\d,]*(?:\.\d+)?))?(K?)")


def amounts_told(text: str) -> set[float]:
    """Every amount with a foreign currency; of a range both ends, `£41–75K` in thousands."""
    told = set()
    for low, high, thousands in ABROAD.findall(text):
        told |= {float(end.replace(",", "")) * (1000 if thousands else 1) for end in (low, high) if end}
    return told


def test_every_figure_abroad_is_one_of_its_row(kb: KnowledgeBase) -> None:
    """Exactly, or to the thousand; nothing of another country, currency or occupation stands in the reply."""
    asked = 0
    for role in kb.roles.values():
        for place in {pay.place for table in kb.pay for one in table.occupations for pay in one.pay}:
            rows = abroad.rows(role, kb.locations[place], kb)
            reply = ask(kb, Query(Intent.SALARY, role=role, role_given=True, location=kb.locations[place]))
            values = {value for row in rows for _, value in row.percentiles()} | {row.pay.mean for row in rows}
            allowed = values | {1000 * round(value / 1000) for value in values if value}
            told = amounts_told(reply.plain())
            assert told <= allowed, (role.id, place, told - allowed)
            assert bool(told) == bool(rows), (role.id, place)
            assert "$" not in reply.plain(), (role.id, place)
            assert len(main_part(reply)) <= LONGEST_MAIN, (role.id, place)
            asked += len(told)
    assert asked >= 500


def test_every_row_abroad_has_licence_and_date(kb: KnowledgeBase) -> None:
    assert len({table.country for table in kb.pay}) >= 9
    for table in kb.pay:
        source = kb.sources[table.source]
        assert source.licence, source.id
        assert source.url, source.id
        assert DATED.search(source.as_of), source.id
        for occupation in table.occupations:
            assert any(pay.place == table.country for pay in occupation.pay), occupation.code
