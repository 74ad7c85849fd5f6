"""Closed classes of words that behave alike in statements, so that a rare word is read like a common one."""

from __future__ import annotations

from bot.domain.language.text import stem
from bot.domain.statements.row import ITEMS, Token

_CLASSES = {
    "know": "know understand speak master grasp get",
    "do": """
        use using used code coding coded write writing wrote written build building built create created make making
        made program programming programmed work working worked do doing did done run running ran deploy maintain
        maintaining maintained design designed develop developed ship shipped shipping automate administer handle
        manage managed lead led play script wrangle
        """,
    "have": "have has had got own bring hold carry",
    "learn": """
        learn learning learned learnt study studying studied course courses tutorial tutorials workshop bootcamp class
        classes semester book lesson lessons chapter week weeks start started starting begun began beginning picked
        reading following watched watching video videos training enrolled udemy coursera youtube playlist
        """,
    "teach": "teach taught teaching tutor tutoring mentor train trainer lecture published",
    "wish": """
        want wanna wish wishes wishlist hope hoping plan planning plans planned intend intention someday future next
        soon later eventually tomorrow would dream thinking consider considering gonna going will shall todo list
        desire aim aiming target goal curious interested ambition yet
        """,
    "never": """
        never not no none nothing zero nope nah nil nada without neither nor cant dont havent didnt isnt aint cannot
        hardly lack lacking missing blank clueless clue hopeless unable zilch skipped doesnt wasnt arent
        """,
    "forgot": "forgot forgotten rusty rust gone rusted faded ago anymore once",
    "remove": """
        remove delete drop scratch kick erase wipe forget strike clear purge unlist removed dropping take rid throw bin
        cancel discard ditch scrap minus cross toss chuck nuke retract withdraw undo
        """,
    "keep": "keep leave stay stays put restore remain back",
    "wrong": """
        wrong mistake typo mean meant confused mixed correction actually wait sorry oops instead lied honest rather
        misread lying joke joking kidding hm hmm well
        """,
    "other": """
        brother sister friend friends colleague colleagues coworker coworkers wife husband mate mates boss cousin uncle
        aunt dad mom mum mother father teacher son daughter roommate boyfriend girlfriend bf gf partner neighbour
        neighbor buddy intern junior juniors guy guys girl kid kids team teammate teammates company client clients
        employer department agency labmate professor prof manager flatmate everyone somebody someone anybody nobody
        people grandson he she they his her their them him theirs hers
        """,
    "advert": """
        requirements requires require required job jobs ad advert ads posting hiring vacancy listing candidate
        candidates seek looking needed wanted salary position description recruiter recruiters must should stack ideal
        qualifications
        """,
    "ask": "what which how why when where who whats whos does is are can could am anyone",
    "opinion": """
        hate love like liked loves hates overrated prefer better worse easier harder cool boring annoying sucks
        beautiful ugly useful worth popular dead overhyped trust
        """,
    "broke": "error crash crashed broken bug fails failing failed install installed update running version docs",
    "say": "say said says told tell call rate give rank mark consider note add record set save store",
    "i": "i im ive id ill iam me myself",
    "my": "my mine",
    "you": "you your u yours",
    "we": "we our us weve",
    "but": "but however though although while whereas only just except apart besides bar excluding other than",
    "and": "and also plus too as well same both likewise ditto",
    "if": "if unless until whether",
}  # fmt: skip
_OF_WORD = {form: sense for sense, words in _CLASSES.items() for word in words.split() for form in (word, stem(word))}
_MARKS = frozenset("?:()\n.;-")


def sense(token: Token) -> str:
    """The class of a token; empty for one that belongs to none."""
    if token.level:
        return "never" if token.level == "zero" else "LEVEL"
    if token.kind in ITEMS or token.kind == "pointer":
        return token.kind.upper()
    if token.kind == "mark":
        return token.text if token.text in _MARKS else ""
    return _OF_WORD.get(token.text) or _OF_WORD.get(stem(token.text), "")
