"""PyYAML's and pydantic's complaints in the words of somebody who edits the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

_SYNTAX = (
    ("found character '\\t'", "a tab is used for indentation; use spaces"),
    ("a tab character", "a tab is used for indentation; use spaces"),
    (
        "mapping values are not allowed",
        "`: ` stands inside unquoted text; put the text in quotes, or mend the indentation",
    ),
    (
        "could not find expected ':'",
        "a line `key: value` is expected here; check the colon, the quotes and the indentation",
    ),
    ("while scanning a quoted scalar", "the quote that opens here is not closed"),
    ("while parsing a flow sequence", "the list that opens here with `[` is not closed with `]`"),
    ("while parsing a flow mapping", "the braces that open here with `{` are not closed with `}`"),
    ("undefined alias", "text that starts with `*` is read as an alias; put it in quotes"),
    ("while scanning an alias", "text that starts with `*` is read as an alias; put it in quotes"),
    ("while scanning an anchor", "text that starts with `&` is read as an anchor; put it in quotes"),
    ("found duplicate anchor", "this `&anchor` is defined twice; give it another name"),
    ("tag", "text that starts with `!` is read as a tag; put it in quotes"),
    ("cannot start any token", "text may not start with this character; put it in quotes"),
    ("while scanning a directive", "a line that starts with `%` is no content; put the text in quotes"),
    ("while scanning a block scalar", "after `|` or `>` the text starts on the next line, indented by spaces"),
    ("another document", "the file holds a second document; remove the line `---`"),
    ("<document start>", "this does not belong to the lines above; check the indentation"),
    ("<block end>", "the indentation does not fit the lines above, or a quote is missing"),
    ("did not find expected key", "the indentation does not fit the lines above, or a quote is missing"),
    ("'-' indicator", "the indentation does not fit the list above; start each item with `- ` in the same column"),
    ("block sequence entries are not allowed", "a list item cannot start here; put it on a line of its own"),
    ("mapping keys are not allowed", "a key cannot start here; put the text in quotes"),
    ("too many levels", "too many levels stand inside each other; write it flatter"),
    ("expected node content", "a value is missing between these brackets or commas, or text in them needs quotes"),
)
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")
_AT_THE_OPENING = ("quoted scalar", "flow sequence", "flow mapping")


def syntax_message(error: yaml.MarkedYAMLError) -> tuple[str, Any]:
    """One sentence, and the mark it is about."""
    said = f"{error.context or ''}; {error.problem or ''}"
    escape = "escape" in said or "hexdecimal" in said
    at_opening = not escape and any(what in said for what in _AT_THE_OPENING)
    mark = error.context_mark if at_opening and error.context_mark else error.problem_mark or error.context_mark
    if escape:
        return "a backslash in double quotes starts an escape; use single quotes instead", mark
    for sign, sentence in _SYNTAX:
        if sign in said:
            return sentence, mark
    return f"the YAML cannot be read here ({said.strip('; ')}); check quotes and indentation", mark


def number_trap(value: str) -> str:
    return f'`{value}` would be read as some number; put it in quotes ("{value}"), or write a plain decimal number'


def word_trap(value: str) -> str:
    return f'`{value}` would be read as yes or no; put it in quotes ("{value}"), or write true or false'


ALIKE = 0.8
"""From here on a name may be a slip of another: `kubernets` is, at 0.98; `no-such-skill` is no `c`, at 0.69."""
FEW = 0.0
"""Of few names, such as keys, the nearest helps even where it is not near."""


def nearest(word: str, known: Iterable[str], floor: float = FEW) -> str:
    """The known word most like `word`; empty when none is as like as `floor`."""
    names = sorted(known)
    best = process.extractOne(word, names, processor=str.lower, scorer=JaroWinkler.similarity, score_cutoff=floor)
    return best[0] if best else ""


def did_you_mean(word: str, known: Iterable[str], floor: float = ALIKE) -> str:
    """`; did you mean …?` or nothing."""
    near = nearest(word, known, floor)
    return f"; did you mean `{near}`?" if near else ""


def field_message(error: Mapping[str, Any], node: Node, allowed: Iterable[str]) -> str:
    """One sentence for one of pydantic's errors; `allowed` are the keys of the mapping it is about."""
    kind, last = error["type"], error["loc"][-1] if error["loc"] else ""
    match kind:
        case "missing" if isinstance(last, int):
            return "two values are expected, as in [10, 20]"
        case "missing":
            return f"{_entry(node)}`{last}` is missing; add a line `{last}: …`"
        case "unexpected_keyword_argument":
            return f"unknown key `{last}`{did_you_mean(str(last), allowed, FEW)}"
        case "literal_error":
            return _literal(node, error["ctx"]["expected"])
        case "too_long":
            return "two values are expected, as in [10, 20]"
    return f"{_EXPECTED.get(kind) or error['msg']}, but here is {_found(node)}{_mend(kind, node)}"


_EXPECTED = {
    "string_type": "text is expected",
    "int_type": "a whole number is expected",
    "float_type": "a number is expected",
    "bool_type": "true or false is expected",
    "tuple_type": "a list is expected ([one, two], or lines that start with `- `)",
    "dict_type": "lines `key: value` are expected",
    "mapping_type": "lines `key: value` are expected",
    "dataclass_type": "a block of `key: value` lines is expected",
    "date_type": "a date like 2026-12-31 is expected",
    "date_parsing": "a date like 2026-12-31 is expected",
    "date_from_datetime_parsing": "a date like 2026-12-31 is expected",
}


def _entry(node: Node) -> str:
    if not isinstance(node, MappingNode):
        return ""
    name = next((v.value for k, v in node.value if k.value == "id" and isinstance(v, ScalarNode)), "")
    return f"`{name}`: " if name else ""


def _literal(node: Node, expected: str) -> str:
    choices = [word.strip("' ") for word in expected.replace(" or ", ",").split(",")]
    if not isinstance(node, ScalarNode):
        return f"one of {', '.join(choices)} is expected, but here is {_found(node)}"
    hint = did_you_mean(node.value, choices, FEW) if len(choices) > 1 else ""
    return f"`{node.value}` is not {' or '.join(choices)}{hint}"


def _found(node: Node) -> str:
    if isinstance(node, SequenceNode):
        return "a list"
    if isinstance(node, MappingNode):
        return "a block of keys"
    match node.tag:
        case "null":
            return "nothing"
        case "bool":
            return f"the yes/no value `{node.value}`"
        case "int" | "float":
            return f"the number `{node.value}`"
    return f"the text `{node.value[:40]}`"


def _mend(kind: str, node: Node) -> str:
    if not isinstance(node, ScalarNode):
        return (
            "; put text that contains `: ` in quotes" if kind == "string_type" and isinstance(node, MappingNode) else ""
        )
    if node.tag == "null":
        return "; fill it in or remove the line"
    if kind.startswith("date_") and _ISO_DATE.match(node.value):
        return "; there is no such day"
    if kind == "string_type":
        return f'; put it in quotes ("{node.value}")'
    if kind in ("int_type", "float_type") and node.style:
        return "; remove the quotes"
    return ""
