"""Switches each mechanism of understanding off in turn and prints what is lost on sets that nobody tuned on.

python -m benchmarks.ablation [NAME ...]

Turns of conversations in scope: right and answered wrongly, off-topic ones answered. The first row has everything on. A
mechanism whose row is not worse than the first earns nothing.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from bot.advisor import Advisor
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.learned import NOTHING_LEARNED
from bot.domain.language import segments
from bot.domain.matching.typos import Speller
from bot.domain.understanding import reading
from bot.domain.understanding.continuation import Continuation
from bot.domain.understanding.message import Understanding
from bot.domain.understanding.reading import LEARN_FROM, Reader
from bot.domain.understanding.scope import Scope
from bot.storage.database import Database
from bot.storage.knowledge_files import load_knowledge
from bot.storage.profiles import Profiles
from bot.terminal import as_json

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
import judge  # noqa: E402  # the project's own judge

SETS = ("people_held_out", "conversations_held_out", "questions_held_out", "posts_held_out", "chat_held_out")

Switch = Callable[[], object]
"""What turns a mechanism off while it is entered."""


def _without_context(self: Continuation, said: object, alone: object, so_far: object) -> object:
    return self.reader.decided(alone)  # type: ignore[arg-type]


SWITCHES: dict[str, tuple[Switch, ...]] = {
    "everything on": (),
    "meanings of words": (),
    "synonyms": (),
    "typos": (lambda: patch.object(Speller, "correct", lambda self, word: (word, 1.0)),),
    "scope": (lambda: patch.object(Scope, "probability", lambda self, text: 0.9),),
    "context": (lambda: patch.object(Continuation, "read", _without_context),),
    "parts of a message": (lambda: patch.object(segments, "questions", lambda text: (text,)),),
    "the whole beside its part": (lambda: patch.object(reading, "PART", 1.0),),
    "a story counts less": (lambda: patch.object(reading, "STORY", 1.0),),
    "what a question points back at": (
        lambda: patch.object(segments, "_with_what_it_means", lambda number, parts: parts[number]),
    ),
    "the second thing of a story": (lambda: patch.object(Reader, "second", lambda self, query: None),),
    "one of the roles spoken of": (lambda: patch.object(segments, "chooses", lambda text: False),),
    "readings of one family": (lambda: patch.object(Reader, "_alike", lambda self, one, other: one == other),),
    "roleless readings first": (lambda: patch.object(reading, "ROLELESS", {}),),
    "where the writer comes from": (lambda: patch.object(Reader, "_origin", lambda self, text, mentions: None),),
    "entries of other roles left out": (lambda: patch.object(Reader, "_allowed", lambda self, text, mentions: None),),
}
_LEARNED_ANEW = {"meanings of words": {"vectors": None}, "synonyms": {"synonyms": ()}}
"""Mechanisms that stand in the knowledge: the ranker learns without them."""
_ALTERS_COMPILING = ("typos", "scope", "readings of one family")


@contextmanager
def _off(name: str) -> Iterator[None]:
    with ExitStack() as stack:
        for switch in SWITCHES[name]:
            stack.enter_context(switch())  # type: ignore[arg-type]
        yield


def _compiled(name: str, kb: KnowledgeBase) -> Understanding:
    if name in _LEARNED_ANEW:
        changed = replace(kb, learned=NOTHING_LEARNED, **_LEARNED_ANEW[name])  # type: ignore[arg-type]
        return Understanding.compile(changed, at_once=LEARN_FROM)
    return Understanding.compile(kb)


async def _judged(path: Path, mind: Understanding) -> judge.Summary:
    outcomes = []
    async with Database(":memory:") as database:
        advisor = Advisor(lambda: mind, Profiles(database))
        for item in judge.load(path):
            asked = judge.requests(item)
            replies = [as_json(await advisor.ask(r["user"], r["session"], r["text"])) for r in asked]
            outcomes.append(judge.judge(item, replies))
    return judge.summary(outcomes)


def _row(mind: Understanding) -> str:
    cells = []
    for path in judge.FILES:
        if path.stem in SETS:
            total = asyncio.run(_judged(path, mind))
            right, wrong = total.in_scope_right / total.in_scope, total.wrong_rate
            cells.append(f"{right:6.1%} {wrong:5.1%} {total.off_topic_rate:5.1%}")
    return " | ".join(cells)


def main() -> None:
    kb = load_knowledge(ROOT / "knowledge", ROOT / "faq.yaml")
    names = [path.stem for path in judge.FILES if path.stem in SETS]
    print(f"{'switched off':32}", *(f"{name:>19}" for name in names))
    print(f"{'':32}", *(f"{'right wrong off':>19}" for _ in names))
    shared = Understanding.compile(kb)
    for name in sys.argv[1:] or SWITCHES:
        with _off(name):
            mind = _compiled(name, kb) if name in (*_LEARNED_ANEW, *_ALTERS_COMPILING) else shared
            print(f"{name:32}", _row(mind), flush=True)


if __name__ == "__main__":
    main()
