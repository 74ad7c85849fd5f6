"""What members write without a command: mentions, replies, direct messages, answer channels, forum posts."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Literal, TypeVar

import discord

from bot.discord_app.errors import UNSENT, sentence, unexpected
from bot.discord_app.listening import Heard, Manner, manner, pauses, post_question, sure, without_mention
from bot.discord_app.members import member_id, session_id
from bot.discord_app.permissions import may_moderate, who_moderates
from bot.discord_app.rate_limits import kind_word
from bot.discord_app.render import Place, layouts
from bot.discord_app.resending import nonce
from bot.discord_app.show import NOBODY, answer_message, attached, drawn, may_attach, reply_to
from bot.domain.core.reply import Reply

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

K = TypeVar("K")
V = TypeVar("V")
Writable = discord.abc.Messageable

BLINK_SECONDS = 1.0
"""A reply that takes longer shows that the bot is typing."""
HUMAN_SECONDS = 600.0
"""How long a member whom somebody answered in a channel is left to them."""
THREADS_KNOWN = 5_000
"""Threads and members in human hands that are remembered; the oldest are dropped first."""
LOOKED_BACK = 50
"""Messages of a thread from before our start that are looked at once."""
BAD_REQUEST = 400
POST_NOT_READY = 40058
"""Discord: a forum post takes no reply before its author's first message is there."""
POST_TRIES = 3
NO_CONVERSATION = ""
"""A session that remembers nothing."""
UNREADABLE = "Discord shows me a reply only if it mentions me. Mention me in it, or ask with {ask}."
QUIET, AGAIN = "I keep quiet in this thread.", "I answer in this thread again."
FEW_WORDS = "Ask me about a tech role, its pay or the way there, in your own words. {help} shows what else I can do."


