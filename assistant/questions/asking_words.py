"""The words that each language asks with, by what they ask for: pieces of regular expressions."""

OPENING = r"^[\s¿¡\"“„«(]*(?:(?:and|but|so|und|et|y|e|en|in|и|а|و) )?"
"""What may stand before the word that asks."""

PLACES = {
    "en": (
        r"where (?:is|are|was|were)\b.* (?:said|written|mentioned|stated|defined|quoted)\b"
        r"|where (?:is|are) the {part}\b|where (?:does|do|did)\b.* (?:say|mention|state|write)\b"
        r"|where (?:does|do) .* stand\b|where can (?:i|one|we) (?:find|read)\b|where in .*{part}\b"
        r"|(?:in |on |at )?(?:what|which) {part}\b"
    ).replace(
        "{part}",
        r"(?:paragraph|passage|page|section|article|clause|document|report|text|file|annex"
        r"|minutes)s?",
    ),
    "de": r"wo (?:steht|stehen|heißt es)|(?:auf|in|an) welche[rmn] (?:seite|absatz|artikel"
    r"|abschnitt|dokument|bericht|stelle)",
    "fr": r"où (?:est-il|se trouve)\b.* (?:écrit|dit|mentionné|passage|paragraphe|page)\b|où figure"
    r"|(?:à|dans|sur) quel(?:le)? (?:page|paragraphe|section|article|document|rapport)",
    "es": r"dónde (?:dice|está escrito|figura|se menciona)"
    r"|en qué (?:página|párrafo|sección|artículo|documento|informe)",
    "pt": r"onde (?:diz|está escrito|consta|figura|se menciona|se diz)"
    r"|em que (?:página|parágrafo|seção|secção|artigo|documento|relatório)",
    "it": r"dove (?:è scritto|si dice|si trova il passo|si menziona|figura)"
    r"|(?:a|in) (?:che|quale) (?:pagina|paragrafo|sezione|articolo|documento|rapporto)",
    "nl": r"waar (?:staat|staan) .*(?:geschreven|vermeld|dat)\b|waar (?:wordt|worden) .*vermeld"
    r"|op welke (?:pagina|bladzijde)|in welke? (?:paragraaf|artikel|document|rapport|alinea)",
    "sl": r"kje (?:piše|je (?:zapisano|navedeno|omenjen\w*|rečeno)|stoji)|na kateri strani"
    r"|v kater(?:em|i) (?:dokumentu|poročilu|členu|odstavku|točki|delu)",
    "ru": r"где (?:сказано|написано|говорится|упоминается|указано)|на какой странице"
    r"|в как(?:ом|ой) (?:пункте|абзаце|разделе|статье|документе|докладе|отчёте|отчете)",
    "ar": r"أين (?:ورد|وردت|ذكر|ذكرت|جاء|يقال|كتب)|في أي (?:صفحة|فقرة|مادة|وثيقة|تقرير|قسم)",
    "zh": r".*(?:在哪一?(?:页|段|条|章|节|份)|哪一?(?:页|段|条|章|节|份(?:文件|报告))"
    r"|在哪里(?:提到|说|写)|哪里(?:提到|写))",
}
"""For a place in the documents."""

DATES = {
    "en": r"(?:since |until |by )?when|(?:in |on )?(?:what|which) (?:year|date|day|month|century)",
    "de": r"(?:seit |bis |ab )?wann|in welchem (?:jahr|monat)|an welchem tag",
    "fr": r"(?:depuis |jusqu['’]à )?quand|en quelle année|à quelle date|quel jour",
    "es": r"(?:desde |hasta )?cuándo|en qué (?:año|fecha|mes)",
    "pt": r"(?:desde |até )?quando|em que (?:ano|data|mês|dia)",
    "it": r"(?:da |fino a )?quando|(?:in )?(?:che|quale) (?:anno|data|giorno|mese)",
    "nl": r"(?:sinds |tot )?wanneer|in welk jaar|op welke (?:dag|datum)",
    "sl": r"(?:od |do )?kdaj|v katerem letu|katerega (?:leta|dne)",
    "pl": r"(?:od |do )?kiedy|w którym roku",
    "cs": r"(?:od |do )?kdy|ve kterém roce|v kterém roce",
    "ru": r"(?:с каких пор|до каких пор|когда|в каком (?:году|месяце|веке)|какого числа)",
    "ar": r"(?:منذ |حتى )?متى|في أي (?:عام|سنة|تاريخ|شهر|يوم)",
    "hi": r"(?:.* )?कब|किस (?:वर्ष|साल|दिन)",
    "zh": r".*(?:何时|什么时候|哪一?年|哪一?天|几月|几号)",
    "ja": r".*(?:いつ|何年|何月|何日)",
}
"""For a date."""

