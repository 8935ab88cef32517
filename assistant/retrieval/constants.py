"""Every tuned number of retrieval and answering, with the measurement that set it."""

CANDIDATES = 100
"""Rows asked of each index; fusion orders their union."""

TITLE_WORDS = 8
"""Words up to which a heading is no answer by itself; a longer one says something."""

FRAGMENT_SHARE, NEW_TERMS, ITEM_TERMS = 0.7, 4, 1
"""Share of its score that a fragment keeps, and the terms beyond the question's own from which a
row or an unfinished line says something, and from which an unfinished item of a list does."""

# Fusion. Set by 150 random settings over eight English sets (at most 150 questions each), leaving
# out one kind of set at a time; figures are nDCG@10 over the better of the two parts, averaged.
# z-scores 0.3 + 0.7: .035. Cosine + BM25 as a share: .037. With neighbours and feedback: .042. With
# coverage: .046, and .042 on sets that were left out. The region is flat: what is near is within
# .003. Afterwards moved inside it (300 questions a set): .0369 to .0384.

LEXICAL_WEIGHT = 0.5
"""Worth of the best BM25 score when it covers the whole question; a cosine counts 1."""

COVERAGE_WEIGHT = 0.3
"""Worth of holding all the question's words, in a long question; topics of one or two words are
better told by how often they occur, questions by how many of their words do (.004 on average,
.009 on squad2)."""

CONTEXT_SHARE = 0.5
"""Worth of a word that stands only in the headings or the lead-in above; as in the index."""

SHORT_QUESTION, LONG_QUESTION = 2, 6
"""Terms up to which coverage does not count, and from which it counts in full."""

FEEDBACK, FEEDBACK_HITS = 0.3, 3
"""How far, and towards how many hits, the question's vector is moved (.003 on average, .011 on
cranfield)."""

NEIGHBOURS, NEIGHBOUR_SHARE = 12, 0.2
"""Candidates that lend a candidate their score, and how much (.003 on average: .01 on
upr and cranfield, -.004 on squad2, where the one right paragraph has near twins)."""

WORD_FEEDBACK, FEEDBACK_STEEPNESS = 0.3, 5.0
"""Worth of the words shared with the first hits, and how fast those count less (.005 on average
over seven English sets, none loses more than .001; rgb_fact .014, cranfield .010)."""

SENTENCE_COVERAGE = 0.2
"""Worth of the question's words in one sentence, where a question is asked: squad2 .013, policyqa
.007, xquad/zh .004. A subject is spread over a paragraph, and a claim over an abstract: there it
would cost .008 (upr, cranfield) and nothing (scifact)."""

BESIDE = 0.2
"""Worth of the better neighbour in the document, where a subject is named rather than a question
asked: what is on a subject stands together (upr .015, cranfield .034, whose abstracts are kept by
subject; scifact -.002). In questions for one fact it would cost .002 to .006."""

CLOSENESS = 4.0
"""Worth of how near a question's tokens come in a paragraph, among the first hits. With 20 of them
read nDCG@10 of 600 questions of squad2 goes from .927 to .947 (the first hit right: .863 to .898),
policyqa .340 to .355, xquad/en .985 to .988, rgb_fact .534 to .530; flat from 3 to 6. For subjects
and claims it gives nothing (upr 0, upr_slovenia .009, scifact .005, cranfield -.02): only questions
are read."""

MOST_READ, READ_CHARACTERS, LONGEST_READ = 12, 10_000, 4_000
"""First hits that are read again for a question, the characters of them together, and of one. Of
12 hits policyqa gains .011 and of 20 .015; squad2 gains .019 and .020. A thousand characters take
15 to 20 CPU-ms."""

AGREEING, DISAGREEING, LEAST_TRUST = 0.9, -0.3, 0.3
"""Agreement of the rankings, in standard deviations, from which meaning is trusted in full, and
at which it is trusted least. Costs .001 on English sets; where the encoder does not know the
language and nothing says so, it saves xquad/ar from .826 to .929."""

FOREIGN_TRUST = 0.15
"""Trust in the meaning of a question in a language that the encoder was not made for: lexical
evidence decides, and dense evidence still adds .012 on xquad/de."""

ENCODED_SENTENCES = 20
"""Sentences encoded for one question where there are no tokens to read, and of a paragraph that is
too long to be read whole."""

