"""Plain orders about the record that need no learning: undo, start over, clear the goal; yes and no to a question."""

from __future__ import annotations

import re
from typing import Literal

Order = Literal["undo", "clear skills", "clear goal", "clear hours"]

_POLITE = (
    r"(?:(?:please|pls|plz|can you|could you|ok|okay|oh|oops|hmm?|wait|no|nah|actually|hey|and|also|just|sorry)\W+)*"
)
_AFTER = r"(?:\W+(?:please|pls|plz|again|thanks|thx|ok|now|sorry|for me))*\W*"
_UNDO = re.compile(
    rf"{_POLITE}(?:undo|revert|take (?:that|it) back|put (?:that|it|everything) back|roll ?back)"
    rf"(?:\s+(?:that|this|it|the last (?:one|change|thing)|last change|my last change|what you just did))?{_AFTER}",
    re.IGNORECASE,
)
_CLEARING = r"(?:clear|forget|delete|remove|drop|unset|reset|scrap|erase|wipe)"
_CLEAR_SKILLS = re.compile(
    rf"{_POLITE}(?:{_CLEARING}\s+(?:out\s+)?(?:all|everything|every)\b(?:\s+(?:of|about|on|in))*(?:\s+(?:my|the))?"
    rf"(?:\s+(?:skills?|skill list|list|record))(?:\s+\w+){{0,4}}|{_CLEARING}\s+my\s+(?:skills|skill list|whole list)"
    rf"|(?:let'?s\s+|i(?:'d| would) like to\s+|i want to\s+)?start(?:ing)?\s+over|(?:let'?s\s+)?start from scratch){_AFTER}",
    re.IGNORECASE,
)
_CLEAR_GOAL = re.compile(
    rf"{_POLITE}(?:{_CLEARING}\s+(?:my|the)\s+(?:\w+\s+)?(?:career\s+)?goal|i (?:have no|don'?t have an?y?) goal(?:\s+\w+)?"
    rf"|no goal (?:any ?more|for now)){_AFTER}",
    re.IGNORECASE,
)
_CLEAR_HOURS = re.compile(
    rf"{_POLITE}{_CLEARING}\s+(?:my|the)\s+(?:weekly\s+|study\s+)?hours(?:\s+(?:a|per)\s+week)?{_AFTER}", re.IGNORECASE
)
_ORDERS: tuple[tuple[re.Pattern[str], Order], ...] = (
    (_UNDO, "undo"),
    (_CLEAR_GOAL, "clear goal"),
    (_CLEAR_HOURS, "clear hours"),
    (_CLEAR_SKILLS, "clear skills"),
)

_YES = re.compile(
    r"\W*(?:(?:oh|ah|hm+|well)\W+)?(?:yes|yep|yeah|yea|yup|ya|y|sure|ok|okay|correct|right|exactly|true|please do|do it|do so"
    r"|go ahead|confirm(?:ed)?|note (?:it|that|them|both|all)|save (?:it|that|them)|store (?:it|that|them)|add (?:it|that|them)"
    r"|take (?:it|that|them) off|that'?s (?:right|correct|true)|of course|absolutely|definitely|👍|✅)"
    r"(?=\W|$)(?:\W+(?:please|pls|that'?s right|thanks|thank you|thx|sure|note (?:it|them|that)|do|it is|correct|all|both|of course))*",
    re.IGNORECASE,
)
_NO = re.compile(
    r"\W*(?:(?:oh|ah|hm+|well)\W+)?(?:no|nope|nah|n|never mind|nevermind|nvm|cancel|don'?t|do not|please don'?t|leave it|wrong|not really|👎|❌)"
    r"(?=\W|$)(?:\W+(?:please|pls|thanks|thank you|thx|don'?t|do not|note|that|it|them|leave it|keep it|not|really))*",
    re.IGNORECASE,
)


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
