"""Taking a bank out as a file, with an honest word on what is lost."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lms.core.errors import NotFound
from lms.core.text import fold
from question_bank.models import Bank
from question_bank.queries.access import bank_for, may_write, sees_all
from question_bank.services import exports

FORMATS = [
    ("xlsx", _("Excel (our table)")),
    ("docx", _("Word, as an exam")),
    ("qti30", "QTI 3.0"),
    ("qti22", "QTI 2.2"),
    ("qti21", "QTI 2.1"),
    ("moodlexml", "Moodle XML"),
    ("gift", "GIFT"),
]
LOSSES = {
    "kind": _("not in the file: the format has no such kind"),
    "picture": _("pictures"),
    "table": _("tables"),
    "sound": _("sounds"),
    "format": _("bold, italics and the like"),
    "passage": _("that several items share one passage"),
    "options": _("options beyond the eighth"),
    "rules": _("details of marking"),
    "metadata": _("level, points, time or items not to go together"),
    "credit": _("part marks of single answers"),
    "answers": _("further accepted answers"),
    "code": _("the item's code"),
    "generated": _(
        "the recipe of a question with parameters; its variants are written"
    ),
}


@login_required
def export(request: HttpRequest, code: str) -> HttpResponse:
    """Choose a format and see what it cannot carry; a post gives the file."""
    bank = bank_for(request.user, code)
    if not (sees_all(request.user, bank) and may_write(request.user, bank)):
        raise NotFound("bank")
    wanted = request.POST.get("format") or request.GET.get("format", "")
    known = dict(FORMATS)
    outcome = None
    if wanted in known:
        outcome = exports.export_bank(bank, wanted, by=request.user)
        if request.method == "POST":
            return _file(bank, wanted, outcome.content)
    counts: dict[str, int] = {}
    for loss in outcome.lost if outcome else ():
        counts[loss.what] = counts.get(loss.what, 0) + 1
    context = {
        "bank": bank,
        "formats": FORMATS,
        "wanted": wanted,
        "name": known.get(wanted, ""),
        "outcome": outcome,
        "losses": [(LOSSES[what], count) for what, count in counts.items()],
    }
    return render(request, "question_bank/export.html", context)


def _file(bank: Bank, form: str, content: bytes) -> HttpResponse:
    suffix = exports.SUFFIX.get(form, "zip")
    name = "".join(c if c.isalnum() or c in "._-" else "-" for c in fold(bank.code))
    return HttpResponse(
        content,
        content_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{name}.{suffix}"'},
    )
