"""knowledge/ and faq.yaml → one KnowledgeBase; read again when a file has changed."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar, cast, overload

from bot.domain.core.assessment import ReadinessFile
from bot.domain.core.choice import ChoiceFile
from bot.domain.core.community import Community
from bot.domain.core.faq_entry import FaqEntry, FaqFile
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import LevelsFile
from bot.domain.core.locations import NATION, Location, LocationsFile
from bot.domain.core.occupations import OccupationsFile
from bot.domain.core.official import Official
from bot.domain.core.pay import PayFile
from bot.domain.core.phrases import DialogueFile, IntentsFile, StatementsFile, SynonymsFile, WordLists
from bot.domain.core.roles import Role
from bot.domain.core.skills import ProjectsFile, SkillsFile
from bot.domain.core.sources import SourcesFile
from bot.domain.faq.replay import Replay
from bot.domain.understanding.message import Understanding
from bot.errors import BotError, ContentError
from bot.storage import compiled
from bot.storage.knowledge_checks import faq_problems, problems_of, repeated
from bot.storage.learned import learned
from bot.storage.memory import give_back_large_blocks, without_collector
from bot.storage.official import archive
from bot.storage.problem import Problem
from bot.storage.replayed import astray, compared, elsewhere, too_broad
from bot.storage.word_vectors import word_vectors
from bot.storage.yaml_reader import Document, nearest, parse, read_document

T = TypeVar("T")
Stamp = tuple[int, int]
Stamps = Mapping[Path, Stamp]
Read = Callable[[Path, type], Document[Any]]

PROBLEMS_TOLD = 5
"""Of an FAQ that is about to be saved; `check` names all."""

FILES: Mapping[str, type] = {
    "sources": SourcesFile,
    "occupations": OccupationsFile,
    "skills": SkillsFile,
    "locations": LocationsFile,
    "pay": PayFile,
    "levels": LevelsFile,
    "projects": ProjectsFile,
    "readiness": ReadinessFile,
    "choice": ChoiceFile,
    "intents": IntentsFile,
    "synonyms": SynonymsFile,
    "dialogue": DialogueFile,
    "words": WordLists,
    "community": Community,
    "statements": StatementsFile,
}
"""knowledge/<name>.yaml; besides them one file a role in knowledge/roles."""

LOOK_SECONDS = 1.0
"""How often `refresh` looks at the files."""
PATIENCE_SECONDS = 1.0
"""How long `refresh` waits for a reading."""

_log = logging.getLogger(__name__)


def load_knowledge(folder: Path, faq: Path) -> KnowledgeBase:
    """Raises ContentError with every problem of every file."""
    kb, problems = _load(folder, faq)
    if kb is None:
        raise ContentError(problems)
    return _taught(kb)


def load_faq(faq: Path) -> tuple[FaqEntry, ...]:
    """The entries of one FAQ file on its own, whatever roles they name. Raises ContentError with every problem."""
    document = read_document(faq, FaqFile)
    problems = [*document.problems, *(faq_problems(document) if document.value else ())]
    if document.value is None or any(problem.severity == "error" for problem in problems):
        raise ContentError(sorted(set(problems)))
    return document.value.entries


def check(folder: Path, faq: Path) -> list[Problem]:
    """Every problem, errors first and each kind by place; and whether each wording of the FAQ finds its entry."""
    problems, mind = _compiled(folder, faq)
    document = read_document(faq, FaqFile)
    if document.value:
        problems += repeated(document, within=False) if mind else astray(document)
        told = {(problem.line, problem.column) for problem in problems if problem.path == faq}
        if mind:
            more = (*elsewhere(document, mind), *too_broad(document, mind))
            problems += (problem for problem in more if (problem.line, problem.column) not in told)
    return sorted(problems, key=lambda problem: (problem.severity != "error", problem))


def _compiled(folder: Path, faq: Path) -> tuple[list[Problem], Understanding | None]:
    """The problems of the files, and what is compiled of them; where they have errors, all that can be all the same."""
    files = KnowledgeFiles(folder, faq, Understanding.compile, remember=True)
    try:
        mind = files.current()
    except ContentError:
        kb, problems = _load(folder, faq, anyway=True)
        return problems, Understanding.compile(_taught(kb)) if kb else None
    # A file that is not read does not change what is remembered, but is a problem.
    return [*{*files.problems, *_strays(folder, faq)}], mind


def check_against(folder: Path, faq: Path, old: Path) -> tuple[Replay, list[Problem]]:
    """What changed for members since the FAQ file `old`; without a whole knowledge folder by the FAQ files alone."""
    before = load_faq(old)
    load_faq(faq)
    try:
        return compared(faq, before, understanding(folder, faq))
    except ContentError:
        return compared(faq, before, None)


def understanding(folder: Path, faq: Path) -> Understanding:
    """Compiled, or remembered from the last start with the same files. Raises ContentError."""
    return KnowledgeFiles(folder, faq, Understanding.compile, remember=True).current()


def _load(
    folder: Path, faq: Path, data: bytes | None = None, read: Read = read_document, *, anyway: bool = False
) -> tuple[KnowledgeBase | None, list[Problem]]:
    """`data`: what the FAQ file is to hold, where that is not saved yet. `anyway`: faults of single entries of the FAQ
    do not count, so that what else is wrong can be found."""
    with without_collector():
        documents = _read_all(folder, faq, read)
        if data is not None:
            documents["faq"] = parse(data, FaqFile, faq)
        problems = [problem for document in documents.values() for problem in document.problems]
        if not folder.is_dir():
            problems.append(Problem(folder, 1, 1, "error", "there is no such folder; it holds what the advisor knows"))
        problems += _strays(folder, faq)
        problems += problems_of(tuple(documents.values()), _known(documents))
        single = faq if anyway and documents["faq"].value is not None else None
        official, damaged = _official(folder)
        problems += damaged
        if any(problem.severity == "error" and problem.path != single for problem in problems):
            return None, sorted(set(problems))
        try:
            return _knowledge_base(documents, official), sorted(set(problems))
        except BotError as error:
            return None, [documents["community"].problem(("semantic",), str(error))]


def _official(folder: Path) -> tuple[Official | None, list[Problem]]:
    """The occupation file, which may be missing, or what is wrong with it."""
    path = folder / archive.NAME
    try:
        return archive.read(path), []
    except BotError as error:
        return None, [Problem(path, 1, 1, "error", str(error))]


def _paths(folder: Path, faq: Path) -> dict[str, Path]:
    """Name → file; a role's name is `roles/<file name>`."""
    paths = {name: folder / f"{name}.yaml" for name in FILES}
    paths |= {f"roles/{path.stem}": path for path in _visible(folder / "roles", "*.yaml")}
    return {**paths, "faq": faq}


