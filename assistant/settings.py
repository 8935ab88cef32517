"""Everything that can be set, read once from the environment and `pincite.toml`."""

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

import platformdirs

from assistant.errors import SettingsError
from embeddings.endpoint_request import EndpointRequest, is_address

PREFIX = "PINCITE_"
FILE = "pincite.toml"
_NUMBERS = {
    "port",
    "encoder_dimensions",
    "encoder_batch",
    "encoder_requests_per_minute",
    "encoder_timeout",
    "encoder_retries",
}
_ENDPOINT = (
    "encoder_key",
    "encoder_model",
    "encoder_question_prompt",
    "encoder_passage_prompt",
    *sorted(_NUMBERS - {"port"}),
)
"""Of no use to an encoder that runs on this machine."""


Value = TypeVar("Value", str, int)


def _setting(default: Value, text: str, *, secret: bool = False) -> Value:
    setting: Value = field(default=default, metadata={"help": text}, repr=not secret)
    return setting


@dataclass(frozen=True, slots=True)
class Settings:
    """The program's settings; each field is `PINCITE_` and its name in capitals."""

    library: str = _setting("", "Folder of the library. Default: the user's data folder.")
    encoder: str = _setting(
        "bundled",
        "`multilingual`, which `bundled` is, `english`, a folder, a hub name, or the URL of an "
        "OpenAI-compatible embeddings endpoint.",
    )
    encoder_key: str = _setting("", "Key for an endpoint in `PINCITE_ENCODER`.", secret=True)
    encoder_model: str = _setting("", "Model to ask for at an endpoint in `PINCITE_ENCODER`.")
    encoder_question_prompt: str = _setting(
        "",
        "What that model wants before a question, such as `query: `; spaces count; `none` "
        "for nothing. Default: as published for E5, BGE, Nomic and Mixedbread models.",
    )
    encoder_passage_prompt: str = _setting(
        "",
        "What that model wants before a passage, such as `passage: `; spaces count; `none` "
        "for nothing. Default: likewise.",
    )
    encoder_dimensions: int = _setting(
        0, "Dimensions to ask that model for, where it can shorten its vectors. Default: its own."
    )
    encoder_batch: int = _setting(0, "Texts in a request to that endpoint. Default: 32.")
    encoder_requests_per_minute: int = _setting(
        0, "Requests that endpoint allows in a minute. Default: no limit."
    )
    encoder_timeout: int = _setting(
        0, "Seconds that endpoint may be silent before it is asked again. Default: 60."
    )
    encoder_retries: int = _setting(
        0, "How often that endpoint is asked again where it fails. Default: 3."
    )
    llm_url: str = _setting("", "Base URL of an OpenAI-compatible endpoint. Default: none.")
    llm_model: str = _setting("", "Model to ask for at `PINCITE_LLM_URL`.")
    llm_key: str = _setting("", "Key for `PINCITE_LLM_URL`.", secret=True)
    host: str = _setting("127.0.0.1", "Address to serve on; any other needs `PINCITE_SECRET`.")
    port: int = _setting(8040, "Port to serve on; 0 takes a free one.")
    secret: str = _setting(
        "", "Password for the page when it is served beyond this machine.", secret=True
    )
    allow_host: str = _setting("", "Further host names the page may be reached by, with commas.")
    cache: str = _setting("", "Folder for prepared encoders. Default: the user's cache folder.")

    def __post_init__(self) -> None:
        """Fill in the platform's folders; raises `SettingsError` for what has no effect."""
        idle = [name for name in _ENDPOINT if getattr(self, name)]
        if idle and not is_address(self.encoder):
            raise SettingsError(
                f"{', '.join(PREFIX + name.upper() for name in idle)} would have no effect: only "
                "an embeddings endpoint is told that, and PINCITE_ENCODER is not the address of "
                "one. Take it away, or set PINCITE_ENCODER to an address."
            )
        if not self.library:
            object.__setattr__(self, "library", platformdirs.user_data_dir("pincite", False))
        if not self.cache:
            object.__setattr__(self, "cache", platformdirs.user_cache_dir("pincite", False))

    @property
    def library_folder(self) -> Path:
        """The library as an absolute folder. Raises `SettingsError` for a URL."""
        if "://" in self.library:
            raise SettingsError(
                f"{self.library} is a server; this version keeps a library in a folder. "
                "Set PINCITE_LIBRARY to a folder."
            )
        return Path(self.library).expanduser().resolve()

    @property
    def endpoint(self) -> EndpointRequest:
        """What an embeddings endpoint is told beside the texts."""
        default = EndpointRequest()
        return EndpointRequest(
            model=self.encoder_model,
            key=self.encoder_key,
            question_prompt=self.encoder_question_prompt,
            passage_prompt=self.encoder_passage_prompt,
            dimensions=self.encoder_dimensions,
            batch=self.encoder_batch or default.batch,
            per_minute=self.encoder_requests_per_minute,
            timeout=self.encoder_timeout or default.timeout,
            retries=self.encoder_retries or default.retries,
        )

    @property
    def cache_folder(self) -> Path:
        """Where prepared encoders are kept."""
        return Path(self.cache).expanduser().resolve()


def load_settings(environment: Mapping[str, str], folder: Path, **given: str | None) -> Settings:
    """Settings from `folder/pincite.toml`, then the environment, then what was `given`.

    Raises `SettingsError` for a name that is not a setting, with the nearest
    right one, and for a value that cannot be used.
    """
    values: dict[str, str] = {}
    for name, value in _from_file(folder / FILE).items():
        values[_known(name.removeprefix(PREFIX).lower(), FILE)] = str(value)
    for name, value in environment.items():
        if name.startswith(PREFIX):
            values[_known(name.removeprefix(PREFIX).lower(), "the environment")] = value
    values |= {name: value for name, value in given.items() if value is not None}
    return _settings_of(values)


def _settings_of(values: Mapping[str, str]) -> Settings:
    typed: dict[str, Any] = dict(values)
    for name in _NUMBERS & values.keys():
        try:
            typed[name] = int(values[name])
        except ValueError:
            typed[name] = -1
        if not 0 <= typed[name] <= 65535:
            raise SettingsError(
                f"{PREFIX}{name.upper()} is {values[name]!r}; it must be a number from 0 to 65535."
            )
    return Settings(**typed)


def _from_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path} cannot be read: {error}") from error


def _known(name: str, place: str) -> str:
    names = [setting.name for setting in fields(Settings)]
    if name in names:
        return name
    near = difflib.get_close_matches(name, names, n=1, cutoff=0)[0]
    raise SettingsError(
        f"{PREFIX}{name.upper()} in {place} is not a setting; "
        f"the nearest is {PREFIX}{near.upper()}."
    )
