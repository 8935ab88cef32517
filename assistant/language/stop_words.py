"""Words that every text has and no question is about, folded, by language."""

from collections.abc import Iterable, Sequence

_BY_LANGUAGE = {
    "en": """a about all also am an and any are as at be been being but by can could did do does
        doing for from had has have he her hers him his how i if in into is it its me my no nor of
        on or our ours s shall she should so some such t than that the their them then there these
        they this those to us was we were what when where which who whom whose why will with would
        you your yours""",
    "de": """aber als am an auch auf aus bei bin bis da das dass dem den der des die dies diese
        diesem diesen dieser dieses du durch ein eine einem einen einer eines er es für hat hatte
        haben ich ihr ihre im in ist ja kann man mit nach nicht noch nur ob oder sein seine sich sie
        sind so über um und uns unter vom von vor war waren was weil wenn wer werden wie wir wird
        wo wurde wurden zu zum zur welche welcher welches wann warum""",
    "fr": """au aux avec ce ces cet cette comment d dans de des du elle elles en est et eu fut il
        ils j je l la le les leur leurs lui ma mais me mes mon n ne nos notre nous on ont ou où par
        pas pour qu quand que quel quelle quelles quels qui s sa se ses son sont sur t ta te tes
        toi ton tu un une vos votre vous y a à été être""",
    "es": """a al como con cual cuál cuales cuáles cuando cuándo cuánto cuántos cuántas de del donde
        dónde el él ella ellas ellos en era es esa ese eso esta está este esto estos fue fueron ha
        hay la las le les lo los me mi muy no nos o para pero por porque qué que quien quién se ser
        si sin sobre son su sus también te tu un una unas uno unos y ya cómo""",
    "it": """a ai al alla alle anche che chi ci come con cosa da dal dalla dei del della delle di
        dove e è ed era fu gli ha hanno i il in io l la le lo ma mi nel nella non o per perché più
        quale quali quando quanto si sono su sul sulla tra un una uno""",
    "pt": """a ao aos as à às com como da das de do dos e é ela ele em era essa esse esta está este
        foi foram há mais mas na não nas no nos o onde os ou para pela pelo por porque qual quais
        quando quanto que quem se sem ser seu sua são um uma""",
    "nl": """aan als bij dat de der deze die dit door een en er het hij hoe ik in is je maar met
        naar niet of om ook op te tot uit van voor waar wanneer waarom was wat we welke werd wie
        worden zijn zich ze zij""",
    "ru": """а без бы был была были было в во вы где да для до его ее если же за и из или их к как
        какая какие какой каком когда которые который кто ли мы на не него нет но о об он она они
        от по под при с со так то у что чем это этот я""",
    "ar": """في من على إلى الى عن أن ان إن هو هي هم ما ماذا متى أين اين كيف كم لماذا هل أي اي من
        التي الذي الذين هذا هذه ذلك تلك كان كانت و أو او لا لم لن قد ثم مع بين كل بعد قبل عند""",
    "hi": """का के की को में से ने पर और है हैं था थी थे क्या कौन कब कहाँ कैसे क्यों कितने कितना
        कितनी किस किसने यह वह ये वे इस उस एक भी ही तो या कि जो लिए साथ हो हुआ हुई हुए गया गई गए
        द्वारा नहीं""",
    "zh": """的 了 是 在 和 与 吗 呢""",
}

STOP_WORDS = {language: frozenset(words.split()) for language, words in _BY_LANGUAGE.items()}
"""By ISO 639-1 code, casefolded as written."""


def likely_language(words: Sequence[str], languages: Iterable[str | None] = ()) -> str | None:
    """The language with most stop words among these folded words; `None` when there are none.

    A tie goes to one of `languages`, then to the order of the table.
    """
    preferred = [language for language in languages if language in STOP_WORDS]
    found = {
        language: sum(map(STOP_WORDS[language].__contains__, words)) for language in STOP_WORDS
    }
    best = max([*preferred, *STOP_WORDS], key=found.__getitem__)
    return best if found[best] else None


def stop_words(words: Sequence[str], languages: Iterable[str | None] = ()) -> frozenset[str]:
    """The stop words of the language that these folded words are most likely in.

    Of one language only: the German `war` must not be taken out of `the war`.
    """
    language = likely_language(words, languages)
    return STOP_WORDS[language] if language else frozenset()
