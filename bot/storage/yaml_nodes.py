"""YAML bytes → node tree → plain values; every trap of YAML becomes a Problem with its place."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.resolver import Resolver

from bot.storage.problem import Problem
from bot.storage.yaml_messages import number_trap, syntax_message, word_trap

MAX_BYTES = 5_000_000
MAX_DEPTH = 40
MAX_NODES = 1_000_000
"""Values in one file, each use of an `*alias` counted anew: an alias bomb ends here."""

MAX_DIGITS = 18
Loc = Sequence[int | str]

_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), "null"),
    **dict.fromkeys(("true", "True", "TRUE", "false", "False", "FALSE"), "bool"),
    **{form(word): "word" for word in ("yes", "no", "on", "off") for form in (str.lower, str.title, str.upper)},
}
_NUMBER_START = frozenset("+-.0123456789")
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)?\.[0-9]+(?:[eE][-+][0-9]+)?\Z")
_ELSEWHERE_A_NUMBER = tuple(
    pattern
    for start in "0."
    for tag, pattern in Resolver.yaml_implicit_resolvers[start]
    if tag.endswith((":int", ":float"))
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ufffe\uffff]")
"""What nobody sees; the last but two are ends of a line for YAML, and for no editor."""


class ReadError(Exception):
    """The file cannot be read any further; carries the one Problem that says why."""

    def __init__(self, path: Path, line: int, column: int, message: str) -> None:
        self.problem = Problem(path, line, column, "error", message)
        super().__init__(str(self.problem))


class _Hooks:
    """What PyYAML asks while it composes: our tags for plain scalars, and a depth that is safe for its C code."""

    depth = 0

    def resolve(self, kind: type[Node], value: str, implicit: Any) -> str:
        if kind is not ScalarNode or not implicit[0]:
            return ""
        tag = _WORDS.get(value)
        if tag is not None:
            return tag
        return _number_kind(value) if value[0] in _NUMBER_START else ""

    def descend_resolver(self, parent: Node | None, index: object) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            mark = parent.start_mark if parent else None
            raise yaml.MarkedYAMLError(None, None, "too many levels", mark)

    def ascend_resolver(self) -> None:
        self.depth -= 1


def _number_kind(value: str) -> str:
    if _INT.match(value):
        return "int" if len(value) <= MAX_DIGITS else "number"
    if _FLOAT.match(value):
        return "float" if math.isfinite(float(value)) else "number"
    return "number" if any(pattern.match(value) for pattern in _ELSEWHERE_A_NUMBER) else ""


class PythonReader(_Hooks, yaml.SafeLoader):
    """Works where PyYAML was built without its C library."""


if yaml.__with_libyaml__:

    class FastReader(_Hooks, yaml.CSafeLoader):
        """About ten times as fast."""

    READER: type[Any] = FastReader
else:
    READER = PythonReader


def text_of(data: bytes, path: Path) -> str:
    """The file as text, without a byte-order mark. Raises ReadError."""
    if len(data) > MAX_BYTES:
        raise ReadError(
            path, 1, 1, f"the file is larger than {MAX_BYTES // 1_000_000} MB; split it or remove what is not needed"
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReadError(path, 1, 1, "the file is saved as UTF-16; save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _line_and_column(data[: error.start].decode("utf-8", "replace"))
        raise ReadError(path, line, column, "these bytes are not UTF-8 text; save the file as UTF-8") from None
    control = _CONTROL.search(text)
    if control:
        line, column = _line_and_column(text[: control.start()])
        raise ReadError(path, line, column, f"the invisible character {control[0]!a} cannot be used here; delete it")
    return text


def _line_and_column(before: str) -> tuple[int, int]:
    lines = re.split("\r\n|\r|\n", before)
    return len(lines), len(lines[-1]) + 1


def compose(data: bytes, path: Path, reader: type[Any] = READER) -> Node:
    """The tree of the file's one document, with marks. Raises ReadError."""
    text = text_of(data, path)
    try:
        root = reader(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        message, mark = syntax_message(error)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise _seen(text, path, line) or ReadError(path, line, column, message) from None
    except yaml.YAMLError as error:
        raise ReadError(path, 1, 1, f"the YAML cannot be read: {' '.join(str(error).split())}") from None
    if not isinstance(root, Node):
        raise ReadError(path, 1, 1, "the file is empty")
    return root


_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?= |\r?$)", re.MULTILINE)
"""The lines that git leaves where it could not merge."""


