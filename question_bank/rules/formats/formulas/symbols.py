"""Unicode characters of formulas and their LaTeX."""
# ruff: noqa: RUF001  look-alike characters are what this table is about

import unicodedata

GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon",
    "ϵ": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta", "ϑ": "vartheta",
    "ι": "iota", "κ": "kappa", "ϰ": "varkappa", "λ": "lambda", "μ": "mu",
    "ν": "nu", "ξ": "xi", "π": "pi", "ϖ": "varpi", "ρ": "rho", "ϱ": "varrho",
    "σ": "sigma", "ς": "varsigma", "τ": "tau", "υ": "upsilon", "φ": "varphi",
    "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma",
    "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi",
    "Σ": "Sigma", "Υ": "Upsilon", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
    "µ": "mu", "∆": "Delta", "ϝ": "digamma",
}  # fmt: skip
GREEK_CAPITALS_LIKE_LATIN = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧο", "ABEZHIKMNOPTXo", strict=True))
OPERATORS = {
    "×": "times", "⋅": "cdot", "·": "cdot", "∙": "cdot", "•": "bullet",
    "÷": "div", "±": "pm", "∓": "mp", "∗": "ast", "⋆": "star", "∘": "circ",
    "⊕": "oplus", "⊖": "ominus", "⊗": "otimes", "⊙": "odot", "∪": "cup",
    "∩": "cap", "∖": "setminus", "∧": "wedge", "∨": "vee", "⊎": "uplus",
    "⊓": "sqcap", "⊔": "sqcup", "†": "dagger", "‡": "ddagger", "⋄": "diamond",
    "≤": "leq", "≥": "geq", "⩽": "leqslant", "⩾": "geqslant", "≠": "neq",
    "≈": "approx", "≡": "equiv", "≅": "cong", "≃": "simeq", "∼": "sim",
    "≪": "ll", "≫": "gg", "∝": "propto", "≺": "prec", "≻": "succ",
    "≼": "preceq", "≽": "succeq", "≐": "doteq", "≜": "triangleq",
    "∈": "in", "∉": "notin", "∋": "ni", "⊂": "subset", "⊃": "supset",
    "⊆": "subseteq", "⊇": "supseteq", "⊄": "not\\subset", "⊊": "subsetneq",
    "⊈": "nsubseteq", "⊋": "supsetneq", "⊥": "perp", "∥": "parallel",
    "∦": "nparallel", "∣": "mid", "∤": "nmid", "⊢": "vdash", "⊨": "models",
    "≮": "nless", "≯": "ngtr", "≰": "nleq", "≱": "ngeq", "≁": "nsim",
    "⋮": "vdots", "⋯": "cdots", "⋱": "ddots", "…": "ldots", "∴": "therefore",
    "∵": "because", "≦": "leqq", "≧": "geqq", "≲": "lesssim", "≳": "gtrsim",
    "⋈": "bowtie", "⌢": "frown", "⌣": "smile", "≍": "asymp", "≬": "between",
}  # fmt: skip
ARROWS = {
    "→": "rightarrow", "←": "leftarrow", "↔": "leftrightarrow", "⇒": "Rightarrow",
    "⇐": "Leftarrow", "⇔": "Leftrightarrow", "↑": "uparrow", "↓": "downarrow",
    "↕": "updownarrow", "⇑": "Uparrow", "⇓": "Downarrow", "↦": "mapsto",
    "⟶": "longrightarrow", "⟵": "longleftarrow", "⟷": "longleftrightarrow",
    "⟹": "Longrightarrow", "⟸": "Longleftarrow", "⟺": "Longleftrightarrow",
    "↗": "nearrow", "↘": "searrow", "↙": "swarrow", "↖": "nwarrow",
    "⇌": "rightleftharpoons", "⇋": "leftrightharpoons", "⇄": "rightleftarrows",
    "⇆": "leftrightarrows", "⇀": "rightharpoonup", "⇁": "rightharpoondown",
    "↼": "leftharpoonup", "↽": "leftharpoondown", "↛": "nrightarrow",
    "↪": "hookrightarrow", "↩": "hookleftarrow", "⇏": "nRightarrow",
    "⇎": "nLeftrightarrow", "⟼": "longmapsto", "↝": "leadsto",
    "⇉": "rightrightarrows", "↠": "twoheadrightarrow",
}  # fmt: skip
OTHERS = {
    "∞": "infty", "∂": "partial", "∇": "nabla", "∀": "forall", "∃": "exists",
    "∄": "nexists", "∅": "varnothing", "∠": "angle", "∡": "measuredangle",
    "△": "triangle", "▵": "triangle", "▽": "triangledown", "□": "square",
    "◻": "square", "■": "blacksquare", "▲": "blacktriangle", "ℏ": "hbar",
    "ℓ": "ell", "ℜ": "Re", "ℑ": "Im", "ℵ": "aleph", "¬": "neg", "⊤": "top",
    "℘": "wp", "ı": "imath", "ȷ": "jmath", "♯": "sharp", "♭": "flat",
    "√": "surd", "‖": "|", "⌈": "lceil", "⌉": "rceil", "⌊": "lfloor",
    "⌋": "rfloor", "⟨": "langle", "⟩": "rangle", "〈": "langle", "〉": "rangle",
    "∑": "sum", "∏": "prod", "∐": "coprod", "∫": "int", "∬": "iint",
    "∭": "iiint", "∮": "oint", "∯": "oiint", "∰": "oiiint", "⋃": "bigcup",
    "⋂": "bigcap", "⋁": "bigvee", "⋀": "bigwedge", "⨁": "bigoplus",
    "⨂": "bigotimes", "⨀": "bigodot", "⨄": "biguplus", "⨆": "bigsqcup",
    "∟": "llcorner", "∁": "complement", "ð": "eth", "℧": "mho", "′": "prime",
}  # fmt: skip
PLAIN = {
    "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&", "_": r"\_", "{": r"\{",
    "}": r"\}", "~": r"\sim ", "^": r"\wedge ", "\\": r"\backslash ",
    "°": r"^{\circ}", "º": r"^{\circ}", "˚": r"^{\circ}", "−": "-", "–": "-",
    "—": "-", "‐": "-", "‑": "-", "∶": ":", "∕": "/", "⁄": "/", "ℝ": r"\mathbb{R}",
    "ℕ": r"\mathbb{N}", "ℤ": r"\mathbb{Z}", "ℚ": r"\mathbb{Q}", "ℂ": r"\mathbb{C}",
    "ℙ": r"\mathbb{P}", "ℍ": r"\mathbb{H}", "′": "'", "″": "''", "‴": "'''",
    "’": "'", "‘": "`", "“": r"\text{“}", "”": r"\text{”}", "½": r"\frac{1}{2}",
    "¼": r"\frac{1}{4}", "¾": r"\frac{3}{4}", "⅓": r"\frac{1}{3}",
    "⅔": r"\frac{2}{3}", "￿": "", "\u2061": "", "\u2062": "", "\u2063": "",
    "\u2064": "", "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "",
    "\u2060": "", "\u00ad": "", "\xa0": "~", "\u2002": r"\enspace ",
    "\u2003": r"\quad ", "\u2004": r"\;", "\u2005": r"\:", "\u2006": r"\,",
    "\u2009": r"\,", "\u200a": r"\,", "\u202f": r"\,", "\u205f": r"\:",
    "\u3000": r"\quad ", "\t": r"\quad ", "ⅆ": "d", "ⅇ": "e", "ⅈ": "i", "ⅉ": "j",
    "ℯ": "e", "ℊ": "g", "ℴ": "o", "ℎ": "h", "⩵": "==", "≔": ":=", "≕": "=:",
    "ℒ": r"\mathcal{L}", "ℱ": r"\mathcal{F}", "ℬ": r"\mathcal{B}",
    "ℰ": r"\mathcal{E}", "ℋ": r"\mathcal{H}", "ℐ": r"\mathcal{I}",
    "ℳ": r"\mathcal{M}", "ℛ": r"\mathcal{R}", "ℭ": r"\mathfrak{C}",
    "ℌ": r"\mathfrak{H}", "ℨ": r"\mathfrak{Z}", "⏜": r"\frown ",
    "⊿": r"\triangle ", "◊": r"\Diamond ", "∎": r"\blacksquare ",
}  # fmt: skip
_SUPERS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", "0123456789+-=()ni", strict=True))
_SUBS = dict(
    zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₙₘₖₗₚₛₜᵢⱼ", "0123456789+-=()aeoxnmklpstij", strict=True)
)
_FONTS = (
    (0x1D400, "mathbf"), (0x1D434, ""), (0x1D468, "boldsymbol"),
    (0x1D49C, "mathcal"), (0x1D4D0, "mathcal"), (0x1D504, "mathfrak"),
    (0x1D538, "mathbb"), (0x1D56C, "mathfrak"), (0x1D5A0, "mathsf"),
    (0x1D5D4, "mathsf"), (0x1D608, "mathsf"), (0x1D63C, "mathsf"),
    (0x1D670, "mathtt"), (0x1D6A4, None),
)  # fmt: skip
_NAMES = GREEK | OPERATORS | ARROWS | OTHERS
ALL_COMMANDS = frozenset(f"\\{name}" for name in _NAMES.values() if name.isalpha())


