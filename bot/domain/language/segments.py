"""Where in a message the question stands: its sentences, and the question at the end of a long story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.domain.language.words import REMEMBERED

SHORT = 60
"""Words up to which a message is also read as a whole."""
OPENING = 4
"""Words up to which one opening may follow another within the same question."""
MOST_QUESTIONS = 8
"""Questions read of one message, the last ones: nobody asks more in earnest, and each costs time."""
_LOOK_BACK, _LOOK_AHEAD = 60, 80
"""Characters before a name, and before the end, in which words about it are looked for: the time stays linear."""
LONG_SENTENCE = 14
"""Words from which on a question may start inside a sentence (voice typing, run-ons)."""

_SENTENCE = re.compile(r"[^.?!\n;…]+(?:[.](?=[^\s])[^.?!\n;…]+)*[.?!…]*")
_AUXILIARY = (
    "am|are|can|could|cud|did|do|does|had|has|have|is|may|might|shall|should|shud|was|were|will|would|wud|'?d|'?ll"
)
_OPENINGS = (
    rf"wh?[au]t(?:'?s|(?: |(?='))(?:{_AUXILIARY})| kind| about)?",
    r"which",
    rf"how(?:'?s|(?: |(?='))(?:{_AUXILIARY})| long| much| many| hard| to| far| important| old| big| about)",
    rf"where(?:'?s|(?: |(?='))(?:{_AUXILIARY})| to)|when(?:'?s|(?: |(?='))(?:{_AUXILIARY}))|why",
    rf"who(?:'?s|(?: |(?='))(?:{_AUXILIARY}))",
    r"(?<!\bi )(?<!\bonly )(?<!\bjust )"  # "i only did a tutorial" asks nothing
    r"(?:should|can|could|do|does|did|am|is|are|will|would|isn'?t|aren'?t|don'?t|doesn'?t|won'?t|shouldn'?t|can'?t|shud|cud)"
    r" (?:i|u|you|we|it|there|they|that|this|an?|the|my|ml|ai|data)",
    r"any (?:tips|advice|idea|ideas|chance|recommendations?|suggestions?)",
    r"tell me|explain|wondering|wonder if|curious|want(?:ed)? to know|need to know|give me|show me|recommend|suggest",
)
_START = re.compile(rf"\b(?:{'|'.join(_OPENINGS)})\b", re.IGNORECASE)
_BEGINS_ASKING = re.compile(
    r"^\W*(?:and |but |so |ok |okay |well |hey |hi |hello |btw |also |then )*"
    rf"(?:{_START.pattern}|(?:will|would|should|could|does|is|are|any)\b)",
    re.IGNORECASE,
)
_AND = re.compile(r"(?:,? (?:and|also|plus)|,) (?=" + _START.pattern + ")", re.IGNORECASE)

_POINTS_BACK = re.compile(
    r"\b(?:it|this|that|these|those|they|them|which one|either|both|the (?:first|second|latter|former|other))\b",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """The sentences of `text`, marks included. The dot of `node.js` or `3.5` ends none."""
    return [part.strip() for part in _SENTENCE.findall(text) if any(c.isalnum() for c in part)]


def asks(sentence: str) -> bool:
    """Whether it has the shape of a question or a request."""
    return "?" in sentence or begins_asking(sentence)


def begins_asking(sentence: str) -> bool:
    return _BEGINS_ASKING.search(sentence) is not None


@lru_cache(maxsize=REMEMBERED)
def may_ask(sentence: str) -> bool:
    """Whether a question may start anywhere in it; asked again for every name in it."""
    return "?" in sentence or _START.search(sentence) is not None


def questions(text: str) -> tuple[str, ...]:
    """The parts worth reading as the question: the whole if short, asking sentences, the last question of a run-on."""
    parts = sentences(text)
    chosen = [text] if len(text.split()) <= SHORT or not parts else []
    asking = [_with_what_it_means(n, parts) for n, part in enumerate(parts) if asks(part)]
    chosen += asking or parts[-2:]
    for part in parts:
        if len(part.split()) >= LONG_SENTENCE:
            chosen += [part[start:] for start in _starts(part)[-2:] if start]
    return tuple(dict.fromkeys((*chosen[:1], *chosen[1:][-MOST_QUESTIONS:])))


def _with_what_it_means(number: int, parts: Sequence[str]) -> str:
    """A question with the sentence before it where it points back: "They want 85000 for the course. Is this good?"."""
    question = parts[number]
    return f"{parts[number - 1]} {question}" if number and _POINTS_BACK.search(question) else question


def _starts(sentence: str) -> list[int]:
    """Where questions start; "how long does it take" is one, not a second one at "does it"."""
    starts: list[int] = []
    last = -1
    for match in _START.finditer(sentence):
        if last < 0 or len(sentence[last : match.start()].split()) > OPENING:
            starts.append(match.start())
        last = match.start()
    return starts


def several(text: str) -> tuple[str, ...]:
    """The single questions of a message that holds more than one; empty if it does not."""
    parts = [piece.strip() for part in sentences(text) for piece in _AND.split(part) if piece]
    asking = [part for part in parts if asks(part) and len(part.split()) >= 3]
    return tuple(asking[-MOST_QUESTIONS:]) if len(asking) > 1 else ()


_FILLER = frozenset({
    "a", "an", "and", "as", "about", "also", "at", "but", "cool", "do", "does", "for", "how", "if", "in", "instead",
    "is", "it", "just", "like", "me", "my", "need", "nice", "of", "ok", "okay", "on", "or", "part", "please", "pls",
    "question", "same", "so", "thanks", "that", "the", "then", "there", "thing", "this", "thx", "to", "too", "ty",
    "us", "vs", "versus", "w", "well", "what", "whats", "with", "would", "you", "role", "roles", "job", "jobs",
    "position", "s",
})  # fmt: skip
"""Words that add nothing to names: "and what about a data engineer then?"."""


def residual(text: str) -> str:
    """`text` without words that add nothing to a name: "and at stripe?" → "stripe"."""
    words = (word.rstrip("'’.&+-") for word in re.findall(r"[\w'’.&+-]+", text))
    return " ".join(word for word in words if word and word.casefold() not in _FILLER)


_SIDE_BY_SIDE = re.compile(
    r"\b(?:vs|versus|or|than|and|between|compare[ds]?|compared|differ\w*|better|instead of|over|isn'?t)\b|/",
    re.IGNORECASE,
)
_ORDINALS = (
    re.compile(r"\b(?:first|1st|former|number one|no\.? ?1|#1)\b", re.IGNORECASE),
    re.compile(r"\b(?:second|2nd|latter|other one|middle one|number two|no\.? ?2|#2)\b", re.IGNORECASE),
    re.compile(r"\b(?:third|3rd|number three|no\.? ?3|#3)\b", re.IGNORECASE),
)
_RECORDS = re.compile(
    r"\b(?:everything|account|profile|records?|privacy|gdpr|stor\w+|sav\w+|keep\w*|kept|"
    r"collect\w*|track\w*|remember\w*|export\w*|download\w*|delet\w+|eras\w+|wip\w+|forget|backup|know)\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:vs|versus|or|than|between|compare[ds]?|compared|comparison|differ\w*|better|instead of|over)\b",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"(?:\b(?:i\W?a?m|i\W?a?m\W[\w ]{1,15} and|i was|ex|former|currently|current|"
    r"(?<!differ )(?<!differs )(?<!different )from|being|"
    r"work(?:ed|ing)? as|job as|"
    r"(?:years?|yrs?|yoe|months?|decades?) (?:of experience |of work )?as)"
    r"\W+(?:an?\W+)?(?:[\d.]+\+? ?(?:y|yrs?|years?)\W+(?:(?:of|as)\W+)?)?(?:\w+\W+)?)$",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"(?:\W*\b(?:great|nice|cool|perfect|awesome|amazing|ok(?:ay)?|alright|thanks?(?: you| u| a lot| so much)?|thx|ty|"
    r"tysm|cheers|lol|haha|wow|hi|hello|hey|hiya|good (?:morning|evening|afternoon)|got it|i see|makes sense|all|guys|"
    r"everyone|there|folks|and|but|so)\b)+[^\w(]*",
    re.IGNORECASE,
)
_TO = re.compile(r"\W*(?:->|=>|→|\bto\b|\binto\b)\W*(?:an?\W+)?", re.IGNORECASE)
_SELF_AFTER = re.compile(
    r"(?: ?\([^()]{1,40}\))?\W{0,3}(?:,|here\b|by (?:trade|training)|"
    r"(?:for|with|of)?\W{0,2}(?:about |around |over |almost )?[\d.]+\+? ?(?:y|yrs?|years?|yoe|months?)\b|at an? )",
    re.IGNORECASE,
)
"""What follows a title that opens a sentence and is the writer's own: "QA tester at a bank", "SWE, 2 yoe"."""
_CLAUSE = re.compile(r"[.!?\n]")
_PERSONAL = re.compile(
    r"\b(?:i|i'?m|im|ive|i've|id|i'd|me|my|mine|am|missing|lack\w*|gaps?|left|still|yet|already)\b", re.IGNORECASE
)
_TIME = re.compile(
    r"\bhow (?:long|many (?:months?|years?|weeks?))|\b(?:months|years|how much time|time ?frame|time needed)\b",
    re.IGNORECASE,
)
_IN = re.compile(r"\b[Ii]n (?:the )?([A-Z][\w-]+(?: [A-Z][\w-]+)*|[^\W\d_]{4,})\W*$")
_SET_ASIDE = re.compile(
    r"\b(?:forget|ignore|leave|not|never ?mind|instead of|rather than|other than|besides|except|apart from)"
    r"\W+(?:about\W+)?(?:an?\W+|the\W+|being\W+)*$",
    re.IGNORECASE,
)

