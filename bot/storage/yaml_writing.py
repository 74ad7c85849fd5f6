"""Values → YAML text in the manner of the file they go into. The caller reads the result back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

STEP = 2
"""Columns that each level is indented by."""
SHORT = 80
"""A list of single words up to this length stands in one line."""
_PLAIN_START = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<.+0-9]|[0-9]+[^\s:]* [^:]*[a-z]")
_ODD = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}


@dataclass(frozen=True)
class Like:
    """How such a value is written elsewhere in the file."""

    style: str = ""
    """A quote, `|`, `>`, `flow`, `block`, or nothing."""
    offset: int = STEP
    """Of a block list: how far its dashes are indented from the key,"""
    item: str = ""
    """and the style of its items."""


def map_lines(values: Mapping[str, Any], like: Mapping[str, Like], column: int, quote: str) -> str:
    """A block mapping with keys in that quote, the first where the text goes, the others below it at `column`."""
    pairs = (f"{quote}{key}{quote}:{value_text(one, like.get(key, Like()), column)}" for key, one in values.items())
    return ("\n" + " " * column).join(pairs)


def value_text(value: Any, like: Like, column: int) -> str:
    """What follows `key:` at `column`, space or line break first; nothing else stands on the line after it."""
    if isinstance(value, list) and not _in_one_line(value, like):
        return "".join("\n" + item_line(one, like.item, column + like.offset) for one in value)
    if isinstance(value, str) and "\n" in value and can_be_literal(value):
        return f" {literal_sign(value)}\n" + literal_lines(value, column + STEP)
    return " " + inline(value, like.item if like.style == "flow" else like.style)


def item_line(value: Any, style: str, column: int) -> str:
    """An item of a block list, with its dash."""
    return " " * column + "- " + inline(value, style)


def _in_one_line(value: list[Any], like: Like) -> bool:
    if like.style in ("flow", "block"):
        return like.style == "flow"
    words = all(isinstance(one, str) and " " not in one for one in value)
    return words and len(inline(value)) <= SHORT


def inline(value: Any, style: str = "", *, flow: bool = False) -> str:
    """In one line: quoted as its neighbours are where possible, in double quotes where nothing else is."""
    if isinstance(value, list):
        return "[" + ", ".join(inline(one, style, flow=True) for one in value) + "]"
    if isinstance(value, dict):
        quote = style if style in ("'", '"') else ""
        return (
            "{" + ", ".join(f"{quote}{key}{quote}: {inline(one, style, flow=True)}" for key, one in value.items()) + "}"
        )
    if not isinstance(value, str):
        return value.isoformat() if isinstance(value, date) else str(value)
    odd = bool(_ODD.search(value)) or "\n" in value or "\t" in value
    if not odd and style not in ("'", '"') and _is_plain(value, flow):
        return value
    if not odd and (style == "'" or (style != '"' and ("\\" in value or '"' in value))):
        return "'" + value.replace("'", "''") + "'"
    return '"' + "".join(_escaped(sign) for sign in value) + '"'


def _escaped(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    if not _ODD.match(sign):
        return sign
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _is_plain(value: str, flow: bool) -> bool:
    """Whether every YAML reader takes it, without quotes, for the very same text."""
    if not _PLAIN_START.match(value) or value != value.strip() or re.search(r":(\s|$)|\s#|[\[\]{}]|,\s*$", value):
        return False
    if flow and re.search(r"[,:?]", value):
        return False
    return bool(yaml.safe_load(value) == value)  # `no`, `null`, `2026-11-01` and the like are not text


def can_be_literal(value: str) -> bool:
    """Lines as they are, without an indentation sign or `|+`, and without what YAML would turn into something else."""
    if _ODD.search(value) or value.endswith("\n\n") or not value.strip():
        return False
    return value[0] not in " \n\t" and not any(line.endswith((" ", "\t")) for line in value.split("\n"))


def literal_sign(value: str) -> str:
    return "|" if value.endswith("\n") else "|-"


def literal_lines(value: str, column: int) -> str:
    """Without the last line's break."""
    lines = value.removesuffix("\n").split("\n")
    return "\n".join(" " * column + line if line else "" for line in lines)
