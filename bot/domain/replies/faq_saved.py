"""What a moderator is told about a change of the FAQ: saved, in conflict, or waiting for a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import unified_diff

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.faq.change import Change, Revision
from bot.domain.faq.form import typed
from bot.domain.faq.replay import Replay
from bot.domain.replies import faq_replay

DIFF_SHOWN = 1400
"""Characters of a diff in a message; the file itself has the rest."""
HISTORY_DIFF_SHOWN = 500
ENTRIES_SHOWN = 15
REACHED_SHOWN = 5


def saved(revision: Revision, diff: str, replay: Replay, said: str = "") -> str:
    """`said`: what was done, in words of its own."""
    removed = all(change.after is None for change in revision.changes)
    done = f"Took back change {revision.undoes}" if revision.undoes else "Removed" if removed else "Saved"
    head = f"### {said or done}: {_named(revision.changes)}"
    return "\n".join([head, fenced(diff, DIFF_SHOWN), *told(replay)])


def to_restore(at: datetime, changes: Sequence[Change], diff: str, replay: Replay) -> str:
    """What would be as it was at that moment."""
    head = f"### The FAQ as it was at {at:%Y-%m-%d %H:%M} (UTC): {_named(changes)} would change"
    note = "Everything saved from here since is taken back; entries changed by hand only since then stay as they are."
    return "\n".join([head, note, fenced(diff, DIFF_SHOWN), *told(replay)])


def told(replay: Replay) -> Iterator[str]:
    """Which questions the change answers now, and the replay's sections as text."""
    gained = [f"- “{one.question}”" for one in replay.reached if one not in replay.moved]
    if gained:
        more = [f"- and {len(gained) - REACHED_SHOWN} more"] if len(gained) > REACHED_SHOWN + 1 else []
        yield from (f"**Now answered by it ({len(gained)})**", *(gained[:REACHED_SHOWN] if more else gained), *more)
    yield from (section.plain() for section in faq_replay.sections(replay))


def _named(changes: Sequence[Change]) -> str:
    return f"`{changes[0].entry.id}`" if len(changes) == 1 else f"{len(changes)} entries"


def fenced(text: str, most: int, language: str = "diff") -> str:
    """A code block that its content cannot close, cut between lines."""
    text = text.replace("```", "`\u200b``")
    if len(text) > most:
        text = f"{text[:most].rpartition(chr(10))[0] or text[:most]}\n…"
    return f"```{language}\n{text}\n```" if text else ""


def conflict(mine: FaqEntry | None, theirs: FaqEntry | None) -> str:
    """What stands in the file now, against what was to be saved."""
    name = (mine or theirs).id  # type: ignore[union-attr]
    if theirs is None:
        return f"Somebody removed `{name}` while you were writing. Nothing was saved."
    there = "somebody added it" if mine is None else "somebody changed it"
    text = f"Somebody was faster with `{name}`: {there} while you were writing. Nothing was saved."
    return "\n".join([text, "In the file (-) and yours (+):", fenced(between(theirs, mine), DIFF_SHOWN)])


def between(old: FaqEntry | None, new: FaqEntry | None) -> str:
    """An entry's fields before and after, as a diff."""
    lines = unified_diff([*_lines(old)], [*_lines(new)], n=0, lineterm="")
    return "\n".join(line for line in [*lines][2:] if not line.startswith("@@"))


def _lines(entry: FaqEntry | None) -> Iterator[str]:
    if entry is None:
        return
    for name, text in typed(entry).items():
        yield from (f"{name}: {line}" for line in text.splitlines())


def history(revisions: Sequence[Revision], authors: Sequence[str], times: Sequence[str], *, details: bool) -> str:
    """Newest first. `authors` and `times` are as the front end shows them."""
    if not revisions:
        return "No change was saved from here yet. Edits made in the file itself are in its own version control."
    return "\n".join(
        part
        for revision, author, when in zip(revisions, authors, times, strict=True)
        for part in _told(revision, author, when, details)
    )


def _told(revision: Revision, author: str, when: str, details: bool) -> Iterator[str]:
    why = f" · {' '.join(revision.why.split())[:100]}" if revision.why else ""
    yield f"**{revision.number}** {_did(revision)} · {author} · {when}{why}"
    for change in revision.changes if details else ():
        yield fenced(between(change.before, change.after), HISTORY_DIFF_SHOWN)


def _did(revision: Revision) -> str:
    if revision.undoes:
        return f"took back {revision.undoes} ({_named(revision.changes)})"
    if len(revision.changes) > 1:
        return f"changed {len(revision.changes)} entries"
    (change,) = revision.changes
    did = "changed" if change.before and change.after else "added" if change.after else "removed"
    return f"{did} `{change.entry.id}`"


def shown(entry: FaqEntry) -> str:
    """The entry as it stands in the file."""
    wordings = [f"- {text}" for text in entry.alternates]
    if len(wordings) > ENTRIES_SHOWN + 1:
        wordings = [*wordings[:ENTRIES_SHOWN], f"- and {len(wordings) - ENTRIES_SHOWN} more"]
    details = typed(entry)["details"].splitlines()
    parts = [f"### {entry.question}", f"-# `{entry.id}`", entry.answer.strip()]
    if wordings:
        parts += ["**Other wordings**", *wordings]
    return "\n".join([*parts, *(f"-# {line}" for line in details if not line.endswith(":"))])
