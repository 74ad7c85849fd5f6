"""Good files broken in one place each: the message names the place and the mend, and nothing else goes wrong."""

# ruff: noqa: E501  (the table has a line a case)

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.storage.knowledge_files import check, load_knowledge

FAQ, SKILLS, ENGINEER = "faq.yaml", "knowledge/skills.yaml", "knowledge/roles/data-engineer.yaml"
ANALYST, OCCUPATIONS, PLACES = (
    "knowledge/roles/data-analyst.yaml",
    "knowledge/occupations.yaml",
    "knowledge/locations.yaml",
)
PAY = "knowledge/pay.yaml"
LEVELS, PROJECTS, COMMUNITY = "knowledge/levels.yaml", "knowledge/projects.yaml", "knowledge/community.yaml"
SOURCES, READINESS, INTENTS = "knowledge/sources.yaml", "knowledge/readiness.yaml", "knowledge/intents.yaml"
BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
)

# file, what is replaced, by what, a text on the line that must be named, a part of the message
MUTATIONS = {
    "unknown key": (FAQ, "    alternates:\n", "    alternate:\n", "alternate:", "did you mean `alternates`?"),
    "unknown key at the top": (FAQ, "version: 1", "version: 1\nentry: []", "entry:", "did you mean `entries`?"),
    "unknown key deep inside": (SKILLS, "cost: free", "costs: free", "costs:", "did you mean `cost`?"),
    "missing key": (FAQ, "    answer: Python. It is used in all three roles here.\n", "", "first-language", "`answer` is missing"),
    "missing key of the file": (COMMUNITY, "default_role: data-engineer\n", "", "scope:", "`default_role` is missing"),
    "duplicate key": (FAQ, "    tags: [learning]", "    tags: [learning]\n    tags: [x]", "[x]", "stands here twice"),
    "time instead of text": (FAQ, "Which programming language should I learn first?", "12:30", "12:30", "quotes"),
    "number instead of text": (FAQ, "Which programming language should I learn first?", "1.10", "1.10", "quotes"),
    "NO instead of text": (FAQ, "tags: [education]", "tags: [NO]", "[NO]", "quotes"),
    "true instead of text": (FAQ, "tags: [education]", "tags: [true]", "[true]", "quotes"),
    "octal number": (OCCUPATIONS, "p10: 60000", "p10: 060000", "060000", "plain decimal number"),
    "infinity": (ENGINEER, "weight: 0.6", "weight: .inf", ".inf", "number"),
    "text instead of a number": (ENGINEER, "weight: 0.6", "weight: much", "much", "a number is expected"),
    "quoted number": (ENGINEER, "weight: 0.6", 'weight: "0.6"', '"0.6"', "remove the quotes"),
    "text instead of a list": (SKILLS, "aliases: [py, python3]", "aliases: py", "aliases: py", "a list is expected"),
    "list instead of text": (FAQ, "Which programming language should I learn first?", "[a, b]", "[a, b]", "text is expected"),
    "mapping instead of text": (FAQ, "Editors, 2026", "{a: b}", "{a: b}", "text is expected"),
    "empty value": (FAQ, "answer: Python. It is used in all three roles here.", "answer:", "answer:\n    tags", "nothing"),
    "blank value": (FAQ, "Python. It is used in all three roles here.", '"  "', '"  "', "`answer` is empty"),
    "list instead of a block": (SKILLS, "hours: {beginner: [5, 10]}", "hours: [5, 10]", "hours: [5, 10]", "block of `key"),
    "one number of a pair": (SKILLS, "[5, 10]", "[5]", "[5]", "two values"),
    "three numbers of a pair": (SKILLS, "[5, 10]", "[5, 10, 15]", "[5, 10, 15]", "two values"),
    "pair the wrong way round": (SKILLS, "[5, 10]", "[10, 5]", "[10, 5]", "smaller number first"),
    "wrong word of a few": (ENGINEER, "importance: useful", "importance: usefull", "usefull", "did you mean `useful`?"),
    "wrong version": (FAQ, "version: 1", "version: 2", "version: 2", "`2` is not 1"),
    "no date": (ENGINEER, "until: 2026-12-31", "until: 2026-13-45", "2026-13-45", "a date like"),
    "list and keys mixed": (FAQ, "version: 1\n", "- a\n- b\n", "entries:", "indentation"),
    "id not kebab-case": (FAQ, "id: remote-work", "id: Remote Work", "Remote Work", "`remote-work`"),
    "id used twice": (FAQ, "id: remote-work", 'id: "first-language"', '"first-language"', "line 13"),
    "tab": (FAQ, "    tags: [learning]", "\ttags: [learning]", "\ttags", "tab"),
    "tab below a list": (FAQ, "    answer: Often,", "\tanswer: Often,", "\tanswer: Often", "use spaces"),
    "merge conflict": (FAQ, "version: 1", "<<<<<<< HEAD\nversion: 1", "<<<<<<< HEAD", "a merge left"),
    "open bracket": (FAQ, "tags: [learning]", "tags: [learning", "tags: [learning", "not closed"),
    "open brace": (FAQ, '3/tutorial/"}', '3/tutorial/"', "{label", "not closed"),
    "open quote": (FAQ, "Often, but", '"Often, but', '"Often', "quote that opens here"),
    "colon in text": (FAQ, "Editors, 2026", "Editors: in 2026", "Editors: in", "quotes"),
    "wrong indentation": (FAQ, "    tags: [learning]", "   tags: [learning]", "   tags: [learning]", "indentation"),
    "line without colon": (FAQ, "    tags: [learning]", "    tags [learning]", "links:", ""),
    "backslash in double quotes": (FAQ, "Editors, 2026", '"C:\\new\\q"', "C:\\new", "single quotes"),
    "at sign": (FAQ, "Editors, 2026", "@editors", "@editors", "quotes"),
    "star": (FAQ, "Editors, 2026", "*editors*", "*editors*", "quotes"),
    "unknown tag": (FAQ, "Editors, 2026", "!!python/object:os.system x", "!!python", "tag"),
    "own tag": (FAQ, "Editors, 2026", "!secret x", "!secret", "tag"),
    "second document": (FAQ, "  - id: remote-work", "---\n  - id: remote-work", "---", "second document"),
    "deep nesting": (FAQ, "Editors, 2026", "[" * 5000, "[[[[", "levels"),
    "very deep nesting": (FAQ, "Editors, 2026", "[" * 400_000, "[[[[", "levels"),
    "alias inside itself": (FAQ, "tags: [education]", "tags: &t [*t]", "&t", "inside itself"),
    "alias bomb": (FAQ, "version: 1\n", BOMB + "version: 1\n", "a", "written out"),
    "merge key": (FAQ, "    tags: [learning]", "    <<: {tags: [x]}", "<<:", "unknown key"),
    "number as key": (OCCUPATIONS, "{Finance: 120000", "{2025: 120000", "{2025", "quotes"),
    "list as key": (OCCUPATIONS, "{Finance: 120000", "{[a]: 120000", "{[a]", "cannot be a key"),
    "control character": (FAQ, "Editors, 2026", "Edi\x07tors", "Edi", "invisible character"),
    "NUL": (FAQ, "Editors, 2026", "Edi\x00tors", "Edi", "invisible character"),
    "unknown role": (FAQ, "roles: [data-analyst]", "roles: [data-analist]", "data-analist", "did you mean `data-analyst`?"),
    "unknown skill of a role": (ENGINEER, "skill: docker", "skill: dockr", "dockr", "did you mean `docker`?"),
    "unknown alternative": (ENGINEER, "[azure]", "[azur]", "[azur]", "did you mean `azure`?"),
    "unknown skill of a project": (PROJECTS, "{sql: intermediate", "{sqll: intermediate", "sqll", "did you mean `sql`?"),
    "unknown prerequisite": (SKILLS, "needs: [docker]", "needs: [doker]", "doker", "did you mean `docker`?"),
    "unknown source": (ENGINEER, "section: Duties", "section: Duties\n    opinion: 3", "opinion", "true or false"),
    "unknown source of a claim": (ENGINEER, "topic: growth, source: guide", "topic: growth, source: gide", "gide", "`guide`"),
    "unknown occupation": (ANALYST, "soc: 15-2051", "soc: 15-2052", "15-2052", "did you mean `15-2051`?"),
    "unknown wider place": (PLACES, "within: united-states", "within: united-state", "within", "`united-states`"),
    "unknown sector": (PLACES, "sector: Finance", "sector: Finances", "Finances", "did you mean `Finance`?"),
    "unknown area": (READINESS, "area: use", "area: user", "area: user", "did you mean `use`?"),
    "unknown default role": (COMMUNITY, "default_role: data-engineer", "default_role: x", "default_role", "no role `x`"),
    "renamed to nothing": (SKILLS, "sklearn: machine-learning", "sklearn: machine", "sklearn", "`machine-learning`"),
    "unknown reading": (SKILLS, "python: [dataframe", "pyton: [dataframe", "pyton", "did you mean `python`?"),
    "circle of prerequisites": (SKILLS, "    name: Linux\n", "    name: Linux\n    needs: [kubernetes]\n", "needs: [linux]", "`docker` needs `linux`"),
    "needs itself": (SKILLS, "needs: [linux]", "needs: [docker]", "needs: [docker]", "`docker` needs `docker`"),
    "circle of places": (PLACES, "    kind: country", "    kind: country\n    within: seattle", "within: united-states", "`seattle` lies within `united-states`"),
    "alias of two skills": (SKILLS, "[amazon web services]", "[K8S]", "[K8S]", "skills.yaml:35"),
    "alias of two roles": (ENGINEER, "[etl developer]", "[data  Analyst]", "Analyst]", "data-analyst.yaml:2"),
    "skill defined twice": (ANALYST, "{id: dashboards, name", "{id: excel, name", "id: excel, name", "also defined in"),
    "file name and id": (ENGINEER, "id: data-engineer\n", "id: data-engineering\n", "id:", "name the file `data-engineering.yaml`"),
    "skill twice in a role": (ENGINEER, "skill: docker", "skill: sql", "0.4", "stands twice"),
    "weight too large": (ENGINEER, "weight: 0.6", "weight: 6", "weight: 6", "between 0 and 1"),
    "claim without figure": (ENGINEER, "value: 40, ", "", "topic: growth", "says nothing"),
    "claim upside down": (ENGINEER, "high: 140000", "high: 14000", "90000", "above"),
    "wages out of order": (OCCUPATIONS, "p25: 80000", "p25: 8000", "p25: 8000", "below `p10`"),
    "negative wages": (OCCUPATIONS, "p10: 60000", "p10: -60000", "p10: -60000", "pay is above zero"),
    "negative pay abroad": (PAY, "p25: 58000", "p25: -58000", "p25: -58000", "pay is above zero"),
    "line break of YAML alone": (FAQ, "Python. It is used", "Python.\u2028It is used", "Python.\u2028It", "invisible character"),
    "pay abroad out of order": (PAY, "p25: 58000", "p25: 88000", "median: 70000", "`median` is below `p25`"),
    "pay abroad without a figure": (PAY, ", p25: 58000, median: 70000, p75: 84000", "", "place: germany", "no figure"),
    "pay abroad of no place": (PAY, "{place: germany", "{place: germny", "germny", "did you mean `germany`?"),
    "pay abroad of no role": (PAY, "{data-engineer: proxy}", "{data-enginer: proxy}", "data-enginer", "`data-engineer`"),
    "pay abroad for nobody": (PAY, "{data-engineer: proxy}", "{}", "roles: {}", "no role is named"),
    "pay abroad by the week": (PAY, "unit: year", "unit: week", "unit: week", "`year`"),
    "no currency": (PAY, "currency: EUR", "currency: euros", "currency: euros", "three capitals"),
    "pay abroad at home": (PAY, "country: germany", "country: united-states", "country:", "occupations.yaml"),
    "claim abroad in dollars": (ENGINEER, "level: junior}\n  - {topic: growth", "level: junior, area: Germany}\n  - {topic: growth", "area: Germany", "add its currency"),
    "projection upside down": (OCCUPATIONS, "end: 2035", "end: 2015", "2015", "ends in 2015"),
    "tasks that do not add up": (OCCUPATIONS, "with_tools: 1, not_exposed: 1", "with_tools: 2, not_exposed: 1", "people:", "counts 4 tasks"),
    "score above 1": (OCCUPATIONS, "score: 0.833", "score: 8.33", "8.33", "between 0 and 1"),
    "experience over 100 percent": (OCCUPATIONS, "shares: [10.0,", "shares: [95.0,", "shares:", "add up to 105"),
    "task of no kind": (OCCUPATIONS, "kind: direct", "kind: with_tools", "task: 1", "neither `people` nor `model`"),
    "unknown O*NET occupation": (ANALYST, "soc: 15-2051", "soc: 15-2051, onet: 15-2051.09", "15-2051.09", "did you mean `15-2051.00`?"),
    "level left out": (LEVELS, "useful: intermediate}", "}", "Staff", "lacks `useful`"),
    "no web address": (SOURCES, "https://www.bls.gov/oes/", "www.bls.gov", "www", "https://"),
    "long answer": (FAQ, "Python. It is used", "Python. " + "It is used " * 600, "It is used It", "6,000"),
    "bad pattern of a placeholder": (INTENTS, '"{role} salary"', "{role} salary", "{role} salary", ""),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "at", "says"), MUTATIONS.values(), ids=MUTATIONS.keys())
