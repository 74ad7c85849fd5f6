"""Profile ↔ rows: a member's record is read, changed, exported, imported and erased here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args

from bot.domain.core.levels import ROLE_LEVELS, SKILL_LEVELS, SkillLevel
from bot.domain.core.profile import PLAN_CHOICES, Change, HeldSkill, PlanChoice, Profile, What
from bot.domain.core.strict import STRICT
from bot.errors import BotError
from bot.storage.database import Database, writing
from bot.storage.questions import anonymous, asked_by
from bot.storage.rows import readable, text

if TYPE_CHECKING:
    from sqlite_utils import Database as Connection

Rows = Mapping[str, dict[str, Any]]
Others = Mapping[str, list[dict[str, Any]]]
_TOLD = {"members", "skills", "readiness", "plan_choices", "history", "questions"}
"""Tables that an export tells by name."""

EXPORT_VERSION = 1
MAX_IMPORT = 5_000_000
HOURS_A_WEEK = 168
_UNCHANGED = "Nothing was imported."


class Profiles:
    """One member's record at a time; each method is one turn of the database thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, member: str) -> Profile:
        return await self._database.read(lambda db: _read(db, member))

    async def update(self, member: str, change: Callable[[Profile], Profile]) -> Profile:
        """`change` is pure and may be called twice; nothing is written if nothing differs."""
        seen = await self.get(member)
        if change(seen) == seen:  # most questions: no lock, no write
            return seen
        return await self._database.run(lambda db: _update(db, member, change))

    async def export(self, member: str) -> str:
        """Everything we keep of the member, as JSON that `import_` reads back."""
        return await self._database.read(
            lambda db: export_text(_read(db, member), asked_by(db, member), _others(db, member))
        )

    async def import_(self, member: str, text: str) -> Profile:
        """Replaces the member's record by an exported one. Raises BotError."""
        imported = replace(imported_profile(text), member=member)
        return await self.update(member, lambda _: imported)

    async def counts(self, member: str) -> dict[str, int]:
        """Table → rows kept of the member."""
        return await self._database.read(lambda db: _counts(db, member))

    async def erase(self, member: str) -> dict[str, int]:
        """Leaves no trace of the member in the file; returns the rows that were there."""
        return await self._database.run(lambda db: _erase(db, member))


def _update(db: Connection, member: str, change: Callable[[Profile], Profile]) -> Profile:
    with writing(db):
        old = _read(db, member)
        new = change(old)
        if new != old:
            _write(db, old, new)
    return new


def _rows(db: Connection, table: str, member: str, order: str = "rowid") -> Iterator[dict[str, Any]]:
    return db.table(table).rows_where("member = ?", [member], order_by=order)


def _read(db: Connection, member: str) -> Profile:
    """What can be read of the record: a row that cannot is left out here, and left as it is in the file."""
    main = next(iter(readable("members", _rows(db, "members", member), _main)), _NOTHING)
    return Profile(
        member=member,
        skills=dict(readable("skills", _rows(db, "skills", member), _held)),
        goal=main.goal,
        level=main.level,
        hours=main.hours,
        readiness=dict(readable("readiness", _rows(db, "readiness", member), _score)),
        plan=dict(readable("plan_choices", _rows(db, "plan_choices", member), _choice)),
        history=tuple(readable("history", _rows(db, "history", member, "id"), _change)),
    )


def _main(row: Mapping[str, Any]) -> Profile:
    level, hours = row["level"], row["hours"]
    if level is not None and level not in ROLE_LEVELS:
        raise ValueError("level")
    if hours is not None and not 0 <= hours <= HOURS_A_WEEK:
        raise ValueError("hours")
    return Profile("", goal=text(row["goal"] or ""), level=level, hours=hours)


_NOTHING = Profile("")


def _held(row: Mapping[str, Any]) -> tuple[str, HeldSkill]:
    held = HeldSkill(_level(row["level"]), date.fromisoformat(row["since"]), date.fromisoformat(row["changed"]))
    return text(row["skill"]), held


def _level(level: object) -> SkillLevel:
    if level not in SKILL_LEVELS:
        raise ValueError("level")
    return level


def _score(row: Mapping[str, Any]) -> tuple[str, int]:
    if row["score"] not in range(1, 6):
        raise ValueError("score")
    return text(row["statement"]), row["score"]


def _choice(row: Mapping[str, Any]) -> tuple[str, PlanChoice]:
    if row["choice"] not in PLAN_CHOICES:
        raise ValueError("choice")
    return text(row["step"]), row["choice"]


def _change(row: Mapping[str, Any]) -> Change:
    if row["what"] not in get_args(What):
        raise ValueError("what")
    before, after = text(row["before"]), text(row["after"])
    return Change(date.fromisoformat(row["on"]), row["what"], text(row["item"]), before, after, int(row["step"]))


READERS = {"members": _main, "skills": _held, "readiness": _score, "plan_choices": _choice, "history": _change}
"""Table → how one of its rows is read."""


