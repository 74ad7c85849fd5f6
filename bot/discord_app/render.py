"""A Reply as a message: the answer in a container, small print below it, then the buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import discord
from discord import ui

from bot.discord_app import ids
from bot.discord_app.limits import CHOICE_NAME, CHOICES, LABEL, ROW, cut, pages, units
from bot.domain.core.query_key import key_of
from bot.domain.core.reply import Form, Kind, Reply

Button = ui.Button[Any]
Control = Button | ui.Select[Any]
Audience = Literal["everyone", "asker", "direct"]
"""Seen by all in a channel, by the asker alone in a channel, or in a direct message."""

FIRST_PAGE = 1200
"""What a phone shows without much scrolling."""
ONE_PAGE = 1500
"""A reply that is no longer than this is not split for a few lines."""
NEXT_PAGES = 1800
TITLE, NOTE, SMALL_PRINT = 200, 1250, 500
"""Together with a page, a hint and the mentions of commands these fit a message."""
SOURCES_SHOWN = 160
"""Characters of sources on the first of several pages; the others hold them all."""
MANY_PAGES = 3
"""From so many pages on one can be chosen."""
ACCENTS = (None, 0x56B4E9, 0x009E73, 0xE69F00, 0xCC79A7, 0xF0E442, 0xD55E00, 0x0072B2)
"""A stripe's color by family of roles; none for no family. The palette of Okabe and Ito: the color-blind can tell
them apart."""
READINGS = 3
SHOW_MODERATORS = "Show it to the moderators"
FORMS: dict[Form, str] = {
    "start": "Make my plan",
    "skills": "Add skills",
    "hours": "Hours",
    "reminders": "Remind me",
}
"""What the buttons say that open a form."""

_MISUNDERSTOOD: frozenset[Kind] = frozenset({"faq", "role", "skill", "salary", "roadmap", "compare"})
"""Replies whose question may have meant something else."""
_HINTS: dict[Kind, tuple[str, str]] = {
    "role": ("roadmap", "shows the way there"),
    "salary": ("salary", "takes a level, a place and an employer"),
    "roadmap": ("gap", "compares it with your skills"),
    "compare": ("match", "shows which roles your skills fit"),
    "gap": ("next", "plans the hours you have"),
    "next": ("progress", "shows how far you have come"),
    "match": ("goal", "sets the role you aim for"),
    "goal": ("plan", "shows your plan step by step"),
    "plan": ("reminders", "writes you once a week, if you want"),
    "progress": ("skills add", "records what you learned"),
    "none": ("help", "shows all I can do"),
}
"""What may come next, for each kind of reply."""
_SAID = {"“delete my data”": "privacy delete", "“export my data”": "privacy export"}
"""Commands that replies name in words."""


@dataclass(frozen=True)
class Place:
    """Where a reply is shown, and to whom."""

    asker: int
    """The member who asked, by Discord id."""
    mention: Callable[[str], str]
    """`salary` → the command as it can be clicked."""
    audience: Audience
    feedback: bool = False
    """Asked in their own words: it may have been understood wrongly."""
    general: bool = False
    """The same for everyone, though the asker's record would add to it: a button shows them that."""
    again: str = ""
    """Key by which its further pages are made, where the reply answers no query."""


class Shown(NamedTuple):
    """A picture to look at, and in words for those who do not see it."""

    name: str
    png: bytes
    words: str


@dataclass(frozen=True)
class Line:
    """Parts the answer from what is small print."""


class Page(NamedTuple):
    """One page of a reply."""

    text: str
    number: int
    last: int
    key: str
    """By what a button asks for another one; empty if there is none, or if it cannot be asked for."""


def layout(
    reply: Reply, place: Place, number: int = 1, kept: Sequence[Button] = (), pictures: Sequence[Shown] = ()
) -> ui.LayoutView:
    """One page of a reply; the last one, if there are fewer. `kept`: buttons of the page before that stay."""
    found = paged(reply, place.again)
    return _layout(reply, place, found[min(number, len(found)) - 1], kept, pictures)


def layouts(reply: Reply, place: Place, pictures: Sequence[Shown] = ()) -> tuple[ui.LayoutView, ...]:
    """A reply as messages: one, with a button for more; or, where it cannot be asked again, all its pages.

    The pictures belong to the first one.
    """
    first, *others = found = paged(reply, place.again)
    if not others or first.key:
        return (_layout(reply, place, first, pictures=pictures),)
    texts = (_headed(reply, page, place) for page in found[1:-1])
    accent = _accent(reply)
    opening = composed(*_around(reply, first, place, pictures), accent=accent)
    return (opening, *(composed(text, accent=accent) for text in texts), _layout(reply, place, found[-1]))


