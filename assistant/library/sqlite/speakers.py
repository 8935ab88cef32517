"""Who speaks in the documents of a library, found by the words of their names."""

from assistant.documents.speakers.names import name_key
from assistant.library.records import KnownSpeaker
from assistant.library.sqlite.rows import decoded
from assistant.library.sqlite.spoken import bound
from assistant.library.sqlite.store import Store

MOST = 1_000
"""Names that share a word and are looked through."""
_SHORTEST_BEGINNING = 3
"""Letters by which a longer word of a name is found."""


class Speakers(Store):
    """Implements what `Reading` tells of speakers."""

    def speakers(self, name: str) -> tuple[KnownSpeaker, ...]:
        """As `Reading.speakers`."""
        key = bound(name_key(name))
        words = key.split()
        if not words:
            return ()
        found = self._having(max(words, key=len))
        exact = [speaker for speaker in found if speaker.key == key]
        wanted = set(words)
        return tuple(exact or [s for s in found if all(_begins(w, s.key) for w in wanted)])

    def _having(self, word: str) -> list[KnownSpeaker]:
        """Those with a word of their name that begins so, most often heard first."""
        end = word + chr(0x10FFFF) if len(word) >= _SHORTEST_BEGINNING else word
        rows = self.database.rows(
            "SELECT key, name, sum(stated), sum(reported) FROM speaker WHERE key IN"
            " (SELECT key FROM speaker_word WHERE word >= ? AND word <= ? LIMIT ?)"
            " GROUP BY key ORDER BY sum(stated) + sum(reported) DESC, key",
            (word, end, MOST),
        )
        return [KnownSpeaker(key, decoded(name), *counts) for key, name, *counts in rows]


def _begins(word: str, key: str) -> bool:
    parts = key.split()
    return word in parts or (
        len(word) >= _SHORTEST_BEGINNING and any(part.startswith(word) for part in parts)
    )
