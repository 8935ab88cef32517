"""What kind of thing a question asks for, as far as its words give it away."""

import re
from enum import StrEnum

from assistant.language.endings import is_question

_AMOUNT = (
    r"\b(how (many|much|long|old|far|large|big|often|tall|high|fast)"
    r"|(what|which) (percentage|number|amount)|wie ?viele?|wie (lange|alt|hoch|weit|oft|groß)"
    r"|cuánt[oa]s?|combien|quant[oaie]|hoeveel|сколько)\b|多少|几个|多大|多长|كم|कितन"
)
_DATE = (
    r"\b(when|(what|which) (year|date|century)|wann|in welchem jahr|cuándo|quand|quando|wanneer"
    r"|когда)\b|何时|什么时候|哪一?年|متى|कब"
)
_NUMBER_ASKED = re.compile(f"{_AMOUNT}|{_DATE}", re.IGNORECASE)
_NUMBER = re.compile(
    r"\d(?:[\d.,]*\d)?|[一二三四五六七八九十百千万亿]+|\b(one|two|three|four|five|six|seven|eight|nine|ten|dozen"
    r"|hundreds?|thousands?|millions?|half|twice|once"
    r"|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|dos|tres|cuatro|cinco|deux|trois|quatre)\b",
    re.IGNORECASE,
)

_OPENING = r"^[\s¿¡\"“„«(]*(?:(?:and|but|so|und|et|y) )?"
_WHEN = (
    _OPENING + r"(?:(?:since |until |by )?when|(?:in |on )?(?:what|which) (?:year|date|day|month"
    r"|century)|(?:seit |bis |ab )?wann|in welchem (?:jahr|monat)|an welchem tag"
    r"|(?:depuis |jusqu['’]à )?quand|(?:en quelle année|à quelle date|quel jour)"
    r"|(?:desde |hasta )?cuándo|en qué (?:año|fecha|mes)|quando|wanneer|когда"
    r"|何时|什么时候|哪一?年|متى|कब)(?!\w)"
)
_WHO = (
    # `WHO guidelines` names an organisation.
    _OPENING + r"(?!(?-i:WHO [^a-z]*[a-z]))"
    r"(?:(?:by|to|from|for|with|von|mit|für|an|bei|de|à|par|avec|pour|por|a|con|para) )?"
    r"(?:who|whom|whose|wer|wen|wem|wessen|qui|quién|quiénes|chi|quem|кто|谁|من|कौन)(?!\w)"
)
_PART = (
    r"(?:paragraph|passage|page|section|article|clause|document|report|text|file|annex|minutes)s?"
)
_PLACE = (
    _OPENING
    + r"(?:where (?:is|are|was|were)\b.* (?:said|written|mentioned|stated|defined|quoted)\b"
    rf"|where (?:is|are) the {_PART}\b|where (?:does|do|did)\b.* (?:say|mention|state|write)\b"
    rf"|where (?:does|do) .* stand\b|where can (?:i|one|we) (?:find|read)\b|where in .*{_PART}\b"
    rf"|(?:in |on |at )?(?:what|which) {_PART}\b"
    r"|wo (?:steht|stehen|heißt es)|(?:auf|in|an) welche[rmn] (?:seite|absatz|artikel|abschnitt"
    r"|dokument|bericht|stelle)"
    r"|où (?:est-il|se trouve)\b.* (?:écrit|dit|mentionné|passage|paragraphe|page)\b|où figure"
    r"|(?:à|dans|sur) quel(?:le)? (?:page|paragraphe|section|article|document|rapport)"
    r"|dónde (?:dice|está escrito|figura|se menciona)"
    r"|en qué (?:página|párrafo|sección|artículo|documento|informe))"
)
_HOW_MANY = (
    _AMOUNT + r"|" + _OPENING + r"(?:how (?:wide|deep|heavy|expensive)|what share"
    r"|wie (?:lang|breit|tief|schwer|teuer|schnell)|was kostet|welcher anteil|quel pourcentage"
    r"|qué porcentaje)\b"
)
# What German asks with: `Was ist`, `Was muss man`, `Was geschah`.
_WAS = (
    r"(?!was (?:\w+t|\w+te|\w+en) (?:die|der|das|man|er|sie|es|über|zu|in|im|von)\b)"
    r"(?!was (?:ist|sind|war|waren|hat|haben|hatten?|wird|werden|wurden?|würden?|kann|können"
    r"|konnten?|darf|dürfen|muss|müssen|mussten?|soll|sollen|sollten?|will|wollen|geschieht"
    r"|geschah|passiert|passierte|gibt|gab|gilt|galt|heißt|bedeutet|folgt|fehlt|tut|tun|macht"
    r"|machen)\b)"
)
_YES_NO = (
    _OPENING + _WAS + r"(?:(?:is|are|was|were|am|do|does|did|has|have|had|can|could|may|might|must"
    r"|shall|should|will|would)(?:n['’]t)? (?!you\b|of\b|\d)"
    r"|(?:ist|sind|war|waren|hat|haben|kann|können|darf|dürfen|muss|müssen|soll|sollen|wird|werden"
    r"|gibt es|gab es) "
    r"|est-ce qu|hay |existen? "
    r"|(?<=¿)(?:es|son|está|están|ha|han|hubo|había|puede|pueden|debe|deben|tiene|tienen) "
    r"|(?!(?:\w+ )?(?:comment|pourquoi|que|quoi|quels?|quelles?|où)\b|qu['’])"
    r".*[^\W\d_]-(?:t-)?(?:ils?|elles?|on)\b)"
)


class AskedFor(StrEnum):
    """What an answer must give."""

    SAID = "said"
    """What was said of a subject: whatever asks for nothing more exact."""
    WHO = "who"
    WHEN = "when"
    HOW_MANY = "how_many"
    """A number of things, or a measure of one."""
    PLACE = "place"
    """Where in the documents it stands."""
    YES_NO = "yes_no"


def asked_for(question: str) -> AskedFor:
    """What a question asks for; `SAID` where its words do not tell."""
    # The patterns are compiled, and kept by `re`, when first wanted: starting need not take that.
    if re.match(_PLACE, question, re.IGNORECASE | re.DOTALL):
        return AskedFor.PLACE
    if re.match(_WHEN, question, re.IGNORECASE):
        return AskedFor.WHEN
    if re.match(_WHO, question, re.IGNORECASE):
        return AskedFor.WHO
    if re.search(_HOW_MANY, question, re.IGNORECASE):
        return AskedFor.HOW_MANY
    if re.match(_YES_NO, question, re.IGNORECASE) and is_question(question):
        return AskedFor.YES_NO
    return AskedFor.SAID


def wants_number(question: str) -> bool:
    """Whether a number answers a question, or a date, wherever in it that is asked for."""
    return bool(_NUMBER_ASKED.search(question))


def has_other_number(sentence: str, question: str) -> bool:
    """Whether a sentence holds a number that is not the question's own."""
    asked = question.casefold()
    return any(number[0].casefold() not in asked for number in _NUMBER.finditer(sentence))
