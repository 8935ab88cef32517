"""How follow-ups are worded, in English, German, French and Spanish, some Italian and Portuguese.

Patterns are held against questions in one wording: single spaces, nothing invisible.
"""

import re

_END = r"[\s?!.]*$"
_ONE_LETTER = r"(?-i:[yeo])|(?<=¿)[yeo]"
"""`Y chromosome` is no follow-up."""
_AND = rf"(?:and|but|so|or|then|also|und|aber|oder|auch|et|mais|ou|pero|ed|ma|mas|{_ONE_LETTER})"

ABOUT = re.compile(
    rf"^¿?(?:{_AND}[\s,]+)?"
    r"(?:(?:what|how) (?:about|of)|was ist mit|wie (?:ist|steht|sieht) es mit"
    r"|qu['’]en est-il (?:de|des|du)|quid (?:de|des|du)|qué (?:hay|pasa|tal) (?:de|con))"
    rf" (?P<topic>.+?){_END}",
    re.IGNORECASE,
)
"""`And what about women?`."""

AND = re.compile(
    rf"^¿?(?:and|or|also|und|oder|auch|et|ou|ed|{_ONE_LETTER}) (?P<topic>[^?]{{1,80}}?){_END}",
    re.IGNORECASE,
)
"""`And women?`."""

ELLIPSIS = re.compile(
    r"^(?!(?:for (?:example|instance)|in (?:general|short|fact)|at (?:least|most|all)|by the way"
    r"|pour l'instant|por ejemplo)\b)"
    r"(?P<topic>(?:in|by|for|from|at|during|since|under|with|without|among|im|bei|für|seit|en|pour"
    r"|para|por)(?: [^\s?]+){1,5}|(?:1[5-9]|20)\d\d) ?\?$",
    re.IGNORECASE,
)
"""`In 2012?`: the question mark tells it from a title such as `By night`."""

VERBAL = re.compile(
    r"\b(?:is|are|was|were|be|do|does|did|has|have|had|can|could|may|must|shall|should|will|would"
    r"|ist|sind|war|waren|wird|wurde|hat|haben|est|sont|était|a|ont|es|son|fue|era|ha|han)\b",
    re.IGNORECASE,
)
"""Verbs by which a question is a sentence of its own."""

_STRONG = r"about|regarding|concerning|über|zum thema|concernant|sur|acerca de|sobre"
_WEAK = r"of|for|für|pour|para"
_TAIL = r"(?: (?:gesagt|berichtet|erwähnt|geschrieben|beschlossen|empfohlen|gefordert))?"
"""German puts what is asked of a topic behind it."""
FRAMES = tuple(
    re.compile(
        rf"^(?P<frame>.*?\b(?:{words}) )(?P<topic>.+?)(?P<tail>{_TAIL}){_END}", re.IGNORECASE
    )
    for words in (_STRONG, "on", _WEAK)
)
"""What is asked of a topic, and the topic; the first that fits."""

LINK = re.compile(rf"^(?:{_STRONG}|on|{_WEAK}) ", re.IGNORECASE)
"""A preposition that the frame has already."""

ASIDE = re.compile(
    r"^(?:in|by|from|at|during|since|before|after|under|with|without|among|to|im|bei|seit|en|por)"
    r"\b",
    re.IGNORECASE,
)
"""Begins what is added to a question and does not exchange its topic."""

YEAR = re.compile(r"^(?:(?:in|for|during|since|im jahr|en) )?(?:1[5-9]|20)\d\d$", re.IGNORECASE)
YEAR_ASKED = re.compile(r"\b(?:1[5-9]|20)\d\d\b")

ASKING = re.compile(
    r"^(?:who|whom|whose|what|when|where|why|which|how"
    r"|wer|wen|wem|was|wann|wo|warum|wieso|weshalb|wie|welche[rsnm]?"
    r"|qui|quoi|quand|où|pourquoi|comment|combien|quel(?:le)?s?"
    r"|quiéne?s?|qué|cuándo|dónde|por qué|cómo|cuánt[oa]s?|cuále?s?)\b"
    r"(?: (?:much|many|long|viele?|lange))?",
    re.IGNORECASE,
)
"""The word that asks, at the beginning."""

