"""Every tuned number of retrieval and answering: what it is, what measures it, and what it gains.

`benchmarks/sweep.py` varies one number with all others as they are. What it gains is over the value
that switches the idea off: the mean over the sets, its standard error, and the sets that lose and
gain most. *Ten sets*: nDCG@10 on 30 questions each of upr, upr_slovenia, cranfield, scifact,
squad2, policyqa, rgb_fact and xquad/de, ar and zh; .686 with all numbers as they are. *Four sets*:
recall and IoU of what is quoted, on 30 questions each of squad2, chunking_evaluation, policyqa and
cuad; .530 and .213, and .536 and .218 since too long sentences fall into pieces. Both on
2026-11-27; a gain within twice its error is not shown to be one there.
What is said to be of 2026-11-23 to 25 was measured then, on more questions, before some of what is
beside it now. `benchmarks/chance.py` fits and judges the chance of an answer.
"""

# -- candidates: which rows, and what of them says nothing ----------------------------------------

CANDIDATES = 100
"""Rows asked of each index; fusion orders their union.
benchmarks/sweep.py, ten sets: 50 lose .002 ±.002 (cranfield .016), 200 gain nothing."""

TITLE_WORDS = 8
"""Words up to which a heading is no answer by itself; a longer one says something.
benchmarks/sweep.py, four sets: nothing from 0 to 12, their files have few headings."""

FRAGMENT_SHARE = 0.7
"""Share of its score that a fragment keeps.
benchmarks/sweep.py, four sets: nothing from .5 to 1, no fragment comes first there."""

NEW_TERMS = 4
"""Terms beyond the question's own from which a row or an unfinished line says something.
benchmarks/sweep.py, four sets: nothing from 0 to 6."""

ITEM_TERMS = 1
"""The same for an unfinished item of a list.
benchmarks/sweep.py, four sets: nothing from 0 to 2."""

# -- fusion ---------------------------------------------------------------------------------------
# Set on 2026-11-23 by 150 random settings over eight English sets (at most 150 questions each),
# leaving out one kind of set at a time; nDCG@10 over the better of the two parts, averaged:
# z-scores 0.3 + 0.7 .035, cosine + BM25 as a share .037, with neighbours and feedback .042, with
# coverage .046 (.042 on sets that were left out). The region is flat: what is near is within .003.

LEXICAL_WEIGHT = 0.5
"""Worth of the best BM25 score when it covers the whole question; a cosine counts 1.
benchmarks/sweep.py, ten sets: .012 ±.005 (upr_slovenia -.004, upr .043); flat from .25 to .75."""

COVERAGE_WEIGHT = 0.3
"""Worth of holding all the question's words, in a long question; topics of one or two words are
better told by how often they occur, questions by how many of their words do.
benchmarks/sweep.py, ten sets: -.001 ±.002 (upr -.009, scifact .013). On 2026-11-23 .004 on
average, .009 on squad2."""

CONTEXT_SHARE = 0.5
"""Worth of a word that stands only in the headings or the lead-in above; as in the index.
benchmarks/sweep.py, four sets: nothing from 0 to .75, their files have few headings."""

SHORT_QUESTION, LONG_QUESTION = 2, 6
"""Terms up to which coverage does not count, and from which it counts in full.
benchmarks/sweep.py, ten sets: .000 ±.002 over counting always (rgb_fact -.009, scifact .011)."""

FEEDBACK = 0.3
"""How far the question's vector is moved towards the first hits.
benchmarks/sweep.py, ten sets: .001 ±.003 (policyqa -.014, upr .017). On 2026-11-23 .003 on
average, .011 on cranfield."""

FEEDBACK_HITS = 3
"""First hits that the question is moved towards, and whose words are shared.
benchmarks/sweep.py, ten sets: .004 ±.004 over 1 (squad2 -.017, upr .051), .001 over 2 and 5."""

NEIGHBOUR_SHARE = 0.2
"""How much of its score a candidate has from the candidates that are most like it.
benchmarks/sweep.py, ten sets: .002 ±.002 (upr_slovenia -.004, cranfield .015). On 2026-11-23 .003
on average: .01 on upr and cranfield, -.004 on squad2, where the one right paragraph has near
twins."""