def _seen(text: str, path: Path, line: int) -> ReadError | None:
    """What a person sees at once and the parser does not."""
    if conflict := _CONFLICT.search(text):
        there, _ = _line_and_column(text[: conflict.start()])
        return ReadError(path, there, 1, f"a merge left `{conflict[0]}` here; keep what is right, remove such lines")
    lines = re.split("\r\n|\r|\n", text)
    written = lines[line - 1] if line <= len(lines) else ""
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return ReadError(path, line, 1, "a tab is used for indentation; use spaces")
    return None


class Plain:
    """Turns nodes into dictionaries, tuples and scalars; what is wrong on the way is collected in `problems`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._left = MAX_NODES

    def value(self, node: Node, depth: int = 0) -> Any:
        if type(node) is ScalarNode:
            return self._scalar(node) if node.tag else node.value
        self._left -= len(node.value)
        if depth > MAX_DEPTH:
            self._stop(node, f"more than {MAX_DEPTH} levels inside each other, or an `*alias` inside itself")
        if self._left < 0:
            self._stop(
                node, f"with every `*alias` written out there are over {MAX_NODES:,} values; write them out plainly"
            )
        if node.tag:
            self._tagged(node)
        if type(node) is SequenceNode:
            return tuple([self.value(item, depth + 1) for item in node.value])
        return self._mapping(node, depth)

    def _mapping(self, node: Node, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, item in node.value:
            name = self._key(key)
            if name in values:
                first = next(k for k, _ in node.value if k.value == name).start_mark.line + 1
                self._say(key, f"`{name}` stands here twice, first in line {first}; remove one of them")
            else:
                values[name] = self.value(item, depth + 1)
        return values

    def _key(self, node: Node) -> str:
        if type(node) is not ScalarNode:
            self._stop(node, "a list or mapping cannot be a key; write `key: value`")
        if node.tag:
            self._say(node, f"the key `{node.value}` is not read as text; put it in quotes")
        return str(node.value)

    def _scalar(self, node: ScalarNode) -> Any:
        match node.tag:
            case "null":
                return None
            case "bool":
                return node.value.lower() == "true"
            case "int":
                return int(node.value)
            case "float":
                return float(node.value)
            case "word":
                self._say(node, word_trap(node.value))
            case "number":
                self._say(node, number_trap(node.value))
            case _:
                self._tagged(node)
        return node.value

    def _tagged(self, node: Node) -> None:
        self._say(node, f"the tag `{node.tag.replace('tag:yaml.org,2002:', '!!')}` is not used here; remove it")

    def _say(self, node: Node, message: str) -> None:
        self.problems.append(Problem(self.path, *start(node), "error", message))

    def _stop(self, node: Node, message: str) -> None:
        raise ReadError(self.path, *start(node), message)


def start(node: Node) -> tuple[int, int]:
    """Line and column, counted from 1."""
    return node.start_mark.line + 1, node.start_mark.column + 1


def find(root: Node, loc: Loc, *, key: bool = False) -> Node:
    """The node at `loc`, or the innermost one on the way to it; with `key`, the last key rather than its value."""
    node = root
    for position, part in enumerate(loc):
        last = position == len(loc) - 1
        child = _child(node, part, key and last)
        if child is None:
            break
        node = child
    return node


def _child(node: Node, part: int | str, key: bool) -> Node | None:
    if isinstance(node, MappingNode):
        return next((k if key else v for k, v in node.value if k.value == part), None)
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        child: Node = node.value[part]
        return child
    return None
