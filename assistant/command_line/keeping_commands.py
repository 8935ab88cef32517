"""What the commands about kept citations and about deletion do."""

import argparse
from dataclasses import asdict

from assistant.citations.verification import Verdict
from assistant.command_line import styling
from assistant.command_line.context import DONE, MISSING, Context, emit, notify
from assistant.contract import citation_json, document_json
from assistant.keeping.kept import SOURCE_REMOVED, Kept, stay
from assistant.library.upkeep import Proof
from assistant.service import Assistant


def select(context: Context, given: argparse.Namespace) -> int:
    """Keep a paragraph as the answer to a question."""
    with context.open() as assistant:
        chosen = assistant.select(given.question, given.paragraph_id)
    _print_kept(context, chosen)
    return DONE


def selections(context: Context, given: argparse.Namespace) -> int:
    """The citations that were kept, with what became of them; or a test set made of them."""
    with context.open() as assistant:
        if given.export is not None:
            exported = assistant.kept.export(given.export)
            if context.as_json:
                emit({"folder": str(given.export), **asdict(exported)})
            else:
                print(
                    f"{exported.questions} questions over {exported.passages:,} paragraphs, "
                    f"{exported.left_out} citations left out. "
                    f"Run: pincite evaluate {given.export}"
                )
            return DONE
        if given.forget is not None:
            return _forget(context, assistant, given.forget)
        kept = assistant.kept.selections()
    for one in kept:
        _print_kept(context, one)
    if not kept and not context.as_json:
        print("No citation was kept. Keep one with: pincite select PARAGRAPH_ID --question …")
    holds = (Verdict.UNCHANGED, Verdict.MOVED)
    return DONE if all(one.verification.verdict in holds for one in kept) else MISSING


def _forget(context: Context, assistant: Assistant, selection_id: int) -> int:
    """Forget one; its paragraph stands first for its question no longer."""
    known = {one.selection_id for one in assistant.kept.selections()}
    if selection_id not in known:
        notify(f"There is no citation {selection_id}. See: pincite selections")
        return MISSING
    assistant.kept.unselect(selection_id)
    if context.as_json:
        emit({"selection_id": selection_id, "state": "forgotten"})
    else:
        print(f"forgotten {selection_id}")
    return DONE


def _print_kept(context: Context, one: Kept) -> None:
    verdict = one.verification
    if context.as_json:
        emit(
            {
                "selection_id": one.selection_id,
                "question": one.question,
                "verdict": verdict.verdict.value,
                "message": verdict.message,
                "source_removed": one.source_removed,
                "place": one.place,
                "citation": citation_json(one.citation),
            }
        )
        return
    question = styling.plain(one.question) or "(no question)"
    removed = f" · {SOURCE_REMOVED}" if one.source_removed else ""
    number = styling.dim(f"{one.selection_id}")
    print(f"{number} {styling.bold(verdict.verdict.value)}{removed}  {question}")
    print(styling.wrapped(f"“{one.citation.quote}”", "  "))
    print(f"  {' · '.join(filter(None, (styling.plain(one.citation.document), one.place)))}")


def remove(context: Context, given: argparse.Namespace) -> int:
    """Take documents out for good; with `--prove`, seek what they held in the whole folder."""
    holds = True
    with context.open() as assistant:
        for record in [assistant.library.find(reference) for reference in given.documents]:
            taken = given.with_citations
            proof: Proof | None = None
            if given.prove:
                proof = assistant.library.remove_and_prove(
                    record.document_id, with_selections=taken
                )
            else:
                assistant.library.remove(record.document_id, with_selections=taken)
            holds &= proof is None or proof.holds
            kept = assistant.kept.count(record.document_id)
            if context.as_json:
                shown = {} if proof is None else {"proof": {**asdict(proof), "holds": proof.holds}}
                removed = {"state": "removed", "citations_kept": kept}
                emit({**document_json(record), **removed, **shown})
                continue
            print(f"removed {styling.plain(record.name)}")
            if kept:
                print(f"  {stay(kept)}.")
            if proof is not None:
                print(proof_text(proof))
    return DONE if holds else MISSING


def proof_text(proof: Proof) -> str:
    """The proof in two lines, and a third where citations stay."""
    shared = f" ({proof.shared} more stand in other documents too)" if proof.shared else ""
    found = f"found in {', '.join(proof.places)}" if proof.places else "found nowhere"
    return (
        f"  {proof.texts:,} of its texts{shared} sought in {proof.files:,} files, "
        f"{proof.bytes:,} bytes: {found}.\n"
        f"  Left of it: {proof.rows} rows, {proof.vectors} vectors. "
        "Copies outside the library, such as the file itself and backups, are not touched."
        + _kept_text(proof.citations)
    )


def _kept_text(citations: int) -> str:
    if not citations:
        return ""
    noun = "1 citation" if citations == 1 else f"{citations:,} citations"
    return (
        f"\n  Its words stand in {noun} that you kept. "
        "They go too with --with-citations; now, forget them on the page of kept citations."
    )


def purge(context: Context, given: argparse.Namespace) -> int:
    """Delete the texts of earlier revisions."""
    with context.open() as assistant:
        count = assistant.library.purge()
    if context.as_json:
        emit({"purged": count})
    else:
        print(
            f"{count:,} earlier revisions deleted; citations of them can no longer be "
            "compared word by word."
        )
    return DONE
