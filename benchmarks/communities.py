"""Communities' FAQs of titles and answers, with questions in members' own words, for fitting and measuring.

Twelve are made up and lie in `communities/`; nine more are read from Debian's packages of
documentation, unpacked under a folder (`dpkg-deb -x`): perl-doc, python3.11-doc, debian-faq,
debian-faq-de, debian-faq-fr, sqlite3-doc, git-doc, borgbackup-doc and restic. The questions to all
of them were written for this program; more are made from words of the answers. Nothing is fitted on
the four of `BLIND`, nor chosen by them: look at their totals only.

python -m benchmarks.communities --docs DIR
"""

from __future__ import annotations

import argparse
import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.measures import calibration_error
from bot.domain.matching.matcher import OFFERED, FaqMatcher, Ranking
from bot.storage.word_vectors import word_vectors

HERE = Path(__file__).with_name("communities")
MADE_UP = ("garden", "arena", "ceramica", "verein", "distro", "photo", "maker", "quill")
BLIND = ("modding", "language", "course", "radio")
LANGUAGES = {"ceramica": "es", "verein": "de", "debian-de": "de", "debian-fr": "fr"}
"""Of those that are not in English. Everyday questions stand in the name of their language, those
in English in none."""
SIZES = (6, 15, 40, 120)
NEAR, FAR, EVERYDAY = 6, 12, 6
"""Questions to entries that were left out, to other communities, and to nobody."""
KIN = (
    frozenset({"python", "perl"}),
    frozenset({"borg", "restic"}),
    frozenset({"debian", "debian-de", "debian-fr"}),
)
"""Each may well answer the others' questions."""
GENERATED = 20

Entries = dict[str, tuple[str, str]]
"""Id → title and answer."""
Asked = tuple[str, frozenset[str]]


@dataclass(frozen=True)
class Community:
    """An FAQ and questions to it, each with the entries that answer it."""

    name: str
    english: bool
    entries: dict[str, list[str]]
    answers: dict[str, str]
    own: list[Asked]
    near: list[Asked]
    """Of its field, but its entries were left out."""
    far: list[Asked]