def _layout(
    reply: Reply, place: Place, page: Page, kept: Sequence[Button] = (), pictures: Sequence[Shown] = ()
) -> ui.LayoutView:
    small = _small_print(reply, place, page)
    foot: tuple[str | Line, ...] = (Line(), small) if small else ()
    parts: tuple[str | Shown | Line, ...] = (*_around(reply, page, place, pictures), *foot)
    return composed(*parts, rows=_rows(reply, place, page, kept), accent=_accent(reply))


def _accent(reply: Reply) -> int | None:
    return ACCENTS[reply.family % len(ACCENTS)]


def _around(reply: Reply, page: Page, place: Place, pictures: Sequence[Shown]) -> tuple[str | Shown, ...]:
    """The answer, the pictures, then the rest of the text."""
    if page.number > 1 or not pictures:
        return (_headed(reply, page, place),)
    lead = page.text[: len(reply.text)] if page.text.startswith(reply.text) else ""
    rest = page.text[len(lead) :].strip()
    return (_headed(reply, page._replace(text=lead), place), *pictures, _clickable(rest, place.mention))


def composed(
    *parts: str | Shown | Line, rows: Iterable[Sequence[Control]] = (), accent: int | None = None
) -> ui.LayoutView:
    """Finished from the start: buttons live in their ids, so the library has nothing to keep or to listen for."""
    return _finished([*(_item(part) for part in parts if part != ""), *_action_rows(rows)], accent)


def _item(part: str | Shown | Line) -> ui.Item[Any]:
    match part:
        case Shown():
            return _gallery(part.name, part.words)
        case Line():
            return ui.Separator()
    return _text(part)


def _action_rows(rows: Iterable[Sequence[Control]]) -> list[ui.ActionRow[Any]]:
    return [ui.ActionRow(*row) for row in rows if row]


def _finished(items: Iterable[ui.Item[Any]], accent: int | None = None) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*items, accent_color=accent))
    view.stop()
    return view


def _text(content: str) -> ui.TextDisplay[Any]:
    return ui.TextDisplay(content)


def _gallery(name: str, words: str | None) -> ui.MediaGallery[Any]:
    """A file that comes with the message, or has come with it before."""
    return ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{name}", description=words))


def revised(
    view: ui.LayoutView, *, without: str, remark: str, more: Sequence[Button] = (), pictures: bool = True
) -> ui.LayoutView:
    """A message again, without the buttons whose ids begin with one of these signs and with a remark below."""
    *others, last = _again(view, pictures)
    below = f"-# {remark}"
    if others and isinstance(last, ui.TextDisplay):
        last = _text(f"{last.content}\n{below}")  # with the small print
        below = ""
    rows = [[made for made in row if str(made.custom_id)[0] not in without] for row in buttons(view)]
    texts = [*others, last, *([_text(below)] if below else [])]
    return _finished([*texts, *_action_rows((*_menus_again(view), *rows, more))], _accent_of(view))


def _accent_of(view: ui.LayoutView) -> int | None:
    """The color of a message's stripe, if it has one."""
    containers = (item for item in view.children if isinstance(item, ui.Container))
    color = next((container.accent_color for container in containers), None)
    return color.value if isinstance(color, discord.Color) else color


def _again(
    view: ui.LayoutView, pictures: bool
) -> Iterator[ui.TextDisplay[Any] | ui.MediaGallery[Any] | ui.Separator[Any]]:
    """Texts and pictures of a message, in their order."""
    for item in view.walk_children():
        if isinstance(item, ui.TextDisplay):
            yield _text(item.content)
        elif isinstance(item, ui.Separator):
            yield ui.Separator()
        elif isinstance(item, ui.MediaGallery) and pictures:
            yield from (_gallery(one.media.url.split("?")[0].rsplit("/")[-1], one.description) for one in item.items)


def buttons(view: ui.LayoutView) -> list[list[Button]]:
    """Those of a message, made again, row by row."""
    rows = (row for row in view.walk_children() if isinstance(row, ui.ActionRow))
    return [[button(str(b.label), str(b.custom_id), b.style) for b in _buttons(row)] for row in rows]


def _menus_again(view: ui.LayoutView) -> list[list[ui.Select[Any]]]:
    """The selects of a message, made again."""
    items = (_plain(item) for item in view.walk_children())
    return [
        [ui.Select(custom_id=item.custom_id, placeholder=item.placeholder, options=item.options)]
        for item in items
        if isinstance(item, ui.Select)
    ]


