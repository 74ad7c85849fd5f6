"""What is measured of a ranking: hits, separation, decisions, calibration. All in percent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.domain.matching.matcher import OFFERED, Ranking

BINS = 10


@dataclass(frozen=True)
class Outcome:
    """One question's ranking beside its answer ("" where no entry answers)."""

    answer: str
    ranking: Ranking

    @property
    def right(self) -> bool:
        return bool(self.answer) and bool(self.ranking.matches) and self.ranking.matches[0].entry == self.answer

    @property
    def among(self) -> bool:
        return any(match.entry == self.answer for match in self.ranking.matches[:OFFERED])


def _share(marks: list[bool]) -> float:
    return 100 * sum(marks) / len(marks) if marks else float("nan")


def measures(outcomes: list[Outcome]) -> dict[str, float]:
    inside = [o for o in outcomes if o.answer]
    outside = [o for o in outcomes if not o.answer]
    asked_back = [o for o in inside if o.ranking.decision == "clarify"]
    found = {
        "hit@1": _share([o.right for o in inside]),
        "hit@3": _share([o.among for o in inside]),
        "answered right": _share([o.right and o.ranking.decision == "answer" for o in inside]),
        "answered wrong": _share([not o.right and o.ranking.decision == "answer" for o in inside]),
        "clarified": _share([o.ranking.decision == "clarify" for o in inside]),
        "offered right": _share([o.among for o in asked_back]),
        "calibration": calibration_error([o.ranking.confidence for o in outcomes], [o.right for o in outcomes]),
    }
    if outside:
        floor = np.quantile([o.ranking.confidence for o in outside], 0.9)
        found["auroc"] = auroc([o.ranking.confidence for o in inside], [o.ranking.confidence for o in outside])
        found["at 90"] = _share([o.right and o.ranking.confidence > floor for o in inside])
        found["answered outside"] = _share([o.ranking.decision == "answer" for o in outside])
        found["offered right, all"] = _share([o.among for o in outcomes if o.ranking.decision == "clarify"])
    return found


def auroc(inside: list[float], outside: list[float]) -> float:
    """The chance that a question with an answer is given more confidence than one without."""
    low = np.sort(outside)
    below = np.searchsorted(low, inside, "left") + np.searchsorted(low, inside, "right")
    return float(50 * below.mean() / len(low))


def calibration_error(confidences: list[float], right: list[bool]) -> float:
    """Expected calibration error over ten bins of equal width."""
    sure, hit = np.array(confidences), np.array(right, float)
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = [abs(sure[bins == b].sum() - hit[bins == b].sum()) for b in range(BINS)]
    return float(100 * sum(gaps) / max(len(sure), 1))