NEIGHBOURS = 12
"""How many those are.
benchmarks/sweep.py, ten sets: the same from 6 to 24."""

WORD_FEEDBACK = 0.3
"""Worth of the words shared with the first hits.
benchmarks/sweep.py, ten sets: .001 ±.002 (squad2 -.017, scifact .013). On 2026-11-24 .005 on
average over seven English sets, none lost more than .001; rgb_fact .014, cranfield .010."""

FEEDBACK_STEEPNESS = 5.0
"""How fast those count less.
benchmarks/sweep.py, ten sets: .000 ±.001 (rgb_fact -.004, cranfield .011); the same to 10."""

# -- what tells a question from a subject ---------------------------------------------------------

SENTENCE_COVERAGE = 0.2
"""Worth of the question's words in one sentence, where a question is asked. A subject is spread
over a paragraph, and a claim over an abstract.
benchmarks/sweep.py, ten sets: -.001 ±.002 (policyqa -.016, xquad/ar .013). On 2026-11-24, before
tokens were read: squad2 .013, policyqa .007, xquad/zh .004; of subjects it would cost .008 (upr,
cranfield), and claims nothing (scifact)."""

BESIDE = 0.2
"""Worth of the better neighbour in the document, where a subject is named rather than a question
asked: what is on a subject stands together.
benchmarks/sweep.py, ten sets: .008 ±.003 (rgb_fact .000, upr .035). On 2026-11-24 upr .015,
cranfield .034, whose abstracts are kept by subject, scifact -.002; questions for one fact would
lose .002 to .006."""

CLOSENESS = 1.0
"""Worth of how near a question's tokens come in a paragraph, among the first hits; only questions
are read.
benchmarks/sweep.py varies it. Fitted beside the coefficients of choice/ on 2026-11-27: over seven
judged sets that were left out nDCG@10 is .645 at 1, .644 at 2 and .637 at 4, and as many first hits
are right in two piles. Before passages were judged by traits it was 4: 600 questions of squad2 rose
from .927 to .947, rgb_fact fell .004."""

MOST_READ = 6
"""First hits that are read again for a question.
60 questions each of squad2 and policyqa (2026-11-27), with `READ_CHARACTERS` in step: multilingual
.890 and .451 (12 and 10,000: .895, .469; none: .847, .432) for 57 % of the CPU, English .853 on
squad2 (.852; .803). benchmarks/sweep.py, ten sets, English: 12 gain .001 over 6."""

READ_CHARACTERS = 5_000
"""The characters of them together; a thousand take 15 to 20 CPU-ms, of the multilingual encoder 40.
benchmarks/sweep.py, ten sets, English: 10,000 gain .001, 20,000 no more."""

LONGEST_READ = 4_000
"""The characters of one.
benchmarks/sweep.py, ten sets: .002 ±.002 over 1,000 (squad2 .017), the same from 2,000."""

# -- trust in meaning -----------------------------------------------------------------------------

LEAST_TRUST = 0.3
"""Trust in meaning where the rankings agree least; 1 where they agree.
benchmarks/sweep.py, ten sets: -.002 ±.001 (policyqa -.016, none gains), whose languages are told.
Where nothing tells them it saved xquad/ar from .826 to .929 on 2026-11-23, for .001 on English
sets."""

AGREEING = 0.9
"""Agreement of the rankings, in standard deviations, from which meaning is trusted in full.
benchmarks/sweep.py, ten sets: -.001 ±.001 over .6 (policyqa -.011), .001 over 1.2."""

DISAGREEING = -0.3
"""Agreement at which it is trusted least.
benchmarks/sweep.py, ten sets: -.002 ±.001 over -.6 (policyqa -.015), .001 over 0."""

FOREIGN_TRUST = 0.15
"""Trust in the meaning of a question in a language that the encoder was not made for: lexical
evidence decides.
benchmarks/sweep.py, ten sets: .008 ±.005 (upr_slovenia -.002, xquad/zh .046, ar .038) over full
trust, .000 ±.002 over none; on 2026-11-23 .012 over none on xquad/de."""

