"""Text as typed in a chat → comparable words: `normalise`, `tokens` and a light `stem`."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

from bot.domain.language.words import REMEMBERED, fold, is_abbreviation, pieces

PHRASE, PHRASES = 100, 16_000
"""Texts of so many characters are wordings for the most part, which are split again at each edit of the FAQ: so many
are remembered."""
_PLATFORM = re.compile(r"<(?:@[!&]?|#|t:|a?:\w+:)\d+(?::\w)?>")
"""Mentions of members, roles and channels, timestamps and custom emoji, as Discord writes them."""
_URL = re.compile(r"<?\b(?:https?://|www\.)\S+")
_MARKS = re.compile(r"[`*~|>_\\]+|(?:^|\s)#{1,3}(?=\s)|[\u200b-\u200f\u2060\ufe0f]+")
"""Markdown and invisible characters: they carry no words."""

_PLAIN = re.compile(r"(?!.*www\.)[a-z0-9 .,;?!'\"()&%$+-]*")
"""Text that none of the three can be found in: most of it, and quickly told."""
_SPOKEN = {
    "can't": "can not", "cant": "can not", "cannot": "can not", "won't": "will not", "wont": "will not",
    "shan't": "shall not", "ain't": "is not", "let's": "let us", "lets": "let us", "im": "i am", "ive": "i have",
    "dont": "do not", "doesnt": "does not", "didnt": "did not", "isnt": "is not", "arent": "are not",
    "wasnt": "was not", "werent": "were not", "havent": "have not", "hasnt": "has not", "hadnt": "had not",
    "couldnt": "could not", "wouldnt": "would not", "shouldnt": "should not", "whats": "what is", "hows": "how is",
    "wheres": "where is", "whos": "who is", "whens": "when is", "thats": "that is", "theres": "there is",
    "youre": "you are", "theyre": "they are", "youve": "you have", "theyve": "they have", "gonna": "going to",
    "wanna": "want to", "gotta": "got to", "gimme": "give me", "lemme": "let me", "dunno": "do not know",
    "u": "you", "ur": "your", "wat": "what", "wut": "what", "wats": "what is", "shud": "should", "shld": "should",
    "wud": "would", "cud": "could", "bcz": "because", "cuz": "because", "coz": "because", "plz": "please",
    "pls": "please", "ppl": "people", "abt": "about", "smth": "something", "thru": "through", "tho": "though",
    "rly": "really", "prolly": "probably", "idk": "i do not know", "gud": "good",
}  # fmt: skip
"""Contractions members also type without the apostrophe, and short spellings of chats; words that mean something else
without it (its, were) stay."""
_ENDINGS = (
    ("n't", " not"),
    ("'re", " are"),
    ("'ve", " have"),
    ("'ll", " will"),
    ("'m", " am"),
    ("'d", " would"),
)
_IS_AFTER = frozenset({"what", "how", "where", "who", "when", "why", "that", "there", "here", "it", "he", "she"})
"""After these words 's means "is"; after any other it marks an owner and is dropped."""


def normalise(text: str) -> str:
    """One line of casefolded text without mentions, addresses, markdown and curly quotes; punctuation stays."""
    folded = fold(text)
    if not _PLAIN.fullmatch(folded):
        for pattern in (_PLATFORM, _URL, _MARKS):
            folded = pattern.sub(" ", folded)
    return " ".join(folded.split())


def tokens(text: str) -> list[str]:
    """The words of `text`, contractions spelled out, names such as c++, c#, .net and ci/cd whole."""
    return list(_phrase(text) if len(text) <= PHRASE else _message(text))


def plain_words(text: str) -> str:
    """`text` without what typing changes: case, marks and spaces."""
    return " ".join(tokens(text))


@lru_cache(maxsize=PHRASES)
def _phrase(text: str) -> tuple[str, ...]:
    return _tokens(text)


@lru_cache(maxsize=REMEMBERED)
def _message(text: str) -> tuple[str, ...]:
    return _tokens(text)


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(chain.from_iterable(map(_spoken, pieces(normalise(text)))))