def _watched(folder: Path, faq: Path) -> tuple[Path, ...]:
    """All files whose change is a change of what is known."""
    return (*_paths(folder, faq).values(), folder / archive.NAME)


def _visible(folder: Path, pattern: str) -> list[Path]:
    """Without the hidden files that editors put beside an open one."""
    return sorted(path for path in folder.glob(pattern) if not path.name.startswith("."))


def _strays(folder: Path, faq: Path) -> Iterator[Problem]:
    """A misnamed file would be passed over in silence."""
    for path in (*_visible(folder, "*.y*ml"), *_visible(folder / "roles", "*.yml")):
        if path.suffix == ".yml":
            yield Problem(path, 1, 1, "warning", f"this file is not read; name it `{path.stem}.yaml`")
        elif path.stem not in FILES and path.absolute() != faq.absolute():
            name = nearest(path.stem, FILES)
            yield Problem(path, 1, 1, "warning", f"this file is not read; did you mean `{name}.yaml`?")


def _read_all(folder: Path, faq: Path, read: Read) -> dict[str, Document[Any]]:
    names = _paths(folder, faq) if folder.is_dir() else {"faq": faq}
    kinds = {**FILES, "faq": FaqFile}
    documents: dict[str, Document[Any]] = {name: read(path, kinds.get(name, Role)) for name, path in names.items()}
    if folder.is_dir() and len(documents) == len(kinds):
        missing = Problem(folder / "roles", 1, 1, "error", "there is no role; put one file a role here, <role-id>.yaml")
        documents["roles"] = Document(folder / "roles", problems=[missing])
    return documents


def _roles(documents: Mapping[str, Document[Any]]) -> list[Document[Role]]:
    return [document for name, document in documents.items() if name.startswith("roles/")]


