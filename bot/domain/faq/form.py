"""An FAQ entry as the five fields of a form, and back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from bot.domain.core.faq_entry import FaqEntry, Link
from bot.domain.language.everyday import FUNCTION_WORDS
from bot.domain.language.text import plain_words, tokens

FIELDS = ("question", "alternates", "answer", "more", "details", "why")
"""`more` is the rest of an answer that one field cannot hold; a form with it has no room for `why`."""
DETAILS = ("tags", "roles", "places", "link", "source", "language", "translates", "merged", "verified", "expires")
LONGEST = 4000
"""What a field of a form holds, in UTF-16 units."""
LONGEST_ID = 40
_LINK = re.compile(r"(?P<label>.*?)\s*\|?\s*(?P<url>https?://\S+)\Z")


class FormError(ValueError):
    """What was filled in cannot be an entry; a sentence for each fault, for the person who filled it in."""


def typed(entry: FaqEntry | None) -> dict[str, str]:
    """What the form shows: the entry's text, or an empty form with the details named."""
    if entry is None:
        return {"question": "", "alternates": "", "answer": "", "details": "tags:\nroles:\nsource:", "why": ""}
    return {
        "question": entry.question,
        "alternates": "\n".join(shown(entry.alternates)),
        **_split(entry.answer.removesuffix("\n")),
        "details": "\n".join(_details(entry)),
        "why": "",
    }


def _split(answer: str) -> dict[str, str]:
    """An answer as one field, or as two where it is longer; broken between paragraphs or lines where it can be."""
    if len(answer.encode("utf-16-le")) // 2 <= LONGEST:
        return {"answer": answer}
    head = answer.encode("utf-16-le")[: 2 * LONGEST].decode("utf-16-le", "ignore")
    end = max(head.rfind("\n\n"), 0) or max(head.rfind("\n"), 0) or max(head.rfind(" "), 0) or len(head)
    joint = len(head[end:]) - len(head[end:].lstrip("\n"))
    return {"answer": answer[: end + max(joint - 1, 0)], "more": answer[end + joint :]}


def shown(alternates: tuple[str, ...]) -> tuple[str, ...]:
    """The first ones, as many as a field holds; the others stay as they are."""
    room = LONGEST
    for number, text in enumerate(alternates):
        room -= len(text.encode("utf-16-le")) // 2 + 1
        if room < 0:
            return alternates[:number]
    return alternates


def _details(entry: FaqEntry) -> Iterator[str]:
    yield f"tags: {', '.join(entry.tags)}".rstrip()
    yield f"roles: {', '.join(entry.roles)}".rstrip()
    yield from (f"places: {', '.join(entry.places)}",) if entry.places else ()
    yield from (f"link: {link.label} | {link.url}" for link in entry.links)
    yield f"source: {entry.source}".rstrip()
    yield from (f"{name}: {text}" for name in ("language", "translates") if (text := getattr(entry, name)))
    yield from (f"merged: {', '.join(entry.merged)}",) if entry.merged else ()
    yield from (f"{name}: {day}" for name in ("verified", "expires") if (day := getattr(entry, name)))


def filled_in(values: Mapping[str, str], opened: FaqEntry | None, taken: Collection[str]) -> FaqEntry:
    """The entry that the form describes; a new one gets an id that is not `taken`. Raises FormError."""
    faults: list[str] = []
    question = " ".join(values.get("question", "").split())
    answer = _answer("\n".join(filter(None, (values.get("answer", ""), values.get("more", "")))), opened)
    if not question:
        faults.append("The question is empty. Write it as a member would ask it.")
    if not answer:
        faults.append("The answer is empty. Its first sentence should answer the question.")
    details = _read_details(values.get("details", ""), faults)
    links = tuple(_link(text, faults) for text in details.get("link", ()))
    days = {name: _day(details, name, faults) for name in ("verified", "expires")}
    if faults:
        raise FormError("\n".join(faults))
    return FaqEntry(
        id=opened.id if opened else free_id(question, taken),
        question=question,
        answer=answer,
        alternates=_alternates(values.get("alternates", ""), opened),
        tags=_words(details, "tags"),
        roles=_words(details, "roles"),
        places=_words(details, "places"),
        merged=_words(details, "merged"),
        links=links,
        source=" ".join(details.get("source", ())),
        language=_language(details),
        translates="".join(_words(details, "translates")[-1:]),
        **days,
    )


