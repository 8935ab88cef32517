"""Words at the beginning of a sentence that point at what was said before, by language."""

import re

_END = r"(?![\w'’-])"
_ADVERB = r"(?:also|further|then|therefore|however|moreover|nevertheless|still|thus|in addition)"
_TEXT = (
    r"(?:report|document|agreement|contract|resolution|decision|policy|section|chapter|article"
    r"|paragraph|annex|act|law|convention|treaty|protocol|paper|study|note|table|figure|page"
    r"|guide|manual|book|letter|year|week|month|time|century)"
)
"""What `this` means the text itself by, or the present; nothing before it."""

_POINTING = {
    "en": (
        rf"(?:{_ADVERB},? )?"
        r"(?:it(?! (?:is|was|has been|should be|must be|may be|can be|would be|seems|appears"
        r"|follows)\b[^.;]{0,60}?\b(?:that|to|whether|how)\b)"
        r"|he|she|they|its|his|their|both|neither|the (?:latter|former|same)|the other(?:s| two)?"
        rf"|such(?! as\b)|(?:this|these|that|those)(?! {_TEXT}s?\b)(?! (?:of|who|which)\b)"
        r"|(?:another|one) of (?:them|these|those)|as a result|for (?:this|that) reason|in so doing"
        rf"|(?:at|in|on|during|for|to|under) (?:the same|this|that|these|those|such) (?!{_TEXT})\w+"
        rf"|therefore|consequently|however|moreover|in addition|nevertheless|accordingly){_END}"
    ),
    "fr": (
        r"(?:il(?! (?:est|était|faut|convient|y a|s['’]agit)\b)|elles?|ils|celui-ci|celle-ci"
        r"|ceux-ci|celles-ci|ce dernier|cette dernière|ces derni(?:ers|ères)|cela|ceci"
        rf"|leurs?|ces?|cette|cet|en outre|toutefois|par conséquent|de plus|à cet égard){_END}"
        r"(?! (?:rapport|document|résolution|accord|contrat|article|paragraphe|section)\b)"
    ),
    "es": (
        r"(?:él|ellas?|ellos|éstos?|éstas?|est[aeo]s?|es[aeo]s?|aquell[ao]s?|dich[ao]s?|su|sus"
        r"|est[ae] últim[ao]|sin embargo|además|por (?:lo tanto|consiguiente)|asimismo)"
        rf"{_END}(?! (?:informe|documento|resolución|acuerdo|contrato|artículo|párrafo|sección)\b)"
    ),
    "de": (
        r"(?:er|sie|ihre?[nmrs]?|seine?[nmrs]?|diese[rsmn]?|jene[rsmn]?|solche[rsmn]?"
        r"|letztere[rsmn]?|dies|das|dabei|damit|daher|darüber hinaus|dadurch|dazu|zudem|jedoch"
        rf"|außerdem){_END}(?! (?:bericht|dokument|vertrag|artikel|absatz|abschnitt|gesetz)\w*)"
    ),
    "ru": (
        r"(?:он[аио]?|их|его|её|ее|эт[оаи]|этот|эти|такие|такой|такая|последн(?:ий|яя|ие)"
        rf"|кроме того|однако|поэтому|при этом){_END}"
    ),
    "ar": r"(?:وهو|وهي|وهم|هو|هي|هم|هذا|هذه|ذلك|تلك|هؤلاء|كما|غير أن|ولذلك)" + _END,
    "zh": r"(?:它们?|他们?|她们?|这些?|该|此外|其|上述|因此|然而|这一)",
}


def points_back(sentence: str, language: str | None) -> bool:
    """Whether a sentence begins with a word that leaves open of whom or what it speaks.

    In a language without a table, and one that is not known, as English has it.
    """
    pattern = _POINTING.get(language or "en", _POINTING["en"])
    return re.match(rf"[\s\"“„«(]*{pattern}", sentence, re.IGNORECASE) is not None
