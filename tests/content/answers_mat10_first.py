"""Toán 10, semester I: what the keys must be. Entries as in answers_mat10."""

from fractions import Fraction
from itertools import combinations
from math import acos, degrees, isqrt, radians, sin, sqrt

from tests.content.arithmetic import (
    best,
    comma,
    dot,
    mean,
    median,
    members,
    minus,
    numbers,
    pair,
    quartiles,
    rounded,
    surd,
    tex,
    variance,
)

F = Fraction  # short, for the tables below


def subsets(values):
    return [s for k in range(len(values) + 1) for s in combinations(values, k)]


def point(text):
    return tuple(numbers(text)[-2:])


def heron16(a, b, c):
    """Sixteen times the square of the area."""
    return (a + b + c) * (-a + b + c) * (a - b + c) * (a + b - c)


SETS = {
    "C1-06": "$A=" + members(n for n in range(100) if n < 5)[1:],
    "C1-08": tex(len(subsets("abcd"))),
    "C1-09": tex(len([s for s in subsets("12345") if len(s) == 2])),
    "C1-10": members({1, 2, 3, 5} & {2, 3, 4}),
    "C1-11": members({0, 2, 4} | {1, 2, 3}),
    "C1-12": members({1, 2, 3, 4, 5, 6} - {2, 4, 6, 8}),
    "C1-13": f"$[{max(-3, 0)};{min(2, 5)}]$",
    "C1-15": tex(40 - (25 + 18 - 10)),
    "TF-01": (
        {0, 2, 4, 6, 8} <= set(range(7)),
        len(range(7)) == 7,
        set(range(7)) & {0, 2, 4, 6, 8} == {0, 2, 4, 6},
        len(set(range(7)) | {0, 2, 4, 6, 8}) == 9,
    ),
    "TF-02": (
        all(n % 3 == 0 for n in range(0, 600, 6)),
        all(n % 6 == 0 for n in range(0, 600, 3)),
        True,  # a square is never negative
        False,  # the negation of "=" is "≠"
    ),
    "TF-03": (45 - 5 == 40, 28 + 25 - 40 == 13, 28 - 13 == 15, 25 - 13 == 13),
    "SA-01": len(subsets(range(-2, 3))),
    "SA-02": 100 - (60 + 45 - 20),
    "SA-03": sum(1 for m in range(-50, 50) if m >= 1 and m + 2 <= 6),
    "SA-04": sum(1 for n in range(-50, 50) if -3 < n <= 4),
    "SA-05": len({d for d in range(1, 19) if 12 % d == 0 or 18 % d == 0}),
    "CM-03": lambda text: -2 < numbers(text)[0] <= 3 and 1 <= numbers(text)[0] < 5,
    "ES-07": {"$A\\cap B=(1;4)$", "$A\\cup B=[-3;6]$", "$A\\setminus B=[-3;1]$"},
}

INEQUALITIES = {
    "C1-17": lambda text: 3 * point(text)[0] - 2 * point(text)[1] > 4,
    "C1-18": lambda text: point(text)[0] + 2 * point(text)[1] > 4,
    "C1-19": lambda text: sum(point(text)) <= 5 and point(text)[0] - point(text)[1] > 1,
    "C1-21": tex(best([(0, 0), (4, 0), (3, 2), (0, 3)], 3, 2)),
    "TF-04": (
        2 * 3 + 1 <= 6,
        2 * 1 + 2 <= 6,
        2 * 0 + 6 == 6 and 2 * 3 + 0 == 6,
        not 2 * 0 + 0 <= 6,
    ),
    "TF-05": (
        True,  # four hours a table, two a chair, at most forty
        4 * 6 + 2 * 8 <= 40 and 6 + 8 <= 14,
        best([(0, 0), (10, 0), (6, 8), (0, 14)], 300, 200) == 300 * 10,
        best([(0, 0), (10, 0), (6, 8), (0, 14)], 300, 200) == 3400,
    ),
    "SA-06": max(
        5 * x + 4 * y for x in range(5) for y in range(6) if x + y <= 6
    ),  # the corners are whole
    "SA-07": sum(1 for x in range(9) for y in range(9) if x + y <= 3),
    "SA-08": min(m for m in range(-20, 20) if 2 * m - 1 > 4),
    "ES-08": {
        r"$\left(\dfrac{20}{3};\dfrac{10}{3}\right)$",
        rf"lãi $\dfrac{{{3 * 20 + 4 * 10}}}{{3}}\approx 33{{,}}3$ triệu đồng",
    },
}

