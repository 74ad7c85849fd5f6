"""Markdown → questions and answers: one file with headings, or one entry a file, with front matter or without.

Which heading is a question and which a chapter is told by what stands below it: a heading without text of its own, or
with questions below it, is a chapter and becomes a tag of its entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.domain.faq.imported import Item
from bot.domain.faq.suggest import is_question
from bot.errors import BotError, ContentError
from bot.storage.faq_records import items_of
from bot.storage.problem import Problem

_FRONT = re.compile(r"\A(?P<mark>---|\+\+\+)[ \t]*\n(?P<front>.*?)\n(?P=mark)[ \t]*(?:\n|\Z)", re.DOTALL)
_CONTENTS = re.compile(r"(?:table of )?contents|toc|index|on this page", re.IGNORECASE)
_CALLED_FAQ = re.compile(r"\bfaqs?\b|frequently asked|questions\b", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:(?:q(?:uestion)?\s*\d*|\d+(?:\.\d+)*)\s*[.):]|[-–•])\s+", re.IGNORECASE)
_ANCHOR = re.compile(r"\s*\{#[\w-]+\}\s*$|<a\s[^>]*>\s*</a>|\s+#+\s*$|:[a-z_]+:", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:details|summary|p|div|a|img|span|center|b|i|em|strong|sub|sup|kbd|hr|h[1-6]|font|ul|ol|li|code|pre)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_LOCAL_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]\[]*)\]\((?P<to>(?!https?://|mailto:|<)[^)\s]*)(?:\s+\"[^\"]*\")?\)")
_IMAGE = re.compile(r"!\[(?P<text>[^\]]*)\]\((?P<to>[^)\s]+)[^)]*\)")
_BACK = re.compile(r"(?im)^\W*(?:back to (?:the )?(?:top|contents|toc)|top|back|return to top)\W*$")
_BLANK_LINES = re.compile(r"\n{3,}")
_SUMMARY = re.compile(r"<summary>\s*(?P<title>.*?)\s*</summary>", re.IGNORECASE | re.DOTALL)
_BOLD = re.compile(r"^(?:[-*+]\s+)?(\*\*|__)(?P<title>[^*_\n]{3,300}?\??)\1\s*:?\s*(?P<same>.*)$")
_Q = re.compile(r"^\W{0,3}q(?:uestion)?\s*\d*\s*[:.)]\W{0,3}\s*(?P<title>\S.*?)[*_]*$", re.IGNORECASE)
_A = re.compile(r"^\W{0,3}a(?:nswer)?\s*\d*\s*[:.)]\W{0,3}\s*", re.IGNORECASE)
FEWEST_MARKED = 2
"""Questions marked within a text from which on they are entries of their own,"""
CERTAINLY_MANY = 3
"""and headings that ask from which on a file is no single entry, whatever it is called."""


@dataclass
class _Section:
    """A heading with the lines below it up to the next one, and what stands below it in the tree."""

    title: str
    level: int
    line: int
    own: str = ""
    below: list[_Section] = field(default_factory=list)

    def all(self) -> Iterator[_Section]:
        for section in self.below:
            yield section
            yield from section.all()

    def whole(self) -> str:
        """Own text and everything below, headings too."""
        parts = [self.own, *(f"**{section.title}**\n{section.own.strip()}" for section in self.all())]
        return "\n\n".join(part.strip() for part in parts if part.strip())


def items_in(text: str, path: Path, *, one_each: bool = False) -> list[Item]:
    """`one_each`: the file stands among others, so it is one entry unless it asks several questions.

    `path` is named in what is found. Raises BotError where the front matter cannot be read.
    """
    front, body, first = _front_matter(text, path)
    body = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), body)
    if (front or one_each) and not _is_collection(front, body, path):
        return [_of_whole_file(front, body, path)]
    tree = _tree(body, first)
    if not list(tree.all()) and not _marked(tree.own):
        return [_of_whole_file(front, body, path)] if body.strip() else []
    return list(_items(tree, str(path), ()))


def _front_matter(text: str, path: Path) -> tuple[Mapping[str, Any], str, int]:
    """Its fields, the text below it, and the line on which that starts."""
    found = _FRONT.match(text)
    if not found:
        return {}, text, 1
    value = _toml(found["front"], path) if found["mark"] == "+++" else _yaml(found["front"], path)
    body = text[found.end() :]
    return (value if isinstance(value, Mapping) else {}), body, found[0].count("\n") + 1


def _yaml(text: str, path: Path) -> Any:
    import yaml

    try:
        return yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        message = f"the front matter between the lines `---` is no YAML: {error.problem}"
        raise ContentError([Problem(path, line, 1, "error", message)]) from None
    except (yaml.YAMLError, ValueError) as error:
        raise BotError(f"{path}: the front matter is no YAML: {error}.") from None


def _toml(text: str, path: Path) -> Any:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BotError(f"{path}: the front matter is no TOML: {error}.") from None


def _is_collection(front: Mapping[str, Any], body: str, path: Path) -> bool:
    """A file that holds many questions although it could be a single entry."""
    tree = _tree(body, 1)
    sections = list(tree.all())
    asking = sum(is_question(section.title) for section in sections)
    titles = (str(front.get("title", "")), path.stem, *(section.title for section in tree.below[:1]))
    if any(map(_CALLED_FAQ.search, titles)):
        return asking >= FEWEST_MARKED or any(_marked(section.own) for section in (tree, *sections))
    return asking >= max(CERTAINLY_MANY, len(sections) / 2)


def _of_whole_file(front: Mapping[str, Any], body: str, path: Path) -> Item:
    """One entry a file: its title stands in the front matter, in its first heading, or in its name."""
    tree = _tree(body, 1)
    sections = list(tree.all())
    fields = {str(key).lower(): value for key, value in front.items()}
    headed = sections[:1] if sections and not tree.own.strip() and len(tree.below) == 1 else []
    text = headed[0].whole() if headed else tree.whole()
    heading = headed[0].title if headed else ""
    record = {"question": heading or path.stem, **_without(fields, "name"), "answer": _cleaned(text) or "-"}
    (item,) = items_of([record], str(path))
    inside = [section.title for section in sections if section not in headed]
    title = item.title if record["question"] != path.stem else _spelled(path.stem)
    answer = item.answer if _cleaned(text) else ""
    return replace(item, title=title, answer=answer, where=f"{path}:1", name=path.stem, headings=tuple(inside))


def _without(fields: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Without what would hide the text below: only the text is the answer."""
    embed = fields.get("embed")
    title = {"title": embed["title"]} if isinstance(embed, Mapping) and embed.get("title") else {}
    hidden = ("embed", "description", "content", "body", "text", "answer", "message", "value", "a", name)
    kept = {key: value for key, value in fields.items() if key not in hidden}
    if "title" in kept or title:
        kept["question"] = kept.get("question") or kept.get("title") or title["title"]
    return {**title, **kept}


