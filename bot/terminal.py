"""The terminal front end: chat drawn with rich, a single question, and JSON lines; Reply as text."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterable
from typing import IO, Any

from bot.advisor import Advisor
from bot.domain.reply import Reply

_EXITS = {"exit", "quit", ":q"}


def member_id(user: str) -> str:
    return f"terminal:{user}"


def as_json(reply: Reply) -> dict[str, Any]:
    """One answer as the contract's JSON object, without the session."""
    return {
        "decision": reply.decision,
        "kind": reply.kind,
        "target": reply.target,
        "confidence": round(reply.confidence, 3),
        "text": reply.plain(),
        "suggestions": [suggestion.question for suggestion in reply.suggestions],
        "sources": list(reply.sources),
    }


def ask_once(advisor: Advisor, runner: asyncio.Runner, user: str, text: str, *, as_json_line: bool) -> None:
    reply = runner.run(advisor.ask(member_id(user), f"once:{user}", text))
    print(json.dumps(as_json(reply), ensure_ascii=False) if as_json_line else as_text(reply))


def as_text(reply: Reply) -> str:
    """The reply for a pipe: no markdown marks, suggestions numbered."""
    numbered = [f"  {n}. {suggestion.question}" for n, suggestion in enumerate(reply.suggestions, 1)]
    return "\n".join([reply.plain().replace("**", ""), *(["", *numbered] if numbered else [])])


def batch(advisor: Advisor, runner: asyncio.Runner, lines: Iterable[str], out: IO[str]) -> None:
    """JSON lines in, JSON lines out, in order, flushed line by line. A bad line gets its error in place."""
    for line in lines:
        if line.strip():
            out.write(json.dumps(_batch_line(advisor, runner, line), ensure_ascii=False) + "\n")
            out.flush()


def _batch_line(advisor: Advisor, runner: asyncio.Runner, line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except ValueError as error:
        return {"error": f"not a JSON object: {error}"}
    except RecursionError:
        return {"error": "not a JSON object: nested too deeply"}
    if not isinstance(asked, dict):
        return {"error": "not a JSON object"}
    wrong = [key for key in ("session", "user", "text") if not isinstance(asked.get(key), str)]
    if wrong:
        return {"error": f"`{wrong[0]}` is missing or no text"}
    reply = runner.run(advisor.ask(member_id(asked["user"]), f"{asked['user']}/{asked['session']}", asked["text"]))
    return {"session": asked["session"], **as_json(reply)}


def piped(advisor: Advisor, runner: asyncio.Runner, user: str, lines: Iterable[str]) -> None:
    """One answer for each line of a pipe, in one conversation."""
    for line in lines:
        if line.strip():
            print(as_text(runner.run(advisor.ask(member_id(user), "pipe", line.strip()))), end="\n\n", flush=True)


def chat(advisor: Advisor, runner: asyncio.Runner, user: str) -> None:
    """A conversation; a number picks a suggestion. Ctrl-C, Ctrl-D or `exit` end it."""
    from rich.console import Console

    _use_readline()
    console = Console(highlight=False, width=min(Console().width, 100))
    console.print("[bold]Career advisor.[/] Ask a question, tell me your skills, or type [bold]help[/]. Ctrl-D ends.")
    reply: Reply | None = None
    while True:
        try:
            line = input("\n> ").strip()
        except (EOFError, KeyboardInterrupt):
            console.print("\nGood luck!")
            return
        if line.casefold() in _EXITS:
            console.print("Good luck!")
            return
        if line:
            # Read between two runs: inside a coroutine the first Ctrl-C would be swallowed.
            reply = runner.run(advisor.ask(member_id(user), "chat", _picked(line, reply)))
            _draw(console, reply)


def _picked(line: str, reply: Reply | None) -> str:
    """The question a number stands for; what is no number of a suggestion is taken as typed."""
    if reply and line.isdecimal() and 0 < int(line) <= len(reply.suggestions):
        return reply.suggestions[int(line) - 1].question
    return line


def _draw(console: Any, reply: Reply) -> None:
    from rich.markdown import Markdown

    if reply.title:
        console.rule(f"[bold]{_escaped(reply.title)}", align="left", style="dim")
    if reply.note:
        console.print(Markdown(reply.note), style="italic")
    console.print(Markdown(_breaks(reply.text)))
    for section in reply.sections:
        console.print()
        console.print(Markdown(_breaks(section.plain())))
    if reply.sources:
        console.print(f"\n[dim]Source: {_escaped('; '.join(reply.sources))}[/]")
    for number, suggestion in enumerate(reply.suggestions, 1):
        console.print(f"[cyan]{number}[/] {_escaped(suggestion.question)}")


def _breaks(text: str) -> str:
    """Markdown joins lines that Discord keeps apart."""
    return "\n".join(line if line.lstrip()[:1] in ("-", "") else line + "  " for line in text.splitlines())


def _escaped(text: str) -> str:
    from rich.markup import escape

    return escape(text)


def _use_readline() -> None:
    """Line editing and history where the platform has them."""
    if sys.stdin.isatty():
        try:
            import readline  # noqa: F401  # importing it is what switches it on
        except ImportError:
            return
