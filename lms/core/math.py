"""Formulas: LaTeX to HTML with KaTeX, drawn on the server when a text is shown.

KaTeX runs in an embedded JavaScript engine that has no file, network or clock;
one engine a thread, limits on memory, stack and macro expansion. The page then
needs only katex.min.css and its fonts, no script.
"""

import html
import json
import threading
from functools import lru_cache
from pathlib import Path

import quickjs

MAX_LATEX = 4000
_VENDOR = Path(__file__).parent / "vendor" / "katex"
_OPTIONS = {
    "throwOnError": True,
    "strict": False,
    "trust": False,
    "maxExpand": 200,
    "maxSize": 20,
    "output": "htmlAndMathml",
    "macros": {
        r"\heva": r"\left\{\begin{aligned}#1\end{aligned}\right.",
        r"\hoac": r"\left[\begin{aligned}#1\end{aligned}\right.",
        r"\R": r"\mathbb{R}",
    },
}
_DRAW = """
function draw(latex, options) {
  try {
    return JSON.stringify({html: katex.renderToString(latex, JSON.parse(options))});
  } catch (error) { return JSON.stringify({error: String(error.message || error)}); }
}
"""
_local = threading.local()


class BadFormula(ValueError):
    """The LaTeX cannot be read; the message is KaTeX's, in English."""


def render_latex(latex: str, *, display: bool = False) -> str:
    """Return HTML of a formula; LaTeX that cannot be read is shown as typed.

    The outcome is safe to put into a page: KaTeX escapes its input and runs with
    ``trust`` off; an unreadable formula is escaped text in <code class="math-bad">.
    """
    try:
        return draw_latex(latex, display=display)
    except BadFormula:
        return f'<code class="math-bad">{html.escape(latex)}</code>'


@lru_cache(maxsize=4096)
def draw_latex(latex: str, *, display: bool = False) -> str:
    """Return the HTML of a formula. Raises BadFormula where it cannot be read."""
    if len(latex) > MAX_LATEX:
        raise BadFormula("The formula is too long.")
    options = json.dumps(_OPTIONS | {"displayMode": display})
    answer = json.loads(_engine()(latex, options))
    if "error" in answer:
        raise BadFormula(answer["error"])
    return answer["html"]


def _engine() -> quickjs.Function:
    """Return the drawing function of this thread, made on first use (about 60 ms)."""
    engine = getattr(_local, "engine", None)
    if engine is None:
        context = quickjs.Context()
        context.set_memory_limit(64 * 2**20)
        context.set_max_stack_size(2**20)
        context.eval("var self = globalThis;")
        for name in ("katex.min.js", "mhchem.min.js"):
            context.eval((_VENDOR / name).read_text(encoding="utf-8"))
        context.eval(_DRAW)
        _local.context = context
        engine = _local.engine = context.get("draw")
    return engine
