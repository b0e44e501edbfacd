"""Words of the codes of the student record."""

from django.utils.translation import gettext_lazy as _

from lms.core.wording import register

register(
    {
        "above_plan": _("%(value)s online periods are more than the one planned."),
        "no_plan_period": _("The teaching plan of this class has no such period."),
        "unknown_period_mode": _(
            "“%(value)s” is not a way of teaching (in_person, online_sync, "
            "online_async, blended)."
        ),
        "unknown_mark_kind": _("“%(value)s” is not a kind of mark (tx, gk, ck, ktl)."),
        "mark_form": _(
            "“%(value)s” does not fit: the subject is assessed the other way "
            "(marks, or Đ and CĐ)."
        ),
        "mark_range": _("The mark %(value)s is outside 0–10."),
        "mark_step": _("The mark %(value)s is not on the step of %(step)s."),
        "tx_in_primary": _("Primary schools give no regular marks."),
        "decision_missing": _(
            "A periodic test at a distance needs the number and date of the head’s "
            "decision."
        ),
        "never_enrolled": _("The student %(value)s was never enrolled in this class."),
        "rows_without_node": _("%(count)s rows name no topic of the programme."),
        "resource_not_approved": _(
            "The material “%(value)s” is unknown or not approved: periods that used "
            "it do not count."
        ),
        "unknown_indicator": _("There is no indicator “%(value)s”."),
        "semester_undated": _("The school year %(year)s has no dates of semesters."),
    }
)
