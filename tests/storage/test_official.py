"""The occupation file: every figure of the shipped one is that of its source row, and a folder compiles into one."""

from __future__ import annotations

import csv
import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import program
from bot.domain.core.official import Official, OfficialCard
from bot.domain.understanding.message import Understanding
from bot.errors import BotError
from bot.storage.knowledge_files import KnowledgeFiles
from bot.storage.official import archive, bls, cards
from bot.storage.official.packing import card_of, packed

from . import workbooks

SAMPLE = Path(__file__).parent / "official_sample"
SHIPPED = Path("knowledge") / archive.NAME
NOTES = (
    ("May {year} OEWS Estimates",),
    ("# = indicates a wage equal to or greater than $115.00 per hour or $239,200 per year",),
)
ROWS = {  # O*NET occupation → the row of the Bureau's tables that stands for it, where that is not its own
    "15-1299.04": ("15-1299", "parent"),
    "15-1255.01": ("15-1255", "parent"),
    "15-2051.01": ("15-2051", "parent"),
    "13-1022.00": ("13-1020", "combined"),
    "25-2056.00": ("25-2052", "combined"),
    "31-1121.00": ("31-1120", "combined"),
}
NO_PAY = {"45-3031.00"}
PERCENTILES = {"p10": "PCT10", "p25": "PCT25", "median": "MEDIAN", "p75": "PCT75", "p90": "PCT90", "mean": "MEAN"}
LABELS = {"E0": "not_exposed", "E1": "direct", "E2": "with_tools"}
Row = dict[str, str]


def table(path: str, delimiter: str = ",") -> list[Row]:
    quoting = csv.QUOTE_NONE if path.endswith(".txt") else csv.QUOTE_MINIMAL
    with (SAMPLE / path).open(encoding="utf-8-sig", newline="") as file:
        lines = file.readlines()
    head = 1 if "occupation_2024_34" in path else 0  # its first line is the table's title
    return list(csv.DictReader(lines[head:], delimiter=delimiter, quoting=quoting))


def by(rows: list[Row], column: str) -> dict[str, Row]:
    return {row[column]: row for row in rows}


