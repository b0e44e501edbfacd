"""Characters of symbol fonts (Symbol, Wingdings) as Unicode.

Word stores them as codes 0xF020-0xF0FF or as plain letters in such a font.
Source: Adobe's Symbol encoding vector; Microsoft's table of Wingdings.
"""
# ruff: noqa: RUF001  look-alike characters are what these tables are about

_SYMBOL_ROWS = {
    0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?",
    0x40: "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    0x60: "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐─↵",
    0xC0: "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    0xE0: "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪",
    0xF1: "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
}
_WINGDINGS = {
    0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x36: "⌛", 0x3F: "✍", 0x41: "✌", 0x43: "👍",
    0x44: "👎", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4B: "😐",
    0x4C: "☹", 0x52: "☼", 0x58: "✠", 0x59: "✡", 0x6C: "●", 0x6D: "❍", 0x6E: "■",
    0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆",
    0x76: "❖", 0x77: "⬥", 0x78: "⌧", 0x7B: "❀", 0x7C: "✿", 0x80: "⓪", 0x9E: "·",
    0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "◻", 0xAB: "★",
    0xAC: "✶", 0xAE: "✹", 0xD5: "⌫", 0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→",
    0xE1: "↑", 0xE2: "↓", 0xE3: "↖", 0xE4: "↗", 0xE5: "↙", 0xE6: "↘", 0xE8: "➔",
    0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xF3: "⬄", 0xF8: "▫", 0xFB: "✗",
    0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x9D: "❿",
}  # fmt: skip
_WINGDINGS |= {0x81 + place: chr(0x2460 + place) for place in range(10)}
_WINGDINGS |= {0x8C + place: chr(0x2776 + place) for place in range(10)}
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●",
    0x98: "●", 0xA3: "□", 0xAE: "◆",
}  # fmt: skip
_WINGDINGS_3 = {0x7D: "▶", 0x84: "◀", 0x5B: "→", 0x67: "→", 0x66: "←"}
_WEBDINGS = {0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗", 0x3D: "◼"}
_SYMBOL = {
    start + place: char
    for start, row in _SYMBOL_ROWS.items()
    for place, char in enumerate(row)
}
_TABLES = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "mt extra": {0x4C: "…", 0x4D: "⋯", 0x4E: "⋮", 0x4F: "⋱", 0x68: "ℏ", 0x6C: "ℓ"},
}
_BULLETS = "•●○◦■□▪▫◆◇➢✓★–-+*"


def is_symbol_font(font: str) -> bool:
    """Return whether letters in this font are signs."""
    return font.strip().lower() in _TABLES


def from_symbol_font(text: str, font: str) -> tuple[str, bool]:
    """Return text written in a symbol font as Unicode, and whether all was known."""
    table = _TABLES.get(font.strip().lower(), {})
    out, known = [], True
    for char in text:
        code = ord(char)
        code = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
        if code > 0xFF or char.isspace():
            out.append(char)
        elif code in table:
            out.append(table[code])
        else:
            out.append("▯")
            known = False
    return "".join(out), known


def from_private_area(text: str) -> tuple[str, bool]:
    """Return text with private codes U+F020-F0FF, in no known font, as Unicode.

    They come from Symbol as a rule.
    """
    if not any("\uf000" <= char <= "\uf0ff" for char in text):
        return text, True
    out, known = [], True
    for char in text:
        if "\uf000" <= char <= "\uf0ff":
            found = _SYMBOL.get(ord(char) - 0xF000)
            known = known and found is not None
            out.append(found or "▯")
        else:
            out.append(char)
    return "".join(out), known


def bullet(text: str, font: str) -> str:
    """Return the sign of a bulleted list."""
    if is_symbol_font(font):
        text, _known = from_symbol_font(text, font)
    else:
        text, _known = from_private_area(text)
    text = text.replace("▯", "•").strip()
    if text == "o":
        return "○"
    return text if text and text[0] in _BULLETS else text or "•"