def _write(db: Connection, old: Profile, new: Profile) -> None:
    member = new.member
    main = {"member": member, "goal": new.goal, "level": new.level, "hours": new.hours}
    db.table("members").upsert(main, pk="member")
    _replace_rows(db, "skills", "skill", member, _skill_rows(old), _skill_rows(new))
    _replace_rows(db, "readiness", "statement", member, _score_rows(old), _score_rows(new))
    _replace_rows(db, "plan_choices", "step", member, _choice_rows(old), _choice_rows(new))
    known = len(old.history) if new.history[: len(old.history)] == old.history else 0
    if not known:
        db.table("history").delete_where("member = ?", [member])
    db.table("history").insert_all({"member": member, **_row(change)} for change in new.history[known:])


def _replace_rows(db: Connection, table: str, key: str, member: str, old: Rows, new: Rows) -> None:
    """Only the rows that differ are touched."""
    for name in old.keys() - new.keys():
        db.table(table).delete((member, name))
    changed = ({"member": member, key: name, **row} for name, row in new.items() if old.get(name) != row)
    db.table(table).upsert_all(changed, pk=("member", key))


def _skill_rows(profile: Profile) -> Rows:
    return {skill: _row(held) for skill, held in profile.skills.items()}


def _score_rows(profile: Profile) -> Rows:
    return {statement: {"score": score} for statement, score in profile.readiness.items()}


def _choice_rows(profile: Profile) -> Rows:
    return {step: {"choice": choice} for step, choice in profile.plan.items()}


def _row(value: HeldSkill | Change) -> dict[str, Any]:
    row = asdict(value)
    return {name: one.isoformat() if isinstance(one, date) else one for name, one in row.items()}


def _places(db: Connection, member: str) -> dict[str, tuple[str, str]]:
    """Table → the column and value that mark the member's rows. Found in the schema, so that a new table cannot be
    forgotten: a column `member` holds the member, a column `asker` their salted hash."""
    marks = {"member": member, "asker": anonymous(db, member)}
    columns = {name: db.table(name).columns_dict for name in db.table_names()}
    return {name: (mark, value) for name, found in columns.items() for mark, value in marks.items() if mark in found}


def _others(db: Connection, member: str) -> Others:
    """The member's rows in tables that the export tells nowhere else, such as a moderator's drafts."""
    found = {}
    for name, (mark, value) in _places(db, member).items():
        if name not in _TOLD:
            rows = db.table(name).rows_where(f"{mark} = ?", [value])
            found[name] = [{key: cell for key, cell in row.items() if key != mark} for row in rows]
    return {name: rows for name, rows in found.items() if rows}


def _counts(db: Connection, member: str) -> dict[str, int]:
    places = _places(db, member)
    return {name: db.table(name).count_where(f"{mark} = ?", [value]) for name, (mark, value) in places.items()}


def _erase(db: Connection, member: str) -> dict[str, int]:
    with writing(db):
        gone = _counts(db, member)
        for name, (mark, value) in _places(db, member).items():
            db.table(name).delete_where(f"{mark} = ?", [value])
    # `secure_delete` has overwritten the rows; the write-ahead log holds older copies of their pages until it is cut.
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return gone


def export_text(profile: Profile, questions: Sequence[Mapping[str, str]] = (), others: Others | None = None) -> str:
    """Readable JSON: a version, every field of the record, and the unanswered questions and other rows, if any."""
    exported = {"version": EXPORT_VERSION, "profile": asdict(profile)}
    exported |= {"questions": list(questions)} if questions else {}
    exported |= {"others": others} if others else {}
    return json.dumps(exported, indent=2, ensure_ascii=False, default=date.isoformat) + "\n"


@dataclass(frozen=True)
class _Exported:
    __pydantic_config__ = STRICT
    version: Literal[1]
    profile: Profile
    questions: tuple[dict[str, str], ...] = ()
    """For reading only: an import brings back the record, not the moderators' list of open questions."""
    others: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """For reading only, too."""


def imported_profile(text: str) -> Profile:
    """The record in an exported text. Raises BotError."""
    from pydantic import TypeAdapter, ValidationError

    if len(text) > MAX_IMPORT:
        raise BotError(f"The file is larger than any export of ours. {_UNCHANGED}")
    try:
        profile = TypeAdapter(_Exported).validate_json(text).profile
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the start"
        raise BotError(f"This is not a record exported here (at {place}: {first['msg']}). {_UNCHANGED}") from error
    except UnicodeEncodeError as error:
        raise BotError(f"This is not a record exported here: it is no UTF-8 text. {_UNCHANGED}") from error
    if profile.hours is not None and not 0 <= profile.hours <= HOURS_A_WEEK:
        raise BotError(f"`hours` must lie between 0 and {HOURS_A_WEEK}. {_UNCHANGED}")
    if not all(1 <= score <= 5 for score in profile.readiness.values()):
        raise BotError(f"The scores under `readiness` must lie between 1 and 5. {_UNCHANGED}")
    return profile
