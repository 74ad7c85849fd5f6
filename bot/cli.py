"""The command line: reads the settings, builds the objects, turns errors into one line and an exit code."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from bot.errors import BotError

if TYPE_CHECKING:
    from bot.advisor import Advisor
    from bot.config import Config

# Everything else is imported where it is needed: `match` and `--help` start without pydantic, `ask` without rich.


@dataclass
class Options:
    """The global options."""

    faq: Path | None
    knowledge: Path | None
    database: Path | None

    def config(self) -> Config:
        from bot.config import load

        return load(faq=self.faq, knowledge=self.knowledge, database=self.database)


class Program(click.Group):
    """Shows every BotError as one readable message on stderr."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BotError as error:
            click.echo(f"career-bot: {error}", err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            # The reader of our output went away (`| head`): nothing is wrong, and nobody is left to tell.
            sys.stderr.close()
            ctx.exit(0)


@click.group(cls=Program, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--faq", type=click.Path(path_type=Path), help="The moderators' FAQ file (setting BOT_FAQ).")
@click.option("--knowledge", type=click.Path(path_type=Path), help="The knowledge folder (setting BOT_KNOWLEDGE).")
@click.option("--database", type=click.Path(path_type=Path), help="The members' database (setting BOT_DATABASE).")
@click.version_option(package_name="career-bot")
@click.pass_context
def program(ctx: click.Context, faq: Path | None, knowledge: Path | None, database: Path | None) -> None:
    """A career advisor for tech communities: sourced answers, your own skill record, an honest "I don't know"."""
    ctx.obj = Options(faq, knowledge, database)
    if ctx.invoked_subcommand is None:
        if ctx.obj.config().token.get_secret_value():
            ctx.invoke(run)
        else:
            ctx.invoke(chat, user="me")


@program.command()
@click.pass_obj
def run(options: Options) -> None:
    """Serve the advisor on Discord until SIGINT or SIGTERM."""
    from bot.errors import SettingError

    if not options.config().token.get_secret_value():
        raise SettingError("DISCORD_TOKEN is not set: put the bot's token into the environment or into .env.")
    raise SettingError("This release has no Discord front end yet; unset DISCORD_TOKEN to chat in the terminal.")


@program.command()
@click.option("--user", default="me", show_default=True, help="Whose skills are used and kept.")
@click.pass_obj
def chat(options: Options, user: str) -> None:
    """Talk to the advisor in the terminal; piped input is answered line by line."""
    from bot import terminal

    with _advisor(options, progress=sys.stdout.isatty()) as (advisor, runner):
        if sys.stdin.isatty():
            terminal.chat(advisor, runner, user)
        else:
            terminal.piped(advisor, runner, user, _lines(sys.stdin.buffer))


@program.command()
@click.option("--user", default="me", show_default=True, help="Whose skills are used and kept.")
@click.option("--json", "as_json", is_flag=True, help="Answer as one JSON object.")
@click.option("--batch", is_flag=True, help="JSON lines in, JSON lines out (with --json).")
@click.argument("text", required=False)
@click.pass_obj
def ask(options: Options, user: str, as_json: bool, batch: bool, text: str | None) -> None:
    """Ask one question, or with --json --batch many: {"session": …, "user": …, "text": …} a line."""
    from bot import terminal

    if batch and not as_json:
        raise click.UsageError("--batch needs --json.")
    if batch == (text is not None):
        raise click.UsageError("Give a TEXT, or --json --batch and JSON lines on standard input.")
    with _advisor(options) as (advisor, runner):
        if text is None:
            terminal.batch(advisor, runner, _lines(sys.stdin.buffer), sys.stdout)
        else:
            terminal.ask_once(advisor, runner, user, text, as_json_line=as_json)


@program.command()
@click.option(
    "--faq", "file", type=click.Path(path_type=Path), required=True, help="The FAQ file; nothing else is read."
)
@click.option("--top", type=click.IntRange(1, 100), default=5, show_default=True, help="How many matches to print.")
@click.option("--explain", is_flag=True, help="Add the parts of each score and what was corrected.")
def match(file: Path, top: int, explain: bool) -> None:
    """Bare FAQ matching over JSON lines: {"id": …, "question": …} a line."""
    from bot.domain.faq_matcher import FaqMatcher
    from bot.storage.knowledge_files import load_faq

    matcher = FaqMatcher.compile({entry.id: entry.phrases for entry in load_faq(file)})
    for line in _lines(sys.stdin.buffer):
        if line.strip():
            click.echo(json.dumps(_match_line(matcher, line, top, explain), ensure_ascii=False))
            sys.stdout.flush()


def _match_line(matcher: Any, line: str, top: int, explain: bool) -> dict[str, Any]:
    try:
        asked = json.loads(line)
        question = asked["question"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return {"error": 'not an object like {"id": "q1", "question": "..."}'}
    if not isinstance(question, str):
        return {"error": "`question` is no text"}
    ranking = matcher.match(question, top=top)
    matches = [{"entry": m.entry, "score": round(m.score, 4), "phrase": m.phrase} for m in ranking.matches]
    result = {
        "id": asked.get("id"),
        "decision": ranking.decision,
        "confidence": round(ranking.confidence, 4),
        "matches": matches,
    }
    if explain:
        for row, found in zip(matches, ranking.matches, strict=True):
            row["parts"] = {name: round(value, 4) for name, value in found.parts}
        result["margin"] = round(ranking.margin, 4)
        result["corrections"] = [list(pair) for pair in ranking.corrections]
    return result


@program.command()
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a problem.")
@click.pass_obj
def check(options: Options, strict: bool, as_json: bool) -> None:
    """Validate faq.yaml and knowledge/: every problem as `file:line:column: severity: message`."""
    from dataclasses import asdict

    from bot.storage.knowledge_files import check as check_files

    config = options.config()
    problems = check_files(config.knowledge, config.faq)
    for problem in problems:
        click.echo(json.dumps(asdict(problem), default=str) if as_json else str(problem))
    if any(strict or problem.severity == "error" for problem in problems):
        sys.exit(1)
    if not as_json:
        click.echo(f"{config.faq} and {config.knowledge}: fine ({len(problems)} warnings)")


@program.command()
@click.argument("kind", type=click.Choice(["faq", "role", "skills"]))
def schema(kind: Literal["faq", "role", "skills"]) -> None:
    """Print the JSON Schema of a kind of file, for editors."""
    from bot.storage.yaml_reader import json_schema

    click.echo(json.dumps(json_schema(kind), indent=2))


@contextmanager
def _advisor(options: Options, *, progress: bool = False) -> Iterator[tuple[Advisor, asyncio.Runner]]:
    """The advisor on the configured files and database, and the runner of its coroutines."""
    from bot.advisor import Advisor
    from bot.storage.database import Database
    from bot.storage.profiles import Profiles

    config = options.config()
    with asyncio.Runner() as runner:
        understanding = _understanding(config, progress)
        database = Database(config.database)
        runner.run(database.__aenter__())
        try:
            yield Advisor(lambda: understanding, Profiles(database)), runner
        finally:
            runner.run(database.__aexit__(None, None, None))


def _understanding(config: Config, progress: bool) -> Any:
    from bot.domain.understand import Understanding
    from bot.storage.knowledge_files import load_knowledge

    if not progress:
        return Understanding.compile(load_knowledge(config.knowledge, config.faq))
    from rich.console import Console

    with Console(stderr=True).status("Reading the knowledge …"):
        return Understanding.compile(load_knowledge(config.knowledge, config.faq))


def _lines(stream: Any) -> Iterator[str]:
    """Lines of standard input as they come; bytes that are no UTF-8 are replaced, never a traceback."""
    for line in iter(stream.readline, b""):
        yield line.decode("utf-8-sig", "replace").rstrip("\r\n")


def main() -> None:
    program(prog_name="career-bot")