def _known(documents: Mapping[str, Document[Any]]) -> dict[str, set[str]]:
    """Noun → ids; a noun of which a file is broken is left out."""
    value = {name: document.value for name, document in documents.items() if document.value is not None}
    roles = [document.value for document in _roles(documents)]
    # A role whose file is broken is still a role: its file name is its id.
    known = {"role": {d.path.stem for d in _roles(documents)} | {role.id for role in roles if role}} if roles else {}
    if "skills" in value and None not in roles:
        extra = {skill.id for role in roles if role for skill in role.new_skills}
        known["skill"] = {skill.id for skill in value["skills"].skills} | extra
    if "sources" in value:
        known["source"] = {source.id for source in value["sources"].sources}
    if "occupations" in value:
        known["occupation"] = {one.soc for one in value["occupations"].occupations}
        known["O*NET occupation with rated tasks"] = {
            rated.code for one in value["occupations"].occupations for rated in one.rated_tasks
        }
        known["sector"] = {sector for one in value["occupations"].occupations for sector in one.sectors}
    if "locations" in value:
        known["location"] = {one.id for one in value["locations"].locations}
        known["foreign area"] = set(_abroad(value["locations"].locations))
    if "readiness" in value:
        known["readiness area"] = {area.id for area in value["readiness"].areas}
    if "choice" in value:
        known["trait"] = {trait.id for trait in value["choice"].traits}
    return known


def _abroad(places: Iterable[Location]) -> Iterator[str]:
    """Names of the places that do not lie in the United States."""
    within = {place.id: place.within for place in places}
    for place in places:
        wider, passed = place.id, set[str]()
        while wider not in passed and (around := within.get(wider)):  # a circle has been reported elsewhere
            passed.add(wider)
            wider = around
        if wider != NATION:
            yield from (name.casefold() for name in (place.name, *place.aliases))


def _knowledge_base(documents: Mapping[str, Document[Any]], official: Official | None) -> KnowledgeBase:
    value: dict[str, Any] = {name: document.value for name, document in documents.items()}
    roles = [document.value for document in _roles(documents) if document.value]
    skills = (*value["skills"].skills, *(skill for role in roles for skill in role.new_skills))
    return KnowledgeBase(
        roles=_by_id(roles),
        skills=_by_id(skills),
        ambiguous=value["skills"].ambiguous,
        renamed=value["skills"].renamed,
        locations=_by_id(value["locations"].locations),
        locations_source=value["locations"].source,
        employers=_by_id(value["locations"].employers),
        occupations={one.soc: one for one in value["occupations"].occupations},
        pay=value["pay"].tables,
        sources=_by_id(value["sources"].sources),
        role_levels=_by_id(value["levels"].role_levels),
        skill_levels=_by_id(value["levels"].skill_levels),
        projects=value["projects"].projects,
        readiness=value["readiness"],
        choice=value["choice"],
        intents=_by_id(value["intents"].intents),
        off_topic=value["intents"].off_topic,
        synonyms=value["synonyms"].synonyms,
        follow_ups=value["dialogue"].follow_ups,
        words=value["words"],
        community=value["community"],
        faq=_by_id(value["faq"].entries),
        year=date.today().year,
        vectors=word_vectors() if value["community"].semantic else None,
        statements=tuple(chain.from_iterable(value["statements"].statements.values())),
        official=official,
        near_occupations=value["occupations"].near,
    )


def _taught(kb: KnowledgeBase) -> KnowledgeBase:
    """With what the models learned before, for those who have nothing else to begin with."""
    return replace(kb, learned=learned())


def _by_id(items: Any) -> dict[Any, Any]:
    return {item.id: item for item in items}


@dataclass(frozen=True)
class _Candidate(Generic[T]):
    """What was made of the files with an FAQ that is about to be saved."""

    data: bytes
    others: Stamps
    value: T
    problems: tuple[Problem, ...]


