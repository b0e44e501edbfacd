"""Invented candidates who take a test through the save protocol, message by message."""

import json
import random
from typing import Any

from exams.models import Attempt
from exams.rules.canonical import canonical, digest, value_hash
from exams.rules.messages import read_claim, read_save, read_submit
from exams.services.claiming import claim
from exams.services.handing_in import hand_in
from exams.services.saving import save
from question_bank.api import reveal_slot

KINDS = ("choose_one", "true_false_cluster", "short_answer")


class Candidate:
    """One candidate with an ability between 0 and 1, the same for the same code."""

    def __init__(self, attempt: Attempt, keys: dict[int, dict[str, Any]]) -> None:
        student = attempt.candidate.student
        self.attempt, self.student_id = attempt, student.pk
        self.chance = random.Random(student.code)  # noqa: S311  invented answers
        self.ability = min(0.97, max(0.25, self.chance.gauss(0.68, 0.17)))
        self.keys = keys

    def take(self) -> None:
        """Claim, answer question by question in a few batches, hand in."""
        code = self.attempt.code
        device = f"demo-{code}-device"
        granted = claim(code, self.student_id, read_claim({"device_id": device}))
        token, epoch = granted["token"], granted["epoch"]
        if token is None:
            return
        entries = self._entries(after=self._last_seq(granted))
        for place in range(0, len(entries), 5):
            batch = {
                "proto": 1,
                "epoch": epoch,
                "batch_id": f"demo-{code}-{epoch}-{place}",
                "entries": entries[place : place + 5],
            }
            save(code, token, read_save(batch))
        versions = [(e["slot"], epoch, e["seq"], e["hash"]) for e in entries]
        message = {
            "epoch": epoch,
            "submit_id": f"demo-{code}-submit",
            "entries": [],
            "digest": digest(versions),
            "count": len(versions),
        }
        hand_in(code, token, read_submit(message))

    @staticmethod
    def _last_seq(granted: dict[str, Any]) -> int:
        return max((value["seq"] for value in granted["values"].values()), default=0)

    def _entries(self, *, after: int) -> list[dict[str, Any]]:
        rows = []
        slots = json.loads(self.attempt.form.slots)
        for place, slot in enumerate(slots, start=after + 1):
            value = self._answer(slot)
            text = canonical(value)
            rows.append(
                {
                    "slot": slot["slot"],
                    "seq": place,
                    "value": value,
                    "hash": value_hash(text),
                    "anchor": None,
                    "mono_ms": None,
                }
            )
        return rows

    def _answer(self, slot: dict[str, Any]) -> Any:
        key = self.keys.setdefault(
            slot["version_id"], reveal_slot(slot["version_id"])["key"]
        )
        is_right = self.chance.random() < self.ability
        if slot["kind"] == "choose_one":
            return {"choice": [self._choice(key["choice"][0], slot, is_right)]}
        if slot["kind"] == "true_false_cluster":
            return {
                "truth": {
                    code: truth if self.chance.random() < self.ability else not truth
                    for code, truth in key["truth"].items()
                }
            }
        if is_right:
            return {"text": key["accepted"][0]}
        return {"text": str(self.chance.randint(0, 99))}

    def _choice(self, right: str, slot: dict[str, Any], is_right: bool) -> str:
        if is_right:
            return right
        others = [code for code in slot["shape"]["options"] if code != right]
        return self.chance.choice(others)
