"""The texts of the test page. Those of saving are the protocol's own (section 6)."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def player_words() -> dict[str, str]:
    """Return every text that the page's script shows, in the reader's language."""
    return _saving() | _room() | _paper() | _answers() | _closing() | _notices()


def _saving() -> dict[str, str]:
    return {
        "saved": _("Saved on the server at %(time)s"),
        "kept_here": _("Kept on this device, %(n)s answers not sent yet"),
        "write_failed": _("Cannot save on this device"),
        "superseded": _("The test is open on another device"),
        "not_handed_in": _("Not handed in yet, do not switch off"),
        "handed_in": _("Handed in at %(time)s, code %(code)s, %(n)s answers"),
        "next_try": _("(trying again in %(s)s s)"),
        "late": _("%(n)s answers came late and wait for the exam board"),
    }


def _room() -> dict[str, str]:
    return {
        "check_storage": _("Looking whether this device can keep your work…"),
        "storage_good": _("This device can keep your work."),
        "storage_short": _("This device has little room left. Delete something first."),
        "storage_bad": _(
            "This browser cannot keep your work. Tell the proctor, or use a normal"
            " window (not a private one)."
        ),
        "check_line": _("Looking for the server…"),
        "line_good": _("The server answers in %(ms)s milliseconds."),
        "line_bad": _("The server does not answer. Check the network."),
        "check_package": _("Fetching the sealed paper…"),
        "package_good": _("The sealed paper is on this device (%(kb)s kB)."),
        "package_bad": _(
            "The paper could not be fetched yet. It will be at the start."
        ),
        "check_reload": _("Keeping this page for a reload without network…"),
        "reload_good": _("Also without network this page can be loaded again."),
        "reload_bad": _(
            "The room is not stored yet. Do not reload this page while the network is"
            " down."
        ),
        "reload_never": _(
            "This browser cannot open the room again without a network. You can take"
            " the test; do not reload or close this page while the network is down."
        ),
        "opens_in": _("The room opens in %(time)s"),
        "room_open": _("The room is open."),
        "room_closed": _("The time to start this test is over."),
        "paper_in": _("You are in. The paper opens in %(time)s"),
        "opening": _("Opening the paper…"),
        "no_answer": _("The server does not answer. Please try again."),
    }


def _paper() -> dict[str, str]:
    return {
        "question": _("Question %(n)s"),
        "question_map": _("Questions"),
        "answered": _("answered"),
        "unanswered": _("not answered"),
        "flagged": _("flagged"),
        "flag": _("Flag"),
        "unflag": _("Remove the flag"),
        "previous": pgettext("question", "Previous"),
        "next": pgettext("question", "Next"),
        "passage": _("Text for these questions"),
        "listen": _("Listen"),
        "plays_left": _("%(n)s times left"),
        "playing": _("Playing: %(time)s"),
        "no_plays": _("You have heard it as often as you may."),
        "sound_fails": _("The sound cannot be played. Please tell the invigilator."),
        "unknown_kind": _("This question cannot be shown. Tell the proctor."),
        "progress": _("%(n)s of %(of)s answered"),
        "minutes_left": _("%(n)s minutes left"),
        "time_over": _("The time is over. Your work is being handed in."),
    }


def _answers() -> dict[str, str]:
    return {
        "your_answer": _("Your answer"),
        "clear": pgettext("question", "Clear"),
        "choose_many": _("Choose all that are right."),
        "choose_most": _("Choose at most %(n)s."),
        "true": _("True"),
        "false": _("False"),
        "short_number": _("At most %(n)s characters: digits, minus, comma."),
        "letters": _("%(n)s of %(most)s characters"),
        "gap": _("Gap %(n)s"),
        "no_file": _("No file yet."),
        "file_sending": _("Sending the file…"),
        "file_kept": _("File received: %(name)s"),
        "file_failed": _("The file could not be sent. Please try again."),
        "match_hint": _("For each line choose the number that fits."),
        "pair_of": _("What fits %(n)s"),
        "order_hint": _("Move the lines into the right order."),
        "keep_order": _("The order is right as it stands"),
        "move_up": _("Move line %(n)s up"),
        "move_down": _("Move line %(n)s down"),
        "moved_to": _("Now at place %(n)s"),
        "hotspot_hint": _(
            "Tap the place in the picture (at most %(n)s). By keyboard: arrows, then"
            " Enter."
        ),
        "hotspot_board": _("Picture; move with the arrows, set a point with Enter"),
        "picture": _("Picture of the question"),
        "point": _("Point %(n)s (%(x)s, %(y)s)"),
        "point_set": _("Point set at %(x)s, %(y)s"),
        "remove": _("Remove"),
        "cleared": _("no answer"),
    }


def _closing() -> dict[str, str]:
    return {
        "hand_in_title": _("Hand in now?"),
        "still_open": _("%(n)s questions have no answer:"),
        "all_answered": _("All questions are answered."),
        "still_flagged": _("%(n)s questions are still marked."),
        "hand_in": _("Hand in"),
        "go_on": _("Go on working"),
        "not_handed_in_text": _(
            "Your work is safe on this device. It is being sent; leave this page open."
        ),
        "try_now": _("Try now"),
        "back_to_paper": _("Back to the paper"),
        "export_file": _("Save the work as a file"),
        "receipt_text": _("Write the code down, or take a picture of this page."),
        "receipt_closed": _(
            "The time was over, so the system has handed in what had been saved."
        ),
        "receipt_code": _("Receipt code"),
        "results_later": _("Results come when your teacher has released them."),
        "see_receipt": _("See the receipt"),
        "voided": _("This test was cancelled"),
        "voided_text": _("The exam board has cancelled this test. Ask your proctor."),
    }


def _notices() -> dict[str, str]:
    return {
        "superseded_text": _(
            "Only one device can write. You can go on here when the other device has"
            " been still for a minute, or at once with the proctor's code."
        ),
        "fate_waiting": _(
            "%(n)s answers are only on this device. Leave this page open: they are sent"
            " when the network is back."
        ),
        "fate_aside": _(
            "%(n)s answers from here are on the server but do not count yet. The device"
            " that is in use asks whether to take them; choose there before handing in."
        ),
        "fate_saved": _("Everything answered here is on the server."),
        "aside_closed": _(
            "%(n)s answers from this device are on the server but were not taken into"
            " the work. If that is not right, tell the proctor."
        ),
        "take_over": _("Go on with this device"),
        "takeover_code": _("Code of the proctor (if you have one)"),
        "wait_seconds": _(
            "If the other device stays silent, you can go on here in %(s)s seconds."
        ),
        "wait_over": _("You can go on here now if the other device is silent."),
        "still_writing": _("The other device is still in use."),
        "suspended": _("The proctor has suspended this test"),
        "suspended_text": _(
            "Please wait. Your work is kept; this page goes on by itself."
        ),
        "logged_out": _("Please log in again"),
        "logged_out_text": _("Your work is kept on this device and will be sent."),
        "log_in": _("Log in"),
        "expired": _("The time for sending has passed"),
        "expired_text": _(
            "Some answers could not be sent. Save them as a file and give it to the"
            " exam board."
        ),
        "not_yours": _("This page was kept for somebody else"),
        "not_yours_text": _(
            "Another person has logged in on this device. Connect to the network to"
            " open your own test."
        ),
        "my_tests": _("My tests"),
        "other_tab": _("The test is open in another tab"),
        "other_tab_text": _("Only one tab can write."),
        "use_this_tab": _("Use it in this tab"),
        "adopt_title": _("Answers from another device"),
        "adopt_text": _(
            "These answers were made on another device and are not in your work."
            " Choose those that shall count."
        ),
        "adopt": _("Take the chosen ones"),
        "adopt_one": _("Question %(n)s: there %(there)s – here %(here)s"),
        "a_file": _("a file"),
        "leave_them": _("Take none"),
    }
