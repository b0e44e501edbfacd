"""Draft items and drafts as a reader of files would give them."""

from question_bank.rules.drafts import Draft, DraftItem, DraftOption
from question_bank.services import imports


def make_options(*texts, codes="ABCDEFGH"):
    return tuple(
        DraftOption(code, text) for code, text in zip(codes, texts, strict=False)
    )


def make_draft_item(number=1, **changes):
    values = {
        "ref": f"Câu {number}",
        "kind": "choose_one",
        "stem_html": f"<p>Số nào là {number}?</p>",
        "options": make_options("1", "2", "3", "4"),
        "key": {"choice": ["A"]},
        "where": f"paragraph {number}",
        "source_html": f"<p>Câu {number}. Số nào là {number}?</p>",
    }
    return DraftItem(**values | changes)


def make_batch(
    bank, *drafts, by=None, name="de.gift", form="docx", content=None, **more
):
    """Return a batch that was brought and read, without a reader at work."""
    batch, _is_new = imports.bring(
        content or repr(drafts).encode(), bank, name=name, by=by
    )
    imports.fill(batch, Draft(form, tuple(drafts), **more))
    return batch
