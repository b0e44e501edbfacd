"""Charts drawn on the server: figures for plain SVG."""

from dataclasses import dataclass
from decimal import Decimal

from exams.rules.analysis import histogram

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 640, 220, 34, 28, 12


@dataclass(frozen=True)
class Bar:
    """One bar: place in the picture, its bin and count."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    low: Decimal
    high: Decimal
    count: int


@dataclass(frozen=True)
class Bars:
    """A histogram of marks: bars, ticks of both axes, size of the picture."""

    bars: list[Bar]
    x_ticks: list[tuple[float, str]]
    y_ticks: list[tuple[float, int]]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - BOTTOM
    left: int = LEFT


def bars(marks: list[Decimal]) -> Bars:
    """Return the histogram of marks on the scale 0-10, half a mark a bar."""
    counts = histogram(marks)
    most = max(count for _low, count in counts) or 1
    span = WIDTH - LEFT - 8
    step = span / len(counts)
    room = HEIGHT - BOTTOM - TOP
    drawn = []
    for place, (low, count) in enumerate(counts):
        height = room * count / most
        x = LEFT + place * step
        drawn.append(
            Bar(
                x=round(x + 1, 1),
                y=round(HEIGHT - BOTTOM - height, 1),
                width=round(step - 2, 1),
                height=round(height, 1),
                middle=round(x + step / 2, 1),
                low=low,
                high=low + Decimal("0.5"),
                count=count,
            )
        )
    x_ticks = [(round(LEFT + n * 2 * step, 1), str(n)) for n in range(11)]
    every = max(1, -(-most // 4))
    y_ticks = [
        (round(HEIGHT - BOTTOM - room * n / most, 1), n)
        for n in range(0, most + 1, every)
    ]
    return Bars(drawn, x_ticks, y_ticks)
