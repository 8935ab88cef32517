"""What can go wrong between a text and its vector."""


class EmbeddingsError(Exception):
    """Base of every refusal of this package; its message is written for the reader."""


class EncoderMissing(EmbeddingsError):
    """The named encoder cannot be found or its files are incomplete."""


class WeightsAltered(EmbeddingsError):
    """The weights' checksum is not the one that was published for this encoder."""


class FingerprintMismatch(EmbeddingsError):
    """An index was made by another encoder than the one that is asked to use it."""


class IndexDamaged(EmbeddingsError):
    """The bytes of a dense index cannot be what was written."""


class ExportFailed(EmbeddingsError):
    """The model cannot be turned into an ONNX graph that answers as it does."""


class EndpointFailed(EmbeddingsError):
    """An embeddings endpoint did not answer, or not in the agreed way."""


class EndpointChanged(EndpointFailed):
    """An embeddings endpoint does not answer as it did before under the same name."""
