"""What the computable keys of the smaller banks must be. Entries as in answers_mat10."""

from fractions import Fraction
from math import gcd, lcm, sqrt

from tests.content.arithmetic import comma, mean, numbers, rounded, tex

F = Fraction  # short, for the tables below
G = F("9.8")


def unit(value, name):
    return f"{comma(value)} {name}"


def thousands(value):
    return f"{value:,}".replace(",", " ")


PHY10 = {
    "C1-03": unit(F(120, 40), "m/s."),
    "C1-04": unit(F(int(sqrt(4**2 + 3**2))), "km."),
    "C1-05": unit(F(20 - 0, 4 - 0), "m/s."),
    "C1-06": unit(5 + 2, "km/h."),
    "C1-08": unit(F(20 - 10, 5), "m/s²."),
    "C1-09": unit(F(1, 2) * 2 * 4**2, "m."),
    "C1-10": unit(F(int(sqrt(2 * 20 / 10))), "s."),
    "C1-14": unit(F(10, 2), "m/s²."),
    "C1-16": unit(5 * G, "N."),
    "C1-17": unit(20 * F("0.5"), "N·m."),
    "C1-18": unit(F(600, 20), "W."),
    "C1-19": unit(F(1, 2) * 2 * 3**2, "J."),
    "C1-20": unit(F("0.5") * 4, "kg·m/s."),
    "C1-21": "$\\pi$ rad/s." if F(2, 2) == 1 else "",
    "C1-22": unit(100 * F("0.05"), "N."),
    "TF-01": (
        F(8, 4) == 2,
        8 == 0,
        F(1, 2) * 4 * 8 + 6 * 8 + F(1, 2) * 2 * 8 == 72,
        F(0 - 8, 2) == -4,
    ),
    "TF-02": (F(1, 2) * 10 * 3**2 == 45, 20 * 3 == 60, 10 * 3 == 30, False),
    "TF-03": (3000 - 1000 == 2000, F(2000, 1000) == 2, 2 * 5 == 10, False),
    "TF-04": (
        False,  # nothing takes energy away
        2 * 10 * 10 == 200,
        200 - 2 * 10 * 4 == 120,
        2 * 10 * 10 == 10**2 * 2,
    ),
    "TF-05": (
        2 * 3 == 6,
        F(6, 2 + 1) == 2,
        F(1, 2) * 2 * 3**2 == F(1, 2) * 3 * 2**2,
        2 * 3 == (2 + 1) * 2,
    ),
    "TF-06": (
        4 * F("0.5") == 2,
        4**2 * F("0.5") == 8,
        F("0.2") * 8 == F("1.6"),
        False,
    ),
    "SA-01": 2 / (F(1, 40) + F(1, 60)),
    "SA-02": F(20**2, 2 * 50),
    "SA-03": F(1, 2) * G * 3**2,
    "SA-04": F(20**2, 10),
    "SA-05": F(12, 3),
    "SA-06": 1000 * G * F("2.5") / 1000,
    "SA-07": F(400, 500) * 100,
    "SA-08": F("0.2") * 10 / F("0.04"),
    "SA-09": F("0.5") * (6 + 4),
    "NU-01": rounded(5 / 0.35, 1),
    "CL-01": {"1": 2, "2": 15 * 2, "3": int(sqrt(15**2 + 20**2))},
    "ES-01": {"$W_1=mgh=400$ J", "=250$ J", f"công cản {400 - 250} J"},
}

