"""Whether a model's folder says how texts become its tokens."""

from pathlib import Path

from embeddings.errors import EncoderMissing

_NAMES = (
    "tokenizer.json",
    "vocab.txt",
    "vocab.json",
    "*.model",
    "*.spm",
    "*vocab*.tiktoken",
    "whitespacetokenizer_config.json",
)
"""Any of them holds a vocabulary; settings of a tokenizer alone do not."""


def check_tokenizer(folder: Path) -> None:
    """Raise `EncoderMissing` for a folder without a vocabulary.

    transformers makes an empty one for it then, by which every word is the same unknown one.
    """
    if not any(next(folder.rglob(name), None) for name in _NAMES):
        raise EncoderMissing(
            f"{folder} holds no tokenizer ({_NAMES[0]} or the like), without which its model "
            "reads no word. Copy the whole folder of the model, or save it again with "
            "sentence-transformers."
        )
