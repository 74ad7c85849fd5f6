"""A bare discord.py bot on the local Discord: what works, and each mistake that it makes is noted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import discord
import pytest
from discord import app_commands, ui
from discord.ext import commands

from local_discord import LocalDiscord, NoAnswerError, NotOfferedError, Upload, running_client

Does = Callable[[discord.Interaction[Any]], Awaitable[object]]


class Bare(commands.AutoShardedBot):
    """Answers /do and messages by what it is given."""

    def __init__(self, does: Does | None = None, **intents: bool) -> None:
        wanted = discord.Intents.default()
        wanted.message_content = intents.get("message_content", False)
        super().__init__(command_prefix=(), intents=wanted, help_command=None)
        self.heard: list[discord.Message] = []
        self.failed: list[Exception] = []

        @self.tree.command(name="do", description="Does it")
        async def do(interaction: discord.Interaction[Any], text: str = "") -> None:
            assert does is not None
            await does(interaction)

        @self.tree.error
        async def failed(interaction: discord.Interaction[Any], error: app_commands.AppCommandError) -> None:
            self.failed.append(getattr(error, "original", error))

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """The second shard need not wait here."""

    async def on_message(self, message: discord.Message) -> None:
        if message.author != self.user:
            self.heard.append(message)


def said(text: str) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(text))
    view.stop()
    return view


class Form(ui.Modal, title="Form"):
    name: ui.Label[Any] = ui.Label(text="Name", component=ui.TextInput(default="Ana"))
    colour: ui.Label[Any] = ui.Label(
        text="Colour", component=ui.RadioGroup(options=[discord.RadioGroupOption(label=c) for c in ("red", "blue")])
    )
    tools: ui.Label[Any] = ui.Label(
        text="Tools",
        component=ui.CheckboxGroup(
            options=[discord.CheckboxGroupOption(label=tool) for tool in ("git", "vim", "make")], required=False
        ),
    )

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        parts = [self.name.component, self.colour.component, self.tools.component]
        await interaction.response.send_message(f"{parts[0].value} {parts[1].value} {parts[2].values}")


async def test_a_command_is_answered_for_the_member_alone() -> None:
    async def does(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message(view=said("first"), ephemeral=True)
        await interaction.followup.send("second", file=discord.File(__file__, "a.txt"))

    async with LocalDiscord() as local:
        general, ana, bob = local.guild().channel("general"), local.user("ana"), local.user("bob")
        async with running_client(local, Bare(does)):
            reply = await ana.command(general, "do")
        assert (reply.text, reply.ephemeral) == ("first", True)
        assert [(one.text, one.ephemeral) for one in reply.later] == [("second", False)]
        assert reply.later[0].files[0].name == "a.txt"
        assert [one.text for one in general.visible_to(bob)] == ["second"]
        assert local.violations == []


async def test_a_button_changes_its_message_and_a_form_comes_back() -> None:
    class Buttons(ui.View):
        @ui.button(label="Change")
        async def change(self, interaction: discord.Interaction[Any], button: ui.Button[Any]) -> None:
            await interaction.response.edit_message(content="changed", view=None)

        @ui.button(label="Ask")
        async def ask(self, interaction: discord.Interaction[Any], button: ui.Button[Any]) -> None:
            await interaction.response.send_modal(Form())

    async def does(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("press", view=Buttons(timeout=None), ephemeral=True)

    async with LocalDiscord() as local:
        general, ana = local.guild().channel("general"), local.user("ana")
        async with running_client(local, Bare(does)):
            reply = await ana.command(general, "do")
            form = await ana.press(reply, "Ask")
            assert form.modal.title == "Form"
            assert list(form.modal.fields) == ["Name", "Colour", "Tools"]
            answer = await ana.submits(form, {"Colour": "blue", "Tools": ["git", "make"]})
            assert answer.text == "Ana blue ['git', 'make']"
            changed = await ana.press(reply, "Change")
        assert changed.text == reply.text == "changed"
        assert changed.buttons == []
        assert local.violations == []


async def test_an_answer_may_come_later() -> None:
    async def does(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer(ephemeral=True)
        await interaction.followup.send("done")

    async with LocalDiscord() as local:
        general, ana = local.guild().channel("general"), local.user("ana")
        async with running_client(local, Bare(does)):
            reply = await ana.command(general, "do")
        assert (reply.text, reply.ephemeral) == ("done", True), "the follow-up takes the place of the deferred answer"
        assert local.violations == []


async def late(local: LocalDiscord, interaction: discord.Interaction[Any]) -> None:
    local.pass_time(4)
    await interaction.response.send_message("too late")


async def twice(local: LocalDiscord, interaction: discord.Interaction[Any]) -> None:
    await interaction.response.send_message("one")
    interaction.response._response_type = None
    await interaction.response.send_message("two")


async def early(local: LocalDiscord, interaction: discord.Interaction[Any]) -> None:
    await interaction.followup.send("before the answer")


async def old(local: LocalDiscord, interaction: discord.Interaction[Any]) -> None:
    await interaction.response.send_message("one")
    local.pass_time(16 * 60)
    await interaction.followup.send("two")


async def forgotten(local: LocalDiscord, interaction: discord.Interaction[Any]) -> None:
    """Nothing is answered."""


async def long(local: LocalDiscord, interaction: discord.Interaction[Any]) -> None:
    await interaction.response.send_message("x" * 2001)


async def _callback(interaction: discord.Interaction[Any], body: dict[str, Any]) -> None:
    route = discord.http.Route("POST", "/interactions/{i}/{t}/callback", i=interaction.id, t=interaction.token)
    await interaction.client.http.request(route, json=body)


async def wrong_kind(local: LocalDiscord, interaction: discord.Interaction[Any]) -> None:
    await _callback(interaction, {"type": 8, "data": {"choices": []}})


async def update_of_nothing(local: LocalDiscord, interaction: discord.Interaction[Any]) -> None:
    await _callback(interaction, {"type": 7, "data": {"content": "x"}})


async def hidden_edit(local: LocalDiscord, interaction: discord.Interaction[Any]) -> None:
    answer = await interaction.response.send_message("x", ephemeral=True)
    assert interaction.channel is not None
    await interaction.channel.get_partial_message(answer.message_id).edit(content="y")


async def foreign_edit(local: LocalDiscord, interaction: discord.Interaction[Any]) -> None:
    await interaction.response.send_message("x")
    channel: Any = interaction.channel
    async for message in channel.history():
        if message.author != interaction.client.user:
            await channel.get_partial_message(message.id).edit(content="y")


async def no_route(local: LocalDiscord, interaction: discord.Interaction[Any]) -> None:
    await interaction.response.send_message("x")
    await interaction.client.http.request(discord.http.Route("GET", "/nowhere"))


MISTAKES: dict[Callable[..., Awaitable[None]], str] = {
    late: "10062", twice: "40060", early: "10015", old: "50027", long: "2000", wrong_kind: "type", no_route: "route",
    update_of_nothing: "type", foreign_edit: "50005", forgotten: "not acknowledged within 0.3 seconds",
}  # fmt: skip


@pytest.mark.parametrize(("mistake", "noted"), MISTAKES.items(), ids=lambda value: getattr(value, "__name__", ""))
async def test_a_mistake_is_noted(mistake: Callable[..., Awaitable[None]], noted: str) -> None:
    async with LocalDiscord(seconds=0.3) as local:
        general, ana = local.guild().channel("general"), local.user("ana")
        async with running_client(local, Bare(lambda interaction: mistake(local, interaction))):
            await ana.says(general, "hello")
            with suppress(NoAnswerError):
                await ana.command(general, "do")
        assert any(noted in violation for violation in local.violations), local.violations


async def test_what_a_bot_cannot_know_is_refused_and_no_mistake() -> None:
    async with LocalDiscord() as local:
        guild = local.guild()
        open_, secret, quiet = (guild.channel(name) for name in ("open", "secret", "quiet"))
        secret.deny(local.bot, "view_channel")
        quiet.deny(local.bot, "send_messages")
        ana = local.user("ana")
        ana.dms_open = False
        bot = Bare()
        async with running_client(local, bot):
            for target, code in ((secret.id, 50001), (quiet.id, 50013), (1, 10003)):
                with pytest.raises(discord.HTTPException) as refused:
                    await bot.get_partial_messageable(target).send("x")
                assert refused.value.code == code
            with pytest.raises(discord.Forbidden) as closed:
                await (await bot.fetch_user(ana.id)).send("x")
            assert closed.value.code == 50007
            with pytest.raises(discord.NotFound) as gone:
                await bot.get_partial_messageable(open_.id).get_partial_message(1).edit(content="x")
            assert gone.value.code == 10008
        assert len(local.refused) == 5
        assert local.violations == []


async def test_ephemeral_messages_are_not_there_for_others() -> None:
    bot = Bare(lambda interaction: hidden_edit(local, interaction))
    async with LocalDiscord() as local:
        general, ana, bob = local.guild().channel("general"), local.user("ana"), local.user("bob")
        async with running_client(local, bot):
            reply = await ana.command(general, "do")
            with pytest.raises(AssertionError):
                await bob.press(reply, "x")
        assert [error.code for error in bot.failed if isinstance(error, discord.NotFound)] == [10008]
        assert general.visible_to(bob) == []


async def test_content_is_shown_only_where_it_may_be() -> None:
    for switched_on in (False, True):
        bot = Bare(message_content=switched_on)
        async with LocalDiscord(message_content=switched_on) as local:
            general, ana = local.guild().channel("general"), local.user("ana")
            async with running_client(local, bot):
                await ana.says(general, "quiet")
                await ana.says(general, f"{local.bot.mention} asked")
                await ana.says(ana.dm, "direct")
        heard = [message.content for message in bot.heard]
        assert heard == ["quiet" if switched_on else "", f"{local.bot.mention} asked", "direct"]


async def test_a_privileged_intent_must_be_switched_on() -> None:
    async with LocalDiscord() as local:
        with pytest.raises(discord.PrivilegedIntentsRequired):
            async with running_client(local, Bare(message_content=True)):
                pass
        assert local.closed_with == [4014]


async def test_nothing_is_lost_when_the_socket_breaks() -> None:
    bot = Bare()
    async with LocalDiscord(shards=2) as local:
        channels = [local.guild(name).channel("general") for name in ("one", "two")]
        ana = local.user("ana")
        async with running_client(local, bot):
            local.gateway.drop()
            for channel in channels:
                await ana.says(channel, f"{local.bot.mention} {channel.name}", wait=False)
            await local.resumed()
            assert len(bot.heard) == 2
            await local.ask_to_reconnect()
            await ana.says(channels[0], "again")
        assert len(bot.heard) == 3
        assert local.gateway.identified == 2, "it resumed"
        assert local.violations == []


async def test_who_is_pinged_is_known() -> None:
    bot = Bare()
    async with LocalDiscord() as local:
        guild = local.guild()
        general, ana, bob = guild.channel("general"), local.user("ana"), local.user("bob")
        role = guild.role("helpers")
        async with running_client(local, bot):
            asked = await ana.says(general, "hello")
            channel = bot.get_partial_messageable(general.id)
            text = f"{bob.mention} {role.mention} @everyone"
            original = channel.get_partial_message(asked.id)
            await channel.send(text)
            await channel.send(text, allowed_mentions=discord.AllowedMentions.none())
            only_asker = discord.AllowedMentions(everyone=False, users=False, roles=False, replied_user=True)
            await channel.send(view=said(text), reference=original, allowed_mentions=only_asker)
        assert [reply.pings for reply in general.from_bot] == [{"bob", "helpers"}, set(), {"ana"}]


async def test_the_client_offers_what_is_registered_and_allowed() -> None:
    class Guarded(Bare):
        async def setup_hook(self) -> None:
            self.tree.get_command("do").default_permissions = discord.Permissions(manage_messages=True)  # type: ignore
            await self.tree.sync()

    async with LocalDiscord() as local:
        general, ana, mo = (
            local.guild().channel("general"), local.user("ana"), local.user("mo", permissions=["manage_messages"])
        )  # fmt: skip
        async with running_client(local, Guarded(lambda interaction: interaction.response.send_message("yes"))):
            with pytest.raises(NotOfferedError):
                await ana.command(general, "do")
            assert (await mo.command(general, "do")).text == "yes"
            with pytest.raises(AssertionError, match="text"):
                await mo.command(general, "do", role="x")


async def test_who_installed_the_app_uses_it_where_the_bot_is_not() -> None:
    class Everywhere(Bare):
        async def setup_hook(self) -> None:
            command: Any = self.tree.get_command("do")
            command.allowed_installs = app_commands.AppInstallationType(guild=True, user=True)
            command.allowed_contexts = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
            await self.tree.sync()

    async def does(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("yes")
        for number in range(6):
            await interaction.followup.send(str(number))

    bot = Everywhere(does)
    async with LocalDiscord() as local:
        ana, bob = local.user("ana", installed=True), local.user("bob")
        elsewhere = local.guild("elsewhere", bot=False).channel("general")
        group = local.group(ana, bob)
        async with running_client(local, bot):
            assert (await ana.command(elsewhere, "do")).text == "yes"
            assert (await ana.command(group, "do")).text == "yes"
            with pytest.raises(NotOfferedError):
                await bob.command(group, "do")
            with pytest.raises(discord.Forbidden):
                await bot.get_partial_messageable(group.id).send("x")
        assert len(group.visible_to(bob)) == 6, "Discord takes five follow-ups"
        assert [violation for violation in local.violations if "40094" not in violation] == []
        assert len(local.violations) == 2


async def test_trouble_comes_on_demand() -> None:
    bot = Bare()
    async with LocalDiscord() as local:
        general = local.guild().channel("general")
        async with running_client(local, bot):
            channel = bot.get_partial_messageable(general.id)
            local.limit_next("POST", "/channels/*/messages", retry_after=0.01, times=2)
            await channel.send("x")
            assert len(local.requested("POST", "/channels/*/messages")) == 3
            local.forbid_next("POST", "/channels/*/messages")
            with pytest.raises(discord.Forbidden):
                await channel.send("y")
            local.fail_next("POST", "/channels/*/messages", status=503)
            with pytest.raises(discord.DiscordServerError):
                await channel.send("z")
            await channel.send("file", file=discord.File(__file__, "a.txt"))
        assert [one.text for one in general.from_bot] == ["x", "file"]
        assert isinstance(general.from_bot[1].files[0], Upload)


async def test_a_message_of_one_nonce_is_sent_once_for_a_while() -> None:
    async with LocalDiscord() as local:
        general = local.guild("Tech").channel("general")
        bare = Bare()
        async with running_client(local, bare):
            channel = bare.get_channel(general.channel.id)
            assert isinstance(channel, discord.TextChannel)
            for _ in range(2):
                await channel.send("hello", nonce="n1")
            assert len(general.from_bot) == 1
            local.pass_time(600)
            await channel.send("hello", nonce="n1")
            assert len(general.from_bot) == 2
