"""The command line: reads the settings, builds the objects, turns errors into one line and an exit code."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import os
import signal
import sys
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

import click

from bot import logs
from bot.errors import BotError, SettingError
from bot.json_lines import json_line, json_object
from bot.program import Program

if TYPE_CHECKING:
    from datetime import datetime

    from bot.config import Config
    from bot.discord_app.measures import Watch
    from bot.domain.core.levels import RoleLevel
    from bot.domain.core.picture import PictureKind
    from bot.domain.matching.matcher import FaqMatcher
    from bot.domain.understanding.message import Understanding
    from bot.storage.backups import Backups
    from bot.storage.database import Database
    from bot.storage.knowledge_files import KnowledgeFiles
    from bot.storage.problem import Problem
    from bot.terminal import Asker

OK = 200
HEALTH_SECONDS = 10.0
"""How long the running bot may take to say how it is."""

SILENT_SECONDS = 5.0
"""How long the start may say nothing."""
STILL_READING = "still learning from %s what has changed since it was last read; that may take a minute"

_log = logging.getLogger(__name__)

# Everything else is imported where it is needed: `--help` starts without pydantic, `ask` without rich.


@dataclass
class Options:
    """The global options."""

    faq: Path | None
    knowledge: Path | None
    database: Path | None

    def config(self) -> Config:
        from bot.config import load

        return load(faq=self.faq, knowledge=self.knowledge, database=self.database)


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
            ctx.invoke(run, takeover=False)
        else:
            ctx.invoke(chat, user="me")


@program.command()
@click.option("--takeover", is_flag=True, help="End another bot that uses this database, and take its place.")
@click.pass_obj
def run(options: Options, takeover: bool) -> None:
    """Serve the advisor on Discord until SIGINT or SIGTERM."""
    config = options.config()
    if not config.token.get_secret_value():
        raise SettingError("DISCORD_TOKEN is not set: put the bot's token into the environment or into .env.")
    logging.getLogger("bot").setLevel(config.log_level)
    from bot.storage.instance import only_one

    logs.serve()
    with only_one(config.database, takeover=takeover):
        asyncio.run(_until_signalled(serve_discord(config)))


async def serve_discord(config: Config) -> None:
    """The bot as `run` builds it, until it is cancelled."""
    from bot.advisor import Advisor
    from bot.discord_app.client import serve
    from bot.faq_desk import FaqDesk
    from bot.storage.check_ins import CheckIns
    from bot.storage.guild_settings import GuildSettings
    from bot.storage.profiles import Profiles
    from bot.upkeep import Upkeep

    knowledge = _files(config)
    waiting = asyncio.get_running_loop().call_later(SILENT_SECONDS, _log.info, STILL_READING, config.knowledge)
    await knowledge.current_async()
    waiting.cancel()
    async with _database(config) as database:
        check_ins = CheckIns(database)
        await serve(
            config.token.get_secret_value(),
            advisor=Advisor(knowledge.latest, Profiles(database), check_ins=check_ins),
            knowledge=knowledge,
            settings=GuildSettings(database, config.faq_servers),
            desk=FaqDesk(knowledge, config.faq, database),
            upkeep=Upkeep(database, _backups(config), config.faq),
            check_ins=check_ins,
            guild=config.guild,
            api_base=config.api_base,
            watch=_watch(config, database),
        )


def _watch(config: Config, database: Database) -> Watch | None:
    from bot.discord_app.measures import Watch
    from bot.storage.backups import made_at

    if config.metrics_port is None:
        return None

    async def database_answers() -> None:
        await database.run(lambda db: db.execute("SELECT 1").fetchone())

    def newest_backup() -> datetime | None:
        newest = _backups(config).newest()
        return made_at(newest) if newest else None

    return Watch(config.metrics_port, database.work, database_answers, newest_backup)


async def _until_signalled(work: Coroutine[Any, Any, None]) -> None:
    """Runs `work` to its end or to SIGINT or SIGTERM, which both end it cleanly."""
    loop, task = asyncio.get_running_loop(), asyncio.ensure_future(work)
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, task.cancel)
    with suppress(asyncio.CancelledError):
        await task


@program.command()
@click.pass_obj
def health(options: Options) -> None:
    """Ask the running bot how it is, on BOT_METRICS_PORT; exit code 0 if it is well."""
    from http.client import HTTPConnection, HTTPException

    port = options.config().metrics_port
    if port is None:
        raise SettingError("BOT_METRICS_PORT is not set, so the running bot tells nothing; set it for both.")
    connection = HTTPConnection("127.0.0.1", port, timeout=HEALTH_SECONDS)
    try:
        connection.request("GET", "/health")
        answer = connection.getresponse()
        click.echo(answer.read())
    except (OSError, HTTPException) as failed:
        raise BotError(f"Nobody answers on port {port} ({failed}): the bot is not running, or hangs.") from None
    finally:
        connection.close()
    if answer.status != OK:
        sys.exit(1)


_USER = click.option("--user", default="me", show_default=True, help="Whose skills are used and kept.")


@program.command()
@_USER
@click.pass_obj
def chat(options: Options, user: str) -> None:
    """Talk to the advisor in the terminal; piped input is answered line by line."""
    from bot import terminal

    seen = _is_terminal(sys.stdin) and _is_terminal(sys.stdout)
    with _asker(options, progress=seen) as asker:
        if seen:
            from bot import chat as screen

            screen.chat(asker, user)
        elif not terminal.piped(asker, user, _lines()):
            sys.exit(1)


@program.command()
@_USER
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
    with _asker(options) as asker:
        if text is not None:
            terminal.ask_once(asker, user, text, as_json_line=as_json)
        elif not terminal.batch(asker, _lines(), sys.stdout):
            sys.exit(1)


@program.command()
@click.argument("kind", type=click.Choice(["gap", "roadmap", "progress", "salary", "compare", "match"]))
@click.argument("roles", nargs=-1)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The PNG file to write.")
@_USER
@click.option("--skills", default="", help="Draw with these skills instead of the user's, like “python advanced, sql”.")
@click.option("--level", type=click.Choice(["junior", "mid", "senior", "staff"]), help="The level aimed at.")
@click.option("--location", "places", multiple=True, help="Of pay: a place; may be repeated.")
@click.pass_obj
def chart(
    options: Options,
    kind: PictureKind,
    roles: tuple[str, ...],
    out: Path,
    user: str,
    skills: str,
    level: RoleLevel | None,
    places: tuple[str, ...],
) -> None:
    """Draw the picture of a reply: gap, roadmap, progress, salary, compare or match, with the roles it is about.

    Without a role it is about the user's goal.
    """
    from datetime import date

    from bot import chart as charts
    from bot.storage.profiles import Profiles
    from bot.terminal import member_id

    config, today = options.config(), date.today()
    mind = _files(config).current()
    query = charts.chosen(mind, kind, roles, places, level)
    with _database(config) as database:
        profile = asyncio.run(Profiles(database).get(member_id(user)))
    if skills:
        profile = charts.with_skills(mind, profile, skills, today)
    png, words = charts.drawn(mind, query, profile, today)
    out.write_bytes(png)
    click.echo(words)


@program.command()
@click.option(
    "--faq", "file", type=click.Path(path_type=Path), required=True, help="The FAQ file; nothing else is read."
)
@click.option("--top", type=click.IntRange(1, 100), default=5, show_default=True, help="How many matches to print.")
@click.option("--explain", is_flag=True, help="Add the parts of each score and what was corrected.")
@click.option("--semantic/--no-semantic", default=True, help="Compare by what words mean, too.", show_default=True)
def match(file: Path, top: int, explain: bool, semantic: bool) -> None:
    """Bare FAQ matching over JSON lines: {"id": …, "question": …} a line."""
    from bot.domain.matching.matcher import FaqMatcher
    from bot.storage.knowledge_files import load_faq
    from bot.storage.word_vectors import word_vectors

    vectors = word_vectors() if semantic else None
    entries = load_faq(file)
    matcher = FaqMatcher.compile(
        {entry.id: entry.phrases for entry in entries},
        answers={entry.id: entry.answer for entry in entries},
        vectors=vectors,
    )
    for line in _lines():
        click.echo(json_line(_match_line(matcher, line, top, explain)))
        sys.stdout.flush()


def _match_line(matcher: FaqMatcher, line: str, top: int, explain: bool) -> dict[str, Any]:
    try:
        asked = json_object(line)
    except ValueError as error:
        return {"error": str(error)}
    question = asked.get("question")
    if not isinstance(question, str):
        return {"error": "`question` is missing or no text"}
    ranking = matcher.match(question, top=top)
    matches: list[dict[str, Any]] = [
        {"entry": m.entry, "score": round(m.score, 4), "phrase": m.phrase} for m in ranking.matches
    ]
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
@click.option(
    "--against", "old", type=click.Path(path_type=Path), help="An earlier FAQ file: also tell what changed for members."
)
@click.pass_obj
def check(options: Options, strict: bool, as_json: bool, old: Path | None) -> None:
    """Validate faq.yaml and knowledge/: every problem as `file:line:column: severity: message`."""
    from dataclasses import asdict

    from bot.storage.knowledge_files import check as check_files

    config = options.config()
    problems = check_files(config.knowledge, config.faq)
    told, taken = _against(config, old, as_json, problems) if old else ([], [])
    problems += taken
    for problem in problems:
        click.echo(json.dumps(asdict(problem), default=str) if as_json else str(problem))
    click.echo("".join(f"{line}\n" for line in told), nl=False)
    if any(strict or problem.severity == "error" for problem in problems):
        sys.exit(1)
    if not as_json:
        click.echo(f"{config.faq} and {config.knowledge}: fine ({len(problems)} warnings)")


def _against(config: Config, old: Path, as_json: bool, known: Sequence[Problem]) -> tuple[list[str], list[Problem]]:
    """What an edit changes for members, as lines, and its problems. Raises ContentError.

    A file that cannot be compared because of problems that are `known` is not: they are told instead.
    """
    from bot.domain.replies import faq_replay
    from bot.errors import ContentError
    from bot.storage.knowledge_files import check_against

    try:
        found, problems = check_against(config.knowledge, config.faq, old)
    except ContentError:
        if any(problem.severity == "error" and problem.path == config.faq for problem in known):
            return [], []
        raise
    lines = [json_line(faq_replay.as_json(found))] if as_json else [*faq_replay.lines(found)]
    return lines, problems


@program.command("import-faq")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--to", type=click.Path(path_type=Path), help="The FAQ file to add to; without it, only the preview.")
@click.option("--wordings", is_flag=True, help="Add the wordings that are suggested, too.")
@click.option("--skip", multiple=True, metavar="ID", help="Leave out this entry of the preview; may be repeated.")
@click.option("--yes", is_flag=True, help="Do not ask before writing.")
def import_faq(source: Path, to: Path | None, wordings: bool, skip: tuple[str, ...], yes: bool) -> None:
    """Take over a community's FAQ: Markdown, CSV, JSON, TOML, YAML, or a folder of them. It never removes."""
    from bot.domain.replies import faq_import
    from bot.storage.faq_import import imported, planned

    plan = planned(source, to)
    click.echo("".join(f"{line}\n" for line in faq_import.lines(plan)), nl=False)
    if to is None or not plan.proposals:
        return
    if not yes and _is_terminal(sys.stdin) and _is_terminal(sys.stdout):
        choices = click.Choice(["yes", "wordings", "no"])
        answer = click.prompt(f"Write this to {to}? (wordings: with the suggested ones)", type=choices, default="no")
        if answer == "no":
            return
        wordings = wordings or answer == "wordings"
    written = imported(plan, to, wordings=wordings, skipped=skip)
    click.echo(f"{to}: {written} entries written. Try them: python -m bot --faq {to} check")


