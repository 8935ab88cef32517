"""The States that a text names."""

import re
from functools import lru_cache

from assistant.documents.speakers.countries import country_names, folded


@lru_cache(maxsize=1)
def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, country in country_names().items():
        words = tuple(name.split())
        if words:
            found.setdefault(words[0], []).append((words, country))
    for names in found.values():
        names.sort(key=lambda one: -len(one[0]))
    return found


def states_in(text: str) -> list[str]:
    """Each State named, as often as it is named, in order: `South Sudan` is not `Sudan`."""
    words = re.findall(r"\w+", text.casefold()) if text.isascii() else folded(text).split()
    names = _by_first_word()
    found = []
    at = 0
    while at < len(words):
        for name, country in names.get(words[at], ()):
            if tuple(words[at : at + len(name)]) == name:
                found.append(country)
                at += len(name) - 1
                break
        at += 1
    return found
