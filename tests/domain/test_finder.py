"""Names found in what members type: each case is a message and what it speaks of."""

from __future__ import annotations

import sys
from collections import Counter
from types import FrameType

import pytest
from domain.knowledge import small_knowledge
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.names.finder import NameFinder
from bot.domain.names.lookup import Choice

KB = small_knowledge()
FINDER = NameFinder.compile(KB)
MLE, DS, DE, RESEARCH = "machine-learning-engineer", "data-scientist", "data-engineer", "ai-ml-research-scientist"


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("what does an ml engineer do", [MLE]),
        ("WHAT IS AN ML ENGINEER", [MLE]),
        ("mle w/o phd possible??", [MLE]),
        ("hired as ml eng or nah", [MLE]),
        ("machien learning enginer salary", [MLE]),
        ("wht is data scintist salry", [DS]),
        ("date scientist pay", [DS]),
        ("datascientist", [DS]),
        ("how much do data scientists make", [DS]),
        ("data engineer vs data scientist", [DE, DS]),
        ("ds or mle", [DS, MLE]),
        ("a machine learning engineer's day", [MLE]),
        ("machine-learning engineer", [MLE]),
        ("research scientists in ai", [RESEARCH]),
        ("ml research scientist", [RESEARCH]),
        ("how do i become a swe", ["software-engineer-backend"]),
        ("backend dev", ["software-engineer-backend"]),
        ("sre or devops engineer", ["devops-engineer-sre"]),
        ("cloud architect", ["cloud-engineer-architect"]),
        ("test engineer or qa engineer", ["qa-test-engineer"]),
        ("anyone up for valorant", []),
        ("the engineer on our train was late", []),
        ("is the data center down", []),
        ("data engineers' pay", [DE]),
        ("DA vs DS", ["data-analyst", DS]),
        ("become a da", ["data-analyst"]),
        ("de salary", [DE]),
        ("da igual, salario de un analista", []),
        (":D", []),
        ("vitamin d", []),
        ("thanks d", []),
    ],
)
def test_a_role_is_found_however_it_is_typed(text: str, roles: list[str]) -> None:
    assert list(FINDER.find(text).roles) == roles


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("how long is a masters in ml", [MLE]),
        ("get into ML engineering", [MLE]),
        ("is data science dying", [DS]),
        ("data engineering bootcamp", [DE]),
        ("get into cloud engineering", ["cloud-engineer-architect"]),
        ("how much does a developer earn", ["software-engineer-backend"]),
        ("coders and programmers", ["software-engineer-backend"]),
        ("a self taught developer", ["software-engineer-backend"]),
        ("what do devs do", ["software-engineer-backend"]),
        ("the dev server is down", []),
        ("is the sky blue", []),
    ],
)
def test_a_field_stands_for_its_role_only_weakly(text: str, fields: list[str]) -> None:
    found = FINDER.find(text)
    assert (list(found.fields), list(found.roles)) == (fields, [])


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("python, sql and docker", ["python", "sql", "docker"]),
        ("numpy/pandas/sklearn", ["numpy", "pandas", "scikit-learn"]),
        ("pyton or kubernets", ["python", "kubernetes"]),
        ("do i need tensorfow", ["tensorflow"]),
        ("java vs javascript", ["java", "javascript"]),
        ("c, c++, c# and .net", ["c", "cpp", "csharp", "dotnet"]),
        ("asp.net or node.js or nodejs", ["dotnet", "node-js"]),
        ("i use `python` daily", ["python"]),
        ("machine learning engineer", []),
        ("ci/cd and ci cd and cicd", ["ci-cd"]),
        ("a/b testing, ab testing", ["experimental-design"]),
        ("neural network", ["deep-learning"]),
        ("scikitlearn, power bi", ["scikit-learn", "power-bi"]),
        ("how long r ml bootcamps", ["machine-learning"]),
        ("i know r and python", ["r", "python"]),
        ("R vs python", ["r", "python"]),
        ("what r the best jobs", []),
        ("should i go or stay", []),
        ("python, go and rust", ["python", "go", "rust"]),
        ("fluent in go", ["go"]),
        ("i know r, c and go", ["r", "c", "go"]),
        ("what should i learn next", []),
        ("react, next, node", ["react", "next-js", "node-js"]),
        ("the rest of my life", []),
        ("take the express train", []),
        ("a swift reply", []),
        ("swift, 3 years", ["swift"]),
        ("excel at work", []),
        ("basic excel", ["excel"]),
        ("touch the shelf", []),
        ("no sql yet", ["sql"]),
        ("mongodb and no sql", ["mongodb", "nosql"]),
        ("my sql is rusty", ["sql"]),
        ("https://python.org/sql is down", []),
        ("thanks <@123456> python rocks", ["python"]),
        ("php, my sql", ["php", "mysql"]),
        ("500 ml in cups", []),
        ("5 ml projects", ["machine-learning"]),
        ("R is worth it", ["r"]),
        ("plan C or vitamin C", []),
        ("C level people", []),
        ("i use python, go, r and c", ["python", "go", "r", "c"]),
    ],
)
def test_skills_are_found_and_everyday_words_are_not(text: str, skills: list[str]) -> None:
    assert list(FINDER.find(text).skills) == skills


