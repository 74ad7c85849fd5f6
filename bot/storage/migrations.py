"""The database's tables, made step by step: each function runs once per file, in order, and is never changed later."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import closing
from functools import cache
from secrets import token_hex

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations


def create_profiles(db: Database) -> None:
    """Everything of one member stands in rows with a column `member`: erasing and counting go by that name."""
    db.table("members").create({"member": str, "goal": str, "level": str, "hours": float}, pk="member")
    db.table("skills").create(
        {"member": str, "skill": str, "level": str, "since": str, "changed": str}, pk=("member", "skill")
    )
    db.table("readiness").create({"member": str, "statement": str, "score": int}, pk=("member", "statement"))
    db.table("history").create(
        {"id": int, "member": str, "on": str, "what": str, "item": str, "before": str, "after": str}, pk="id"
    )
    db.table("history").create_index(["member"])


def create_guilds(db: Database) -> None:
    """What each Discord server has set; lists of ids as JSON."""
    db.table("guilds").create(
        {
            "guild": int,
            "answer_channels": str,
            "moderator_roles": str,
            "moderators_channel": int,
            "paused_threads": str,
            "left_on": str,
        },
        pk="guild",
    )


def create_questions(db: Database) -> None:
    """A column `asker` holds a member's salted hash (storage/questions.py): erasing and counting go by it too."""
    db.table("salt").create({"value": str})
    db.table("salt").insert({"value": token_hex(32)})
    # A number is never used twice, so an old button cannot mean a new question.
    db.execute("""CREATE TABLE questions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        asker TEXT, text TEXT, day TEXT, why TEXT, target TEXT, shared INTEGER, settled INTEGER)""")
    db.table("questions").create_index(["asker", "text", "why", "target"], unique=True)
    db.table("questions").create_index(["day"])
    db.table("counts").create({"day": str, "what": str, "entry": str, "times": int}, pk=("day", "what", "entry"))


def create_faq_history(db: Database) -> None:
    """An author has a row of their own (column `member`): erasing it leaves the history whole."""
    db.execute("""CREATE TABLE faq_revisions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT, why TEXT, undoes INTEGER, file TEXT, old_hash TEXT, new_hash TEXT, witness TEXT,
        text_before TEXT, text_after TEXT)""")
    db.table("faq_changes").create({"revision": int, "entry": str, "before": str, "after": str})
    db.table("faq_changes").create_index(["revision"])
    db.table("faq_changes").create_index(["entry"])
    db.table("faq_authors").create({"revision": int, "member": str}, pk="revision")
    db.table("faq_authors").create_index(["member"])
    db.execute("""CREATE TABLE faq_drafts (
        number INTEGER PRIMARY KEY AUTOINCREMENT, member TEXT, at TEXT, opened TEXT, typed TEXT)""")
    db.table("faq_drafts").create_index(["member"])


def number_history(db: Database) -> None:
    """Changes of one message are undone together."""
    db.execute("ALTER TABLE history ADD COLUMN step INTEGER NOT NULL DEFAULT 0")


def digest_weekly(db: Database) -> None:
    """Whether a server's moderators are told once a week how their FAQ does, and when they were last."""
    db.execute("ALTER TABLE guilds ADD COLUMN digest INTEGER NOT NULL DEFAULT 1")
    db.execute("ALTER TABLE guilds ADD COLUMN digested TEXT")


def keep_plan_choices(db: Database) -> None:
    """What members chose for steps of their plans: `role:skill` → skip, later, first, instead."""
    columns = {"member": str, "step": str, "choice": str}
    db.table("plan_choices").create(columns, pk=("member", "step"))


def remind_weekly(db: Database) -> None:
    """One row for each member who asked for check-ins (domain/core/check_in.py); moments as UTC."""
    columns = {
        "member": str,
        "weekday": int,
        "hour": int,
        "zone": str,
        "next_at": str,
        "sending": str,
        "unanswered": int,
        "streak": int,
        "answered": str,
        "ended": str,
        "told": int,
    }
    db.table("check_ins").create(columns, pk="member")
    db.table("check_ins").create_index(["next_at"])


def remember_first_server(db: Database) -> None:
    """At most one row: the server that keeps the FAQ where the operator names none."""
    db.table("first_server").create({"guild": int}, pk="guild")


_SALT = re.compile("[0-9a-f]{64}")

STEPS = (
    create_profiles,
    create_guilds,
    create_questions,
    create_faq_history,
    number_history,
    digest_weekly,
    keep_plan_choices,
    remind_weekly,
    remember_first_server,
)

migrations = Migrations("career-bot")
for step in STEPS:
    migrations()(step)


def lacking(db: Database) -> str:
    """The first table, column, index or single row that the steps made and that is no longer there; empty if all
    are."""
    tables, indexes = _made()
    columns = {name: set(db.table(name).columns_dict) for name in db.table_names()}
    for table, wanted in tables.items():
        if table not in columns:
            return f"the table `{table}`"
        if missing := wanted - columns[table]:
            return f"the column `{min(missing)}` of the table `{table}`"
    if lost := indexes - _indexes(db):
        return f"the index `{min(lost)}`"
    salts = [row["value"] for row in db.table("salt").rows]
    return "" if len(salts) == 1 and _SALT.fullmatch(str(salts[0])) else "the one row of the table `salt`"


@cache
def _made() -> tuple[Mapping[str, set[str]], frozenset[str]]:
    """Tables with their columns, and indexes."""
    with closing(Database(memory=True, execute_plugins=False)) as fresh:
        migrations.apply(fresh)
        tables = {name: set(fresh.table(name).columns_dict) for name in fresh.table_names()}
        return tables, _indexes(fresh)


def _indexes(db: Database) -> frozenset[str]:
    return frozenset(name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'index'"))
