"""`python -m bot`"""

import sys

try:
    from bot.cli import main
except KeyboardInterrupt:
    sys.exit(130)
except ModuleNotFoundError as error:
    if str(error.name).partition(".")[0] == "bot":
        raise
    sys.exit(f"career-bot: the Python package `{error.name}` is missing; use `make run`, or .venv/bin/python.")

if __name__ == "__main__":
    main()
