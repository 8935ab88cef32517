"""What a PDF's reader says about pages that it could not read."""

from collections.abc import Sequence

from assistant.documents.document import Page


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


def ranges(numbers: Sequence[int]) -> str:
    """`1–3, 7` for 1, 2, 3, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)
