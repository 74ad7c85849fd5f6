"""A small Discord on loopback, for tests that run the real bot over the wire.

It speaks REST v10 and gateway v10 to unmodified discord.py, and it refuses what Discord refuses, so that a mistake
fails the test: every limit of messages, components, forms and commands, an answer after three seconds, a second
acknowledgement, a token older than fifteen minutes, what the bot may not see or do. Each such mistake stands in
`discord.violations`, and the fixture `discord` of tests/discord_app fails the test if one is left.

    async with LocalDiscord() as discord:
        guild = discord.guild("Tech")
        general = guild.channel("general")
        ana = discord.user("ana")
        mo = discord.user("mo", permissions=["manage_messages"])
        async with running(discord) as bot:              # the bot as `run` builds it, on the small knowledge
            reply = await ana.command(general, "salary", role="data engineer")
            assert "$" in reply.text and reply.ephemeral
            shared = await ana.press(reply, "Share")
            assert shared.text in [one.text for one in general.visible_to(mo)]
        async with running(discord, bot.folder) as bot:  # a restart: same database, same FAQ
            await ana.press(reply, "Share")

People (`discord.user`) wait until the bot has done all it does, so nothing in a test sleeps:

    reply = await ana.command(general, "skills add", skills="python")   # the first thing that is shown
    names = await ana.types(general, "salary", role="dat")              # choices while typing (the last option)
    reply = await ana.press(reply, "Label of the button")
    form = await mo.command(general, "faq add"); form.modal.fields      # label → field as it came
    reply = await mo.submits(form, {"Question": "…", "Answer": "…"})    # by label; the rest stays as preset
    reply = await mo.menu(general, "Add to FAQ", message)
    message = await ana.says(general, f"{discord.bot.mention} what does a data engineer earn")
    reply = await general.reply_to(message)                             # exactly one; replies_to: all, [] when silent
    message = await ana.says(ana.dm, "hi"); post = await forum.post(ana, "Title", "text", tags=["career"])

A reply (`Shown`) is live: `.text` (all text in reading order), `.ephemeral`, `.buttons`, `.links`, `.files`, `.pings`
(names of who was notified), `.modal`, `.deleted`, `.later` (what else the interaction led to). What somebody sees in a
channel is `place.visible_to(person)`; `place.typing` says how often the bot showed that it types.

The app installed for oneself, where the bot is not: `discord.user("ana", installed=True)` in `discord.group(ana, bob)`
or in a channel of `discord.guild(bot=False)`.

Trouble on demand: `discord.limit_next("POST", "/channels/*/messages")`, `fail_next`, `forbid_next`, `reset_next`,
`drop()` (the socket breaks), `ask_to_reconnect()`, `invalidate()`, `pass_time(seconds)`,
`place.deny(discord.bot, "send_messages")`,
`ana.dms_open = False`, `LocalDiscord(message_content=True)` (the switch of the developer portal), `shards=2`.
"""

from local_discord.bodies import Upload
from local_discord.local import LocalDiscord
from local_discord.people import NoAnswerError, NotOfferedError, Person, Shown
from local_discord.places import Place, Server
from local_discord.running import running, running_client

__all__ = [
    "LocalDiscord", "NoAnswerError", "NotOfferedError", "Person", "Place", "Server", "Shown", "Upload", "running",
    "running_client",
]  # fmt: skip