@lru_cache(maxsize=20_000)
def _spoken(word: str) -> tuple[str, ...]:
    if word in _SPOKEN:
        return tuple(_SPOKEN[word].split())
    if word[0].isdigit():
        return (word.replace(",", ""),)
    if "'" not in word:
        return (word.replace(".", "") if is_abbreviation(word) else word,)
    for ending, meaning in _ENDINGS:
        if word.endswith(ending):
            return tuple((word.removesuffix(ending) + meaning).replace("'", "").split())
    if word.endswith("'s"):
        owner = word.removesuffix("'s").replace("'", "")
        return (owner, "is") if owner in _IS_AFTER else (owner,)
    return (word.replace("'", ""),)


_SUFFIXES = (
    ("ational", "ate"), ("ization", "ize"), ("isation", "ize"), ("fulness", "ful"), ("ousness", "ous"),
    ("iveness", "ive"), ("ibility", "ible"), ("ability", "able"), ("ically", "ic"), ("ements", "e"), ("ement", "e"),
    ("ments", ""), ("ment", ""), ("ations", "ate"), ("ation", "ate"), ("ities", ""), ("ity", ""), ("ness", ""),
    ("ingly", ""), ("edly", ""), ("ising", "ize"), ("ised", "ize"), ("ises", "ize"), ("ise", "ize"), ("ily", "y"),
    ("ly", ""), ("ies", "y"), ("ied", "y"), ("ing", ""), ("ings", ""), ("ed", ""), ("ors", "or"), ("ers", "er"),
)  # fmt: skip
_SHORTEST_STEM = 3
_VOWEL = re.compile(r"[aeiouy]")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)es$")
_KEPT = frozenset({"thing", "nothing", "something", "anything", "everything", "during", "need", "speed", "feed", "seed",
                   "news", "always", "this", "his", "its", "was", "has", "does", "is", "as", "us", "plus", "bus", "yes",
                   "less", "business", "pandas", "kubernetes", "aws", "ios", "sales", "otherwise", "exercise",
                   "promise", "precise", "rise", "wise", "raise", "noise", "only", "family", "reply", "apply", "supply",
                   "city", "string", "spring", "bring", "morning", "evening"})  # fmt: skip
"""Words whose end only looks like a suffix, and auxiliaries that questions are told apart by."""

_IRREGULAR = {
    "used": "use", "uses": "use", "using": "use", "paid": "pay", "got": "get", "made": "make", "began": "begin",
    "became": "become", "took": "take", "taken": "take", "found": "find", "left": "leave", "lost": "lose",
    "chose": "choose", "chosen": "choose", "sent": "send", "spent": "spend", "taught": "teach", "went": "go",
    "gone": "go", "wrote": "write", "written": "write", "people": "person", "children": "child",
}  # fmt: skip


@lru_cache(maxsize=50_000)
def stem(token: str) -> str:
    """`token` without its inflection; light, so that unlike words seldom fall together."""
    if token in _IRREGULAR:
        return _IRREGULAR[token]
    if token in _KEPT or len(token) <= _SHORTEST_STEM or not token.isascii() or not token.isalpha():
        return token
    for suffix, replacement in _SUFFIXES:
        base = token[: -len(suffix)]
        if token.endswith(suffix) and len(base) >= _SHORTEST_STEM and _VOWEL.search(base):
            return _tidy(base + replacement)
    if _SIBILANT.search(token):
        return _tidy(token[:-2])
    if token.endswith("s") and token[-2] not in "su":
        return _tidy(token[:-1])
    return _tidy(token)


def _tidy(base: str) -> str:
    """Undo what spelling does at a joint: doubled consonants (stopp) and a silent e (clos|e)."""
    if len(base) > _SHORTEST_STEM and base[-1] == base[-2] and base[-1] not in "lsz":
        return base[:-1]
    if len(base) > _SHORTEST_STEM and base[-1] == "e":
        return base[:-1]
    return base
