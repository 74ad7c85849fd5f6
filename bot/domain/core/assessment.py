"""The AI-readiness self-assessment."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.core.strict import STRICT


@dataclass(frozen=True)
class Statement:
    """One statement of the AI-readiness self-assessment, answered from 1 (not at all) to 5 (fully)."""

    id: str
    area: str
    text: str


@dataclass(frozen=True)
class ReadinessArea:
    """One of the four sub-scores, and the step suggested when it is low."""

    id: str
    name: str
    step: str


@dataclass(frozen=True)
class ReadinessFile:
    """knowledge/readiness.yaml"""

    __pydantic_config__ = STRICT
    areas: tuple[ReadinessArea, ...]
    statements: tuple[Statement, ...]
