"""Faults that show only when all files are seen together: words and ids used twice, circles, long answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Any

from bot.domain.core.faq_entry import LONGEST_ANSWER, FaqEntry, FaqFile
from bot.domain.core.locations import LocationsFile
from bot.domain.core.phrases import StatementsFile
from bot.domain.core.roles import Role
from bot.domain.core.skills import Skill, SkillsFile
from bot.domain.language.text import PHRASES
from bot.domain.statements.labels import problems as label_problems
from bot.storage.problem import Problem, Severity
from bot.storage.references import Known, value_faults, value_problems
from bot.storage.yaml_nodes import Loc
from bot.storage.yaml_reader import Document, did_you_mean

ONE_PAGE = 2000
"""Longer answers do not fit one message."""

LONGEST_QUESTION = 200
"""A longer one is cut where it is shown as a title."""

MAX_CIRCLES = 10
Place = tuple[Document[Any], Loc]
Named = tuple[str, Iterable[str], Place]
"""An id, the words that mean it, and where its block stands."""


def problems_of(documents: Sequence[Document[Any]], known: Known) -> Iterator[Problem]:
    """All that pydantic cannot see. Documents without a value have been reported already and are passed over."""
    good = [document for document in documents if document.value is not None]
    for document in good:
        yield from value_problems(document, known)
        if isinstance(document.value, Role):
            yield from _file_name(document)
            yield from _currencies(document, known)
            yield from _renamed_role(document, known)
        if isinstance(document.value, FaqFile):
            yield from faq_problems(document)
        if isinstance(document.value, SkillsFile):
            yield from _renamed(document, known)
        if isinstance(document.value, StatementsFile):
            yield from _labels(document)
    yield from _all_names(good)


def _labels(document: Document[StatementsFile]) -> Iterator[Problem]:
    assert document.value is not None
    for kind, sentences in document.value.statements.items():
        for number, sentence in enumerate(sentences):
            for fault in label_problems(sentence):
                yield document.problem(("statements", kind, number), fault)


def _currencies(document: Document[Role], known: Known) -> Iterator[Problem]:
    """Pay of another country in dollars is most likely a currency left out."""
    assert document.value is not None
    for number, claim in enumerate(document.value.claims):
        if claim.currency == "USD" and claim.area.casefold() in known.get("foreign area", ()):
            message = f"{claim.area} lies outside the United States; add its currency, such as `currency: EUR`"
            yield document.problem(("claims", number, "area"), message)


def _all_names(documents: Sequence[Document[Any]]) -> Iterator[Problem]:
    skills = dict(_skills(documents))
    yield from _taken("skill", [(skill.id, (skill.name, *skill.aliases), place) for place, skill in skills.values()])
    yield from _same_ids("skill", [(skill.id, place) for place, skill in skills.values()])
    roles = [
        (d.value.id, (d.value.name, *d.value.aliases, *d.value.fields), (d, ()))
        for d in documents
        if isinstance(d.value, Role)
    ]
    yield from _taken("role", roles)
    yield from _same_ids("role", [(role, place) for role, _, place in roles])
    needs = {skill.id: (skill.needs, place) for place, skill in skills.values()}
    before = {skill.id: ((*skill.helps, *skill.needs), place) for place, skill in skills.values()}
    yield from list(_circles(needs, "needs", "needs")) or _circles(before, "helps", "comes after")
    for document in documents:
        if isinstance(document.value, LocationsFile):
            yield from _locations(document)


def _skills(documents: Sequence[Document[Any]]) -> Iterator[tuple[tuple[int, int], tuple[Place, Skill]]]:
    """Every skill of skills.yaml and of the role files, with its place."""
    for number, document in enumerate(documents):
        name = {SkillsFile: "skills", Role: "new_skills"}.get(type(document.value), "")
        for index, skill in enumerate(getattr(document.value, name) if name else ()):
            yield (number, index), ((document, (name, index)), skill)


def _locations(document: Document[LocationsFile]) -> Iterator[Problem]:
    assert document.value is not None
    for name, noun in (("locations", "place"), ("employers", "kind of employer")):
        items = getattr(document.value, name)
        named = [(one.id, (one.name, *one.aliases), (document, (name, i))) for i, one in enumerate(items)]
        yield from _taken(noun, named)
    places = enumerate(document.value.locations)
    within = {p.id: ((p.within,) if p.within else (), (document, ("locations", i))) for i, p in places}
    yield from _circles(within, "within", "lies within")


def _taken(noun: str, named: Iterable[Named]) -> Iterator[Problem]:
    """A word that means two things of one kind."""
    owner: dict[str, tuple[str, Place]] = {}
    for one, words, place in named:
        for word in words:
            other, before = owner.setdefault(" ".join(word.casefold().split()), (one, place))
            if other != one:
                document, loc = _word_place(place, word)
                yield document.problem(
                    loc,
                    f"`{word}` already means the {noun} `{other}` ({_where(_word_place(before, word))}); remove one",
                )


def _word_place(place: Place, word: str) -> Place:
    """Where `word` stands among the names of a block."""
    document, loc = place
    block: Any = document.value
    for part in loc:
        block = block[part] if isinstance(part, int) else getattr(block, part)
    for field in ("aliases", "fields"):
        for index, alias in enumerate(getattr(block, field, ())):
            if alias.casefold().split() == word.casefold().split():
                return document, (*loc, field, index)
    return document, (*loc, "name")


def _where(place: Place) -> str:
    document, loc = place
    return f"{document.path}:{document.problem(loc, '').line}"


def _same_ids(noun: str, places: Iterable[tuple[str, Place]]) -> Iterator[Problem]:
    """The same id in two files; within one list the reader has seen it."""
    first: dict[str, Place] = {}
    for one, place in places:
        before = first.setdefault(one, place)
        if before[0] is not place[0]:
            document, loc = place
            yield document.problem(
                (*loc, "id"),
                f"the {noun} `{one}` is also defined in {_where((before[0], (*before[1], 'id')))}; remove one",
            )


def _circles(edges: Mapping[str, tuple[Sequence[str], Place]], field: str, verb: str) -> Iterator[Problem]:
    """Each circle of `needs` or `within`, edge by edge, at the edge that closes it."""
    graph = {one: [to for to in targets if to in edges] for one, (targets, _) in edges.items()}
    for _ in range(MAX_CIRCLES):
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            ring = error.args[1][::-1]
            graph[ring[-2]].remove(ring[-1])
            _, (document, loc) = edges[ring[-2]]
            below = (field,) if field == "within" else _link(document, loc, field, ring[-1])
            steps = ", ".join(f"`{one}` {verb} `{to}`" for one, to in pairwise(ring))
            yield document.problem((*loc, *below), f"this goes round in a circle: {steps}; remove one of them")
        else:
            return


def _link(document: Document[Any], loc: Loc, field: str, to: str) -> Loc:
    """Where a skill names `to`: in `helps` if it stands there, else in `needs`."""
    skill: Any = document.value
    for part in loc:
        skill = skill[part] if isinstance(part, int) else getattr(skill, part)
    name = field if to in getattr(skill, field) else "needs"
    return (name, getattr(skill, name).index(to))


def _file_name(document: Document[Role]) -> Iterator[Problem]:
    assert document.value is not None
    if document.path.stem != document.value.id:
        yield document.problem(
            ("id",), f"the id `{document.value.id}` and the file name differ; name the file `{document.value.id}.yaml`"
        )


def _renamed_role(document: Document[Role], known: Known) -> Iterator[Problem]:
    assert document.value is not None
    for number, old in enumerate(document.value.renamed):
        if old in known.get("role", ()):
            yield document.problem(("renamed", number), f"the role `{old}` still exists; remove it here")


def _renamed(document: Document[SkillsFile], known: Known) -> Iterator[Problem]:
    assert document.value is not None
    ids = known.get("skill", ())
    for old, new in document.value.renamed.items() if ids else ():
        if new not in ids:
            yield document.problem(("renamed", old), f"there is no skill `{new}`{did_you_mean(new, ids)}")
        if old in ids:
            yield document.problem(("renamed", old), f"the skill `{old}` still exists; remove this line", key=True)


def faq_problems(document: Document[FaqFile]) -> Iterator[Problem]:
    assert document.value is not None
    yield from repeated(document, within=True)
    yield from _translations(document)
    owners = {entry.id: entry.id for entry in document.value.entries}
    for index, entry in enumerate(document.value.entries):
        for below, severity, message in entry_faults(entry):
            yield document.problem(("entries", index, *below), message, severity=severity)
        for number, old in enumerate(entry.merged):
            if (owner := owners.setdefault(old, entry.id)) != entry.id or old == entry.id:
                message = f"`{old}` is the id of `{owner}`" if owner == old else f"`{old}` leads to `{owner}` already"
                yield document.problem(("entries", index, "merged", number), f"{message}; remove it here")


def _translations(document: Document[FaqFile]) -> Iterator[Problem]:
    assert document.value is not None
    entries = {entry.id: entry for entry in document.value.entries}
    first: dict[tuple[str, str], str] = {}
    for index, entry in enumerate(document.value.entries):
        if not entry.translates:
            continue
        loc, original = ("entries", index, "translates"), entries.get(entry.translates)
        if original is None:
            message = f"there is no entry `{entry.translates}`{did_you_mean(entry.translates, entries)}"
            yield document.problem(loc, message)
        elif original.translates:
            yield document.problem(loc, f"`{original.id}` is a translation itself; name `{original.translates}`")
        elif original.language == entry.language:
            yield document.problem(loc, f"`{original.id}` is in the same language; give this entry its own `language`")
        elif (other := first.setdefault((entry.translates, entry.language), entry.id)) != entry.id:
            yield document.problem(loc, f"`{other}` translates `{original.id}` into this language already; merge them")


def entry_faults(entry: FaqEntry) -> Iterator[tuple[Loc, Severity, str]]:
    """What is wrong in one entry by itself, each with its place in the entry."""
    length, asked = len(entry.answer.strip()), len(entry.question)
    if length > LONGEST_ANSWER:
        message = f"the answer has {length:,} characters; {LONGEST_ANSWER:,} is the most that fits"
        yield ("answer",), "error", message
    elif length > ONE_PAGE:
        message = f"the answer has {length:,} characters and is shown in pages; up to 700 is read more gladly"
        yield ("answer",), "warning", message
    if asked > LONGEST_QUESTION:
        message = f"the question has {asked:,} characters; only the first {LONGEST_QUESTION} fit its title"
        yield ("question",), "warning", message
    if entry.verified and entry.expires and entry.expires < entry.verified:
        message = f"the answer was checked after that day, on {entry.verified}; give a later day, or remove the line"
        yield ("expires",), "error", message
    if not _plain(entry.question):
        yield ("question",), "error", "the question has no words; write what a member would ask"
    if entry.language and not re.fullmatch(r"[a-z]{2,3}", entry.language):
        yield ("language",), "error", f"`{entry.language}` is no language; write its two letters, e.g. es or de"
    for number, phrase in enumerate(entry.alternates):
        if not _plain(phrase):
            message = f"`{phrase}` has no words that could be asked; it is skipped"
            yield ("alternates", number), "warning", message


def change_faults(entry: FaqEntry, known: Known) -> list[str]:
    """What stops an entry that somebody is about to save, in words for who typed it: `roles: there is no role …`."""
    found = [(loc, message) for loc, severity, message in entry_faults(entry) if severity == "error"]
    found += value_faults(entry, known)
    return [f"`{entry.id}`, {_field(loc)}: {message}" for loc, message in found]


def _field(loc: Loc) -> str:
    """`links, the second`"""
    name, *rest = loc
    number = next((part for part in rest if isinstance(part, int)), 0)
    return f"{name} ({number + 1}.)" if number else str(name)


def repeated(document: Document[FaqFile], *, within: bool) -> Iterator[Problem]:
    """Wordings that stand twice: `within` one entry, which does no harm, or in two, which get in each other's way."""
    asked: dict[str, tuple[FaqEntry, Loc]] = {}
    for index, entry in enumerate(document.value.entries if document.value else ()):
        for number, phrase in enumerate(entry.phrases):
            loc: Loc = ("entries", index, "alternates", number - 1) if number else ("entries", index, "question")
            plain = _plain(phrase)
            if not plain:
                continue
            other, before = asked.setdefault(plain, (entry, loc))
            if before == loc or (other is entry) is not within:
                continue
            where = f"line {document.problem(before, '').line}"
            if within:
                message = f"`{phrase}` stands twice in this entry (also in {where}); remove one"
                yield document.problem(loc, message, severity="warning")
            else:
                yield document.problem(loc, f"`{phrase}` also asks for `{other.id}` ({where}); keep it in one of them")


@lru_cache(maxsize=PHRASES)
def _plain(phrase: str) -> str:
    return " ".join(re.sub(r"[^\w+#]+", " ", phrase.casefold().replace("'", "").replace("’", "")).split())
