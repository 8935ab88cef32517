"""Whom a question asks about as a speaker: who is to have said something."""

import re

_SAYING = (
    r"(?:say|said|state|stated|report|reported|recommend|recommended|propose|proposed|suggest"
    r"|suggested|think|ask|asked|call|called|note|noted|claim|claimed|argue|argued|declare"
    r"|declared|announce|announced|reply|replied|answer|answered|request|requested|urge|urged"
    r"|decide|decided|conclude|concluded|mention|mentioned|write|wrote|written|demand|demanded)"
)
_NAME = r"(?P<who>[^?.,;:]{2,80}?)"
_ASKED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bwhat (?:did|does|do|has|have|had) {_NAME} {_SAYING}\b",
        rf"\b(?:how|why|when|where) (?:did|does|do|has|have|had) {_NAME} {_SAYING}\b",
        rf"\bwhat (?:is|was|are|were) {_NAME}(?:['’]s?) (?:views?|positions?|opinions?|stance"
        r"|reply|replies|response|statements?|recommendations?)\b",
        rf"\b(?:views?|positions?|opinions?|reply|statements?|recommendations?) (?:of|by) {_NAME}"
        r"(?= (?:on|about|regarding|concerning|to)\b|[?.]|$)",
        rf"\baccording to {_NAME}(?=[?,.]|$)",
        rf"\bwas (?:sagt|sagte|sagen|sagten|meint|meinte|berichtet|berichtete|empfiehlt) {_NAME}"
        r" (?:über|zu|zum|zur|von)\b",
        rf"\bwas (?:hat|haben) {_NAME} (?:über|zu|zum|zur|von)\b.*(?:gesagt|berichtet|empfohlen)",
        rf"\b(?:laut|nach ansicht (?:von|des|der)) {_NAME}(?=[?,.]|$)",
        rf"\bqu['’](?:a|ont|avait) dit {_NAME} (?:sur|de|du|des|au sujet|à propos)\b",
        rf"\bque di(?:t|sent) {_NAME} (?:sur|de|du|des|au sujet|à propos)\b",
        rf"\bselon {_NAME}(?=[?,.]|$)",
        rf"\bqué (?:dijo|dice|dijeron|dicen|recomendó) {_NAME} (?:sobre|de|del|acerca)\b",
        rf"\bsegún {_NAME}(?=[?,.]|$)",
    )
)
_ARTICLE = re.compile(
    r"^(?:(?:the|a|an|der|die|das|dem|den|le|la|les|el|los|las) |l['’])(?=\S)", re.IGNORECASE
)
_NOBODY = re.compile(
    r"^(?:i|you|he|she|it|we|they|one|anyone|anybody|someone|somebody|people|everyone|who|this"
    r"|that|these|those|there|er|sie|es|man|wir|il|elle|on|ils|elles|nous|él|ella|ellos"
    r"|(?:(?:this|that|the|these|my|our|your|dies\w*|ce|cet|cette|este|esta) )?"
    r"(?:documents?|reports?|texts?|files?|papers?|articles?|books?|paragraphs?|sources?|minutes"
    r"|contracts?|agreements?|polic(?:y|ies)|laws?|bericht|dokument|rapport|texte|informe))$",
    re.IGNORECASE,
)


def speaker_asked(question: str) -> str | None:
    """Who is asked about as a speaker, as written but for an article; `None` where nobody is.

    Documents that are only pointed at ("what does this report say") are no speakers.
    """
    for pattern in _ASKED:
        match = pattern.search(question)
        if match is None:
            continue
        name = _ARTICLE.sub("", match["who"].strip())
        return None if _NOBODY.match(match["who"].strip()) or _NOBODY.match(name) else name
    return None
