"""Filling in a modal as a client lets a person do it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from local_discord.bodies import Upload
from local_discord.components import (
    CHECKBOX,
    CHECKBOX_GROUP,
    FILE_UPLOAD,
    LABEL,
    RADIO_GROUP,
    SELECTS,
    TEXT_DISPLAY,
    TEXT_INPUT,
)
from local_discord.refusals import JSON
from local_discord.state import State
from local_discord.world import Channel


def filled_in(modal: JSON, values: Mapping[str, Any], state: State) -> JSON:
    """`data` of the submission. `values`: label → text, label of an option, list of such, True, or an Upload."""
    left = dict(values)
    resolved: JSON = {}
    parts = [_part(part, left, state, resolved) for part in modal["components"]]
    assert not left, f"the form has no {', '.join(left)}"
    components = [{**part, "id": number} for number, part in enumerate(parts, 1)]
    return {
        "custom_id": modal["custom_id"], "components": components, **({"resolved": resolved} if resolved else {})
    }  # fmt: skip


def _part(part: JSON, left: dict[str, Any], state: State, resolved: JSON) -> JSON:
    if part["type"] == TEXT_DISPLAY:
        return {"type": TEXT_DISPLAY}
    if part["type"] == LABEL:
        field = part["component"]
        return {"type": LABEL, "component": _field(part["label"], field, left, state, resolved)}
    (field,) = part["components"]
    return {"type": 1, "components": [_field(field["label"], field, left, state, resolved)]}


def _field(label: str, field: JSON, left: dict[str, Any], state: State, resolved: JSON) -> JSON:
    given = left.pop(label, None)
    answer = {"type": field["type"], "id": field.get("id") or 100 + len(left), "custom_id": field["custom_id"]}
    required = field.get("required", True)
    kind = field["type"]
    if kind == TEXT_INPUT:
        return {**answer, "value": _typed(label, field, field.get("value") or "" if given is None else given)}
    if kind == CHECKBOX:
        return {**answer, "value": bool(field.get("default") if given is None else given)}
    if kind == FILE_UPLOAD:
        return {**answer, "values": _uploaded(given, state, resolved)}
    chosen = _chosen(label, field, given)
    if kind == RADIO_GROUP:
        assert chosen or not required, f"{label}: one must be chosen"
        return {**answer, "value": chosen[0] if chosen else None}
    assert kind == CHECKBOX_GROUP or kind in SELECTS
    low = 1 if field.get("min_values") is None else field["min_values"]
    high = field.get("max_values") or (len(field.get("options", ())) if kind == CHECKBOX_GROUP else 1)
    assert low <= len(chosen) <= high or not (chosen or required), f"{label}: {low} to {high} may be chosen"
    return {**answer, "values": chosen}


def _typed(label: str, field: JSON, value: str) -> str:
    low, high = field.get("min_length") or 0, field.get("max_length") or 4000
    assert len(value) <= high, f"{label}: at most {high} characters fit"
    required = field.get("required", True)
    assert len(value) >= max(low, 1) or (not required and not value), f"{label}: the client asks for more"
    return value


def _chosen(label: str, field: JSON, given: Any) -> list[str]:
    options = field.get("options") or []
    if given is None:
        return [option["value"] for option in options if option.get("default")]
    wanted = [given] if isinstance(given, str) else list(given)
    values = {option["label"]: option["value"] for option in options}
    values |= {option["value"]: option["value"] for option in options if option["value"] not in values}
    if not options:
        return [str(one.id) for one in wanted]
    missing = [one for one in wanted if one not in values]
    assert not missing, f"{label} has no {missing}, only {[option['label'] for option in options]}"
    return [values[one] for one in wanted]


def _uploaded(given: Any, state: State, resolved: JSON) -> list[str]:
    files = [given] if isinstance(given, Upload) else list(given or ())
    stored = [state.attachment(Channel(0, 0, ""), file.name, file) for file in files]
    for one in stored:
        resolved.setdefault("attachments", {})[one["id"]] = one
    return [one["id"] for one in stored]