MAT6 = {
    "C1-01": tex(2 + 3 * 4),
    "C1-02": "$2^7$" if 2**3 * 2**4 == 2**7 else "",
    "C1-03": lambda text: all(numbers(text)[0] % d == 0 for d in (3, 5)),
    "C1-04": "$2^2\\cdot 3\\cdot 5$" if 2**2 * 3 * 5 == 60 else "",
    "C1-05": tex(-7 + 4),
    "C1-06": "$3\\,^\\circ$C" if -2 + 5 == 3 else "",
    "C1-07": tex(F(1, 2) + F(1, 3)),
    "C1-08": "$\\dfrac{9}{50}$",
    "SA-01": gcd(36, 48),
    "SA-02": lcm(12, 18),
    "SA-03": 150 * F(80, 100),
    "SA-04": F(9, 2),
    "TF-01": ((12 + 8) * 2 == 40, 12 * 8 == 20, 8 + 4 == 12, F(12 * 8, 2) == 48),
    "OR-01": ["$-2{,}5$", "$-2{,}05$", "$0{,}25$", "$2{,}05$"],
    "ES-01": {f"$60\\cdot\\dfrac{{2}}{{5}}={60 * F(2, 5)}$", "$36-12=24$ (lít)"},
}

NAT6 = {
    "TF-01": (True, 2 * 2 == 4, 10 + 3 * 2 == 18, 10 + F(125, 50) * 2 == 15),
    "SA-01": 60 - 25,
}

MAT4 = {
    "C1-01": thousands(305_720),
    "C1-04": thousands(max(75_321, 75_312, 73_521, 75_231)),
    "C1-03": thousands(int(rounded(27.4816, 0)) * 100_000),
    "C1-05": lambda text: all(n % 2 == 0 for part in text.split(";") for n in numbers(part)),
    "C1-06": str(15 + 10 * 2),
    "C1-07": lambda text: 90 < numbers(text)[0] < 180,
    "C1-08": thousands(3 * 1000 + 50) + " kg",
    "C1-09": "Thế kỉ XX" if (1945 - 1) // 100 + 1 == 20 else "",
    "C1-10": f"{5 * 100} cm²",
    "C1-11": f"{(160 + 20) // 2} quyển",
    "C1-13": thousands(125 * 24),
    "C1-15": tex(F(12, 18)),
    "C1-16": tex(F(1, 4) + F(3, 8)),
    "C1-17": f"{45 * F(2, 3)} kg",
    "C1-18": f"{max(12, 15, 9, 20) - min(12, 15, 9, 20)} quyển",
    "NU-01": 24_560 + 15_340,
    "SA-02": mean([36, 42, 57]),
    "SA-03": F(1728, 36),
    "SA-04": F(250 - 40, 2),
    "SA-05": F(40, 5) * 8,
    "SA-06": 20 * F(1, 5),
    "OR-01": [tex(F(1, 4)), tex(F(3, 8)), tex(F(1, 2)), tex(F(5, 8))],
    "CL-01": {"1": 999 + 1, "2": 99_999 + 1},
    "ES-01": {
        f"$125+30={125 + 30}$",
        f"$125+155={125 + 155}$",
        "$18\\,000\\times 280=5\\,040\\,000$" if 18_000 * 280 == 5_040_000 else "?",
    },
}  # fmt: skip

VERSE = [
    "Buồn trông cửa bể chiều hôm",
    "Buồn trông ngọn nước mới sa",
    "Buồn trông nội cỏ rầu rầu",
    "Buồn trông gió cuốn mặt duềnh",
]
LIT10 = {"SA-01": len(VERSE)}

COMPUTED = {
    "phy10": PHY10,
    "mat6": MAT6,
    "nat6": NAT6,
    "mat4": MAT4,
    "lit10": LIT10,
    "his10": {},
}

# Facts and definitions: read twice, not computed.
PROOFREAD = {
    "phy10": {
        "C1-01", "C1-02", "C1-07", "C1-11", "C1-12", "C1-13", "C1-15", "C1-23",
        "CM-01", "MA-01", "OR-01",
    },
    "mat6": {"MA-01"},
    "nat6": {
        *(f"C1-{n:02d}" for n in range(1, 14)), "SA-02", "MA-01", "CM-01",
    },
    "mat4": {"C1-02", "C1-12", "C1-14", "TF-01", "TF-02", "MA-01"},
    "lit10": {"C1-01", "C1-02", "C1-03", "C1-04", "CM-01", "ES-01", "MA-01"},
    "his10": {
        *(f"C1-{n:02d}" for n in range(1, 13)), "TF-01", "TF-02", "OR-01", "MA-01",
    },
}  # fmt: skip
