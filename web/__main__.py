"""The program's entry: the command line, given the page to serve."""

import argparse
import os
import sys

from assistant.command_line.context import Context, notify
from assistant.command_line.parser import main as run
from assistant.threads import leave


def main() -> int:
    """Run the command that was typed; gives the exit code."""
    return leave(run(sys.argv[1:], environment=os.environ, serve=_serve))


def _serve(context: Context, given: argparse.Namespace) -> int:
    # FastAPI takes longer to import than a question takes to answer.
    from web.server import serve

    with context.open(create=True) as assistant:
        return serve(assistant, context.settings, open_browser=given.open, notify=notify)


if __name__ == "__main__":
    sys.exit(main())
