"""A picture on the command line: the numbers that a member would get in Discord, of a record or of skills typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.core.levels import RoleLevel
from bot.domain.core.picture import Picture, PictureKind
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Reply
from bot.domain.replies.answer import answer
from bot.domain.understanding.message import Understanding
from bot.domain.understanding.options import Options, from_options
from bot.errors import BotError, SettingError
from bot.markup import plain
from bot.pictures.draw import drawn_as_png

INTENTS: dict[PictureKind, Intent] = {
    "gap": Intent.GAP,
    "roadmap": Intent.ROADMAP,
    "progress": Intent.PROGRESS,
    "salary": Intent.SALARY,
    "compare": Intent.COMPARE,
    "match": Intent.MATCH,
}


def with_skills(mind: Understanding, profile: Profile, typed: str, today: date) -> Profile:
    """The record as if these skills had been reported and confirmed, and no others."""
    report = mind.statements.read(typed, asked=True)
    report = replace(report, known=(*report.known, *report.doubtful), doubtful=())
    if not report.known:
        raise SettingError(f"--skills: no skill that I know in “{typed}”. Write for example “python advanced, sql”.")
    return Profile(profile.member).updated_by(Query(Intent.ADD_SKILLS, report=report), mind.kb, today)


def chosen(
    mind: Understanding,
    kind: PictureKind,
    roles: Sequence[str],
    places: Sequence[str],
    level: RoleLevel | None,
) -> Query:
    """The question that is answered with the picture. Raises SettingError for what is not known."""
    queries = [_read(mind, kind, {"role": role, "level": level}) for role in roles]
    queries += [_read(mind, kind, {"location": place, "level": level}) for place in places]
    if kind == "compare" and len(roles) < 2:
        raise SettingError("compare: name two roles or more.")
    named = [query.role for query in queries if query.role]
    spots = [query.location for query in queries if query.location]
    return Query(
        INTENTS[kind],
        role=named[0] if named else None,
        role_given=bool(named),
        other_role=named[1] if len(named) > 1 else None,
        further_roles=tuple(named[2:]),
        level=level,
        location=spots[0] if spots else None,
        further_locations=tuple(spots[1:]),
    )


def _read(mind: Understanding, kind: PictureKind, options: Options) -> Query:
    query = from_options(mind, INTENTS[kind], **options)
    typed = query.unrecognised or ((query.unknown_place,) if query.unknown_place else ())
    if typed:
        near = f" Did you mean: {'; '.join(query.readings)}" if query.readings else ""
        raise SettingError(f"{kind}: I do not know “{typed[0]}”.{near}")
    return query


def drawn(mind: Understanding, query: Query, profile: Profile, today: date) -> tuple[bytes, str]:
    """The picture as PNG and in words. Raises BotError where there is nothing to draw."""
    reply = answer(query, profile, mind.kb, today=today)
    picture = _picture(reply)
    try:
        return drawn_as_png(picture), picture.words()
    except Exception as error:
        raise BotError(f"The picture cannot be drawn: {error}.") from error


def _picture(reply: Reply) -> Picture:
    if not reply.pictures:
        raise BotError(f"There is nothing to draw. {plain(reply.text)}".replace("\n", " "))
    return reply.pictures[0]
