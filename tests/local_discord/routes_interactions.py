"""Answers to interactions, and what may follow them."""

from __future__ import annotations

from local_discord.bodies import COMPONENTS_V2, EPHEMERAL, LOADING, SUPPRESS_EMBEDS, Upload, check_message
from local_discord.commands import check_choices
from local_discord.components import check_modal
from local_discord.refusals import JSON, RefusedError, invalid, need, objects, one_of, unknown
from local_discord.rest import Call, route
from local_discord.state import State
from local_discord.world import FROM_COMMAND, FROM_MENU, PLAIN, REPLY, Interaction, Message

COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5
MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
FITS = {
    COMMAND: {MESSAGE, DEFERRED, MODAL},
    COMPONENT: {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, MODAL},
    AUTOCOMPLETE: {CHOICES},
    SUBMIT: {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE},
}


@route("POST", "/interactions/{interaction}/{token}/callback")
def callback(state: State, call: Call) -> JSON | None:
    interaction = state.interaction(call.id("interaction"), call.text("token"))
    if interaction.acknowledged:
        raise RefusedError(400, 40060, f"Interaction has already been acknowledged ({interaction.label})", mistake=True)
    if state.clock.now() - interaction.started > state.seconds:
        raise RefusedError(404, 10062, f"Unknown interaction ({interaction.label})", mistake=True)
    fits = FITS[interaction.kind]
    if interaction.kind == SUBMIT and interaction.source is None:
        fits = fits - {UPDATE, DEFERRED_UPDATE}
    kind = one_of(call.body.get("type"), "type", fits)
    message = _apply(state, interaction, kind, call.body.get("data") or {}, call.files)
    interaction.callback = kind
    state.changes.tell()
    if call.query.get("with_response") not in ("1", "true"):
        return None
    return _response(interaction, kind, message)


def _apply(state: State, interaction: Interaction, kind: int, data: JSON, files: list[Upload]) -> Message | None:
    match kind:
        case 4:
            check_message(data, files, may_hide=True)
            return _show(state, interaction, data, files, first=True)
        case 5:
            flags = data.get("flags") or 0
            need(not flags & ~(EPHEMERAL | SUPPRESS_EMBEDS | COMPONENTS_V2), "data.flags", f"Not here: {flags}")
            return _post(state, interaction, {"flags": flags & EPHEMERAL | LOADING}, [], first=True)
        case 6:
            interaction.original = interaction.source
        case 7:
            source = interaction.original = interaction.source
            if source is None:
                raise invalid("type", "There is no message to update")
            interaction.original = state.change(source, data, files)
            interaction.shown.append(source)
            return source
        case 8:
            interaction.choices = objects(data.get("choices") or [], "data.choices", 0, 25)
            check_choices(interaction.choices, "data.choices", interaction.metadata["focused"])
        case 9:
            check_modal(data)
            interaction.modal = data
    return None


def _show(state: State, interaction: Interaction, body: JSON, files: list[Upload], *, first: bool = False) -> Message:
    message = _post(state, interaction, body, files, first=first)
    interaction.shown.append(message)
    state.announce(message)
    return message


def _post(state: State, interaction: Interaction, body: JSON, files: list[Upload], *, first: bool) -> Message:
    """A new message that answers; the first one of a button belongs below the button's message."""
    kind, reply_to = PLAIN, None
    if first and interaction.kind == COMMAND:
        kind = FROM_COMMAND if interaction.command_type == 1 else FROM_MENU
    elif (first and interaction.source) or (not first and interaction.original):
        original = interaction.source if first else interaction.original
        kind, reply_to = REPLY, original.id if original else None
    hidden = interaction.user if (body.get("flags") or 0) & EPHEMERAL else None
    message = state.store(
        interaction.channel, state.me, body, files, type=kind, reply_to=reply_to, seen_by=hidden,
        interaction=_metadata(interaction), webhook=state.me.id,
    )  # fmt: skip
    if first:
        interaction.original = message
    return message


def _metadata(interaction: Interaction) -> JSON:
    return {
        "id": str(interaction.id), "type": interaction.kind, "user": interaction.user.json(),
        "authorizing_integration_owners": interaction.metadata.get("owners", {}),
    }  # fmt: skip


def _response(interaction: Interaction, kind: int, message: Message | None) -> JSON:
    loading = kind == DEFERRED
    facts: JSON = {"id": str(interaction.id), "type": interaction.kind, "response_message_loading": loading}
    if message:
        facts |= {"response_message_id": str(message.id), "response_message_ephemeral": message.ephemeral}
    resource: JSON = {"type": kind}
    if message and kind in (MESSAGE, UPDATE):
        resource["message"] = message.json()
    return {"interaction": facts, "resource": resource}


@route("POST", "/webhooks/{app}/{token}")
def follow_up(state: State, call: Call) -> JSON | None:
    interaction = _interaction(state, call)
    check_message(call.body, call.files, may_hide=True)
    first = interaction.original
    if first is not None and first.loading and not first.deleted:
        # The first follow-up takes the place of "is thinking", and is as visible as that was.
        return _fill(state, interaction, first, call.body, call.files).json()
    interaction.followups += 1
    if interaction.followups > 5 and "0" not in interaction.metadata.get("owners", {"0": 1}):
        raise RefusedError(400, 40094, "Interaction has reached the maximum number of follow up messages", mistake=True)
    return _show(state, interaction, call.body, call.files).json()


@route("GET", "/webhooks/{app}/{token}/messages/{message}")
def get_answer(state: State, call: Call) -> JSON:
    return _answer(state, _interaction(state, call), call.text("message")).json()


@route("PATCH", "/webhooks/{app}/{token}/messages/{message}")
def edit_answer(state: State, call: Call) -> JSON:
    interaction = _interaction(state, call)
    message = _answer(state, interaction, call.text("message"))
    return _fill(state, interaction, message, call.body, call.files).json()


@route("DELETE", "/webhooks/{app}/{token}/messages/{message}")
def delete_answer(state: State, call: Call) -> None:
    interaction = _interaction(state, call)
    message = _answer(state, interaction, call.text("message"))
    interaction.shown.append(message)
    state.delete(message)


def _fill(state: State, interaction: Interaction, message: Message, body: JSON, files: list[Upload]) -> Message:
    state.change(message, body, files)
    interaction.shown.append(message)
    state.changes.tell()
    return message


def _interaction(state: State, call: Call) -> Interaction:
    if call.id("app") != state.me.id:
        raise unknown("Webhook", 10015)
    return state.by_token(call.text("token"))


def _answer(state: State, interaction: Interaction, name: str) -> Message:
    """@original, a follow-up, or the message whose button was pressed."""
    found = interaction.original if name == "@original" else interaction.channel.message(int(name))
    own = found is not None and (
        found in (interaction.original, interaction.source)
        or (found.interaction or {}).get("id") == str(interaction.id)
    )
    if found is None or found.deleted or not own:
        raise unknown("Message", 10008)
    return found
