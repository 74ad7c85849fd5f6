"""Records of any make (rows of a table, JSON, TOML, YAML) → questions and answers, by the names of their fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.domain.core.faq_entry import Link
from bot.domain.faq.imported import Item

FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("question", "title", "q", "prompt", "heading", "subject", "trigger", "name"),
    "answer": ("answer", "content", "body", "response", "reply", "a", "text", "description", "value", "message"),
    "name": ("id", "slug", "key", "name", "tag", "command"),
    "wordings": (
        "alternates", "alternatives", "alternate", "aliases", "alias", "variants", "questions", "phrasings",
        "utterances", "wordings", "synonyms", "keywords",
    ),
    "tags": ("tags", "category", "categories", "topic", "section", "group"),
    "link": ("link", "url", "links", "urls"),
    "source": ("source", "reference"),
    "language": ("language", "lang", "locale"),
}  # fmt: skip
"""What a field may be called, the likeliest name first."""
_GENERIC = frozenset(
    {"entries", "faq", "faqs", "items", "questions", "tags", "tag", "data", "records", "rows", "results", "list"}
)
"""Names of lists that say nothing of what stands in them."""
_SEVERAL = re.compile(r"\s*[;|\n]\s*")
_SEVERAL_WORDS = re.compile(r"\s*[;|,\n]\s*")
_LANGUAGE = re.compile(r"[a-z]{2,3}\b")


def items_of(value: object, file: str) -> list[Item]:
    """Everything in `value` that looks like a question with its answer, in order."""
    if isinstance(value, list) and value and all(isinstance(row, list) for row in value):
        return list(_of_table(value, file))
    return list(_found(value, file, ()))


def _of_table(rows: Sequence[Sequence[Any]], file: str) -> Iterator[Item]:
    head = [str(cell).strip().lower() for cell in rows[0]]
    named = _column(head, "title") >= 0 and _column(head, "answer") >= 0
    for number, row in enumerate(rows[named:], 1 + named):
        cells = [cell if isinstance(cell, str) else _joined(cell) for cell in row]
        record = (
            dict(zip(head, cells, strict=False)) if named else dict(zip(("question", "answer"), cells, strict=False))
        )
        yield _item(record, f"{file}, row {number}", (), "")


def _column(head: Sequence[str], what: str) -> int:
    return next((head.index(name) for name in FIELDS[what] if name in head), -1)


def _found(value: object, where: str, tags: tuple[str, ...], name: str = "") -> Iterator[Item]:
    if isinstance(value, list):
        for number, one in enumerate(value, 1):
            yield from _found(one, f"{where}, entry {number}", tags)
    if not isinstance(value, Mapping):
        return
    record = {str(key).strip().lower(): one for key, one in value.items()}
    embed = record.get("embed")
    if isinstance(embed, Mapping):
        record = {**{str(key).lower(): one for key, one in embed.items()}, **record}
    if _is_entry(record, name):
        yield _item(record, where, tags, name)
        return
    yield from _inside(value, where, (*tags, *_own_tag(record)))


def _is_entry(record: Mapping[str, Any], name: str) -> bool:
    answer = _field(record, "answer")
    several = isinstance(answer, list) and all(isinstance(one, str) for one in answer)
    has_text = bool(answer) and (isinstance(answer, str) or several)
    titled = bool(name) or isinstance(_field(record, "title", but=_named(record, "answer")), str)
    return has_text and titled


def _own_tag(record: Mapping[str, Any]) -> tuple[str, ...]:
    """What a group of entries is called in itself: `{"category": "Payments", "questions": […]}`"""
    for key in ("category", "topic", "section", "group", "title", "name"):
        if isinstance(record.get(key), str):
            return (record[key],)
    return ()


def _inside(value: Mapping[Any, Any], where: str, tags: tuple[str, ...]) -> Iterator[Item]:
    """Entries below this level; beside lists and groups, single texts are remarks on the file."""
    groups = any(isinstance(one, dict | list) for one in value.values())
    for key, one in value.items():
        place = f"{where}, `{key}`"
        if isinstance(one, str) and not groups:
            yield Item(_spelled(str(key)), one, place, name=str(key), tags=tags)
        elif isinstance(one, Mapping):
            generic = str(key).lower() in _GENERIC
            yield from _found(one, place, tags, "" if generic else str(key))
        elif isinstance(one, list):
            own = () if str(key).lower() in _GENERIC else (str(key),)
            yield from _found(one, place, (*tags, *own))


def _item(record: Mapping[str, Any], where: str, tags: tuple[str, ...], key: str) -> Item:
    answered_by = _named(record, "answer")
    titled_by = _named(record, "title", but=answered_by)
    title = _joined(record[titled_by]) if titled_by else ""
    names = [name for name in FIELDS["name"] if name in record and name not in (answered_by, titled_by)]
    name = key or (_joined(record[names[0]]) if names else "")
    if titled_by in FIELDS["name"]:  # `name: args-kwargs` is an id rather than a title
        name, title = name or title, _spelled(title)
    language = _LANGUAGE.match(_joined(_field(record, "language")).lower())
    return Item(
        title=" ".join((title or _spelled(name)).split()),
        answer=_joined(record.get(answered_by, ""), "\n\n").strip(),
        where=where,
        name="" if name.isdigit() else name,
        wordings=tuple(_several(_field(record, "wordings"), _SEVERAL)),
        tags=(*tags, *_several(_field(record, "tags"), _SEVERAL_WORDS)),
        links=tuple(_links(_field(record, "link"))),
        source=" ".join(_joined(_field(record, "source")).split()),
        language=language[0] if language and language[0] != "en" else "",
    )


def _named(record: Mapping[str, Any], what: str, *, but: str = "") -> str:
    """The name under which the record has it; empty where it has none."""
    return next((name for name in FIELDS[what] if name != but and record.get(name) not in (None, "")), "")


def _field(record: Mapping[str, Any], what: str, *, but: str = "") -> Any:
    return record.get(_named(record, what, but=but), "")


def _several(value: Any, separator: re.Pattern[str]) -> Iterator[str]:
    each = value if isinstance(value, list) else separator.split(_joined(value))
    yield from (text for one in each if (text := " ".join(_joined(one).split())))


def _links(value: Any) -> Iterator[Link]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Mapping):
            url = _joined(one.get("url") or one.get("href"))
            label = _joined(one.get("label") or one.get("title") or one.get("text")) or url
        else:
            url = label = _joined(one).strip()
        if url.startswith(("https://", "http://")):
            yield Link(label, url)


def _joined(value: Any, joint: str = " ") -> str:
    if isinstance(value, list):
        return joint.join(_joined(one) for one in value)
    return "" if value is None or isinstance(value, Mapping) else str(value)


def _spelled(name: str) -> str:
    """`args-kwargs` → Args kwargs; a title stays as it is."""
    if " " in name.strip():
        return name.strip()
    words = re.sub(r"[-_]+", " ", name).strip()
    return words[:1].upper() + words[1:]
