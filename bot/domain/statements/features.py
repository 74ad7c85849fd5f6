"""What is looked at around a name to tell what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.domain.language.ordinary_words import word_set
from bot.domain.language.text import stem
from bot.domain.statements.row import ENDS, LINKS, QUOTE, TARGETS, Token

REACH = 12
"""Tokens looked at on each side."""
_ITEM = frozenset({"skill", "name", "role", "pointer"})
_SUBJECTS = {
    **dict.fromkeys(("i", "im", "ive", "id", "ill", "iam", "me", "myself", "mine"), "i"),
    **dict.fromkeys(("my",), "my"),
    **dict.fromkeys(("we", "our", "us", "weve", "were"), "we"),
    **dict.fromkeys(("you", "u", "your", "youre"), "you"),
    **dict.fromkeys(("he", "she", "his", "her", "hes", "shes", "him"), "he"),
    **dict.fromkeys(("they", "their", "them", "theyre", "everyone", "people", "everybody"), "they"),
}
_NOT = word_set(
    """
    not no never dont cant havent didnt isnt aint wasnt arent cannot without neither nor zero none hardly wont wouldnt
    doesnt hasnt nothing couldnt nope
    """
)
_JOINTS = frozenset({"/", "&", "+"})
_OF = frozenset({"of", "in", "with", "on", "experience"})
_TURNS = frozenset({"but", "however", "though", "although", "just", "only", "while", "whereas", "except"})
_LIST_WORDS = word_set("the a an my some also even both then maybe too well as of in with on like plus")


@dataclass
class Layout:
    """The lists and sentences of a row of tokens, worked out once for all its names."""

    tokens: Sequence[Token]
    words: list[str] = field(init=False)
    groups: dict[int, tuple[int, int]] = field(init=False)
    """Place of a name → first and last place of the list it stands in."""

    def __post_init__(self) -> None:
        self.words = [_word(token) for token in self.tokens]
        self.groups = _groups(self.tokens)
        self.targets = [at for at, token in enumerate(self.tokens) if token.kind in TARGETS]
        self.sentence = _sentences(self.tokens)
        self.quoted = _quoted(self.tokens)

    @cached_property
    def last_level(self) -> str:
        """`python advanced... no, intermediate is more honest`"""
        return next((token.level for token in reversed(self.tokens) if token.level), "")

    @cached_property
    def asks(self) -> bool:
        return any(token.text == "?" for token in self.tokens)

    @cached_property
    def size(self) -> str:
        count = len(self.tokens)
        return "1" if count <= 2 else "5" if count <= 6 else "12" if count <= 12 else "30" if count <= 30 else "60"


def _word(token: Token) -> str:
    if token.kind == "word":
        return stem(token.text)
    if token.kind in ("mark",):
        return token.text
    if token.kind == "figure":
        return f"<{token.text}>"
    return {"name": "NAME", "skill": "NAME", "pointer": "PTR:" + token.text}.get(token.kind, token.kind.upper())


def _sentences(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """For each token where its sentence begins and ends. `kotlin? no.` is one sentence."""
    found: list[tuple[int, int]] = []
    start = 0
    for at, token in enumerate(tokens):
        if token.text == "?" and at - start <= 3 and all(t.kind != "word" for t in tokens[start:at]) and at > start:
            continue
        if token.kind == "mark" and (token.text in ENDS or token.text == "\n"):
            found += [(start, at + 1)] * (at + 1 - start)
            start = at + 1
    return found + [(start, len(tokens))] * (len(tokens) - start)


def _quoted(tokens: Sequence[Token]) -> set[int]:
    """Places between two quotation marks."""
    marks = [at for at, token in enumerate(tokens) if token.text == QUOTE]
    return {at for first, last in zip(marks[::2], marks[1::2], strict=False) for at in range(first, last)}


def _groups(tokens: Sequence[Token]) -> dict[int, tuple[int, int]]:
    runs: list[list[int]] = []
    for at, token in enumerate(tokens):
        if token.kind not in _ITEM:
            continue
        if runs and _linked(tokens[runs[-1][-1] + 1 : at]):
            runs[-1].append(at)
        else:
            runs.append([at])
    return {at: (run[0], run[-1]) for run in runs for at in run}


def _linked(between: Sequence[Token]) -> bool:
    """Whether two names stand in one list: links, little words, and what brackets say of the first stand between."""
    if len(between) > 7:
        return False
    depth = False
    links = 0
    for token in between:
        if token.text in "([":
            depth = True
        elif token.text in ")]":
            depth = False
        elif depth:
            continue
        elif token.text in LINKS:
            links += 1
        elif token.kind == "figure" or token.text in _LIST_WORDS:
            continue
        else:
            return False
    return not between or links > 0


def features(layout: Layout, at: int) -> list[str]:
    tokens, words = layout.tokens, layout.words
    token = tokens[at]
    first, last = layout.groups.get(at, (at, at))
    start, end = layout.sentence[at]
    found = [token.kind, f"size{layout.size}"]
    if token.kind == "pointer":
        found.append("ptr=" + token.text)
    # --- nearest words of the name itself, and of the list it stands in
    left = words[max(start, at - REACH) : at]
    right = words[at + 1 : min(end, at + 1 + REACH)]
    group_left = words[max(start, first - REACH) : first]
    group_right = words[last + 1 : min(end, last + 1 + REACH)]
    found += _near("l", left[::-1])
    found += _near("r", right)
    found += _near("gl", group_left[::-1])
    found += _near("gr", group_right)
    found.append(f"lr={left[-1] if left else '^'}_{right[0] if right else '$'}")
    found.append(f"glr={group_left[-1] if group_left else '^'}_{group_right[0] if group_right else '$'}")
    found += {f"L{_far(n)}={w}" for n, w in enumerate(group_left[::-1])}
    found += {f"R{_far(n)}={w}" for n, w in enumerate(group_right)}
    # --- its own part of the sentence
    low, high = _part(tokens, at, start, end)
    found += {f"p<{w}" for w in words[low:at]}
    found += {f"p>{w}" for w in words[at + 1 : high]}
    # --- the sentence
    clause = range(max(start, at - 25), min(end, at + 25))
    found += {f"s={words[i]}" for i in clause}
    opening = words[start : start + 3]
    found.append("open=" + "_".join(opening[:1]))
    found.append("open2=" + "_".join(opening[:2]))
    if end <= len(tokens) and end > 0 and tokens[end - 1].text == "?":
        found.append("asks")
    elif layout.asks:
        found.append("asks elsewhere")
    if at in layout.quoted:
        found.append("quoted")
    elif layout.quoted:
        found.append("quotes")
    found.append(f"last level {layout.last_level}")
    # --- subject and negation to the left
    found += _subject(tokens, first, start)
    found += _after_subject(tokens, last, end)
    # --- neighbouring sentences
    if start:
        before = layout.sentence[start - 1][0]
        found += [f"b={w}" for w in words[max(before, start - 6) : start]]
    if end < len(tokens):
        found += [f"n={w}" for w in words[end : end + 4]]
        found.append("n2=" + "_".join(words[end : end + 2]))
    # --- list
    size = last - first
    if size:
        found += ["listed", f"place={'first' if at == first else 'last' if at == last else 'mid'}"]
    found += _heading(layout, at, first, start)
    if (first, last) == (0, len(tokens) - 1):
        found.append("bare")
    return found + level_features(layout, at)


def _near(side: str, row: Sequence[str]) -> list[str]:
    one, two, three = (*row[:3], *"$$$")[:3]
    return [
        f"{side}1={one}",
        f"{side}2={two}",
        f"{side}12={one}_{two}",
        f"{side}123={one}_{two}_{three}",
        f"{side}23={two}_{three}",
    ]


def _far(distance: int) -> str:
    return "a" if distance < 2 else "b" if distance < 5 else "c"


def _part(tokens: Sequence[Token], at: int, start: int, end: int) -> tuple[int, int]:
    """From the comma, link or dash before a name to the one after it."""
    low = at
    while low > start and not _parts(tokens[low - 1]) and at - low < 8:
        low -= 1
    high = at + 1
    depth = 0
    while high < end and high - at < 9:
        text = tokens[high].text
        depth += (text == "(") - (text == ")")
        if not depth and _parts(tokens[high]):
            break
        if tokens[high].kind in _ITEM and not depth:
            break
        high += 1
    return low, high


def _parts(token: Token) -> bool:
    return token.text in LINKS or token.text in ("but", ";", "-", "–", "—")


def _subject(tokens: Sequence[Token], first: int, start: int) -> list[str]:
    subject, negated, turned = "", "", False
    found: list[str] = []
    for token in reversed(tokens[max(start, first - 15) : first]):
        if not turned and not negated and token.text in _NOT:
            negated = "not"
        turned = turned or token.text in _TURNS
        if not subject and token.text in _SUBJECTS:
            subject = _SUBJECTS[token.text]
            found.append(f"subj={subject}" + ("/turn" if turned else ""))
    subject = subject or "?"
    return [*found, f"{subject}:{negated}"]


def _after_subject(tokens: Sequence[Token], last: int, end: int) -> list[str]:
    """`java i don't`, `sql is what i do`."""
    for token in tokens[last + 1 : min(end, last + 8)]:
        if token.text in _SUBJECTS:
            return [f"after={_SUBJECTS[token.text]}"]
        if token.kind in _ITEM:
            break
    return []


def _heading(layout: Layout, at: int, first: int, start: int) -> list[str]:
    """Words of the heading a name stands under: `Strong: python`, or the line with a colon above a list."""
    tokens, words = layout.tokens, layout.words
    for place in range(first - 1, max(-1, first - 60), -1):
        if tokens[place].text == ":" and (place + 1 == first or tokens[place + 1].text == "\n" or place >= start):
            low = layout.sentence[place][0]
            return [f"h={w}" for w in words[max(low, place - 6) : place]]
    return []


def level_features(layout: Layout, at: int) -> list[str]:
    """What is looked at besides for the level."""
    tokens = layout.tokens
    first, last = layout.groups.get(at, (at, at))
    start, end = layout.sentence[at]
    low, high = _part(tokens, at, start, end)
    found: list[str] = []
    own = [*_levels(tokens, low, at, "own<"), *_levels(tokens, at + 1, high, "own>")]
    found += own
    nearest = _nearest(tokens, at, start, end)
    found += nearest
    found += [
        f"g{x}"
        for x in (
            *_levels(tokens, max(start, first - 8), first, "<"),
            *_levels(tokens, last + 1, min(end, last + 9), ">"),
        )
    ]
    found += {f"s{token.level}" for token in tokens[max(start, at - 30) : min(end, at + 30)] if token.level}
    if end < len(tokens):
        nend = layout.sentence[end][1]
        found += [f"next{x}" for x in _levels(tokens, end, min(nend, end + 12), "")[:1]]
    for place in range(first - 1, max(-1, first - 60), -1):
        if tokens[place].text == ":":
            hl = layout.sentence[place][0]
            found += [f"head{x}" for x in _levels(tokens, max(hl, place - 6), place, "")]
            break
    if not own:
        found.append("own none")
    return found


def own_level(layout: Layout, at: int) -> str:
    """The level that stands behind a name in its own part of the sentence, or behind the name it is joined to.

    `html/css (adv)`; empty if there is none, or several.
    """
    tokens = layout.tokens
    high = _part(tokens, at, *layout.sentence[at])[1]
    own = {level.removeprefix("#") for level in _levels(tokens, at + 1, high, "")}
    joined = at + 2 < len(tokens) and tokens[at + 1].text in _JOINTS and tokens[at + 2].kind == "skill"
    if not own and joined:
        return own_level(layout, at + 2)
    if not own:  # `10 years of java`
        before = [token for token in tokens[max(0, at - 3) : at] if token.text not in _OF]
        return before[-1].level if before and before[-1].kind == "figure" else ""
    return own.pop() if len(own) == 1 else ""


def _levels(tokens: Sequence[Token], start: int, end: int, side: str) -> list[str]:
    found = []
    for place in range(start, end):
        if tokens[place].level:
            negated = any(t.text in _NOT for t in tokens[max(0, place - 3) : place])
            found.append(
                f"{side}{'not ' * negated}{'#' if tokens[place].kind == 'figure' else ''}{tokens[place].level}"
            )
    return found


def _nearest(tokens: Sequence[Token], at: int, start: int, end: int) -> list[str]:
    """The nearest level on each side, with how many names stand between."""
    found = []
    for side, places in (
        ("<", range(at - 1, max(start - 1, at - 1 - 30), -1)),
        (">", range(at + 1, min(end, at + 31))),
    ):
        names = 0
        for place in places:
            if tokens[place].kind in _ITEM:
                names += 1
            if tokens[place].level:
                negated = any(t.text in _NOT for t in tokens[max(0, place - 3) : place])
                found.append(f"near{side}{'not ' * negated}{tokens[place].level}:{min(names, 1)}")
                break
    return found
