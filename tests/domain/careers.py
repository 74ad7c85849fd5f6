"""The small knowledge base with what advice and pay need: requirements, stages, figures, places and projects."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.knowledge import small_knowledge

from bot.domain.core.assessment import ReadinessArea, ReadinessFile, Statement
from bot.domain.core.community import Community
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import Importance, RoleLevel, SkillLevel
from bot.domain.core.locations import Employer, Location
from bot.domain.core.occupations import (
    Exposure,
    Occupation,
    OccupationLink,
    Outlook,
    RatedTask,
    RatedTasks,
    TaskRatings,
)
from bot.domain.core.pay import LocalPay, Match, NationalPay, PaidOccupation, PayUnit, Wages
from bot.domain.core.profile import Profile
from bot.domain.core.query import Query
from bot.domain.core.reply import Reply
from bot.domain.core.roles import Item, RelatedRole, RoleSkill, Rung, Stage, Topic
from bot.domain.core.skills import Hours, Project, Resource
from bot.domain.core.sources import Claim, Source
from bot.domain.replies.answer import answer

TODAY = date(2026, 11, 21)
LAST_DAY = date(2026, 12, 31)
MLE, SCIENTIST, ENGINEER = "machine-learning-engineer", "data-scientist", "data-engineer"

_EXPECTS: dict[RoleLevel, dict[Importance, SkillLevel]] = {
    "junior": {"core": "intermediate", "important": "beginner", "useful": "beginner"},
    "mid": {"core": "advanced", "important": "intermediate", "useful": "beginner"},
    "senior": {"core": "advanced", "important": "advanced", "useful": "intermediate"},
    "staff": {"core": "advanced", "important": "advanced", "useful": "intermediate"},
}
_HOURS = Hours((10, 20), (50, 90), (200, 300))
SOURCES = (
    Source("guide", "The guide", "2026"),
    Source("editors", "Editors' view", "2026"),
    Source("oews-2025", "BLS OEWS", "May 2025"),
    Source("oews-2024", "BLS OEWS", "May 2024"),
    Source("metro", "BLS OEWS metropolitan", "May 2024"),
    Source("sector", "BLS OEWS by sector", "May 2024"),
    Source("ep", "BLS Employment Projections", "2025-35"),
    Source("exposure", "Exposure study", "2025"),
    Source("board", "A job board", "2026"),
    Source("ons", "ONS ASHE Table 14", "2025"),
    Source("ssb", "SSB table 11418", "2025"),
    Source("destatis", "Destatis 62361", "2025"),
    Source("job-bank", "Job Bank wages", "2023–24"),
)
_SCIENTISTS = Occupation(
    "15-2051",
    "Data Scientists",
    wages=(
        Wages("oews-2025", 67_240, 85_660, 120_230, 158_880, 199_130, 130_000, 250_000),
        Wages("oews-2024", 60_000, 80_000, 112_590, 150_000, 190_000, 120_000, 240_000),
    ),
    outlook=(Outlook("ep", 2025, 2035, 34.6, 24_800), Outlook("ep", 2024, 2034, 33.5, 23_400)),
    entry_education="Bachelor's degree",
    entry_source="ep",
    sectors={"Information": 137_600, "Government": 94_400},
    sector_source="sector",
    exposure=(Exposure("exposure", "task exposure", "0.75", 96),),
    rated_tasks=(
        RatedTasks(
            "15-2051.00",
            "Data Scientists",
            "exposure",
            tasks=4,
            people=TaskRatings(1, 2, 1, score=0.5, rank=80),
            model=TaskRatings(3, 1, 0, score=0.875, rank=97),
            examples=(
                RatedTask(1, "direct", "direct", "direct", "Write reports"),
                RatedTask(2, "direct", "with_tools", "direct", "Clean data"),
                RatedTask(3, "not_exposed", "not_exposed", "with_tools", "Meet clients"),
            ),
        ),
    ),
)
_DEVELOPERS = Occupation(
    "15-1252",
    "Software Developers",
    wages=(Wages("oews-2025", 80_000, 105_210, 135_980, 171_980, 214_670, 140_000, 1_600_000),),
    outlook=(Outlook("ep", 2025, 2035, 10.2, 95_300),),
)


def _pay(**fields: object) -> Claim:
    return Claim("pay", "guide", "statement", **{"unit": "unspecified", **fields})  # type: ignore[arg-type]


CLAIMS = (
    _pay(value=165_000, measure="median", section="salary"),
    _pay(level="junior", low=120_000, high=140_000, section="salary"),
    _pay(level="mid", low=150_000, high=180_000, section="career"),
    _pay(level="mid", low=160_000, high=200_000, section="salary"),
    _pay(level="senior", low=200_000, section="career"),
    _pay(level="senior", low=250_000, section="salary", unit="base", text="before equity"),
    Claim("pay", "board", "statement", "total", value=279_000, measure="median", text="self-reported"),
    *(
        Claim("growth", "guide", "statement", "percent", value=40, measure=what, section=section, until=LAST_DAY)
        for what, section in (("job growth", "introduction"), ("salary growth", "conclusion"))
    ),
    Claim("factor", "guide", "statement", "percent", low=30, high=50, measure="more than Midwest cities",
          factor="location", section="salary"),
    Claim("factor", "guide", "statement", "percent", measure="remote work", area="remote", factor="location",
          section="salary", text="depends on the employer"),
    Claim("factor", "guide", "statement", "percent", low=20, high=40, measure="above market average",
          factor="company", section="salary", text="said of FAANG and well-funded startups"),
    Claim("factor", "guide", "statement", "percent", measure="specialization", factor="specialization",
          section="salary", text="how much more is not said"),
)  # fmt: skip


def _asks(core: str, important: str = "", useful: str = "") -> tuple[RoleSkill, ...]:
    rows: list[RoleSkill] = []
    for importance, names, weight in (("core", core, 0.9), ("important", important, 0.6), ("useful", useful, 0.4)):
        for name in names.split():
            skill, *others = name.split("|")
            rows.append(RoleSkill(skill, weight, importance, "guide", alternatives=tuple(others)))  # type: ignore[arg-type]
    return tuple(rows)


_STAGES = tuple(
    Stage(name, tuple(skills.split()), f"All about {name.lower()}.", "guide", section, aliases=tuple(aliases))
    for name, skills, section, aliases in (
        ("Python basics", "python", "education", ["python"]),
        ("Statistics", "statistics", "skills", ["stats"]),
        ("Supervised learning", "machine-learning scikit-learn", "education", ["classical ml"]),
        ("Deep learning", "deep-learning pytorch", "education", ["neural networks"]),
        ("Cloud", "cloud-computing aws", "skills", ["the cloud"]),
        ("Production systems", "docker", "education", ["production"]),
    )
)
_TOPICS = (
    Topic("education", "Several routes lead here.", "guide", "education", (
        Item("Four years.", "Bachelor's degree", ("bachelor", "college")),
        Item("3–6 months.", "Bootcamp", ("bootcamps", "boot camp")),
        Item("At your own pace.", "Self-study", ("self taught",)),
    )),
    Topic("skills", "Groups of skills.", "guide", "skills", (
        Item("Python first.", "Languages", ("python", "programming")),
        Item("Linear algebra and statistics.", "Mathematics", ("math", "maths")),
        Item("SQL.", "Data tools", ("data", "sql")),
    )),
    Topic("sequence", "Python basics → supervised learning → deep learning → production systems.", "guide"),
    Topic("portfolio", "Build projects.", "guide", "portfolio", (Item("Three to five.", "Projects", ("how many",)),),
          opinion=True),
    Topic("outlook", "The guide calls it excellent.", "guide", "salary"),
)  # fmt: skip
_LADDER = tuple(
    Rung(level, name, years, f"Work of {name}.", "guide", "career")
    for level, name, years in (
        ("junior", "Junior ML Engineer", (0, 2)),
        ("mid", "Mid-Level ML Engineer", (2, 5)),
        ("senior", "Senior ML Engineer", (5, None)),
        ("staff", "Staff ML Engineer", (7, None)),
    )
)  # type: ignore[misc]
_ROLES = {
    MLE: {
        "skills": _asks(
            "python machine-learning deep-learning pytorch statistics", "sql docker aws|azure", "java|scala xgboost"
        ),
        "topics": _TOPICS,
        "stages": _STAGES,
        "ladder": _LADDER,
        "claims": CLAIMS,
        "occupations": (
            OccupationLink("15-2051", "proxy", "There is no series of its own"),
            OccupationLink("15-1252", "proxy", "A second bound"),
        ),
        "related": (RelatedRole(SCIENTIST, "Analyzes more.", "guide"), RelatedRole(ENGINEER, "Moves data.", "editors")),
    },
    SCIENTIST: {
        "skills": _asks("python statistics machine-learning", "sql pandas", "r"),
        "occupations": (OccupationLink("15-2051", "official"),),
        "claims": (_pay(value=140_000, measure="median", section="FAQ"),),
    },
    ENGINEER: {"skills": _asks("sql python etl", "apache-spark aws|google-cloud", "java")},
    "software-engineer-backend": {
        "skills": _asks("java rest-apis", "sql docker", "kubernetes"),
        "occupations": (OccupationLink("15-1252", "official", "All software developers", broader=True),),
    },
}
_METROS = {
    "seattle": (157_290, "washington"),
    "san-francisco": (166_300, "california"),
    "los-angeles": (124_270, "california"),
    "chicago": (112_640, "midwest"),
    "lansing": (83_830, "midwest"),
}
_PLACES = (
    Location("united-states", "United States", "country"),
    Location("midwest", "Midwest", "region", within="united-states"),
    Location("california", "California", "state", within="united-states"),
    Location("washington", "Washington", "state", within="united-states"),
    Location("kansas", "Kansas", "state", within="midwest"),
    Location("oregon", "Oregon", "state", within="united-states"),
    Location("palo-alto", "Palo Alto", "city", within="san-francisco"),
    Location("poland", "Poland", "country"),
    Location("krakow", "Kraków", "city", within="poland"),
    Location("germany", "Germany", "country"),
    Location("berlin", "Berlin", "city", within="germany"),
    Location("united-kingdom", "United Kingdom", "country", ("uk",)),
    Location("london", "London", "city", within="united-kingdom"),
    Location("norway", "Norway", "country"),
    Location("canada", "Canada", "country"),
    Location("vancouver", "Vancouver", "city", within="canada"),
    Location("europe", "Europe", "region"),
    Location("remote", "Remote", "remote", within="united-states"),
    *(
        Location(
            metro,
            metro.replace("-", " ").title(),
            "metro",
            within=within,
            area_title=f"{metro.title()} Area",
            medians={"15-2051": (median, 112_590)},
        )
        for metro, (median, within) in _METROS.items()
    ),
)


def _table(country: str, source: str, office: str, currency: str, unit: PayUnit, *rows: PaidOccupation) -> NationalPay:
    return NationalPay(country, source, office, "SOC", currency, unit, "gross pay of all employees", rows)


_DEVELOPING: dict[str, Match] = {"software-engineer-backend": "broader", ENGINEER: "proxy"}
_GERMANS = "434", "Software development", _DEVELOPING
PAY = (
    _table(
        "united-kingdom", "ons", "ONS", "GBP", "year",
        PaidOccupation("2134", "Programmers and software development professionals", _DEVELOPING, (
            LocalPay("united-kingdom", p10=30_752, p25=41_141, median=55_587, p75=75_077, p90=101_172, mean=62_387),
        )),
        PaidOccupation("2133", "IT business analysts", {ENGINEER: "proxy", SCIENTIST: "proxy"}, (
            LocalPay("united-kingdom", p10=34_336, p25=45_013, median=59_593, p75=80_881, p90=99_939),
        )),
    ),
    _table("germany", "destatis", "Destatis", "EUR", "year", PaidOccupation(*_GERMANS, (
        LocalPay("germany", median=75_854, mean=84_131),
    ))),
    _table("germany", "destatis", "Destatis", "EUR", "month", PaidOccupation(*_GERMANS, (
        LocalPay("germany", median=5_851),
    ))),
    _table("norway", "ssb", "SSB", "NOK", "month", PaidOccupation("2511", "Systems analysts", {SCIENTIST: "proxy"}, (
        LocalPay("norway", p25=64_230, median=76_330, p75=91_390),
    ))),
    _table("canada", "job-bank", "Job Bank", "CAD", "hour", PaidOccupation("21231", "Software engineers", _DEVELOPING, (
        LocalPay("canada", p10=35, p25=43.75, median=56.49, p75=72.12, p90=91.35),
        LocalPay("vancouver", p10=34.62, median=62.5, p90=99.04, area="Lower Mainland"),
    ))),
)  # fmt: skip


def _project(name: str, hours: tuple[int, int], **skills: SkillLevel) -> Project:
    shows = {skill.replace("_", "-"): level for skill, level in skills.items()}
    return Project(name.lower(), name, "", shows, ("It is finished.",), hours)


PROJECTS = (
    _project("Classifier", (30, 60), pytorch="intermediate", deep_learning="intermediate"),
    _project("Service", (20, 40), docker="intermediate", aws="beginner", sql="beginner"),
    _project("Analysis", (10, 20), statistics="intermediate", sql="beginner"),
)
AREAS = ("using", "checking", "people", "learning")
READINESS = ReadinessFile(
    tuple(ReadinessArea(area, area.title(), f"Do more {area}.") for area in AREAS),
    tuple(Statement(f"{area}-{n}", area, f"Statement {n} on {area}.") for area in AREAS for n in (1, 2)),
)


def career_knowledge() -> KnowledgeBase:
    small = small_knowledge()
    roles = {role.id: replace(role, **_ROLES.get(role.id, {})) for role in small.roles.values()}  # type: ignore[arg-type]
    skills = {skill.id: replace(skill, hours=_HOURS) for skill in small.skills.values()}
    guide = Resource("Python docs", "https://docs.python.org", "docs", "free")
    skills["python"] = replace(skills["python"], resources=(guide, guide, *_more_resources()))
    skills["xgboost"] = replace(skills["xgboost"], hours=Hours((5, 10)))
    return replace(
        small,
        roles=roles,
        skills=skills,
        locations={place.id: place for place in _PLACES},
        locations_source="metro",
        pay=PAY,
        employers={
            e.id: replace(e, sector="Information" if e.id == "big-tech" else "") for e in small.employers.values()
        }
        | {"government": Employer("government", "Government", sector="Government")},
        occupations={occupation.soc: occupation for occupation in (_SCIENTISTS, _DEVELOPERS)},
        sources={source.id: source for source in SOURCES},
        role_levels={level: replace(words, expects=_EXPECTS[level]) for level, words in small.role_levels.items()},
        projects=PROJECTS,
        readiness=READINESS,
        community=Community(MLE, "Tech careers.", (), "Please talk to someone you trust."),
    )


def _more_resources() -> tuple[Resource, ...]:
    return tuple(Resource(f"Course {n}", f"https://example.org/{n}", "course", "free") for n in range(4))


KB = career_knowledge()
NOBODY = Profile("test")


def person(*, on: date = TODAY, **levels: SkillLevel) -> Profile:
    """`person(python="advanced", deep_learning="beginner")`"""
    profile = Profile("test")
    for name, level in levels.items():
        profile = profile.with_skill(name.replace("_", "-"), level, on)
    return profile


def asked(query: Query, profile: Profile = NOBODY, today: date = TODAY) -> Reply:
    return answer(query, profile, KB, today=today)


def section(reply: Reply, heading: str) -> tuple[str, ...]:
    """The lines of the sections whose heading starts with `heading`; without one, of those without a heading."""
    found = [part for part in reply.sections if (part.heading.startswith(heading) if heading else not part.heading)]
    return tuple(line for part in found for line in part.lines)
