"""What an embeddings endpoint is told beside the texts; light enough to stand in settings."""

from dataclasses import dataclass, field

NO_PROMPT = "none"
"""In place of a prompt: nothing is put before the text, whatever the model's makers publish."""


@dataclass(frozen=True, slots=True)
class EndpointRequest:
    """What every request carries and how it is sent; what is sent makes a vector, but for the key.

    Where neither prompt is given, those that the model's makers publish are used.
    """

    model: str = ""
    """As the server knows it; empty where it serves only one."""
    key: str = field(default="", repr=False)
    """Sent as a bearer token, and shown nowhere."""
    question_prompt: str = ""
    """Put before a question as it stands, spaces included; `NO_PROMPT` for none."""
    passage_prompt: str = ""
    """Put before a passage as it stands, spaces included; `NO_PROMPT` for none."""
    dimensions: int = 0
    """Length of the vectors to ask for; 0 leaves it to the model."""
    batch: int = 32
    """Texts in a request at most."""
    per_minute: int = 0
    """Requests in a minute at most; 0 sets no limit."""
    timeout: int = 60
    """Seconds that the server may be silent."""
    retries: int = 3
    """How often a request is sent again where that may help."""
    edition: str = ""
    """Tells a model from an earlier one of the same name; given by us, not by people."""


def is_address(name: str) -> bool:
    """Whether the name of an encoder is the address of an endpoint."""
    return name.startswith(("http://", "https://"))
