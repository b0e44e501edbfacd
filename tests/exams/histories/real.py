"""The product behind the same face as the reference, without HTTP."""

import json
from datetime import timedelta

from django.db import connection

from exams.errors import Refused
from exams.queries import clock
from exams.rules import messages
from exams.services import adopting, board, claiming, closing, handing_in, saving
from tests.exams.histories.reference import DURATION, GRACE
from tests.factories.exams import make_attempt, make_sitting
from tests.factories.people import make_user

CHOICES = {
    slot: ("choose_one", {"options": ["A", "B", "C", "D"], "most": 1}) for slot in "123"
}


class Real:
    """One attempt in the database. ``jump`` lets the database's clock run ahead."""

    def __init__(self, jump, sitting):
        self.jump = jump
        self.now = 0
        self.last = None
        self.attempt = make_attempt(sitting=sitting, contents=CHOICES)
        self.user = self.attempt.candidate.student
        self.board = [make_user(), make_user()]

    @staticmethod
    def make_sitting():
        """One sitting for many histories; it closes in ten years."""
        close = clock.now() + timedelta(days=3650)
        return make_sitting(duration_s=DURATION, grace_s=GRACE, close_at=close)

    def advance(self, seconds):
        self.now += seconds
        self.last = None
        self.jump(seconds)

    def sweep(self):
        closing.close_overdue(sitting_id=self.attempt.sitting_id)

    def crash(self):
        """Every answer leaves after its commit, so a crash loses none."""

    def reopen(self, seconds):
        self.last = None
        until = clock.now() + timedelta(seconds=seconds)
        act = board.ask(
            self.attempt, "reopen", by=self.board[0], reason="Mất điện", until=until
        )
        board.confirm(act, by=self.board[1])

    def claim(self, device, *, code=False):
        given = self.attempt.takeover_code if code else ""
        message = messages.ClaimMessage(device, "1", takeover=True, code=given)
        status, body = self._ask(
            claiming.claim, self.attempt.code, self.user.pk, message
        )
        if body.get("token"):
            body["values"] = {
                slot: (v["epoch"], v["seq"], v["hash"])
                for slot, v in body["values"].items()
            }
        return status, body

    def save(self, token, message, between=None):
        if between:
            between()
        found = messages.read_save(self._whole(message, batch_id="batch-0001"))
        return self._ask(saving.save, self.attempt.code, token, found)

    def submit(self, token, message):
        found = messages.read_submit(self._whole(message, submit_id="submit-001"))
        return self._ask(handing_in.hand_in, self.attempt.code, token, found)

    def adopt(self, token, epoch, wishes):
        slots = [
            {"slot": slot, "seq": seq, "from": list(origin)}
            for slot, seq, origin in wishes
        ]
        found = messages.read_adopt(
            {"epoch": epoch, "adopt_id": "adopt-0001", "slots": slots}
        )
        return self._ask(adopting.adopt, self.attempt.code, token, found)

    def snapshot(self):
        if self.last is None:
            self.last = self._look()
        return self.last

    def _look(self):
        closing.settle_by_id(self.attempt.pk)
        state, epoch, deadline = self._rows("state, epoch, deadline", "attempt", "id")[
            0
        ]
        values = self._rows("slot, epoch, seq, hash, received_at", "response")
        return {
            "state": state,
            "epoch": epoch,
            "deadline": deadline and self._second(deadline),
            "values": {row[0]: (*row[1:4], self._second(row[4])) for row in values},
            "journal": self._rows("epoch, seq, slot, hash, status", "journalentry"),
            "receipts": [
                {"kind": kind, "digest": digest}
                for kind, digest in self._rows("kind, digest", "seal")
            ],
        }

    def _rows(self, columns, table, key="attempt_id"):
        """Raw SQL: thousands of looks must not cost more than what they look at."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {columns} FROM exams_{table} WHERE {key} = %s ORDER BY id",  # noqa: S608
                [self.attempt.pk],
            )
            return cursor.fetchall()

    @staticmethod
    def _second(moment):
        return clock.moment(moment).timestamp()

    @staticmethod
    def _whole(message, **more):
        return json.loads(json.dumps({"proto": 1} | message | more))

    def _ask(self, service, *args):
        self.last = None
        try:
            return 200, service(*args)
        except Refused as refusal:
            return refusal.status, refusal.body | {"code": refusal.code}
