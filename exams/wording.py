"""The words for the codes of exams."""

from django.utils.translation import gettext_lazy as _

from lms.core.wording import register

register(
    {
        # messages of the protocol
        "question_is_secret": _(
            "This question is from a secret bank in which you are not named. One of its reviewers can name you."
        ),
        "message_unreadable": _("The message cannot be read."),
        "message_too_big": _("The message is too large."),
        "too_many_entries": _("A message holds at most 50 answers."),
        "too_many_messages": _("Too many messages at once. Please wait a moment."),
        "too_many_codes": _("Too many wrong codes. Please wait a moment."),
        "too_many_envelopes": _("Too many files were brought in for this test."),
        "not_json": _("Only application/json is taken here."),
        "not_bytes": _("The body must hold the sealed file."),
        "method_not_allowed": _("This address does not take that method."),
        "token_missing": _("Please log in and open the test again."),
        "token_unknown": _("Please log in and open the test again."),
        "token_expired": _("The time for sending late answers is over."),
        "log_in_first": _("Please log in and open the test again."),
        "csrf_failed": _("Please load the page again."),
        "epoch_ahead": _("The message was made under a claim that does not exist."),
        "epoch_superseded": _("The test is open on another device."),
        "digest_mismatch": _("Some answers have not arrived yet."),
        "suspended": _("The proctor has suspended this test."),
        "lease_held": _("The test is still open on another device."),
        "bad_code": _("The code is wrong."),
        "not_open": _("The test room is not open yet."),
        "sitting_closed": _("The time to start this test is over."),
        "sitting_not_begun": _("The test has not begun yet; it can be cancelled."),
        "sitting_cancelled": _("This sitting was cancelled."),
        "not_released": _("The paper is opened when the test starts."),
        "server_busy": _("The server is busy. Your answers are kept on this device."),
        "server_fault": _("Something went wrong on the server."),
        # people's acts
        "act_needs_reason": _("Please give a reason."),
        "extra_time_out_of_range": _(
            "The time must be between 1 second and %(most)s minutes."
        ),
        "attempt_wrong_state": _(
            "In its present state this cannot be done to the test."
        ),
        "act_same_person": _("A second person must confirm this."),
        "act_already_decided": _("This has been decided already."),
        "until_missing": _("Please give the new end, later than now."),
        "versions_missing": _("Please choose the late answers."),
        "envelope_unreadable": _(
            "The file cannot be opened: it was changed, or it belongs to another test."
        ),
        "slots_missing": _("The paper has no questions."),
        "slot_twice": _("Two questions of the paper stand at the same place."),
        "form_exists": _("The sitting already has a form %(value)s."),
        "forms_missing": _("The sitting has no paper yet."),
        "candidates_missing": _("The sitting has no candidates yet."),
        "times_out_of_order": _(
            "The room must open before the paper, and that before the close."
        ),
        "seat_taken": _("%(value)s is taken already."),
        "sitting_unknown": _("There is no sitting with the code %(value)s."),
        "not_in_production": _("Rehearsals are refused in production. Use --i-know."),
        "rehearsal_out_of_range": _("The number %(value)s is out of range."),
        "exam_mode_refused": _("The system is not fit for an exam."),
    }
)