_EXCEPTED = re.compile(
    r"\b(?:other than|besides|except|apart from|anything but)\W+(?:(?:an?|the|being|just|plain|pure|only)\W+)*$",
    re.IGNORECASE,
)


_ADDRESSED = re.compile(r"(?:^|\s)(?:@[A-Za-z]\w+|<@!?\d+>)")


def speaks_to_another(text: str) -> bool:
    """Whether it addresses another member: "lol @dan you still owe me"."""
    return _ADDRESSED.search(text) is not None


def is_personal(text: str) -> bool:
    """Whether the writer speaks of themselves, or of what is missing or left."""
    return _PERSONAL.search(text) is not None


def place_named(text: str) -> str:
    """What stands where a place would, after "in": `in Ljubljana`; empty if nothing does."""
    named = _IN.search(text[-_LOOK_AHEAD:])
    return named.group(1) if named else ""


def asks_time(text: str) -> bool:
    return _TIME.search(text) is not None


def sets_side_by_side(text: str) -> bool:
    return _SIDE_BY_SIDE.search(text) is not None


def picked(text: str) -> list[int]:
    """Which of several it points at, from 0: "the second one"."""
    return [number for number, pattern in enumerate(_ORDINALS) if pattern.search(text)]


_NUMBER = re.compile(r"\W*(?:(?:number|no|option|the)\b\W*)?([1-9])\W*(?:(?:pls|plz|please)\W*)?", re.IGNORECASE)


