"""What Discord sends the bot when somebody uses it: interaction payloads from registered commands and components."""

from __future__ import annotations

import secrets
from typing import Any

from local_discord.bodies import Upload
from local_discord.commands import (
    ATTACHMENT,
    BOOLEAN,
    CHANNEL,
    GROUP,
    INTEGER,
    MENTIONABLE,
    NUMBER,
    ROLE,
    STRING,
    SUBCOMMAND,
    USER,
)
from local_discord.refusals import JSON
from local_discord.state import State
from local_discord.world import ALL, DM, GROUP_DM, Channel, Guild, Interaction, Message, Role, User, permissions

GUILD_CONTEXT, BOT_DM, PRIVATE = 0, 1, 2
Value = str | int | float | bool | User | Channel | Role | Upload


def offered(state: State, user: User, channel: Channel, kind: int) -> dict[str, JSON]:
    """The commands that `user` finds in `channel`: registered, for this place, not hidden by permissions."""
    guild = channel.guild
    has_bot = channel.type == DM or (guild is not None and guild.has_bot)
    found = dict(state.commands[None]) if has_bot or user.installed else {}
    found |= state.commands.get(guild.id, {}) if guild else {}
    if guild and not channel.may(user, "use_application_commands"):
        return {}
    return {one["name"]: one for one in found.values() if one["type"] == kind and _fits(one, user, channel, has_bot)}


def _fits(command: JSON, user: User, channel: Channel, has_bot: bool) -> bool:
    if command["contexts"] is not None and _context(channel) not in command["contexts"]:
        return False
    if not has_bot and 1 not in command["integration_types"]:
        return False
    wanted = command["default_member_permissions"]
    if wanted is None or channel.guild is None:
        return True
    have = channel.permissions_of(user)
    return have == ALL or (bool(int(wanted)) and have & int(wanted) == int(wanted))


def chosen(
    state: State, guild: Guild | None, command: JSON, path: list[str], values: dict[str, Value], focused: str = ""
) -> JSON:
    """`data` of a slash command; `path` names the subcommand. Fails as the client does if a field is not to be had."""
    resolved: JSON = {}
    holder, wraps = command, []
    for name in path:
        holder = _named(holder, name, f"/{command['name']} {' '.join(path)}")
        wraps.append({"name": name, "type": holder["type"]})
    assert all(one["type"] not in (SUBCOMMAND, GROUP) for one in holder.get("options") or ()), "name the subcommand too"
    options: list[JSON] = []
    for name, value in values.items():
        option = _named(holder, name, f"/{' '.join([command['name'], *path])}")
        typed = value if name == focused else _value(state, guild, option, value, resolved)
        options.append({"name": name, "type": option["type"], "value": typed})
        if name == focused:
            assert option.get("autocomplete"), f"{name} has no autocomplete"
            options[-1]["focused"] = True
    missing = [one["name"] for one in holder.get("options") or () if one.get("required") and one["name"] not in values]
    assert focused or not missing, f"/{command['name']} needs {', '.join(missing)}"
    for wrap in reversed(wraps):
        options = [{**wrap, "options": options}]
    place = {"guild_id": command["guild_id"]} if "guild_id" in command else {}
    return {
        "id": command["id"], "name": command["name"], "type": command["type"], "options": options, **place,
        **({"resolved": resolved} if resolved else {}),
    }  # fmt: skip


def option_type(data: JSON, name: str) -> int:
    """The type of a filled-in field, however deep."""
    for option in data["options"]:
        if "options" in option:
            return option_type(option, name)
        if option["name"] == name:
            return int(option["type"])
    raise KeyError(name)


def _named(holder: JSON, name: str, where: str) -> JSON:
    found = {option["name"]: option for option in holder.get("options") or ()}
    assert name in found, f"{where} has no {name}, only {', '.join(found) or 'no options'}"
    return found[name]