@pytest.mark.parametrize(
    ("text", "skills", "asked"),
    [
        ("tf and keras", ["tensorflow", "keras"], []),
        ("docker, k8s, tf", ["docker", "kubernetes", "terraform"], []),
        ("do you like tf", [], ["tf"]),
        ("my cv for a job", [], []),
        ("do i need math", [], ["math"]),
        ("ds and algorithms", ["data-structures"], []),
        ("cloud", [], ["cloud"]),
    ],
)
def test_an_ambiguous_word_is_decided_by_its_company_or_asked(text: str, skills: list[str], asked: list[str]) -> None:
    found = FINDER.find(text)
    assert list(found.skills) == skills
    assert [m.id for m in found.of("ambiguous")] == asked


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("nyc ml engineer salary", ["new-york"]),
        ("i live in kansas", ["kansas"]),
        ("more in the bay area?", ["san-francisco"]),
        ("pay in seatle", ["seattle"]),
        ("how much in the US", ["united-states"]),
        ("salary in la", ["los-angeles"]),
        ("Portland, OR", ["oregon"]),
        ("this or that", []),
        ("what about us", []),
        ("reading on mobile", []),
        ("jobs in mobile", ["mobile"]),
        ("back to the mobile thing", []),
        ("reading", []),
        ("more for us", []),
        ("the U.S. market", ["united-states"]),
        ("what would you settle on", []),
        ("the Midwest", ["midwest"]),
    ],
)
def test_places_are_found_and_ordinary_english_is_not(text: str, places: list[str]) -> None:
    assert list(FINDER.find(text).places) == places


@pytest.mark.parametrize(
    ("text", "kind", "ids"),
    [
        ("senior vs staff mle", "level", ["senior", "staff"]),
        ("entry level data engineer", "level", ["junior"]),
        ("jr mle pay", "level", ["junior"]),
        ("the staff at the store was rude", "level", []),
        ("and staff?", "level", ["staff"]),
        ("im advanced in python", "skill-level", ["advanced"]),
        ("does faang pay more", "employer", ["big-tech"]),
        ("google or startups", "employer", ["big-tech", "startup"]),
        ("working for banks", "employer", ["bank"]),
        ("and nurses?", "profession", ["nurse"]),
        ("attorneys and pastry chefs", "profession", ["attorney", "pastry chef"]),
        ("a civil engineer", "profession", ["civil engineer"]),
    ],
)
def test_levels_employers_and_other_professions(text: str, kind: str, ids: list[str]) -> None:
    assert [m.id for m in FINDER.find(text).of(kind)] == ids  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["game developer", "a technical writer", "i am a blockchain developer"])