@program.command("import-onet")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--to", type=click.Path(path_type=Path), help="The file to write; default: in the knowledge folder.")
@click.pass_obj
def import_onet(options: Options, folder: Path, to: Path | None) -> None:
    """Compile the official O*NET text release and BLS workbooks in FOLDER into the occupation file."""
    from bot.storage.official import archive, cards

    made = cards.compiled(folder)
    path = to or options.config().knowledge / archive.NAME
    size = archive.write(made, path)
    click.echo("".join(f"{line}\n" for line in cards.summary(made)), nl=False)
    click.echo(f'{path}: {size:,} bytes written. Try it: python -m bot ask "official figures: statisticians"')


@program.command("export")
@_USER
@click.pass_obj
def export_record(options: Options, user: str) -> None:
    """Print everything kept of a user, as JSON that `import` reads."""
    from bot.storage.profiles import Profiles
    from bot.terminal import member_id

    with _database(options.config()) as database:
        click.echo(asyncio.run(Profiles(database).export(member_id(user))), nl=False)


@program.command("import")
@_USER
@click.argument("file", type=click.File(encoding="utf-8-sig"))
@click.pass_obj
def import_record(options: Options, user: str, file: IO[str]) -> None:
    """Replace a user's record by an exported one."""
    from bot.storage.profiles import MAX_IMPORT, Profiles
    from bot.terminal import member_id

    try:
        text = file.read(MAX_IMPORT + 1)
    except UnicodeDecodeError:
        raise BotError(f"{file.name}: this is no UTF-8 text, so no export of ours. Nothing was imported.") from None
    with _database(options.config()) as database:
        profile = asyncio.run(Profiles(database).import_(member_id(user), text))
    click.echo(f"Imported {len(profile.skills)} skills and {len(profile.history)} changes.")