SENTENCE_WORDS, SENTENCE_MEANING = 0.5, 0.5
"""Shares of the question's words and of the cosine in a sentence's score, where there are no tokens
to read. The right sentence of the right paragraph: .861 on squad2 (words alone .832, cosine alone
.803), .587 policyqa (.558, .534), .588 scifact (.548, .548); flat from .35 to .65. Where the
encoder does not know the language words alone are better: xquad/de .782 for .744, zh .813 for .787,
ar .775 for .747, es the same."""

SENTENCE_CLOSENESS = 1.0
"""Worth of how near the question's tokens come in a sentence, read in its paragraph. The right
sentence of the right paragraph, against the cosine: squad2 .881 for .874 (540 questions), policyqa
.526 for .486 (479)."""

SUITING = 0.1
"""Added for a number where a number is asked for: 69 to 72 of 74 right on squad2 and xquad/de."""

NO_ANSWER, SHORT_SENTENCE = 0.1, 20
"""Taken off a question, or a sentence of fewer characters: neither answers by itself."""

SCORE_SLOPE, COSINE_SLOPE, COVERAGE_SLOPE, OFFSET = 4.5, 8.7, 1.3, -7.4
"""Logistic model of the probability that the first hit is on the question, fitted on thirteen
sets: 120 of their own questions each against 100 to 130 questions of other sets. Leaving a set out,
the area under the curve is .963 (squad2, whose topics others share) to 1.000. It does not tell a
question that a paragraph nearly answers from one that it answers: 98 of 100 adversarial questions
of squad2 get an answer."""

READ_COSINE_SLOPE, READ_COVERAGE_SLOPE, CLOSENESS_SLOPE, READ_OFFSET = 7.4, 1.0, 20.0, -12.55
"""The same where the first hit was read again, fitted on the questions of four sets against 115 to
120 questions of others on each of eight. At `FOUND` policyqa keeps .87 of its answers (without
.82), the others .99 to 1.00; of foreign questions squad2 answers .24 (.38), xquad/en .08 (.23),
rgb_fact .10 (.17), scifact .26 (.25), the others .05 and less. Leaving a set out changes these by
.04, but for policyqa: .72. Adversarial questions of squad2 are told no better (area .64)."""

STRONG, GOOD = 0.9, 0.5
"""Probability from which a hit is called strong, or good; below, it is weak."""

CLOSE_CALL = 0.02
"""Difference of two fused scores below which their order says little."""

FOUND = 0.2
"""Probability of the first hit below which the answer is *not found*: sets of questions keep .86
(policyqa) to 1.00 of their answers, and 3 to 14 of 100 foreign questions get one; 27 to 45 on
scifact, squad2 and xquad/en, whose paragraphs are about everything. At .3 they would keep .83 to
1.00, and 2 to 11 (19 to 39) would get one: a missing answer costs a user more than a weak one that
is shown as weak."""

ENGLISH_MODELS = ("all-minilm", "all-mpnet", "multi-qa", "msmarco", "-en-", "gtr-t5")
"""Parts of the names of encoders that were trained on English alone."""

MOST_MENTIONS = 1000
"""Paragraphs looked at for `mentions`."""

MENTION_SHARE = 0.65
"""Share of the best hit's score that a mention has; below, the match is weak. Set F1 .435 on upr
and .422 on upr_slovenia; of BM25 alone at its best share .409 and .406, of the cosine .345 and
.384."""

WEAK_TAIL = 5
"""Weak matches shown after the last mention, so that a reader can judge the end."""

MOST_STATEMENTS = 5
"""Sentences chosen for one answer, and quotations in it; at 3 recall loses .02
(chunking_evaluation, policyqa), at 7 nothing is gained."""

STATEMENT_SHARE = 0.84
"""Share of the first statement's score that a further sentence must have: mean recall, precision
and IoU of what is quoted on chunking_evaluation, cuad, squad2 and policyqa (1,312 questions) are
.508, .213, .186 at .82 and .497, .226, .194 at .86. Halves of the sets agree. Without tokens, at
.82: .501, .219, .191."""

SHORT_BETWEEN = 300
"""Characters up to which a sentence between two that are quoted is quoted with them: recall .006 to
.014 on chunking_evaluation, .009 at most on squad2, 0 on cuad; precision loses .003 at most."""

LONGEST_QUOTE = 3_000
"""Characters up to which neighbours are quoted in one: as many as a sentence may have."""

SAME_STATEMENT = 0.8
"""Share of common terms (Jaccard) from which two statements say the same."""
