"""What is to be known of an encoder before it is trusted: whose it is, what it reads, and how."""

from dataclasses import dataclass

_ENGLISH = ("all-minilm", "all-mpnet", "multi-qa", "msmarco", "-en-", "gtr-t5")
"""Parts of the names of models that were trained on English alone, as their makers say."""


@dataclass(frozen=True, slots=True)
class Card:
    """An encoder's card; from the model's own files where they say it, from settings elsewhere."""

    name: str
    """The model's own name."""
    licence: str = ""
    """As the model's card names it, for example `apache-2.0`; empty where nothing says it."""
    languages: tuple[str, ...] = ()
    """ISO 639 codes of the languages it was made for; empty where nothing says them."""
    dimension: int = 0
    """Length of a vector."""
    question_prompt: str = ""
    """What stands before a question."""
    passage_prompt: str = ""
    """What stands before a passage."""
    longest: int | None = None
    """Tokens read at once, the special ones among them; `None` where it is not known."""
    pooling: str = ""
    """How one row is made of the tokens' rows; empty where it is not known."""
    fingerprint: str = ""
    """One line that is equal exactly where vectors may be compared."""

    def reads(self, language: str | None) -> bool:
        """Whether it was made for a language, as far as anything says; none is refused."""
        return language is None or not self.languages or language in self.languages

    def __str__(self) -> str:
        """One line for people."""
        said = [
            self.licence or "licence not stated",
            _languages(self.languages),
            f"{self.dimension} dimensions",
        ]
        if self.longest is not None:
            said.append(f"{self.longest} tokens at once")
        if self.question_prompt or self.passage_prompt:
            said.append(f"prompts {self.question_prompt!r} and {self.passage_prompt!r}")
        return f"{self.name} ({', '.join(said)})"


@dataclass(frozen=True, slots=True)
class Origin:
    """Who may use a model and for which languages, as its makers say."""

    licence: str = ""
    languages: tuple[str, ...] = ()


def languages_by_name(name: str) -> tuple[str, ...]:
    """What a model's name tells of its languages, where nothing else does."""
    return ("en",) if any(part in name.lower() for part in _ENGLISH) else ()


def _languages(codes: tuple[str, ...]) -> str:
    if not codes:
        return "languages not stated"
    return ", ".join(codes) if len(codes) <= 3 else f"{len(codes)} languages"
