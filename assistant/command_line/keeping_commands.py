"""What the commands about kept citations and about deletion do."""

import argparse
from dataclasses import asdict

from assistant.citations.verification import Verdict
from assistant.command_line import terminal
from assistant.command_line.commands import DONE, MISSING, Context, emit
from assistant.contract import citation_json, document_json
from assistant.keeping.kept import Kept
from assistant.library.upkeep import Proof


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
        kept = assistant.kept.selections()
    for one in kept:
        _print_kept(context, one)
    if not kept and not context.as_json:
        print("No citation was kept. Keep one with: pincite select PARAGRAPH_ID --question …")
    holds = (Verdict.UNCHANGED, Verdict.MOVED)
    return DONE if all(one.verification.verdict in holds for one in kept) else MISSING


def _print_kept(context: Context, one: Kept) -> None:
    verdict = one.verification
    if context.as_json:
        emit(
            {
                "selection_id": one.selection_id,
                "question": one.question,
                "verdict": verdict.verdict.value,
                "message": verdict.message,
                "citation": citation_json(one.citation),
            }
        )
        return
    question = terminal.plain(one.question) or "(no question)"
    print(f"{terminal.bold(verdict.verdict.value)}  {question}")
    print(terminal.wrapped(f"“{one.citation.quote}”", "  "))
    print(f"  {terminal.place_text(one.citation)}")


def remove(context: Context, given: argparse.Namespace) -> int:
    """Take documents out for good; with `--prove`, seek what they held in the whole folder."""
    holds = True
    with context.open() as assistant:
        for record in [assistant.library.find(reference) for reference in given.documents]:
            if given.prove:
                proof: Proof | None = assistant.library.remove_and_prove(record.document_id)
            else:
                assistant.remove(record.document_id)
                proof = None
            holds &= proof is None or proof.holds
            if context.as_json:
                shown = {} if proof is None else {"proof": {**asdict(proof), "holds": proof.holds}}
                emit({**document_json(record), "state": "removed", **shown})
                continue
            print(f"removed {terminal.plain(record.name)}")
            if proof is not None:
                print(proof_text(proof))
    return DONE if holds else MISSING


def proof_text(proof: Proof) -> str:
    """The proof in two lines."""
    shared = f" ({proof.shared} more stand in other documents too)" if proof.shared else ""
    found = f"found in {', '.join(proof.places)}" if proof.places else "found nowhere"
    return (
        f"  {proof.texts:,} of its texts{shared} sought in {proof.files:,} files, "
        f"{proof.bytes:,} bytes: {found}.\n"
        f"  Left of it: {proof.rows} rows, {proof.vectors} vectors. "
        "Copies outside the library, such as the file itself and backups, are not touched."
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