TRIANGLES = {
    "C1-22": tex(F(1, 2)),  # sin 150° = sin 30°
    "C1-24": tex(-F(isqrt(25 - 9), 5)),
    "C1-27": surd(5**2 + 8**2 - 5 * 8),
    "C1-28": tex(F(6) / (2 * F(1, 2))),
    "C1-29": surd(60**2 + 100**2 + 60 * 100)[:-1] + "$ m",
    "TF-06": (
        F(8**2 + 5**2 - 7**2, 2 * 8 * 5) == F(1, 2),
        heron16(7, 8, 5) == 16 * 100 * 3,
        F((7 * 8 * 5) ** 2, heron16(7, 8, 5)) == F(49 * 3, 9),
        F(heron16(7, 8, 5), 16) / F(10) ** 2 == 4,
    ),
    "TF-07": (-sqrt(8) == 2 * sqrt(2), -F(1, 3) < 0, 1 - F(1, 9) == F(4 * 2, 9), True),
    "SA-09": isqrt(3**2 + 5**2 + 3 * 5),
    "SA-10": rounded(20 / (sqrt(3) - 1), 1),
    "SA-11": F(1, 2) + F(1, 2) + 1,
    "NU-04": rounded(degrees(acos((25 + 36 - 49) / 60)), 1),
    "OR-04": [r"$\cos 120^\circ$", r"$\cos 90^\circ$", r"$\sin 30^\circ$", r"$\tan 45^\circ$"],
    "ES-11": {
        "$\\widehat{ACB}=45^\\circ$" if 180 - 60 - 75 == 45 else "?",
        f"$AC\\approx {rounded(300 * sin(radians(75)) / sin(radians(45)), 1)}$".replace(
            ".", "{,}"
        ),
    },
    "ES-01": {f"={40**2 + 60**2 - 40 * 60}$", r"$d=20\sqrt{7}\approx 52{,}9$"},
}  # fmt: skip

VECTORS = {
    "C1-36": pair(*minus((4, -2), (1, 2))),
    "C1-37": tex(isqrt(3**2 + 4**2)),
    "C1-38": pair(2 + 2 * -3, -1 + 2 * 4),
    "C1-39": tex(dot((3, -2), (4, 5))),
    "C1-40": tex(4 * 5 * F(1, 2)),
    "C1-41": lambda text: dot((numbers(text)[0], 2), (3, -6)) == 0,
    "C1-42": pair(3 * 2 - 1 - 3, 3 * 1 - 1 - 4),
    "TF-08": (3**2 + 4**2 == 7**2, True, True, True),  # parallelogram and triangle rules
    "TF-09": (
        minus((5, 4), (1, 2)) == (4, 2),
        (F(5 + 3, 2), F(4 - 2, 2)) == (4, 1),
        dot(minus((5, 4), (1, 2)), minus((3, -2), (1, 2))) == 0,
        F(isqrt(20 * 20), 2) == 20,
    ),
    "TF-10": (
        50 * 20 * F(1, 2) == 500,
        50 * 20 == 1000,
        50 * 20 * 0 == 0,
        100 * 20 * F(1, 2) == 750,
    ),
    "SA-12": isqrt(6**2 + 8**2),
    "SA-13": 4 * 4 * F(1, 2),
    "SA-14": sum(p + c - b for p, b, c in zip((1, 1), (4, 2), (5, 6), strict=True)),
    "SA-15": isqrt(30**2 + 40**2),
    "SA-16": F(1, 3) + 4 * F(2, 3),
    "CM-04": lambda text: 2 * point(text)[1] + 3 * point(text)[0] == 0,
    "CL-03": {"1": 6 - 2, "2": 7 - 1, "3": F(2 + 6, 2), "4": F(1 + 7, 2)},
    "ES-03": {"$4(x-2)=0$", "$-(x+1)+3(y-1)=0$", "$H(2;2)$"},
}  # fmt: skip

