"""A statement as a row of signs: skills, levels, and the words that decide what is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.domain.levels import LevelMark
from bot.domain.mentions import Mention, Word
from bot.domain.model import SkillLevel

SignKind = Literal[
    "skill", "level", "zero", "know", "add", "deny", "not", "want", "remove", "lost", "mine", "other", "if", "reset", "yes",
    "comma", "and", "is", "open", "close", "word",
]  # fmt: skip


@dataclass(frozen=True)
class Sign:
    """One sign of a statement. `first` to `last` are its words; marks such as a comma have none."""

    kind: SignKind
    text: str
    start: int
    end: int
    skill: Mention | None = None
    level: SkillLevel | None = None
    years: bool = False
    words: tuple[str, ...] = field(default=())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in text.split("|"))


CUES: Mapping[SignKind, tuple[str, ...]] = {
    "deny": _phrases(
        "dont know|do not know|dont really know|dont know any|dont have|do not have|dont understand|dont get|never|havent|have not|"
        "hasnt|didnt|did not|cant|cannot|can not|couldnt|couldnt code|neither|nor|no|zero|none of|lack|lacking|missing|im missing|"
        "except|except for|but not|apart from|other than|excluding|minus|besides|no idea about|no idea|no clue about|no clue|"
        "clueless about|clueless|unfamiliar with|not familiar with|nothing about|know nothing about|know nothing of|dunno|dont do|"
        "dont use|do not use|do not do|dont code|yet to learn|yet to touch|yet to try|only heard of|heard of|just heard of|hardly any|"
        "anything but|without any|aint got|dont got|doesnt include|not yet|skipped|avoid|avoided|still dont know"
    ),
    "not": _phrases("not|isnt|aint|arent|wasnt|am not|im not|is not|are not|wouldnt say|wouldnt call|dont feel|not feeling"),
    "want": _phrases(
        "want|wants to|wanna|would like|id like|would love|id love|planning|plan to|plan on|plan is|hope to|hoping to|hoping|gonna|"
        "going to|will|interested in|looking to|looking into|thinking of|thinking about|considering|should learn|need to learn|"
        "have to learn|must learn|to learn|learn|wish|curious about|aim to|aiming|keen on|keen to|eager to|excited to|excited about|"
        "trying to learn|trying to get into|trying to break into|goal is|my goal|pick up|picking up|next up|todo|to do list|"
        "should i learn|shall i learn|should i study|should i pick up|should i start|should i also learn|should i go for|"
        "need to study|need to pick up|dream of|about to start|about to learn|get into|getting into|dive into|start learning|"
        "wishlist|wish list|bucket list|on my list is|want to start learning|want to be learning|would be learning"
    ),
    "add": _phrases("add|record|note|save|store|put down|put|update|set|mark|change|log|write down|you can add|list me as|bump|raise"),
    "remove": _phrases(
        "forget that i know|forget i know|remove|delete|drop|dropped|dropping|erase|forget|forget about|forget my|get rid of|scrap|unlist|cross out|cross off|strike|"
        "take out|take off|take|kick out|wipe|no longer do|no longer use|no longer know|no longer work with|stopped using|stopped doing|"
        "quit using|done with|dont do|dont use|dont code|do not use|do not do|dont work with|gave up on|gave up"
    ),
    "lost": _phrases(
        "used to know|used to do|used to be good at|used to be fluent in|used to be advanced in|once knew|forgot|forgotten|"
        "have forgotten|forgot all my|forgot all|forgot everything about|forgot how to|lost my|cant remember|dont remember"
    ),
    "know": _phrases(
        "done|know|knew|known|use|using|used|used to use|used to work with|used to code in|used to write|working with|work with|"
        "worked with|worked on|worked in|work in|experience|experienced|experience with|experience in|exp|studied|study|studying|"
        "learned|learnt|took|did|do|doing|built|build|building|wrote|write|writing|code in|code|coded in|coding in|coded|program in|"
        "programming in|program|programmed in|programmed|have|got|had|skills|skill|skillset|skill set|stack|tech stack|background|"
        "background in|toolbox|include|includes|finished|completed|passed|certified|certified in|taught myself|teach|taught|can|speak|"
        "knowledge|knowledge of|understand|dont forget|dont forget about|forgot to mention|forgot to say|forgot to add|"
        "also know|been using|been doing|been coding in|been writing|hands on with|trained in|trained|deployed|deploy|ship|shipped|run|"
        "maintain|maintained|automated|debug|debugged|handle|implemented|train|bring|self taught|self taught in|do know|practiced|practice"
    ),
    "mine": _phrases("i|im|ive|id|my|mine|myself|ill|me is|about me|for me|we|iam|i am"),
    "other": _phrases(
        "he|she|they|theyre|theyve|theyd|him|her|his|their|them|the job|job|jobs|posting|postings|listing|listings|ad|ads|company|"
        "companies|recruiter|recruiters|employer|employers|team|people|everyone|everybody|someone|somebody|nobody|friend|friends|"
        "brother|sister|boss|colleague|colleagues|coworker|coworkers|teacher|mentor|mom|dad|mother|father|wife|husband|girlfriend|"
        "boyfriend|gf|bf|roommate|flatmate|cousin|son|daughter|guy|dude|buddy|mate|professor|prof|manager|position|description|jd|"
        "requirement|requirements|required|requires|require|you|u|candidates|applicants|devs|engineers|developers|most|students|"
        "vacancy|vacancies|offer|ppl|kids|uncle|aunt|neighbor|interviewer|hr|client|clients|seniors|juniors|job post|job ad|job listing"
    ),
    "if": _phrases("if|unless|suppose|assuming|imagine|whether|once i know|when i know|after i learn|after learning|before learning"),
    "reset": _phrases("but|just|only|however|although|though|instead|whereas|while|mostly|mainly|on the other hand|rather"),
    "yes": _phrases("yes|yep|yeah|sure|of course|definitely|no problem|check"),
    "zero": _phrases("none|nope|nah|zero|not yet|no|never|nothing|not at all|n a|no clue|no idea|not really"),
    "and": _phrases("and|or|n|plus|as well as|and also|along with|together with|and then|nor|and even"),
    "word": _phrases("know what|knows what|know how hard|know that"),
    "is": _phrases("is|are|was|were|equals|to|at|as|all|both|be"),
}  # fmt: skip
_LONGEST = 5
_MARKS = re.compile(r"\n\s*[-–*•]?|^\s*[-–*•]\s|[,;/|&+\n•·*]|[:=→]|->|\s[-–—]+\s|[-–—](?=\s)|\(|\)|\[|\]")
_MARK_KINDS: Mapping[str, SignKind] = {"(": "open", "[": "open", ")": "close", "]": "close"}
_AT_A_START_ONLY = frozenset({"remove", "drop", "delete", "dropping", "forget", "take", "scrap", "strike", "set", "put", "mark",
                              "note", "change", "save", "store", "log", "update", "raise", "bump", "wipe", "erase"})  # fmt: skip
_ASKING_WORDS = frozenset({"please", "pls", "plz", "can", "could", "would", "you", "u", "just", "actually", "ok", "okay", "and",
                           "also", "now", "i", "want", "to", "wanna", "lets", "let", "so", "hey", "bot", "then", "but", "oh",
                           "wait", "oops", "whoops", "ah", "hmm", "nah", "yeah", "yep", "thanks", "no", "sorry", "yes", "should", "need", "id", "like", "kindly", "well", "yo", "hi"})  # fmt: skip
_ENDING_DENIALS = frozenset({"no", "never", "none", "not yet", "no idea", "no clue", "zero", "nothing", "nope"})
_KIN = frozenset({"friend", "friends", "brother", "sister", "boss", "colleague", "colleagues", "coworker", "coworkers", "teacher",
                  "mentor", "mom", "dad", "mother", "father", "wife", "husband", "girlfriend", "boyfriend", "gf", "bf", "roommate",
                  "flatmate", "cousin", "son", "daughter", "buddy", "mate", "professor", "prof", "manager", "team", "company",
                  "uncle", "aunt", "neighbor", "employer", "job", "client", "clients", "kids", "bestie", "partner",
                  "bf's", "best", "old", "ex", "little", "big", "older", "younger"})  # fmt: skip


def signs(
    text: str,
    said: Sequence[Word],
    skills: Mapping[int, Mention],
    marks: Sequence[LevelMark],
    level_words: Mapping[str, SkillLevel],
) -> list[Sign]:
    """The signs of the words `said` of `text`; `skills` by the place they start at."""
    found: list[Sign] = []
    phrases = _compiled(level_words)
    at, place = 0, said[0].start if said else 0
    covered = {id(mark): mark for mark in marks}
    while at < len(said):
        found += _between(text, place, said[at].start, covered)
        sign, count = _sign(text, said, at, skills, covered, phrases, found)
        found.append(sign)
        at += count
        place = sign.end
        if sign.end > said[min(at, len(said)) - 1].end:
            at = next((i for i in range(at, len(said)) if said[i].start >= sign.end), len(said))
    return found + list(_between(text, place, len(text), covered))


def _compiled(level_words: Mapping[str, SkillLevel]) -> dict[str, tuple[SignKind, SkillLevel | None]]:
    phrases: dict[str, tuple[SignKind, SkillLevel | None]] = {}
    for kind, texts in CUES.items():
        for text in texts:
            phrases.setdefault(text, (kind, None))
    for text, level in level_words.items():
        phrases[text] = ("level", level)
    return phrases


def _sign(
    text: str,
    said: Sequence[Word],
    at: int,
    skills: Mapping[int, Mention],
    marks: dict[int, LevelMark],
    phrases: Mapping[str, tuple[SignKind, SkillLevel | None]],
    before: Sequence[Sign],
) -> tuple[Sign, int]:
    word = said[at]
    mention = skills.get(word.start)
    if mention:
        count = sum(1 for w in said[at:] if w.start < mention.end)
        return Sign("skill", mention.text, mention.start, mention.end, mention), count
    mark = next((m for m in marks.values() if m.start <= word.start < m.end), None)
    if mark:
        marks.pop(id(mark))
        kind: SignKind = "level" if mark.level else "zero"
        count = sum(1 for w in said[at:] if w.start < mark.end)
        return Sign(kind, "", mark.start, mark.end, None, mark.level, mark.years), count
    for count in range(min(_LONGEST, len(said) - at), 0, -1):
        span = said[at : at + count]
        phrase = " ".join(w.text for w in span)
        if phrase in phrases and not any(w.start in skills for w in span[1:]) and _unbroken(text, span):
            kind, level = phrases[phrase]
            kind = _in_place(kind, phrase, said, at, before)
            sign = Sign(kind, phrase, word.start, span[-1].end, None, level, words=tuple(w.text for w in span))
            return sign, count
    return Sign("word", word.text, word.start, word.end, words=(word.text,)), 1


def _unbroken(text: str, span: Sequence[Word]) -> bool:
    gaps = (text[a.end : b.start] for a, b in zip(span, span[1:], strict=False))
    return all(not re.search(r"[,;:()/=\n]", gap) for gap in gaps)


def _in_place(kind: SignKind, phrase: str, said: Sequence[Word], at: int, before: Sequence[Sign]) -> SignKind:
    """What a cue is where it stands: `drop the java` asks for something, `a drop of rain` does not."""
    end = at + len(phrase.split())
    after = said[end].text if end < len(said) else ""
    if phrase == "my" and after in _KIN:
        return "other"
    if (
        kind == "deny"
        and phrase in _ENDING_DENIALS
        and before
        and before[-1].kind in ("skill", "is", "open")
        and _ends(said, at, phrase)
    ):
        return "zero"
    if phrase in _AT_A_START_ONLY and not _begins(said, at, before):
        return "word"
    if kind == "remove" and after in ("that", "this", "it", "out", "in"):
        return "word"
    if phrase == "take" and not {"off", "out", "away"} & {w.text for w in said[at:]}:
        return "word"
    if phrase in ("dont use", "dont do", "dont code", "do not use", "do not do", "dont know"):
        return "remove" if {"anymore", "longer"} & {w.text for w in said[at:]} and phrase != "dont know" else "deny"
    return kind


def _ends(said: Sequence[Word], at: int, phrase: str) -> bool:
    """Whether a phrase closes its clause: nothing, or another skill's turn, comes after it."""
    after = at + len(phrase.split())
    return after >= len(said) or said[after].start - said[after - 1].end > 1