def symbol(char: str) -> str | None:
    """Return the LaTeX of one character of a formula, None where it has none.

    Commands of letters end in a space, so that a letter may follow.
    """
    if char in PLAIN:
        return PLAIN[char]
    if char in _NAMES:
        name = _NAMES[char]
        return f"\\{name} " if name[-1].isalpha() else f"\\{name}"
    if char in GREEK_CAPITALS_LIKE_LATIN:
        return rf"\mathrm{{{GREEK_CAPITALS_LIKE_LATIN[char]}}}"
    if char in _SUPERS:
        return f"^{{{_SUPERS[char]}}}"
    if char in _SUBS:
        return f"_{{{_SUBS[char]}}}"
    return _alphanumeric(char)


def is_word_letter(char: str) -> bool:
    """Return whether a letter belongs to Vietnamese words rather than to formulas."""
    return ord(char) > 0xBF and char.isalpha() and "LATIN" in _name(char)


def _alphanumeric(char: str) -> str | None:
    """Mathematical letters and digits of the plane U+1D400 and their plain forms."""
    code = ord(char)
    if not 0x1D400 <= code <= 0x1D7FF:
        return None
    plain = unicodedata.normalize("NFKC", char)
    if plain in _NAMES:
        bold = "BOLD" in _name(char)
        return rf"\boldsymbol{{\{_NAMES[plain]}}}" if bold else f"\\{_NAMES[plain]} "
    if not plain.isascii():
        return plain
    if plain.isdigit():
        bold = code < 0x1D7D8
        return rf"\mathbf{{{plain}}}" if bold else plain
    font = [name for start, name in _FONTS if code >= start][-1]
    return rf"\{font}{{{plain}}}" if font else plain


def _name(char: str) -> str:
    return unicodedata.name(char, "")
