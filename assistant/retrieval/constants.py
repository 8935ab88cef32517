"""Every tuned number of retrieval and answering, with the measurement that set it."""

CANDIDATES = 100
"""Rows asked of each index; fusion orders their union."""

LEXICAL_WEIGHT = 0.3
"""Share of the lexical z-score, the rest is the dense one's: the untuned line that others are
held against."""

ENCODED_SENTENCES = 20
"""Sentences encoded for one question, the dearest part of an answer."""

SENTENCE_MEANING = 0.5
"""Share of the cosine in a sentence's score, the rest is the share of the question's words."""

SENTENCE_LENGTH = 0.1
"""Taken off a sentence shorter than 20 characters: it answers nothing by itself."""

STRONG = 0.75
GOOD = 0.4
"""Probability from which a hit is called strong, or good; below, it is weak."""

CLOSE_CALL = 0.02
"""Difference of two probabilities below which their order says little."""

FOUND = 0.3
"""Probability of the best hit below which the answer is *not found*."""

COSINE_SLOPE, COVERAGE_SLOPE, OFFSET = 8.0, 2.0, -4.0
"""Logistic model of the probability that a hit is on the question, from its cosine and the share
of the question's words, by rarity, that it holds."""

MOST_MENTIONS = 1000
"""Paragraphs looked at for `mentions`."""

MENTION = 0.35
"""Probability from which a paragraph counts as a mention; below, the match is weak."""

WEAK_TAIL = 5
"""Weak matches shown after the last mention, so that a reader can judge the end."""

MOST_STATEMENTS = 5
"""Statements of one answer."""

STATEMENT_SHARE = 0.8
"""Share of the first statement's score that a further statement must have."""

SAME_STATEMENT = 0.8
"""Share of common terms (Jaccard) from which two statements say the same."""
