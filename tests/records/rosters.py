"""A province of provinces.py as the OneRoster files its department would send."""

from datetime import date

from tests.rosters import write_roster


def curriculum_file(path, curriculum):
    lines = [
        "subject_code,subject_vi,subject_en,level,grade,kind,periods_per_year,"
        "assessed_by,confidence,note"
    ]
    lines += [
        f"{r['subject_code']},Môn {r['subject_code']},Subject {r['subject_code']},"
        f"{r['level']},{r['grade']},{r['kind']},{r['periods_per_year']},"
        f"{r['assessed_by']},known,"
        for r in curriculum
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def roster_folders(province, folder):
    """Yield folders in order: the roster, then a folder for each unit that moved.

    A unit without any place before hangs in its first one since ever.
    """
    roster = province.roster
    seen = set()
    for row in sorted(roster["parents"], key=lambda p: p["from"] or date.min):
        if row["unit"] not in seen:
            row["from"] = None
        seen.add(row["unit"])
    first = {p["unit"]: p["parent"] for p in roster["parents"] if p["from"] is None}
    yield write_roster(
        folder / "0",
        orgs=[_org(org, first.get(org["code"], "")) for org in roster["orgs"]],
        academicSessions=_sessions(roster["sessions"]),
        classes=[_class(klass) for klass in roster["classes"]],
        users=[_user(user) for user in roster["users"]],
        enrollments=[
            _enrolment(number, row) for number, row in enumerate(roster["enrollments"])
        ],
    )
    kinds = {org["code"]: org for org in roster["orgs"]}
    moves = [p for p in roster["parents"] if p["from"] is not None]
    for number, move in enumerate(sorted(moves, key=lambda p: p["from"]), start=1):
        row = _org(kinds[move["unit"]], move["parent"])
        row["metadata.validFrom"] = move["from"].isoformat()
        yield write_roster(folder / str(number), orgs=[row])


def _org(org, parent):
    return {
        "sourcedId": f"o-{org['code']}",
        "name": f"Đơn vị {org['code']}",
        "type": org["type"],
        "identifier": org["code"],
        "parentSourcedId": f"o-{parent}" if parent else "",
    }


def _sessions(sessions):
    rows = []
    for year in sorted({s["year"] for s in sessions}):
        mine = [s for s in sessions if s["year"] == year]
        last = year[5:]
        rows.append(
            {
                "sourcedId": year,
                "type": "schoolYear",
                "startDate": f"{year[:4]}-09-01",
                "endDate": f"{last}-06-30",
                "parentSourcedId": "",
                "schoolYear": last,
            }
        )
        rows += [
            {
                "sourcedId": f"{year}-{s['number']}",
                "type": "semester",
                "startDate": s["starts"].isoformat(),
                "endDate": s["ends"].isoformat(),
                "parentSourcedId": year,
                "schoolYear": last,
            }
            for s in mine
        ]
    return rows


def _class(klass):
    return {
        "sourcedId": klass["id"],
        "title": klass["code"],
        "grades": str(klass["grade"]),
        "classCode": klass["code"],
        "classType": klass["type"],
        "schoolSourcedId": f"o-{klass['school']}",
        "termSourcedIds": f"{klass['year']}-1",
        "subjectCodes": ",".join(klass["subjects"]),
    }


def _user(user):
    return {
        "sourcedId": f"u-{user['code']}",
        "enabledUser": "true",
        "orgSourcedIds": "",
        "role": "student",
        "username": user["code"].lower(),
        "givenName": user["code"],
        "familyName": "Trần",
        "identifier": user["code"],
    }


def _enrolment(number, row):
    return {
        "sourcedId": f"e-{number}",
        "classSourcedId": row["class"],
        "userSourcedId": f"u-{row['student']}",
        "role": "student",
        "beginDate": row["starts"].isoformat(),
        "endDate": row["ends"].isoformat() if row["ends"] else "",
        "metadata.exemptSubjects": ",".join(row["exempt"]),
    }
