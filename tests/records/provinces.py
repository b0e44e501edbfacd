"""Random small provinces: rosters and the files their schools hand in.

Everything the figures may trip over: transfers between classes, schools and
communes, merged classes, late rows, corrections, contradictions, exemptions,
teaching groups, re-tests, subjects of one semester, default plans, comment
subjects, primary rules, ragged trees with dated parents.
"""

from datetime import date, timedelta
from random import Random

YEAR = "2025-2026"
SESSIONS = [
    {"year": YEAR, "number": 1, "starts": date(2025, 9, 5), "ends": date(2026, 1, 10)},
    {"year": YEAR, "number": 2, "starts": date(2026, 1, 19), "ends": date(2026, 5, 31)},
    {
        "year": "2024-2025",
        "number": 1,
        "starts": date(2024, 9, 5),
        "ends": date(2025, 1, 10),
    },
]
CURRICULUM = [
    dict(
        zip(
            (
                "subject_code",
                "level",
                "grade",
                "kind",
                "periods_per_year",
                "assessed_by",
            ),
            row,
            strict=True,
        )
    )
    for row in [
        ("VIE", "primary", "3", "compulsory", "245", "score"),
        ("FL1", "primary", "3", "compulsory", "140", "score"),
        ("ETH", "primary", "3", "compulsory", "35", "comment"),
        ("VIE", "primary", "5", "compulsory", "245", "score"),
        ("MAT", "primary", "5", "compulsory", "175", "score"),
        ("HGE", "primary", "5", "compulsory", "70", "score"),
        ("EXP", "primary", "5", "activity", "105", "comment"),
        ("LIT", "lower_secondary", "8", "compulsory", "140", "score"),
        ("TEC", "lower_secondary", "8", "compulsory", "52", "score"),
        ("CIV", "lower_secondary", "8", "compulsory", "35", "score"),
        ("PED", "lower_secondary", "8", "compulsory", "70", "comment"),
        ("LIT", "upper_secondary", "10", "compulsory", "105", "score"),
        ("HIS", "upper_secondary", "10", "compulsory", "52", "score"),
        ("PED", "upper_secondary", "10", "compulsory", "70", "comment"),
        ("PHY", "upper_secondary", "10", "elective", "70", "score"),
        ("CHE", "upper_secondary", "10", "elective", "70", "score"),
        ("LIT-CD", "upper_secondary", "10", "elective", "35", "score"),
        ("MUS-CD", "upper_secondary", "10", "elective", "35", "comment"),
        ("HIS", "continuing_upper_secondary", "10", "compulsory", "70", "score"),
    ]
]
GRADES = (3, 5, 8, 10)
MODES = ("in_person", "online_sync", "online_async", "blended")