# -- an encoder and its languages -----------------------------------------------------------------

LEAST_SPAN = 0.05
"""Distance of pairs from strangers under which an encoder tells nothing, and is read as it is.
Not measured: the least of three encoders is .08, across languages."""

KNOWN_SHARE = 0.5
"""Share of the distance in English that pairs of a language have where an encoder knows it.
Not measured: between .33, the most of an English encoder (French), and .57, the least of a
multilingual one (Chinese), asked in English."""

EXPECTED_SLOPE, EXPECTED_FROM = 1.2, 0.1
"""How much of a question paragraphs of its language hold, by their cosine.
benchmarks/sweep.py, multilingual-e5-small, 60 English questions of German paragraphs: .000 over
half of it and none, beside other constants; with it neither language drowns the other."""

SHARED_WORDS = 0.5
"""Worth of the words that stand in a paragraph of another language as they were asked.
benchmarks/sweep.py, as above: nDCG@10 .013 over none, the same at 1."""

ACROSS_SHARE = 0.25
"""Share of what strangers of two languages score less than those of one that is added to a score
across before the chance is told.
benchmarks/chance.py, e5, xquad/en-de, by an earlier model: at a half .90 of own questions keep
their answer, for .83 with none and 1.00 with all; .08 of strangers get one, for .00 and .36."""

FULL_BYTES = 160
"""Bytes from which a paragraph in another language is long enough to answer.
Not measured: a sentence of 25 words; names, numbers and titles have fewer."""

EMPTINESS = 0.4
"""What is taken off the cosine of an empty line in another language when the chance is told.
Not measured: the strangers' distance from pairs is .58."""

ACROSS_COVERAGE = 0.4
"""Share of a question that a paragraph in another language is taken to hold when the chance is
told.
Not measured: about what a right paragraph in the question's language holds at least."""

OWN_BACKGROUND = 0.5
"""How much of a question's nearness to the passages of the probes is taken off its cosines.
benchmarks/chance.py: the area under the curve of the cosine alone rises from .98 to 1.00 (foreign
questions in six languages over xquad/ar, e5), .95 to 1.00 (xquad/en, e5) and .98 to 1.00 (upr,
MiniLM); English foreign ones are told a little worse by MiniLM (xquad/en .96 to .95). Random
paragraphs of the library in the probes' place are worse than nothing where all is on one subject
(policyqa: .20)."""

# -- the best sentence ----------------------------------------------------------------------------

ENCODED_SENTENCES = 20
"""Sentences encoded for one question where there are no tokens to read, and of a paragraph that is
too long to be read whole.
benchmarks/sweep.py, four sets: the same from 10 to 40; without tokens (--no-tokens) 10
gain .004 ±.003 of IoU and 40 nothing."""

SENTENCE_WORDS = 0.5
"""Share of the question's words in a sentence's score.
benchmarks/sweep.py, four sets: IoU .014 ±.011 (policyqa -.005, chunking_evaluation .030) for a
recall of .530 (without .574); flat from .35 to .65."""

SENTENCE_MEANING = 0.5
"""Share of the cosine in it, where there are no tokens to read.
benchmarks/sweep.py --no-tokens, four sets: IoU .013 ±.013 (policyqa -.008, chunking_evaluation
.032), recall .502 for .469; at .35 .007 ±.008 more. On 2026-11-23 the right sentence of the right
paragraph: .861 on squad2 (words alone .832, cosine alone .803), .587 policyqa (.558, .534), .588
scifact (.548, .548); flat from .35 to .65. Where the encoder does not know the language words
alone are better: xquad/de .782 for .744, zh .813 for .787, ar .775 for .747."""

SENTENCE_CLOSENESS = 1.0
"""Worth of how near the question's tokens come in a sentence, read in its paragraph.
benchmarks/sweep.py, four sets: IoU .009 ±.014 (policyqa -.001, cuad .022), recall .530 for .466;
at .5 .517, and IoU .016 ±.009 more. On 2026-11-25 the right sentence of the right paragraph,
against the cosine: squad2 .881 for .874 (540 questions), policyqa .526 for .486 (479)."""