def test_a_title_of_another_kind_of_work_is_none_of_ours(text: str) -> None:
    found = FINDER.find(text)
    assert found.of("unknown-role")
    assert not found.roles + found.fields


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("fresh out of school, what now", ("junior",)),
        ("straight out of college", ("junior",)),
        ("i just graduated", ("junior",)),
        ("a senior in high school", ("junior",)),
        ("just graduated, what does a senior mle earn", ("senior",)),
        ("jnuior or senoir mle", ("junior", "senior")),
        ("the intern at our zoo sleeps all day", ()),
        ("pay of a data scientist intern in her first year", ("junior",)),
    ],
)
def test_what_members_say_of_their_lives_is_a_level(text: str, levels: tuple[str, ...]) -> None:
    assert FINDER.find(text).levels == levels


def test_the_words_for_a_situation_stay_part_of_the_question() -> None:
    text = "just graduated, what does an mle earn"
    assert FINDER.mask(text, FINDER.find(text)) == "just graduated, what does a xrole earn"


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("i have 10h/week", 10),
        ("5 hours per week", 5),
        ("10 hrs a week", 10),
        ("8 hours weekly", 8),
        ("two hours a day", 14),
        ("an hour a day", 7),
        ("30 min a day", 3.5),
        ("10-15 hours a week", 10),
        ("every day 2 hours", 14),
        ("6h/wk", 6),
        ("5 h per w", 5),
        ("hour a day", 7),
        ("half an hour a day", 3.5),
        ("an hour and a half a day", 10.5),
        ("an hour every evening", 7),
        ("2 hours after work", 14),
        ("2 hours a day on weekends", 4),
        ("2 hours a day on weekdays", 10),
        ("2 hours a day, 4 days a week", 8),
        ("2 hours 3 times a week", 6),
        ("two hours twice a week", 4),
        ("3 evenings a week, 2 hours", 6),
        ("one hour every other day", 3.5),
        ("4 hours on saturdays", 4),
        ("20 hours a month", 4.6),
        ("3 hours max per week", 3),
        ("15 hours of free time a week", 15),
        ("between 5 and 10 hours a week", 5),
        ("7 to 8 hours in a week", 7),
        ("hours per week: 10", 10),
        ("weekly: 5h", 5),
        ("weekends, maybe 5 hours", 5),
        ("each day i can do 2 hours", 14),
        ("weekends only", None),
        ("10 hours", None),
        ("it took me 3 hours", None),
        ("24/7", None),
        ("24 hours a day", None),
        ("3 years", None),
    ],
)
def test_hours_a_week(text: str, hours: float | None) -> None:
    assert FINDER.find(text).hours == hours


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("3 yoe", 3),
        ("0 yoe", 0),
        ("5+ years", 5),
        ("two years of experience", 2),
        ("i'm 30 years old", None),
        ("in 5 years", None),
        ("2 years ago", None),
        ("8 years under my belt", 8),
        ("been doing it for 10 years", 10),
        ("over a decade of experience", 10),
        ("for the last 5 years", 5),
        ("in the last 5 years", None),
        ("8 months of experience", 0.7),
        ("i've been coding for 8 months", 0.7),
        ("in 6 months", None),
        ("a 6 months plan", None),
    ],
)
def test_years_of_experience(text: str, years: float | None) -> None:
    assert FINDER.find(text).years == years


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("165k", 165000),
        ("$165,000", 165000),
        ("is $120k good", 120000),
        ("90,000", 90000),
        ("k8s", None),
        ("3 yoe", None),
    ],
)
def test_money(text: str, money: float | None) -> None:
    assert FINDER.find(text).money == money


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("nyc ml engineer salary", "xplace xrole salary"),
        ("data engineer vs data scientist", "xrole vs xrole"),
        ("senior mle with 5 years", "xlevel xrole with xyears"),
        ("do startups pay nurses", "do xemployer pay xprofession"),
        ("learn python at 10h/week", "learn xskill python at xhours"),
        ("how long is a masters in ml", "how long is a masters in xrole"),
        ("does a data engineer need ml", "does a xrole need xskill ml"),
        ("how much does a {role} earn in {place}", "how much does a xrole earn in xplace"),
        ("{role} or {other} at {level} with {hours}", "xrole or xrole at xlevel with xhours"),
        ("is {skill} hard", "is xskill hard"),
    ],
)
def test_masking(text: str, masked: str) -> None:
    assert FINDER.mask(text, FINDER.find(text)) == masked


