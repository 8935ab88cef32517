"""Revisions edited by a script that knows what it does to every paragraph."""

import io
import random
import re
from dataclasses import dataclass, replace

import docx

from assistant.documents.document import Block, Kind, Paragraph, Revision


@dataclass(frozen=True, slots=True)
class Edited:
    """A block of the new revision and the paragraph it came from."""

    block: Block
    origin: int | None


def block_of(paragraph: Paragraph) -> Block:
    mark = paragraph.sentences[0].start - paragraph.start if paragraph.sentences else 0
    return Block(
        kind=paragraph.kind,
        text=paragraph.text,
        number=paragraph.number,
        bullet=paragraph.bullet,
        mark_end=mark,
        level=paragraph.level,
        page=paragraph.page.pdf,
    )


def reworded(text: str, mark: int, chance: random.Random) -> str:
    """About one word in eight replaced, dropped or doubled; never the first of a mark."""
    words = text[mark:].split(" ")
    count = max(1, len(words) // 8)
    for at in sorted(chance.sample(range(len(words)), min(count, len(words))), reverse=True):
        words[at] = chance.choice(["notwithstanding", "provisional", words[at] + " also", "hence"])
    return text[:mark] + " ".join(words)


def act(paragraph: Paragraph, cited: bool, chance: random.Random) -> tuple[str, Block]:
    """What happens to a paragraph, and the block that it becomes."""
    block = block_of(paragraph)
    body = block.text[block.mark_end :]
    action = chance.choice(["kept"] * 4 + ["moved", "reworded", "number", "deleted"])
    if not cited and chance.random() < 0.7:
        return "kept", block
    if action == "number":
        changed = re.sub(r"\d+", lambda match: str(int(match.group()) + 1), body, count=1)
        if changed != body:
            return action, replace(block, text=block.text[: block.mark_end] + changed)
        return "kept", block
    if action == "reworded":
        if len(body.split()) < 8:
            return "kept", block
        return action, replace(block, text=reworded(block.text, block.mark_end, chance))
    return action, block


def edit(
    revision: Revision, cited: set[int], chance: random.Random
) -> tuple[list[Edited], dict[int, str]]:
    """The blocks of the next revision, and what was done to each paragraph of this one."""
    done: dict[int, str] = {}
    edited: list[Edited] = []
    displaced: list[Edited] = []
    for paragraph in revision.paragraphs:
        action, block = act(paragraph, paragraph.ordinal in cited, chance)
        done[paragraph.ordinal] = action
        if action == "moved":
            displaced.append(Edited(block, paragraph.ordinal))
        elif action != "deleted":
            edited.append(Edited(block, paragraph.ordinal))
        if chance.random() < 0.1:
            words = "Inserted on review: the secretariat noted the proposal without a decision"
            text = f"{words}, item {chance.randrange(10_000)}."
            edited.append(Edited(Block(Kind.PARAGRAPH, text, page=block.page), None))
    for one in displaced:
        edited.insert(chance.randrange(len(edited) + 1), one)
    shift = chance.choice([0, 0, 1])
    return [shifted(one, shift) for one in edited], done


def shifted(edited: Edited, pages: int) -> Edited:
    """The same, on a later page."""
    page = edited.block.page
    return Edited(replace(edited.block, page=page and page + pages), edited.origin)


def exported(revision: Revision, kind: str) -> bytes:
    if kind == "txt":
        return "\n\n".join(p.text for p in revision.paragraphs).encode()
    document = docx.Document()
    for paragraph in revision.paragraphs:
        document.add_paragraph("".join(c for c in paragraph.text if c.isprintable()))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
