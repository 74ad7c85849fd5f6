"""YAML files → checked values of the domain's classes, or every Problem with its place."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, get_args, get_type_hints

from yaml.nodes import Node

from bot.domain.core.faq_entry import FaqFile
from bot.domain.core.phrases import StatementsFile
from bot.domain.core.roles import Role
from bot.domain.core.skills import SkillsFile
from bot.storage.problem import Problem, Severity
from bot.storage.yaml_messages import did_you_mean, field_message, nearest
from bot.storage.yaml_nodes import READER, Loc, Plain, ReadError, compose, find, start

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["SCHEMAS", "Document", "Problem", "did_you_mean", "json_schema", "nearest", "parse", "read", "read_document"]

T = TypeVar("T")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_DOTTED = ("intents", "sources")
"""Lists whose ids may have dots: `skills.add`, `onet-29.3`."""

SCHEMAS: Mapping[str, type] = {
    "faq": FaqFile,
    "role": Role,
    "skills": SkillsFile,
    "statements": StatementsFile,
}


@dataclass
class Document(Generic[T]):
    """One file: its value if it has one, what is wrong with it, and where each part of it stands."""

    path: Path
    value: T | None = None
    problems: list[Problem] = field(default_factory=list)
    data: bytes = b""

    @cached_property
    def root(self) -> Node | None:
        """Composed anew when a place is asked for: most files have no problem, and kept trees slow the whole start."""
        try:
            return compose(self.data, self.path)
        except ReadError:
            return None

    def problem(self, loc: Loc, message: str, *, severity: Severity = "error", key: bool = False) -> Problem:
        """A Problem at `loc`, e.g. `("entries", 3, "question")`."""
        line, column = start(find(self.root, loc, key=key)) if self.root else (1, 1)
        return Problem(self.path, line, column, severity, message)


def read(path: Path, kind: type[T]) -> tuple[T | None, list[Problem]]:
    """The file's value, or None and why."""
    document = read_document(path, kind)
    return document.value, document.problems


def read_document(path: Path, kind: type[T]) -> Document[T]:
    try:
        data = path.read_bytes()
    except OSError as error:
        return Document(path, problems=[Problem(path, 1, 1, "error", _cannot_open(error))])
    return parse(data, kind, path)


def _cannot_open(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file; create it, or name another one"
    if isinstance(error, IsADirectoryError):
        return "this is a folder, a file is expected"
    return f"the file cannot be opened ({error.strerror}); check its permissions"


def parse(data: bytes, kind: type[T], path: Path, reader: type[Any] = READER) -> Document[T]:
    """As `read_document`, for bytes that are at hand; `path` is only named in problems."""
    document: Document[T] = Document(path, data=data)
    plain = Plain(path)
    try:
        values = plain.value(compose(data, path, reader))
    except ReadError as error:
        document.problems = [error.problem]
        return document
    document.problems = [*plain.problems, *_id_problems(document, values)]
    value = _validated(document, kind, values)
    document.value = None if document.problems else value
    document.problems.sort()
    return document


def _validated(document: Document[T], kind: Any, values: Any) -> T | None:
    from pydantic import ValidationError
    from pydantic_core import to_json

    try:
        # Strict classes take lists for tuples and mappings for classes only as JSON; it also costs less than a copy.
        value: T = _adapter(kind).validate_json(to_json(values))
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        document.problems += [_field_problem(document, kind, one) for one in found]
        return None
    return value


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _field_problem(document: Document[T], kind: type[T], error: Mapping[str, Any]) -> Problem:
    loc = [part for part in error["loc"] if part != "[key]"]
    if document.root is None:
        return Problem(document.path, 1, 1, "error", "the file cannot be read as YAML; save it as plain UTF-8 text")
    if error["type"] in ("dataclass_type", "dataclass_exact_type") and not loc:
        keys = ", ".join(f"`{f.name}`" for f in fields(kind) if f.name in _required(kind))  # type: ignore[arg-type]
        return document.problem((), f"the file must be made of keys at the left margin: {keys}")
    on_key = error["type"] == "unexpected_keyword_argument" or loc != list(error["loc"])
    node = find(document.root, loc, key=on_key)
    owner = _class_at(kind, loc[:-1])
    allowed = [f.name for f in fields(owner)] if owner else []
    return document.problem(loc, field_message(error, node, allowed), key=on_key)


def _required(kind: type) -> list[str]:
    return [name for name, one in inspect.signature(kind).parameters.items() if one.default is inspect.Parameter.empty]


def _class_at(kind: type | None, loc: Loc) -> type | None:
    """The data class whose keys stand at `loc`; indices do not change it."""
    for part in loc:
        if isinstance(part, str):
            kind = class_in(get_type_hints(kind).get(part)) if kind else None
    return kind


def class_in(hint: Any) -> type | None:
    """The data class named anywhere in a type hint, e.g. in `tuple[Skill, ...]`."""
    if isinstance(hint, type) and is_dataclass(hint):
        return hint
    return next((found for found in map(class_in, get_args(hint)) if found), None)


def _id_problems(document: Document[T], values: Any) -> Iterator[Problem]:
    """Ids are kebab-case and stand once in their list."""
    if not isinstance(values, dict):
        return
    yield from _malformed(document, ("id",), values.get("id"))
    for name, items in values.items():
        first: dict[str, int] = {}
        for index, item in enumerate(items if isinstance(items, tuple) else ()):
            one = item.get("id") if isinstance(item, dict) else None
            loc = (name, index, "id")
            yield from _malformed(document, loc, one, dots=name in _DOTTED)
            if isinstance(one, str) and first.setdefault(one, index) != index:
                line = document.problem((name, first[one]), "").line
                yield document.problem(loc, f"the id `{one}` is taken by the entry in line {line}; choose another")


def _malformed(document: Document[T], loc: Loc, one: Any, *, dots: bool = False) -> Iterator[Problem]:
    if isinstance(one, str) and not _ID.match(one.replace(".", "-") if dots else one):
        kebab = re.sub(r"[^a-z0-9]+", "-", one.lower()).strip("-") or "some-name"
        yield document.problem(loc, f"`{one}` is no id: use lower-case letters, digits and hyphens, e.g. `{kebab}`")


def json_schema(kind: Literal["faq", "role", "skills", "statements"]) -> dict[str, Any]:
    """JSON Schema of one kind of file, described by the docstrings of its classes."""
    schema = _adapter(SCHEMAS[kind]).json_schema()
    described = _field_docs(SCHEMAS[kind])
    for name, part in {SCHEMAS[kind].__name__: schema, **schema.get("$defs", {})}.items():
        for key, one in part.get("properties", {}).items():
            if text := described.get((name, key)):
                one["description"] = text
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _field_docs(kind: type) -> dict[tuple[str, str], str]:
    """(class, field) → the docstring line under the field. pydantic could, but would slow every start by 0.2 s."""
    docs = {}
    for one in _made_of(kind):
        (part,) = ast.parse(inspect.getsource(one)).body
        for line, below in pairwise(getattr(part, "body", ())):
            if isinstance(line, ast.AnnAssign) and isinstance(below, ast.Expr) and isinstance(line.target, ast.Name):
                docs[one.__name__, line.target.id] = str(ast.literal_eval(below.value)).strip()
    return docs


def _made_of(kind: type) -> set[type]:
    """A data class and those in its fields, theirs, and so on."""
    parts = {part for part in map(class_in, get_type_hints(kind).values()) if part}
    return {kind}.union(*map(_made_of, parts))
