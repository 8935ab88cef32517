from pathlib import Path

import numpy as np
import pytest

from assistant.evaluation.judgements import JudgedQuestion, Judgements
from assistant.retrieval.calibration import REFERENCE
from benchmarks.chance import (
    READ,
    UNREAD,
    Evidence,
    chances,
    fitted,
    foreign_questions,
    gathered,
    judged,
    report,
)
from tests.evaluation.test_folders import write
from tests.retrieval.shelf import ConceptEncoder


def a_set(name: str, *texts: str) -> Judgements:
    return Judgements(name, (), tuple(JudgedQuestion(text, text, None, {"p": 1}) for text in texts))


def test_a_model_weighs_what_the_chance_is_told_by() -> None:
    told = {"meaning": 0.4, "coverage": 0.7, "fused": 0.9}
    for model, closeness in ((UNREAD, None), (READ, 0.3)):
        here = told | {"closeness": closeness or 0.0}
        features = np.array([[here[name] for name in model.weighs]])
        evidence = Evidence(features, np.array([True]))
        expected = REFERENCE.chance_of(0.4, 0.7, 0.9, closeness)
        assert chances(model.present(REFERENCE), evidence)[0] == pytest.approx(expected)


def test_a_fit_finds_the_model_that_the_questions_were_drawn_from() -> None:
    drawn = np.random.default_rng(1)
    features = drawn.uniform(size=(20_000, 3))
    true = np.array([4.0, -2.0, 1.0, -1.0])
    chance = 1 / (1 + np.exp(-(features @ true[:3] + true[3])))
    evidence = Evidence(features, drawn.uniform(size=20_000) < chance)
    assert fitted([evidence]) == pytest.approx(true, abs=0.15)


def test_a_set_is_judged_by_what_is_kept_and_what_is_answered() -> None:
    cosines = np.array([[0.9]] * 9 + [[0.1]] + [[0.9]] * 2 + [[0.1]] * 8)
    evidence = Evidence(cosines, np.array([True] * 10 + [False] * 10))
    area, kept, answered = judged(np.array([10.0, -5.0]), evidence)
    assert area == pytest.approx(0.85)
    assert (kept, answered) == (0.9, 0.2)


def test_foreign_questions_are_of_sets_about_something_else_in_the_same_language() -> None:
    english, german = "Where does the river end in the sea?", "Wo endet der Fluss im Meer?"
    sets = {
        "squad2": a_set("squad2", english),
        "xquad/en": a_set("en", "When was the war that they lost over?"),
        "xquad/de": a_set("de", german),
        "iron": a_set("iron", "Why does the iron rust in the rain?"),
    }
    assert foreign_questions("squad2", sets, 5) == ["Why does the iron rust in the rain?"]
    assert foreign_questions("xquad/de", sets, 5) == ["Why does the iron rust in the rain?"]
    assert set(foreign_questions("iron", sets, 5)) == {
        english,
        "When was the war that they lost over?",
    }


def test_the_evidence_of_own_and_foreign_questions_is_gathered_set_by_set(tmp_path: Path) -> None:
    def folder(name: str, text: str, question: str) -> Path:
        return write(
            tmp_path / name,
            [{"_id": "p", "title": "", "text": text}],
            [{"_id": "q", "text": question}],
            "q\tc\ts\nq\tp\t1\n",
        )

    folders = [
        folder("iron", "Iron rusts in the rain of the spring.", "rain and iron"),
        folder("police", "Police officers need training for the court.", "training of police"),
    ]
    found = gathered(folders, ConceptEncoder(), 5, tmp_path / "cache")
    here = found[UNREAD]["iron"]
    assert here.own.tolist() == [True, False]
    meanings, coverages, _ = here.features.T
    assert meanings[0] > 0.9 > meanings[1]
    assert coverages.tolist() == [1.0, 0.0]
    assert report(READ.present(REFERENCE), found[READ]) == ["Too few to fit anything on."]
