"""Words that every text has and no question is about, folded, by language.

Function words (`function_words.py`) are the frequent ones, which tell a language
and the beginning of a sentence; they hold words that a question may well be
about (`after`, `années`, `selon`). Stop words are those of them that say nothing
of a subject, and the rarer ones that do not either: more pronouns and question
words, and the letters that are left of elided words.
"""

import re
from functools import cache

from assistant.language.function_words import STOPPING, word_set

_FURTHER = {
    "en": "a am any being doing her hers him nor ours s shall so t them then those whom whose "
    "yours",
    "de": "bin da dies diesem diesen du hatte in ja ob uns vom waren weil wurden",
    "fr": "cet comment d de eu fut j l lui ma me mes mon n nos notre qu quel quelle quelles "
    "quels "
    "s t ta te tes toi ton tu vos votre y à",
    "es": "a cual cuales ellas esa ese eso esto fueron les quien si te tu unas unos",
    "it": "a alle chi cosa ed fu l quale quali quanto su uno",
    "pt": "aos era essa esse há porque quais quanto sem",
    "nl": "der hoe wanneer waarom welke werd zij",
    "ru": "а без бы да какая какие какой каком ли него нет об чем",
    "ar": "الى ان ماذا متى أين اين كيف كم لماذا اي الذين تلك و او لن",
    "hi": "क्या कौन कब कहाँ कैसे क्यों कितने कितना कितनी किस किसने ये उस साथ हुआ हुई हुए गई गए",
    "sl": "so sta bo bodo če čim čigav katerega katerem komu koga kom",
    "he": "של את על אל עם הוא היא הם הן זה זו זאת אלה כי אם או גם לא יש אין היה היתה הייתה היו "
    "מה מי מתי איפה היכן כמה איך למה מדוע האם אשר",
    "ko": "그 이 저 것 수 및 등",
    "tr": "mı mu mü neden niçin hangi kaçta kimin nedir",
    "vi": "gì ai nào đâu bao nhiêu sao",
}
"""Stop words that are no function words."""

STOP_WORDS = {
    language: frozenset(
        word.casefold()
        for word in word_set(_FURTHER.get(language, "")) | STOPPING.get(language, frozenset())
    )
    for language in (*_FURTHER, *STOPPING)
}
"""By ISO 639-1 code, casefolded as written."""


def stop_words(language: str | None) -> frozenset[str]:
    """The stop words of a language; none where it is not known or has none here."""
    return STOP_WORDS.get(language or "", frozenset())


_ASKING_RUNS = {
    "zh": "什么时候 什麼時候 什么 什麼 怎么 怎麼 怎样 怎樣 如何 多少 哪些 哪个 哪個 哪里 "
    "哪裡 哪儿 哪 谁 誰 "
    "何时 何時 何处 何處 为什么 為什麼 为何 為何 几个 幾個 吗 嗎 呢 关于 關於 说了 說了 提到 "
    "提及",
    "ja": "いつ どこ だれ 誰 何人 何 どのように どのような どの なぜ いくつ ですか でしたか "
    "ますか ましたか について "
    "言われ 述べられ",
    "th": "อะไร ใคร ที่ไหน เมื่อไหร่ เมื่อไร กี่ เท่าไหร่ เท่าไร อย่างไร ทำไม เกี่ยวกับ",
    "km": "អ្វី នរណា ពេលណា ទីណា ប៉ុន្មាន យ៉ាងម៉េច ហេតុអ្វី អំពី",
    "ko": "무엇이 무엇을 무엇 누가 누구 언제 어디서 어디에 어디 어떻게 얼마나 대해 대한 관해 "
    "언급되었습니까 언급되었나요 말했습니까 말했나요 있습니까 있나요 입니까",
}
"""What asks, in languages whose words are not parted: `谁` in `谁是主席`."""


@cache
def asking_runs(language: str | None) -> re.Pattern[str] | None:
    """What asks within a run of a language without spaces; `None` where words are parted."""
    runs = _ASKING_RUNS.get(language or "")
    return None if runs is None else re.compile("|".join(sorted(runs.split(), key=len)[::-1]))


def _by_language(table: dict[str, str]) -> dict[str, frozenset[str]]:
    return {language: word_set(words) for language, words in table.items()}


SAYING = _by_language(
    {
        "en": "say says said saying mention mentions mentioned state states stated discussed "
        "written told heard reported noted anything something",
        "de": "gesagt sagt sagte erwähnt berichtet geschrieben steht etwas",
        "fr": "dit dits dite écrit mentionné rapporté déclaré quelque chose",
        "es": "dijo dice dicho menciona mencionó mencionado informó escrito algo",
        "pt": "dito disse diz mencionado escrito relatado algo",
        "it": "detto dice scritto menzionato riferito qualcosa",
        "nl": "gezegd zegt vermeld geschreven gemeld iets",
        "ru": "сказано говорится говорилось сказал сказали упоминается написано сообщается",
        "ar": "قيل يقال ورد ذكر قال قالت كتب",
        "pl": "powiedziano mówi mówiono napisano wspomniano",
        "cs": "řečeno říká psáno zmíněno uvedeno",
        "sl": "rečeno povedano pove piše zapisano omenjeno govori",
        "hr": "rečeno kaže piše spomenuto navedeno",
        "sv": "sades sagts sägs skrivs nämns",
        "tr": "söylendi denildi yazıldı belirtildi",
        "el": "ειπώθηκε λέει γράφτηκε αναφέρθηκε",
        "hi": "कहा बताया लिखा",
        "he": "נאמר נכתב אמרו נמסר",
    }
)
"""Verbs of `what was said about …`: they tell what is asked, and not about what."""

ABOUT = _by_language(
    {
        "en": "about on regarding concerning",
        "de": "über zu zum zur",
        "fr": "sur concernant",
        "es": "sobre",
        "pt": "sobre acerca",
        "it": "su sul sulla sulle sui sugli riguardo",
        "nl": "over",
        "ru": "о об обо про",
        "ar": "عن بشأن حول",
        "pl": "o na",
        "cs": "o",
        "sl": "o glede",
        "hr": "o",
        "sv": "om",
        "el": "για",
        "hi": "बारे विषय",
        "tr": "hakkında",
        "he": "על",
    }
)
"""What parts the verb of saying from the subject."""

ASKING = word_set(
    "what who where how much is are was were has have had been being there it they he she we "
    "does "
    "do did the can could you please which anyone anything something"
)
"""English words that stand before the verb of saying in a question that names a subject alone."""

VERB_LAST = frozenset({"de", "nl"})
"""Languages that end such a question with the verb."""
SUBJECT_FIRST = frozenset({"hi", "tr"})
"""Languages that begin it with the subject."""