class KnowledgeFiles(Generic[T]):
    """Hands out what `build` makes of the present files; a broken file leaves the last good value in use."""

    @overload
    def __init__(self: KnowledgeFiles[KnowledgeBase], folder: Path, faq: Path) -> None: ...
    @overload
    def __init__(
        self, folder: Path, faq: Path, build: Callable[[KnowledgeBase, T | None], T], *, remember: bool = False
    ) -> None: ...
    def __init__(
        self,
        folder: Path,
        faq: Path,
        build: Callable[[KnowledgeBase, Any], Any] = lambda kb, like: kb,
        *,
        remember: bool = False,
    ) -> None:
        """`build` is given what it made before, too, where there is anything to begin with. `remember`: keep what it
        makes for the next start with the very same files."""
        give_back_large_blocks()  # of a snapshot that is replaced
        self._folder = folder
        self._faq = faq
        self._build = build
        self._remember = remember
        self._lock = threading.Lock()
        self._stamps: Stamps | None = None
        self._documents: dict[Path, tuple[Stamp, Document[Any]]] = {}
        self._value: T | None = None
        self._candidate: _Candidate[T] | None = None
        self._looking: asyncio.Task[T] | None = None
        self._looked = 0.0
        self.problems: tuple[Problem, ...] = ()
        """What the last reading found, warnings included."""
        self.broken: tuple[Problem, ...] = ()
        """The errors, with their entries, for which the present files cannot be used while the last good ones are."""

    def current(self) -> T:
        """The value of the present files, or of the last good ones. Raises ContentError if none was ever good."""
        with self._lock:
            stamps = self._look()
            if stamps != self._stamps:
                self._read()
                self._stamps = stamps
            if self._value is None:
                raise ContentError(self.problems)
            return self._value

    async def current_async(self) -> T:
        """As `current`; reading happens in a worker thread, one at a time."""
        return await asyncio.to_thread(self.current)

    def latest(self) -> T:
        """The last good value as it is in memory: no file is touched. Raises ContentError if none was ever good."""
        if self._value is None:
            raise ContentError(self.problems)
        return self._value

    async def refresh(self) -> None:
        """For an event loop, before `latest`: looks at the files in a worker thread, once a second at most.

        A reading that takes long is waited for a moment only; the last good value serves meanwhile.
        """
        now = time.monotonic()
        if self._looking is None or (self._looking.done() and now >= self._looked + LOOK_SECONDS):
            self._looking, self._looked = asyncio.create_task(self.current_async()), now
        if not self._looking.done() and (patience := self._looked + PATIENCE_SECONDS - now) > 0:
            await asyncio.wait({self._looking}, timeout=patience)

    def candidate(self, data: bytes) -> T:
        """The value if the FAQ file held `data`; used as it is as soon as it does. Slow. Raises ContentError."""
        others = self._others()
        if (made := self._candidate) and (made.data, made.others) == (data, others):
            return made.value
        key = self._fingerprint({self._faq: data})
        kept = compiled.recall(key) if key else None  # taking a change back leads to what was there before
        self._candidate = made = None  # two at a time would take much memory
        value, problems = kept if kept is not None else self._built(data)
        self._candidate = _Candidate(data, others, value, problems)
        return cast(T, value)

    def _built(self, data: bytes) -> tuple[T, tuple[Problem, ...]]:
        kb, problems = _load(self._folder, self._faq, data, self._document)
        if kb is None:
            raise ContentError([problem for problem in problems if problem.severity == "error"][:PROBLEMS_TOLD])
        return self._compiled(kb), tuple(problems)

    def _compiled(self, kb: KnowledgeBase) -> T:
        with without_collector():
            made: T = self._build(kb if self._value else _taught(kb), self._value)
        return made

    def _others(self) -> Stamps:
        """Of all files but the FAQ."""
        return {path: stamp for path, stamp in self._look().items() if path != self._faq}

    def _awaited(self) -> _Candidate[T] | None:
        """The candidate, if the files are now what it was made of."""
        made = self._candidate
        if made and made.others == self._others() and self._faq.is_file() and self._faq.read_bytes() == made.data:
            return made
        return None

    def _look(self) -> Stamps:
        """Taken before reading, so that a change while reading is seen the next time."""
        return {path: _stamp(path) for path in _watched(self._folder, self._faq)}

    def _read(self) -> None:
        key = self._fingerprint()
        if made := self._awaited():
            self._value, self.problems, self.broken = made.value, made.problems, ()
            if key:
                compiled.keep(key, (self._value, self.problems))
            return
        kept = compiled.recall(key) if key else None
        if kept is not None:
            self._value, self.problems = kept
            self.broken = ()
            return
        kb, problems = _load(self._folder, self._faq, read=self._document)
        self.problems = tuple(problems)
        if kb is not None:
            self._value = self._compiled(kb)
            self.broken = ()
            if key and key == self._fingerprint():  # the files did not change while they were read
                compiled.keep(key, (self._value, self.problems))
            return
        if self._value is None:
            return
        self.broken = tuple(problem.with_entry() for problem in problems if problem.severity == "error")
        for problem in problems:
            _log.warning("%s", problem)

    def _document(self, path: Path, kind: type) -> Document[Any]:
        """Read again only if the file has changed."""
        stamp = _stamp(path)  # taken before reading
        kept = self._documents.get(path)
        if kept is None or kept[0] != stamp:
            kept = self._documents[path] = stamp, read_document(path, kind)
        return kept[1]

    def _fingerprint(self, unsaved: Mapping[Path, bytes] = MappingProxyType({})) -> str:
        return compiled.fingerprint(_watched(self._folder, self._faq), unsaved) if self._remember else ""


def _stamp(path: Path) -> Stamp:
    """Changes with every save; an absent file has one too."""
    try:
        stat = path.stat()
    except OSError:
        return 0, -1
    return stat.st_mtime_ns, stat.st_size
