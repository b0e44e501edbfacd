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
        "units_left_out": _(
            "Only the unit “%(kept)s” was taken; the file also takes %(others)s."
        ),
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
        "rubric_too_long": _("A rubric may have at most %(most)s criteria."),
        "criterion_without_points": _(
            "The criterion “%(value)s” has no points. Write them at the end, such as: Introduction: 0.5"
        ),
        "rubric_total_differs": _(
            "The criteria give %(total)s points together, the question gives %(points)s."
        ),
        "sound_too_big": _(
            "The sound is larger than %(most)s MB. Save it as MP3 with 64 kbit/s."
        ),
        "item_merged": _("%(item)s was merged into another question."),
        "merge_other_bank": _("Only questions of one bank can be merged."),
        "merge_itself": _("A question cannot be merged into itself."),
        "merge_generated": _("Questions with parameters cannot be merged."),
        "merge_keeps_unpublished": _(
            "%(item)s is not published yet, so it cannot stand for a published question."
        ),
        "release_asked": _("Somebody asked already; a second person decides."),
        "release_not_asked": _("Nobody has asked for this bank to be opened."),
        "release_takes_two": _(
            "Another reviewer of the bank decides, not the one who asked."
        ),
        "release_named_after": _(
            "Who was named only after the wish was made cannot decide on it."
        ),
        "secret_takes_two": _(
            "%(item)s is in a secret bank: a second person publishes it."
        ),
        "template_not_answered": _(
            "%(item)s is a question with parameters. Try one of its variants."
        ),
        "expression_unreadable": _(
            "“%(value)s” cannot be read. Write for example 2*a + b, with * between factors."
        ),
        "expression_impossible": _("“%(value)s” cannot be worked out."),
        "expression_too_long": _("An expression may have at most %(most)s characters."),
        "name_unknown": _(
            "“%(value)s” is no parameter of this question. Add it to the parameters, or write * between factors."
        ),
        "division_by_zero": _(
            "“%(value)s” divides by zero. Add a condition that keeps it out."
        ),
        "number_too_large": _("A number becomes too large."),
        "number_wanted": _("A number is needed here, not a word or true and false."),
        "whole_number_wanted": _("A whole number is needed here."),
        "root_of_negative": _(
            "The root of a negative number is asked for. Add a condition that keeps it out."
        ),
        "truth_wanted": _("“%(value)s” must be true or false, such as a > b."),
        "number_format_unknown": _(
            "“%(value)s” is not a way to write a number. Known: 2, +, k, +k, ps, ()."
        ),
        "value_without_end": _(
            "The number %(value)s has no end. Write how many decimals, such as @{x|2}, or a fraction, @{x|ps}."
        ),
        "parameter_empty": _("Write what this parameter may be, such as 2..9."),
        "parameter_name_bad": _(
            "“%(value)s” cannot name a parameter: take a letter and then letters or digits without marks, no function."
        ),
        "parameter_twice": _("The parameter “%(value)s” is there twice."),
        "parameters_too_many": _("At most %(most)s parameters."),
        "parameters_in_circle": _("These parameters need each other: %(value)s."),
        "no_parameter_varies": _(
            "No parameter has a range (2..9) or a list (1; 2; 5), so every variant would be the same."
        ),
        "nothing_to_fill": _(
            "No parameter stands in the question. Write @{a} where the number shall stand."
        ),
        "range_unreadable": _("The range “%(value)s” cannot be read. Write 2..9."),
        "range_empty": _("The range “%(value)s” is empty."),
        "range_too_long": _("A range may have at most %(most)s values."),
        "word_too_long": _("A word may have at most %(most)s characters."),
        "no_variant_meets": _(
            "None of %(tried)s sets of numbers meets the conditions."
        ),
        "response_unreadable": _(
            "The response must be a JSON object such as {“choice”: [“A”]}."
        ),
        "batch_not_refused": _("Only a file that could not be read is read again."),
        "qti_not_followed": _("The rules of this item cannot be followed: %(why)s."),
        "suffix_unknown": _("Files of the kind “%(value)s” are not taken."),
        # What the readers of exam files say.
        "not_word": _("This is not a Word file (.docx) but %(found)s."),
        "not_excel": _("This is not an Excel workbook (.xlsx), or it is broken."),
        "not_moodle": _("This XML file is not a question file of Moodle."),
        "text_not_utf8": _(
            "The text is not in UTF-8. Save the file with the encoding UTF-8."
        ),
        "xml_doctype": _(
            "The file declares a document type or entities of its own; it is refused."
        ),
        "xml_too_big": _("A part of the file is too large to be read."),
        "xml_broken": _("The XML is broken and cannot be read."),
        "entry_missing": _("“%(name)s” is named in the package but is not in it."),
        "manifest_missing": _(
            "The package has no table of contents (imsmanifest.xml) at its top. Export "
            "it again as a QTI or IMS package."
        ),
        "manifest_broken": _(
            "The table of contents of the package (imsmanifest.xml) cannot be read."
        ),
        "nothing_found": _(
            "No question was found. Is this a file in the format %(format)s?"
        ),
        "part_broken": _(
            "A part of the document (%(name)s) is broken and was passed over."
        ),
        "tracked_changes": _(
            "The text has tracked changes: what was inserted is taken, what was deleted is not."
        ),
        "hidden_text": _("Hidden text was left out: “%(text)s”."),
        "text_box": _("The text stands in a text box; check its place."),
        "table_too_deep": _(
            "A table lies too deep within other tables and was left out."
        ),
        "symbol_unknown": _(
            "A sign of the font %(font)s is not known; ▯ stands in its place."
        ),
        "formula_as_text": _(
            "A formula could not be read and stands as text: “%(text)s”."
        ),
        "formula_typed_bare": _(
            "LaTeX without dollar signs was read as a formula: “%(text)s”. Look whether "
            "it begins and ends where it should."
        ),
        "formula_unreadable": _(
            "The formula “%(text)s” cannot be read. Pupils would see it as typed."
        ),
        "formula_not_closed": _(
            "A dollar sign begins a formula and none ends it: “%(text)s”."
        ),
        "equation_as_picture": _(
            "An equation could not be read and stands as a picture."
        ),
        "equation_lost": _(
            "An equation could be read neither as formula nor as picture; [?] stands in its place. Type it again."
        ),
        "object_as_picture": _("An embedded object (%(program)s) stands as a picture."),
        "object_lost": _(
            "An embedded object (%(program)s) could not be shown and was left out."
        ),
        "picture_missing": _("A picture is missing in the file."),
        "picture_external": _(
            "A picture lies on the internet (%(name)s) and was not fetched. Insert it into the file."
        ),
        "picture_format": _(
            "A picture in the format %(format)s cannot be shown. Save it as PNG and insert it again."
        ),
        "picture_broken": _("A picture is broken and was left out."),
        "picture_too_large": _("A picture has too many pixels and was left out."),
        "picture_place_unsure": _(
            "A picture behind the options was put to the question text. Is that right?"
        ),
        "pictures_left_out": _(
            "The pictures of this sheet were left out: they belong to no cell."
        ),
        "drawing_not_read": _(
            "A drawing made of shapes cannot be read. Insert it as a picture."
        ),
        "chart_not_read": _("A chart cannot be read. Insert it as a picture."),
        "smartart_not_read": _("SmartArt cannot be read. Insert it as a picture."),
        "media_left_out": _("Sound, video or a frame (%(name)s) was left out."),
        "file_left_out": _("The attached file %(name)s was left out."),
        "text_too_long": _("The text is too long and was cut off."),
        "option_letters": _(
            "The letters of the options are wrong in the file (%(letters)s). They were "
            "taken in their order."
        ),
        "key_letter_twice": _(
            "The key names %(options)s, but two options carry this letter in the file."
        ),
        "letters_lost": _(
            "Letters are lost in this file (“%(text)s”). Save it again as UTF-8."
        ),
        "two_keys": _(
            "Several options are marked (%(options)s) where one is meant: %(places)s."
        ),
        "key_conflict": _("The file gives different keys: %(places)s."),
        "key_unreadable": _("The key “%(value)s” cannot be read."),
        "key_two_meanings": _(
            "The key “%(value)s” may be the place of option %(named)s or the text of option %(same)s."
        ),
        "key_not_an_option": _("The key “%(value)s” is none of the options."),
        "key_many_codes": _(
            "The key has columns for several exam codes (%(codes)s), and the paper does not say which is its own."
        ),
        "key_without_question": _(
            "The key names question %(number)s (%(key)s), which was not found or is of another kind."
        ),
        "choose_many_taken": _(
            "Several right answers were found; the question was taken as one with several answers."
        ),
        "answer_too_long": _(
            "The answer %(value)s has more than four characters and does not fit the answer sheet."
        ),
        "answer_unit_left_out": _("The unit “%(unit)s” was taken off the answer."),
        "number_repeated": _("Another question of this part has the same number."),
        "option_without_text": _("Option %(option)s is empty."),
        "options_missing": _("The question has no options."),
        "stem_empty": _("The question has no text of its own."),
        "loose_text": _(
            "Text behind the last option was left out of the question: “%(text)s”."
        ),
        "paragraph_unread": _("This paragraph was found in no question: “%(text)s”."),
        "group_unused": _("A shared text was found, but no question for it."),
        "solution_without_question": _(
            "The solution of %(ref)s was found, but not its question."
        ),
        "guide_unmatched": _(
            "This part of the marking guide could not be given to a question."
        ),
        "taken_with_parameters": _(
            "The question was taken as one with parameters; look at its variants."
        ),
        "licence_unknown": _("“%(value)s” is not a licence of this platform."),
        "level_unknown": _("“%(value)s” is not a level. Write biết, hiểu or vận dụng."),
        "points_unreadable": _("“%(value)s” is not a number of points."),
        "kind_not_in_sheet": _(
            "Questions of the kind “%(value)s” do not fit into a table."
        ),
        "kind_unsupported": _("Questions of the kind “%(value)s” are not supported."),
        "description_only": _("This is a text without a question."),
        "gift_brace": _("A brace { or } is missing."),
        "gift_answer": _("The answers in braces cannot be read: “%(value)s”."),
        "aiken_no_options": _("At least two options A. and B. are needed."),
        "aiken_bad_answer": _("“%(value)s” is not an answer of this question."),
        "response_undeclared": _("The response “%(value)s” is not declared."),
        "several_interactions": _(
            "Several fields of different kinds stand in one question (%(value)s)."
        ),
        "template_variables": _(
            "The question draws its numbers by a programme of its own."
        ),
        "adaptive_item": _("The question changes while it is answered."),
        "item_without_body": _("The question has no content."),
        "custom_scoring": _(
            "The file scores this question by rules of its own; here the right answer alone counts."
        ),
        "associate_as_match": _("The pairs are shown as two columns."),
        "hotspot_picture_missing": _("The picture to point at (%(value)s) is missing."),
        "stimulus_missing": _("The shared text %(name)s is missing."),
    }
)

register_places(
    {
        "stem": _("question text"),
        "text": _("question"),
        "parameter": _("parameter %(value)s"),
        "parameters": _("parameters"),
        "condition": _("condition %(value)s"),
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
