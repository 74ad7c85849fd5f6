"""What members say of themselves: labelled sentences, pointers, orders, and the reports that come of them."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.core.conversation import NEW, Conversation
from bot.domain.core.query import SkillReport
from bot.domain.language.classifier import fit
from bot.domain.statements import labels, orders, pointers
from bot.domain.statements.claims import STORE, Claim, Claims
from bot.domain.statements.report import MOST_READ
from bot.domain.understanding.message import Understanding


def shown(report: SkillReport) -> str:
    """`python:A (sql) -docker !java ~rust ?cobol`: held, asked about, denied, taken off, wanted, unknown."""
    parts = [m.skill + (f":{m.level[0].upper()}" if m.level else "") for m in report.known]
    parts += [f"({m.skill})" for m in report.doubtful]
    for sign, skills in (("-", report.denied), ("!", report.removed), ("~", report.wanted)):
        parts += [sign + skill for skill in skills]
    return " ".join(parts + [f"?{unknown.term}" for unknown in report.unknown])


# Labelled sentences


def test_a_labelled_sentence_is_its_text_and_its_labels() -> None:
    found = labels.labelled("[python](has advanced) for 6 years (ok), never [java](lacks)")
    assert found.text == "python for 6 years (ok), never java"
    assert [(found.text[one.start : one.end], one.label) for one in found.labels] == [
        ("python", "has advanced"),
        ("java", "lacks"),
    ]


def test_a_wrong_label_is_named() -> None:
    assert "“hass” is no label" in labels.problems("[python](hass)")[0]
    assert labels.problems("see [1] and (2)") == []


def test_what_decides_is_learned() -> None:
    rows = [["never"], ["never", "too"], ["know"], ["know", "too"]] * 3
    learned = fit(rows, [0, 0, 1, 1] * 3, 2, penalty=0.1)
    assert learned.probabilities([["never"], ["know"]]).argmax(axis=1).tolist() == [0, 1]


# Pointers


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("both", ("c", "d")),
        ("the last two", ("c", "d")),
        ("the first one", ("a",)),
        ("the second", ("b",)),
        ("the former", ("a",)),
        ("the latter", ("d",)),
        ("all of them", ("a", "b", "c", "d")),
        ("it", ("d",)),
        ("the others", ("b", "c", "d")),
    ],
)
def test_a_pointer_means_skills_named_before(words: str, meant: tuple[str, ...]) -> None:
    assert pointers.is_pointer(words)
    assert pointers.resolve(words, ("a", "b", "c", "d"), ("a",)) == meant


# Orders and answers


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("undo", "undo"),
        ("oops, undo that please", "undo"),
        ("clear my goal", "clear goal"),
        ("forget everything about my skills", "clear skills"),
        ("let's start over", "clear skills"),
        ("how do i undo a git commit", None),
        ("delete my data", None),
        ("what is my goal", None),
    ],
)
def test_orders(text: str, order: str | None) -> None:
    assert orders.order(text) == order


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("yes", ("yes", "")),
        ("yep, please do", ("yes", "")),
        ("yes but sql is basic", ("yes", "sql is basic")),
        ("no", ("no", "")),
        ("nah, leave it", ("no", "")),
        ("which role pays most", None),
    ],
)
def test_yes_and_no(text: str, answer: object) -> None:
    assert orders.answered(text) == answer


# Reports

PLAIN = [
    ("python advanced, sql basics", "python:A sql:B"),
    ("i know python but not sql", "python -sql"),
    ("python 4/5 sql 2/5 docker 0/5", "python:A sql:B -docker"),
    ("never used docker", "-docker"),
    ("please remove java from my profile", "!java"),
    ("want to learn rust", "~rust"),
    ("python, sql, foobarlang and docker", "python sql docker ?foobarlang"),
    ("i am not a beginner in docker, intermediate", "docker:I"),
    ("i don't use python for this, use bash", ""),
    ("docker is not working on linux", ""),
    ("i never liked java", ""),
    ("my brother is advanced in python", ""),
    ("a job ad asks for aws and terraform", ""),
    ("what pays more, python or java?", ""),
]


@pytest.mark.parametrize(("text", "report"), PLAIN)
def test_plain_statements(text: str, report: str, understanding: Understanding) -> None:
    assert shown(understanding.statements.read(text)) == report


def test_a_plan_notes_nothing(understanding: Understanding) -> None:
    report = understanding.statements.read("plan: ansible and terraform, then docker in depth")
    assert not report.changes
    assert "ansible" in report.wanted


def test_goal_and_hours_stand_in_a_report(understanding: Understanding) -> None:
    report = understanding.statements.read("i know python and sql well, 6 hours a week, plan my way to data engineer")
    assert {m.skill for m in report.known} == {"python", "sql"}
    assert (report.goal, report.hours) == ("data-engineer", 6)


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("both advanced", "python:A sql:A"),
        ("the former advanced, the latter beginner", "python:A sql:B"),
        ("remove the last one", "!sql"),
        ("no i never used sql", "!sql"),
        ("how much does a data engineer earn", ""),
    ],
)
def test_what_was_reported_last_is_pointed_at(text: str, report: str, understanding: Understanding) -> None:
    so_far = Conversation(skills=("python", "sql"))
    assert shown(understanding.statements.read(text, so_far)) == report


def test_each_part_of_a_list_asked_for_is_accounted_for(understanding: Understanding) -> None:
    report = understanding.statements.read("python, react, snowboarding", asked=True)
    assert shown(report) == "python react ?snowboarding"


@given(st.text(max_size=200), st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_read(understanding: Understanding, text: str, asked: bool) -> None:
    understanding.statements.read(text, Conversation(skills=("python",)), asked=asked)


TYPED = (
    "i know dont python sql go r advanced basic in , and but not ( ) = 3/5 ★★ my friend want to learn "
    "remove forgot it both . ? tf cobol \n 5 years"
)
WORDS = st.sampled_from(TYPED.split(" "))


@given(st.lists(WORDS, max_size=30).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_no_skill_has_two_fates(understanding: Understanding, text: str) -> None:
    report = understanding.statements.read(text)
    held = [m.skill for m in (*report.known, *report.doubtful)]
    skills = [*held, *report.denied, *report.removed, *report.wanted]
    assert len(skills) == len(set(skills))


def test_long_messages_are_read_in_time_that_grows_with_their_length(understanding: Understanding) -> None:
    def calls(text: str) -> int:
        """Of functions: time told so that a busy machine does not matter."""
        seen = 0

        def count(*_: object) -> None:
            nonlocal seen
            seen += 1

        sys.setprofile(count)
        try:
            understanding.statements.read(text)
        finally:
            sys.setprofile(None)
        return seen

    assert calls("python, java, sql, " * 80) < 15 * calls("python, java, sql, " * 8)


def test_of_a_message_of_names_alone_only_so_many_are_looked_at(understanding: Understanding) -> None:
    def mentions(text: str) -> set[str]:
        return {mention.skill for mention in understanding.statements.read(text).known}

    many = "i know python, sql, docker, " * (MOST_READ // 3)
    assert mentions(many) == mentions(many + "and kubernetes") == {"python", "sql", "docker"}


# Layouts, figures and follow-ups

SHAPES = [
    ("skill;level\npython;3/10\nsql;7/10", "python:B sql:I"),
    ("i'm the ana column\nskill | ana | tom\nreact | expert | beginner\ncss | beginner | expert", "react:A css:B"),
    ("python advanced. wait no. intermediate", "python:I"),
    ("only 8 months of react but i'm an expert", "react:A"),
    ("i use javascript every day and i'd call myself an expert", "javascript:A"),
    ("excel comma intermediate period tableau comma beginner period", "excel:I tableau:B"),
    ("bash 3, powershell 8 (scale of ten)", "bash:B powershell:A"),
    ("10 years of java, kotlin for 2", "java:A kotlin:I"),
    ("neither react nor vue, only angular", "angular -react -vue-js"),
    ("i know sql 🟢 and css 🟡 (green = expert, yellow = ok)", "sql:A css:I"),
    ("bash 6/10 python 3/10", "bash:I python:B"),
    ("java 8 years, kotlin 1 year", "java:A kotlin:I"),
    ("sql 4/10", "sql:I"),
    ("6 years of sql but i'd call myself intermediate. docker 5 years at work", "sql:I docker:A"),
]


@pytest.mark.parametrize(("text", "report"), SHAPES)
def test_lists_tables_and_figures(text: str, report: str, understanding: Understanding) -> None:
    assert shown(understanding.statements.read(text)) == report


@pytest.mark.parametrize(
    ("before", "text", "report"),
    [
        ("python advanced, sql basics", "other way round", "python:B sql:A"),
        ("scala advanced", "kotlin, i meant", "kotlin:A !scala"),
        ("react, redux and docker", "first one advanced", "react:A"),
        ("python and bash", "scratch the bash", "!bash"),
        ("i know react 🥇 and redux 🥈", "gold = expert, silver = ok", "react:A redux:I"),
        ("python and sql", "drop python from the list, embarrassing", "!python"),
        ("python, sql and react", "react and sql are the other way round", "react sql"),
        ("django 4 years", "it was flask, not django", "flask:A !django"),
        ("java expert, kotlin expert", "kotlin not so much, make that beginner", "kotlin:B"),
        ("sql beginner, excel advanced", "sql is a 5/10", "sql:I"),
        ("docker 2/10", "too modest, that's 8/10", "docker:A"),
        ("rust expert", "after that exam... put me at intermediate", "rust:I"),
        ("tableau 7/10", "and looker? i mean, is it any good", "(looker)"),
    ],
)
def test_what_was_reported_is_corrected(before: str, text: str, report: str, understanding: Understanding) -> None:
    first = understanding.understand(before)
    so_far = Conversation(query=first, skills=first.report.named)
    assert shown(understanding.statements.read(text, so_far)) == report


@pytest.mark.parametrize(
    ("before", "text", "corrects"),
    [
        ("scala for 8 years, expert", "sorry, that should be 2 years", True),
        ("react, redux and docker", "second one advanced, third one basics", True),
        ("sql 2/10, excel 9/10", "thinking again: sql 5/10", True),
        ("sql basics", "hm no, make it advanced", True),
        ("react advanced", "the movie was bad, 3/10", False),
        ("react advanced", "nah that dinner was terrible, 2/10", False),
        ("react advanced", "well the weather is great", False),
        ("react advanced", "is react advanced enough for a frontend job?", False),
        ("", "sorry, python is advanced", False),
    ],
)
def test_a_correction_is_about_nothing_else(
    before: str, text: str, corrects: bool, understanding: Understanding
) -> None:
    first = understanding.understand(before)
    so_far = Conversation(query=first, skills=first.report.named) if before else NEW
    assert understanding.statements.read(text, so_far).corrects is corrects


def test_where_one_skill_must_be_asked_about_only_what_is_firm_is_stored() -> None:
    claims = Claims({"python": Claim("has", 0.9), "sql": Claim("has", 0.5), "git": Claim("has", 0.99)})
    report = claims.report((), (), STORE)
    assert [m.skill for m in report.known] == ["git"]
    assert [m.skill for m in report.doubtful] == ["python", "sql"]


@pytest.mark.parametrize(
    "text",
    [
        "would a year of java make somebody decent",
        "if i do some sql every night will i be good at it",
        "sap prices went up by 20%",
        "is it crazy to specialise now",
        "my plumber laughs when he sees me",
    ],
)
def test_talk_and_suppositions_store_nothing(text: str, understanding: Understanding) -> None:
    report = understanding.statements.read(text)
    assert (report.known, report.goal, report.unknown_goal) == ((), "", None)


def test_an_unknown_goal_is_named(understanding: Understanding) -> None:
    report = understanding.statements.read("my goal is quant")
    assert (report.goal, report.unknown_goal and report.unknown_goal.term) == ("", "quant")