class Province:
    """One random province; ``files`` is a list of (kind, rows) in order of arrival."""

    def __init__(self, seed):
        self.rng = Random(seed)  # noqa: S311  not for secrets
        self.orgs, self.parents = [], []
        self.classes, self.users, self.enrollments = [], [], []
        self._tree()
        self._classes()
        self._pupils()
        self.files = []
        self._plan()
        self._ledger()
        self._marks()

    @property
    def roster(self):
        return {
            "orgs": self.orgs,
            "parents": self.parents,
            "sessions": SESSIONS,
            "classes": self.classes,
            "users": self.users,
            "enrollments": self.enrollments,
        }

    def maybe(self, share):
        return self.rng.random() < share

    def day(self, first=date(2025, 9, 5), last=date(2026, 5, 31)):
        return first + timedelta(days=self.rng.randrange((last - first).days + 1))

    # -- roster ---------------------------------------------------------------

    def _org(self, code, kind):
        self.orgs.append({"code": code, "type": kind})
        return code

    def _hang(self, unit, parents):
        """Hang a unit somewhere, perhaps moving once, perhaps late."""
        since = None if self.maybe(0.7) else self.day()
        parent = self.rng.choice(parents)
        others = [p for p in parents if p != parent]
        if others and self.maybe(0.4):
            moved = self.day(since + timedelta(1) if since else date(2025, 9, 6))
            self._parent(unit, parent, since, moved)
            self._parent(unit, self.rng.choice(others), moved, None)
        else:
            self._parent(unit, parent, since, None)

    def _parent(self, unit, parent, since, until):
        if since is None or until is None or since < until:
            self.parents.append(
                {"unit": unit, "parent": parent, "from": since, "to": until}
            )

    def _tree(self):
        province = self._org("P", "state")
        districts = [self._org("D", "district")] if self.maybe(0.5) else []
        for district in districts:
            self._hang(district, [province])
        communes = [self._org(f"C{n}", "local") for n in range(self.rng.randint(1, 3))]
        for commune in communes:
            self._hang(commune, [province, *districts])
        self.schools = [
            self._org(f"S{n}", "school") for n in range(self.rng.randint(2, 4))
        ]
        for school in self.schools:
            self._hang(school, [*communes, *communes, province, *districts])

    def _class(self, school, code, grade, **changes):
        klass = {
            "id": f"{school}:{code}:{changes.get('year', YEAR)}",
            "code": code,
            "school": school,
            "year": YEAR,
            "grade": grade,
            "type": "homeroom",
            "subjects": [],
        } | changes
        self.classes.append(klass)
        return klass

    def _of_grade(self, grade):
        return [
            row["subject_code"]
            for row in CURRICULUM
            if row["grade"] == str(grade) and not row["level"].startswith("continuing")
        ]

    def _classes(self):
        for number, school in enumerate(self.schools):
            for at in range(self.rng.randint(1, 3)):
                grade = self.rng.choice(GRADES)
                code = (
                    f"{grade}A{at}"
                    if self.maybe(0.5)
                    else f"{grade}{'XYZT'[number]}{at}"
                )
                subjects = []
                if self.maybe(0.4):
                    known = self._of_grade(grade)
                    subjects = self.rng.sample(known, self.rng.randint(1, len(known)))
                self._class(school, code, grade, subjects=subjects)
            if self.maybe(0.6):
                for subject in self.rng.sample(["PHY", "CHE", "LIT-CD", "HIS"], 2):
                    self._class(
                        school,
                        f"N-{subject}-{number}",
                        10,
                        type="scheduled",
                        subjects=[subject],
                    )
        self._class(self.schools[0], "10A0", 10, year="2024-2025")

    def _enrol(self, student, klass, starts, ends=None):
        if ends is not None and ends <= starts:
            return
        if any(
            e["student"] == student
            and e["class"] == klass["id"]
            and e["starts"] == starts
            for e in self.enrollments
        ):
            return
        exempt = []
        if self.maybe(0.15):
            exempt = self.rng.sample(self._of_grade(klass["grade"]), 2)
        self.enrollments.append(
            {
                "student": student,
                "class": klass["id"],
                "starts": starts,
                "ends": ends,
                "exempt": exempt,
            }
        )

    def _pupils(self):
        homes = [c for c in self.classes if c["type"] == "homeroom"]
        now = [c for c in homes if c["year"] == YEAR]
        merges = {}
        if len(now) > 1 and self.maybe(0.3):
            a, b = self.rng.sample(now, 2)
            merges[a["id"]] = (b, self.day())
        for klass in homes:
            for _n in range(self.rng.randint(1, 4)):
                student = f"H{len(self.users):03d}"
                self.users.append({"code": student})
                self._career(student, klass, now, merges)

    def _career(self, student, klass, homes, merges):
        starts = date(2025, 8, 25) if self.maybe(0.8) else self.day()
        if klass["year"] != YEAR:
            self._enrol(student, klass, date(2024, 9, 1), date(2025, 6, 1))
            klass = self.rng.choice(homes)
        path = [(klass, starts)]
        if klass["id"] in merges:
            target, when = merges[klass["id"]]
            if when > starts:
                path.append((target, when))
        while self.maybe(0.25) and len(path) < 4:
            gap = timedelta(days=self.rng.choice([0, 0, 0, 12]))
            when = self.day() + gap
            if when > path[-1][1]:
                path.append((self.rng.choice(homes), when))
        last = self.day() if self.maybe(0.1) else None
        for at, (place, since) in enumerate(path):
            until = path[at + 1][1] if at + 1 < len(path) else last
            if until is not None and at + 1 < len(path) and self.maybe(0.2):
                until = max(since + timedelta(1), until - timedelta(5))
            self._enrol(student, place, since, until)
            self._groups(student, place, since, until)

    def _groups(self, student, home, since, until):
        for klass in self.classes:
            fits = klass["school"] == home["school"] and home["grade"] == 10
            if klass["type"] == "scheduled" and fits and self.maybe(0.5):
                start = since if self.maybe(0.7) else self.day()
                end = until if self.maybe(0.8) else self.day()
                self._enrol(student, klass, start, end)

    # -- files ----------------------------------------------------------------

    def name_of(self, klass):
        same = [
            c
            for c in self.classes
            if (c["year"], c["code"]) == (klass["year"], klass["code"])
        ]
        long = f"{klass['school']}/{klass['code']}"
        return long if len(same) > 1 or self.maybe(0.1) else klass["code"]

    def _base(self, klass, subject):
        return {
            "school_year": klass["year"],
            "class_code": self.name_of(klass),
            "subject_code": subject,
        }

    def taught(self, klass):
        if klass["subjects"] or klass["type"] == "scheduled":
            return klass["subjects"]
        return [
            row["subject_code"]
            for row in CURRICULUM
            if row["grade"] == str(klass["grade"])
            and row["kind"] != "elective"
            and not row["level"].startswith("continuing")
        ]

    def _hand_in(self, kind, rows, spoil, again):
        """Split rows into files; repeat, correct and spoil some."""
        self.rng.shuffle(rows)
        cut = self.rng.randint(0, len(rows))
        for part in (rows[:cut], rows[cut:]):
            part = [dict(row) for row in part]
            part += [spoil(dict(row)) for row in part if self.maybe(0.04)]
            part += [dict(row) for row in part if self.maybe(0.02)]
            self.rng.shuffle(part)
            self.files.append((kind, part))
        late = [again(dict(row)) for row in rows if self.maybe(0.25)]
        late += [dict(row) for row in rows if self.maybe(0.05)]
        self.files.append((kind, late))

    def _spoil(self, row, choices):
        column, value = self.rng.choice(choices)
        return row | {column: value}

    def _plan(self):
        rows = []
        for klass in self.classes:
            subjects = list(self.taught(klass))
            if self.maybe(0.2):
                subjects.append("CIV")
            for subject in dict.fromkeys(subjects):
                if self.maybe(0.3):
                    continue
                count = self.rng.randint(1, 7)
                first = self.rng.choice([0, count, count // 2, count // 2])
                rows += [
                    self._base(klass, subject)
                    | {
                        "semester": "1" if number <= first else "2",
                        "period_no": str(number),
                        "week": str(number),
                        "node_code": self.rng.choice(["", "N1", "KHONG-CO"]),
                        "title": f"Bài {number}",
                        "mode_planned": self.rng.choice(MODES),
                    }
                    for number in range(1, count + 1)
                ]
        bad = [
            ("semester", "3"),
            ("period_no", "0"),
            ("mode_planned", "zoom"),
            ("class_code", "13A"),
            ("subject_code", "XYZ"),
        ]
        self._hand_in(
            "teaching_plan",
            rows,
            lambda row: self._spoil(row, bad),
            lambda row: row | {"semester": self.rng.choice("12"), "title": "Sửa"},
        )

    def _ledger(self):
        planned = {
            (r["school_year"], r["class_code"], r["subject_code"], r["period_no"])
            for kind, rows in self.files
            if kind == "teaching_plan"
            for r in rows
        }
        rows = []
        for year, klass, subject, number in sorted(planned):
            if year == YEAR and self.maybe(0.8):
                rows.append(
                    {
                        "school_year": year,
                        "class_code": klass,
                        "subject_code": subject,
                        "period_no": number,
                    }
                    | self._given()
                )
        bad = [
            ("online_periods", "1,25"),
            ("online_periods", "-0.25"),
            ("online_periods", "0.3"),
            ("mode", "zoom"),
            ("period_no", "77"),
            ("date", "32/13/2025"),
            ("confirmed", "yes"),
            ("completed", "-1"),
        ]
        self._hand_in(
            "period_ledger",
            rows,
            lambda row: self._spoil(row, bad),
            lambda row: row | self._given(),
        )

    def _given(self):
        mode = self.rng.choice(MODES)
        periods = ""
        if mode == "blended":
            periods = self.rng.choice(["", "0", "0.25", "0,5", "0.75", "1", "1.0"])
        elif mode != "in_person" and self.maybe(0.5):
            periods = "1"
        elif mode == "in_person" and self.maybe(0.3):
            periods = "0"
        when = self.day(date(2025, 8, 30), date(2026, 6, 20))
        enrolled = self.rng.choice(["", "0", "3", "4", "40"])
        return {
            "date": when.isoformat() if self.maybe(0.5) else f"{when:%d/%m/%Y}",
            "mode": mode,
            "online_periods": periods,
            "reason": self.rng.choice(["", "", "force_majeure"]),
            "confirmed": "1" if self.maybe(0.85) else "0",
            "resource_code": self.rng.choice(["", "", "", "R1", "R2"]),
            "completed": self.rng.choice(["", "0", "1", "2", "3", "20"]),
            "enrolled": enrolled,
        }

    def _marks(self):
        rows = []
        for e in self.enrollments:
            klass = next(c for c in self.classes if c["id"] == e["class"])
            subjects = list(self.taught(klass))
            if self.maybe(0.1):
                subjects = self._of_grade(klass["grade"])
            for subject in subjects:
                for semester in "12":
                    if self.maybe(0.7):
                        rows += self._of_pupil(klass, subject, semester, e["student"])
        unique = {}
        for row in rows:
            unique[tuple(row[name] for name in KEY)] = row
        bad = [
            ("mark", "10,5"),
            ("mark", "-1"),
            ("mark", "8.25"),
            ("mark", "tám"),
            ("kind", "kt"),
            ("student_code", "H999"),
            ("student_code", "H000"),
            ("semester", "0"),
            ("venue", "home"),
            ("class_code", "13A"),
        ]
        self._hand_in(
            "marks",
            list(unique.values()),
            lambda row: self._spoil(row, bad),
            lambda row: row | self._valued(row),
        )

    def _of_pupil(self, klass, subject, semester, student):
        kinds = [("gk", 1), ("ck", 1), ("ktl", 1)]
        if klass["grade"] > 5:
            kinds += [("tx", n) for n in range(1, 5)]
        if self.maybe(0.1):
            kinds.append(("gk", 2))
        for kind, ordinal in kinds:
            if self.maybe(0.6):
                row = self._base(klass, subject) | {
                    "semester": semester,
                    "student_code": student,
                    "kind": kind,
                    "ordinal": str(ordinal),
                    "_grade": klass["grade"],
                }
                yield row | self._valued(row)

    def _valued(self, row):
        grade = str(row["_grade"])
        comment = any(
            c["subject_code"] == row["subject_code"]
            and c["grade"] == grade
            and c["assessed_by"] == "comment"
            for c in CURRICULUM
        )
        if comment:
            mark = self.rng.choice(["Đ", "Đ", "CĐ"])
        elif row["_grade"] <= 5:
            mark = str(self.rng.randint(0, 10))
        else:
            mark = f"{self.rng.randint(0, 100) / 10:.1f}"
            if self.maybe(0.5):
                mark = mark.replace(".", ",")
        venue = self.rng.choice(["", "paper", "room", "remote"])
        decision = ""
        if venue == "remote" and (row["kind"] in ("gk", "ck")) and self.maybe(0.9):
            decision = "12/QĐ, 01/10/2025"
        return {
            "mark": "" if self.maybe(0.05) else mark,
            "venue": venue,
            "decision": decision,
        }


KEY = (
    "school_year", "semester", "class_code", "subject_code", "student_code", "kind",
    "ordinal",
)  # fmt: skip
