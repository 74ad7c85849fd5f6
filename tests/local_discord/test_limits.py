"""The local Discord refuses bodies that Discord refuses, and takes those at the limit."""

from __future__ import annotations

from typing import Any

import pytest

from local_discord.bodies import COMPONENTS_V2, EPHEMERAL, Upload, check_message
from local_discord.commands import check_choices, check_commands
from local_discord.components import check_modal
from local_discord.refusals import JSON, RefusedError


def button(number: int = 0, **changes: Any) -> JSON:
    made = {"type": 2, "style": 1, "label": "Go", "custom_id": f"go-{number}", **changes}
    return {key: value for key, value in made.items() if value is not None}


def row(*parts: JSON) -> JSON:
    return {"type": 1, "components": list(parts)}


def select(**changes: Any) -> JSON:
    options = [{"label": f"o{number}", "value": str(number)} for number in range(25)]
    return {"type": 3, "custom_id": "pick", "options": options, **changes}


def words(text: str = "hello") -> JSON:
    return {"type": 10, "content": text}


def layout(*parts: JSON, **changes: Any) -> JSON:
    return {"flags": COMPONENTS_V2, "components": list(parts), **changes}


def box(*parts: JSON) -> JSON:
    return {"type": 17, "components": list(parts)}


def embed(**changes: Any) -> JSON:
    return {"embeds": [{"description": "hello", **changes}]}


def legacy(*parts: JSON) -> JSON:
    return {"content": "hello", "components": list(parts)}


FITS: dict[str, JSON] = {
    "content": {"content": "x" * 2000},
    "silent": {"content": "x", "flags": 4096},
    "embeds": {"embeds": [{"description": "x" * 600}] * 10},
    "rows": legacy(*[row(*[button(10 * line + number) for number in range(5)]) for line in range(5)]),
    "select": legacy(row(select())),
    "label and id": legacy(row(button(label="x" * 80, custom_id="y" * 100))),
    "link": legacy(row(button(style=5, url="https://example.org", custom_id=None))),
    "layout": layout(box(words("x" * 4000), {"type": 14}, row(button()))),
    "forty": layout(*[words("x") for _ in range(40)]),
    "section": layout({"type": 9, "components": [words()], "accessory": button()}),
    "mentions": {"content": "x", "allowed_mentions": {"parse": ["roles"], "users": ["1"], "replied_user": True}},
}

