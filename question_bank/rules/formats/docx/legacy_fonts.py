"""Vietnamese text of before Unicode: TCVN3 (.VnTime) and VNI (VNI-Times).

Such files hold Latin-1 letters that look Vietnamese only in their font.
Sources: TCVN 5712:1993 (VN3); the VNI-Win keyboard table.
"""

import re

_TCVN3_ROWS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_TCVN3 = {
    start + place: char
    for start, row in _TCVN3_ROWS.items()
    for place, char in enumerate(row)
}
_TONES = {"ù": 0, "ø": 1, "û": 2, "õ": 3, "ï": 4}
_BREVE = {"ê": "ă", "é": "ắ", "è": "ằ", "ú": "ẳ", "ü": "ẵ", "ë": "ặ"}
_HAT = {"â": -1, "á": 0, "à": 1, "å": 2, "ã": 3, "ä": 4}
_TONED = {
    "a": "áàảãạ", "e": "éèẻẽẹ", "o": "óòỏõọ", "u": "úùủũụ", "y": "ýỳỷỹỵ",
    "ô": "ớờởỡợ", "ö": "ứừửữự",
}  # fmt: skip
_HATTED = {"a": ("â", "ấầẩẫậ"), "e": ("ê", "ếềểễệ"), "o": ("ô", "ốồổỗộ")}
_SINGLE = {
    "ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị",
    "î": "ỵ",
}  # fmt: skip
MARKS_OF_VNI = frozenset("ùøûõïêéèúüëâáàåãä")
_BASES_OF_VNI = frozenset("aeouyôö")


def _vni_table() -> dict[str, str]:
    table = dict(_SINGLE)
    for base, toned in _TONED.items():
        table |= {base + mark: toned[place] for mark, place in _TONES.items()}
    table |= {"a" + mark: char for mark, char in _BREVE.items()}
    for base, (plain, toned) in _HATTED.items():
        for mark, place in _HAT.items():
            table[base + mark] = plain if place < 0 else toned[place]
    for code, char in list(table.items()):
        table[code.upper()] = char.upper()
        table[code[0].upper() + code[1:]] = char.upper()
    return table


_VNI = _vni_table()
_VNI_CODE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))


def encoding_of(font: str) -> str:
    """Return "tcvn3", "tcvn3-capitals", "vni" or "" for the name of a font."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return "tcvn3-capitals" if name.endswith("h") else "tcvn3"
    return "vni" if name.startswith("vni-") else ""


def to_unicode(text: str, encoding: str) -> str:
    """Return text of a legacy encoding as Unicode."""
    if encoding.startswith("tcvn3"):
        plain = text.translate(_TCVN3)
        return plain.upper() if encoding.endswith("capitals") else plain
    if encoding == "vni":
        return _VNI_CODE.sub(lambda found: _VNI[found[0]], text)
    return text


def belongs_to_letter_before(text: str, before: str, encoding: str) -> bool:
    """Return whether a run of VNI begins with the mark of the letter before it."""
    if encoding != "vni" or not text or not before:
        return False
    mark, base = text[0].lower(), before[-1].lower()
    return mark in MARKS_OF_VNI and base in _BASES_OF_VNI