def _spelled(name: str) -> str:
    words = re.sub(r"[-_]+", " ", name).strip()
    return words[:1].upper() + words[1:]


def _tree(body: str, first: int) -> _Section:
    """The headings of a text as a tree; the root holds what stands above the first one."""
    lines = body.split("\n")
    root = _Section("", 0, first)
    open_: list[_Section] = [root]
    start = 0
    for heading, inline in _headings(MarkdownIt("commonmark").parse(body)):
        assert heading.map is not None
        open_[-1].own = "\n".join(lines[start : heading.map[0]])
        level = int(heading.tag[1:])
        section = _Section(_title(inline), level, first + heading.map[0])
        while open_[-1].level >= level:
            open_.pop()
        open_[-1].below.append(section)
        open_.append(section)
        start = heading.map[1]
    open_[-1].own = "\n".join(lines[start:])
    return root


def _headings(found: list[Token]) -> Iterator[tuple[Token, Token]]:
    for number, token in enumerate(found):
        if token.type == "heading_open" and token.level == 0 and token.map:
            yield token, found[number + 1]


def _title(inline: Token) -> str:
    """The words of a heading, without markup, numbers and anchors."""
    plain = "".join(
        " " if child.type in ("softbreak", "hardbreak") else child.content
        for child in inline.children or ()
        if child.type in ("text", "code_inline", "softbreak", "hardbreak")
    )
    plain = _ANCHOR.sub("", unescape(plain))
    return _NUMBER.sub("", " ".join(plain.split())).strip()