MANNER = re.compile(
    r"^(?:when|where|why|how(?! (?:much|many|long|often|far|old))|wann|wo|warum|wie(?! viel)"
    r"|quand|où|pourquoi|comment|cuándo|dónde|por qué|cómo) ",
    re.IGNORECASE,
)
"""Asks for a circumstance, so that another such word can stand in its place."""

AUXILIARY = re.compile(
    r"^(?:is|are|was|were|do|does|did|has|have|had|can|could|may|might|must|shall|should|will"
    r"|would) ",
    re.IGNORECASE,
)

MORE = re.compile(
    rf"^¿?(?:{_AND}[\s,]+)?"
    r"(?:what else|anything else|what more|(?:tell me |show me )?more|go on|was noch|was sonst"
    r"|(?:sonst )?noch etwas|mehr|quoi d['’]autre|quoi encore|autre chose|qué más|algo más)"
    r"(?: (?:was|is|were|are|did|does|do) (?:\w+ )?\w+)?"
    rf"{_END}",
    re.IGNORECASE,
)
"""`What else?`, `What else did she say?`."""

WHO = re.compile(
    r"^¿?(?:and |und |et |y )?"
    r"(?:who (?:said|says|wrote|claimed|stated) (?:so|that|this|it)"
    r"|wer (?:hat das (?:gesagt|geschrieben)|sagte? (?:das|dies))"
    r"|qui (?:a dit (?:ça|cela)|l['’]a dit|dit (?:ça|cela))"
    r"|quién (?:dijo (?:eso|esto)|lo dijo|lo dice))\b",
    re.IGNORECASE,
)

_PLACES = (
    ("first", "ersten", "premier", "première", "primer", "primero", "primera"),
    ("second", "other", "zweiten", "anderen", "deuxième", "seconde", "autre", "segundo", "otro"),
    ("third", "dritten", "troisième", "tercer", "tercera"),
    ("fourth", "vierten", "quatrième", "cuarto", "cuarta"),
    ("fifth", "fünften", "cinquième", "quinto", "quinta"),
)
PLACES = {word: at for at, words in enumerate(_PLACES) for word in words} | dict.fromkeys(
    ("last", "letzten", "dernier", "dernière", "último", "última"), -1
)
"""The document at a place of an answer; -1 is the last."""
PLACE = re.compile(
    r"^¿?(?:(?:and|und|et|y) )?(?:what about )?"
    r"(?:in|from|according to|im|in der|laut dem|dans|selon|en|según) (?:(?:the|le|la|l['’]|el) ?)?"
    rf"(?P<place>{'|'.join(PLACES)}) "
    r"(?:one|document|report|file|paper|text|minutes|record|source"
    r"|dokument|bericht|datei|protokoll|quelle|rapport|fichier|texte|informe|documento|archivo)"
    rf"{_END}",
    re.IGNORECASE,
)

IN_DOCUMENT = re.compile(
    r"^¿?(?:(?:and|but|und|et|y) )?(?:what about )?"
    r"(?:in|from|according to|laut|dans|selon|según|en) "
    rf"(?P<article>(?:the|dem|der|den|le|la|les|el|los|las) )?(?P<name>[^?]{{1,120}}?){_END}",
    re.IGNORECASE,
)

UNNAMED = frozenset(("report", "document", "file", "paper", "text", "source", "record", "bericht"))
"""Words that are in the names of documents and name none by themselves."""

BACK = re.compile(
    r"\b(?:that|this|it|its|they|them|their|those|these|he|him|his|she|her|then|so"
    r"|(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )there"
    r"|dort|davon|dazu|dafür|damit|daran|darüber|deren|dessen"
    r"|cela|ça|celui-ci|celle-ci|ceux-ci|celles-ci|eso|esto|ello|allí)\b",
    re.IGNORECASE,
)
"""Points at what went before; `Is there a …` does not."""

SHORT = 8
"""Words up to which a question that points back is a follow-up."""

LONGEST_TOPIC = 4
"""Words beyond which what follows `and` is a question of its own."""
