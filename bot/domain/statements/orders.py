"""Plain orders about the record that need no learning: undo, start over, clear the goal; yes and no to a question."""

from __future__ import annotations

import re
from typing import Literal

Order = Literal["undo", "clear skills", "clear goal", "clear hours"]

_POLITE = (
    r"(?:(?:please|pls|plz|can you|could you|ok|okay|oh|oops|hmm?|wait|no|nah|actually|hey|and|also|just|sorry)\W+)*"
)
_AFTER = r"(?:\W+(?:please|pls|plz|again|thanks|thx|ok|now|sorry|for me))*\W*"
_WHAT = r"(?:the|that) last (?:one|change|thing)|that|this|it|last change|my last change|what you just did"
_CLEARING = r"(?:clear|forget|delete|remove|drop|unset|reset|scrap|erase|wipe)"
_EVERY = r"(?:all|everything|every)\b(?:\s+(?:of|about|on|in))*(?:\s+(?:my|the))?\s+(?:skills?|skill list|list|record)"
_OVER = r"(?:let'?s\s+|i(?:'d| would) like to\s+|i want to\s+)?start(?:ing)?\s+over|(?:let'?s\s+)?start from scratch"


def _whole(pattern: str) -> re.Pattern[str]:
    """`pattern` as a whole message, with polite words around it."""
    return re.compile(rf"{_POLITE}(?:{pattern}){_AFTER}", re.IGNORECASE)


_ORDERS: tuple[tuple[re.Pattern[str], Order], ...] = (
    (
        _whole(
            r"(?:undo|revert|take (?:that|it) back|put (?:that|it|everything) back|roll ?back)"
            rf"(?:\s+(?:{_WHAT})(?:,[^?]{{0,40}})?)?"
        ),
        "undo",
    ),
    (
        _whole(
            rf"{_CLEARING}\s+(?:my|the)\s+(?:\w+\s+)?goal|i (?:have no|don'?t have an?y?) goal(?:\s+\w+)?"
            r"|no goal (?:any ?more|for now)"
        ),
        "clear goal",
    ),
    (_whole(rf"{_CLEARING}\s+(?:my|the)\s+(?:weekly\s+|study\s+)?hours(?:\s+(?:a|per)\s+week)?"), "clear hours"),
    (
        _whole(
            rf"{_CLEARING}\s+(?:out\s+)?{_EVERY}(?:\s+\w+){{0,4}}"
            rf"|{_CLEARING}\s+my\s+(?:skills|skill list|whole list)|{_OVER}"
        ),
        "clear skills",
    ),
)

_IT = r"(?:it|that|them|both|all)"
_YES_WORDS = (
    r"yes|yep|yeah|yea|yup|ya|y|sure|ok|okay|correct|right|exactly|true|please do|do it|do so|go ahead|confirm(?:ed)?"
    rf"|(?:note|save|store|add) {_IT}|take {_IT} off|that'?s (?:right|correct|true)"
    r"|of course|absolutely|definitely|👍|✅"
)
_YES_MORE = (
    r"please|pls|that'?s right|thanks|thank you|thx|sure|note (?:it|them|that)|do|it is|correct|all|both|of course"
)
_NO_WORDS = r"no|nope|nah|n|never mind|nevermind|nvm|cancel|don'?t|do not|please don'?t|leave it|wrong|not really|👎|❌"
_NO_MORE = r"please|pls|thanks|thank you|thx|don'?t|do not|note|that|it|them|leave it|keep it|not|really"


def _opening(words: str, more: str) -> re.Pattern[str]:
    opened = r"\W*(?:(?:oh|ah|hm+|well)\W+)?"
    return re.compile(rf"{opened}(?:{words})(?=\W|$)(?:\W+(?:{more})(?=\W|$))*", re.IGNORECASE)


_YES, _NO = _opening(_YES_WORDS, _YES_MORE), _opening(_NO_WORDS, _NO_MORE)


_DECIDED = re.compile(r"\W*(?:yes|yep|yeah|yea|yup|sure|correct|exactly|do it|no|nope|nah)\s*[.,!;:–-]", re.IGNORECASE)


def decided(text: str) -> bool:
    """Whether it begins with a yes or no that stands by itself: "yes. so what does it pay", not "ok and in the US"."""
    return _DECIDED.match(text) is not None


def order(text: str) -> Order | None:
    """The order that the whole of `text` is, if it is one."""
    return next((name for pattern, name in _ORDERS if pattern.fullmatch(text.strip())), None)


def answered(text: str) -> tuple[Literal["yes", "no"], str] | None:
    """Whether `text` says yes or no to what was asked, and what it says besides: `yes but sql is basic`."""
    for word, pattern in (("yes", _YES), ("no", _NO)):
        match = pattern.match(text)
        if match:
            rest = text[match.end() :].strip(" ,.!;:-–\n")
            return word, re.sub(r"^(?:but|and|only|just|though|except)\b\W*", "", rest)  # type: ignore[return-value]
    return None
