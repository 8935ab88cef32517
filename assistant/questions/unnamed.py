"""Questions of *the meeting* or *the contract*, where nothing tells which one is meant."""

import re

from assistant.language.terms import question_terms

_CONTAINER = (
    r"(?:meeting|session|sitting|hearing|conference|workshop|forum|report|document|paper|study"
    r"|contract|agreement|lease|policy|letter|resolution|decision|interview|minutes|file|book"
    r"|article|judgment|case|sitzung|tagung|bericht|vertrag|dokument|brief|réunion|séance|rapport"
    r"|contrat|lettre|reunión|sesión|informe|contrato|carta)"
)
_DEFINITE = re.compile(
    rf"(?<!\w)(?:the|this|that|der|die|das|dieser|dieses|la|le|el|l['’]) ?(?P<noun>{_CONTAINER})"
    rf"(?!\w)(?! (?:of|on|between|with|von|zwischen|de|du|del|entre)\b)",
    re.IGNORECASE,
)
_CIRCUMSTANCE = (
    "chair chaired chairs chairperson chairman chairwoman president presided opened open opens "
    "closed close closes held hold place take took begin began start started end ended ends last "
    "lasted long date dated day time signed sign signs signature signatories parties party author "
    "authors authored wrote written write attended attend attendees present participants publish "
    "published issued issue adopted adopt adopts adjourned adjourn convened convene hosted host "
    "title called name names drafted prepared submitted submit rapporteur secretary minutes "
    "location venue effective term duration expire expires date version number addressed sent "
    "geleitet leitete vorsitz eröffnet unterzeichnet verfasst présidé présidée signé rédigé "
    "presidió firmó redactó"
)
"""What every meeting and every contract has one of."""


def container_unnamed(question: str, language: str | None) -> str | None:
    """The `meeting` or `contract` of which it asks what each of them has, as written.

    `None` where another word of the question tells which one is meant, or of what it speaks.
    """
    match = _DEFINITE.search(question)
    if match is None:
        return None
    own = f"{_CIRCUMSTANCE} {match['noun']}"
    known = {*question_terms(own, [language]), *question_terms(match["noun"], [language])}
    return match["noun"] if known.issuperset(question_terms(question, [language])) else None
