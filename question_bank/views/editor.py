"""The editor of an item: one screen, the candidate's view beside it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lms.core import wording
from lms.core.errors import DomainError, NotFound
from lms.curriculum.models import Subject
from question_bank.forms.files import GRADES, subject_choices
from question_bank.forms.items import add_file, editor_of, node_choices, read_item
from question_bank.kinds import registry
from question_bank.kinds.editing import whole
from question_bank.models import Bank, Item, ItemVersion
from question_bank.queries import access
from question_bank.queries.access import item_for, versions_for, writable_bank_for
from question_bank.rules import proposals
from question_bank.rules.contents import Content
from question_bank.services import banks, items
from question_bank.services.corrections import row_of
from question_bank.views import likes
from question_bank.views.variants import trial_of

Proposal = dict[str, Any]
LOOK = 5  # variants that are tried while somebody types


@dataclass
class Draft:
    """What stands in the editor, and what it is for."""

    bank: Bank
    proposal: Proposal
    subject: Subject | None = None
    grade: int | None = None
    item: Item | None = None
    newest: ItemVersion | None = None
    error: str = ""

    def content(self) -> Content:
        """Return what it says, tidied for storing."""
        subject_id = self.subject.pk if self.subject else None
        return items.tidy(
            proposals.to_content(self.proposal, subject_id=subject_id, grade=self.grade)
        )

    def _take_passage(self, fields: Proposal) -> None:
        """Fetch the text of a passage that was named by its code alone."""
        if fields.get("group_code") and not fields.get("group_html"):
            known = self.bank.groups.filter(code=fields["group_code"])
            newest = known.order_by("-number").first()
            if newest is not None:
                fields["group_html"] = newest.html
                fields["group_where"] = newest.where

    def read(self, request: HttpRequest) -> None:
        """Take in a posted editor; what is refused is said in ``error``."""
        fields = read_item(request.POST, self.proposal)
        self._take_passage(fields)
        picture = request.FILES.get("picture")
        try:
            add_file(
                picture,
                fields,
                self.proposal,
                bank=self.bank,
                by=request.user,
                plays=request.POST.get("plays", ""),
            )
        except DomainError as refusal:
            self.error = wording.say_problem(refusal)
        self.proposal = self.proposal | fields
        self.subject = Subject.objects.filter(
            code=request.POST.get("subject", "")
        ).first()
        grade = request.POST.get("grade", "")
        is_grade = grade.isdigit() and 1 <= int(grade) <= 12
        self.grade = int(grade) if is_grade else None


@login_required
def item_new(request: HttpRequest, bank: str) -> HttpResponse:
    """Write a new item of a kind."""
    into = writable_bank_for(request.user, bank)
    kind = request.GET.get("kind", "choose_one")
    if kind not in registry.KINDS:
        raise NotFound("kind")
    draft = Draft(into, blank(kind), subject=into.subject)
    if request.method == "POST":
        draft.read(request)
        version = _save(draft, by=request.user)
        if version is not None:
            messages.success(request, _("Saved as a draft."))
            return redirect("question_bank:item", into.code, version.item.code)
    return _page(request, draft)


@login_required
def item_edit(request: HttpRequest, bank: str, code: str) -> HttpResponse:
    """Write the next version of an item, or go on with the open one."""
    item = item_for(request.user, bank, code)
    if not access.may_write(request.user, item.bank):
        raise NotFound("item")
    banks.note_look(item.bank, by=request.user, item=item.code)
    newest = versions_for(request.user, item)[0]
    draft = Draft(
        item.bank,
        proposals.from_content(items.content_of(newest)),
        subject=newest.subject,
        grade=newest.grade,
        item=item,
        newest=newest,
    )
    if request.method == "POST":
        draft.read(request)
        if _save(draft, by=request.user) is not None:
            messages.success(request, _("Saved."))
            return redirect("question_bank:item", item.bank.code, item.code)
    return _page(request, draft)


@login_required
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Show what a posted editor says as a candidate would see it; nothing is saved."""
    if not access.is_staff(request.user):
        raise NotFound("page")
    before = _before(request)
    fields = read_item(request.POST, before)
    content = items.tidy(
        proposals.to_content(before | fields, subject_id=None, grade=None)
    )
    context = trial_of(content, most=LOOK).context()
    if request.POST.get("bank") and not request.POST.get("batch"):
        context |= _like(request, content)
    return render(request, "question_bank/_preview.html", context)


def _like(request: HttpRequest, content: Content) -> dict[str, Any]:
    """Return what of the bank is nearly the same as what is being written."""
    bank = access.bank_for(request.user, request.POST["bank"])
    of = None
    if code := request.POST.get("item"):
        of = versions_for(request.user, item_for(request.user, bank.code, code))[0]
    like = likes.while_writing(request.user, content, bank, of=of)
    return {"bank": bank, "like": like}


def blank(kind: str) -> Proposal:
    """Return an empty item of a kind as a proposal."""
    body, key = registry.kind_of(kind).form.EMPTY
    return {"kind": kind, "stem_html": "", "body": body, "key": key}


def _save(draft: Draft, *, by: Any) -> ItemVersion | None:
    """Store what stands in the editor; None where it is refused, with the reason."""
    if draft.error:
        return None
    try:
        if draft.item is None:
            return items.create_item(draft.bank, draft.content(), by=by)
        return items.save_edit(draft.item, draft.content(), by=by)
    except DomainError as refusal:
        draft.error = wording.say_problem(refusal)
    return None


def _before(request: HttpRequest) -> Proposal:
    """Return what a posted editor was made of: a draft of a file, an item, nothing.

    Pictures and tables stand in the editor as tokens and come back from it.
    """
    post = request.POST
    if post.get("batch"):
        batch = access.batch_for(request.user, post["batch"])
        return row_of(batch, whole(post.get("position"), 0)).proposal
    if post.get("item"):
        item = item_for(request.user, post.get("bank", ""), post["item"])
        newest = versions_for(request.user, item)[0]
        return proposals.from_content(items.content_of(newest))
    kind = post.get("editor", "")
    if kind not in registry.KINDS:
        raise NotFound("kind")
    return blank(kind)


def _page(request: HttpRequest, draft: Draft) -> HttpResponse:
    content = draft.content()
    kept = draft.subject.code if draft.subject else ""
    context = {
        "draft": draft,
        "bank": draft.bank,
        "item": draft.item,
        "editor": editor_of(draft.proposal),
        **trial_of(content, most=LOOK).context(),
        "nodes": node_choices(content.subject_id, content.grade),
        "subjects": subject_choices(request.user, kept=kept),
        "grades": GRADES,
        "grade": str(draft.grade or ""),
        "kinds": registry.CHOICES,
        "groups": list(
            draft.bank.groups.order_by("code")
            .values_list("code", flat=True)
            .distinct()[:500]
        ),
    }
    return render(request, "question_bank/edit.html", context)
