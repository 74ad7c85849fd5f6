"""What communities keep their FAQ in, read as questions and answers: Markdown, tables, JSON, TOML, folders."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.domain.faq.imported import Item
from bot.errors import BotError
from bot.storage.faq_sources import read_source, source_of


def read(name: str, text: str | bytes) -> tuple[Item, ...]:
    data = text if isinstance(text, bytes) else text.encode()
    return source_of(data, Path(name)).items


def asked(name: str, text: str) -> dict[str, str]:
    return {item.title: item.answer for item in read(name, text)}


MARKDOWN = """# Our FAQ

Welcome! See the [rules](rules.md).

- [What is it?](#what-is-it)
- [Who?](#who)

## Contents

- [What is it?](#what-is-it)

## General

### 1. What *is* it?

A [club](https://example.org/club), see [below](#who) and <img src="x.png">.

```sh
# no heading
```

[back to top](#our-faq)

### Who? {#who}
<!-- nobody knows -->
Everybody.<br>Really.

## Rules

### Posting jobs

Only in `#jobs`.

#### Pay

State it.

### Is advertising allowed?

No.
"""


def test_headings_of_one_file_are_questions_and_chapters_are_tags() -> None:
    items = read("faq.md", MARKDOWN)
    assert [item.title for item in items] == ["What is it?", "Who?", "Posting jobs", "Is advertising allowed?"]
    assert items[0].answer == "A [club](https://example.org/club), see below and .\n\n```sh\n# no heading\n```"
    assert items[1].answer == "Everybody.\nReally."
    assert items[2].answer == "Only in `#jobs`.\n\n**Pay**\nState it."
    assert items[2].headings == ("Pay",)
    assert [item.tags for item in items] == [("General",), ("General",), ("Rules",), ("Rules",)]
    assert items[0].where == "faq.md:14"


MARKED: Mapping[str, str] = {
    "bold lines": "# FAQ\n\n**Is it free?**\n\nYes.\n\n**Who pays?**\nNobody.\n",
    "letters": "Q: Is it free?\nA: Yes.\n\nQ: Who pays?\nA: Nobody.\n",
    "numbered letters": "**Q1: Is it free?**\n\n**A:** Yes.\n\n**Q2: Who pays?**\n\nA2. Nobody.\n",
    "folded": (
        "# FAQ\n<details>\n<summary><b>Is it free?</b></summary>\n\nYes.\n\n</details>\n"
        "<details><summary>Who pays?</summary>\nNobody.\n</details>\n"
    ),
    "underlined": "Is it free?\n-----------\n\nYes.\n\nWho pays?\n---------\nNobody.\n",
    "a list": "## FAQ\n- **Is it free?** Yes.\n- **Who pays?** Nobody.\n",
}


@pytest.mark.parametrize("text", MARKED.values(), ids=MARKED.keys())
def test_questions_are_found_however_they_are_marked(text: str) -> None:
    found = {title: answer.strip("* \n") for title, answer in asked("faq.md", text).items()}
    assert found == {"Is it free?": "Yes.", "Who pays?": "Nobody."}


def test_chapters_without_questions_are_told_by_having_no_text() -> None:
    text = "# Guide\n\n## Payments\n\n### Refunds\n\nWithin a week.\n\n### Invoices\n\nBy mail.\n"
    items = read("guide.md", text)
    assert [(item.title, item.tags) for item in items] == [("Refunds", ("Payments",)), ("Invoices", ("Payments",))]


def test_a_folder_has_one_entry_a_file_with_its_front_matter(tmp_path: Path) -> None:
    files = {
        "args.md": '---\naliases: ["star args"]\nembed:\n    title: "Args and kwargs"\n---\nSpecial parameters.\n',
        "why-async.md": "**Why do we need it?**\n\nBecause.\n\n**What does it mean?**\n\nWaiting.\n",
        "for-else.md": "# The for-else block\n\nAn else.\n\n## Example\n\n`for`\n",
        "hugo.md": '+++\ntitle = "How do I start?"\ntags = ["start"]\n+++\nPress it.\n',
        "README.md": "# About these tags\n\nText.\n",
        ".hidden.md": "# Hidden\n\nText.\n",
        "pictures.png": "",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    items = {item.name: item for item in read_source(tmp_path).items}
    assert sorted(items) == ["args", "for-else", "hugo", "why-async"]
    assert (items["args"].title, items["args"].wordings) == ("Args and kwargs", ("star args",))
    assert items["why-async"].title == "Why async"
    assert items["for-else"].title == "The for-else block"
    assert items["for-else"].headings == ("Example",)
    assert (items["hugo"].title, items["hugo"].tags) == ("How do I start?", ("start",))


def test_a_folder_may_come_zipped() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("tags/ask.md", "Just ask.")
        archive.writestr("tags/faq.csv", "question,answer\nWho?,Us.\n")
        archive.writestr("__MACOSX/tags/._ask.md", "x")
    items = read("tags.zip", packed.getvalue())
    assert {(item.title, item.answer) for item in items} == {("Ask", "Just ask."), ("Who?", "Us.")}


def test_a_file_of_a_folder_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "good.md").write_text("Text.")
    source = read_source(tmp_path)
    assert [item.title for item in source.items] == ["Good"]
    assert [left.where for left in source.unread] == ["broken.json"]


TABLES: Mapping[str, tuple[str, str]] = {
    "with commas": ("faq.csv", 'Question,Answer,Tags\n"Who, me?","Yes, ""you"".",a b\nWhy?,Because.,\n'),
    "with semicolons": ("faq.csv", 'question;answer\n"Who, me?";"Yes, ""you""."\nWhy?;Because.\n'),
    "with tabs": ("faq.tsv", 'Title\tContent\nWho, me?\t"Yes, ""you""."\nWhy?\tBecause.\n'),
    "without names": ("faq.csv", '"Who, me?","Yes, ""you""."\nWhy?,Because.\n'),
    "other columns first": ("faq.csv", 'id,q,a\n7,"Who, me?","Yes, ""you""."\n8,Why?,Because.\n'),
    "a list of records": (
        "faq.json",
        '[{"question": "Who, me?", "answer": "Yes, \\"you\\"."}, {"q": "Why?", "a": "Because."}]',
    ),
    "grouped": (
        "faq.json",
        '{"title": "FAQ", "faq": [{"category": "Us", "questions": [{"question": "Who, me?", '
        '"answer": "Yes, \\"you\\"."}]}, {"name": "Me", "items": [{"title": "Why?", "text": "Because."}]}]}',
    ),
    "an object a line": (
        "faq.json",
        '{"prompt": "Who, me?", "response": "Yes, \\"you\\"."}\n{"prompt": "Why?", "response": "Because."}\n',
    ),
    "question to answer": ("faq.json", '{"Who, me?": "Yes, \\"you\\".", "Why?": "Because."}'),
    "toml": (
        "faq.toml",
        "[[faq]]\nquestion = 'Who, me?'\nanswer = 'Yes, \"you\".'\n[[faq]]\nq = 'Why?'\na = 'Because.'",
    ),
    "another yaml": ("faq.yaml", '- question: Who, me?\n  answer: Yes, "you".\n- {q: Why?, a: Because.}\n'),
}


@pytest.mark.parametrize(("name", "text"), TABLES.values(), ids=TABLES.keys())
def test_records_are_read_by_the_names_of_their_fields(name: str, text: str) -> None:
    assert asked(name, text) == {"Who, me?": 'Yes, "you".', "Why?": "Because."}


def test_toml_tags_keep_their_names_and_aliases() -> None:
    text = "[args-kwargs]\ntitle = 'Args'\ncontent = 'Special.'\naliases = ['star args']\n[ask]\ntext = 'Just ask.'\n"
    args, ask = read("tags.toml", text)
    assert (args.name, args.title, args.wordings) == ("args-kwargs", "Args", ("star args",))
    assert (ask.name, ask.title, ask.answer) == ("ask", "Ask", "Just ask.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_spreadsheet_may_be_saved_in_any_usual_encoding(encoding: str) -> None:
    (item,) = read("faq.csv", "question,answer\r\nWhere is the café?,Là.\r\n".encode(encoding))
    assert (item.title, item.answer) == ("Where is the café?", "Là.")


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("faq.json", '[\n{"q": }]', "faq.json:2:7: error: this is no JSON"),
        ("faq.toml", "a = ", "faq.toml: this is no TOML"),
        ("tag.md", "---\ntitle: [\n---\ntext", "tag.md:2:1: error: the front matter"),
        ("faq.docx", "PK", "no format that can be read"),
        ("faq.md", "only text is no faq\n\nat all" * 0, "no question with an answer was found"),
        ("faq.csv", "\n", "no question with an answer was found"),
        ("faq.zip", "PK", "no .zip file"),
        ("faq.yaml", "version: 1\nentries:\n  - {id: a b, question: Q, anser: A}\n",
         "faq.yaml:3:10: error: `a b` is no id"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_its_place(name: str, text: str, says: str) -> None:
    with pytest.raises(BotError) as refused:
        read(name, text)
    assert says in str(refused.value)


def test_all_mistakes_of_our_own_format_are_told_at_once() -> None:
    text = "version: 1\nentries:\n  - {id: a, question: Q, anser: A}\n  - {id: b, question: 3, answer: B}\n"
    with pytest.raises(BotError) as refused:
        read("mine.yaml", text)
    assert "mine.yaml:3:" in str(refused.value)
    assert "mine.yaml:4:" in str(refused.value)
