"""Channels, threads, messages, reactions."""

from __future__ import annotations

from urllib.parse import unquote

from local_discord.refusals import JSON, RefusedError, missing_permissions, need, number, text, unknown
from local_discord.rest import Call, route
from local_discord.state import State
from local_discord.world import DM, FORUM, PRIVATE_THREAD, PUBLIC_THREAD, THREAD_CREATED, Channel, Message

CHANNEL = "/channels/{channel}"
MESSAGES = CHANNEL + "/messages"
MESSAGE = MESSAGES + "/{message}"


@route("GET", CHANNEL)
def get_channel(state: State, call: Call) -> JSON:
    return state.channel(call.id("channel")).json()


@route("PATCH", CHANNEL)
def edit_channel(state: State, call: Call) -> JSON:
    channel = state.channel(call.id("channel"))
    state.requires(channel, "manage_threads" if channel.is_thread else "manage_channels")
    channel.archived = bool(call.body.get("archived", channel.archived))
    channel.locked = bool(call.body.get("locked", channel.locked))
    if "name" in call.body:
        channel.name = text(call.body["name"], "name", 1, 100)
    if "applied_tags" in call.body:
        channel.applied_tags = [int(tag) for tag in call.body["applied_tags"]]
    state.dispatch("THREAD_UPDATE" if channel.is_thread else "CHANNEL_UPDATE", channel.json(), channel=channel)
    return channel.json()


@route("POST", CHANNEL + "/typing")
def typing(state: State, call: Call) -> None:
    channel = state.channel(call.id("channel"))
    if channel.guild:
        state.requires(channel, "send_messages_in_threads" if channel.is_thread else "send_messages")
    channel.typing += 1


@route("GET", MESSAGES)
def history(state: State, call: Call) -> list[JSON]:
    channel = _readable(state, call)
    limit = number(int(call.query.get("limit", 50)), "limit", 1, 100)
    found = [message for message in channel.messages if not message.deleted and message.seen_by is None]
    if "after" in call.query:
        later = [message for message in found if message.id > int(call.query["after"])]
        return [_shown(state, message) for message in reversed(later[:limit])]
    before = int(call.query.get("before", 2**63))
    return [_shown(state, message) for message in reversed([one for one in found if one.id < before][-limit:])]


@route("GET", MESSAGE)
def get_message(state: State, call: Call) -> JSON:
    return _shown(state, state.message(_readable(state, call), call.id("message")))


@route("POST", MESSAGES)
def create_message(state: State, call: Call) -> JSON:
    return state.send(state.channel(call.id("channel")), call.body, call.files).json()


@route("PATCH", MESSAGE)
def edit_message(state: State, call: Call) -> JSON:
    message = state.message(state.channel(call.id("channel")), call.id("message"))
    return state.change(message, call.body, call.files).json()


@route("DELETE", MESSAGE)
def delete_message(state: State, call: Call) -> None:
    channel = state.channel(call.id("channel"))
    message = state.message(channel, call.id("message"))
    if message.author is not state.me:
        if channel.type == DM:
            raise RefusedError(403, 50003, "Cannot execute action on a DM channel", mistake=True)
        state.requires(channel, "manage_messages")
    state.delete(message)


@route("PUT", MESSAGE + "/reactions/{emoji}/@me")
def react(state: State, call: Call) -> None:
    channel = state.channel(call.id("channel"))
    message = state.message(channel, call.id("message"))
    emoji = unquote(call.text("emoji"))
    need(not emoji.isascii() or ":" in emoji, "emoji", "Unknown Emoji")
    state.requires(channel, "add_reactions", "read_message_history")
    if (state.me, emoji) not in message.reactions:
        message.reactions.append((state.me, emoji))
    state.changes.tell()


@route("DELETE", MESSAGE + "/reactions/{emoji}/@me")
def take_back_reaction(state: State, call: Call) -> None:
    message = state.message(state.channel(call.id("channel")), call.id("message"))
    mine = (state.me, unquote(call.text("emoji")))
    message.reactions = [reaction for reaction in message.reactions if reaction != mine]


@route("POST", MESSAGE + "/threads")
def thread_from_message(state: State, call: Call) -> JSON:
    channel = state.channel(call.id("channel"))
    message = state.message(channel, call.id("message"))
    state.requires(channel, "create_public_threads")
    if message.id in state.channels:
        raise RefusedError(400, 160004, "A thread has already been created for this message", mistake=False)
    return _thread(state, channel, call, PUBLIC_THREAD, message).json()


@route("POST", CHANNEL + "/threads")
def thread_alone(state: State, call: Call) -> JSON:
    channel = state.channel(call.id("channel"))
    if channel.type == FORUM:
        state.requires(channel, "send_messages")
        thread = _thread(state, channel, call, PUBLIC_THREAD)
        first = state.send(thread, call.body.get("message") or {}, call.files)
        return {**thread.json(), "message": first.json()}
    kind = number(call.body.get("type") or PRIVATE_THREAD, "type", PUBLIC_THREAD, PRIVATE_THREAD)
    state.requires(channel, "create_private_threads" if kind == PRIVATE_THREAD else "create_public_threads")
    return _thread(state, channel, call, kind).json()


def _thread(state: State, channel: Channel, call: Call, kind: int, source: Message | None = None) -> Channel:
    name = text(call.body.get("name"), "name", 1, 100)
    number = source.id if source else state.ids.next()
    thread = state.add_channel(Channel(number, kind, name, channel.guild, channel, state.me))
    assert channel.guild is not None
    channel.guild.channels.append(thread)
    state.dispatch("THREAD_CREATE", {**thread.json(), "newly_created": True}, channel=thread)
    if not source and channel.type != FORUM:
        state.announce(state.store(channel, state.me, {"content": name}, [], type=THREAD_CREATED))
    return thread


@route("PUT", CHANNEL + "/thread-members/@me")
def join_thread(state: State, call: Call) -> None:
    if not state.channel(call.id("channel")).is_thread:
        raise unknown("Channel", 10003)


@route("POST", "/users/@me/channels")
def open_dm(state: State, call: Call) -> JSON:
    user = state.user(int(call.body["recipient_id"]))
    if user.bot:
        raise RefusedError(400, 50007, "Cannot send messages to this user", mistake=True)
    return state.dm_with(user).json()


def _readable(state: State, call: Call) -> Channel:
    channel = state.channel(call.id("channel"))
    if not channel.may(state.me, "read_message_history"):
        raise missing_permissions()
    return channel


def _shown(state: State, message: Message) -> JSON:
    """REST keeps to the content intent as the gateway does; the portal's switch decides."""
    content = state.message_content
    return message.json(readable=lambda one: state.open_to_bot(one, content_intent=content))
