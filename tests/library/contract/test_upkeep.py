from tests.library.contract.stores import Desk, Store

IRON = "Iron rusts in rain."
SECRET = "The treasurer moved the funds to another valley."


def test_every_commit_makes_another_version_and_nothing_else_does(desk: Desk) -> None:
    versions = [desk.library.version()]
    record = desk.put("a.txt", IRON)
    versions.append(desk.library.version())
    desk.library.paragraphs(record.document_id)
    assert desk.library.version() == versions[-1]
    desk.library.write_note("a", "b")
    versions.append(desk.library.version())
    desk.library.remove(record.document_id)
    versions.append(desk.library.version())
    assert len(set(versions)) == 4


def test_changes_grow_with_what_can_be_found_and_not_with_a_note(desk: Desk) -> None:
    empty = desk.library.changes()
    record = desk.put("a.txt", IRON)
    filled = desk.library.changes()
    assert filled > empty
    desk.library.write_note("a", "b")
    assert desk.library.changes() == filled
    desk.library.remove(record.document_id)
    assert desk.library.changes() > filled


def test_a_whole_library_passes_every_check(desk: Desk) -> None:
    assert all(check.holds for check in desk.library.examine())
    desk.put("a.txt", *[f"Iron number {i} rusts." for i in range(30)])
    desk.put("b.txt", "Copper turns green.")
    checks = desk.library.examine(seed=5)
    assert [check.name for check in checks if not check.holds] == []
    assert any("31 paragraphs" in check.message for check in checks)


def test_a_removal_is_proved_by_seeking_what_the_document_held(desk: Desk) -> None:
    desk.put("kept.txt", IRON, "The meeting was closed at noon.")
    gone = desk.put("gone.txt", SECRET, "The meeting was closed at noon.", "Short.")
    desk.nearest("funds")
    desk.matching("funds")
    proof = desk.library.remove_and_prove(gone.document_id)
    assert proof.holds
    # The secret and the name; the other sentence stands in the other document too.
    assert (proof.texts, proof.shared, proof.places) == (2, 1, ())
    assert (proof.rows, proof.vectors) == (0, 0)
    assert [record.name for record in desk.library.documents()] == ["kept.txt"]


def test_a_restored_library_answers_alike(desk: Desk, store: Store) -> None:
    desk.put("a.txt", *[f"Iron number {i} rusts." for i in range(20)])
    record = desk.put("b.txt", "Copper turns green.")
    expected = desk.nearest("iron 7"), desk.matching("iron 7"), desk.library.documents()
    with desk.library.writing():
        desk.library.backup(desk.root / "backup")
    desk.put("c.txt", "Came after the backup.")
    with Desk(desk.root / "elsewhere", store.open) as other:
        other.root.mkdir()
        store.restore(desk.root / "backup", other.folder)
        assert (other.nearest("iron 7"), other.matching("iron 7")) == expected[:2]
        assert other.library.documents() == expected[2]
        assert other.library.original(record.document_id).read_text() == "Copper turns green.\n"
        assert all(check.holds for check in other.library.examine(seed=3))
        assert list(other.library.notices) == []
