"""The words for kinds of places, in the languages of the United Nations and some more."""

from enum import StrEnum

from assistant.language.function_words import word_set


class PlaceKind(StrEnum):
    """What kind of place a name stands for."""

    SYMBOL = "symbol"
    """A document, by the symbol printed on it: `A/HRC/25/66`."""
    FILE = "file"
    OPERATIVE = "operative paragraph"
    PARAGRAPH = "paragraph"
    PAGE = "page"
    SECTION = "section"
    CHAPTER = "chapter"
    ARTICLE = "article"
    CLAUSE = "clause"
    RULE = "rule"
    RECOMMENDATION = "recommendation"
    RESOLUTION = "resolution"
    FOOTNOTE = "footnote"
    ANNEX = "annex"
    TABLE = "table"
    FIGURE = "figure"


WORDS = {
    PlaceKind.OPERATIVE: (
        r"operative (?:paragraph|para\.?|clause)s?|OPs?|paragraphes? du dispositif"
        r"|párrafos? (?:dispositivos?|de la parte dispositiva)|пункты? постановляющей части"
        r"|فقرة (?:من )?المنطوق|执行段"
    ),
    PlaceKind.PARAGRAPH: (
        r"para(?:graph)?s?\.?|¶¶?|paragraphes?|par\.|párrafos?|párr\.|parágrafos?"
        r"|abs[aä]tze?s?|abs\.|ziffern?|ziff\.|пункт(?:ы|а|е|ах|ов)?|п\.|الفقرات|الفقرة|فقرة|段落"
    ),
    PlaceKind.PAGE: (
        r"pages?|pp?\.|seiten?|s\.(?= ?\d)|páginas?|pág\.|страниц[аыеу]|стр\."
        r"|الصفحات|الصفحة|صفحة"
    ),
    PlaceKind.SECTION: (
        r"sections?|sect?\.|§§?|abschnitte?s?|sección|secciones|раздел[аеы]?|الفرع|القسم"
    ),
    PlaceKind.CHAPTER: r"chapters?|chap\.|kapitels?|chapitres?|capítulos?|глав[аеыу]|الفصل",
    PlaceKind.ARTICLE: r"articles?|art\.|artikels?|artículos?|стать[яиею]|ст\.|المادة|مادة",
    PlaceKind.CLAUSE: r"clauses?|cl\.|klauseln?|cláusulas?|البند",
    PlaceKind.RULE: r"rules?|règles?|regeln?|reglas?|правил[оае]|القاعدة",
    PlaceKind.RECOMMENDATION: (
        r"recommendations?|recs?\.|empfehlungen|empfehlung|recommandations?|recomendación"
        r"|recomendaciones|рекомендаци[яиюй]|التوصيات|التوصية|建议"
    ),
    PlaceKind.RESOLUTION: (
        r"resolutions?|res\.|résolutions?|resolución|resoluciones|resolutionen|резолюци[яиюей]"
        r"|القرار|قرار|决议"
    ),
    PlaceKind.FOOTNOTE: (
        r"footnotes?|endnotes?|notes?(?: de bas de page)?|fn\.?|fußnoten?|nota(?: al pie)?"
        r"|сноск[аеиу]|الحاشية|脚注"
    ),
    PlaceKind.ANNEX: (
        r"annex(?:es)?|annexe|appendix|appendices|anhang|anlage|anexo|приложени[еяю]|المرفق|附件"
    ),
    PlaceKind.TABLE: r"tables?|tabellen?|tableau|cuadro|tabla|таблиц[аеыу]|الجدول|表",
    PlaceKind.FIGURE: r"figures?|fig\.|abbildung|abb\.|figura|рисун(?:ок|ке|ка)|الشكل|图",
}
"""Patterns by kind; the first that fits a stretch is taken."""

COUNTED = {
    PlaceKind.PARAGRAPH: "段",
    PlaceKind.PAGE: "页頁",
    PlaceKind.ARTICLE: "条條",
    PlaceKind.CHAPTER: "章",
    PlaceKind.SECTION: "节節",
    PlaceKind.RESOLUTION: "号决",
}
"""What Chinese and Japanese count places with, behind the number: `第12段`."""

TO = r"[-–—]|to|through|bis|à|a|al|au|по|إلى|至|到|〜"
AND = r",|and|&|und|et|y|e|и|و|和|及|、"

SHOWING = word_set(
    # What asks for a place and says nothing of a subject.
    "what which does do did say says said is are was were stand stands written write read reads "
    "show shows give me us i we you open find where can please text full whole exact wording "
    "content contents contain contains document report file paper resolution in on of at the a an "
    "to from by and or it its that this there under with print see go look up get tell "
    "un security council general assembly human rights united nations no nr pdf docx html txt",
    "was steht stehen sagt sagen im in der die das den dem des zeige zeig mir uns bitte lies "
    "öffne wo finde ich und oder von vom aus ist bericht dokument wortlaut lautet heißt",
    "que dit disent quoi qu est ce le la les l du de des d dans au aux montre moi nous ouvre "
    "ouvrir texte rapport où quel quelle quels et un une se trouve lire sécurité conseil",
    "qué que dice dicen el los las del en muestra muéstrame abre abrir texto informe documento "
    "dónde cuál es y consejo seguridad encuentra leer",
    "что говорится сказано в во из говорит документ документе документа доклад докладе доклада "
    "покажи открой где находится текст и содержится",
    "ماذا ما يقول تقول جاء في من الوثيقة وثيقة التقرير تقرير نص هذا هذه أين عن و",
)
SHOWING_UNSPACED = (
    "什么說说内容是的在中请打开显示文件报告里了规定写哪有看给我第和与及吗呢"
    "何か書いてある教えて見せて"
)
"""The same, sign by sign, where words are not spaced."""
DECIDING = word_set(
    "decide decides decided deciding operative part paragraphs paragraph clauses decision "
    "decisions request requests demand demands call calls for require requires order "
    "orders provide provides",
    "beschließt beschlossen entscheidet décide décident deciden decidió",
    "постановляет решает постановила решила تقرر قرر",
)
DECIDING_UNSPACED = "决定"
