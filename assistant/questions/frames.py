"""What a request is about, without the words that only tell what to do with it."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Speech:
    """How one language frames a subject; each part a regular expression."""

    asking: str
    """For something to be shown, with the articles before it."""
    part: str
    """A stretch of text, and nothing else."""
    perhaps_part: str
    """What is a stretch of text where a document or a quoted subject says so."""
    source: str
    """A document that is only pointed at."""
    inside: str
    about: str
    saying: str
    """That a document is to say something, with `{source}` in it, or the reader's helper."""


_ENGLISH = _Speech(
    asking=(
        r"(?:please )?(?:(?:can|could|would) you (?:please )?)?"
        r"(?:(?:highlight|find|list|show|give|quote|extract|identify|locate|mark|point out|select"
        r"|search for|look for|look up|are there|is there|which|what)(?: me| us)?"
        r"|i(?: am|['’]m) looking for|i(?: want| need| would like|['’]d like)(?: to see)?)"
        r"(?: (?:all|any|every|each|the|some|of|relevant))*"
    ),
    part=r"(?:passages?|paragraphs?|clauses?|excerpts?|quotations?|mentions?|everything|anything)",
    perhaps_part=r"(?:parts?|sections?|sentences?|provisions?|statements?|places?|quotes?)",
    source=(
        r"(?:(?:this|these|my|our|your) (?:contract|agreement|document|file|text|report|paper|page"
        r"|book|letter|article|policy|policie)s?|the (?:document|file|text)s?)"
    ),
    inside=r"(?:of|in|from)",
    about=(
        r"(?:(?:that|which) )?(?:(?:is|are) )?(?:about|on|regarding|concerning|(?<=mention )of"
        r"|(?<=mentions )of|(?:related|relating|relevant|pertaining) to|deal(?:s|ing)? with"
        r"|talk(?:s|ing)? about|(?:mention|discuss|address|concern)(?:s|es|ing)?)"
    ),
    saying=(
        r"(?:what (?:do|does|did) {source} (?:say|state|tell (?:me|us)|have to say)"
        r"|(?:please )?(?:(?:can|could|would|what can) you )?tell (?:me|us)(?: more| everything)?)"
        r" (?:about|on|regarding|concerning)"
    ),
)
_GERMAN = _Speech(
    asking=(
        r"(?:bitte )?(?:(?:zeig|find|such|nenn|zitier|markier)(?:e|en)?(?: sie)?(?: mir| uns)?"
        r"|gib(?: mir| uns)|gibt es|ich (?:suche|brauche|möchte))(?: bitte)?"
        r"(?: (?:alle|die|den|das))*"
    ),
    part=r"(?:passagen?|textstellen?|absätze?|absatz|klauseln?|auszüge?|zitate?|erwähnungen)",
    perhaps_part=r"(?:stellen?|abschnitte?|sätze?|teile?|bestimmungen)",
    source=(
        r"(?:(?:dies|mein|unser)\w* (?:vertr[aä]g|dokument|text|bericht|datei|brief)\w*"
        r"|d(?:as|em|ie|en|er) (?:dokument|text|datei)\w*)"
    ),
    inside=r"(?:in|aus)",
    about=r"(?:über|zu|zum|zur|betreffend|bezüglich)(?: (?:dem )?thema)?",
    saying=(r"was (?:sagt|sagen|steht)(?: in)? {source} (?:über|zu|zum|zur)(?: (?:dem )?thema)?"),
)
_FRENCH = _Speech(
    asking=(
        r"(?:(?:montre|trouve|cherche|cite|surligne|indique|donne)[rsz]?(?:[- ](?:moi|nous))?"
        r"|je (?:cherche|voudrais|veux))(?: (?:tous|toutes|les|le|la|des|un|une))*"
    ),
    part=r"(?:passages?|paragraphes?|extraits?|clauses?|citations?|mentions?)",
    perhaps_part=r"(?:parties?|sections?|phrases?|articles?|dispositions?)",
    source=(
        r"(?:(?:ce|cet|cette|ces|mon|notre) (?:contrat|accord|document|texte|rapport|fichier)s?"
        r"|l[ea]s? (?:document|texte|fichier)s?)"
    ),
    inside=r"(?:de|dans)",
    about=(
        r"(?:sur|concernant|à propos d(?:e|u|es)|au sujet d(?:e|u|es)"
        r"|(?:relatif|relative|lié|liée)s? (?:à|aux?)|qui (?:parle|traite)(?:nt)? d(?:e|u|es)"
        r"|qui (?:mentionne|concerne)(?:nt)?)"
    ),
    saying=(
        r"(?:que di(?:t|sent) {source}|qu['’]est-ce que {source} di(?:t|sent))"
        r" (?:sur|concernant|à propos d(?:e|u|es)|au sujet d(?:e|u|es))"
    ),
)
_SPANISH = _Speech(
    asking=(
        r"(?:(?:muestra|busca|encuentra|señala|resalta|cita|indica|da)(?:me|nos)?|busco|quiero ver)"
        r"(?: (?:todos|todas|los|las|el|la))*"
    ),
    part=r"(?:pasajes?|párrafos?|cláusulas?|fragmentos?|extractos?|menciones)",
    perhaps_part=r"(?:partes?|sección|secciones|frases?|disposiciones|citas?)",
    source=(
        r"(?:(?:este|estos|mi|nuestro) (?:contrato|acuerdo|documento|texto|informe|archivo)s?"
        r"|(?:el|los) (?:documento|texto|archivo)s?)"
    ),
    inside=r"(?:de|en)",
    about=(
        r"(?:sobre|acerca del?|(?:relacionad[oa]s?) con|relativ[oa]s? al?"
        r"|que (?:mencionan?|tratan? del?|tratan? sobre|hablan? del?|hablan? sobre))"
    ),
    saying=r"¿?qué dicen? {source} (?:sobre|acerca del?)",
)