def test_options_are_understood_with_slips() -> None:
    assert FINDER.find_role("data scintist") == Choice(DS)
    assert FINDER.find_role("mle") == Choice(MLE)
    assert FINDER.find_skill("Kubernets") == Choice("kubernetes")
    assert FINDER.find_skill("go") == Choice("go")
    assert FINDER.find_skill("tf") == Choice("", ("tensorflow", "terraform"))
    assert FINDER.find_location("new yrok") == Choice("new-york")
    assert FINDER.find_location("mobile") == Choice("mobile")


def test_an_unknown_option_offers_what_looks_like_it() -> None:
    assert FINDER.find_role("quantum plumber") == Choice()
    assert DS in FINDER.find_role("data sceince person").near or FINDER.find_role("data sceince person").id == DS


def test_near_skills_are_names() -> None:
    assert FINDER.near_skills("postgress")[0] == "PostgreSQL"
    assert FINDER.near_skills("zzzzzz") == ()


def test_completion_puts_names_that_begin_so_first() -> None:
    assert FINDER.choices("role", "data")[0][1].startswith("Data")
    assert [name for _, name in FINDER.choices("skill", "pyt")] == ["Python", "PyTorch"]
    assert ("natural-language-processing", "Natural language processing") in FINDER.choices("skill", "language")
    assert FINDER.choices("skill", "kubernets")[0][0] == "kubernetes"
    assert len(FINDER.choices("skill", "", 25)) == 25
    assert FINDER.choices("place", "kan") == (("kansas", "Kansas"),)
    assert [name for _, name in FINDER.choices("place", "nyc")] == ["New York"]


def test_the_specialization_named() -> None:
    text = "what should i learn before specializing in vision"
    assert FINDER.specialization(text, FINDER.find(text)) == "computer-vision"
    assert FINDER.specialization("nlp pay", FINDER.find("nlp pay")) == "natural-language-processing"
    assert FINDER.specialization("the vision test", FINDER.find("the vision test")) == ""


PLAIN = sorted(
    {(name, skill.id) for skill in KB.skills.values() for name in (skill.name, *skill.aliases)}
    - {(a.word, s) for a in KB.ambiguous for s in KB.skills}
)


@pytest.mark.parametrize(("name", "skill"), PLAIN)
def test_every_name_of_a_skill_is_found_in_a_list(name: str, skill: str) -> None:
    listed = "i know git, " if name == "no sql" else "docker, "
    assert skill in FINDER.find(f"{listed}{'and ' if name == 'no sql' else ''}{name}, linux").skills


def calls(text: str) -> int:
    """How many functions run while names are looked for in `text`."""
    events = Counter[str]()

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        events[event] += 1

    sys.setprofile(count)
    try:
        FINDER.find(text)
    finally:
        sys.setprofile(None)
    return events["call"] + events["c_call"]


@pytest.mark.parametrize(
    "piece",
    [
        "r ",
        "go c r ",
        "python, go, ",
        "tf ",
        "c++ ",
        "senior mle, ",
        "in new york, ",
        "5 hours a week ",
        "game developer ",
    ],
)
def test_the_work_grows_with_the_length_of_the_text(piece: str) -> None:
    short, long = (calls(piece * (length // len(piece))) for length in (500, 2000))
    assert long < 5 * short


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_every_span_is_its_text(text: str) -> None:
    found = FINDER.find(text)
    assert all(0 <= m.start < m.end <= len(text) and text[m.start : m.end] == m.text for m in found.all)
    FINDER.mask(text, found)