def _value(state: State, guild: Guild | None, option: JSON, value: Value, resolved: JSON) -> Any:
    """As the client checks and sends it."""
    kind, name = option["type"], option["name"]
    allowed = [choice["value"] for choice in option.get("choices") or ()]
    names = {choice["name"]: choice["value"] for choice in option.get("choices") or ()}
    if allowed:
        assert value in allowed or value in names, f"{name}: {value!r} is none of {allowed}"
        return names.get(str(value), value)
    if kind == STRING:
        assert isinstance(value, str), f"{name} is a text"
        low, high = option.get("min_length") or 0, option.get("max_length") or 6000
        assert low <= len(value) <= high, f"{name}: {low} to {high} characters"
        return value
    if kind in (INTEGER, NUMBER, BOOLEAN):
        assert isinstance(value, {INTEGER: int, BOOLEAN: bool}.get(kind, (int, float))), f"{name}: {value!r}"
        for key, sign in (("min_value", 1), ("max_value", -1)):
            assert option.get(key) is None or sign * value >= sign * option[key], f"{name}: {key} {option[key]}"
        return value
    if isinstance(value, Channel) and option.get("channel_types"):
        assert value.type in option["channel_types"], f"{name}: no such channel can be chosen"
    return _resolve(state, guild, kind, value, resolved)


def _resolve(state: State, guild: Guild | None, kind: int, value: Value, resolved: JSON) -> str:
    if isinstance(value, Upload):
        assert kind == ATTACHMENT
        file = state.attachment(Channel(0, 0, ""), value.name, value)
        resolved.setdefault("attachments", {})[file["id"]] = file
        return str(file["id"])
    assert isinstance(value, (User, Role, Channel)), f"{value!r} is nothing that can be chosen"
    assert kind in {User: (USER, MENTIONABLE), Role: (ROLE, MENTIONABLE), Channel: (CHANNEL,)}[_base(value)]
    resolve(guild, value, resolved, state)
    return str(value.id)


def _base(value: object) -> type:
    return next(base for base in (User, Role, Channel) if isinstance(value, base))


def resolve(guild: Guild | None, value: User | Role | Channel, resolved: JSON, state: State) -> None:
    """Discord sends along what was chosen."""
    key = str(value.id)
    if isinstance(value, User):
        resolved.setdefault("users", {})[key] = value.json()
        if guild and value not in guild.absent:
            member = {name: item for name, item in guild.member_json(value).items() if name != "user"}
            member["permissions"] = str(guild.base_permissions(value))
            resolved.setdefault("members", {})[key] = member
    elif isinstance(value, Role):
        resolved.setdefault("roles", {})[key] = value.json()
    else:
        resolved.setdefault("channels", {})[key] = {**value.json(), "permissions": str(ALL)}


def begin(
    state: State, user: User, channel: Channel, kind: int, data: JSON, label: str, source: Message | None = None
) -> Interaction:
    """Sends the interaction and starts its three seconds."""
    guild = channel.guild
    has_bot = channel.type == DM or (guild is not None and guild.has_bot)
    owners = {"0": str(guild.id) if guild else "0"} if has_bot else {}
    owners |= {"1": str(user.id)} if user.installed else {}
    interaction = Interaction(
        state.ids.next(), secrets.token_urlsafe(32), kind, user, channel, state.clock.now(), label, source
    )
    interaction.metadata["owners"] = owners
    interaction.command_type = data.get("type", 0)
    state.interactions[interaction.id] = state.tokens[interaction.token] = interaction
    payload: JSON = {
        "id": str(interaction.id), "application_id": str(state.me.id), "type": kind, "token": interaction.token,
        "version": 1, "data": data, "channel_id": str(channel.id), "locale": "en-US", "entitlements": [],
        "channel": {**channel.json(), "permissions": str(channel.permissions_of(user))}, "entitlement_sku_ids": [],
        "authorizing_integration_owners": owners, "attachment_size_limit": 10485760, "context": _context(channel),
        "app_permissions": str(_app_permissions(state, channel)),
    }  # fmt: skip
    if guild:
        member = {**guild.member_json(user), "permissions": str(channel.permissions_of(user))}
        payload |= {"guild_id": str(guild.id), "guild_locale": "en-US", "member": member}
        payload["guild"] = {"id": str(guild.id), "locale": "en-US", "features": []}
    else:
        payload["user"] = user.json()
    if source is not None:
        payload["message"] = source.json()
    state.dispatch("INTERACTION_CREATE", payload, channel=channel)
    return interaction


def _context(channel: Channel) -> int:
    return {DM: BOT_DM, GROUP_DM: PRIVATE}.get(channel.type, GUILD_CONTEXT)


def _app_permissions(state: State, channel: Channel) -> int:
    if channel.guild and not channel.guild.has_bot:
        return permissions(["embed_links", "attach_files", "use_external_emojis"])
    return channel.permissions_of(state.me)
