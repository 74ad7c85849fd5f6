"""What members say of their own skills: each case is a message and the report it makes.

`python:A sql:B docker` are held skills (advanced, beginner, level not told), `-x` one they say they lack, `~x` one they
want to learn, `!x` one to take off the record, `?x` an unknown term, `=x` an ambiguous word.
"""

from __future__ import annotations

import pytest
from domain.knowledge import small_knowledge
from domain.skill_statements import HELD, MISSED
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.core.query import SkillReport
from bot.domain.names.finder import Lexicon
from bot.domain.statements.skill_report import read_report

KB = small_knowledge()
LEXICON = Lexicon.compile(KB)


def shown(report: SkillReport) -> str:
    held = [m.skill + (f":{m.level[0].upper()}" if m.level else "") for m in report.known]
    rest = [f"-{s}" for s in report.denied] + [f"~{s}" for s in report.wanted] + [f"!{s}" for s in report.removed]
    return " ".join(held + rest + [f"?{u.term}" for u in report.unknown] + [f"={word}" for word, _ in report.ambiguous])


def said(text: str, *, asked: bool = False) -> str:
    return shown(read_report(text, LEXICON, KB, asked=asked))


LEVELS = [
    ("python advanced", "python:A"),
    ("advanced in python", "python:A"),
    ("Python (advanced)", "python:A"),
    ("good at sql", "sql:I"),
    ("sql: 3/5", "sql:I"),
    ("python 8/10", "python:A"),
    ("numpy/pandas/sklearn = comfy. xgboost = used once", "numpy:I pandas:I scikit-learn:I xgboost:B"),
    ("PYTHON EXPERT HERE. SQL MEH.", "python:A sql:B"),
    ("5 years of java and a bit of k8s", "java:A kubernetes:B"),
    ("3 years of java and a bit of k8s", "java:A kubernetes:B"),
    ("python, sklearn and pandas are all advanced for me", "python:A scikit-learn:A pandas:A"),
    ("im advanced in python and aws", "python:A aws:A"),
    ("im advanced in python and advanced in aws", "python:A aws:A"),
    ("rusty in java", "java:B"),
    ("fluent in r", "r:A"),
    ("just started rust", "rust:B"),
    ("python ★★★☆☆, sql ⭐⭐⭐⭐", "python:I sql:A"),
    ("python 60%", "python:I"),
    ("python advanced, sql basics", "python:A sql:B"),
    ("i dont know sql but my python is really good", "python:A -sql"),
    ("no deep learning yet", "-deep-learning"),
    ("neither tensorflow nor pytorch yet, just sklearn and xgboost", "scikit-learn xgboost -tensorflow -pytorch"),
    ("never used docker", "-docker"),
    ("everything except sql", "-sql"),
    ("i know everything except sql", "-sql"),
    ("not good at math", "=math"),
    ("not great at sql", "sql:B"),
    ("weak in statistics", "statistics:B"),
    ("want to learn rust", "~rust"),
    ("planning to pick up go", "~go"),
    ("should i learn scala?", "~scala"),
    ("do i need sql", ""),
    ("is python hard", ""),
    ("can i be an mle without python", ""),
    ("what comes after sql", ""),
    ("my friend knows rust", ""),
    ("they want 3 years of java", ""),
    ("job posting asks for kubernetes", ""),
    ("used to know R but forgot it all", "-r"),
    ("actually my sql is intermediate", "sql:I"),
    ("scrap that, python is beginner", "python:B"),
    ("drop the java", "!java"),
    ("remove sql from my skills", "!sql"),
    ("forget about docker", "!docker"),
    ("i dont do php anymore", "!php"),
    ("i know python very well and some sql, what am i missing for ml engineer?", "python:A sql:B"),
    ("python, sql, docker", "python sql docker"),
    ("My skills: Python (advanced), SQL (beginner)", "python:A sql:B"),
    ("skills: python 4/5, sql 3/5, pytorch 1/5", "python:A sql:I pytorch:B"),
    ("python, sql, foobarlang and docker", "python sql docker ?foobarlang"),
    ("i know tf and python", "python =tf"),
    (
        "ok so about me i studied economics and i did a lot of statistics there and i know a bit of python"
        " like pandas mostly but no deep learning yet",
        "statistics python:B pandas:B -deep-learning",
    ),
    ("im good with python, ok with sql and terrible with statistics", "python:I sql:I statistics:B"),
    ("i know cobol", "?cobol"),
    ("i know some python", "python:B"),
    ("learning docker right now", "docker:B"),
    ("i have 2 years of experience with python and 6 months of sql", "python:I sql:B"),
    ("python - advanced, sql - beginner, docker - none", "python:A sql:B -docker"),
    ("python: 5 years", "python:A"),
    ("python is my strongest language, sql so-so", "python:A sql:B"),
    ("i use python daily at work, sql sometimes", "python:I sql"),
    ("add python and docker to my skills", "python docker"),
    ("can you add rust to my skills?", "rust"),
    ("please remove java and c++ from my profile", "!java !cpp"),
    ("update python to advanced", "python:A"),
    ("set sql to intermediate", "sql:I"),
    ("i'm pretty good at python but i've never touched kubernetes or docker", "python:I -kubernetes -docker"),
    ("my boss wants me to learn docker", ""),
    ("i love python", ""),
    ("rust is great", ""),
    ("python is hard", ""),
    ("if i know python what can i earn", ""),
    ("how long to learn python", ""),
    ("i think sql is boring", ""),
    ("kubernets advanced, pyton basics", "kubernetes:A python:B"),
    ("i dont know sql, docker, k8s", "-sql -docker -kubernetes"),
    ("i don't know sql, python advanced", "python:A -sql"),
    ("python yes, sql no", "python -sql"),
    ("i know python but not sql", "python -sql"),
    ("python not sql", "python -sql"),
    ("i've worked with aws and azure, no gcp", "aws azure -google-cloud"),
    ("with python and sql what jobs can i get", ""),
    ("what should i learn next? i know python and sql", "python sql"),
    ("comfortable with python/sql, beginner in docker", "python:I sql:I docker:B"),
    ("im a nurse, i know excel", "excel"),
    ("basic python, intermediate sql, advanced excel", "python:B sql:I excel:A"),
    ("advanced: python, sql; beginner: docker, k8s", "python:A sql:A docker:B kubernetes:B"),
    ("beginner at docker, advanced at python", "docker:B python:A"),
    ("i can code in c++ and c#", "cpp csharp"),
    ("i know r, c and go", "r c go"),
    ("i want to go to the gym", ""),
    ("i want to become a data scientist", ""),
    ("i know ml and data science", "machine-learning data-science"),
    ("i have a masters in data science", ""),
    ("my python skills are rusty", "python:B"),
    ("my team uses kubernetes", ""),
    ("everyone says i should learn rust", "~rust"),
    ("i got certified in aws", "aws"),
    ("I know a little bit of Python.", "python:B"),
    ("so far ive learned python pandas and numpy", "python pandas numpy"),
    ("python, sql and tennis", "python sql"),
    ("not an expert in python but i get by", "python"),
    ("my sql isnt great", "sql:B"),
    ("im not very good at statistics", "statistics:B"),
    ("i wouldnt say im advanced in python", "python"),
    ("thats easy, python", ""),
    ("we use docker at work", "docker"),
    ("java 5y, python 2y, go 6 months", "java:A python:I go:B"),
    ("i know python well", "python:I"),
    ("know python, sql", "python sql"),
    ("no sql, no docker, no clue about k8s", "-sql -docker -kubernetes"),
    ("i'd rate my python 4/5 and my sql 2 out of 5", "python:A sql:B"),
    ("python=5 sql=3", "python sql"),
    ("- python: advanced\n- sql: basics\n- docker", "python:A sql:B docker"),
    ("python\nsql\ndocker", "python sql docker"),
    ("take sql off my list", "!sql"),
    ("i no longer use php", "!php"),
    ("stopped using ruby", "!ruby"),
    ("dont forget docker", "docker"),
    ("actually no python", "-python"),
    ("i did python in college but forgot most of it", "-python"),
    ("do mles use docker", ""),
    ("i was told to learn sql", "~sql"),
    ("I've been coding in Java for 5 years and picked up some Rust last year", "java:A rust:B"),
    ("strong in python, weak in math", "python:A =math"),
    ("i have no experience with docker", "-docker"),
    ("i have zero experience in kubernetes or terraform", "-kubernetes -terraform"),
    ("i've got 10 years of sql under my belt", "sql:A"),
    ("sql (10 years), python (2 years), docker (never)", "sql:A python:I -docker"),
    ("Python - Advanced | SQL - Intermediate | Docker - Beginner", "python:A sql:I docker:B"),
    ("hey bot im decent w python and ok w sql", "python:I sql:I"),
    ("i use pandas and numpy every day", "pandas:I numpy:I"),
    ("i understand linear algebra and calculus", "linear-algebra calculus"),
    ("took a course in docker", "docker:B"),
    ("mostly python, some r", "python r:B"),
    ("i know python, java, and COBOL", "python java ?COBOL"),
    ("add fortran and python", "python ?fortran"),
    ("wrong, my python is intermediate not advanced", "python:I"),
    ("oops remove docker", "!docker"),
    ("please forget that i know java", "!java"),
    ("can you drop kubernetes from my skills", "!kubernetes"),
    ("i havent touched java in years", "-java"),
    ("no idea about docker", "-docker"),
    ("gonna start learning rust next month", "~rust"),
    ("my goal is to learn deep learning", "~deep-learning"),
    ("interested in nlp", "~natural-language-processing"),
    ("need to learn sql for my job", "~sql"),
    ("my brother is advanced in python", ""),
    ("job wants python and sql, i only know python", "python"),
    ("recruiter asked for aws and terraform", ""),
    ("what is pytorch", ""),
    ("which is better python or r", ""),
    ("tensorflow or pytorch?", ""),
    ("learn python or java first?", ""),
    ("got python and sql down, what next", "python sql"),
    ("i know python and sql, how long till im a data engineer", "python sql"),
    ("background: python (expert), sql (good), no aws", "python:A sql:I -aws"),
    ("im pretty decent at excel and power bi, absolute beginner in python", "excel:I power-bi:I python:B"),
    ("Expert in Python, Intermediate in SQL, beginner in Docker", "python:A sql:I docker:B"),
    ("intermediate python and sql, beginner docker", "python:I sql:I docker:B"),
    ("python and sql: intermediate. docker: beginner", "python:I sql:I docker:B"),
    ("i'm not a python expert", "python"),
    ("not bad at sql", "sql:I"),
    ("i barely know git", "git:B"),
    ("used docker a few times", "docker:B"),
    ("i know what docker is but never used it", "-docker"),
    ("my python is a 7/10", "python:I"),
    ("python 70% sql 30%", "python:I sql:B"),
    ("python pro, sql noob", "python:A sql:B"),
    ("i suck at statistics", "statistics:B"),
    ("i know nothing", ""),
    ("skills are python sql pandas", "python sql pandas"),
    ("sure: pyhton, sklaern, pandsa", "python scikit-learn pandas"),
    ("update: docker intermediate now", "docker:I"),
    ("python ok, sql not so good", "python:I sql:B"),
    ("tensorflow nah, pytorch yes", "pytorch -tensorflow"),
    ("I am proficient in Python, R, and SQL, with some experience in Spark.", "python:A r:A sql:A apache-spark:B"),
    ("Skills: Python, SQL, Excel. Learning: R, Scala", "python sql excel r:B scala:B"),
    ("good at: python, sql. bad at: docker", "python:I sql:I docker:B"),
    ("new to sql and git, solid python", "sql:B git:B python:I"),
    ("10 yrs java, 2 yrs python, 0 yrs docker", "java:A python:I -docker"),
    ("i hate statistics but im good at it", "statistics:I"),
    ("no python, sql or java", "-python -sql -java"),
    ("minus docker i know linux", "linux -docker"),
    (
        "my stack: react, node, typescript, postgres. decent at all of them",
        "react:I node-js:I typescript:I postgresql:I",
    ),
    ("my skills:\npython - expert\nsql - ok", "python:A sql:I"),
]


