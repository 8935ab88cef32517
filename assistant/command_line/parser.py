"""The command line: what people type and scripts rely on."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.command_line import (
    asking_commands,
    encoder_commands,
    indexing_commands,
    keeping_commands,
    upkeep_commands,
)
from assistant.command_line.context import DONE, INTERRUPTED, MISSING, Context
from assistant.errors import AssistantError, EmptyQuestion, LibraryError, SettingsError
from assistant.settings import load_settings
from embeddings.errors import EmbeddingsError

USAGE, UNUSABLE = 2, 3

Serve = Callable[[Context, argparse.Namespace], int]
"""How the page is served; given from above, since nothing here may import `web`."""


def main(
    arguments: Sequence[str], *, environment: Mapping[str, str], serve: Serve | None = None
) -> int:
    """Run one command and give its exit code.

    0 done · 1 done, but something asked for is missing · 2 wrong usage ·
    3 the library cannot be used · 130 interrupted.
    """
    parser = _parser()
    given = parser.parse_args(arguments)
    try:
        settings = load_settings(
            environment,
            Path.cwd(),
            library=given.library,
            host=getattr(given, "host", None),
            port=getattr(given, "port", None),
        )
        context = Context(settings=settings, as_json=given.json)
        if given.command == "serve":
            return _serve(serve, context, given)
        run: Callable[[Context, argparse.Namespace], int] = given.run
        return run(context, given)
    except KeyboardInterrupt:
        return _refuse(
            "Stopped. What was finished is kept; the same command continues.", INTERRUPTED
        )
    except (AssistantError, EmbeddingsError) as error:
        return _refuse(str(error), _exit_code(error))
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _serve(serve: Serve | None, context: Context, given: argparse.Namespace) -> int:
    if serve is None:
        return _refuse("The web page is not part of this installation.", USAGE)
    return serve(context, given)


def _exit_code(error: AssistantError | EmbeddingsError) -> int:
    if isinstance(error, LibraryError):
        return UNUSABLE
    if isinstance(error, (SettingsError, EmptyQuestion)):
        return USAGE
    return UNUSABLE if isinstance(error, EmbeddingsError) else MISSING


def _refuse(message: str, code: int) -> int:
    print(f"pincite: {message}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    _add_shared(shared)
    parser = argparse.ArgumentParser(
        prog="pincite",
        description="Ask your documents; every answer is quoted, with its page and paragraph.",
    )
    _add_shared(parser)
    parser.set_defaults(library=None, json=False)
    parser.add_argument("--version", action="version", version=f"%(prog)s {_version()}")
    group = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(
        name: str, text: str, run: Callable[[Context, argparse.Namespace], int] | None = None
    ) -> argparse.ArgumentParser:
        added = group.add_parser(name, help=text, description=text, parents=[shared])
        added.set_defaults(run=run)
        return added

    _add_reading(command)
    _add_asking(command)
    _add_keeping(command)
    return parser


def _add_shared(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--library", metavar="DIR", help="folder of the library")
    parser.add_argument("--json", action="store_true", help="print JSON on stdout")


def _add_reading(command: Callable[..., argparse.ArgumentParser]) -> None:
    index = command("index", "add or refresh files and folders", indexing_commands.index)
    index.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    index.add_argument(
        "--remove-missing", action="store_true", help="take out documents whose files are gone"
    )
    index.add_argument("--rebuild", action="store_true", help="read and encode everything again")
    index.add_argument("--watch", action="store_true", help="stay, and index what changes")
    read = command("read", "the paragraphs of a file, without a library", asking_commands.read)
    read.add_argument("file", type=Path, metavar="FILE")
    read.add_argument("--hidden", action="store_true", help="what it holds and does not show")
    show = command("show", "a paragraph, its address and its neighbours", asking_commands.show)
    show.add_argument("paragraph_id", metavar="PARAGRAPH_ID")
    command("documents", "what is in the library, failures with reasons", asking_commands.documents)
    _add_removing(command)


def _add_removing(command: Callable[..., argparse.ArgumentParser]) -> None:
    remove = command("remove", "take documents out, for good", keeping_commands.remove)
    remove.add_argument("documents", nargs="+", metavar="DOCUMENT", help="id, name or path")
    remove.add_argument(
        "--prove", action="store_true", help="seek what they held in the library's whole folder"
    )
    remove.add_argument(
        "--with-citations", action="store_true", help="and the citations kept from them"
    )
    command("purge", "delete the texts of earlier revisions", keeping_commands.purge)


def _add_asking(command: Callable[..., argparse.ArgumentParser]) -> None:
    ask = command("ask", "the cited answer to a question", asking_commands.ask)
    ask.add_argument("question", metavar="QUESTION", help="a question; - reads it from stdin")
    _add_within(ask)
    ask.add_argument("--limit", type=_positive, default=5, metavar="N", help="hits to show (5)")
    ask.add_argument("--no-llm", action="store_true", help="quotations only, no language model")
    mentions = command(
        "mentions", "every paragraph on a subject, counted", asking_commands.mentions
    )
    mentions.add_argument("subject", metavar="SUBJECT")
    _add_within(mentions)
    mentions.add_argument("--ranked", action="store_true", help="best first, not document order")
    mentions.add_argument("--speaker", default="", metavar="NAME", help="only what NAME said")
    mentions.add_argument(
        "--year",
        default="",
        metavar="YEAR",
        help="only documents issued in YEAR, or whose name or title tells it",
    )
    mentions.add_argument("--limit", type=_positive, metavar="N", help="a part of N (all)")
    mentions.add_argument(
        "--first", type=_counted, default=0, metavar="N", help="leave out the first N (0)"
    )
    verify = command("verify", "does a citation still hold", asking_commands.verify)
    verify.add_argument("receipt", metavar="RECEIPT", help="a file of JSON; - reads stdin")
    quote = command("quote", "is this quotation exact, altered or not there", asking_commands.quote)
    quote.add_argument("text", metavar="TEXT", help="the quotation; - reads it from stdin")
    _add_within(quote)
    select = command("select", "keep a paragraph as an answer", keeping_commands.select)
    select.add_argument("paragraph_id", metavar="PARAGRAPH_ID")
    select.add_argument("--question", default="", metavar="QUESTION", help="what it answers")
    kept = command("selections", "citations kept, and what became of them")
    kept.set_defaults(run=keeping_commands.selections)
    kept.add_argument(
        "--export", type=Path, metavar="FOLDER", help="write a test set for `evaluate`"
    )
    kept.add_argument(
        "--forget", type=_positive, metavar="N", help="forget the citation of that number"
    )


def _add_keeping(command: Callable[..., argparse.ArgumentParser]) -> None:
    evaluate = command("evaluate", "measure answers to judged questions", asking_commands.evaluate)
    evaluate.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="FOLDER",
        help="a BEIR-style folder; without it, the questions of kept citations, here",
    )
    evaluate.add_argument(
        "--compare", default="hybrid", metavar="MODES", help="of lexical,dense,hybrid"
    )
    evaluate.add_argument(
        "--questions", type=_positive, metavar="N", help="the first N only; of kept ones the newest"
    )
    serve = command("serve", "the web page, on this machine")
    serve.add_argument("--open", action="store_true", help="open it in the browser")
    serve.add_argument("--host", metavar="ADDRESS", help="default 127.0.0.1")
    serve.add_argument("--port", metavar="N", help="default 8040; 0 takes a free one")
    ready = command(
        "prepare", "ready the encoder; done by itself on first use", asking_commands.prepare
    )
    ready.add_argument(
        "--encoder",
        metavar="NAME",
        help="english, multilingual, a folder or a hub's name; default: PINCITE_ENCODER",
    )
    reencode = command(
        "reencode",
        "encode the library with another encoder; the present one serves until it is done",
        encoder_commands.reencode,
    )
    reencode.add_argument(
        "--encoder", metavar="NAME", help="in place of the one that is set: PINCITE_ENCODER"
    )
    command("status", "what is in the library, and of what encoder it is", encoder_commands.status)
    command("doctor", "check the installation and the library", upkeep_commands.doctor)
    backup = command(
        "backup", "a consistent copy of the library, while in use", upkeep_commands.backup
    )
    backup.add_argument("file", type=Path, metavar="FILE")
    restore = command("restore", "a library from a backup", upkeep_commands.restore)
    restore.add_argument("file", type=Path, metavar="FILE")
    command("recover", "read the originals of a lost database again", indexing_commands.recover)


def _add_within(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--in",
        dest="within",
        action="append",
        default=[],
        metavar="DOCUMENT",
        help="only in this document: id, name, path, symbol or words of its title, or all of "
        "`body: …`, `author: …`, `year: …`; may be repeated",
    )


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise ValueError(text)
    return value


def _counted(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value


def _version() -> str:
    from importlib.metadata import version  # 20 ms that only --version needs

    return version("pincite")


def print_json(value: Mapping[str, Any]) -> None:
    """One line of JSON on stdout."""
    print(json.dumps(value, ensure_ascii=False))
