"""A community's own FAQ file or folder → its questions and answers, in whatever format it is kept."""

from __future__ import annotations

import csv
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from bot.domain.core.faq_entry import FaqEntry, FaqFile
from bot.domain.faq.imported import Item, LeftOut
from bot.errors import BotError, ContentError
from bot.storage.faq_records import items_of
from bot.storage.markdown_faq import items_in
from bot.storage.problem import Problem
from bot.storage.yaml_reader import Document, parse

MOST_BYTES = 20_000_000
"""Of all files of a source together."""
MOST_FILES = 5_000
ABOUT_THE_FOLDER = frozenset(
    {"readme", "contributing", "license", "changelog", "code_of_conduct", "code-of-conduct", "security"}
)
"""Markdown that is no entry beside other files."""
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError),
    *(RuntimeError, NotImplementedError, OSError, ValueError),
)
"""What reading a .zip may end in."""
SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".csv", ".tsv", ".json", ".toml", ".yaml", ".yml"})
KNOWN = "Markdown (.md), CSV, JSON, TOML or YAML, a folder of them, or a folder as .zip"


@dataclass(frozen=True)
class Source:
    """What was read: items of a foreign format, or the checked file where it is one of ours."""

    name: str
    items: tuple[Item, ...] = ()
    ours: Document[FaqFile] | None = None
    unread: tuple[LeftOut, ...] = field(default=())
    """Files of a folder that could not be read."""

    @property
    def entries(self) -> tuple[FaqEntry, ...]:
        return self.ours.value.entries if self.ours and self.ours.value else ()


def read_source(path: Path) -> Source:
    """A file, a folder or a zipped folder. Raises BotError with every problem, each with its place."""
    try:
        if path.is_dir():
            files = {str(one.relative_to(path)): one.read_bytes() for one in _files_of(path)}
            return _folder(str(path), files)
        data = path.read_bytes()
    except OSError as error:
        raise BotError(f"{path}: cannot be read ({error.strerror}); check the name and its permissions.") from None
    return source_of(data, path)


def source_of(data: bytes, path: Path) -> Source:
    """As `read_source`, for bytes at hand; `path` is how people know them."""
    if path.suffix.lower() == ".zip":
        return _folder(str(path), _unzipped(data, path))
    if path.suffix.lower() not in SUFFIXES:
        raise BotError(f"{path}: `{path.suffix or path.name}` is no format that can be read; give {KNOWN}.")
    if path.suffix.lower() in (".yaml", ".yml") and _is_ours(data, path):
        document = parse(data, FaqFile, path)
        if document.value is None:
            raise ContentError(document.problems)
        return Source(str(path), ours=document)
    return _with_something(Source(str(path), tuple(_items(data, path))))


def _with_something(source: Source) -> Source:
    if not source.items and not source.ours and not source.unread:
        raise BotError(
            f"{source.name}: no question with an answer was found. Markdown needs headings with text below them; "
            "CSV, JSON and TOML need fields like `question` and `answer`."
        )
    return source


def _files_of(folder: Path) -> Iterator[Path]:
    for number, one in enumerate(sorted(folder.rglob("*"))):
        hidden = any(part.startswith(".") for part in one.relative_to(folder).parts)
        if number > MOST_FILES * 4:
            raise BotError(f"{folder}: the folder holds too many files; name the one that holds the FAQ.")
        if one.is_file() and not hidden and one.suffix.lower() in SUFFIXES:
            yield one


def _unzipped(data: bytes, path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [one for one in archive.infolist() if _wanted(one.filename) and not one.is_dir()]
            if sum(one.file_size for one in inside) > MOST_BYTES:
                raise BotError(f"{path}: unpacked it is larger than {MOST_BYTES // 1_000_000} MB; an FAQ is smaller.")
            return {one.filename: archive.read(one) for one in inside}
    except DAMAGED:
        raise BotError(
            f"{path}: this is no .zip file that can be read; pack the folder anew, without a password."
        ) from None


def _wanted(name: str) -> bool:
    path = PurePosixPath(name)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return path.suffix.lower() in SUFFIXES and not hidden


def _folder(name: str, files: Mapping[str, bytes]) -> Source:
    if len(files) > MOST_FILES or sum(map(len, files.values())) > MOST_BYTES:
        raise BotError(f"{name}: more than {MOST_FILES:,} files or {MOST_BYTES // 1_000_000} MB; name the FAQ's file.")
    told = {one: data for one, data in files.items() if Path(one).stem.lower() not in ABOUT_THE_FOLDER} or files
    items: list[Item] = []
    unread: list[LeftOut] = []
    for one, data in sorted(told.items()):
        try:
            items += _items(data, Path(one), among_others=len(told) > 1)
        except BotError as error:
            unread.append(LeftOut(one, Path(one).name, str(error).removeprefix(f"{one}: ")))
    return _with_something(Source(name, tuple(items), unread=tuple(unread)))


def _is_ours(data: bytes, path: Path) -> bool:
    """A mapping with `entries` and `version`, or what cannot be read at all: its problems are then told."""
    import yaml

    try:
        value = yaml.load(_text(data, path), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError):
        return True
    return isinstance(value, dict) and ("version" in value or "entries" in value)


def _items(data: bytes, path: Path, *, among_others: bool = False) -> Iterable[Item]:
    """Raises BotError that names file and line."""
    text = _text(data, path)
    name = str(path) if among_others else path.name
    match path.suffix.lower():
        case ".csv" | ".tsv":
            return items_of(_rows(text), name)
        case ".json":
            return items_of(_json(text, path), name)
        case ".toml":
            return items_of(_toml(text, path), name)
        case ".yaml" | ".yml":
            return items_of(_yaml(text, path), name)
    return items_in(text, Path(name), one_each=among_others)


def _text(data: bytes, path: Path) -> str:
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if is_wide else ["utf-8-sig", "cp1252"]:
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise BotError(f"{path}: this is no text; save it as UTF-8.")


def _rows(text: str) -> list[list[str]]:
    """Lines of a table, the first with the names of its columns where it has them."""
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:10_000], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel_tab if "\t" in text.partition("\n")[0] else csv.excel
    chosen = csv.excel() if not isinstance(dialect, csv.Dialect) else dialect
    chosen.delimiter, chosen.doublequote, chosen.skipinitialspace = dialect.delimiter, True, True
    csv.field_size_limit(MOST_BYTES)
    return [row for row in csv.reader(io.StringIO(text), chosen) if any(cell.strip() for cell in row)]


def _json(text: str, path: Path) -> object:
    import json

    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > 1 and lines[0].lstrip().startswith("{") and lines[0].rstrip().endswith("}"):
            return [_json(line, path) for line in lines]  # one object a line
        raise ContentError(
            [Problem(path, error.lineno, error.colno, "error", f"this is no JSON: {error.msg}")]
        ) from None


def _toml(text: str, path: Path) -> object:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BotError(f"{path}: this is no TOML: {error}.") from None


def _yaml(text: str, path: Path) -> object:
    import yaml

    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ContentError([Problem(path, line, 1, "error", f"this is no YAML: {error.problem}")]) from None
    except (yaml.YAMLError, ValueError) as error:
        raise BotError(f"{path}: this is no YAML: {error}.") from None
