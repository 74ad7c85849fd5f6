"""Which skill a level belongs to: the one beside it, or the whole list it is said of."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.language.ordinary_words import phrases, word_set
from bot.domain.names.levels import NOUNS, OPINION, negated
from bot.domain.statements.cues import AHEAD, AHEAD_ENDINGS, BETWEEN
from bot.domain.statements.entries import Entry
from bot.domain.statements.signs import TICKS, Sign
from bot.domain.statements.speaker import of_oneself

_QUANTITIES = frozenset(
    phrases(
        """
    some | a bit | a bit of | bit of | bit | a little | little | basic | learning | started | just started | tried |
    dabbled | touched | tiny bit of | barely | barely know | currently learning | hardly know | familiar | limited |
    minimal | elementary
        """
    )
)
"""Level words that look ahead when a skill stands on both sides."""

_TURNED_OVER = word_set(
    """
    very really that so too super particularly exactly all an a the my yet at especially overly terribly im i it
    """
)


def with_negated_levels(row: list[Sign]) -> list[Sign]:
    """`not` before a level turns it; elsewhere, before a skill, it denies. `not only` says nothing."""
    out: list[Sign] = []
    skip = False
    row = [_as_header(row, at) for at in range(len(row))]
    for at, sign in enumerate(row):
        following = row[at + 1 : at + 5]
        if skip and sign.kind == "reset":
            skip = False
            continue
        if sign.kind == "not" and following and following[0].text == "only":
            skip = True
            continue
        beside = out[-1:] if out and out[-1].kind == "skill" else []  # "not a python expert"
        if sign.kind == "level" and sign.text and (turned := _turner(out[: len(out) - len(beside)])) is not None:
            level = negated(sign.text, sign.level) if sign.level else None
            out[turned:] = [
                *beside,
                Sign("level", f"not {sign.text}", sign.start, sign.end, None, level, words=sign.words),
            ]
            continue
        out.append(sign)
    return [Sign("deny", s.text, s.start, s.end, words=s.words) if s.kind == "not" else s for s in out]


def _as_header(row: Sequence[Sign], at: int) -> Sign:
    """`none: kubernetes` denies what follows."""
    sign, after = row[at], row[at + 1] if at + 1 < len(row) else None
    heads = sign.kind == "zero" and after is not None and after.text == ":" and (not at or row[at - 1].kind == "comma")
    return Sign("deny", sign.text, sign.start, sign.end, words=sign.words) if heads else sign


def _turner(out: Sequence[Sign]) -> int | None:
    """Where a `not` stands that belongs to the level coming next."""
    for at in range(len(out) - 1, max(-1, len(out) - 5), -1):
        if out[at].kind == "not" or out[at].text in ("never", "dont feel"):
            return at if out[at].kind == "not" else None
        if out[at].kind not in ("word", "level", "mine") or out[at].text not in _TURNED_OVER:
            return None
    return None


def give_levels(row: Sequence[Sign], entries: Sequence[Entry], *, listed: bool, own: bool) -> None:
    """Each level to the skill or the list of skills it belongs to; a level beside one skill beats one for the list."""
    if not listed and not of_oneself(row):
        return
    by_sign = {entry.at: entry for entry in entries}
    levels = [at for at, sign in enumerate(row) if sign.kind in ("level", "zero", "yes")]
    owners = {at: _owner(row, at, by_sign, entries) for at in levels}
    for looks_back in (False, True):
        for at, owner in owners.items():
            if owner and (owner.at < at) == looks_back:
                shared = _sharing(row, at, owner, entries, single=len(levels) == 1)
                if listed or not _idle(row, at, owner, entries, own=own):
                    _give(row, at, shared)


def _owner(row: Sequence[Sign], at: int, by_sign: dict[int, Entry], entries: Sequence[Entry]) -> Entry | None:
    if row[at].text in TICKS:
        return by_sign.get(at + 1 if row[0].text in TICKS else at - 1)
    left, right = _left(row, at, by_sign), _right(row, at, by_sign)
    if row[at].kind in ("zero", "yes") and not row[at].years:
        ends = (
            at + 1 >= len(row)
            or row[at + 1].kind in ("comma", "close", "reset", "and")
            or row[at + 1].text in ("yet", "for")
        )
        return left if ends else None
    if left and right:
        return right if _looks_ahead(row, at, by_sign) else left
    if left or right:
        return left or right
    return _late(row, at, entries)


def _left(row: Sequence[Sign], at: int, by_sign: dict[int, Entry]) -> Entry | None:
    for back in range(at - 1, -1, -1):
        if back in by_sign:
            return by_sign[back]
        sign = row[back]
        if sign.kind == "comma" and row[back + 1].text == "now":
            continue
        if sign.kind in ("is", "open", "mine", "know") or (
            sign.kind in ("word", "level", "reset") and sign.text in BETWEEN
        ):
            continue
        return None
    return None


def _right(row: Sequence[Sign], at: int, by_sign: dict[int, Entry]) -> Entry | None:
    for ahead in range(at + 1, len(row)):
        if ahead in by_sign:
            return by_sign[ahead]
        sign = row[ahead]
        if row[at].years and sign.text in ("i", "im"):
            continue  # "since 3 years i work with java"
        passes = sign.kind in ("word", "know", "mine", "level") and (sign.text in AHEAD or sign.kind == "know")
        if passes or (sign.kind == "is" and sign.text in ("to", "at", "as", ":", "both", "all")):
            continue
        return None
    return None


def _looks_ahead(row: Sequence[Sign], at: int, by_sign: dict[int, Entry]) -> bool:
    """A level between two skills: `in`, an amount, or a row that began with a level point to the second."""
    sign = row[at]
    after = row[at + 1].text if at + 1 < len(row) else ""
    before = row[at - 1].kind if at else ""
    if before in ("is", "open") and row[at - 1].text not in ("at", "to"):
        return False
    if after in ("in", "at", "with", "w", "of") or sign.text.endswith(tuple(f" {end}" for end in AHEAD_ENDINGS)):
        return True
    if sign.text in _QUANTITIES:
        return True
    first = next((i for i, s in enumerate(row) if s.kind in ("level", "skill")), at)
    return row[first].kind == "level"


def _late(row: Sequence[Sign], at: int, entries: Sequence[Entry]) -> Entry | None:
    """`python, i'd say intermediate`; or the only level of a statement with a single list."""
    levels = sum(sign.kind == "level" for sign in row)
    groups = {entry.group for entry in entries}
    before = [entry for entry in entries if entry.at < at]
    if levels != 1 or len(groups) != 1 or not before or row[at].years:
        return None
    between = row[before[-1].at + 1 : at]
    fits = all(s.kind in ("comma", "is", "mine", "know", "reset", "and") or s.text in BETWEEN for s in between)
    return before[-1] if fits else None


def _idle(row: Sequence[Sign], at: int, owner: Entry, entries: Sequence[Entry], *, own: bool) -> bool:
    """Words that may say nothing of the writer: `rust is great`, `some ml course`."""
    sign = row[at]
    between = row[min(at, owner.at) + 1 : max(at, owner.at)]
    if sign.text in OPINION and not own:
        return any(s.kind == "is" and s.text in ("is", "are", "was", "be") for s in between)
    return sign.text == "some" and not owner.stance and not any(entry.stance == "known" for entry in entries)


def _give(row: Sequence[Sign], at: int, shared: Sequence[Entry]) -> None:
    sign = row[at]
    for entry in shared:
        now = at > entry.at and row[at - 1].text == "now"  # "used to be fluent in c++, now rusty"
        if entry.stance in ("denied", "wanted", "removed") and not now and not _own_statement(row, at, entry):
            continue
        if entry.told and entry.stance == "denied" and any(s.kind in ("lost", "deny") for s in row[at:]):
            continue  # "i knew some calculus, all gone now"
        if sign.kind == "zero":
            entry.stance, entry.level = "denied", None
        else:
            entry.stance = "known"
            if sign.kind == "level" and not (sign.text == "some" and _of_work(row, entry)):
                # Years give way to a word: "5 years of java, advanced".
                entry.level = entry.level if sign.years and entry.told and entry.level else sign.level
        entry.told = True


def _of_work(row: Sequence[Sign], entry: Entry) -> bool:
    """`some pytorch projects` counts the projects and gives no level."""
    after = [sign.text for sign in row[entry.at + 1 : entry.at + 5]]
    return bool({"projects", "project", "apps", "models"} & set(after)) or after[:1] == ["work"]


def _own_statement(row: Sequence[Sign], at: int, entry: Entry) -> bool:
    """`i don't know sql, python advanced`: the level stands with the skill, apart from the denial."""
    if row[at].kind == "zero":
        return True
    low, high = min(at, entry.at), max(at, entry.at)
    for sign in reversed(row[:low]):
        if sign.kind in ("comma", "reset", "close", "skill", "and", "level"):
            return not any(s.kind in ("deny", "want", "remove") for s in row[low:high])
        if sign.kind in ("deny", "want", "remove", "lost"):
            return False
    return True


def _sharing(row: Sequence[Sign], at: int, owner: Entry, entries: Sequence[Entry], *, single: bool) -> list[Entry]:
    """The skills of the owner's list that the level is said of."""
    between = row[min(at, owner.at) + 1 : max(at, owner.at)]
    group = [entry for entry in entries if entry.group == owner.group]
    everything = any(s.text in ("all", "both", "are", "=", "each") for s in between) or (
        at + 1 < len(row) and row[at + 1].text in ("all", "both")
    )
    if owner.at > at:
        return [entry for entry in group if entry.at >= owner.at]
    earlier = [entry for entry in group if entry.at <= owner.at]
    if any(s.kind == "open" for s in between):
        return earlier if everything else [owner]
    if everything:
        return earlier
    commas = any(s.kind == "comma" and s.text in ",;\n•" for s in row[earlier[0].at : owner.at])
    if row[at].text in NOUNS and (commas or any(s.kind == "and" for s in row[earlier[0].at : owner.at])):
        return [owner]
    return earlier if single or not commas else [owner]