@pytest.mark.parametrize(("text", "report"), LEVELS)
def test_what_is_said(text: str, report: str) -> None:
    assert said(text) == report


@pytest.mark.parametrize(("text", "report"), HELD)
def test_what_members_write(text: str, report: str) -> None:
    assert sorted(said(text).split()) == sorted(report.split())


@pytest.mark.parametrize(("text", "report"), MISSED)
def test_what_is_not_read_in_full_stores_nothing_unsaid(text: str, report: str) -> None:
    expected = {word.partition(":")[0] for word in report.split()}
    assert {m.skill for m in read_report(text, LEXICON, KB).known} <= expected


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("python", "python"),
        ("just python", "python"),
        ("python and sql", "python sql"),
        ("a bit of python and sql", "python:B sql:B"),
        ("python adv, sql basic, git ok", "python:A sql:B git:I"),
        ("python, foobarlang", "python ?foobarlang"),
        ("none", ""),
        ("also docker", "docker"),
    ],
)
def test_an_answer_to_the_question_for_skills(text: str, report: str) -> None:
    assert said(text, asked=True) == report


def test_one_skill_without_a_word_more_is_no_report() -> None:
    assert said("python") == ""


def test_an_unknown_term_comes_with_names_that_look_like_it() -> None:
    report = read_report("python, sql and postgrex", LEXICON, KB)
    assert [(u.term, u.near) for u in report.unknown] == [("postgrex", ("PostgreSQL",))] or "postgresql" in shown(
        report
    )


def test_an_ambiguous_word_comes_with_its_readings() -> None:
    assert read_report("i know tf", LEXICON, KB).ambiguous == (("tf", ("tensorflow", "terraform")),)


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("python basics. actually python advanced", "python:A"),
        ("i know sql. sorry, i dont know sql", "-sql"),
        ("python advanced. i use python at work", "python:A"),
        ("remove java. no wait, java is advanced for me", "java:A"),
    ],
)
def test_the_last_statement_holds(text: str, report: str) -> None:
    assert said(text) == report


@given(st.text(max_size=200), st.booleans())
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_read(text: str, asked: bool) -> None:
    read_report(text, LEXICON, KB, asked=asked)


TYPED = (
    "i know dont python sql go r advanced basic in , and but not ( ) = 3/5 ★★ my friend want to learn "
    "remove forgot it . ? tf cobol \n 5 years"
)
WORDS = st.sampled_from(TYPED.split(" "))


@given(st.lists(WORDS, max_size=30).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_no_skill_has_two_fates(text: str) -> None:
    report = read_report(text, LEXICON, KB)
    skills = [m.skill for m in report.known] + [*report.denied, *report.removed, *report.wanted]
    assert len(skills) == len(set(skills))
