"""Judges the bot's replies to the evaluation questions and prints how it did.

    python tests/judge.py [--show N] [FILES]

A file is a list of conversations (see the head of questions.yaml). A turn is right when
  `answer` is expected:  the bot answered with an allowed kind, every `must` is in the text and no `must_not`; or it
                         asked back and its first suggestion matches every `suggest`, or every `must`;
  `abstain` is expected: the bot abstained;
  `any`:                 every `must` is in the text and no `must_not`, whatever the decision;
  `either`:              declining and asking back are fine, an answer has to be a right one.
A conversation is right when all its turns are.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
FILES = tuple(
    HERE / f"{name}.yaml"
    for name in (
        *("questions", "questions_held_out", "conversations_tune", "conversations_held_out"),
        *("people_tune", "people_held_out", "posts_tune", "posts_held_out", "chat_tune", "chat_held_out"),
    )
)
FACTS = "question_facts.yaml"
DECISIONS = ("answer", "abstain", "any", "either")
ITEM_KEYS = {"id", "category", "skills", "turns", "note"}
TURN_KEYS = {"say", "decision", "kind", "must", "must_not", "suggest", "holds", "lacks", "covered", "target"}
FACT_KEYS = {"must", "must_not", "suggest", "kind"}
Pattern = re.Pattern[str]

# --- what a reply says of skills ------------------------------------------------------------------------------------

BULLET = r"[ \t]*+(?:[-•*]|\d+[.)])[ \t]*+"
"""Possessive: a list is read once, never backtracked into."""
LEVEL_WORDS = {
    "advanced": "advanced|expert|strong|proficient",
    "intermediate": "intermediate|medium|working|solid",
    "beginner": "beginner|basic|novice",
}
OTHER_NAMES = {
    "aws": r"AWS|Amazon Web Services",
    "dbt": r"dbt",
    "kubernetes": r"Kubernetes|k8s",
    "natural language processing": r"natural language processing|NLP",
    "postgresql": r"PostgreSQL|Postgres",
    "scikit-learn": r"scikit[- ]?learn|sklearn",
}
DENIAL_WORDS = (
    r"no|not|never|without|missing|removed?|dropped|forg[eo]t\w*|yet|learn\w*|goals?|wants?|e\.g|example|like"
)
DENIALS = rf"\b(?:{DENIAL_WORDS})\b|n't\b"


def skill(name: str) -> str:
    """A regular expression for a skill's name; `C` is not in `C++`, nor `Java` in `JavaScript`."""
    return rf"(?<![\w+#.])(?:{OTHER_NAMES.get(name.lower(), re.escape(name))})(?![\w+#])"


def held(name: str, level: str) -> str:
    """Named in the list, with the level on its line or as the heading of its list."""
    if level == "any":
        return skill(name)
    words, this = LEVEL_WORDS[level], skill(name)
    listed = rf"(?:{words})[^\n:]{{0,20}}:[^\n;|]*{this}"
    under = rf"(?:{words})[^\n]{{0,20}}\n(?:{BULLET}[^\n]*\n)*{BULLET}{this}"
    return rf"{this}[^\n,;|]{{0,30}}(?:{words})|{listed}|{under}"


def claimed(name: str) -> str:
    """Named on a line that does not deny it: wrong for a skill the member does not have."""
    return rf"(?m)^(?!.*(?:{DENIALS})).*{skill(name)}"


def named_missing(name: str) -> str:
    """An entry of a list of missing skills: wrong for a skill the member has."""
    word = r"\b(?:missing|lacking|still need|to learn|gaps?)\b"
    inline = rf"{word}:? (?:[\w+#./ -]+, )*(?:and )?{skill(name)}"
    return rf"{inline}|{word}[^\n]{{0,60}}\n(?:{BULLET}[^\n]*\n)*{BULLET}{skill(name)}(?! models?\b)"


# --- questions ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Turn:
    """One thing a member says, and what a right reply contains."""

    say: str
    decision: str
    kind: frozenset[str] = frozenset()
    """Kinds of reply that may answer it; empty: any."""
    must: tuple[Pattern, ...] = ()
    must_not: tuple[Pattern, ...] = ()
    suggest: tuple[Pattern, ...] = ()
    """What the first suggestion matches when the bot asks back."""
    target: frozenset[str] = frozenset()
    """Roles, entries or skills that it may be about; empty: any."""


