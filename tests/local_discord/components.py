"""The limits of components: in messages with and without Components V2, and in modals."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from local_discord.refusals import JSON, distinct, need, number, objects, one_of, optional_text, text

ROW, BUTTON, STRING_SELECT, TEXT_INPUT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = range(1, 9)
SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE, SEPARATOR = range(9, 15)
CONTAINER, LABEL, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 17, 18, 19, 21, 22, 23

SELECTS = {STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT}
IN_CONTAINER = {ROW, SECTION, TEXT_DISPLAY, GALLERY, FILE, SEPARATOR}
IN_MESSAGE = IN_CONTAINER | {CONTAINER}
IN_LABEL = SELECTS | {TEXT_INPUT, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX}
LINK, PREMIUM = 5, 6
MAX_COMPONENTS = 40
MAX_TEXT = 4000


def shown_files(components: object) -> set[str]:
    """Names of the attached files that any part shows."""
    urls = [urlsplit(str(media.get("url"))) for part in walk(components) for media in media_of(part)]
    return {url.netloc for url in urls if url.scheme == "attachment"}


def media_of(part: JSON) -> list[JSON]:
    """What a gallery, a thumbnail or a file shows."""
    shown = [item.get("media") for item in part.get("items") or ()] if part.get("type") == GALLERY else []
    return [one for one in (*shown, part.get("media"), part.get("file")) if isinstance(one, dict)]


def walk(components: object) -> Iterator[JSON]:
    """Every component, nested ones too, in reading order."""
    for component in components if isinstance(components, list) else []:
        if isinstance(component, dict):
            yield component
            yield from walk(component.get("components"))
            yield from walk([component.get("accessory"), component.get("component")])


def check_legacy(components: object, path: str = "components") -> None:
    """Components below a message with content and embeds: up to five rows."""
    for index, row in enumerate(objects(components, path, 0, 5)):
        one_of(row.get("type"), f"{path}.{index}.type", {ROW})
        _row(row, f"{path}.{index}")
    _check_ids(components, path)


def check_layout(components: object, files: Collection[str], path: str = "components") -> None:
    """Components V2: they are the whole message. `files` are the names of what is attached."""
    found = objects(components, path, 1, MAX_COMPONENTS)
    every = list(walk(found))
    need(len(every) <= MAX_COMPONENTS, path, f"At most {MAX_COMPONENTS} components, nested ones counted: {len(every)}")
    for index, component in enumerate(found):
        _layout(component, f"{path}.{index}", IN_MESSAGE, files)
    shown = sum(len(component["content"]) for component in every if component["type"] == TEXT_DISPLAY)
    need(shown <= MAX_TEXT, path, f"All text displays together: at most {MAX_TEXT} characters (has {shown})")
    _check_ids(found, path)


def check_modal(modal: JSON) -> None:
    text(modal.get("custom_id"), "data.custom_id", 1, 100)
    text(modal.get("title"), "data.title", 1, 45)
    components = objects(modal.get("components"), "data.components", 1, 5)
    for index, component in enumerate(components):
        _modal_part(component, f"data.components.{index}")
    _check_ids(components, "data.components")


def _layout(component: JSON, path: str, allowed: set[int], files: Collection[str]) -> None:
    match one_of(component.get("type"), f"{path}.type", allowed):
        case 1:
            _row(component, path)
        case 9:
            for index, child in enumerate(objects(component.get("components"), f"{path}.components", 1, 3)):
                _layout(child, f"{path}.components.{index}", {TEXT_DISPLAY}, files)
            _accessory(component.get("accessory"), f"{path}.accessory", files)
        case 10:
            text(component.get("content"), f"{path}.content", 1, MAX_TEXT)
        case 12:
            for index, item in enumerate(objects(component.get("items"), f"{path}.items", 1, 10)):
                _media(item.get("media"), f"{path}.items.{index}.media", files)
                optional_text(item, "description", f"{path}.items.{index}", 1024, low=1)
        case 13:
            _media(component.get("file"), f"{path}.file", files, attached=True)
        case 14:
            one_of(component.get("spacing", 1), f"{path}.spacing", {1, 2})
        case 17:
            if component.get("accent_color") is not None:
                number(component["accent_color"], f"{path}.accent_color", 0, 0xFFFFFF)
            for index, child in enumerate(objects(component.get("components"), f"{path}.components", 1, 40)):
                _layout(child, f"{path}.components.{index}", IN_CONTAINER, files)


def _accessory(component: object, path: str, files: Collection[str]) -> None:
    need(isinstance(component, dict), path, "This field is required")
    assert isinstance(component, dict)
    if one_of(component.get("type"), f"{path}.type", {BUTTON, THUMBNAIL}) == BUTTON:
        _button(component, path)
    else:
        _media(component.get("media"), f"{path}.media", files)
        optional_text(component, "description", path, 1024)


def _media(media: object, path: str, files: Collection[str], *, attached: bool = False) -> None:
    need(isinstance(media, dict), path, "This field is required")
    assert isinstance(media, dict)
    url = urlsplit(text(media.get("url"), f"{path}.url", 1, 2048))
    one_of(url.scheme, f"{path}.url", {"attachment"} if attached else {"attachment", "http", "https"})
    if url.scheme == "attachment":
        need(url.netloc in files, f"{path}.url", f"No file named {url.netloc} is attached")


def _row(row: JSON, path: str) -> None:
    children = objects(row.get("components"), f"{path}.components", 1, 5)
    kinds = [child.get("type") for child in children]
    for index, kind in enumerate(kinds):
        one_of(kind, f"{path}.components.{index}.type", SELECTS | {BUTTON})
    need(len(kinds) == 1 or set(kinds) == {BUTTON}, path, "A row holds up to five buttons or one select")
    for index, child in enumerate(children):
        (_button if child["type"] == BUTTON else _select)(child, f"{path}.components.{index}")


def _button(button: JSON, path: str) -> None:
    style = one_of(button.get("style"), f"{path}.style", set(range(1, 7)))
    optional_text(button, "label", path, 80)
    _emoji(button.get("emoji"), f"{path}.emoji")
    for key, styles in {"url": {LINK}, "sku_id": {PREMIUM}, "custom_id": {1, 2, 3, 4}}.items():
        need((button.get(key) is not None) == (style in styles), f"{path}.{key}", f"Style {style} and {key}")
    if style == LINK:
        url = text(button["url"], f"{path}.url", 1, 512)
        one_of(urlsplit(url).scheme, f"{path}.url", {"http", "https", "discord"})
    elif style != PREMIUM:
        text(button["custom_id"], f"{path}.custom_id", 1, 100)
    shows = (button.get("label") or "").strip() or button.get("emoji") or style == PREMIUM
    need(shows, path, "A button needs a label or an emoji")


def _emoji(emoji: object, path: str) -> None:
    if emoji is None:
        return
    need(isinstance(emoji, dict), path, "Must be an object")
    assert isinstance(emoji, dict)
    plain = str(emoji.get("name") or "")
    need(emoji.get("id") or (plain and not plain.isascii()), f"{path}.name", "Invalid emoji")


def _select(select: JSON, path: str) -> None:
    text(select.get("custom_id"), f"{path}.custom_id", 1, 100)
    optional_text(select, "placeholder", path, 150)
    low = number(_or(select.get("min_values"), 1), f"{path}.min_values", 0, 25)
    high = number(_or(select.get("max_values"), 1), f"{path}.max_values", 1, 25)
    need(low <= high, f"{path}.min_values", "Must not be above max_values")
    if select["type"] == STRING_SELECT:
        _options(select, path, 1, 25, high)


def _select_in_modal(select: JSON, path: str) -> None:
    """There a select cannot be switched off, and is required unless it says that it is not."""
    need(not select.get("disabled"), f"{path}.disabled", "A select in a modal cannot be disabled")
    low = _or(select.get("min_values"), 1)
    optional = select.get("required", True) is False
    need(low or optional, f"{path}.min_values", "Must be 1 or more when the field is required")


def _options(group: JSON, path: str, low: int, high: int, chosen: int) -> None:
    options = objects(group.get("options"), f"{path}.options", low, high)
    for index, option in enumerate(options):
        text(option.get("label"), f"{path}.options.{index}.label", 1, 100)
        text(option.get("value"), f"{path}.options.{index}.value", 1, 100)
        optional_text(option, "description", f"{path}.options.{index}", 100)
        _emoji(option.get("emoji"), f"{path}.options.{index}.emoji")
    distinct([option["value"] for option in options], f"{path}.options", "The specified option value is already used")
    need(chosen <= len(options), f"{path}.max_values", f"{chosen} may be chosen of {len(options)} options")
    preset = sum(bool(option.get("default")) for option in options)
    need(preset <= chosen, f"{path}.options", f"{preset} options are preset, {chosen} may be chosen")


def _modal_part(component: JSON, path: str) -> None:
    kind = one_of(component.get("type"), f"{path}.type", {ROW, TEXT_DISPLAY, LABEL})
    if kind == TEXT_DISPLAY:
        text(component.get("content"), f"{path}.content", 1, MAX_TEXT)
    elif kind == LABEL:
        text(component.get("label"), f"{path}.label", 1, 45)
        optional_text(component, "description", path, 100)
        _field(component.get("component"), f"{path}.component", IN_LABEL)
    else:
        (child,) = objects(component.get("components"), f"{path}.components", 1, 1)
        _field(child, f"{path}.components.0", {TEXT_INPUT})
        text(child.get("label"), f"{path}.components.0.label", 1, 45)


def _field(field: object, path: str, allowed: set[int]) -> None:
    need(isinstance(field, dict), path, "This field is required")
    assert isinstance(field, dict)
    kind = one_of(field.get("type"), f"{path}.type", allowed)
    text(field.get("custom_id"), f"{path}.custom_id", 1, 100)
    if kind in SELECTS:
        _select(field, path)
        _select_in_modal(field, path)
    elif kind == TEXT_INPUT:
        _text_input(field, path, labelled=allowed is IN_LABEL)
    elif kind == RADIO_GROUP:
        _options(field, path, 2, 10, 1)
    elif kind in (CHECKBOX_GROUP, FILE_UPLOAD):
        _counted(field, path)


def _text_input(field: JSON, path: str, *, labelled: bool) -> None:
    one_of(field.get("style"), f"{path}.style", {1, 2})
    need(not (labelled and field.get("label")), f"{path}.label", "Inside a label a text input has none of its own")
    low = number(_or(field.get("min_length"), 0), f"{path}.min_length", 0, 4000)
    high = number(_or(field.get("max_length"), 4000), f"{path}.max_length", 1, 4000)
    need(low <= high, f"{path}.min_length", "Must not be above max_length")
    optional_text(field, "placeholder", path, 100)
    preset = optional_text(field, "value", path, 4000)
    need(not preset or low <= len(preset) <= high, f"{path}.value", f"Must be between {low} and {high} in length")


def _counted(field: JSON, path: str) -> None:
    """A checkbox group or a file upload. Optional means that none may be chosen, so the two must not disagree."""
    options = min(len(field.get("options") or ()), 10) or 10
    low = number(_or(field.get("min_values"), 1 if field.get("required", True) else 0), f"{path}.min_values", 0, 10)
    default = options if field["type"] == CHECKBOX_GROUP else 1
    high = number(_or(field.get("max_values"), default), f"{path}.max_values", 1, 10)
    need(low <= high, f"{path}.min_values", "Must not be above max_values")
    need(low or not field.get("required", True), f"{path}.min_values", "Must be 1 or more when the field is required")
    if field["type"] == CHECKBOX_GROUP:
        _options(field, path, 1, 10, high)


def _check_ids(components: object, path: str) -> None:
    every = list(walk(components))
    custom = [str(component["custom_id"]) for component in every if component.get("custom_id") is not None]
    distinct(custom, path, "Component custom id cannot be duplicated")
    given = [component["id"] for component in every if component.get("id")]
    distinct(given, path, "Component id cannot be duplicated")


def _or(value: object, default: int) -> object:
    return default if value is None else value