def _begins(said: Sequence[Word], at: int, before: Sequence[Sign]) -> bool:
    """Whether nothing but a polite beginning stands before, back to the last comma."""
    start = max((sign.end for sign in before if sign.kind in ("comma", "reset")), default=0)
    ands = [sign.end for sign in before if sign.kind == "and"]
    start = max(start, ands[-1] if ands else 0)
    return all(w.text in _ASKING_WORDS for w in said[:at] if w.start >= start)


def _between(text: str, start: int, end: int, marks: dict[int, LevelMark]) -> Iterator[Sign]:
    """The marks between two words, and stars, which are no words."""
    for mark in sorted(marks.values(), key=lambda m: m.start):
        if start <= mark.start and mark.end <= end:
            marks.pop(id(mark))
            yield from _between(text, start, mark.start, {})
            yield Sign("level" if mark.level else "zero", "", mark.start, mark.end, None, mark.level, mark.years)
            start = mark.end
    for match in _MARKS.finditer(text, start, end):
        mark_text = "\n" if "\n" in match.group() or match.start() == 0 else match.group().strip()
        kind: SignKind = _MARK_KINDS.get(mark_text, "comma" if mark_text in ",;/|&+\n•·*" else "is")
        yield Sign(kind, mark_text, match.start(), match.end())


def moved(sign: Sign, kind: SignKind) -> Sign:
    return replace(sign, kind=kind)
