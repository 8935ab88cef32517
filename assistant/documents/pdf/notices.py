"""What a PDF's reader says about pages that it could not read."""

from collections.abc import Sequence

from assistant.documents.document import Page
from assistant.documents.hidden import ranges


def notices(pages: Sequence[Page]) -> tuple[str, ...]:
    """One notice for each reason, with the pages it holds for."""
    reasons: dict[str, list[int]] = {}
    for page in pages:
        if page.reason:
            reasons.setdefault(page.reason, []).append(page.number)
    return tuple(
        f"{'Page' if len(numbers) == 1 else 'Pages'} {ranges(numbers)}: {reason}"
        for reason, numbers in reasons.items()
    )
