"""One file: bytes in, checked values or problems with their places out."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.core.faq_entry import FaqFile
from bot.domain.core.phrases import SynonymsFile
from bot.domain.core.roles import Role
from bot.domain.core.skills import SkillsFile
from bot.domain.core.sources import Claim
from bot.storage.problem import Problem
from bot.storage.yaml_nodes import READER, PythonReader, compose, find, start
from bot.storage.yaml_reader import json_schema, parse, read

SMALL = Path(__file__).parent.parent / "small"
HERE = Path("faq.yaml")
FAQ = b"""version: 1
entries:
  - id: reset-password
    question: How do I reset my password?
    alternates: [forgot my login, cannot sign in]
    answer: Use the reset link.
"""


def test_a_good_file_gives_its_value(tmp_path: Path) -> None:
    path = tmp_path / "faq.yaml"
    path.write_bytes(FAQ)
    value, problems = read(path, FaqFile)
    assert problems == []
    assert value is not None
    assert value.entries[0].alternates == ("forgot my login", "cannot sign in")


def test_a_problem_prints_as_editors_expect_and_sorts_by_place() -> None:
    one = Problem(Path("a.yaml"), 9, 1, "error", "x")
    two = Problem(Path("a.yaml"), 10, 1, "error", "x")
    assert sorted([two, one]) == [one, two]
    assert str(two) == "a.yaml:10:1: error: x"


@pytest.mark.parametrize("make", [lambda p: None, lambda p: p.mkdir()], ids=["absent", "a folder"])
def test_what_cannot_be_opened_is_one_problem(tmp_path: Path, make) -> None:
    make(tmp_path / "faq.yaml")
    value, (problem,) = read(tmp_path / "faq.yaml", FaqFile)
    assert value is None
    assert str(problem).startswith(f"{tmp_path}/faq.yaml:1:1: error: th")


def test_all_problems_of_a_file_come_at_once_and_in_order() -> None:
    data = b"version: 1\nentries:\n  - id: A b\n    question: 12:30\n    tag: [x]\n  - id: c\n    question: NO\n"
    problems = parse(data, FaqFile, HERE).problems
    assert [problem.line for problem in problems] == [3, 3, 4, 5, 6, 7]
    assert problems == sorted(problems)


@pytest.mark.parametrize(
    ("text", "value"),
    [("3", 3.0), ("3.5", 3.5), ("-1", -1.0), ("1.5e+3", 1500.0), (".5", 0.5)],
)
def test_plain_decimal_numbers_are_numbers(text: str, value: float) -> None:
    data = f"topic: pay\nsource: guide\nbasis: official\nunit: base\nvalue: {text}\nuntil: 2026-12-31\n"
    claim = parse(data.encode(), Claim, HERE).value
    assert claim is not None
    assert (claim.value, claim.until) == (value, date(2026, 12, 31))


@pytest.mark.parametrize(
    "text", ["2026-12-31", "C++", ".NET", "C#", "-", "y", "n", "1 year", "3/4", "v1.10", "on call", "1e5", "٣"]
)
def test_ordinary_words_need_no_quotes(text: str) -> None:
    assert parse(f"synonyms:\n  - [{text}, b]\n".encode(), SynonymsFile, HERE).value == SynonymsFile(((text, "b"),))


@pytest.mark.parametrize(
    "text", ["12:30", "NO", "off", "Yes", "1.10", "007", "0x1F", "1_000", ".inf", ".NaN", "9" * 30, "true", "~"]
)
def test_traps_are_named(text: str) -> None:
    (problem,) = parse(f"synonyms:\n  - [{text}, b]\n".encode(), SynonymsFile, HERE).problems
    assert (problem.line, problem.column) == (2, 6)
    assert "quotes" in problem.message or "fill it in" in problem.message


def test_quoted_traps_are_text() -> None:
    assert parse(b"synonyms:\n  - ['12:30', \"NO\"]\n", SynonymsFile, HERE).value == SynonymsFile((("12:30", "NO"),))


def test_anchors_may_be_used() -> None:
    value = parse(b"synonyms:\n  - &a [x, y]\n  - *a\n", SynonymsFile, HERE).value
    assert value == SynonymsFile((("x", "y"), ("x", "y")))


SHIPPED = sorted((SMALL.parent.parent / "knowledge" / "roles").glob("*.yaml"))


@pytest.mark.parametrize("path", [*sorted(SMALL.rglob("*.yaml")), *SHIPPED], ids=lambda path: path.stem)
def test_both_parsers_see_the_same(path: Path) -> None:
    """PyYAML may have been built without its C library."""

    def flat(node: yaml.Node) -> object:
        if isinstance(node.value, str):
            return node.tag, node.value, start(node)
        return start(node), [flat(i) if isinstance(i, yaml.Node) else [flat(i[0]), flat(i[1])] for i in node.value]

    assert flat(compose(path.read_bytes(), path, READER)) == flat(compose(path.read_bytes(), path, PythonReader))


@pytest.mark.parametrize("reader", [READER, PythonReader])
@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"a: [x\nb: y\n", 1), (b"a: 'x\nb: y\n", 1), (b"a: b\n\tc: d\n", 2), (b"a: x: y\n", 1), (b"a: *b\n", 1),
        (b"a: b\n---\nc: d\n", 2), (b"a: @x\n", 1), (b"a: " + b"[" * 3000, 1),
        (b"a: b\n c: d\n", 2), (b"a: {x: y\n", 1),
        (b"a: \"\\q\"\n", 1), (b"a:\n  - b\n c: d\n", 3), (b"- " * 500 + b"x", 1), (b"a: |x\n  b\n", 1),
    ],
)  # fmt: skip
def test_both_parsers_name_the_line_of_broken_yaml(reader: type, data: bytes, line: int) -> None:
    (problem,) = parse(data, FaqFile, HERE, reader).problems
    assert problem.line == line
    assert "\n" not in problem.message


def test_find_stops_at_the_innermost_place_there_is() -> None:
    root = compose(FAQ, HERE)
    assert start(find(root, ("entries", 0, "question"))) == (4, 15)
    assert start(find(root, ("entries", 0, "question"), key=True)) == (4, 5)
    assert start(find(root, ("entries", 0, "absent"))) == (3, 5)
    assert start(find(root, ("entries", 7))) == (3, 3)


@pytest.mark.parametrize(("kind", "key"), [("faq", "entries"), ("role", "topics"), ("skills", "skills")])
def test_schema_describes_every_kind(kind, key: str) -> None:
    schema = json.loads(json.dumps(json_schema(kind)))
    assert key in schema["properties"]
    assert schema["title"]
    assert schema["additionalProperties"] is False


def test_schema_tells_what_the_fields_mean() -> None:
    entry = json_schema("faq")["$defs"]["FaqEntry"]["properties"]
    assert entry["alternates"]["description"] == "Other wordings that members use."
    assert json_schema("role")["properties"]["summary"]["description"] == "One sentence: what the role does."


BYTES = st.binary(max_size=300)
YAMLISH = st.text(alphabet=st.sampled_from("ab:-[]{}&*!|>'\"%@`#?,\n\t \\~0179.\r\ufeff\x85é"), max_size=80)
DAMAGE = st.tuples(st.integers(0, len(FAQ)), st.integers(0, 9), st.binary(max_size=6))


@settings(max_examples=300, deadline=None)
@given(st.one_of(BYTES, YAMLISH.map(str.encode), DAMAGE.map(lambda d: FAQ[: d[0]] + d[2] + FAQ[d[0] + d[1] :])))
def test_no_bytes_lead_to_anything_but_a_value_or_problems(data: bytes) -> None:
    for reader in (READER, PythonReader):
        for kind in (FaqFile, SkillsFile, Role):
            document = parse(data, kind, HERE, reader)
            assert (document.value is None) == bool(document.problems)
            for problem in document.problems:
                assert problem.line >= 1
                assert problem.column >= 1
                assert problem.message