PERSONS = {
    "en": r"(?:(?:by|to|from|for|with) )?(?:who|whom|whose)",
    "de": r"(?:(?:von|mit|für|an|bei) )?(?:wer|wen|wem|wessen)",
    "fr": r"(?:(?:de|à|par|avec|pour) )?qui",
    "es": r"(?:(?:por|a|con|para|de) )?(?:quién|quiénes)",
    "pt": r"(?:(?:por|a|com|para|de) )?quem",
    "it": r"(?:(?:da|a|con|per|di) )?chi",
    "nl": r"(?:(?:door|met|voor|van) )?wie (?:is|was|zijn|heeft|hebben|had|zat|werd|kan|mag|moet)",
    "sl": r"(?:(?:s|z|od|za|pri) )?(?:kdo|koga|komu|kom|čigav\w*)",
    "pl": r"(?:(?:przez|z|od|dla) )?(?:kto|kogo|komu|kim|czyj\w*)",
    "cs": r"(?:(?:s|od|pro) )?(?:kdo|koho|komu|kým|čí)",
    "ru": r"(?:(?:у|с|от|для|к) )?(?:кто|кого|кому|кем|чей|чья|чьё)",
    # The word is `from` too.
    "ar": r"(?:م[\u064e]?ن(?= (?:هو|هي|هم|الذي|التي|الذين)\b)|م[\u064e]?ن(?= .*؟)|لمن|بمن)",
    "hi": r"(?:.* )?(?:कौन|किसने|किसे|किसका)",
    "zh": r".*(?:谁|誰|哪位|什么人)",
    "ja": r".*(?:だれ|どなた)",
}
"""For a person or a body."""

AMOUNTS = {
    "en": r"how (?:many|much|long|old|far|large|big|often|tall|high|fast)"
    r"|(?:what|which) (?:percentage|number|amount)",
    "de": r"wie ?viele?|wie (?:lange|alt|hoch|weit|oft|groß)",
    "fr": r"combien",
    "es": r"cuánt[oa]s?",
    "pt": r"quant[oa]s?",
    "it": r"quant[oaie]",
    "nl": r"hoeveel|hoe (?:lang|oud|groot|vaak|ver|hoog)",
    "sl": r"koliko|kolikš\w+|kako (?:dolgo|pogosto|visok\w*|velik\w*|star\w*)",
    "sv": r"hur (?:många|mycket|länge|ofta|stor)",
    "tr": r"kaç",
    "el": r"πόσ(?:οι|ες|α|ο|ους)",
    "ru": r"сколько|скольких|какова доля|какой процент",
    "ar": r"كم|بكم|ما (?:هو )?عدد|كم عدد|ما (?:هي )?نسبة",
}
"""For a number, wherever in the question."""

AMOUNTS_WITHIN = (
    r"多少|几[个名次人位项国份]|幾[個名次人位]|多大|多长|कितन|いくつ|何(?:人|件|回|か国|パーセント)|몇|얼마"
    r"|กี่|เท่าไ"
)
"""The same where words are not parted."""

MEASURES = {
    "en": r"how (?:wide|deep|heavy|expensive)|what share",
    "de": r"wie (?:lang|breit|tief|schwer|teuer|schnell)|was kostet|welcher anteil",
    "fr": r"quel(?:le)? (?:pourcentage|proportion|part)",
    "es": r"qué (?:porcentaje|proporción)",
    "pt": r"(?:que|qual a?) ?(?:percentagem|porcentagem|proporção)",
    "it": r"(?:che|quale) percentuale",
    "pl": r"ile|ilu|jaki procent",
    "cs": r"kolika?|jaké procento",
}
"""For a measure, at the beginning only."""

# What German asks with: `Was ist`, `Was muss man`, `Was geschah`.
_WAS = (
    r"(?!was (?:\w+t|\w+te|\w+en) (?:die|der|das|man|er|sie|es|über|zu|in|im|von)\b)"
    r"(?!was (?:ist|sind|war|waren|hat|haben|hatten?|wird|werden|wurden?|würden?|kann|können"
    r"|konnten?|darf|dürfen|muss|müssen|mussten?|soll|sollen|sollten?|will|wollen|geschieht"
    r"|geschah|passiert|passierte|gibt|gab|gilt|galt|heißt|bedeutet|folgt|fehlt|tut|tun|macht"
    r"|machen)\b)"
)

YES_OR_NO = {
    "en": _WAS + r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|may|might|must"
    r"|shall|should|will|would)(?:n['’]t)? (?!you\b|of\b|\d)",
    "de": r"(?:ist|sind|war|waren|hat|haben|kann|können|darf|dürfen|muss|müssen|soll|sollen|wird"
    r"|werden|gibt es|gab es) ",
    "fr": r"est-ce qu"
    r"|(?!(?:\w+ )?(?:comment|pourquoi|que|quoi|quels?|quelles?|où)\b|qu['’])"
    r".*[^\W\d_]-(?:t-)?(?:ils?|elles?|on)\b",
    "es": r"hay |existen? |(?<=¿)(?:es|son|está|están|ha|han|hubo|había|puede|pueden|debe|deben"
    r"|tiene|tienen) ",
    "pt": r"(?:há|existe|existem|houve|será que) ",
    "it": r"(?:c['’]è|ci sono|esiste|esistono|è vero) ?",
    "nl": r"(?:zijn|heeft|hebben|wordt|worden|kunnen|moet|moeten|mag|mogen|bestaat) ",
    "sl": r"ali ",
    "pl": r"czy ",
    "ru": r"(?:[^\W\d_]+ ){1,2}ли\b|[^\W\d_]+ ли\b|правда ли\b",
    "ar": r"هل |أليس |ألم ",
    "hi": r"क्या ",
    "zh": r".*(?:吗|嗎|是否)",
    "ja": r".*(?:ますか|ですか|ましたか|でしたか)",
}
"""For yes or no."""