@program.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.pass_obj
def backup(options: Options, file: Path | None) -> None:
    """Keep the database, faq.yaml, knowledge and settings (never the token) in one checked archive; also while the
    bot runs."""
    from bot.storage.archives import manifest_of

    config = options.config()
    made = _backups(config).make("by-hand", file)
    click.echo(f"{made}: {manifest_of(made)}; checked. Put it back with: python -m bot restore {made}")


@program.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def restore(options: Options, file: Path) -> None:
    """Put a backup in the place of what is there, which is set aside; only while no bot runs."""
    from bot.storage.instance import only_one, running
    from bot.storage.restoring import restored

    config = options.config()
    if str(config.database) == ":memory:":
        raise SettingError("BOT_DATABASE names no file, so nothing can be restored.")
    if holder := running(config.database):
        raise BotError(f"{config.database}: a bot runs on it ({holder}); stop it first. Nothing was changed.")
    with only_one(config.database):
        for line in restored(file, _backups(config)):
            click.echo(line)


@program.command()
@click.option("--offline", is_flag=True, help="Do not ask Discord.")
@click.pass_obj
def doctor(options: Options, offline: bool) -> None:
    """Look whether all is well: token, files, database, backups, disk, clock; each line ends with what to do."""
    from bot import doctor as offline_doctor
    from bot.storage.health import health_of

    config = options.config()
    now, token = offline_doctor.now_utc(), config.token.get_secret_value()
    found = [*offline_doctor.findings(config, _backups(config), now)]
    if not offline and offline_doctor.token(token).state == "fine":
        from bot.discord_app import doctor as online_doctor

        answering = health_of(config.database).answering
        found += asyncio.run(online_doctor.findings(token, config.api_base, answering, now))
    for finding in found:
        click.echo(str(finding))
    if any(finding.state == "wrong" for finding in found):
        sys.exit(1)


