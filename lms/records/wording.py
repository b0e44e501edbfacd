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
        "ordinal_not_one": _(
            "%(kind)s is given once a semester, so its number is 1, not %(value)s. A "
            "retake takes the place of the first mark."
        ),
        "tx_in_primary": _("Primary schools give no regular marks."),
        "never_enrolled": _("The student %(value)s was never enrolled in this class."),
        "rows_without_node": _("%(count)s rows name no topic of the programme."),
        "resource_not_approved": _(
            "The material “%(value)s” is unknown or not approved: periods that used "
            "it do not count."
        ),
        "mark_reason_missing": _("Say why the mark is corrected."),
        "result_outside_semesters": _("The sitting lies in no semester of the year."),
        "record_reason_missing": _("Say why the record is changed."),
        "record_not_confirmed": _("This period has no confirmed record."),
        "record_without_material": _("This period was not given with material."),
        "target_taken": _("A target of this level begins on that day already."),
        "target_ended": _("This target has ended."),
        "unknown_indicator": _("There is no indicator “%(value)s”."),
        "semester_undated": _("The school year %(year)s has no dates of semesters."),
    }
)