@pytest.fixture(scope="module")
def shipped() -> Official:
    official = archive.read(SHIPPED)
    assert official
    return official


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as the sources lie in a folder: workbooks and texts."""
    folder = tmp_path_factory.mktemp("sources")
    for path in (*SAMPLE.rglob("*.txt"), *SAMPLE.rglob("*.tsv"), *SAMPLE.rglob("*.csv")):
        place = folder / path.relative_to(SAMPLE)
        place.parent.mkdir(parents=True, exist_ok=True)
        if path.parent.name == "bls" and "selected" not in path.name:
            workbook(path, place.with_suffix(".xlsx"))
        else:
            shutil.copy(path, place)
    return folder


def workbook(source: Path, place: Path) -> None:
    rows = list(csv.reader(source.read_text("utf-8").splitlines()))
    if "occupation" in source.name:
        workbooks.write(place, {"Index": [("contents",)], "Table 1.2": rows})
    else:
        notes = [tuple(cell.format(year=source.name[10:14]) for cell in row) for row in NOTES]
        workbooks.write(place, {source.stem: rows, "Field Descriptions": notes})


@pytest.fixture(scope="module")
def compiled(sample: Path) -> cards.Compiled:
    return cards.compiled(sample)


# --- figures and their rows


def soc_of(code: str) -> str:
    return ROWS[code][0] if code in ROWS else code[:7]


def pay_figures(card: OfficialCard) -> Iterator[tuple[str, object, object]]:
    newest, before = (by(table(f"bls/national_M{year}_dl.csv"), "OCC_CODE") for year in (2025, 2024))
    row = newest.get(soc_of(card.code)) or before.get(soc_of(card.code))
    if row is None:
        yield "no pay", card.pay, None
        return
    pay = card.pay
    assert pay
    yield "row", (pay.row.soc, pay.row.of), ROWS.get(card.code, (card.code[:7], "own"))
    yield "source", pay.source, "oews-2025" if soc_of(card.code) in newest else "oews-2024"
    sign = "H" if row["A_MEAN"] == "*" else "A"
    for name, column in PERCENTILES.items():
        text = row[f"{sign}_{column}"]
        yield name, getattr(pay, name), None if text == "*" else float(text)
    yield "employment", pay.employment, int(row["TOT_EMP"])


def prospect_figures(card: OfficialCard) -> Iterator[tuple[str, object, object]]:
    rows = table("bls/occupation_2024_34.csv")
    row = by(rows, "2024 National Employment Matrix code")[soc_of(card.code)]
    newer = by(table("bls/employment_projections_2025_35_selected.csv"), "soc").get(soc_of(card.code))
    known = card.prospects
    assert known
    older = known.rounds[-1]
    yield "change", older.change, round(float(row["Employment change, percent, 2024–34"]), 2)
    thousands = row["Occupational openings, 2024–34 annual average"]
    yield "openings", older.openings, round(float(thousands) * 1000)
    yield "education", known.education, row["Typical education needed for entry"]
    yield "experience", known.experience, row["Work experience in a related occupation"]
    yield "rounds", len(known.rounds), 2 if newer else 1
    if newer:
        yield "newer change", known.rounds[0].change, float(newer["percent_change_2025_35"])
        yield "newer openings", known.rounds[0].openings, int(newer["annual_openings_2025_35"])


def work_figures(card: OfficialCard) -> Iterator[tuple[str, object, object]]:
    tasks = [row for row in table("onet/30.2-text/Task Statements.txt", "\t") if row["O*NET-SOC Code"] == card.code]
    core = [row["Task"] for row in tasks if row["Task Type"] == "Core"] or [row["Task"] for row in tasks]
    yield "tasks", card.task_count, len(core)
    yield from (("task", task, text) for task, text in zip(card.tasks, core, strict=False))
    zone = by(table("onet/29.3-text/Job Zones.txt", "\t"), "O*NET-SOC Code")[card.code]
    yield "zone", card.job_zone, int(zone["Job Zone"])
    survey = table("onet/29.3-text/Education, Training, and Experience.txt", "\t")
    shown = {share.percent for share in card.education}
    stated = {float(row["Data Value"]) for row in survey if row["O*NET-SOC Code"] == card.code}
    yield from (("education", percent in stated, True) for percent in shown)


def exposure_figures(card: OfficialCard) -> Iterator[tuple[str, object, object]]:
    rated = table("ai-exposure/gpts_are_gpts_task_labels.tsv", "\t")
    rows = [row for row in rated if row["O*NET-SOC Code"] == card.code]
    score = by(table("ai-exposure/gpts_are_gpts_occ_level.csv"), "O*NET-SOC Code")[card.code]
    assert card.rated
    raters = ((card.rated.people, "human_exposure_agg", "human_rating_beta"),
              (card.rated.model, "gpt4_exposure", "dv_rating_beta"))  # fmt: skip
    for ratings, label, column in raters:
        for letter, kind in LABELS.items():
            yield kind, getattr(ratings, kind), sum(row[label] == letter for row in rows)
        yield "score", ratings.score, round(float(score[column]), 3)
    by_id = {int(float(row["Task ID"])): row for row in rows}
    texts = by(table("onet/30.2-text/Task Statements.txt", "\t"), "Task ID")
    for example in card.rated.examples:
        row = by_id[example.task]
        yield (
            "label",
            (example.people, example.model),
            (LABELS[row["human_exposure_agg"]], LABELS[row["gpt4_exposure"]]),
        )
        yield "text", example.text, texts[str(example.task)]["Task"].rstrip(".")
    yield from measure_figures(card)


def measure_figures(card: OfficialCard) -> Iterator[tuple[str, object, object]]:
    files = {
        "bls-ai-2026": ("bls_ai_exposure_2025_35_selected.csv", "soc", "ai_exposure_category"),
        "microsoft-2025": ("microsoft_soc_ai_applicability_scores.csv", "SOC Code", "ai_applicability_score"),
        "anthropic-2026": ("anthropic_economic_index_job_exposure.csv", "occ_code", "observed_exposure"),
    }
    for measure in card.exposure:
        file, code, column = files[measure.source]
        text = by(table(f"ai-exposure/{file}"), code)[card.code[:7]][column]
        yield measure.source, measure.value, text if text.isalpha() or " " in text else f"{float(text):.4g}"


FIGURES = (pay_figures, prospect_figures, work_figures, exposure_figures)
CODES = [row["O*NET-SOC Code"] for row in table("onet/30.2-text/Occupation Data.txt", "\t")]


@pytest.mark.parametrize("code", CODES)
def test_every_shipped_figure_is_that_of_its_source_row(code: str, shipped: Official) -> None:
    card = shipped.cards[code]
    found = [figure for figures in FIGURES for figure in figures(card)]
    assert [(name, shown) for name, shown, _ in found] == [(name, stated) for name, _, stated in found]


def test_more_than_five_hundred_figures_are_compared(shipped: Official) -> None:
    assert sum(1 for code in CODES for figures in FIGURES for _ in figures(shipped.cards[code])) > 500


def test_figures_that_stand_twice_are_the_same(understanding: Understanding, shipped: Official) -> None:
    """Those of occupations that roles link to also stand in occupations.yaml."""
    for soc, known in understanding.kb.occupations.items():
        if f"{soc}.00" not in shipped.names:
            continue
        card = shipped.cards[f"{soc}.00"]
        assert card.pay
        assert card.prospects
        wages = known.wages[0]
        assert (card.pay.median, card.pay.p90, card.pay.employment) == (wages.median, wages.p90, wages.employment)
        assert set(known.outlook) <= set(card.prospects.rounds)
        measured = {one.source: (one.value, one.rank) for one in known.exposure}
        both = [one for one in card.exposure if one.source in measured]
        assert [(one.value, one.rank) for one in both] == [measured[one.source] for one in both]
        assert card.rated
        own = [(rated.people, rated.model) for rated in known.rated_tasks if rated.code == card.code]
        assert own in ([], [(card.rated.people, card.rated.model)])


# --- compiling


def test_the_sample_compiles_into_what_is_shipped_of_it(compiled: cards.Compiled, shipped: Official) -> None:
    assert set(compiled.cards) == set(CODES)
    for code, card in compiled.cards.items():
        other = shipped.cards[code]
        assert (card.title, card.tasks, card.pay, card.prospects) == (
            other.title, other.tasks, other.pay, other.prospects,
        ), code  # fmt: skip


def test_hourly_pay_stays_hourly_and_a_missing_estimate_is_none(compiled: cards.Compiled) -> None:
    actors = compiled.cards["27-2011.00"].pay
    assert actors
    assert (actors.unit, actors.median) == ("hour", 29.05)
    assert compiled.cards["45-3031.00"].pay is None


def test_a_top_coded_wage_is_the_least_it_may_be(sample: Path, tmp_path: Path) -> None:
    shutil.copytree(sample / "bls", tmp_path / "bls", ignore=lambda _, names: [n for n in names if "2025" in n])
    pay = bls.read(tmp_path).pay_of("29-1021.00")
    assert pay
    assert (pay.p90, pay.top_coded) == (239_200, ("p90",))
    hourly = bls.read(tmp_path).pay_of("27-2011.00")
    assert hourly
    assert hourly.top_coded == ()


def test_a_newer_layout_is_read(compiled: cards.Compiled, tmp_path: Path) -> None:
    """From 30.3 on software and titles have other files and columns."""
    whole = SAMPLE / "onet" / "30.2-text"
    for name in ("Occupation Data.txt", "Task Statements.txt"):
        shutil.copy(whole / name, tmp_path / name)
    (tmp_path / "Read Me.txt").write_text("O*NET 31.0 Database\nAugust 2026 Release\n")
    (tmp_path / "Software Skills.txt").write_text(
        "O*NET-SOC Code\tWorkplace Example\tElement ID\tElement Name\tHot Technology\tIn Demand\n"
        "15-2041.00\tSAS\tn/a\tn/a\tY\tN\n15-2041.00\tR\tn/a\tn/a\tN\tY\n"
    )
    (tmp_path / "Job Titles.txt").write_text(
        "O*NET-SOC Code\tJob Title\tShort Title\tSource(s)\n15-2041.00\tTrial Statistician (TS)\tn/a\t08\n"
    )
    made = cards.compiled(tmp_path)
    statisticians = made.cards["15-2041.00"]
    assert (statisticians.software, statisticians.in_demand) == (("R", "SAS"), 1)
    assert made.titles["trial statistician"] == made.titles["ts"] == ("15-2041.00",)
    assert made.about.sources[0].as_of == "August 2026"


def test_each_table_is_taken_from_the_newest_official_release(compiled: cards.Compiled) -> None:
    assert compiled.about.used["tasks"] == "onet-30.2"
    assert compiled.about.used["education"] == "onet-29.3"


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, "Occupation Data.txt"),
        ({"Occupation Data.txt": "O*NET-SOC Code\tTitle\n15-2041.00\tStatisticians\n"}, "Task Statements.txt"),
        (
            {
                "Occupation Data.txt": "O*NET-SOC Code\tName\n15-2041.00\tStatisticians\n",
                "Task Statements.txt": "O*NET-SOC Code\tTask ID\tTask\n15-2041.00\t1\tCount.\n",
            },
            "no column Title",
        ),
    ],
)
def test_what_is_missing_is_named(files: dict[str, str], told: str, tmp_path: Path) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(BotError, match=told):
        cards.compiled(tmp_path)


def test_the_command_writes_the_file_and_tells_what_is_in_it(sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "cards.zip"
    result = CliRunner().invoke(program, ["import-onet", str(sample), "--to", str(target)])
    assert result.exit_code == 0, result.output
    assert "20 occupations" in result.output
    official = archive.read(target)
    assert official
    assert official.cards["15-2041.00"].title == "Statisticians"
    assert "CC BY 4.0" in official.about.notice


# --- the file


def test_every_shipped_card_can_be_read_and_written(shipped: Official) -> None:
    assert len(shipped.names) == 923
    for card in shipped.cards.values():
        assert card_of(packed(card).encode()) == card


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("Statisticians", 1),
        ("statistician", 1),
        ("DENTIST", 1),
        ("general dentists", 1),
        ("Data Analyst", 9),
        ("no such title", 0),
        ("", 0),
    ],
)
def test_titles_lead_to_codes(title: str, codes: int, shipped: Official) -> None:
    assert len(shipped.named(title)) == codes


def test_titles_are_found_at_both_ends_of_the_table(
    shipped: Official, compiled: cards.Compiled, tmp_path: Path
) -> None:
    archive.write(compiled, tmp_path / "small.zip")
    official = archive.read(tmp_path / "small.zip")
    assert official
    for title, codes in compiled.titles.items():
        assert official.titles.codes(title) == codes


def test_a_new_occupation_file_is_used_from_the_next_question_on(
    small_knowledge: Path, small_faq: Path, compiled: cards.Compiled
) -> None:
    files = KnowledgeFiles(small_knowledge, small_faq)
    assert files.current().official is None
    archive.write(compiled, small_knowledge / archive.NAME)
    official = files.current().official
    assert official
    assert "15-2041.00" in official.names
    (small_knowledge / archive.NAME).write_bytes(b"nothing")
    assert files.current().official == official, "a broken file leaves the last good one in use"
    assert [problem.path.name for problem in files.problems if problem.severity == "error"] == [archive.NAME]


def test_what_was_compiled_comes_back_with_its_cards(shipped: Official) -> None:
    again = pickle.loads(pickle.dumps(shipped))
    assert again == shipped
    assert again.cards["15-2041.00"] == shipped.cards["15-2041.00"]


def test_a_damaged_file_is_a_problem_with_the_mend(tmp_path: Path) -> None:
    (tmp_path / "damaged.zip").write_bytes(b"PK nothing")
    with pytest.raises(BotError, match="import-onet"):
        archive.read(tmp_path / "damaged.zip")
    assert archive.read(tmp_path / "absent.zip") is None
