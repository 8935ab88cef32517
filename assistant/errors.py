"""Every refusal, named as a fact; each message is written for the reader."""


class AssistantError(Exception):
    """Base of every refusal; its message says what is wrong and what to do."""


class EmptyQuestion(AssistantError):
    """Nothing was asked."""


class QuestionTooLong(AssistantError):
    """The question is longer than any question."""


class UnknownDocument(AssistantError):
    """No document of this library has that id, name or path."""


class SeveralSpeakers(AssistantError):
    """Several who speak in the library are called so; its message names them."""


class UnknownParagraph(AssistantError):
    """A citation points at a paragraph that is not in the library."""


class UnknownPage(AssistantError):
    """The document has no such page, or its format has no pages."""


class UnreadableFile(AssistantError):
    """A file could not be read; `reason` says why and `remedy` what to do."""

    def __init__(self, reason: str, remedy: str = "") -> None:
        """Keep the two halves apart so that a page can show them apart."""
        super().__init__(f"{reason}. {remedy}".strip() if remedy else reason)
        self.reason = reason
        self.remedy = remedy


class ReaderMissing(AssistantError):
    """The program that reads documents cannot be run on this machine."""


class WatchingFailed(AssistantError):
    """The system does not tell what changes in the folders."""


class BadReceipt(AssistantError):
    """A receipt cannot be read."""


class BadEvaluationFolder(AssistantError):
    """An evaluation folder is incomplete or its files do not agree."""


class SettingsError(AssistantError):
    """A setting is unknown or its value cannot be used."""


class LanguageModelError(AssistantError):
    """Base of what keeps a language model from answering; quotations need none."""


class ModelUnreachable(LanguageModelError):
    """The language model's server does not answer, or was not asked after repeated failures."""


class ModelFailed(LanguageModelError):
    """The language model's server answered, but not with a whole reply in time."""


class LibraryError(AssistantError):
    """Base of everything that keeps a library from being used."""


class LibraryLocked(LibraryError):
    """Another process is writing to this library."""


class LibraryDamaged(LibraryError):
    """The library's truth is damaged beyond repair by Pincite alone."""


class LibraryLost(LibraryError):
    """The originals are there, and the database that told what they are is not."""


class LibraryTooNew(LibraryError):
    """The library was written by a newer version of Pincite."""


class LibraryFull(LibraryError):
    """The disk under the library is full; nothing of the document was kept."""


class LibraryReadOnly(LibraryError):
    """The library's folder cannot be written to."""


class EncoderChanged(LibraryError):
    """The library was indexed with another encoder."""
