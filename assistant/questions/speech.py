"""How each language asks for what is said on a subject: pieces of regular expressions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speech:
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


_ENGLISH = Speech(
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
_GERMAN = Speech(
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
_FRENCH = Speech(
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
_SPANISH = Speech(
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
_PORTUGUESE = Speech(
    asking=(
        r"(?:(?:mostr[ae]|procur[ae]|encontr[ae]|list[ae]|cit[ae]|indi(?:ca|que)|d[áê])"
        r"(?:-?(?:me|nos))?|quero ver)(?: (?:todos|todas|os|as|o|a))*"
    ),
    part=r"(?:passagens?|passagem|parágrafos?|cláusulas?|excertos?|trechos?|menções)",
    perhaps_part=r"(?:partes?|secç(?:ão|ões)|seç(?:ão|ões)|frases?|disposições|citações)",
    source=(
        r"(?:(?:este|estes|o meu|o nosso|meu|nosso) (?:contrato|acordo|documento|texto|relatório"
        r"|ficheiro|arquivo)s?|[oa]s? (?:documento|texto|ficheiro|arquivo)s?)"
    ),
    inside=r"(?:d[eoa]s?|em|n[oa]s?)",
    about=r"(?:sobre|acerca d[eoa]s?|relativ[oa]s? [aà]o?s?|que (?:mencionam?|tratam? d[eoa]s?))",
    saying=r"(?:o )?que (?:é que )?(?:diz|dizem) {source} (?:sobre|acerca d[eoa]s?)",
)
_ITALIAN = Speech(
    asking=(
        r"(?:(?:mostra|trova|cerca|elenca|cita|indica|dammi)(?:mi|ci)?|vorrei vedere)"
        r"(?: (?:tutti|tutte|i|gli|le|il|la))*"
    ),
    part=r"(?:pass[oi]|paragraf[oi]|brani|brano|clausol[ae]|estratt[oi]|citazion[ei])",
    perhaps_part=r"(?:part[ei]|sezion[ei]|fras[ei]|disposizion[ei])",
    source=(
        r"(?:quest[oaie]['’]? ?(?:contratto|accordo|documento|testo|rapporto|relazione)"
        r"|(?:il|la|i|le) (?:documento|testo|documenti))"
    ),
    inside=r"(?:d[ei]l?l?['’ao]?|in|nel)",
    about=(
        r"(?:su(?:l|llo|lla|i|gli|lle)?|riguardant[ei]|relativ[oiae] a[il]?"
        r"|che parlano d[ei]l?l?a?)"
    ),
    saying=r"(?:che )?(?:cosa )?(?:dice|dicono) {source} (?:su(?:l|llo|lla|i|gli|lle)?|riguardo a)",
)
_DUTCH = Speech(
    asking=(
        r"(?:(?:toon|zoek|vind|geef|noem|citeer|markeer)(?: mij| me| ons)?|ik zoek)"
        r"(?: (?:alle|de|het|een))*"
    ),
    part=r"(?:passages?|alinea['’]?s?|paragrafen|clausules?|fragmenten|citaten|vermeldingen)",
    perhaps_part=r"(?:delen|gedeelten|zinnen|bepalingen|stukken)",
    source=(
        r"(?:(?:dit|deze|mijn|ons|onze) (?:contract|overeenkomst|document|tekst|rapport|bestand)"
        r"|(?:het|de) (?:document|tekst|bestand)(?:en)?)"
    ),
    inside=r"(?:van|in|uit)",
    about=r"(?:over|betreffende|met betrekking tot|die gaan over)",
    saying=r"wat (?:zegt|zeggen|staat er in) {source} over",
)
_SLOVENE = Speech(
    asking=(
        r"(?:prosim )?(?:(?:pokaži|poišči|najdi|naštej|navedi|citiraj|izpiši)(?:te)?(?: mi| nam)?"
        r"|iščem)(?: (?:vse|vsa))*"
    ),
    part=r"(?:odstavk[ei]|odlomk[ei]|navedk[ei]|člene|klavzule|omembe)",
    perhaps_part=r"(?:del[ei]|stavk[ei]|določb[ei]|razdelk[ei])",
    source=(
        r"(?:(?:t[ao]|te[mj]|moj[aei]?|naš[aei]?) (?:pogodb[aoi]|sporazumu?|dokumentu?|besedil[ou]"
        r"|poročil[ou]|datotek[aoi])|(?:dokumentu?|besedil[ou]))"
    ),
    inside=r"(?:v|iz)",
    about=r"(?:o|glede|v zvezi s|v zvezi z|ki (?:govori|govorijo|omenja|omenjajo) o)",
    saying=r"kaj (?:pravi|pravijo|piše v|je (?:rečeno|zapisano|napisano) v) {source} (?:o|glede)",
)
_RUSSIAN = Speech(
    asking=(
        r"(?:пожалуйста,? )?(?:(?:покажи|найди|перечисли|процитируй|выдели|укажи|дай)(?:те)?"
        r"(?: мне| нам)?|ищу)(?: (?:все|мне))*"
    ),
    part=r"(?:абзацы|пункты|отрывки|фрагменты|цитаты|упоминания|выдержки|статьи)",
    perhaps_part=r"(?:места|части|разделы|предложения|положения)",
    source=(
        r"(?:(?:эт[оау]т?|этом|этой|наш\w*|мо[йем]\w*) (?:договор|документ|текст|доклад|отч[её]т"
        r"|файл|соглашени)\w*|(?:документ|текст|файл)\w*)"
    ),
    inside=r"(?:в|из)",
    about=r"(?:о|об|обо|про|относительно|касающиеся|в которых (?:говорится|упоминается) об?)",
    saying=(
        r"что (?:говорит(?:ся)? в|сказано в|написано в|говорит) {source} (?:о|об|обо|про"
        r"|относительно)"
    ),
)
_ARABIC = Speech(
    asking=(
        r"(?:من فضلك )?(?:أظهر|اعرض|ابحث عن|جد|اذكر|استخرج|أعطني|حدد|أريد)(?: لي| لنا)?"
        r"(?: (?:جميع|كل|كافة))*"
    ),
    part=r"(?:ال)?(?:فقرات|فقرة|مقاطع|مقطع|بنود|بند|مقتطفات|اقتباسات|إشارات)",
    perhaps_part=r"(?:ال)?(?:أجزاء|أقسام|جمل|أحكام|مواضع)",
    source=(r"(?:هذ[اه] ال(?:عقد|اتفاق|وثيقة|مستند|نص|تقرير|ملف)|ال(?:وثيقة|مستند|نص|ملف|تقرير))"),
    inside=r"(?:في|من)",
    about=(
        r"(?:عن|حول|بشأن|بخصوص|(?:ال)?متعلقة(?= ب)"
        r"|التي (?:تتحدث|تتكلم) عن|التي (?:تذكر|تتناول))"
    ),
    saying=(
        r"(?:ماذا|ما الذي) (?:يقول|تقول|يذكر|ورد في|جاء في|قيل في) {source} (?:عن|حول|بشأن|بخصوص)"
    ),
)

SPEECHES = (
    *(_ENGLISH, _GERMAN, _FRENCH, _SPANISH, _PORTUGUESE, _ITALIAN, _DUTCH),
    *(_SLOVENE, _RUSSIAN, _ARABIC),
)

AROUND = (
    # Chinese
    r"(?:请|請)?(?:你|您)?(?:帮我|幫我)?(?:找出|列出|显示|顯示|查找|摘录|摘錄|给我|給我)(?:所有|全部)?"
    r"(?:关于|關於|有关|有關|提到|涉及)(?P<zh1>.+?)的?(?:所有)?(?:段落|条款|條款|部分|内容|內容|章节|章節|引文)",
    r"(?:这|這|本|该|該|此)(?:份|个|個|篇)?(?:文件|报告|報告|合同|文档|文檔|协议|協議|文章)"
    r"(?:中|里|裡)?(?:对于|對於|关于|關於|就|对|對)(?P<zh2>.+?)"
    r"(?:说了什么|說了什麼|怎么说|怎麼說|有什么规定|有何规定|是怎么说的|有哪些内容)",
    # Japanese
    r"(?P<ja1>.+?)(?:に関する|についての|に関連する)(?:すべての|全ての)?(?:段落|条項|箇所|部分|記述)"
    r"(?:を)?(?:すべて|全て)?(?:探して|見つけて|示して|挙げて|教えて|列挙して)(?:ください|下さい)?",
    r"(?:この|本)(?:文書|報告書|契約書?|文章|資料)(?:で)?は、?(?P<ja2>.+?)(?:について|に関して)"
    r"(?:何と|何を|どう)(?:言って|述べて|書いて)い(?:ますか|るか|る)",
    # Hindi
    r"यह (?:रिपोर्ट|दस्तावेज़|दस्तावेज|अनुबंध|पाठ) (?P<hi1>.+?) के (?:बारे में|विषय में) क्या कह(?:ती|ता) है",
    # Turkish
    r"(?:bu|bizim) (?:belge|rapor|sözleşme|metin)\w* (?P<tr1>.+?) hakkında ne"
    r" (?:diyor|yazıyor|söylüyor)",
)
"""Frames that stand on both sides of their subject."""
