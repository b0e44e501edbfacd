"""Toán 10, semester II: what the keys must be. Entries as in answers_mat10."""

from fractions import Fraction
from itertools import combinations, permutations, product
from math import comb, factorial, isqrt, perm

from tests.content.arithmetic import (
    dot,
    far,
    members,
    minus,
    numbers,
    pair,
    roots,
    rounded,
    tex,
    vertex,
)

F = Fraction  # short, for the tables below
DICE = list(product(range(1, 7), repeat=2))


def chance(cases, event):
    return F(sum(1 for case in cases if event(case)), len(cases))


def constant_line(normal, through):
    return int(-dot(normal, through))


ARCH = (-F(1, 4), 0, 4)
FUNCTIONS = {
    "C1-53": tex(2**2 - 3 * 2 + 1),
    "C1-54": pair(*vertex(1, -4, 3)),
    "C1-55": "$y=-x^2+2x+3$"
    if (vertex(-1, 2, 3), roots(-1, 2, 3)) == ((1, 4), [-1, 3])
    else "",
    "C1-56": f"$(-\\infty;{vertex(-1, 6, -5)[0]})$",
    "C1-57": "$({};{})$".format(*roots(1, -5, 6)),
    "C1-58": f"$m>{F(2**2, 4)}$",
    "C1-59": members(x for x in roots(1, -1, -6) if x >= 0),
    "C1-60": f"{vertex(-5, 20, 1)[1]}".join("$$") + " m",
    "TF-14": (
        vertex(1, -2, -3)[0] != 1,  # it rises beyond x = 1
        vertex(1, -2, -3) == (1, -4),
        0 - 0 - 3 == -3,
        vertex(1, -2, -3)[1] == -4,
    ),
    "TF-15": (
        roots(-1, 4, -3) == [1, 3],
        -(2**2) + 4 * 2 - 3 > 0,
        0 + 0 - 3 > 0,
        -(2**2) + 4 * 2 - 3 <= 0,
    ),
    "TF-16": (
        roots(*ARCH) == [-4, 4],
        vertex(*ARCH) == (0, 4),
        ARCH[0] * 4 + 4 == 3,
        ARCH[0] * F(9, 4) + 4 >= F(7, 2),
    ),
    "TF-26": (
        True,  # 25 fewer each time
        all(
            (40 + 5 * k) * (300 - 25 * k) == -125 * k**2 + 500 * k + 12_000
            for k in range(9)
        ),
        40 + 5 * vertex(-125, 500, 12_000)[0] == 45,
        vertex(-125, 500, 12_000)[1] == 12_500,
    ),
    "SA-21": vertex(2, -8, 5)[1],
    "SA-22": sum(1 for x in range(-50, 50) if x * x - 3 * x - 10 <= 0),
    "SA-23": next(x for x in roots(2, -4, 0) if x - 1 >= 0),
    "SA-24": vertex(-2, 40, 0)[1],
    "SA-25": 2 * 9 - 1,
    "NU-02": F("2.5") ** 2 - 1,
    "CM-05": lambda text: numbers(text)[0] ** 2 - numbers(text)[0] - 6 > 0,
    "CL-01": dict(
        zip("1234", [*vertex(1, -6, 5), *roots(1, -6, 5)], strict=True),
    ),
    "ES-05": {"$I(2;-1)$", "$(0;3)$, $(1;0)$, $(2;-1)$, $(3;0)$, $(4;3)$"},
}

A, B = (1, 3), (4, -1)
LINES = {
    "C1-61": pair(2, -3),
    "C1-62": f"$3x+y{constant_line((3, 1), (1, -2)):+}=0$",
    "C1-63": pair(2, -1),
    "C1-64": "song song" if F(1, 2) == F(-2, -4) != F(1, 5) else "",
    "C1-65": tex(far((1, 2), (3, 4, -1))),
    "C1-66": f"$I(1;-2)$, $R={isqrt(9)}$",
    "C1-67": f"$3x+4y{constant_line((3, 4), (3, 4)):+}=0$",
    "C1-68": tex(2 * isqrt(25 - 9)),
    "C1-70": r"$45^\circ$" if F(1) ** 2 / (2 * 1) == F(1, 2) else "",
    "TF-17": (
        minus(B, A) == (3, -4),
        all(4 * x + 3 * y - 13 == 0 for x, y in (A, B)),
        far((0, 0), (4, 3, -13)) == F("2.6"),
        dot(A, A) == dot(B, B),
    ),
    "TF-24": (True, 2 * 1 + 3 - 4 == 0, 2 * 0 + 4 - 4 == 0, -4 != 1),
    "TF-18": (
        isqrt(2**2 + 1**2 + 4) == 9,
        (F(4, 2), F(-2, 2)) == (2, -1),
        5**2 + 1 - 4 * 5 + 2 * -1 - 4 == 0,
        abs(5 - 2) == isqrt(2**2 + 1**2 + 4),
    ),
    "TF-19": (
        2 * isqrt(100) == 20,
        isqrt(100 - 36) == 8,
        isqrt(8**2 + 6**2) == 10,
        36 * (1 - F(64, 100)) == F("4.8") ** 2,
    ),
    "SA-26": far((3, -1), (4, -3, 5)),
    "SA-27": far((1, 2), (3, -4, 15)),
    "SA-28": F(20**2, 2 * 10) / 2,
    "SA-29": F(12, 3) * F(12, 2) / 2,
    "CM-01": lambda text: {
        "$x+2y-3=0$": dot((2, -1), (1, 2)),
        "$2x+4y+1=0$": dot((2, -1), (2, 4)),
        "$2x-y=0$": dot((2, -1), (2, -1)),
        "$x-2y+5=0$": dot((2, -1), (1, -2)),
        "$2x+y-1=0$": dot((2, -1), (2, 1)),
    }[text] == 0,
    "ES-06": {
        "$I(4;6)$",
        f"$R={isqrt(6**2 + 8**2) // 2}$",
        f"$3x+4y{constant_line((3, 4), (1, 2)):+}=0$",
    },
}  # fmt: skip