SUITING = 0.1
"""Added for a number where a number is asked for.
benchmarks/sweep.py, four sets: IoU .000 (squad2 -.001, cuad .001), recall .530 for .527. On
2026-11-23 69 to 72 of 74 right on squad2 and xquad/de."""

NO_ANSWER = 0.1
"""Taken off a question, or a sentence that is too short: neither answers by itself.
benchmarks/sweep.py, four sets: nothing from 0 to .2."""

SHORT_SENTENCE = 20
"""Characters of a sentence below which it is too short.
benchmarks/sweep.py, four sets: nothing from 0 to 40."""

# -- what is quoted -------------------------------------------------------------------------------

MOST_STATEMENTS = 5
"""Sentences chosen for one answer, and quotations in it.
benchmarks/sweep.py, four sets: recall .530 for .375 with one, IoU the same (chunking_evaluation
-.028, policyqa .016); at 3 .511, at 7 .535. On 2026-11-25 at 3 .02 less (chunking_evaluation,
policyqa), at 7 nothing more."""

STATEMENT_SHARE = 0.84
"""Share of the first statement's score that a further sentence must have.
benchmarks/sweep.py, four sets: recall .530 for .375 with none, IoU the same (chunking_evaluation
-.028, policyqa .016); recall, precision and IoU are .546, .238, .210 at .82 and .517, .251, .218 at
.86. On 2026-11-25 on 1,312 questions of them .508, .213, .186 and .497, .226, .194, halves of the
sets agreeing; without tokens, at .82, .501, .219, .191."""

SHORT_BETWEEN = 300
"""Characters up to which a sentence between two that are quoted is quoted with them.
benchmarks/sweep.py, four sets: IoU .004 ±.003 (policyqa .000, chunking_evaluation .009), recall
.530 for .514; the same at 600. On 2026-11-25 recall .006 to .014 on chunking_evaluation, .009 at
most on squad2, 0 on cuad; precision lost .003 at most."""

LONGEST_QUOTE = 3_000
"""Characters up to which neighbours are quoted in one: as many as a sentence may have.
benchmarks/sweep.py, four sets: nothing, and nothing lost at 1,000."""

SAME_STATEMENT = 0.8
"""Share of common terms (Jaccard) from which two statements say the same.
benchmarks/sweep.py, four sets: IoU .010 ±.007 (policyqa .000, chunking_evaluation .039), at the
same recall; .008 ±.006 over .6."""

# -- every mention --------------------------------------------------------------------------------

MENTION_SHARE = 0.65
"""Share of the best hit's score that a mention has; below, the match is weak.
benchmarks/sweep.py, upr (120 questions) and upr_slovenia (66): F1 .027 ±.012 over listing all
(upr_slovenia .014, upr .040); flat from .55 to .7, and .75 loses .021 ±.009. On 2026-11-24 .435 on
upr and .422 on upr_slovenia; BM25 alone at its best share .409 and .406, the cosine .345 and
.384."""

MOST_MENTIONS = 1000
"""Paragraphs looked at for `mentions`.
Not measured: a bound on the work; what holds the words is listed beyond it."""

WEAK_TAIL = 5
"""Weak matches shown after the last mention, so that a reader can judge the end.
Not measured: it decides nothing."""

# -- the chance of an answer ----------------------------------------------------------------------

FOUND = 0.2
"""Probability of the first hit below which the answer is *not found*. A missing answer costs a user
more than a weak one that is shown as weak.
benchmarks/chance.py, as above: .85 (policyqa) to 1.00 of own questions keep their answer where hits
are not read, and .80 (policyqa) to 1.00 where they are; of 100 foreign ones 1 to 15 get one, and 29
to 48 on scifact, squad2 and xquad/en, whose paragraphs are about everything (where they are read 0
to 8, and 16 to 21). On 2026-11-24, not read, .3 kept .83 to 1.00 and answered 2 to 11 (19 to
39)."""

STRONG, GOOD = 0.9, 0.5
"""Probability from which a hit is called strong, or good; below, it is weak.
Not measured: names for the probability."""

CLOSE_CALL = 0.02
"""Difference of two fused scores below which their order says little.
Not measured: it decides nothing, a reader is told."""