def number_picked(text: str) -> int | None:
    """Which of what was offered a bare number asks for, from 0: "2", "option 3 please"."""
    number = _NUMBER.fullmatch(text)
    return int(number.group(1)) - 1 if number else None


def without_talk(text: str) -> str:
    """The question after a greeting or thanks: "great ty, what about certificates"; `text` where none comes after."""
    talk = _TALK.match(text)
    rest = text[talk.end() :] if talk else ""
    return rest if len(rest.split()) > 1 and may_ask(rest) else text


def leads_to(between: str) -> bool:
    """Whether what stands between two titles says that one comes from the first: "data analyst -> data engineer"."""
    return _TO.fullmatch(between) is not None


def speaks_of_records(text: str) -> bool:
    """Whether it may mean the data kept about the writer; "something with data" is a wish for a job."""
    return _RECORDS.search(text) is not None


_CHOOSES = re.compile(
    r"\bwhich(?:'?s| (?:one|of|is|are|has|have|pays?|earns?|makes?|would|will|does|do|can|should|was|needs?|gets?))\b",
    re.IGNORECASE,
)


def chooses(text: str) -> bool:
    """Whether it asks for one of several: "which one is going away faster"."""
    return _CHOOSES.search(text) is not None


def compares(text: str) -> bool:
    """Whether it speaks of two things against each other, named or not."""
    return _COMPARES.search(text) is not None


def set_aside(text: str, start: int) -> bool:
    """Whether what stands at `start` is put out of the question: "forget X", "instead of X"."""
    return _SET_ASIDE.search(_before(text, start)) is not None


def excepted(text: str, start: int) -> bool:
    """Whether anything but what stands at `start` is asked for: "besides plain backend work"."""
    return _EXCEPTED.search(_before(text, start)) is not None


def speaks_of_self(text: str, start: int, end: int) -> bool:
    """Whether the profession from `start` to `end` is what the writer is or comes from, not what is asked about."""
    before = _before(text, start)
    if _SELF.search(before) is not None:
        return True
    opens = len(_CLAUSE.split(before)[-1].split()) <= 1  # "Chartered accountant (ICAI), 33"
    return opens and _SELF_AFTER.match(text[end : end + _LOOK_AHEAD]) is not None


def _before(text: str, start: int) -> str:
    return text[max(0, start - _LOOK_BACK) : start]


_FEW = r"\b(?:least|less|lowest|low|fewest|fewer|few|little|no|non|not|without|w/?o|hate|suck|bad|avoid|cant)\b|n't\b"
_FROM_THE_BOTTOM = {
    "pay": re.compile(r"\b(?:least|less|lowest|worst|badly|poorly)\b", re.IGNORECASE),
    "growth": re.compile(r"\b(?:least|slowest|worst|shrink\w*|declin\w*|dying|dead|losing)\b", re.IGNORECASE),
    "entry": re.compile(r"\b(?:hard|harder|hardest|most difficult|toughest|least)\b", re.IGNORECASE),
    "ai": re.compile(r"\b(?:least|safe\w*|proof|resist\w*|survive\w*|not|wont|never|last)\b|n't\b", re.IGNORECASE),
}
_FROM_THE_BOTTOM_ELSE = re.compile(_FEW, re.IGNORECASE)


def from_the_bottom(text: str, aspect: str) -> bool:
    """Whether a ranking is asked for from its lower end: least math, worst paid, safest from AI, hardest entry."""
    return _FROM_THE_BOTTOM.get(aspect, _FROM_THE_BOTTOM_ELSE).search(text) is not None
