"""A member's data in their own hands: what is kept, the export, and deletion that asks once."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.core.query import ERASE_CONFIRMATION
from bot.domain.core.reply import Reply, Section, Suggestion
from bot.domain.core.wording import counted

MODERATOR = (
    " As a moderator: your name stands beside your changes in the FAQ's history, which other moderators see, and what "
    "you type into its form is kept for a day. Deleting removes both; the changes stay."
)


def shown(counts: Mapping[str, int]) -> Reply:
    return Reply(
        "privacy",
        "I keep your reported skills with level and dates, their history, your goal and hours, what you chose "
        "for steps of your plan, when to remind you (if you asked for that), and your last AI-readiness "
        "answers. Nobody else sees them, and they are never logged. A question that I could not answer is "
        f"kept for 30 days without your name.{MODERATOR if _keeps_the_faq(counts) else ''}",
        title="Your data",
        sections=(Section("Rows", _rows(counts)),),
        suggestions=(
            Suggestion("Export", "Export my data"),
            Suggestion("Delete", "Delete my data"),
        ),
        private=True,
    )


def _keeps_the_faq(counts: Mapping[str, int]) -> bool:
    return any(counts.get(table) for table in _MODERATORS)


def exported(document: str) -> Reply:
    return Reply(
        "privacy",
        "All I keep about you, as JSON that can be imported again:",
        title="Your data",
        sections=(Section("", ("```json", document, "```")),),
        private=True,
    )


def asked(counts: Mapping[str, int]) -> Reply:
    total = sum(counts.values())
    if not total:
        return Reply("privacy", "I keep nothing about you.", title="Your data", private=True)
    return Reply(
        "privacy",
        f"This deletes all I keep about you ({counted(total, 'row')}), for good. Shall I?",
        title="Delete your data",
        sections=(Section("Rows", _rows(counts)),),
        suggestions=(Suggestion("Yes, delete", ERASE_CONFIRMATION),),
        decision="clarify",
        private=True,
    )


def erased(before: Mapping[str, int], after: Mapping[str, int]) -> Reply:
    return Reply(
        "privacy",
        f"Deleted {counted(sum(before.values()), 'row')}; {sum(after.values())} are left. Backups of the database that "
        "were made before still hold them until they expire.",
        title="Your data",
        private=True,
    )


def _rows(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Of what only moderators can have, nothing is said to others."""
    shown = {table: rows for table, rows in counts.items() if rows or table not in _MODERATORS}
    return tuple(f"- {_NAMES.get(table, table)}: {rows}" for table, rows in shown.items())


_MODERATORS = ("faq_authors", "faq_drafts")
_NAMES = {
    "members": "goal and hours",
    "plan_choices": "choices in your plan",
    "check_ins": "check-ins",
    "questions": "open questions",
    "faq_authors": "FAQ edits",
    "faq_drafts": "FAQ drafts",
}
"""What a member calls the rows of a table whose own name does not say it."""