def _answer(text: str, opened: FaqEntry | None) -> str:
    """The form has no line break at the end; in the file, texts of several lines have one."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n")]
    answer = "\n".join(lines)
    if opened and opened.answer.removesuffix("\n") in (text, answer):
        return opened.answer
    return answer + "\n" if len(lines) > 1 or (opened and opened.answer.endswith("\n")) else answer


def _alternates(text: str, opened: FaqEntry | None) -> tuple[str, ...]:
    before = shown(opened.alternates) if opened else ()
    rest = opened.alternates[len(before) :] if opened else ()
    if text == "\n".join(before):
        return (*before, *rest)
    found = (" ".join(line.removeprefix("- ").split()) for line in text.splitlines())
    return tuple(dict.fromkeys((*filter(None, found), *rest)))


def _read_details(text: str, faults: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        name, colon, value = line.partition(":")
        key = {"links": "link", "tag": "tags", "role": "roles", "place": "places"}.get(
            name.strip().lower(), name.strip().lower()
        )
        if not colon or key not in DETAILS:
            near = process.extractOne(key, DETAILS, scorer=JaroWinkler.similarity)[0]
            faults.append(f"“{line[:60]}” in the details starts with no known word; did you mean `{near}:`?")
        elif value.strip():
            found.setdefault(key, []).append(" ".join(value.split()))
    return found


def _words(details: Mapping[str, list[str]], name: str) -> tuple[str, ...]:
    """`Job Search, pay` → job-search and pay, as ids are written."""
    words = (word.lower().split() for text in details.get(name, ()) for word in text.split(","))
    return tuple(dict.fromkeys("-".join(word) for word in words if word))


def _language(details: Mapping[str, list[str]]) -> str:
    """English is what an entry without a language is in."""
    language = details.get("language", [""])[-1].lower()
    return "" if language in ("en", "english") else language


def _link(text: str, faults: list[str]) -> Link:
    found = _LINK.match(text)
    if not found:
        faults.append(f"“{text[:60]}” is no link. Write `link: Name shown | https://…`.")
        return Link("", "")
    return Link(found["label"] or found["url"], found["url"])


def _day(details: Mapping[str, list[str]], name: str, faults: list[str]) -> date | None:
    text = details.get(name, [""])[-1]
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        faults.append(f"“{text[:30]}” is no date. Write `{name}: 2026-11-30`.")
        return None


def resolved(typed: str, entries: Iterable[FaqEntry]) -> FaqEntry | None:
    """The entry that somebody means by its id, its question or another wording, in any case and punctuation."""
    every = tuple(entries)
    by_id = {old: entry for entry in every for old in entry.merged} | {entry.id: entry for entry in every}
    if found := by_id.get(typed) or by_id.get("-".join(tokens(typed))) or by_id.get(typed.strip().lower()):
        return found
    wanted = plain_words(typed)
    by_words = {plain_words(phrase): entry for entry in every for phrase in reversed(entry.phrases)}
    return by_words.get(wanted) if wanted else None


def free_id(question: str, taken: Collection[str]) -> str:
    """The words of the question that say something, joined; with a number where that is taken."""
    words = re.findall(r"[a-z0-9]+", question.lower().replace("'", "").replace("’", ""))
    telling = [word for word in words if word not in FUNCTION_WORDS] or words or ["entry"]
    name: str = telling[0][:LONGEST_ID]
    for word in telling[1:]:
        if len(name) + 1 + len(word) > LONGEST_ID:
            break
        name = f"{name}-{word}"
    number = 1
    while (found := name if number == 1 else f"{name}-{number}") in taken:
        number += 1
    return found
