"""A slow second opinion: files.md 1-20 in plain loops, apart from the product.

It reads the same rows as the imports (dictionaries of strings, as a CSV reader
gives them) and never imports lms.records. Nothing here is clever; where a figure
of the product and one from here differ, read the clause named in the comment.
"""

from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction

MODES = ("in_person", "online_sync", "online_async", "blended")
VENUES = ("paper", "room", "remote")
QUARTERS = [Decimal(n) / 4 for n in range(5)]


class Bad(Exception):
    """A row that is skipped, with its code."""


def level_of(grade):
    """6: from the class's grade, never from the school."""
    if grade <= 5:
        return "primary"
    return "lower_secondary" if grade <= 9 else "upper_secondary"


def day(text):
    """1: YYYY-MM-DD or dd/mm/yyyy."""
    if "/" in text:
        d, m, y = text.split("/")
        return date(int(y), int(m), int(d))
    return date.fromisoformat(text)


def number(text):
    """1: point or comma."""
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise Bad("bad_value") from None


def whole(text, low):
    try:
        value = int(text)
    except ValueError:
        raise Bad("bad_value") from None
    if value < low:
        raise Bad("bad_value")
    return value


class Book:
    """What the schools have handed in, file by file."""

    def __init__(self, curriculum, roster, approved=()):
        """
        curriculum: rows of curriculum_2018.csv.
        roster: {"orgs", "parents", "sessions", "classes", "users", "enrollments"},
        lists of dictionaries; parents = dated rows (unit, parent, from, to).
        approved: resource codes that are approved.
        """
        self.programme = {}
        for row in curriculum:
            if row["level"] != "continuing_upper_secondary":
                key = (row["subject_code"], int(row["grade"]))
                self.programme[key] = (
                    int(row["periods_per_year"]),
                    row["assessed_by"],
                    row["kind"],
                )
        self.subjects = {row["subject_code"] for row in curriculum}
        self.roster = roster
        self.approved = set(approved)
        self.plan, self.ledger, self.marks = {}, {}, {}

    # -- looking things up ----------------------------------------------------

    def klass(self, year, code):
        """4: the class code; SCHOOL/CODE where two schools have it."""
        found = [
            c
            for c in self.roster["classes"]
            if c["year"] == year and code in (c["code"], f"{c['school']}/{c['code']}")
        ]
        if len(found) != 1:
            raise Bad("ambiguous_class" if found else "unknown_class")
        return found[0]

    def code_of(self, klass):
        """4 again, the other way round."""
        same = [
            c
            for c in self.roster["classes"]
            if c["year"] == klass["year"] and c["code"] == klass["code"]
        ]
        if len(same) > 1:
            return f"{klass['school']}/{klass['code']}"
        return klass["code"]

    def semesters(self, year):
        return [s for s in self.roster["sessions"] if s["year"] == year]

    def taught(self, klass):
        """6: what is listed, else the compulsory subjects and activities."""
        if klass["subjects"]:
            return sorted(klass["subjects"])
        if klass["type"] == "scheduled":
            return []
        return sorted(
            subject
            for (subject, grade), (_p, _a, kind) in self.programme.items()
            if grade == klass["grade"] and kind in ("compulsory", "activity")
        )

    # -- files ----------------------------------------------------------------

    def take(self, rows, reader, store):
        """2: one file. Returns counts and the skipped (row, code)."""
        skipped, good = [], {}
        for at, row in enumerate(rows, start=2):
            try:
                parsed = reader(row)
            except Bad as bad:
                skipped.append((at, str(bad)))
                continue
            if parsed is not None:
                key, content = parsed
                good.setdefault(key, []).append((at, content))
        counts = {"added": 0, "changed": 0, "unchanged": 0}
        for key, said in good.items():
            if any(content != said[0][1] for _at, content in said):
                skipped += [(at, "duplicate_key") for at, _content in said]
            elif key not in store:
                store[key] = said[0][1]
                counts["added"] += 1
            elif store[key] == said[0][1]:
                counts["unchanged"] += 1
            else:
                store[key] = said[0][1]
                counts["changed"] += 1
        return counts | {"skipped": sorted(skipped)}

    def where(self, row):
        klass = self.klass(row["school_year"], row["class_code"])
        if row["subject_code"] not in self.subjects:
            raise Bad("unknown_subject")
        return klass["id"], row["subject_code"]

    def take_plan(self, rows):
        def reader(row):
            place = self.where(row)
            if row["semester"] not in ("1", "2"):
                raise Bad("bad_value")
            if row["mode_planned"] not in MODES:
                raise Bad("unknown_period_mode")
            content = (
                int(row["semester"]),
                row["week"],
                row["title"],
                row["mode_planned"],
            )
            return (*place, whole(row["period_no"], 1)), content

        return self.take(rows, reader, self.plan)

    def take_ledger(self, rows):
        def reader(row):
            key = (*self.where(row), whole(row["period_no"], 0))
            if row["mode"] not in MODES:
                raise Bad("unknown_period_mode")
            try:
                when = day(row["date"])
            except ValueError:
                raise Bad("bad_value") from None
            if row["confirmed"] not in ("0", "1"):
                raise Bad("bad_value")
            periods = self.online_periods(row["mode"], row["online_periods"])
            done = whole(row["completed"], 0) if row["completed"] else None
            enrolled = whole(row["enrolled"], 0) if row["enrolled"] else None
            if key not in self.plan:
                raise Bad("no_plan_period")
            return key, (
                when,
                row["mode"],
                periods,
                row["reason"],
                row["confirmed"],
                row["resource_code"],
                done,
                enrolled,
            )

        return self.take(rows, reader, self.ledger)

    @staticmethod
    def online_periods(mode, text):
        """8."""
        if text:
            value = number(text)
            if value > 1:
                raise Bad("above_plan")
            if value not in QUARTERS:
                raise Bad("bad_value")
        else:
            value = Decimal(1 if mode in ("online_sync", "online_async") else 0)
        if mode == "in_person" and value != 0:
            raise Bad("bad_value")
        if mode in ("online_sync", "online_async") and value != 1:
            raise Bad("bad_value")
        return value

    def take_marks(self, rows):
        return self.take(rows, self.read_mark, self.marks)

    def read_mark(self, row):
        klass = self.klass(row["school_year"], row["class_code"])
        subject, grade = row["subject_code"], klass["grade"]
        venue = row["venue"] or "paper"
        for is_right, code in [
            ((subject, grade) in self.programme, "unknown_subject"),
            (row["semester"] in ("1", "2"), "bad_value"),
            (row["kind"] in ("tx", "gk", "ck", "ktl"), "unknown_mark_kind"),
            (venue in VENUES, "bad_value"),
        ]:
            if not is_right:
                raise Bad(code)
        ordinal = whole(row["ordinal"], 1)
        if row["kind"] in ("gk", "ck") and ordinal != 1:
            raise Bad("ordinal_not_one")
        if not row["mark"]:
            self.pupil(row, klass)
            return None
        if grade <= 5 and row["kind"] == "tx":
            raise Bad("tx_in_primary")
        mark = self.mark(row["mark"], subject, grade)
        is_remote = row["kind"] in ("gk", "ck") and venue == "remote"
        if is_remote and not row["decision"]:
            raise Bad("decision_missing")
        self.pupil(row, klass)
        pupil = row["student_code"]
        key = (klass["id"], subject, int(row["semester"]), pupil, row["kind"], ordinal)
        return key, (mark, venue, row["decision"])

    def pupil(self, row, klass):
        if row["student_code"] not in {u["code"] for u in self.roster["users"]}:
            raise Bad("unknown_person")
        if not any(
            e["student"] == row["student_code"] and e["class"] == klass["id"]
            for e in self.roster["enrollments"]
        ):
            raise Bad("never_enrolled")

    def mark(self, text, subject, grade):
        """9."""
        by_comment = self.programme[subject, grade][1] == "comment"
        if text in ("Đ", "CĐ"):
            if not by_comment:
                raise Bad("mark_form")
            return text
        value = number(text)
        if by_comment:
            raise Bad("mark_form")
        if not 0 <= value <= 10:
            raise Bad("mark_range")
        step = Decimal(1) if grade <= 5 else Decimal("0.1")
        if value % step:
            raise Bad("mark_step")
        return value

    # -- the online share -----------------------------------------------------

    def counted(self, record):
        """14 and 2.1: how much of a period counts as online."""
        _when, mode, periods, _reason, confirmed, resource, done, enrolled = record
        if confirmed != "1":
            return Decimal(0)
        if resource and resource not in self.approved:
            return Decimal(0)
        if mode == "online_sync":
            return periods if done is not None and done >= 1 else Decimal(0)
        if mode in ("online_async", "blended"):
            if done is None or not enrolled:
                return Decimal(0)
            return periods if done * 2 >= enrolled else Decimal(0)
        return Decimal(0)

    def planned(self, klass, subject, semester):
        """15 and 2.1: planned periods of a semester, by plan or by default."""
        year = [k for k in self.plan if k[0] == klass["id"] and k[1] == subject]
        if year:
            return sum(1 for k in year if self.plan[k][0] == semester)
        per_year = self.programme.get((subject, klass["grade"]), (0, "", ""))[0]
        exact = Fraction(per_year * 18, 35)
        first = int(exact + Fraction(1, 2))  # half up
        return first if semester == 1 else per_year - first

    def place(self, student, subject, session, census):
        """17: the enrolment in which a pupil's marks of a subject count."""
        begins = session["starts"]
        classes = {c["id"]: c for c in self.roster["classes"]}
        within = [
            e
            for e in self.roster["enrollments"]
            if e["student"] == student
            and classes[e["class"]]["year"] == session["year"]
            and subject in self.taught(classes[e["class"]])
            and e["starts"] <= census
        ]
        now = [e for e in within if e["ends"] is None or e["ends"] > census]
        if now:
            groups = [e for e in now if classes[e["class"]]["type"] == "scheduled"]
            return max(groups or now, key=lambda e: (e["starts"], e["class"])), True
        earlier = [e for e in within if e["ends"] > begins]
        if earlier:
            groups = [e for e in earlier if classes[e["class"]]["type"] == "scheduled"]
            return max(
                earlier, key=lambda e: (e["starts"], e in groups, e["class"])
            ), False
        return None, False

    def standing(self, student, subject, session):
        """17: one mark for each kind and ordinal, the later class's."""
        kinds = {
            c["id"]: c["type"]
            for c in self.roster["classes"]
            if c["year"] == session["year"]
        }

        def rank(klass):
            starts = [
                e["starts"]
                for e in self.roster["enrollments"]
                if e["student"] == student and e["class"] == klass
            ]
            begun = [start for start in starts if start <= session["ends"]]
            since = max(begun) if begun else min(starts, default=date.min)
            return (since, kinds[klass] == "scheduled", klass)

        kept = {}
        for (klass, sub, sem, pupil, kind, ordinal), content in self.marks.items():
            if (sub, sem, pupil) != (subject, session["number"], student):
                continue
            if klass not in kinds:
                continue
            if (kind, ordinal) not in kept or rank(klass) > kept[kind, ordinal][0]:
                kept[kind, ordinal] = (rank(klass), content)
        return {key: content for key, (_since, content) in kept.items()}

    @staticmethod
    def weight(kind, level):
        """19: primary 1; tx 1, gk 2, ck 3. Primary knows periodic marks only."""
        if kind == "ktl":
            return 0
        if level == "primary":
            return 0 if kind == "tx" else 1
        return {"tx": 1, "gk": 2, "ck": 3}[kind]

    def n_tx(self, per_year):
        """3.2."""
        return 2 if per_year <= 35 else 3 if per_year <= 70 else 4

    def required(self, subject, grade):
        """18: required weight and the periodic marks in it."""
        per_year = self.programme[subject, grade][0]
        if grade <= 5:
            kinds = ["ck"]
            if grade >= 4 and subject in ("VIE", "MAT"):
                kinds.append("gk")
            return len(kinds), kinds
        return self.n_tx(per_year) + 5, ["gk", "ck"]

    def cell(self, klass, subject, session, at):
        """Counts of one class, subject and semester."""
        counts = self.lessons(klass, subject, session["number"], at)
        assessed = self.programme.get((subject, klass["grade"]), (0, "comment"))[1]
        counts |= {"a_num": 0, "a_den": 0, "a_required": 0, "missing": 0}
        if assessed == "score" and not subject.endswith("-CD"):
            for user in self.roster["users"]:
                self.pupil_counts(counts, klass, subject, session, at, user["code"])
        return counts

    def lessons(self, klass, subject, semester, at):
        counts = {
            "l_num": Decimal(0),
            "l_den": self.planned(klass, subject, semester),
            "l_todate": 0,
            "unconfirmed": 0,
        }
        for key, record in self.ledger.items():
            if key[:2] != (klass["id"], subject) or self.plan[key][0] != semester:
                continue
            if record[0] > at:
                continue
            if record[4] == "1":
                counts["l_todate"] += 1
                counts["l_num"] += self.counted(record)
            else:
                counts["unconfirmed"] += 1
        return counts

    def pupil_counts(self, counts, klass, subject, session, at, student):
        """17-20 for one pupil."""
        census = min(session["ends"], at)
        placed, is_now = self.place(student, subject, session, census)
        if placed is None or placed["class"] != klass["id"]:
            return
        if subject in placed["exempt"]:
            return
        marks = self.standing(student, subject, session)
        for (kind, _ordinal), (_mark, venue, _decision) in marks.items():
            weight = self.weight(kind, level_of(klass["grade"]))
            counts["a_den"] += weight
            if venue in ("room", "remote"):
                counts["a_num"] += weight
        if is_now and counts["l_den"]:
            weight, periodic = self.required(subject, klass["grade"])
            counts["a_required"] += weight
            given = {kind for kind, _ordinal in marks}
            counts["missing"] += sum(1 for kind in periodic if kind not in given)

    # -- the tree -------------------------------------------------------------

    def above(self, unit, at):
        """The unit and everything above it on the as-of date."""
        chain = [unit]
        while True:
            up = [
                p["parent"]
                for p in self.roster["parents"]
                if p["unit"] == chain[-1]
                and (p["from"] is None or p["from"] <= at)
                and (p["to"] is None or p["to"] > at)
            ]
            if not up or up[0] in chain:
                return chain
            chain.append(up[0])

    # -- rows -----------------------------------------------------------------

    def measure(self, year, *, semester=None, at):
        """10: {(org, level, grade, subject, variant): row}."""
        slices = {}  # (kind, org, level, grade, subject) -> [(school, cell, counts)]
        for klass in self.roster["classes"]:
            if klass["year"] != year:
                continue
            for subject in self.taught(klass):
                for session in self.semesters(year):
                    if semester in (None, session["number"]):
                        counts = self.cell(klass, subject, session, at)
                        entry = (klass["school"], (klass["id"], subject), counts)
                        self.file(slices, klass, subject, at, entry)
        rows = {}
        names = {c["id"]: self.code_of(c) for c in self.roster["classes"]}
        for (kind, org, *key), entries in slices.items():
            name = names[org] if kind == "class" else org
            for variant, row in self.variants(entries, kind).items():
                rows[(name, *key, variant)] = row
        return rows

    def file(self, slices, klass, subject, at, entry):
        """Put a cell's counts into every slice it belongs to."""
        kinds = {o["code"]: o["type"] for o in self.roster["orgs"]}
        level, grade = level_of(klass["grade"]), klass["grade"]
        mine = [(level, grade, None), (level, grade, subject)]
        places = [("class", klass["id"], *key) for key in mine]
        mine += [(None, None, None), (level, None, None), (level, None, subject)]
        if level != "primary":
            mine.append(("secondary", None, None))
        for unit in self.above(klass["school"], at):
            if kinds[unit] != "district":
                places += [(kinds[unit], unit, *key) for key in mine]
        for place in places:
            slices.setdefault(place, []).append(entry)

    def variants(self, entries, kind):
        whole = add_up(entries)
        ready = {
            "classes": len({cell for _s, cell, _c in entries}),
            "classes_confirmed": len({cell for _s, cell, _c in entries})
            - len({cell for _s, cell, c in entries if c["unconfirmed"]}),
            "periodic_missing": whole["missing"],
        }
        rows = {}
        for variant, (num, den) in {
            "L_plan": ("l_num", "l_den"),
            "L_todate": ("l_num", "l_todate"),
            "A_recorded": ("a_num", "a_den"),
            "A_required": ("a_num", "a_required"),
        }.items():
            rows[variant] = (whole[num], whole[den], share(whole, num, den), [], ready)
        for variant in ("S_mean", "S_min", "S_lessons_only"):
            value, flags = combined(whole, variant)
            rows[variant] = (None, None, value, flags, ready)
        if kind in ("state", "local"):
            schools = {}
            for entry in entries:
                schools.setdefault(entry[0], []).append(entry)
            sums = [add_up(part) for part in schools.values()]
            for name, values in {
                "L_plan": [share(s, "l_num", "l_den") for s in sums],
                "A_recorded": [share(s, "a_num", "a_den") for s in sums],
                "S_mean": [combined(s, "S_mean")[0] for s in sums],
            }.items():
                known = [value for value in values if value is not None]
                mean = sum(known, Fraction(0)) / len(known) if known else None
                rows[f"{name}_mean_of_schools"] = (None, None, mean, None, ready)
        return rows


def add_up(entries):
    whole = {}
    for _school, _cell, counts in entries:
        for name, value in counts.items():
            whole[name] = whole.get(name, 0) + value
    return whole


def share(whole, num, den):
    if whole[den] == 0:
        return None
    return Fraction(whole[num]) / Fraction(whole[den])


def combined(whole, method):
    """2.1 and 19: S after rolling up; null without L, L alone without A."""
    lessons, marks = share(whole, "l_num", "l_den"), share(whole, "a_num", "a_den")
    if lessons is None:
        return None, []
    if marks is None:
        return lessons, ["A_missing"]
    if method == "S_mean":
        return (lessons + marks) / 2, []
    return (min(lessons, marks) if method == "S_min" else lessons), []
