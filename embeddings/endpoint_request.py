"""What an embeddings endpoint is told beside the texts; light enough to stand in settings."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class EndpointRequest:
    """What every request carries; all but the key is part of what made a vector."""

    model: str = ""
    """As the server knows it; empty where it serves only one."""
    key: str = field(default="", repr=False)
    """Sent as a bearer token, and shown nowhere."""
    question_prompt: str = ""
    """Put before a question as it stands, spaces included."""
    passage_prompt: str = ""
    """Put before a passage as it stands, spaces included."""
    dimensions: int = 0
    """Length of the vectors to ask for; 0 leaves it to the model."""


def is_address(name: str) -> bool:
    """Whether the name of an encoder is the address of an endpoint."""
    return name.startswith(("http://", "https://"))
