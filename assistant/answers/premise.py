"""What a question takes for granted, held against what was found."""

from collections.abc import Sequence

from assistant.language.terms import folded_words, terms
from assistant.language.verbs import in_base_form
from assistant.questions.premises import premise_of
from assistant.questions.question import Question
from assistant.retrieval.hit import Hit

LOOKED_AT = 20
"""First hits in which it is looked for."""


def unborne(question: Question, hits: Sequence[Hit]) -> str | None:
    """That none of these says what the question takes for granted; `None` where one does.

    It is said where a sentence has the name and, in some form, every word that is not a
    function word; whether that is meant nobody judged, so only its absence is told.
    """
    premise = premise_of(question.subject)
    if premise is None:
        return None
    for hit in hits[:LOOKED_AT]:
        language = hit.passage.language
        asked = question.weighty_words(language)
        if not asked:
            return None
        around = hit.passage.context
        for sentence in hit.passage.sentence_texts:
            said = _forms(f"{around} {sentence}", language)
            if all(_forms(word, language) & said for word in asked):
                return None
    return f"Nothing that was found says in so many words that {premise}."


def _forms(text: str, language: str | None) -> frozenset[str]:
    """The stems of its words, and those of the verbs that they are forms of."""
    based = " ".join(in_base_form(folded_words(text)))
    return frozenset((*terms(text, language), *terms(based, language)))
