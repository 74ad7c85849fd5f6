"""The limits of application commands: names, descriptions, options, choices, how many, how long in all."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from local_discord.refusals import JSON, distinct, need, number, objects, one_of, text

SLASH, USER_MENU, MESSAGE_MENU = 1, 2, 3
SUBCOMMAND, GROUP = 1, 2
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)
MOST = {SLASH: 100, USER_MENU: 5, MESSAGE_MENU: 5}
MOST_CHARACTERS = 8000
MAX_OPTIONS = 25


def check_commands(commands: object) -> list[JSON]:
    """A bulk overwrite."""
    found = objects(commands, "commands", 0, sum(MOST.values()))
    for index, command in enumerate(found):
        check_command(command, str(index))
    for kind, most in MOST.items():
        of_kind = [command for command in found if command.get("type", SLASH) == kind]
        _distinct_names(of_kind, "commands")
        need(len(of_kind) <= most, "commands", f"At most {most} commands of type {kind} (are {len(of_kind)})")
    return found


def check_command(command: JSON, path: str) -> None:
    kind = one_of(command.get("type", SLASH), f"{path}.type", set(MOST))
    if kind == SLASH:
        _name(command.get("name"), f"{path}.name")
        text(command.get("description"), f"{path}.description", 1, 100)
        _localized(command, path)
        _options(command, path, depth=0)
    else:
        text(command.get("name"), f"{path}.name", 1, 32)
        need(not command.get("description"), f"{path}.description", "A menu command has no description")
        need(not command.get("options"), f"{path}.options", "A menu command has no options")
    for key, allowed in {"contexts": {0, 1, 2}, "integration_types": {0, 1}}.items():
        for value in command.get(key) or ():
            one_of(value, f"{path}.{key}", allowed)
        need(command.get(key) != [], f"{path}.{key}", "Must be 1 or more in length")
    length = sum(_characters(command))
    need(length <= MOST_CHARACTERS, path, f"Command exceeds maximum size ({MOST_CHARACTERS}): {length}")


def _name(name: object, path: str) -> None:
    """Letters, digits, - and _; letters that have a small form are small."""
    value = text(name, path, 1, 32)
    proper = all(letter in "-_'" or unicodedata.category(letter)[0] in "LN" for letter in value)
    need(proper and value == value.lower(), path, f"Command name is invalid: {value!r}")


def _localized(part: JSON, path: str) -> None:
    for locale, name in (part.get("name_localizations") or {}).items():
        _name(name, f"{path}.name_localizations.{locale}")
    for locale, description in (part.get("description_localizations") or {}).items():
        text(description, f"{path}.description_localizations.{locale}", 1, 100)


def _distinct_names(parts: list[JSON], path: str) -> None:
    """In every language that somebody may see them in."""
    locales = {locale for part in parts for locale in part.get("name_localizations") or {}}
    for locale in ("", *sorted(locales)):
        names = [(part.get("name_localizations") or {}).get(locale, part["name"]) for part in parts]
        distinct(names, path, f"Names must be unique {locale}".rstrip())


def _options(holder: JSON, path: str, depth: int) -> None:
    options = objects(holder.get("options") or [], f"{path}.options", 0, MAX_OPTIONS)
    kinds = {option.get("type") for option in options}
    branches = kinds & {SUBCOMMAND, GROUP}
    need(not branches or kinds <= {SUBCOMMAND, GROUP}, f"{path}.options", "Subcommands and other options mix not")
    allowed = {0: set(range(1, 12)), 1: set(range(1, 12)) - {GROUP}, 2: set(range(3, 12))}[depth]
    for index, option in enumerate(options):
        where = f"{path}.options.{index}"
        kind = one_of(option.get("type"), f"{where}.type", allowed)
        _name(option.get("name"), f"{where}.name")
        text(option.get("description"), f"{where}.description", 1, 100)
        _localized(option, where)
        if kind in (SUBCOMMAND, GROUP):
            need(kind == SUBCOMMAND or option.get("options"), where, "A group needs subcommands")
            _options(option, where, depth=1 if kind == GROUP else 2)
        else:
            _value(option, where)
    _distinct_names(options, f"{path}.options")
    required = [bool(option.get("required")) for option in options]
    need(required == sorted(required, reverse=True), f"{path}.options", "Required options come before optional ones")


def _value(option: JSON, path: str) -> None:
    choices = objects(option.get("choices") or [], f"{path}.choices", 0, 25)
    check_choices(choices, f"{path}.choices", option["type"])
    need(not (choices and option.get("autocomplete")), path, "Choices and autocomplete exclude each other")
    completes = option["type"] in (STRING, INTEGER, NUMBER)
    need(
        completes or not (choices or option.get("autocomplete")), path, "This type has neither choices nor autocomplete"
    )
    for key in ("min_length", "max_length"):
        if option.get(key) is not None:
            number(option[key], f"{path}.{key}", 0, 6000)


def check_choices(choices: list[JSON], path: str, kind: int) -> None:
    for index, choice in enumerate(choices):
        text(choice.get("name"), f"{path}.{index}.name", 1, 100)
        if kind == STRING:
            text(choice.get("value"), f"{path}.{index}.value", 1, 100)
        else:
            need(isinstance(choice.get("value"), (int, float)), f"{path}.{index}.value", "Must be a number")
    distinct([choice["name"] for choice in choices], path, "Choice names must be unique")


def _characters(command: JSON) -> Iterator[int]:
    """Names, descriptions and values of the command and of everything in it, each in its longest language."""
    for key in ("name", "description"):
        yield max(len(said) for said in (command.get(key) or "", *(command.get(f"{key}_localizations") or {}).values()))
    for choice in command.get("choices") or ():
        yield len(choice["name"]) + len(str(choice["value"]))
    for option in command.get("options") or ():
        yield from _characters(option)