@program.command()
@click.argument("kind", type=click.Choice(["faq", "role", "skills", "statements"]))
def schema(kind: Literal["faq", "role", "skills", "statements"]) -> None:
    """Print the JSON Schema of a kind of file, for editors."""
    from bot.storage.yaml_reader import json_schema

    click.echo(json.dumps(json_schema(kind), indent=2))


@program.command()
def sbom() -> None:
    """Print what is installed beside the program (CycloneDX JSON)."""
    from bot.sbom import bill

    click.echo(json.dumps(bill(), indent=2))


@contextmanager
def _asker(options: Options, *, progress: bool = False) -> Iterator[Asker]:
    """The advisor on the configured files and database."""
    with _progress(progress):
        from bot.advisor import Advisor
        from bot.storage.profiles import Profiles
        from bot.terminal import Asker

        config = options.config()
        logging.getLogger("bot").setLevel(config.log_level)
        files = _files(config)
        files.current()
    with _database(config) as database, asyncio.Runner() as runner:
        yield Asker(Advisor(files.current, Profiles(database)), runner)


def _files(config: Config) -> KnowledgeFiles[Understanding]:
    from bot.domain.understanding.message import Understanding
    from bot.storage.knowledge_files import KnowledgeFiles

    return KnowledgeFiles(config.knowledge, config.faq, Understanding.compile, remember=True)


def _database(config: Config) -> Database:
    from bot.storage.database import Database

    return Database(config.database, copies=_backups(config))


def _backups(config: Config) -> Backups:
    from datetime import timedelta

    from bot.storage.backups import Backups, Places

    places = Places(config.database, config.faq, config.knowledge, config.told())
    every = timedelta(hours=config.backup_hours)
    kept = 0 if str(config.database) == ":memory:" else config.backups_kept
    return Backups(config.backup_folder, places, every=every, kept=kept)


@contextmanager
def _progress(shown: bool) -> Iterator[None]:
    if not shown:
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status("Reading the knowledge …"):
        yield


def _is_terminal(stream: IO[str] | None) -> bool:
    """A stream that was closed for us is None."""
    return stream is not None and stream.isatty()


def _lines() -> Iterator[str]:
    """Lines of standard input as they come; bytes that are no UTF-8 are replaced, never a traceback."""
    if sys.stdin is None:
        return
    for line in iter(sys.stdin.buffer.readline, b""):
        yield line.decode("utf-8-sig", "replace").rstrip("\r\n")


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A pipe gets UTF-8 everywhere; a terminal that has no “ shows a question mark.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    logs.start()
    if os.environ.get("BOT_LOG_LEVEL", "").upper() == "DEBUG":  # before the settings are read, and where they are not
        logging.getLogger("bot").setLevel(logging.DEBUG)
    program(prog_name="career-bot")