_QUOTED = r"[\"“„«]"
_NOTE = r"(?: ?\([^()]*\))?"


def _frame(speech: _Speech) -> str:
    placed = f"{_NOTE} {speech.inside} {speech.source}{_NOTE}"
    either = f"(?:{speech.part}|{speech.perhaps_part})"
    return (
        rf"{speech.asking} (?:{speech.part}{_NOTE}|{either}{placed}) {speech.about} "
        rf"|{speech.asking} {speech.perhaps_part}{_NOTE} {speech.about} (?={_QUOTED})"
        rf"|{speech.saying.format(source=speech.source)} "
    )


_FRAME = re.compile(
    rf"(?:{'|'.join(map(_frame, (_ENGLISH, _GERMAN, _FRENCH, _SPANISH)))})(?=.*\w)",
    re.IGNORECASE | re.DOTALL,
)
_IN_QUOTES = re.compile(rf"{_QUOTED}([^\"“”„«»]*\w[^\"“”„«»]*)[\"“”»]")
_TO_BE_READ = re.compile(
    r",? (?:that|which) (?:should|must|need to|ought to|have to|are to|is to) be"
    r" (?:reviewed|read|checked|examined|verified|considered)(?: by (?:(?:a|an|the) )?\w+)?"
    r"(?=\W*$|[.:;])",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[.?!] \w")
_LABEL = re.compile(r"^[\s.:;,!?]*(?:[A-Z]\w+: )?")


def subject_of(question: str) -> str:
    """The subject of a request for passages on something; other questions as they are.

    A frame is an instruction around a subject: "highlight the clauses related to …", "what
    does this document say about …". Its words say nothing of what is looked for. Where the
    subject stands in quotation marks, what the passages are wanted for goes too, and what
    explains the subject stays. When in doubt nothing is left out.
    """
    asked = " ".join(question.split())
    frame = _FRAME.match(asked)
    if frame is None:
        return question
    rest = asked[frame.end() :]
    quoted = _IN_QUOTES.match(rest)
    if quoted is None:
        return rest if _GOES_ON.search(rest) else rest.rstrip(" ?.!")
    after = rest[quoted.end() :]
    wanted_for = _TO_BE_READ.match(after)
    after = after[wanted_for.end() :] if wanted_for else after
    if re.match(r"\w| \w", after):
        return quoted.group(1).strip() + after.rstrip(" ?.!")
    return f"{quoted.group(1).strip()}. {_LABEL.sub('', after)}".rstrip(" .")
