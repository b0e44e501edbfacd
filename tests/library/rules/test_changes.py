"""What changed between two versions."""

from library.rules.changes import changes
from library.rules.content import digest_of, files_of, units_of, without_addresses


def data(*blocks, **changed):
    base = {"title": "A", "summary": "", "main": None, "nodes": []}
    return base | {"parts": [{"title": "", "blocks": list(blocks)}]} | changed


def test_blocks_are_compared_by_id():
    old = data({"id": "1", "type": "text", "html": "a"}, {"id": "2", "type": "text"})
    new = data(
        {"id": "1", "type": "text", "html": "b"}, {"id": "3", "type": "text"}, title="B"
    )
    found = changes(old, new)
    assert (found.fields, found.main) == (("title",), False)
    assert (found.added, found.changed, found.removed) == ({"3"}, {"1"}, {"2"})
    assert changes(old, old).nothing


def test_the_same_main_file_under_another_code_is_no_change():
    old = data(main={"type": "pdf", "file": "a", "digest": "d"})
    assert changes(old, data(main={"type": "pdf", "file": "b", "digest": "d"})).nothing
    assert changes(old, data(main={"type": "pdf", "file": "b", "digest": "e"})).main


def test_digest_ignores_addresses_and_order_of_keys():
    block = {"id": "1", "type": "picture", "file": "f", "src": "/tap-tin/f/"}
    one, other = data(block), data(dict(reversed(block.items())))
    assert digest_of(without_addresses(one)) == digest_of(without_addresses(other))
    assert "src" not in str(without_addresses(one))
    assert files_of(one) == ["f"]
    assert units_of(data(block, main={"type": "pdf", "file": "g"})) == ["main", "1"]