TEN = [5, 6, 6, 7, 7, 7, 8, 8, 9, 10]
WEEK = [21, 23, 24, 25, 26, 27, 28, 45]
WAY = [10, 12, 12, 13, 14, 15, 15, 16, 30]
STATISTICS = {
    "C1-43": "$23\\,500$" if rounded(234.57, 0) == 235 else "",
    "C1-44": f"${rounded(152.47, 1)}$".replace(".", "{,}"),
    "C1-45": tex(max([6, 7, 7, 8, 8, 8, 9], key=[6, 7, 7, 8, 8, 8, 9].count)),
    "C1-46": tex(median([12, 4, 9, 18, 7, 10]), decimal=True),
    "C1-47": tex(mean([7, 8, 6, 9, 10])),
    "C1-48": tex(20 - 9),
    "C1-50": tex(variance([2, 4, 6])),
    "TF-11": (
        median(TEN) == F(15, 2),
        mean(TEN) == F(73, 10),
        max(TEN, key=TEN.count) == 7,
        quartiles(TEN)[2] == 8,
    ),
    "TF-12": (
        max(WAY) - min(WAY) == 20,
        quartiles(WAY)[2] - quartiles(WAY)[0] == F(7, 2),
        quartiles(WAY)[2] + F(3, 2) * F(7, 2) < 30,
        max(WAY[:-1]) - min(WAY[:-1]) == 5,
    ),
    "TF-13": (
        True,  # "± 0,01"
        (F("1745.25") - F("0.01"), F("1745.25") + F("0.01"))
        == (F("1745.24"), F("1745.26")),
        rounded(1745.25, 0) == 1746,
        rounded(174.525, 0) * 10 == 1750,
    ),
    "SA-17": mean([4, 6, 7, 8, 10]),
    "SA-18": quartiles([3, 5, 6, 8, 9, 11, 12, 14])[2]
    - quartiles([3, 5, 6, 8, 9, 11, 12, 14])[0],
    "SA-19": isqrt(int(variance([2, 4, 4, 4, 5, 5, 7, 9]))),
    "SA-20": 5 * F("7.8") - (6 + 7 + 8 + 9),
    "NU-01": rounded(sqrt(variance([10, 12, 14, 16, 18])), 2),
    "CL-04": {
        "1": mean([3, 4, 4, 6, 8]),
        "2": median([3, 4, 4, 6, 8]),
        "3": 4,
    },
    "ES-12": {
        "$Q_1={}$; $Q_2={}$; $Q_3={}$".format(
            *(comma(q).replace(",", "{,}") for q in quartiles(WEEK))
        ),
        f"=4$; $Q_1-1{{,}}5\\Delta_Q={comma(F('23.5') - 6)}".replace("17,", "17{,}"),
        "45 là giá trị bất thường" if F("27.5") + 6 < max(WEEK) else "?",
    },
    "ES-04": {
        f"An bằng {comma(variance([7, 8, 8, 8, 9]))}",
        f"Bình bằng {comma(variance([5, 7, 8, 10, 10]))}",
        f"đều bằng {mean([7, 8, 8, 8, 9])}",
        f"đều bằng {mean([5, 7, 8, 10, 10])}",
    },
}

ALL = SETS | INEQUALITIES | TRIANGLES | VECTORS | STATISTICS