REFUSED: dict[str, tuple[JSON, str]] = {
    "nothing": ({}, "empty message"),
    "only white space": ({"content": "  \n"}, "empty message"),
    "only buttons": ({"components": [row(button())]}, "empty message"),
    "long content": ({"content": "x" * 2001}, "content: Must be 2000"),
    "ephemeral in a channel": ({"content": "x", "flags": EPHEMERAL}, "flags"),
    "eleven embeds": ({"embeds": [{"title": "x"}] * 11}, "embeds"),
    "long title": (embed(title="x" * 257), "embeds.0.title"),
    "long description": (embed(description="x" * 4097), "embeds.0.description"),
    "long footer": (embed(footer={"text": "x" * 2049}), "embeds.0.footer.text"),
    "26 fields": (embed(fields=[{"name": "n", "value": "v"}] * 26), "embeds.0.fields"),
    "field without a value": (embed(fields=[{"name": "n", "value": ""}]), "embeds.0.fields.0.value"),
    "embeds of 6001": ({"embeds": [{"description": "x" * 4000}, {"description": "x" * 2001}]}, "6000"),
    "empty embed": ({"embeds": [{}]}, "embeds.0"),
    "attachment that is not there": (embed(image={"url": "attachment://a.png"}), "image"),
    "six rows": (legacy(*[row(button(number)) for number in range(6)]), "components"),
    "six buttons": (legacy(row(*map(button, range(6)))), "components.0.components"),
    "empty row": (legacy(row()), "components.0.components"),
    "button beside select": (legacy(row(button(), select())), "select"),
    "bare button": (legacy(button()), "components.0.type"),
    "layout part without the flag": (legacy(words()), "components.0.type"),
    "long label": (legacy(row(button(label="x" * 81))), "label"),
    "long custom id": (legacy(row(button(custom_id="x" * 101))), "custom_id"),
    "empty custom id": (legacy(row(button(custom_id=""))), "custom_id"),
    "no label": (legacy(row(button(label=None))), "label or an emoji"),
    "same custom id twice": (legacy(row(button(), button())), "custom id"),
    "link with custom id": (legacy(row(button(style=5, url="https://example.org"))), "custom_id"),
    "link without address": (legacy(row(button(style=5, custom_id=None))), "url"),
    "emoji in letters": (legacy(row(button(emoji={"name": "thumbsup"}))), "emoji"),
    "26 options": (legacy(row(select(options=[{"label": str(n), "value": str(n)} for n in range(26)]))), "options"),
    "option twice": (legacy(row(select(options=[{"label": "a", "value": "1"}] * 2))), "option value"),
    "long option": (legacy(row(select(options=[{"label": "x" * 101, "value": "1"}]))), "label"),
    "more than there is": (legacy(row(select(options=[{"label": "a", "value": "1"}], max_values=2))), "chosen"),
    "layout with content": (layout(words(), content="x"), "content"),
    "layout with embeds": (layout(words(), embeds=[{"title": "x"}]), "embeds"),
    "empty layout": (layout(), "empty message"),
    "41 parts": (layout(box(*[words("x") for _ in range(40)])), "At most 40"),
    "4001 characters": (layout(words("x" * 4000), box(words("y"))), "4000"),
    "empty text display": (layout(words(" ")), "content"),
    "box in a box": (layout(box(box(words()))), "type"),
    "button in a box": (layout(box(button())), "type"),
    "section of four": (layout({"type": 9, "components": [words()] * 4, "accessory": button()}), "components"),
    "section without accessory": (layout({"type": 9, "components": [words()]}), "accessory"),
    "component id twice": (layout({**words(), "id": 1}, {**words(), "id": 1}), "id cannot"),
    "all users and some": ({"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}, "exclude"),
    "101 users": ({"content": "x", "allowed_mentions": {"users": list(map(str, range(101)))}}, "users"),
    "long nonce": ({"content": "x", "nonce": "x" * 26}, "nonce"),
    "file that is not there": ({"content": "x", "attachments": [{"id": 0, "filename": "a"}]}, "no such file"),
}


@pytest.mark.parametrize("body", FITS.values(), ids=FITS)
def test_a_message_within_the_limits_is_taken(body: JSON) -> None:
    check_message(body, [])


@pytest.mark.parametrize(("body", "complaint"), REFUSED.values(), ids=REFUSED)
def test_a_message_beyond_a_limit_is_refused(body: JSON, complaint: str) -> None:
    with pytest.raises(RefusedError, match=complaint):
        check_message(body, [])


def test_a_file_may_be_shown_and_no_other() -> None:
    shown = layout({"type": 12, "items": [{"media": {"url": "attachment://a.png"}}]})
    check_message(shown, [Upload("a.png", b"", "files[0]")])
    with pytest.raises(RefusedError, match=r"b\.png|a\.png"):
        check_message(shown, [Upload("b.png", b"", "files[0]")])


def test_a_file_that_nothing_shows_is_a_mistake() -> None:
    with pytest.raises(RefusedError, match=r"shown by no component: a\.png"):
        check_message(layout(words()), [Upload("a.png", b"", "files[0]")])


def test_a_file_is_found_by_the_name_that_discord_gives_it() -> None:
    shown = layout({"type": 12, "items": [{"media": {"url": "attachment://my plan.png"}}]})
    with pytest.raises(RefusedError):
        check_message(shown, [Upload("my plan.png", b"", "files[0]")])


@pytest.mark.parametrize(("description", "fits"), [("x" * 1024, True), ("x" * 1025, False), ("", False)])
def test_a_picture_is_described_within_the_limit(description: str, fits: bool) -> None:
    item = {"media": {"url": "https://example.org/a.png"}, "description": description}
    body = layout({"type": 12, "items": [item]})
    if fits:
        check_message(body, [])
        return
    with pytest.raises(RefusedError, match="description"):
        check_message(body, [])


def test_a_layout_stays_one() -> None:
    before = {"content": "", "embeds": [], "attachments": [], **layout(words())}
    check_message({"components": [words("new")]}, [], before=before)
    with pytest.raises(RefusedError, match="content"):
        check_message({"content": "new", "components": []}, [], before=before)
    with pytest.raises(RefusedError, match="taken away"):
        check_message({"flags": 0, "content": "new"}, [], before=before)


def form(*parts: JSON, **changes: Any) -> JSON:
    return {"custom_id": "form", "title": "Form", "components": list(parts), **changes}


def field(inner: JSON, **changes: Any) -> JSON:
    return {"type": 18, "label": "Label", "component": {"custom_id": "field", **inner}, **changes}


def typed(**changes: Any) -> JSON:
    return {"type": 4, "style": 1, **changes}


def group(kind: int, count: int, **changes: Any) -> JSON:
    return {"type": kind, "options": [{"label": str(n), "value": str(n)} for n in range(count)], **changes}


FORMS_REFUSED: dict[str, tuple[JSON, str]] = {
    "long title": (form(field(typed()), title="x" * 46), "title"),
    "nothing in it": (form(), "components"),
    "six parts": (form(*[field(typed(custom_id=str(number))) for number in range(6)]), "components"),
    "bare text input": (form({"custom_id": "x", **typed()}), "type"),
    "long label": (form(field(typed(), label="x" * 46)), "label"),
    "long description": (form(field(typed(), description="x" * 101)), "description"),
    "long preset": (form(field(typed(value="x" * 4001))), "value"),
    "preset above its own limit": (form(field(typed(value="xxx", max_length=2))), "value"),
    "long placeholder": (form(field(typed(placeholder="x" * 101))), "placeholder"),
    "label twice": (form(field(typed(label="again"))), "label"),
    "same custom id": (form(field(typed()), field(typed())), "custom id"),
    "one radio button": (form(field(group(21, 1))), "options"),
    "eleven radio buttons": (form(field(group(21, 11))), "options"),
    "eleven checkboxes": (form(field(group(22, 11))), "options"),
    "required and none": (form(field(group(22, 3, min_values=0))), "min_values"),
    "button in a form": (form(field(button())), "type"),
    "select required and none": (form(field(group(3, 3, min_values=0))), "min_values"),
    "select switched off": (form(field(group(3, 3, disabled=True))), "disabled"),
    "26 options to select": (form(field(group(3, 26))), "options"),
    "more preset than may be chosen": (
        form(field({"type": 3, "options": [{"label": n, "value": n, "default": True} for n in "ab"]})),
        "options",
    ),
}


def test_a_form_within_the_limits_is_taken() -> None:
    many = {"custom_id": "many"}
    check_modal(
        form(words(), field(typed(value="x" * 4000)), field(group(22, 10, min_values=0, required=False) | many))
    )
    check_modal(form(field(group(3, 25, min_values=0, max_values=25, required=False))))
    check_modal(form(field(group(21, 10)), field({"type": 23, "custom_id": "sure"}, label="x" * 45)))


@pytest.mark.parametrize(("modal", "complaint"), FORMS_REFUSED.values(), ids=FORMS_REFUSED)
def test_a_form_beyond_a_limit_is_refused(modal: JSON, complaint: str) -> None:
    with pytest.raises(RefusedError, match=complaint):
        check_modal(modal)


def command(**changes: Any) -> JSON:
    return {"name": "salary", "description": "What a role earns", "options": [], **changes}


def option(number: int = 0, **changes: Any) -> JSON:
    return {"type": 3, "name": f"o{number}", "description": "d", **changes}


COMMANDS_REFUSED: dict[str, tuple[list[JSON], str]] = {
    "capitals": ([command(name="Salary")], "name"),
    "space": ([command(name="a b")], "name"),
    "long name": ([command(name="x" * 33)], "name"),
    "no description": ([command(description="")], "description"),
    "long description": ([command(description="x" * 101)], "description"),
    "26 options": ([command(options=[option(number) for number in range(26)])], "options"),
    "required last": ([command(options=[option(), option(1, required=True)])], "Required"),
    "same option": ([command(options=[option(), option()])], "unique"),
    "same name": ([command(), command()], "unique"),
    "26 choices": (
        [command(options=[option(choices=[{"name": str(n), "value": str(n)} for n in range(26)])])], "choices"
    ),
    "choices and autocomplete": (
        [command(options=[option(choices=[{"name": "a", "value": "a"}], autocomplete=True)])], "exclude"
    ),
    "subcommand beside option": ([command(options=[option(type=1), option(1)])], "mix"),
    "three levels": ([command(options=[option(type=2, options=[option(type=2, options=[option(type=1)])])])], "type"),
    "menu with description": ([command(type=3, name="Add to FAQ")], "description"),
    "8001 characters": (
        [
            command(
                options=[
                    option(n, choices=[{"name": f"{c}{'x' * 90}", "value": "y" * 90} for c in range(25)])
                    for n in range(2)
                ]
            )
        ],
        "8000",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("commands", "complaint"), COMMANDS_REFUSED.values(), ids=COMMANDS_REFUSED)
def test_commands_beyond_a_limit_are_refused(commands: list[JSON], complaint: str) -> None:
    with pytest.raises(RefusedError, match=complaint):
        check_commands(commands)


@pytest.mark.parametrize(
    "choice",
    [
        {"name": "", "value": "a"},
        {"name": "x" * 101, "value": "a"},
        {"name": "a", "value": ""},
        {"name": "a", "value": "x" * 101},
        {"name": "a", "value": 1},
    ],
)
def test_a_choice_beyond_a_limit_is_refused(choice: JSON) -> None:
    with pytest.raises(RefusedError):
        check_choices([choice], "choices", 3)
