"""A model by its name on the Hugging Face hub: the copy on this disk, else a download."""

from collections.abc import Callable
from pathlib import Path

from huggingface_hub import snapshot_download
from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

from embeddings.errors import EncoderMissing
from embeddings.weights import Source, checksum

_WANTED = ["*.json", "*.txt", "*.model", "*.safetensors", "*.jinja"]
_NOT_WANTED = ["onnx/*", "openvino/*"]
"""Never pickles, never code: weights are read as safetensors or not at all."""


def hub_source(name: str, notify: Callable[[str], None] | None = None) -> Source:
    """The model called `name`; downloaded only when this disk has no whole copy.

    A copy is never brought up to date by itself: an index belongs to one set of
    weights. Raises `EncoderMissing`.
    """
    try:
        folder = Path(
            snapshot_download(
                name, allow_patterns=_WANTED, ignore_patterns=_NOT_WANTED, local_files_only=True
            )
        )
        return Source(name, folder, checksum(folder))
    except (LocalEntryNotFoundError, EncoderMissing):
        pass
    except HFValidationError as error:
        raise EncoderMissing(f"{name} is neither a folder nor a name on a hub.") from error
    if notify is not None:
        notify(f"Downloading the encoder {name} (once) …")
    try:
        folder = Path(snapshot_download(name, allow_patterns=_WANTED, ignore_patterns=_NOT_WANTED))
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        raise EncoderMissing(
            f"{name} is not on this disk and cannot be downloaded. Connect to the network, "
            "name a folder that holds the model, or use `english` or `multilingual`."
        ) from error
    return Source(name, folder, checksum(folder))