def _items(section: _Section, file: str, tags: tuple[str, ...]) -> Iterator[Item]:
    if _CONTENTS.fullmatch(section.title.strip(" :")):
        return
    asked = section.title and is_question(section.title)
    questions_below = any(is_question(one.title) for one in section.all())
    chapter = not asked and section.below and (questions_below or not _says(section.own) or section.level <= 1)
    if section.level and not chapter:
        yield from _entries(section, file, tags)
        return
    yield from _of_marked(section, file, tags)
    chapter_of_ours = section.level > 1 and not _CALLED_FAQ.search(section.title)
    inner = (*tags, section.title) if chapter_of_ours else tags
    for one in section.below:
        yield from _items(one, file, inner)


def _entries(section: _Section, file: str, tags: tuple[str, ...]) -> Iterator[Item]:
    marked = list(_of_marked(section, file, (*tags, section.title))) if not is_question(section.title) else []
    if marked:
        yield from marked
        return
    answer = _cleaned(section.whole())
    if not answer and not section.own.strip():
        return  # a heading over nothing is no entry
    headings = tuple(one.title for one in section.all())
    yield Item(section.title, answer, f"{file}:{section.line}", tags=tags, headings=headings)


def _says(text: str) -> bool:
    """Whether anything is left of a text but a table of contents."""
    lines = [line for line in _cleaned(text).splitlines() if line.strip()]
    links = [line for line in text.splitlines() if re.match(r"\s*(?:[-*+]|\d+[.)])\s*\[[^\]]*\]\(#", line)]
    return bool(lines) and len(links) < len(lines)


def _of_marked(section: _Section, file: str, tags: tuple[str, ...]) -> Iterator[Item]:
    """Questions that are no headings: bold lines, `Q:` lines and folded parts."""
    found = _marked(section.own)
    for title, answer, line in found:
        yield Item(title, _cleaned(answer), f"{file}:{section.line + line}", tags=tags)


def _marked(text: str) -> list[tuple[str, str, int]]:
    """(question, answer, line) for each; none where there are too few to be more than emphasis."""
    parts: list[tuple[str, list[str], int]] = []
    fenced = False
    for number, line in enumerate(text.split("\n"), 1):
        fenced ^= line.lstrip().startswith("```")
        title, rest = ("", line) if fenced else _question_in(line)
        if title:
            parts.append((title, [rest] if rest else [], number))
        elif parts:
            begun = any(before.strip() for before in parts[-1][1])
            parts[-1][1].append(line if begun else _A.sub("", line))
    return [(title, "\n".join(lines), line) for title, lines, line in parts] if len(parts) >= FEWEST_MARKED else []


def _question_in(line: str) -> tuple[str, str]:
    """The question a line marks as such, and what follows on the same line."""
    if summary := _SUMMARY.search(line):
        plain = re.sub(r"<[^>]+>|\*\*|__", "", summary["title"])
        return _NUMBER.sub("", unescape(plain).strip()), line[summary.end() :]
    stripped = line.strip()
    if match := _Q.match(stripped):
        return match["title"].strip(" *_"), ""
    bold = _BOLD.match(stripped)
    if bold and bold["title"].rstrip().endswith("?"):
        return _NUMBER.sub("", bold["title"].strip()), bold["same"]
    return "", line


def _cleaned(text: str) -> str:
    """As Discord can show it: no HTML, no links inside the file, no lines that lead back to its top."""
    parts = re.split(r"(^```.*?^```[^\n]*$|`[^`\n]+`)", text, flags=re.DOTALL | re.MULTILINE)
    kept = [part if number % 2 else _cleaned_prose(part) for number, part in enumerate(parts)]
    return _BLANK_LINES.sub("\n\n", "".join(kept)).strip("\n").strip()


def _cleaned_prose(text: str) -> str:
    text = _IMAGE.sub(lambda found: _picture(found["text"], found["to"]), text)
    text = _TAG.sub("", _BREAK.sub("\n", text))
    text = _BACK.sub("", _LOCAL_LINK.sub(lambda found: found["text"], text))
    text = re.sub(r"^(?:-{3,}|\*{3,}|_{3,})\s*$", "", text, flags=re.MULTILINE)
    return re.sub(r"[ \t]+(?=\n)", "", unescape(text))


def _picture(text: str, address: str) -> str:
    if not address.startswith(("https://", "http://")):
        return ""
    return f"[{text or 'picture'}]({address})"