TEAM = list(combinations("nnnnnn" + "uuuu", 3))
CARDS = list(combinations(range(1, 11), 2))
COIN = list(product("SN", repeat=3))
MARBLES = list(combinations("ddddd" + "xxx", 2))
COUNTING = {
    "C1-71": tex(5 * 4),
    "C1-72": tex(factorial(5)),
    "C1-73": tex(comb(10, 3)),
    "C1-74": tex(len(list(permutations("12345", 3)))),
    "C1-75": tex(comb(4, 2) * 2**2),
    "C1-76": tex(comb(5, 2) * comb(4, 2)),
    "C1-77": tex(len(DICE)),
    "C1-78": "$\\{SS;SN;NS;NN\\}$" if len(list(product("SN", repeat=2))) == 4 else "",
    "C1-79": tex(1 - F("0.35"), decimal=True),
    "C1-80": tex(chance(range(1, 7), lambda n: n % 3 == 0)),
    "C1-81": tex(chance(MARBLES, lambda c: c == ("d", "d"))),
    "C1-82": tex(chance(DICE, lambda c: sum(c) == 7)),
    "TF-20": (
        len(TEAM) == 120,
        sum(1 for t in TEAM if t.count("u") == 0) == 20,
        sum(1 for t in TEAM if t.count("u") == 1) == 60,
        sum(1 for t in TEAM if t.count("u") >= 1) == 60,
    ),
    "TF-21": (
        len(CARDS) == 45,
        chance(CARDS, lambda c: c[0] % 2 == c[1] % 2 == 0) == F(2, 9),
        chance(CARDS, lambda c: sum(c) % 2 == 0) == F(4, 9),
        chance(CARDS, lambda c: c[0] * c[1] % 2 == 1) == F(1, 3),
    ),
    "TF-25": (
        chance(DICE, lambda c: sum(c) >= 11) == F(1, 18),
        chance(DICE, lambda c: sum(c) == 12) == F(1, 36),
        chance(DICE, lambda c: c[0] == c[1]) == F(1, 6),
        chance(DICE, lambda c: sum(c) % 2 == 0) == F(1, 2),
    ),
    "TF-22": (
        {c for c in COIN if c != ("S",) * 3} == {("N",) * 3},
        len(COIN) == 8,
        chance(COIN, lambda c: c.count("N") == 1) == F(3, 8),
        chance(COIN, lambda c: "N" in c) == F(7, 8),
    ),
    "SA-30": sum(1 for n in range(10, 100, 2) if len(set(str(n))) == 2),
    "SA-31": comb(5, 2) * 2**3 * (-1) ** 2,
    "SA-32": sum(
        1 for p in permutations("ABCDE") if abs(p.index("A") - p.index("B")) == 1
    ),
    "SA-33": chance(
        range(1, 21), lambda n: n > 1 and all(n % d for d in range(2, n))
    ),
    "SA-34": chance(list(combinations("dddxxx", 2)), lambda c: c[0] != c[1]),
    "SA-35": 6 * 2,
    "NU-03": rounded(1 - (5 / 6) ** 3, 3),
    "CM-06": lambda text: "nhỏ hơn 7" in text or "số tự nhiên" in text,
    "CL-02": {str(k): comb(4, k) for k in (1, 2, 3)},
    "MA-04": {
        "Xếp 4 người vào 4 ghế": "$4!$",
        "Chọn 2 người trong 4 người": "$\\mathrm{C}_4^2$",
        "Chọn một nhóm trưởng và một nhóm phó trong 4 người": "$\\mathrm{A}_4^2$",
        "Chọn một bộ gồm 1 trong 4 áo và 1 trong 4 mũ": "$4\\cdot 4$",
    }
    if (factorial(4), comb(4, 2), perm(4, 2), 4 * 4) == (24, 6, 12, 16)
    else {},
    "ES-09": {
        f"={comb(35, 3)}$",
        f"={comb(20, 3)}+{comb(15, 3)}={comb(20, 3) + comb(15, 3)}$",
        r"=\dfrac{90}{119}$"
        if 1 - F(comb(20, 3) + comb(15, 3), comb(35, 3)) == F(90, 119)
        else "?",
    },
}  # fmt: skip

ALL = FUNCTIONS | LINES | COUNTING