def _plain(item: Any) -> Any:
    """The one that was used stands there as the library's own kind."""
    return item.item if isinstance(item, ui.DynamicItem) else item


def _buttons(row: ui.ActionRow[Any]) -> list[Button]:
    return [item for item in map(_plain, row.children) if isinstance(item, ui.Button)]


def button(label: str, custom_id: str, style: discord.ButtonStyle = discord.ButtonStyle.secondary) -> Button:
    return ui.Button(label=cut(label, LABEL), custom_id=custom_id, style=style)


# Text


def paged(reply: Reply, again: str = "") -> tuple[Page, ...]:
    """What is folded comes behind what is shown at once. Note, title and small print are added to each page's text."""
    shown = [reply.text, *(section.plain() for section in reply.sections if not section.folded), *_unbuttoned(reply)]
    folded = [section.plain() for section in reply.sections if section.folded]
    whole = "\n\n".join(filter(None, shown))
    short = units(whole) <= ONE_PAGE
    if short and not any(text.strip() for text in folded):
        return (Page(whole, 1, 1, ""),)
    key = key_of(reply.query) if reply.query else again
    if not ids.page(1, key):
        return _numbered(pages((*shown, *folded), first=NEXT_PAGES, most=NEXT_PAGES), "")
    first, *rest = (whole,) if short else pages(shown, first=FIRST_PAGE, most=NEXT_PAGES)
    return _numbered((first, *pages((*rest, *folded), first=NEXT_PAGES, most=NEXT_PAGES)), key)


def _numbered(texts: Sequence[str], key: str) -> tuple[Page, ...]:
    return tuple(Page(text, number, len(texts), key) for number, text in enumerate(texts, 1))


def _unbuttoned(reply: Reply) -> tuple[str, ...]:
    """The suggestions that are too long for a button's id."""
    if reply.questionnaire:
        return ()
    lines = [f"- {s.question}" for s in reply.suggestions if not (_readings(reply) or ids.suggestion(0, s.question))]
    return ("\n".join(("You can also ask:", *lines)),) if lines else ()


def _headed(reply: Reply, page: Page, place: Place) -> str:
    note = cut(reply.note, NOTE) if page.number == 1 else ""
    title = f"### {cut(reply.title, TITLE)}" if reply.title else ""
    return _clickable("\n".join(part for part in (note, title, page.text) if part), place.mention)


def _clickable(text: str, mention: Callable[[str], str]) -> str:
    for words, command in _SAID.items():
        if words in text:
            text = text.replace(words, mention(command))
    return text


def _small_print(reply: Reply, place: Place, page: Page) -> str:
    lines = [f"Page {page.number} of {page.last}"] if page.number > 1 else []
    if reply.sources:
        shown = SOURCES_SHOWN if page.number < page.last and page.key else SMALL_PRINT
        lines.append("Source: " + cut("; ".join(reply.sources), shown))
    command, does = _HINTS.get(reply.kind, ("", ""))
    official = reply.query is not None and reply.query.occupation  # there is no plan for it
    if page.number == 1 and command and not official and (command != reply.kind or _asked(reply)):
        lines.append(f"{place.mention(command)} {does}.")
    return "\n".join(f"-# {line}" for line in lines)


# Buttons


def _rows(reply: Reply, place: Place, page: Page, kept: Sequence[Button]) -> list[Sequence[Control]]:
    """What may be asked next, then what may be done with this reply."""
    if _readings(reply):
        return [*([reading] for reading in _did_you_mean(reply, place)), _tidying(reply, place)]
    first = page.number == 1 or not page.key
    suggested = _offers(reply, place.asker) if first else []
    return [
        _confirming(reply, place.asker),
        _acting(reply, place.asker),
        suggested[:ROW],
        *(_menus(reply) if first else []),
        *_any_page(page),
        [
            *_undoing(reply, place.asker),
            *_own(reply, place),
            *_paging(page),
            *kept,
            *_judging(reply, place),
            *_sharing(reply, place),
            *_tidying(reply, place),
        ],
    ]


def _readings(reply: Reply) -> bool:
    """Whether it asks which of several questions was meant."""
    return reply.kind == "none" and reply.decision == "clarify"


def _did_you_mean(reply: Reply, place: Place) -> list[Button]:
    asked = _asked(reply)
    labels = dict.fromkeys(cut(suggestion.question, LABEL) for suggestion in reply.suggestions[:READINGS])
    offered = [button(label, ids.reading(place.asker, label, asked), discord.ButtonStyle.primary) for label in labels]
    return [*offered, button("None of these", ids.neither(place.asker, asked))]


