"""Whom a document has named, so that `the delegation` and `Ms. Brook` are known later on."""

import re
from collections import Counter

from assistant.documents.speakers.countries import folded
from assistant.documents.speakers.names import HONORIFIC, UPPER, canonical_name, name_key
from assistant.documents.speakers.words import BODIES

_DELEGATION = re.compile(
    r"(?:[Tt]he |[Ll]a |[Ll]os |[Dd]ie )?(?:[Hh]ead of (?:the )?)?(?P<of>[A-Z]\w+ )?"
    r"(?:delegation|délégation|delegación|Delegation|[Дд]елегация|[Gg]overnment|[Gg]ouvernement|[Gg]obierno"
    r"|Regierung|[Пп]равительство|State [Pp]arty|État partie|Estado parte|State under review)"
    r"|وفد|الوفد|代表团"
)
_ABBREVIATED = re.compile(r"(?P<name>.{4,150}?)\s*\((?P<short>[A-Z][\w/&-]{1,15})\)$")
_PERSON = re.compile(rf"(?:{HONORIFIC})\s+(?P<name>.+)")
_BODY = re.compile(
    rf"(?<!\w)(?P<full>(?:[{UPPER}][\w-]+ (?:and |et |y )?){{1,3}}(?P<head>{BODIES}))(?!\w)"
)
_NEARLY = 0.8
_REMEMBERED = 400


class KnownNames:
    """The names of one document, and whose delegation speaks in it where that is proved."""

    def __init__(self, state: str | None) -> None:
        self.state = state
        """Whose delegation speaks; `None` where that is not proved."""
        self._full: dict[str, str] = {}
        self._last: list[str] = []
        self._bodies: dict[str, Counter[str]] = {}

    def mention(self, text: str) -> None:
        """Take note of the bodies that a text calls by their full names."""
        for found in _BODY.finditer(text):
            name = canonical_name(found["full"])
            if len(name.split()) > 1:
                self._bodies.setdefault(name_key(found["head"]), Counter())[name] += 1

    def canonical(self, name: str, author: str | None) -> str:
        """What a name stands for here; remembers it."""
        canonical = self._resolved(name, author)
        if canonical not in self._last[:1]:
            self._last = [canonical, *self._last][:_REMEMBERED]
        return canonical

    def forget_last(self) -> None:
        """A new part begins: `the Committee` is none that was named before it."""
        self._last = []

    def _resolved(self, name: str, author: str | None) -> str:
        if self.state is not None and self._is_delegation(name):
            return self.state
        shortened = _ABBREVIATED.match(name)
        if shortened:
            full = canonical_name(shortened["name"])
            self._full[name_key(shortened["short"])] = full
            return full
        key = name_key(name)
        if key in self._full:
            return self._full[key]
        words = set(key.split())
        if author is not None and words <= set(folded(author).split()):
            return canonical_name(author)
        if _PERSON.match(name):
            return self._person(name, key)
        longer = (
            last for last in self._last if len(words) < 4 and words < set(name_key(last).split())
        )
        return next(longer, self._only_body(key) or canonical_name(name))

    def _only_body(self, key: str) -> str | None:
        """The one body that a word such as `Assembly` nearly always is a part of the name of."""
        bodies = self._bodies.get(key, Counter())
        name, times = next(iter(bodies.most_common(1)), (None, 0))
        return name if times > _NEARLY * bodies.total() else None

    def _is_delegation(self, name: str) -> bool:
        """`The delegation`, or one called by the State: `the Norwegian delegation`."""
        found = _DELEGATION.fullmatch(name)
        if found is None:
            return False
        return not found["of"] or folded(found["of"])[:4] == folded(self.state or "")[:4]

    def _person(self, name: str, key: str) -> str:
        """`Ms. Brook` is Ms. Jane Brook where no other Brook was named."""
        bare = re.sub(r"\s*\([^()]*\)", "", key)
        surname = bare.split(" ")[-1]
        same = {full for k, full in self._full.items() if k.split(" ")[-1] == surname}
        if len(same) == 1 and bare == surname:
            return same.pop()
        canonical = canonical_name(name)
        if bare != surname:
            self._full[key] = canonical
        return canonical