class FreeText:
    """Listens, decides by `listening.manner`, answers."""

    def __init__(self, bot: CareerBot) -> None:
        self._bot = bot
        self._first: OrderedDict[int, int] = OrderedDict()
        """Thread → the member it belongs to; SEVERAL once somebody else has written in it."""
        self._answered: OrderedDict[tuple[int, int], float] = OrderedDict()
        """(channel, member) → until when they are in human hands."""

    async def on_message(self, message: discord.Message) -> None:
        try:
            await self._hear(message)
        except UNSENT as error:
            # We may not write here, the message is gone, or Discord has a problem: nothing to mend, nobody to tell.
            ours = isinstance(error, discord.HTTPException) and error.status == BAD_REQUEST
            if ours and "message_reference" not in str(error):
                unexpected(error)

    async def _hear(self, message: discord.Message) -> None:
        heard = self._heard(message)
        if not heard.by_program:
            await self._notice_humans(message)
        how = manner(heard)
        try:
            await self._respond(message, heard, how)
        except UNSENT:
            raise
        except Exception as error:
            if self._bot.is_closed():  # it is the stop that failed it
                return
            told = sentence(error)
            if how not in (Manner.IF_SURE, Manner.SILENT):  # else nobody has asked us
                await reply_to(message, told)

    async def _respond(self, message: discord.Message, heard: Heard, how: Manner) -> None:
        order = pauses(heard)
        if order is not None and await self._obeyed(message, order):
            return
        if how is Manner.IF_SURE and await self._in_human_hands(message):
            return
        if how is Manner.SILENT or not may_write(message.channel):
            return
        if not await self._may_pass(message, heard):
            return
        with self._bot.measures.timed("message"):
            await self._speak(message, heard, how)

    def _heard(self, message: discord.Message) -> Heard:
        me, guild = self._me(), message.guild
        if message.author.bot or message.webhook_id or message.is_system():
            return Heard(by_program=True)
        mentioned = any(f"<@{mark}{me}>" in message.content for mark in ("", "!"))
        return Heard(
            text=without_mention(message.content, me),
            direct=isinstance(message.channel, discord.DMChannel),
            mentioned=mentioned,
            replies_to=self._replies_to(message),
            names_others=any(user != me for user in message.raw_mentions) or bool(message.raw_role_mentions),
            answer_channel=not _opens_post(message) and self._answers_in(guild, message.channel),
            paused=guild is not None and message.channel.id in self._bot.settings.of(guild.id).paused_threads,
        )

    def _me(self) -> int:
        assert self._bot.user is not None  # events come after the login
        return self._bot.user.id

    def _replies_to(self, message: discord.Message) -> Literal["nobody", "me", "another"]:
        if message.type is not discord.MessageType.reply:
            return "nobody"
        author = _answered_author(message)
        return "me" if author is not None and author.id == self._me() else "another"

    def _answers_in(self, guild: discord.Guild | None, channel: object) -> bool:
        channels = self._bot.settings.of(guild.id).answer_channels if guild else frozenset()
        parent = channel.parent_id if isinstance(channel, discord.Thread) else None
        return bool(channels) and (getattr(channel, "id", None) in channels or parent in channels)

    # Who else is talking

    async def _notice_humans(self, message: discord.Message) -> None:
        if not self._answers_in(message.guild, message.channel):
            return
        if isinstance(message.channel, discord.Thread):
            await self._notice_in_thread(message.channel, message.author.id)
        elif (asker := _answered_author(message)) and not asker.bot and asker.id != message.author.id:
            _keep(self._answered, (message.channel.id, asker.id), time.monotonic() + HUMAN_SECONDS)

    async def _notice_in_thread(self, thread: discord.Thread, author: int) -> None:
        first = self._first.get(thread.id) or await self._owner(thread) or author
        _keep(self._first, thread.id, first if first == author else SEVERAL)

    async def _owner(self, thread: discord.Thread) -> int:
        """Whose thread it is, as far as its own history tells; 0 if nobody has written in it."""
        writers = [thread.owner_id] if isinstance(thread.parent, discord.ForumChannel) else []
        try:
            history = [message async for message in thread.history(limit=LOOKED_BACK, oldest_first=True)]
        except discord.HTTPException:
            history = []
        people = dict.fromkeys([*writers, *(one.author.id for one in history if not one.author.bot)])
        return SEVERAL if len(people) > 1 else next(iter(people), 0) or 0

    async def _in_human_hands(self, message: discord.Message) -> bool:
        if isinstance(message.channel, discord.Thread):
            return self._first.get(message.channel.id) == SEVERAL
        return self._answered.get((message.channel.id, message.author.id), 0.0) > time.monotonic()

    async def _obeyed(self, message: discord.Message, quiet: bool) -> bool:
        """A moderator's "@bot pause" and "@bot resume" in a thread."""
        settings, thread = self._bot.settings, message.channel
        if not isinstance(thread, discord.Thread):
            return False
        if not may_moderate(message.author, settings):
            if thread.id not in settings.of(thread.guild.id).paused_threads:
                await reply_to(message, who_moderates(thread.guild.id, settings))
            return True
        await settings.change(thread.guild.id, lambda setting: setting.paused(thread.id, quiet))
        await reply_to(message, QUIET if quiet else AGAIN)
        return True

    # Speaking

    async def _may_pass(self, message: discord.Message, heard: Heard) -> bool:
        """Not too much at once. Whoever spoke to the bot is told so once, then there is silence."""
        limits, author = self._bot.rate_limits, message.author.id
        wait = limits.wait(author, message.channel.id)
        if wait and (heard.direct or heard.mentioned) and limits.tell(author):
            await reply_to(message, kind_word(wait))
        return not wait

    async def _speak(self, message: discord.Message, heard: Heard, how: Manner) -> None:
        match how:
            case Manner.HELP:
                await reply_to(message, FEW_WORDS.format(help=self._bot.command_mention("help")))
            case Manner.UNREADABLE:
                await reply_to(message, UNREADABLE.format(ask=self._bot.command_mention("ask")))
            case Manner.ANSWER:
                asked = self._ask(message.author.id, message.channel.id, heard.text)
                await self._answer(message, heard.text, await self._typing(message.channel, asked))
            case Manner.IF_SURE:
                reply = await self._ask_if_sure(message.author.id, message.channel.id, heard.text)
                if reply is not None:
                    await self._answer(message, heard.text, reply)

    async def _answer(self, message: discord.Message, text: str, reply: Reply) -> None:
        await answer_message(self._bot, message, reply)
        await self._bot.desk.questions.asked(member_id(message.author.id), text, reply)

    async def _ask(self, author: int, channel: int, text: str) -> Reply:
        await self._bot.knowledge.refresh()
        return await self._bot.advisor.ask(member_id(author), session_id(channel, author), text)

    async def _ask_if_sure(self, author: int, channel: int, text: str) -> Reply | None:
        """No typing sign: most of what is said in a channel gets no answer. Each question stands by itself."""
        await self._bot.knowledge.refresh()
        session = session_id(channel, author)
        member = member_id(author)
        query, mind = await self._bot.advisor.consider(member, NO_CONVERSATION, text)
        return await self._bot.advisor.reply(member, session, query, mind) if sure(query) else None

    async def _typing(self, channel: Writable, work: Awaitable[V]) -> V:
        task = asyncio.ensure_future(work)
        try:
            await asyncio.wait({task}, timeout=BLINK_SECONDS)
            if not task.done():
                async with channel.typing():
                    return await task
            return task.result()
        finally:
            task.cancel()  # where we are stopped, or may not write here

    # Forum posts

    async def on_thread_create(self, thread: discord.Thread) -> None:
        """A post in an answer forum is answered from its title and tags; nothing else of it needs to be read."""
        if not isinstance(thread.parent, discord.ForumChannel) or not self._answers_in(thread.guild, thread):
            return
        _keep(self._first, thread.id, thread.owner_id)
        if thread.owner_id == self._me() or self._bot.rate_limits.wait(thread.owner_id, thread.parent.id):
            return
        question = post_question(thread.name, [tag.name for tag in thread.applied_tags], self._bot.knowledge.latest())
        with self._bot.measures.timed("post"):
            reply = await self._ask_if_sure(thread.owner_id, thread.id, question)
            if reply is not None and not reply.private:
                await self._post(thread, reply)

    async def _post(self, thread: discord.Thread, reply: Reply) -> None:
        self._bot.measures.replied(reply)
        place = Place(thread.owner_id, self._bot.command_mention, "everyone", feedback=True)
        pictures = await drawn(self._bot, reply) if may_attach(thread) else ()
        for number, view in enumerate(layouts(reply, place, pictures)):
            for attempt in range(POST_TRIES):
                try:
                    files = {} if number else attached(pictures)
                    await thread.send(view=view, **files, nonce=nonce(), allowed_mentions=NOBODY)
                    break
                except discord.HTTPException as error:
                    if error.code != POST_NOT_READY:
                        return
                    await asyncio.sleep(2**attempt)


SEVERAL = -1
"""In the place of a thread's member: more than one person has written."""


def may_write(channel: object) -> bool:
    """Whether a message may be sent there, as far as is known: asked anew each time, Discord would refuse each."""
    in_thread = isinstance(channel, discord.Thread)
    here = channel.parent if isinstance(channel, discord.Thread) else channel
    if not isinstance(here, discord.abc.GuildChannel) or here.guild.me is None:
        return True
    rights = here.permissions_for(here.guild.me)
    return rights.send_messages_in_threads if in_thread else rights.send_messages


def _keep(known: OrderedDict[K, V], key: K, value: V) -> None:
    known[key] = value
    known.move_to_end(key)
    if len(known) > THREADS_KNOWN:
        known.popitem(last=False)


def _opens_post(message: discord.Message) -> bool:
    """The first message of a forum post: the post was answered from its title."""
    channel = message.channel
    return isinstance(channel, discord.Thread) and message.id == channel.id


def _answered_author(message: discord.Message) -> discord.User | discord.Member | None:
    """Who wrote the message that this one replies to."""
    if message.type is not discord.MessageType.reply or message.reference is None:
        return None
    original = message.reference.resolved
    return original.author if isinstance(original, discord.Message) else None
