"""How far the work of each occupation overlaps with AI tools, by the studies that are found in a folder."""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.domain.core.occupations import TASK_EXPOSURES, Exposure, RatedTask, RatedTasks, TaskExposure, TaskRatings
from bot.domain.core.sources import Source

GPTS = Source(
    id="gpts-2023",
    name="GPTs are GPTs (Eloundou and others)",
    as_of="2023",
    licence="MIT",
    url="https://github.com/openai/GPTs-are-GPTs",
    note="Tasks labeled by people and by GPT-4. Exposure, not job loss.",
)
BLS = Source(
    id="bls-ai-2026",
    name="BLS AI exposure categories",
    as_of="2026",
    licence="public domain",
    url="https://www.bls.gov/emp/publications/ai-exposure-categories.htm",
)
MICROSOFT = Source(
    id="microsoft-2025",
    name="Microsoft, Working with AI",
    as_of="2025",
    licence="CC BY 4.0",
    url="https://github.com/microsoft/working-with-ai",
)
ANTHROPIC = Source(id="anthropic-2026", name="Anthropic Economic Index", as_of="2026", licence="CC BY 4.0")
_LABELS: Mapping[str, TaskExposure] = {"E0": "not_exposed", "E1": "direct", "E2": "with_tools"}
_EXAMPLES = 3
TextRow = Mapping[str, str]


@dataclass(frozen=True)
class _Study:
    """A measure that a file has for each SOC code."""

    source: Source
    file: str
    code: str
    column: str
    measure: str


_STUDIES = (
    _Study(BLS, "bls_ai_exposure*.csv", "soc", "ai_exposure_category", "AI exposure category"),
    _Study(
        MICROSOFT,
        "microsoft_soc_ai_applicability_scores.csv",
        "SOC Code",
        "ai_applicability_score",
        "AI applicability score",
    ),
    _Study(
        ANTHROPIC,
        "anthropic_economic_index_job_exposure.csv",
        "occ_code",
        "observed_exposure",
        "observed exposure",
    ),
)


@dataclass(frozen=True)
class ExposureTables:
    """What was found."""

    sources: tuple[Source, ...]
    measures: Mapping[str, tuple[Exposure, ...]]
    """SOC code → its measures."""
    rated: Mapping[str, RatedTasks]
    """O*NET-SOC code → its tasks as people and GPT-4 rate them."""


def read(folder: Path, tasks: Mapping[tuple[str, str], str]) -> ExposureTables:
    """`tasks`: (code, task id) → the task in the words of the present release; examples are taken from these."""
    measures: dict[str, list[Exposure]] = {}
    sources = []
    for study in _STUDIES:
        values = _values(folder, study)
        sources += [study.source] if values else []
        for soc, exposure in _measured(values, study):
            measures.setdefault(soc, []).append(exposure)
    rated = _rated(folder, tasks)
    sources += [GPTS] if rated else []
    return ExposureTables(tuple(sources), {soc: tuple(found) for soc, found in measures.items()}, rated)


def _first(folder: Path, name: str) -> Path | None:
    return next(iter(sorted(folder.rglob(name))), None)


def _table(path: Path, delimiter: str = ",") -> list[TextRow]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def _values(folder: Path, study: _Study) -> dict[str, str]:
    path = _first(folder, study.file)
    found = _table(path) if path else []
    return {row[study.code]: row[study.column] for row in found if row.get(study.column)}


def _measured(values: Mapping[str, str], study: _Study) -> Iterator[tuple[str, Exposure]]:
    numbers = sorted(float(text) for text in values.values() if _is_number(text))
    for soc, text in values.items():
        if not _is_number(text):
            yield soc, Exposure(study.source.id, study.measure, text)
        else:
            shown = f"{float(text):.4g}"
            yield soc, Exposure(study.source.id, study.measure, shown, rank(float(text), numbers))


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace("-", "", 1).replace("e", "", 1).isdigit()


def rank(value: float, ordered: Sequence[float]) -> int:
    """Percent of the occupations that lie below."""
    return round(100 * bisect_left(ordered, value) / len(ordered))


# --- tasks


def _rated(folder: Path, tasks: Mapping[tuple[str, str], str]) -> dict[str, RatedTasks]:
    labels = _first(folder, "*gpts_are_gpts_task_labels.tsv") or _first(folder, "full_labelset.tsv")
    scores = _first(folder, "*gpts_are_gpts_occ_level.csv") or _first(folder, "occ_level.csv")
    if labels is None or scores is None:
        return {}
    by_code: dict[str, list[TextRow]] = {}
    for row in _table(labels, "\t"):
        by_code.setdefault(row["O*NET-SOC Code"], []).append(row)
    published = {row["O*NET-SOC Code"]: row for row in _table(scores)}
    ordered = {
        column: sorted(float(row[column]) for row in published.values())
        for column in ("human_rating_beta", "dv_rating_beta")
    }

    def ratings(rows: Sequence[TextRow], label: str, column: str) -> TaskRatings:
        kinds = [_LABELS[row[label]] for row in rows]
        score = float(published[rows[0]["O*NET-SOC Code"]][column])
        counts = {kind: kinds.count(kind) for kind in TASK_EXPOSURES}
        return TaskRatings(**counts, score=round(score, 3), rank=rank(score, ordered[column]))

    return {
        code: RatedTasks(
            code,
            rows[0]["Title"],
            GPTS.id,
            len(rows),
            ratings(rows, "human_exposure_agg", "human_rating_beta"),
            ratings(rows, "gpt4_exposure", "dv_rating_beta"),
            tuple(_examples(rows, tasks)),
        )
        for code, rows in by_code.items()
        if code in published
    }


def _examples(rows: Sequence[TextRow], tasks: Mapping[tuple[str, str], str]) -> Iterator[RatedTask]:
    """Up to three of each kind: those that both raters put there, then those of people, then of GPT-4."""
    shown: set[int] = set()
    for kind in TASK_EXPOSURES:
        candidates = [task for row in rows if (task := _task(row, kind, tasks))]
        candidates.sort(key=lambda task: (task.people != kind) * 2 + (task.model != kind))
        chosen = [task for task in candidates if task.task not in shown][:_EXAMPLES]
        shown.update(task.task for task in chosen)
        yield from chosen


def _task(row: TextRow, kind: TaskExposure, tasks: Mapping[tuple[str, str], str]) -> RatedTask | None:
    """The task as one of this kind; none where no rater puts it there or the release has it no more."""
    people, model = _LABELS[row["human_exposure_agg"]], _LABELS[row["gpt4_exposure"]]
    number = int(float(row["Task ID"]))
    text = tasks.get((row["O*NET-SOC Code"], str(number)))
    if kind not in (people, model) or text is None:
        return None
    return RatedTask(number, kind, people, model, text.rstrip("."))
