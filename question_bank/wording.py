"""Words of the codes of the item bank."""

from django.utils.translation import gettext_lazy as _

from lms.core.wording import register, register_places

register(
    {
        "value_invalid": _("The answer does not have the form that this item takes."),
        "version_frozen": _(
            "%(item)s was published or used and cannot be changed. Make a new version."
        ),
        "kind_unknown": _("There is no kind of item “%(value)s”."),
        "stem_missing": _("The question has no text."),
        "options_too_few": _("At least %(least)s options are needed."),
        "options_too_many": _("More than %(most)s options are not possible."),
        "option_code_twice": _("Two options carry the same letter, or one has none."),
        "option_empty": _("The option is empty."),
        "option_twice": _("This option says the same as another one."),
        "most_out_of_range": _("“%(value)s” is not a possible limit here."),
        "key_missing": _("The key is missing."),
        "key_names_no_option": _("The key names “%(value)s”, which is not there."),
        "key_twice": _("The key names several answers (%(value)s) where one is meant."),
        "key_exceeds_most": _(
            "The key has more answers than may be chosen (%(most)s)."
        ),
        "key_not_on_sheet": _(
            "The key “%(value)s” does not fit the answer sheet: a number of at most "
            "four characters, such as -1,5."
        ),
        "key_not_a_number": _("The key “%(value)s” is not a number."),
        "key_cannot_be_typed": _("The accepted answer “%(value)s” cannot be typed."),
        "tolerance_bad": _("“%(value)s” is not a tolerance."),
        "truth_missing": _("It is not said whether the statement is true or false."),
        "unit_too_long": _("The unit has more than %(most)s characters."),
        "order_incomplete": _(
            "The right order must name at least two things, each once."
        ),
        "gaps_missing": _("The text has no gap."),
        "gap_kind_unknown": _("The gap has a kind that is not known."),
        "gap_not_in_text": _("The gap has no place in the text."),
        "image_missing": _("The picture to point at is missing."),
        "image_size_missing": _("The size of the picture is not known."),
        "region_bad": _("The area in the picture cannot be read."),
        "bank_exists": _("There is a bank with the code “%(value)s” already."),
        "secret_bank_needs_unit": _(
            "A secret bank belongs to a unit or to nobody, not to one person."
        ),
        "item_code_taken": _("The bank has an item with the code “%(value)s” already."),
        "wrong_state": _("%(item)s is not in a state for this (%(state)s)."),
        "reviewer_is_author": _(
            "You wrote %(item)s yourself. A second person must publish it."
        ),
        "no_question_found": _("No question was found in the file."),
        "reader_broke": _(
            "Reading the file failed on our side. Please send it to those who look "
            "after the system."
        ),
        "draft_accepted": _("This was taken into the bank already."),
        "batch_not_ready": _("The file is not read yet."),
        "already_in_bank": _("The bank has the same question already: %(value)s."),
        "bank_code_bad": _(
            "“%(value)s” cannot be the code of a bank: letters, digits, dots and "
            "dashes, at most 64."
        ),
        "unknown_owner": _("There is no unit or person with the code “%(value)s”."),
        "unknown_item": _("There is no item with the code “%(value)s”."),
        "item_ambiguous": _("Several banks have an item “%(value)s”. Write BANK/CODE."),
        "nothing_to_move": _("%(item)s has no version in a state for this."),
        "response_unreadable": _("The response is not JSON."),
        "batch_not_refused": _("Only a file that could not be read is read again."),
        "file_unwritable": _("The file cannot be written: %(why)s."),
        "qti_not_followed": _("The rules of this item cannot be followed: %(why)s."),
        "suffix_unknown": _("Files of the kind “%(value)s” are not taken."),
    }
)

register_places(
    {
        "stem": _("question text"),
        "key": _("key"),
        "option": _("option %(value)s"),
        "options": _("options"),
        "statement": _("statement %(value)s"),
        "left": _("left side %(value)s"),
        "right": _("right side %(value)s"),
        "gap": _("gap %(value)s"),
        "area": _("area %(value)s"),
        "image": _("picture %(value)s"),
        "unit": _("unit"),
        "group": _("shared passage"),
    }
)
