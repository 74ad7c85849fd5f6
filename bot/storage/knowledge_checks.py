"""Faults that show only when all files are seen together: words and ids used twice, circles, long answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Any

from bot.domain.core.knowledge import FaqEntry, FaqFile, LocationsFile, Role, Skill, SkillsFile, StatementsFile
from bot.domain.statements.labels import problems as label_problems
from bot.storage.problem import Problem
from bot.storage.references import Known, value_problems
from bot.storage.yaml_nodes import Loc
from bot.storage.yaml_reader import Document, did_you_mean

ANSWER_LIMIT = 2000
"""Longer answers do not fit a Discord message."""

ANSWER_GOOD = 900
"""Longer answers are not read."""

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
    for index, entry in enumerate(document.value.entries):
        yield from _answer(document, index, len(entry.answer.strip()))
        if entry.verified and entry.expires and entry.expires < entry.verified:
            message = (
                f"the answer was checked after that day, on {entry.verified}; give a later day, or remove the line"
            )
            yield document.problem(("entries", index, "expires"), message)
        for number, phrase in enumerate(entry.phrases):
            loc: Loc = ("entries", index, "alternates", number - 1) if number else ("entries", index, "question")
            if not _plain(phrase):
                yield document.problem(loc, "this wording is empty; write what a member would ask, or remove it")


def repeated(document: Document[FaqFile], *, within: bool) -> Iterator[Problem]:
    """Wordings that stand twice: `within` one entry, which does no harm, or in two, which get in each other's way."""
    asked: dict[str, tuple[FaqEntry, Loc]] = {}
    for index, entry in enumerate(document.value.entries if document.value else ()):
        for number, phrase in enumerate(entry.phrases):
            loc: Loc = ("entries", index, "alternates", number - 1) if number else ("entries", index, "question")
            other, before = asked.setdefault(_plain(phrase), (entry, loc))
            if before != loc and (other is entry) is within:
                where = f"line {document.problem(before, '').line}"
                message = f"`{phrase}` also asks for `{other.id}` ({where}); keep it in one of them"
                yield document.problem(loc, message, severity="warning" if within else "error")


def _answer(document: Document[FaqFile], index: int, length: int) -> Iterator[Problem]:
    loc = ("entries", index, "answer")
    if length > ANSWER_LIMIT:
        yield document.problem(loc, f"the answer has {length:,} characters; {ANSWER_LIMIT:,} is the most that fits")
    elif length > ANSWER_GOOD:
        message = f"the answer has {length:,} characters; up to {ANSWER_GOOD} is read more gladly"
        yield document.problem(loc, message, severity="warning")


def _plain(phrase: str) -> str:
    return " ".join(re.sub(r"[^\w+#]+", " ", phrase.casefold().replace("'", "").replace("’", "")).split())
