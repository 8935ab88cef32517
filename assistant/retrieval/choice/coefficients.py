"""What each trait is worth, in units of the fused score.

Fitted on 148 own questions of two piles of documents and on samples of seven judged sets, with
closeness worth what it is, and pulled towards what was set by hand where few questions tell.
benchmarks/choice.py judges them on both piles, squad2 and upr (40 questions each, 2026-11-27), each
part by coefficients fitted without it: the mean reciprocal rank of the first right paragraph is
.882, .842, .941 and .790; .813, .769, .941 and .762 without traits. Behind each stands what the
mean of these loses without it. Some tell of few questions and were asked for: what only files or
names a text is to stand last.
"""

CHOSEN = 60
"""First candidates that are judged; of 148 right paragraphs 146 are among them."""

DOUBTED = 3
"""First hits of which the first that nothing speaks against is the answer; if none is, none is."""

STAND_IN = 0.35
"""How much lower than the first's the score of such a hit may be."""

UNMET = 0.5
"""Share of a question's weighty words, by their number or their rarity, that a first passage must
not lack to be an answer; half of it where the passage only names things."""

RARE = 0.3
"""Share by rarity below which their number does not count: `protection of Ainu people`."""

NEAR = 0.45
"""Closeness of a word and its nearest token, on the scale of the constants, to be met."""

COEFFICIENTS = {
    "beyond": 0.30,  # +0.007
    "headings": 0.40,  # +0.003
    "names lacking": -0.33,  # -0.002
    "another State": -0.30,  # +0.000; by hand
    "State opening": 0.16,  # +0.001
    "year lacking": -0.41,  # +0.000
    "counted": 0.56,  # +0.002
    "thing lacking": -0.41,  # +0.005
    "furniture": -0.50,  # -0.001; by hand
    "people unasked": -0.61,  # +0.000
    "people asked": 0.82,  # +0.000
    "preamble": -0.40,  # +0.000
    "question": -0.31,  # +0.000
    "question asked": 0.67,  # +0.004
    "recommendation unasked": -0.24,  # +0.000
    "meetings": -0.54,  # +0.007
    "stated": 0.47,  # +0.005
    "reported": 0.64,  # +0.006
    "another says it": -0.39,  # +0.000
    "footnote": -0.21,  # +0.000
}
