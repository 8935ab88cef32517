from assistant.answers.answer import Answer
from assistant.asking import Asking
from assistant.retrieval.retriever import Retriever
from tests.retrieval.shelf import Shelf


def test_a_document_that_is_removed_while_it_is_cited_does_not_fail_the_answer() -> None:
    class Racing(Shelf):
        def text(self, document_id: str, revision: str | None = None) -> str:
            if self.counts().documents == 2:
                self.remove("gone")
            return super().text(document_id, revision)

    library = Racing.empty()
    library.add("stays.txt", "Officers have a budget for training of police.")
    library.add("gone.txt", "Training of police officers.")
    asking = Asking(library, lambda: Retriever(library, library.encoder), None)
    (found,) = asking.stream("training of police officers")
    assert isinstance(found, Answer)
    assert [statement.text for statement in found.statements] == [
        "Officers have a budget for training of police."
    ]
