"""The bot itself, its application, its commands, and what it may know of servers and people."""

from __future__ import annotations

from local_discord.commands import SLASH, check_command, check_commands
from local_discord.refusals import JSON, unknown
from local_discord.rest import Call, route
from local_discord.state import State

COMMANDS = "/applications/{app}/commands"
GUILD_COMMANDS = "/applications/{app}/guilds/{guild}/commands"
LIMITED_CONTENT = 1 << 19


@route("GET", "/gateway/bot")
def gateway(state: State, call: Call) -> JSON:
    limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": state.shards}
    return {"url": state.gateway, "shards": state.shards, "session_start_limit": limit}


@route("GET", "/gateway")
def plain_gateway(state: State, call: Call) -> JSON:
    return {"url": state.gateway}


@route("GET", "/users/@me/guilds")
def my_guilds(state: State, call: Call) -> list[JSON]:
    mine = [guild for guild in state.guilds.values() if guild.has_bot]
    return [{"id": str(guild.id), "permissions": str(guild.base_permissions(state.me))} for guild in mine]


@route("GET", "/users/@me")
def me(state: State, call: Call) -> JSON:
    return {**state.me.json(), "verified": True, "mfa_enabled": False, "locale": "en-US", "flags": 0, "email": None}


@route("GET", "/oauth2/applications/@me")
@route("GET", "/applications/@me")
def application(state: State, call: Call) -> JSON:
    return {
        "id": str(state.me.id), "name": state.me.name, "icon": None, "description": "", "bot_public": True,
        "bot_require_code_grant": False, "verify_key": "0" * 64, "owner": state.owner.json(), "team": None,
        "flags": LIMITED_CONTENT if state.message_content else 0, "summary": "", "rpc_origins": [],
        "approximate_guild_count": len(state.guilds), "integration_types_config": {"0": {}, "1": {}},
    }  # fmt: skip


@route("GET", "/applications/{app}/emojis")
def emojis(state: State, call: Call) -> JSON:
    return {"items": []}


@route("GET", "/users/{user}")
def user(state: State, call: Call) -> JSON:
    return state.user(call.id("user")).json()


@route("GET", "/guilds/{guild}")
def guild(state: State, call: Call) -> JSON:
    return state.guild(call.id("guild")).json()


@route("GET", "/guilds/{guild}/channels")
def channels(state: State, call: Call) -> list[JSON]:
    return [channel.json() for channel in state.guild(call.id("guild")).channels if not channel.is_thread]


@route("GET", "/guilds/{guild}/roles")
def roles(state: State, call: Call) -> list[JSON]:
    return state.guild(call.id("guild")).json()["roles"]


@route("GET", "/guilds/{guild}/members/{user}")
def member(state: State, call: Call) -> JSON:
    found, guild = state.user(call.id("user")), state.guild(call.id("guild"))
    if found in guild.absent:
        raise unknown("Member", 10007)
    return guild.member_json(found)


@route("GET", COMMANDS)
@route("GET", GUILD_COMMANDS)
def get_commands(state: State, call: Call) -> list[JSON]:
    return list(_place(state, call).values())


@route("PUT", COMMANDS)
@route("PUT", GUILD_COMMANDS)
def overwrite_commands(state: State, call: Call) -> list[JSON]:
    place = _place(state, call)
    found = check_commands(call.body)
    same = {(command["name"], command["type"]): command["id"] for command in place.values()}
    place.clear()
    return [_register(state, call, command, same.get(_key(command))) for command in found]


@route("POST", COMMANDS)
@route("POST", GUILD_COMMANDS)
def create_command(state: State, call: Call) -> JSON:
    check_command(call.body, "command")
    same = [one for one in _place(state, call).values() if (one["name"], one["type"]) == _key(call.body)]
    return _register(state, call, call.body, same[0]["id"] if same else None)


@route("PATCH", COMMANDS + "/{command}")
@route("PATCH", GUILD_COMMANDS + "/{command}")
def edit_command(state: State, call: Call) -> JSON:
    changed = {**_command(state, call), **call.body}
    check_command(changed, "command")
    return _register(state, call, changed, changed["id"])


@route("DELETE", COMMANDS + "/{command}")
@route("DELETE", GUILD_COMMANDS + "/{command}")
def delete_command(state: State, call: Call) -> None:
    _place(state, call).pop(int(_command(state, call)["id"]))


def _place(state: State, call: Call) -> dict[int, JSON]:
    if call.id("app") != state.me.id:
        raise unknown("Application", 10002)
    guild = call.id("guild") if "guild" in call.ids else None
    if guild:
        state.guild(guild)
    return state.commands.setdefault(guild, {})


def _command(state: State, call: Call) -> JSON:
    found = _place(state, call).get(call.id("command"))
    if found is None:
        raise unknown("Application Command", 10063)
    return found


def _key(command: JSON) -> tuple[str, int]:
    return command["name"], command.get("type") or SLASH


def _register(state: State, call: Call, command: JSON, number: str | None) -> JSON:
    """A command keeps its id as long as its name stays."""
    guild = {"guild_id": call.text("guild")} if "guild" in call.ids else {}
    default = {
        "type": SLASH, "description": "", "default_member_permissions": None, "dm_permission": True, "nsfw": False,
        "contexts": None, "integration_types": [0], "options": [],
    }  # fmt: skip
    fixed = {
        "id": number or str(state.ids.next()),
        "application_id": str(state.me.id),
        "version": str(state.ids.next()),
    }
    stored = {**default, **command, **guild, **fixed}
    permissions = stored["default_member_permissions"]
    stored["default_member_permissions"] = None if permissions is None else str(permissions)
    _place(state, call)[int(stored["id"])] = stored
    state.changes.tell()
    return stored