def _acting(reply: Reply, asker: int) -> list[Button]:
    """What can be done with the step of a plan; the first is what is hoped for."""
    step = reply.step
    acts = [(s.label, s.act) for s in reply.suggestions if s.act] if step else []
    styles = {"done": discord.ButtonStyle.primary}
    return [
        button(label, ids.step(act, asker, step.role, step.skill), styles.get(act, discord.ButtonStyle.secondary))
        for label, act in acts
        if step
    ]


def _offers(reply: Reply, asker: int) -> list[Button]:
    """What fills a gap comes first; after a goal, the plan does."""
    suggested = _suggestions(reply, asker)
    ahead = 1 if reply.kind == "goal" and reply.decision == "answer" else 0
    return [*suggested[:ahead], *filling(reply), *suggested[ahead:]]


def filling(reply: Reply) -> list[Button]:
    """What opens the forms that fill the gaps the reply tells of."""
    return [button(FORMS[form], ids.form(form)) for form in reply.forms]


def _suggestions(reply: Reply, asker: int) -> list[Button]:
    if reply.questionnaire:
        return [button("Answer in a form", reply.questionnaire, discord.ButtonStyle.primary)]
    wanted = {suggestion.question: suggestion.label for suggestion in reply.suggestions if not suggestion.act}
    made = ((label, ids.suggestion(asker, question)) for question, label in wanted.items())
    return [button(label, custom_id) for label, custom_id in made if custom_id]


def _confirming(reply: Reply, asker: int) -> list[Button]:
    """Yes and no to what the reply asks; where it does not fit a button, the member writes it."""
    yes = ids.confirm(asker, reply.pending)
    if not yes:
        return []
    label = "Yes, note it" if reply.pending.known else "Yes, take it off"
    return [button(label, yes, discord.ButtonStyle.primary), button("No", ids.decline(asker))]


def _menus(reply: Reply) -> list[list[ui.Select[Any]]]:
    """A select for each menu, of what a key can ask for."""
    made: list[list[ui.Select[Any]]] = []
    for number, menu in enumerate(reply.menus):
        names = {key: cut(name, CHOICE_NAME) for name, key in menu.options[:CHOICES]}
        options = [discord.SelectOption(label=name, value=key) for key, name in names.items()]
        if options:
            made.append([ui.Select(custom_id=ids.menu(number), placeholder=menu.label, options=options)])
    return made


def _any_page(page: Page) -> list[list[ui.Select[Any]]]:
    if page.last < MANY_PAGES or not page.key:
        return []
    options = [
        discord.SelectOption(label=f"Page {number} of {page.last}", value=str(number), default=number == page.number)
        for number in range(1, min(page.last, CHOICES) + 1)
    ]
    return [[ui.Select(custom_id=ids.page(0, page.key), placeholder="Page", options=options)]]


def _undoing(reply: Reply, asker: int) -> list[Button]:
    return [button("Undo", ids.undo(asker, reply.undoes))] if reply.undoes else []


def _own(reply: Reply, place: Place) -> list[Button]:
    """The first page again, made with the record of whoever presses, for their eyes only."""
    again = ids.page(1, key_of(reply.query)) if place.general and reply.query else ""
    return [button("With my skills", again)] if again else []


def _paging(page: Page) -> list[Button]:
    if not page.key:
        return []
    back = [button("Back", ids.page(page.number - 1, page.key))] if page.number > 1 else []
    return [*back, *([button("More", ids.page(page.number + 1, page.key))] if page.number < page.last else [])]


def _judging(reply: Reply, place: Place) -> list[Button]:
    if not place.feedback or not _asked(reply):
        return []
    if reply.kind == "none" and reply.decision == "abstain":
        return [button(SHOW_MODERATORS, ids.moderators(place.asker, _asked(reply)))]
    if reply.kind not in _MISUNDERSTOOD or reply.decision != "answer":
        return []
    return [
        button("Solved", ids.solved(place.asker, reply.target)),
        button("Not what I meant", ids.wrong(place.asker, reply.target, _asked(reply))),
    ]


def _sharing(reply: Reply, place: Place) -> list[Button]:
    worth_it = not reply.private and reply.decision == "answer" and reply.kind != "chat"
    shown_alone = place.audience == "asker" and worth_it
    return [button("Share", ids.share())] if shown_alone else []


def _tidying(reply: Reply, place: Place) -> list[Button]:
    stands_about = place.audience == "everyone" and reply.kind != "chat"
    return [button("Dismiss", ids.dismiss(place.asker))] if stands_about else []


def _asked(reply: Reply) -> str:
    return reply.query.text if reply.query else ""