def test_broken_content_is_named_with_its_line(
    small_knowledge: Path, file: str, old: str, new: str, at: str, says: str
) -> None:
    path = small_knowledge.parent / file
    text = path.read_text("utf-8")
    assert old in text
    assert at
    path.write_bytes(text.replace(old, new, 1).encode())
    problems = check(small_knowledge, small_knowledge.parent / "faq.yaml")
    line = path.read_text("utf-8").split(at)[0].count("\n") + 1
    here = [problem for problem in problems if problem.path == path and problem.line == line]
    assert any(says in problem.message for problem in here), "\n".join(map(str, problems))
    assert all(problem.severity == "error" for problem in here)
    assert all("\n" not in problem.message for problem in problems)
    with pytest.raises(ContentError):
        load_knowledge(small_knowledge, small_knowledge.parent / "faq.yaml")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda data: b"", "empty"),
        (lambda data: b"# only a comment\n", "empty"),
        (lambda data: data + b"# " + b"x" * 10_000_000, "larger than 5 MB"),
        (lambda data: bytes(range(256)), "UTF-8"),
        (lambda data: b"\x89PNG\r\n\x1a\n" + bytes(100), "UTF-8"),
        (lambda data: data.replace(b"Python", b"Pyth\xf6n"), "UTF-8"),
        (lambda data: data.decode().encode("utf-16"), "UTF-16"),
        (lambda data: b"just text", "keys at the left margin: `version`, `entries`"),
        (lambda data: b"null", "keys at the left margin"),
    ],
)
def test_files_that_are_no_content(small_knowledge: Path, small_faq: Path, change, says: str) -> None:
    small_faq.write_bytes(change(small_faq.read_bytes()))
    (problem,) = check(small_knowledge, small_faq)
    assert says in problem.message
    assert problem.path == small_faq


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
        lambda data: data.rstrip(b"\n"),
        lambda data: b"---\n" + data,
        lambda data: b"# a comment\n\n" + data,
    ],
)
def test_harmless_variants_load_as_the_same_content(small_knowledge: Path, small_faq: Path, small, change) -> None:
    for path in (small_faq, *small_knowledge.rglob("*.yaml")):
        path.write_bytes(change(path.read_bytes()))
    assert check(small_knowledge, small_faq) == []
    loaded = load_knowledge(small_knowledge, small_faq)
    assert {one: entry.phrases for one, entry in loaded.faq.items()} == {e.id: e.phrases for e in small.faq.values()}
    assert loaded.roles == small.roles
    assert loaded.faq["degree-needed"].answer.strip() == small.faq["degree-needed"].answer.strip()


@pytest.mark.parametrize(("old", "new"), [("skill: docker", "skill: no-such-skill"), ("[azure]", "[xyz]")])
def test_a_name_that_is_like_none_gets_no_absurd_suggestion(small_knowledge: Path, old: str, new: str) -> None:
    path = small_knowledge.parent / ENGINEER
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    problems = check(small_knowledge, small_knowledge.parent / "faq.yaml")
    assert any("there is no skill" in problem.message for problem in problems)
    assert not any("did you mean" in problem.message for problem in problems), "\n".join(map(str, problems))
