"""Levels of thinking: three of letter 7991, older and primary ones mapped to them."""

from lms.core.text import fold, squeeze

BIET, HIEU, VAN_DUNG = "biet", "hieu", "van_dung"
_NAMES = {
    "biet": (BIET, ""),
    "nhan biet": (BIET, ""),
    "nb": (BIET, ""),
    "hieu": (HIEU, ""),
    "thong hieu": (HIEU, ""),
    "th": (HIEU, ""),
    "van dung": (VAN_DUNG, ""),
    "van_dung": (VAN_DUNG, ""),
    "vd": (VAN_DUNG, ""),
    "van dung thap": (VAN_DUNG, ""),
    "van dung cao": (VAN_DUNG, "van_dung_cao"),
    "van_dung_cao": (VAN_DUNG, "van_dung_cao"),
    "vdc": (VAN_DUNG, "van_dung_cao"),
    "m1": (BIET, "m1"),
    "muc 1": (BIET, "m1"),
    "m2": (HIEU, "m2"),
    "muc 2": (HIEU, "m2"),
    "m3": (VAN_DUNG, "m3"),
    "muc 3": (VAN_DUNG, "m3"),
}


def read_level(text: str) -> tuple[str, str]:
    """Return (level, tag) of a level's name: "Vận dụng cao" -> (van_dung, tag).

    Older four-level banks and the three primary levels M1-M3 keep their name as a
    tag (domain.md 3.6). ("", "") where the name is unknown.
    """
    return _NAMES.get(fold(squeeze(text)), ("", ""))
