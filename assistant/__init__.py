"""Ask documents; answers are exact quotations with their places."""

from assistant.answers.answer import Answer, Mentions, Statement
from assistant.citations.citation import Citation
from assistant.documents.document import Paragraph
from assistant.errors import AssistantError
from assistant.service import Assistant
from assistant.settings import Settings

__all__ = [
    "Answer",
    "Assistant",
    "AssistantError",
    "Citation",
    "Mentions",
    "Paragraph",
    "Settings",
    "Statement",
]
