"""What follows a skill and decides about it: `tensorflow i know`, `sql is done`, `r, but i forgot it all`."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.language.ordinary_words import word_set
from bot.domain.statements.cues import LIKES
from bot.domain.statements.entries import Entry, Stance
from bot.domain.statements.signs import Sign

_DONE = frozenset({"done", "covered", "no problem", "second nature", "second", "easy peasy"})
_NOT_OWNED = word_set(
    "next list plan goal weakness nightmare problem nemesis enemy future weak hard difficult tough confusing struggle"
)
_CUT_SHORT = frozenset({"dont", "havent", "cant", "not"})
_TIMES = word_set(
    "school uni university college childhood last first early high my i 2000 forever day january february march april"
)


def said_after(row: Sequence[Sign], entry: Entry) -> Stance:
    """What follows a skill that opens its clause: `tensorflow i know`, `java i don't`, `sql is done`."""
    rest: list[Sign] = []
    for sign in row[entry.at + 1 :]:
        if sign.kind in ("comma", "reset", "close", "and"):
            break
        rest.append(sign)
    if not rest or any(s.kind in ("skill", "other", "if") for s in rest):
        return ""
    head, texts, kinds = rest[0], {s.text for s in rest}, {s.kind for s in rest}
    if head.text == "certified" or (head.text == "since" and len(rest) > 1 and _is_time(rest[1].text)):
        return "" if entry.stance else "known"
    if head.kind == "want" and head.text.startswith(("next", "is ", "on my")):
        return "wanted"
    if head.kind == "is" and head.text in ("is", "are") and not entry.stance:
        owned = any(sign.kind == "mine" for sign in rest[1:])
        ours = owned and not (texts & _NOT_OWNED or "want" in kinds or texts & LIKES or "deny" in kinds)
        return "known" if ours or texts & _DONE else ""
    if head.kind != "mine" or texts & LIKES:
        return ""
    if kinds & {"deny", "lost", "zero"} or rest[-1].text in _CUT_SHORT:
        return "denied"
    if "want" in kinds:
        return "wanted"
    return "known" if "know" in kinds else ""


def _is_time(word: str) -> bool:
    return word in _TIMES or (word.isdigit() and len(word) in (2, 4))


def fronted(row: Sequence[Sign], entry: Entry, entries: Sequence[Entry]) -> list[Entry]:
    """The skills of the list before such an ending, none when a verb stands before it."""
    group = [other for other in entries if other.group == entry.group and other.at <= entry.at]
    if row[entry.at + 1].kind != "mine":
        return [entry]
    if not any(other.stance for other in group[:-1]) and _opens(row, group[0].at):
        return group
    return [entry] if _opens(row, entry.at) else []


def _opens(row: Sequence[Sign], at: int) -> bool:
    return not at or row[at - 1].kind in ("comma", "reset", "and")


def is_their_work(row: Sequence[Sign], entry: Entry) -> bool:
    """`i'm a python dev`, `aws certified`."""
    ends = entry.at + 1 == len(row) or row[entry.at + 1].kind in ("comma", "and", "reset")
    if ends and entry.mention.text.lower().endswith(" certified"):
        return True
    before = [sign.text for sign in row[max(0, entry.at - 3) : entry.at]]
    after = row[entry.at + 1].text if entry.at + 1 < len(row) else ""
    return after in ("dev", "developer", "programmer", "coder", "guy") and bool(
        {"im", "i am", "iam", "i"} & set(before)
    )


def is_set_off(row: Sequence[Sign], entry: Entry) -> bool:
    """`python, not sql`: what a statement opens with before it denies something else."""
    after = [sign for sign in row[entry.at + 1 : entry.at + 4] if sign.kind not in ("comma", "reset")]
    denied = len(after) > 1 and after[0].kind == "deny" and after[1].kind == "skill"
    return entry.at == 0 and denied


def lose(row: Sequence[Sign], entries: Sequence[Entry]) -> None:
    """`i knew r but forgot it all`, `never used it`: said of what was named before, when nothing is named after."""
    for at, sign in enumerate(row):
        after = row[at + 1 : at + 4]
        meant = (sign.kind == "lost" and sign.text != "lost my") or (
            sign.kind == "deny"
            and any(s.text in ("it", "them") for s in after)
            and not any(s.text in ("write", "like", "love", "enjoy", "need", "mind") for s in after)
        )
        if meant and entries and not any(s.kind == "skill" for s in after):
            last = [e for e in entries if e.at < at]
            for entry in last:
                if last and entry.group == last[-1].group:
                    entry.stance, entry.told = "denied", True