class Communities:
    """All FAQs there are: those made up, and those of `docs` where it is given."""

    def __init__(self, docs: Path | None) -> None:
        self.entries: dict[str, Entries] = {}
        for name in MADE_UP:
            self.entries[name] = _made_up(name)
        if docs is not None:
            self.entries |= {name: _with_ids(rows) for name, rows in _documents(docs)}
        names = ("", *LANGUAGES.values(), *self.entries)
        self._asked: dict[str, list[Asked]] = {name: [] for name in names}
        for name, asked in _asked("questions.jsonl"):
            if name in self._asked:
                self._asked[name].append(asked)

    def drawn(self, seed: int, draws: int, generated: bool) -> Iterator[Community]:
        """Each FAQ whole, and `draws` times with some of its entries at several sizes."""
        rng = Random(seed)
        for name, entries in self.entries.items():
            for size in (*(size for size in SIZES if size < len(entries)), len(entries)):
                for _ in range(draws if size < len(entries) else 1):
                    yield self._draw(name, self._some(name, size, rng), generated, rng)

    def _some(self, name: str, size: int, rng: Random) -> set[str]:
        entries = sorted(self.entries[name])
        if size >= len(entries):
            return set(entries)
        answering = sorted(frozenset().union(*(ids for _, ids in self._asked[name])))
        some = rng.sample(answering, min(len(answering), max(4, size * 3 // 5)))
        return {*some, *rng.sample(sorted(set(entries) - set(some)), size - len(some))}

    def _draw(self, name: str, chosen: set[str], generated: bool, rng: Random) -> Community:
        entries = {i: told for i, told in self.entries[name].items() if i in chosen}
        own = [(text, ids & chosen) for text, ids in self._asked[name] if ids & chosen]
        left_out = [(text, frozenset[str]()) for text, ids in self._asked[name] if not ids & chosen]
        kin = frozenset[str]().union(*(some for some in KIN if name in some))
        strangers = [other for other in self.entries if other not in {name, *kin}]
        far = [text for other in strangers for text, _ in self._asked[other]]
        everyday = [text for text, _ in self._asked[LANGUAGES.get(name, "")]]
        picked = rng.sample(far, FAR) + rng.sample(everyday, EVERYDAY)
        if generated:
            own += list(_out_of_answers(entries, min(GENERATED, len(own)), rng))
        return Community(
            f"{name} {len(entries)}",
            name not in LANGUAGES,
            {i: [title] for i, (title, _) in entries.items()},
            {i: answer for i, (_, answer) in entries.items()},
            own,
            rng.sample(left_out, min(len(left_out), NEAR)),
            [(text, frozenset()) for text in picked],
        )


def blind() -> Iterator[Community]:
    """The FAQs that nothing was fitted on: each with its questions, foreign ones, and some of the others'."""
    questions = list(_asked("blind.jsonl"))
    for name in BLIND:
        entries = _made_up(name)
        strangers = [text for other, (text, ids) in questions if other != name and ids]
        foreign = [text for other, (text, ids) in questions if other == name and not ids]
        yield Community(
            name,
            True,
            {i: [title] for i, (title, _) in entries.items()},
            {i: answer for i, (_, answer) in entries.items()},
            [asked for other, asked in questions if other == name and asked[1]],
            [],
            [(text, frozenset()) for text in (*foreign, *strangers[:: len(strangers) // FAR][:FAR])],
        )


def _made_up(name: str) -> Entries:
    rows = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    return {row["id"]: (row["question"], row["answer"]) for row in rows}


def _asked(file: str) -> Iterator[tuple[str, Asked]]:
    """Questions with the FAQ they belong to."""
    for line in (HERE / file).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["faq"], (row["question"], frozenset(row["entries"]))


def _out_of_answers(entries: Entries, count: int, rng: Random) -> Iterator[Asked]:
    """Questions made of some words of one sentence of an answer and of its title."""
    for chosen in rng.sample(sorted(entries), min(count, len(entries))):
        title, answer = entries[chosen]
        parts = re.split(r"(?<=[.!?])\s+|\n\n", answer)
        sentences = [words for part in parts if 5 <= len(words := re.findall(r"[^\W\d_]+", part)) <= 25]
        if not sentences:
            continue
        words = rng.choice(sentences)
        count = rng.randint(7, 11)
        start = rng.randrange(max(1, len(words) - count))
        said = [word for word in words[start : start + count] if rng.random() < 0.75]
        said += [word for word in re.findall(r"[^\W\d_]+", title) if rng.random() < 0.35]
        begun = rng.choice(("how does", "what about", "", "can i", "why", "when", "is"))
        yield f"{begun} {' '.join(said)}".strip().lower(), frozenset([chosen])


def _with_ids(rows: list[tuple[str, str]]) -> Entries:
    found: Entries = {}
    for title, answer in rows:
        name = re.sub(r"[^\w]+", "-", title.lower()).strip("-")[:60]
        if answer and name not in found:
            found[name] = (title, answer)
    return found


def _documents(folder: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    share = folder / "usr/share"
    yield "perl", [row for path in sorted(share.glob("perl/*/pod/perlfaq[1-9].pod")) for row in _pod(path)]
    sources = sorted(share.glob("doc/python3.*/html/_sources/faq/*.rst.txt"))
    yield "python", [row for path in sources for row in _rst(path)]
    languages = {"debian": "*.en.html", "debian-de": "de/*.html", "debian-fr": "fr/*.html"}
    for name, pattern in languages.items():
        pages = sorted(share.glob(f"doc/debian/FAQ/{pattern}"))
        yield name, [row for path in pages for row in _debian(path)]
    for name, package in (("borg", "borgbackup"), ("restic", "restic")):
        yield name, _rst(share / f"doc/{package}/html/_sources/faq.rst.txt")
    yield "sqlite", _sqlite(share / "doc/sqlite3/faq.html")
    yield "git", _git(share / "doc/git-doc/gitfaq.txt")


def _pod(path: Path) -> Iterator[tuple[str, str]]:
    for part in re.split(r"^=head2 ", path.read_text(errors="replace"), flags=re.M)[1:]:
        title, _, answer = re.sub(r"[A-Z]<+([^<>]*)>+", r"\1", part).partition("\n")
        yield _plain(title), re.split(r"^=head1", answer, flags=re.M)[0].strip()


def _rst(path: Path) -> list[tuple[str, str]]:
    line = r"^(\S[^\n]*\?[^\n]*)\n[-=~^]{5,}\n(.*?)(?=^\S[^\n]*\n[-=~^]{5,}\n|\Z)"
    parts = re.finditer(line, path.read_text(), re.M | re.S)
    return [(_plain(found[1]), found[2].strip()) for found in parts]


def _debian(path: Path) -> Iterator[tuple[str, str]]:
    heading = r'<h2 class="title"[^>]*>(.*?)</h2>(.*?)(?=<h2 class="title"|\Z)'
    for found in re.finditer(heading, path.read_text(errors="replace"), flags=re.S):
        yield re.sub(r"^[\d.]+\s*", "", _shown(found[1])).strip(), _shown(found[2])[:5000]


def _sqlite(path: Path) -> list[tuple[str, str]]:
    page = path.read_text()
    titles = [_shown(found) for found in re.findall(r'<li value=[^>]*><a href="#q\d+">(.*?)</a></li>', page, re.S)]
    bodies = map(_shown, re.split(r'<a name="q\d+"></a>', page)[1:])
    return [(title, body[len(title) + 4 : 3000]) for title, body in zip(titles, bodies, strict=True)]


def _git(path: Path) -> list[tuple[str, str]]:
    entry = r"^\[\[[\w-]+\]\]\n(.*?)::\n(.*?)(?=^\[\[|\Z)"
    return [(" ".join(found[1].split()), found[2]) for found in re.finditer(entry, path.read_text(), re.M | re.S)]


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[*`]|:\w+:", "", text).split())


def _shown(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def _row(outcomes: list[tuple[frozenset[str], Ranking]]) -> list[str]:
    """Shares of the questions that have an answer, then of those that have none, in percent."""
    inside = [(ids, ranking) for ids, ranking in outcomes if ids]
    outside = [ranking.decision for ids, ranking in outcomes if not ids]
    kinds: Counter[str] = Counter()
    for ids, ranking in inside:
        found = [match.entry in ids for match in ranking.matches[:OFFERED]]
        first, among = found[:1] == [True], any(found)
        answers, asks_back = ranking.decision == "answer", ranking.decision == "clarify"
        kinds["hit@1"] += first
        kinds["hit@3"] += among
        kinds["right"] += answers and first
        kinds["reached"] += first if answers else asks_back and among
        kinds["wrong"] += answers and not first
    shares = [100 * kinds[kind] / max(len(inside), 1) for kind in ("hit@1", "hit@3", "right", "reached", "wrong")]
    shares += [100 * outside.count(decision) / max(len(outside), 1) for decision in ("answer", "clarify")]
    confidences = [ranking.confidence for _, ranking in outcomes]
    right = [ranking.matches[0].entry in ids if ranking.matches else False for ids, ranking in outcomes]
    return [f"{share:.1f}" for share in (*shares, calibration_error(confidences, right))]


def _ask(communities: Iterable[Community], read: bool) -> list[tuple[frozenset[str], Ranking]]:
    found = []
    for one in communities:
        matcher = FaqMatcher.compile(one.entries, answers=one.answers if read else {}, vectors=word_vectors())
        found += [(ids, matcher.match(text)) for text, ids in (*one.own, *one.far)]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", type=Path, help="folder with Debian's packages of documentation")
    options = parser.parse_args()
    communities = Communities(options.docs)
    print(
        "| questions | answers | hit@1 | hit@3 | ans. right | reached | wrong | ans. outs. | asked back outs. | ECE |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for read in (True, False):
        _print("blind", read, blind())
    for generated, read in ((False, True), (True, True), (False, False)):
        kind = "written and generated" if generated else "written"
        for english in (True, False):
            some = (one for one in communities.drawn(7, 3, generated) if one.english is english)
            _print(kind + ("" if english else ", not English"), read, some)


def _print(name: str, read: bool, communities: Iterable[Community]) -> None:
    row = " | ".join(_row(_ask(communities, read)))
    print(f"| {name} | {'read' if read else 'not read'} | {row} |", flush=True)


if __name__ == "__main__":
    main()
