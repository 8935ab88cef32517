"""What every command needs: its settings, where its output goes, its exit codes."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.service import Assistant
from assistant.settings import Settings
from embeddings.encoder import Encoder
from embeddings.loading import load_encoder

if TYPE_CHECKING:
    pass

DONE, MISSING, INTERRUPTED = 0, 1, 130


@dataclass(frozen=True, slots=True)
class Context:
    """What every command needs to know."""

    settings: Settings
    as_json: bool

    def open(self, *, create: bool = False, recovering: bool = False) -> Assistant:
        """The assistant over the library that was asked for."""
        return Assistant.open(
            settings=self.settings, notify=notify, create=create, recovering=recovering
        )

    def tell_encoder(self, assistant: Assistant) -> None:
        """Say beside the output where another encoder answers than the one that is set."""
        if told := assistant.encoders.notice:
            notify(f"! {told}")

    def encoder(self, name: str | None = None) -> Encoder:
        """The encoder called `name`, else the one in the settings; without a library."""
        settings = self.settings
        return load_encoder(
            name or settings.encoder,
            cache=settings.cache_folder,
            request=settings.endpoint,
            notify=notify,
        )


def notify(message: str) -> None:
    """A message for the person, beside the output."""
    print(message, file=sys.stderr)


def emit(value: Mapping[str, Any]) -> None:
    """One line of JSON on stdout, at once; undecodable file names are escaped, never fatal."""
    line = json.dumps(value, ensure_ascii=False)
    sys.stdout.write(line.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")
    sys.stdout.flush()


def text_or_stdin(text: str) -> str:
    """The text that was given; `-` stands for what is on stdin."""
    return sys.stdin.read() if text == "-" else text