@dataclass(frozen=True)
class Item:
    """One conversation."""

    id: str
    category: str
    turns: tuple[Turn, ...]
    skills: tuple[str, ...] = ()
    """`Name:level`, told before the first turn; that turn is not judged."""
    note: str = ""

    @property
    def profile(self) -> str:
        return "My skills: " + ", ".join("{} ({})".format(*entry.split(":", 1)) for entry in self.skills)

    @property
    def says(self) -> list[str]:
        """All that is sent, the skills first."""
        return ([self.profile] if self.skills else []) + [turn.say for turn in self.turns]


def load(path: str | Path) -> list[Item]:
    """The conversations of a file; ValueError names the one that is faulty."""
    path = Path(path)
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    facts = _facts(path.with_name(FACTS))
    items = [_item(row, facts) for row in rows]
    twice = [name for name, count in Counter(item.id for item in items).items() if count > 1]
    if twice:
        raise ValueError(f"{path.name}: ids used twice: {', '.join(twice)}")
    return items


@cache
def _facts(path: Path) -> Mapping[str, Mapping[str, list[str]]]:
    facts: dict[str, dict[str, list[str]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name, fact in facts.items():
        _check_keys(fact, FACT_KEYS, f"{path.name}: {name}")
    return facts


def _check_keys(row: Mapping[str, Any], allowed: set[str], where: str) -> None:
    unknown = set(row) - allowed
    if unknown:
        raise ValueError(f"{where}: unknown key {', '.join(sorted(unknown))}")


def _item(row: Mapping[str, Any], facts: Mapping[str, Mapping[str, list[str]]]) -> Item:
    where = str(row.get("id"))
    _check_keys(row, ITEM_KEYS, where)
    try:
        turns = tuple(_turn(turn, facts) for turn in row["turns"])
        item = Item(row["id"], row["category"], turns, tuple(row.get("skills", ())), row.get("note", ""))
    except (KeyError, TypeError, re.error, ValueError) as error:
        raise ValueError(f"{where}: {error}") from error
    if any(not re.fullmatch(rf"[^:]+:({'|'.join(LEVEL_WORDS)})", entry) for entry in item.skills):
        raise ValueError(f"{where}: a skill is written Name:level")
    return item


def _turn(row: Mapping[str, Any], facts: Mapping[str, Mapping[str, list[str]]]) -> Turn:
    _check_keys(row, TURN_KEYS, "turn")
    if row["decision"] not in DECISIONS:
        raise ValueError(f"decision {row['decision']!r} is none of {', '.join(DECISIONS)}")
    named = [facts[entry[1:]] for entry in row.get("must", ()) if entry.startswith("$")]
    must = [entry for entry in row.get("must", ()) if not entry.startswith("$")]
    must += [entry for fact in named for entry in fact["must"]]
    must += [held(name, level) for name, level in row.get("holds", {}).items()]
    must_not = [*row.get("must_not", ()), *(entry for fact in named for entry in fact.get("must_not", ()))]
    must_not += [claimed(name) for name in row.get("lacks", ())]
    must_not += [named_missing(name) for name in row.get("covered", ())]
    suggest = row.get("suggest") or [entry for fact in named for entry in fact["suggest"]]
    return Turn(
        row["say"],
        row["decision"],
        _kinds(row, named),
        _compiled(must),
        _compiled(must_not),
        _compiled(suggest),
        frozenset(row.get("target", ())),
    )


def _kinds(row: Mapping[str, Any], named: Iterable[Mapping[str, list[str]]]) -> frozenset[str]:
    """The turn's own kinds, or those that all its facts allow."""
    sets = [frozenset(row["kind"])] if "kind" in row else [frozenset(fact["kind"]) for fact in named if "kind" in fact]
    return frozenset.intersection(*sets) if sets else frozenset()


def _compiled(patterns: Iterable[str]) -> tuple[Pattern, ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in dict.fromkeys(patterns))


# --- judging --------------------------------------------------------------------------------------------------------


class Verdict(StrEnum):
    """How one turn went; the worst first."""

    FALSE_ANSWER = "answered, but should have declined"
    WRONG = "answered, but not with what was asked"
    FAILED = "free decision, but the text is wrong"
    ASKED_AMISS = "asked back, and the first suggestion is not it"
    ASKED_OFF_TOPIC = "asked back, but should have declined"
    DECLINED = "declined, although it is known"
    RIGHT_ASKED = "asked back, and the first suggestion is it"
    RIGHT = "right"

    @property
    def right(self) -> bool:
        return self in (Verdict.RIGHT, Verdict.RIGHT_ASKED)


@dataclass(frozen=True)
class TurnOutcome:
    turn: Turn
    reply: Mapping[str, Any]
    verdict: Verdict
    missing: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """How one conversation went."""

    item: Item
    turns: tuple[TurnOutcome, ...]

    @property
    def right(self) -> bool:
        return all(turn.verdict.right for turn in self.turns)


def judge(item: Item, replies: Sequence[Mapping[str, Any]]) -> Outcome:
    """`replies` are those to `item.says`, in order, as objects of the JSON-lines contract."""
    if len(replies) != len(item.says):
        raise ValueError(f"{item.id}: {len(replies)} replies to {len(item.says)} questions")
    judged = replies[len(replies) - len(item.turns) :]
    return Outcome(item, tuple(judge_turn(turn, reply) for turn, reply in zip(item.turns, judged, strict=True)))


def judge_turn(turn: Turn, reply: Mapping[str, Any]) -> TurnOutcome:
    decision, text = reply["decision"], plain(reply["text"])
    if turn.decision == "answer" and decision == "clarify":
        return _judge_suggestion(turn, reply)
    if turn.decision == "either" and decision != "answer":
        return TurnOutcome(turn, reply, Verdict.RIGHT)
    missing = _missing(turn.must, text)
    if turn.decision in ("answer", "either") and turn.kind and reply["kind"] not in turn.kind:
        missing += (f"kind {' or '.join(sorted(turn.kind))}, not {reply['kind']}",)
    about = set(re.split(r"[/,\s]+", reply["target"])) if reply["target"] else set()
    if turn.target and about and not turn.target & about:
        missing += (f"about {' or '.join(sorted(turn.target))}, not {reply['target']}",)
    forbidden = _found(turn.must_not, text)
    return TurnOutcome(turn, reply, _verdict(turn.decision, decision, not (missing or forbidden)), missing, forbidden)


def _verdict(expected: str, decision: str, text_right: bool) -> Verdict:
    match expected, decision:
        case "any", _:
            return Verdict.RIGHT if text_right else Verdict.FAILED
        case "abstain", "clarify":
            return Verdict.ASKED_OFF_TOPIC
        case "abstain", "abstain" if text_right:
            return Verdict.RIGHT
        case "abstain", _:
            return Verdict.FALSE_ANSWER
        case _, "abstain":
            return Verdict.DECLINED
        case _:
            return Verdict.RIGHT if text_right else Verdict.WRONG


def _judge_suggestion(turn: Turn, reply: Mapping[str, Any]) -> TurnOutcome:
    first = plain(next(iter(reply.get("suggestions") or ()), ""))
    missing, forbidden = _missing(turn.must, first), _found(turn.must_not, first)
    is_it = bool(turn.suggest and not _missing(turn.suggest, first)) or bool(turn.must and not missing)
    if first and is_it and not forbidden:
        return TurnOutcome(turn, reply, Verdict.RIGHT_ASKED)
    return TurnOutcome(turn, reply, Verdict.ASKED_AMISS, missing, forbidden)


def _missing(patterns: Iterable[Pattern], text: str) -> tuple[str, ...]:
    return tuple(pattern.pattern for pattern in patterns if not pattern.search(text))


def _found(patterns: Iterable[Pattern], text: str) -> tuple[str, ...]:
    return tuple(pattern.pattern for pattern in patterns if pattern.search(text))


def plain(text: str) -> str:
    """Without markdown marks, and with one kind of dash, quote and space."""
    text = re.sub(r"[\u00a0\u202f]", " ", text)
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    text = re.sub(r"[\u2018\u2019\u02bc]", "'", text)
    return re.sub(r"\*\*|__|~~|`", "", text)


# --- summary --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Summary:
    """Accuracy counts conversations, the rates count turns."""

    categories: Mapping[str, tuple[int, int]]
    """Category → (right, all)."""
    in_scope: int
    in_scope_right: int
    in_scope_wrong: int
    in_scope_declined: int
    off_topic: int
    off_topic_answered: int
    off_topic_asked: int

    @property
    def accuracy(self) -> float:
        right, total = (sum(counts) for counts in zip(*self.categories.values(), strict=True))
        return share(right, total)

    @property
    def wrong_rate(self) -> float:
        return share(self.in_scope_wrong, self.in_scope)

    @property
    def off_topic_rate(self) -> float:
        return share(self.off_topic_answered, self.off_topic)

    def __str__(self) -> str:
        rows = [(name, right, total) for name, (right, total) in sorted(self.categories.items())]
        rows.append(("all", sum(row[1] for row in rows), sum(row[2] for row in rows)))
        rows += [
            ("turns in scope: right", self.in_scope_right, self.in_scope),
            ("turns in scope: answered wrongly", self.in_scope_wrong, self.in_scope),
            ("turns in scope: declined", self.in_scope_declined, self.in_scope),
            ("turns off topic: answered", self.off_topic_answered, self.off_topic),
            ("turns off topic: asked back", self.off_topic_asked, self.off_topic),
        ]
        return "\n".join(f"{name:<34}{part:>5} of {total:>4}{share(part, total):>8.1%}" for name, part, total in rows)


def share(part: int, total: int) -> float:
    return part / total if total else 0.0


def summary(outcomes: Sequence[Outcome]) -> Summary:
    names = dict.fromkeys(outcome.item.category for outcome in outcomes)
    of = {name: [outcome.right for outcome in outcomes if outcome.item.category == name] for name in names}
    turns = [turn for outcome in outcomes for turn in outcome.turns]
    known = Counter(turn.verdict for turn in turns if turn.turn.decision == "answer")
    off_topic = Counter(turn.verdict for turn in turns if turn.turn.decision == "abstain")
    return Summary(
        categories={name: (sum(rights), len(rights)) for name, rights in of.items()},
        in_scope=known.total(),
        in_scope_right=known[Verdict.RIGHT] + known[Verdict.RIGHT_ASKED],
        in_scope_wrong=known[Verdict.WRONG],
        in_scope_declined=known[Verdict.DECLINED],
        off_topic=off_topic.total(),
        off_topic_answered=off_topic[Verdict.FALSE_ANSWER],
        off_topic_asked=off_topic[Verdict.ASKED_OFF_TOPIC],
    )


def worst(outcomes: Iterable[Outcome], count: int) -> list[str]:
    """The failed turns, told in a few lines each."""
    order = list(Verdict)
    failed = [(o.item, turn) for o in outcomes for turn in o.turns if not turn.verdict.right]
    failed.sort(key=lambda pair: order.index(pair[1].verdict))
    return [_told(item, turn) for item, turn in failed[:count]]


def _told(item: Item, outcome: TurnOutcome) -> str:
    reply = outcome.reply
    lines = [f"[{item.id}] {outcome.verdict} ({reply['decision']}, {reply.get('kind')}, {reply.get('confidence')})"]
    lines += [f"  said: {outcome.turn.say!r}", f"  reply: {reply['text'][:240]!r}"]
    lines += [f"  suggestions: {reply['suggestions']}"] if reply.get("suggestions") else []
    lines += [f"  lacks: {pattern[:140]}" for pattern in outcome.missing[:3]]
    lines += [f"  has: {pattern[:140]}" for pattern in outcome.forbidden[:3]]
    return "\n".join(lines)


# --- running --------------------------------------------------------------------------------------------------------


def requests(item: Item) -> list[dict[str, str]]:
    """Each conversation is a session and a member of its own."""
    return [{"session": item.id, "user": f"member-{item.id}", "text": text} for text in item.says]


def ask_bot(items: Sequence[Item]) -> list[Outcome]:
    """Asks one bot process everything, over a database of its own."""
    todo = [request for item in items for request in requests(item)]
    lines = "".join(json.dumps(request) + "\n" for request in todo)
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "ask", "--json", "--batch"],
            input=lines.encode(),
            stdout=subprocess.PIPE,
            cwd=HERE.parent,
            env=os.environ | {"BOT_DATABASE": str(Path(folder) / "judge.db"), "PYTHONUTF8": "1"},
            check=True,
        )
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    if len(replies) != len(todo) or any("error" in reply for reply in replies):
        raise RuntimeError(f"{len(replies)} replies to {len(todo)} questions, or an error among them")
    each = iter(replies)
    return [judge(item, [next(each) for _ in item.says]) for item in items]


def main() -> None:
    parser = argparse.ArgumentParser(description="Judges the bot on the evaluation questions.")
    parser.add_argument("files", nargs="*", type=Path, default=list(FILES))
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the worst N failed turns of each file")
    parser.add_argument("--check", action="store_true", help="only read the files and count")
    options = parser.parse_args()
    for path in options.files:
        items = load(path)
        counts = Counter(item.category for item in items)
        print(f"{path.name}: {len(items)} conversations ({', '.join(f'{k} {v}' for k, v in counts.items())})")
        if not options.check:
            outcomes = ask_bot(items)
            print("\n".join([str(summary(outcomes)), *worst(outcomes, options.show)]) + "\n")


if __name__ == "__main__":
    main()
