"""Whom a question asks about as a speaker: who is to have said something."""

import re

_SAYING = (
    r"(?:say|said|state|stated|report|reported|recommend|recommended|propose|proposed|suggest"
    r"|suggested|think|ask|asked|call|called|note|noted|claim|claimed|argue|argued|declare"
    r"|declared|announce|announced|reply|replied|answer|answered|request|requested|urge|urged"
    r"|decide|decided|conclude|concluded|mention|mentioned|write|wrote|written|demand|demanded)"
)
_TITLE = r"\b(?:mrs?|ms|dr|prof|hon|rev|gen|st|fr|hr|mme|mlle|sra?|[a-z])\."
# In `the report recommends` the verb is not `report`.
_NAME = (
    rf"(?P<who>(?:{_TITLE}|[^?.,;:]){{2,80}}?)"
    r"(?<!\bthe)(?<!\bthis)(?<!\bthat)(?<!\bits)(?<!\btheir)(?<!\byour)"
)
_END = r"(?= (?:{about})\b| ?[?.,]|$)"
_GERMAN = _END.format(about="über|zu|zum|zur|von")
_FRENCH = _END.format(about="sur|de|du|des|au sujet|à propos")
_SPANISH = _END.format(about="sobre|de|del|acerca")
_ASKED = (
    r"\b(?:what|how|why|when|where) (?:did|does|do|has|have|had) "
    rf"{_NAME} {_SAYING}\b(?! {_SAYING}\b)",
    rf"\bwhat (?:is|was|are|were) {_NAME}(?:['’]s?) (?:views?|positions?|opinions?|stance"
    r"|reply|replies|response|statements?|recommendations?)\b",
    rf"\b(?:views?|positions?|opinions?|reply|statements?|recommendations?) (?:of|by) {_NAME}"
    r"(?= (?:on|about|regarding|concerning|to)\b|[?.]|$)",
    rf"\baccording to {_NAME}(?=[?,.]|$)",
    rf"\bwas (?:sagt|sagte|sagen|sagten|meint|meinte|berichtet|berichtete|empfiehlt) {_NAME}"
    + _GERMAN,
    rf"\bwas (?:hat|haben) {_NAME}(?: (?:über|zu|zum|zur|von)\b[^?.;]{{0,200}})? "
    r"(?:gesagt|berichtet|empfohlen|erklärt|gefordert|vorgeschlagen)\b",
    rf"\b(?:laut|nach ansicht (?:von|des|der)) {_NAME}(?=[?,.]|$)",
    r"\bqu['’](?:a|ont|avait) (?:dit|déclaré|demandé|proposé|recommandé|répondu) "
    rf"{_NAME}{_FRENCH}",
    rf"\bque di(?:t|sent) {_NAME}{_FRENCH}",
    rf"\bselon {_NAME}(?=[?,.]|$)",
    rf"\bqué (?:dijo|dice|dijeron|dicen|recomendó|ha dicho) {_NAME}{_SPANISH}",
    rf"\bsegún {_NAME}(?=[?,.]|$)",
    r"\bчто (?:сказал|заявил|сообщил|рекомендовал|отметил)(?:а|о|и)? "
    rf"{_NAME}(?= (?:о|об|обо|по|про|насчет)\b|[?.]|$)",
    rf"\b(?:ماذا|ما الذي) (?:قالت?|ذكرت?|أوصى|أوصت|صرحت?) {_NAME}(?= (?:عن|بشأن|حول)\b|[؟?.]|$)",
    r"^(?P<who>[^？?，,]{2,30}?)(?:对|就|关于|在).{1,60}(?:说|表示|建议)[了过]?[些]?什么",
)
_ARTICLE = re.compile(
    r"^(?:(?:the|a|an|der|die|das|dem|den|le|la|les|el|los|las) |l['’])(?=\S)", re.IGNORECASE
)
_DOCUMENT = (
    r"(?:documents?|reports?|texts?|files?|papers?|articles?|books?|paragraphs?|sources?|minutes"
    r"|contracts?|agreements?|polic(?:y|ies)|laws?|charters?|treat(?:y|ies)|resolutions?|letters?"
    r"|\w*bericht(?:e|en|s)?|dokument(?:e|en|s)?|texte?s?|vertr(?:ag|äge)|gesetze?|protokolle?"
    r"|rapports?|contrats?|lois?|informes?|documentos?|textos?|contratos?|ley(?:es)?|actas?)"
)
_NOBODY = re.compile(
    r"^(?:i|you|he|she|it|we|they|one|anyone|anybody|someone|somebody|people|everyone|who|this"
    r"|that|these|those|there|er|sie|es|man|wir|il|elle|on|ils|elles|nous|él|ella|ellos"
    r"|him|her|them|me|us|das|dies|ihm|ihr|ihn|ihnen|uns|ce|ça|cela|lui|eux|esto|eso"
    r"|(?:(?:this|that|the|these|my|our|your|dies\w*|ce|cet|cette|ces|este|esta|estos) )?"
    rf"(?:(?-i:[a-zà-ÿ])[\w'’-]* ){{0,2}}{_DOCUMENT}"
    r"(?: (?:of|from|on|for|by|von|vom|über|de|du|des|del|sur|sobre|annuel|anual)\b.*)?)$",
    re.IGNORECASE,
)


def speaker_asked(question: str) -> str | None:
    """Who is asked about as a speaker, as written but for an article; `None` where nobody is.

    Documents that are only pointed at ("what does this report say") are no speakers.
    """
    for pattern in _ASKED:
        # Compiled, and kept by `re`, when first wanted: starting need not take that time.
        match = re.search(pattern, question, re.IGNORECASE)
        if match is None:
            continue
        name = _ARTICLE.sub("", match["who"].strip())
        return None if _NOBODY.match(match["who"].strip()) or _NOBODY.match(name) else name
    return None
