"""Members as a test plays them: they type, press, fill in forms, write, and look at what is shown to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from local_discord import events
from local_discord.bodies import Upload, all_text
from local_discord.commands import MESSAGE_MENU, SLASH
from local_discord.components import BUTTON, GALLERY, LINK, SELECTS, walk
from local_discord.forms import filled_in
from local_discord.refusals import JSON
from local_discord.routes_interactions import AUTOCOMPLETE, COMMAND, COMPONENT, SUBMIT
from local_discord.world import Channel, Interaction, Message, Role, User

if TYPE_CHECKING:
    from local_discord.local import LocalDiscord
    from local_discord.places import Place

PATIENCE = 15.0
"""Seconds that a person waits for the rest of a deferred answer."""


class NoAnswerError(AssertionError):
    """The person sees "The application did not respond"."""


class NotOfferedError(AssertionError):
    """The client does not show this command to this person here."""


@dataclass(frozen=True)
class Modal:
    """A form that was opened."""

    interaction: Interaction
    data: JSON

    @property
    def title(self) -> str:
        return str(self.data["title"])

    @property
    def fields(self) -> dict[str, JSON]:
        """Label → the field below it, with `value`, `options` and so on as they came."""
        return {
            part["label"]: part.get("component", part)
            for part in walk(self.data["components"])
            if part.get("label") and (part["type"] == 18 or part["type"] == 4)
        }

    @property
    def text(self) -> str:
        return "\n".join(part["content"] for part in walk(self.data["components"]) if part["type"] == 10)


class Shown:
    """A message as somebody sees it, always as it is now; or the form that was opened instead."""

    def __init__(self, discord: LocalDiscord, message: Message | None, interaction: Interaction | None = None) -> None:
        self._discord = discord
        self._message = message
        self.interaction = interaction

    def __repr__(self) -> str:
        return f"<Shown {self.text!r}>" if self._message else "<Shown: a form or nothing>"

    @property
    def message(self) -> Message:
        assert self._message is not None, "no message was shown"
        return self._message

    @property
    def modal(self) -> Modal:
        assert self.interaction is not None, "nobody asked for a form here"
        assert self.interaction.modal is not None, "no form was opened"
        return Modal(self.interaction, self.interaction.modal)

    @property
    def opened_form(self) -> bool:
        return self.interaction is not None and self.interaction.modal is not None

    @property
    def text(self) -> str:
        """All text in reading order."""
        return all_text(self.message.body)

    @property
    def ephemeral(self) -> bool:
        return self.message.ephemeral

    @property
    def deleted(self) -> bool:
        return self.message.deleted

    @property
    def pings(self) -> set[str]:
        """Names of members and roles that were notified, and "everyone"."""
        return self.message.pinged

    @property
    def files(self) -> list[Upload]:
        return self.message.files

    @property
    def pictures(self) -> dict[str, JSON]:
        """The pictures that are to be seen, by name: the items of galleries, with the description of each."""
        items = [item for part in self.components if part["type"] == GALLERY for item in part["items"]]
        return {item["media"]["url"].rsplit("/")[-1]: item for item in items}

    @property
    def components(self) -> list[JSON]:
        return list(walk(self.message.body["components"]))

    @property
    def buttons(self) -> list[str]:
        """Labels (or emojis) in reading order, links and disabled ones too."""
        return [_label(part) for part in self.components if part["type"] == BUTTON]

    @property
    def links(self) -> dict[str, str]:
        return {_label(part): part["url"] for part in self.components if part.get("style") == LINK}

    @property
    def later(self) -> list[Shown]:
        """What else the same interaction led to, in order."""
        seen = list(dict.fromkeys(self.interaction.shown if self.interaction else ()))
        return [Shown(self._discord, message, self.interaction) for message in seen if message is not self._message]

    def component(self, label: str) -> JSON:
        """The button of that label, or the select of that placeholder."""
        for part in self.components:
            if (part["type"] == BUTTON and _label(part) == label) or part.get("placeholder") == label:
                return part
        raise AssertionError(f"there is no {label!r}, only {self.buttons}")


class Person(User):
    """A member. Every method waits until the bot has done what it does."""

    discord: LocalDiscord

    async def command(self, place: Place | Channel, name: str, /, **options: Any) -> Shown:
        """Uses a slash command, `skills add` for a subcommand; the first thing that is shown for it."""
        channel, data = self._slash(place, name, options)
        return await self._first(events.begin(self.discord.state, self, channel, COMMAND, data, f"/{name}"))

    async def types(self, place: Place | Channel, name: str, /, **options: Any) -> list[str]:
        """Types into the last of `options`; the names of the choices that come up."""
        choices = await self.choices(place, name, **options)
        return [choice["name"] for choice in choices]

    async def choices(self, place: Place | Channel, name: str, /, **options: Any) -> list[JSON]:
        channel, data = self._slash(place, name, options, focused=list(options)[-1])
        interaction = events.begin(self.discord.state, self, channel, AUTOCOMPLETE, data, f"/{name} …")
        interaction.metadata["focused"] = events.option_type(data, list(options)[-1])
        await self._acknowledged(interaction)
        return interaction.choices or []

    async def menu(self, place: Place | Channel, name: str, message: Message | Shown, /) -> Shown:
        """Apps → `name` on a message."""
        channel, state = _channel(place), self.discord.state
        target = message.message if isinstance(message, Shown) else message
        offered = events.offered(state, self, channel, MESSAGE_MENU)
        if name not in offered:
            raise NotOfferedError(f"{self.name} is not offered {name!r}, only {sorted(offered)}")
        resolved = {"messages": {str(target.id): target.json()}}
        command = offered[name]
        data = {"id": command["id"], "name": name, "type": MESSAGE_MENU, "target_id": str(target.id)}
        return await self._first(
            events.begin(state, self, channel, COMMAND, {**data, "resolved": resolved}, f"menu {name}")
        )

    async def press(self, shown: Shown | Message, label: str) -> Shown:
        """Presses a button; the first thing that is shown for it: a new message, the changed one, or a form."""
        shown = shown if isinstance(shown, Shown) else Shown(self.discord, shown)
        button = shown.component(label)
        assert not button.get("disabled"), f"{label!r} cannot be pressed"
        assert button.get("style") != LINK, f"{label!r} is a link"
        data = {"custom_id": button["custom_id"], "component_type": BUTTON, "id": button["id"]}
        return await self._component(shown, data, f"button {label!r}")

    async def selects(self, shown: Shown, placeholder: str, *labels: str) -> Shown:
        """Chooses in a select menu."""
        menu = shown.component(placeholder)
        assert menu["type"] in SELECTS
        values = {option["label"]: option["value"] for option in menu["options"]}
        assert menu.get("min_values", 1) <= len(labels) <= menu.get("max_values", 1)
        data = {"custom_id": menu["custom_id"], "component_type": menu["type"], "id": menu["id"],
                "values": [values[label] for label in labels]}  # fmt: skip
        return await self._component(shown, data, f"select {placeholder!r}")

    async def submits(self, shown: Shown, values: dict[str, Any] | None = None) -> Shown:
        """Fills in the form by its labels and sends it; what is not named stays as it was preset."""
        modal = shown.modal
        data = filled_in(modal.data, values or {}, self.discord.state)
        source = modal.interaction.source
        channel = modal.interaction.channel
        label = f"form {modal.title!r}"
        return await self._first(events.begin(self.discord.state, self, channel, SUBMIT, data, label, source))

    async def says(
        self,
        place: Place | Channel,
        content: str,
        *,
        reply_to: Message | Shown | None = None,
        ping: bool = True,
        files: tuple[Upload, ...] = (),
        wait: bool = True,
    ) -> Message:
        """Writes a message; `ping=False` replies without notifying."""
        channel = _channel(place)
        assert channel.may(self, "view_channel"), f"{self.name} does not see {channel.name}"
        original = reply_to.message if isinstance(reply_to, Shown) else reply_to
        allowed = {"parse": ["users", "roles", "everyone"], "replied_user": ping}
        body = {"content": content, "allowed_mentions": allowed}
        uploads = [Upload(file.name, file.data, f"files[{number}]") for number, file in enumerate(files)]
        message = self.discord.state.store(channel, self, body, uploads, reply_to=original.id if original else None)
        self.discord.state.announce(message)
        if wait:
            await self.discord.settled()
        return message

    async def edits(self, message: Message, content: str) -> None:
        message.body["content"] = content
        message.edited = self.discord.state.clock.stamp()
        self.discord.state.announce(message, "MESSAGE_UPDATE")
        await self.discord.settled()

    async def deletes(self, message: Message) -> None:
        self.discord.state.delete(message)
        await self.discord.settled()

    @property
    def dm(self) -> Place:
        """The direct messages with the bot."""
        return self.discord.place(self.discord.state.dm_with(self))

    def offered(self, place: Place | Channel) -> list[str]:
        """Names of the slash commands that the client shows here."""
        return sorted(events.offered(self.discord.state, self, _channel(place), SLASH))

    def _slash(
        self, place: Place | Channel, name: str, options: dict[str, Any], focused: str = ""
    ) -> tuple[Channel, JSON]:
        channel, state = _channel(place), self.discord.state
        first, *path = name.split()
        offered = events.offered(state, self, channel, SLASH)
        if first not in offered:
            raise NotOfferedError(f"{self.name} is not offered /{first}, only {sorted(offered)}")
        values = {key: _plain(value) for key, value in options.items() if value is not None}
        return channel, events.chosen(state, channel.guild, offered[first], path, values, focused)

    async def _component(self, shown: Shown, data: JSON, label: str) -> Shown:
        message = shown.message
        assert not message.deleted, "the message is gone"
        assert message.seen_by in (None, self), f"{self.name} does not see this message"
        return await self._first(
            events.begin(self.discord.state, self, message.channel, COMPONENT, data, label, message)
        )

    async def _first(self, interaction: Interaction) -> Shown:
        await self._acknowledged(interaction)
        state = self.discord.state
        arrived = await state.changes.until(lambda: interaction.shown or interaction.modal, PATIENCE)
        if not arrived and interaction.callback not in (6,):
            state.complain(f"{interaction.label}: was deferred and never answered")
            raise NoAnswerError(f"{interaction.label} was deferred and never answered: {state.violations}")
        await self.discord.settled(at_most=2.0)
        return Shown(self.discord, interaction.shown[0] if interaction.shown else None, interaction)

    async def _acknowledged(self, interaction: Interaction) -> None:
        state = self.discord.state
        left = interaction.started + state.seconds - state.clock.now()
        await state.changes.until(lambda: interaction.acknowledged or interaction.lost, left)
        if interaction.lost:
            await self.discord.settled()
            raise NoAnswerError(f"{interaction.label}: Discord forgot it, as the test wished")
        if not interaction.acknowledged:
            state.complain(f"{interaction.label}: not acknowledged within {state.seconds:g} seconds")
            raise NoAnswerError(f"{interaction.label} was not answered: {state.violations}")


def _channel(place: Place | Channel) -> Channel:
    return place if isinstance(place, Channel) else place.channel


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, int, float, bool, User, Role, Channel, Upload)) else value.channel


def _label(button: JSON) -> str:
    return str(button.get("label") or (button.get("emoji") or {}).get("name") or "")
