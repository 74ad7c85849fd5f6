"""The one place where errors become a line on stderr and an exit code."""

from __future__ import annotations

import os
import sys
from typing import Any, NoReturn

import click

from bot.errors import BotError, ContentError, unexpected

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""
PROBLEMS_SHOWN = 20
"""Problems of the content printed when it stops the start."""


class Program(click.Group):
    """A click group whose failures are readable."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            if sys.stdout:
                sys.stdout.flush()  # here, where a failure can still be told
            return result
        except ContentError as error:
            click.echo("\n".join(map(str, error.problems[:PROBLEMS_SHOWN])), err=True)
            count = len(error.problems)
            problems = f"{count} problem{'' if count == 1 else 's'}"
            _fail(ctx, f"the content cannot be used ({problems}); `check` lists them all.")
        except BotError as error:
            _fail(ctx, str(error), error.exit_code)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            # The reader of our output went away (`| head`): nothing is wrong, and nobody is left to tell.
            _discard_output()
            ctx.exit(0)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except OSError as error:
            _discard_output()
            _fail(ctx, f"{error.filename or 'the output'}: {error.strerror or error}")
        except Exception as error:
            _fail(ctx, unexpected(error))


def _fail(ctx: click.Context, message: str, code: int = 1) -> NoReturn:
    click.echo(f"career-bot: {message}", err=True)
    ctx.exit(code)


def _discard_output() -> None:
    """What is still in the buffer would fail once more when Python ends."""
    if sys.stdout is sys.__stdout__ and sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