register(
    {
        # blueprints and papers
        "blueprint_unreadable": _("The blueprint is not valid JSON."),
        "blueprint_not_an_object": _("The blueprint must be one JSON object."),
        "blueprint_empty": _("The blueprint asks for no questions."),
        "blueprint_too_big": _(
            "A blueprint holds at most %(rows)s rows and %(items)s questions."
        ),
        "blueprint_two_aims": _(
            "A blueprint may state a target information or a smallest information,"
            " not both."
        ),
        "bank_unknown": _("There is no item bank with the code %(value)s."),
        "assembly_papers": _("Between 1 and %(most)s papers can be drawn at once."),
        "assembly_out_of_time": _(
            "No paper was found within %(seconds)s seconds. Give more time, or ask for"
            " less at once."
        ),
        "time_limit_out_of_range": _("The time must be between 1 and 3600 seconds."),
        "demand_length": _("the number of questions"),
        "demand_seconds_max": _("the time of the paper"),
        "demand_max_overlap": _("the limit on shared questions"),
        "unmet_row_alone": _(
            "The bank holds %(available)s questions for this row, %(needed)s are needed."
        ),
        "unmet_row": _(
            "Only %(available)s of %(needed)s questions can be had together with:"
            " %(others)s."
        ),
        "unmet_length_alone": _(
            "The bank holds %(available)s questions, %(needed)s are needed."
        ),
        "unmet_length": _(
            "The length of %(available)s cannot be kept together with: %(others)s."
        ),
        "unmet_bound_alone": _(
            "The limit cannot be kept: needed %(needed)s, possible %(available)s."
        ),
        "unmet_bound": _(
            "The limit cannot be kept (needed %(needed)s, possible %(available)s)"
            " together with: %(others)s."
        ),
        "unmet_seconds_max_alone": _(
            "The paper takes at least %(needed)s seconds, allowed are %(available)s."
        ),
        "unmet_seconds_max": _(
            "The paper takes at least %(needed)s seconds, allowed are %(available)s,"
            " together with: %(others)s."
        ),
        "unmet_enemies_alone": _(
            "At least %(needed)s of these questions would stand in one paper, allowed"
            " is %(available)s."
        ),
        "unmet_enemies": _(
            "At least %(needed)s of these questions would stand in one paper, allowed"
            " is %(available)s, together with: %(others)s."
        ),
        "unmet_max_overlap_alone": _(
            "Two papers would share more than %(available)s questions."
        ),
        "unmet_max_overlap": _(
            "Two papers would share more than %(available)s questions together with:"
            " %(others)s."
        ),
        "unmet_group_alone": _("This passage cannot be taken with all its questions."),
        "unmet_group": _(
            "This passage cannot be taken with all its questions together with:"
            " %(others)s."
        ),
        "batch_has_no_items": _("This file has no published questions yet."),
        "batch_not_published": _(
            "%(count)s questions of this file are not published yet."
        ),
        "variants_out_of_range": _("A paper can have at most %(most)s codes."),
        "paper_in_use": _("A sitting uses this paper, so it stays."),
    }
)

register(
    {
        # sittings as teachers set them
        "sitting_unreadable": _("The description of the sitting is not valid JSON."),
        "sitting_not_an_object": _("The sitting must be one JSON object."),
        "sitting_value": _("“%(value)s” has no meaning here."),
        "paper_unknown": _("There is no paper with the code %(value)s."),
        "papers_missing": _("Choose at least one paper."),
        "papers_differ": _("All papers of a sitting must be of one subject."),
        "minutes_out_of_range": _(
            "The time must be between 1 and 300 minutes, the grace at most 600 seconds."
        ),
        "time_is_over": _("The sitting would close in the past."),
        "decision_missing": _(
            "A mid-term or final assessment at distance needs the head's decision:"
            " number, date and reason."
        ),
        "not_yours_alone": _(
            "Other classes sit this test too: ask whoever set it, or the exam office."
        ),
        "common_test_running": _(
            "Answers and marks of this common test open when it has closed."
        ),
        "sitting_begun": _(
            "A candidate has begun, so the sitting cannot be cancelled."
        ),
        # marks and results
        "not_sealed": _("This paper is not handed in."),
        "mark_out_of_range": _("The mark must be between 0 and %(most)s."),
        "points_step": _("Marks go in steps of %(step)s."),
        "void_effect_unknown": _("Say how the question is to count."),
        "question_not_in_sitting": _("This question is not in the sitting."),
        "already_void": _("This question is void already."),
        "sitting_not_over": _(
            "%(count)s candidates have not finished. Wait until the sitting is over."
        ),
        "nothing_sealed": _("Nobody has handed in yet."),
        "nothing_possible": _("No question counts, so there is no mark."),
        "slots_unscored": _("%(count)s answers in %(papers)s papers wait for a mark."),
        "release_needs_reason": _("Say why released results change."),
    }
)
