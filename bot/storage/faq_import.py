"""A community's FAQ taken over into an FAQ file: planned, shown, and written; nothing is ever removed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.faq.imported import Plan, plan, plan_of_entries
from bot.errors import BotError, ContentError
from bot.storage.faq_edit import entries_in
from bot.storage.faq_file import edited, write
from bot.storage.faq_sources import Source, read_source
from bot.storage.knowledge_checks import faq_problems
from bot.storage.references import Known, value_problems

EMPTY = b"version: 1\nentries: []\n"


def planned(source: Path, to: Path | None) -> Plan:
    """What importing `source` would add to and change in the FAQ file `to`. Raises BotError."""
    ours = entries_in(_read(to) or EMPTY, to) if to else ()
    return plan_of(read_source(source), ours)


def plan_of(
    source: Source,
    ours: Sequence[FaqEntry],
    taken: Collection[str] = (),
    known: Mapping[str, Sequence[str]] | None = None,
    known_ids: Known = MappingProxyType({}),
) -> Plan:
    """Raises ContentError where a file of our own format has errors; they name its lines and its entries.

    `known`: a title → what members asked that it may answer. `known_ids`: what entries may refer to.
    """
    if source.ours is None:
        made = plan(source.items, ours, taken, known)
        return replace(made, left_out=(*source.unread, *made.left_out))
    problems = [*faq_problems(source.ours), *value_problems(source.ours, known_ids)]
    if errors := [problem.with_entry_of(source.ours.data) for problem in problems if problem.severity == "error"]:
        raise ContentError(errors)
    return plan_of_entries(source.entries, ours, source.name)


def imported(accepted: Plan, to: Path, *, wordings: bool, skipped: Collection[str] = ()) -> int:
    """Writes the plan to the file, a new one if there is none; returns how many entries that were."""
    unknown = set(skipped) - {proposal.entry.id for proposal in accepted.proposals}
    if unknown:
        raise BotError(f"--skip: the import has no entry {', '.join(f'`{one}`' for one in sorted(unknown))}.")
    changes = accepted.changes(wordings=accepted.suggesting if wordings else (), skipped=skipped)
    before = _read(to)
    write(to, before, edited(before if before is not None else EMPTY, changes, to))
    return len(changes)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BotError(f"{path}: cannot be read ({error.strerror}); check the name and its permissions.") from None
