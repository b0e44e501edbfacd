"""Random histories: devices, a bad network, crashes, clocks that jump.

A history is decided by its seed alone. After every step the judge looks.
"""

import random

from tests.exams.histories.device import Device
from tests.exams.histories.judge import Judge

SLOTS = ["1", "2", "3"]
CHOICES = [{"choice": [c]} for c in "ABCD"] + [None]


class World:
    """One attempt, one to three devices, one server."""

    def __init__(self, server, seed, faults=()):
        self.chance = random.Random(seed)  # noqa: S311  no secret
        self.server = server
        count = self.chance.choice([1, 2, 2, 3])
        self.devices = [Device(f"device-{n}", faults) for n in range(count)]
        self.judge = Judge(server, self.devices)
        self.sent = []  # (verb, token, message, screen) on the wire, arrived or not
        self.answered = []  # those that the server has dealt with
        self.holder = None
        self.takeovers = 0

    def run(self, steps=40):
        """Live one history; return the violations."""
        for _step in range(steps):
            act = self.chance.choices(
                [self.answer, self.flush, self.claim, self.replay, self.pass_time,
                 self.hand_in, self.disorder, self.crash, self.adopt, self.reopen],
                [34, 26, 8, 9, 8, 4, 6, 3, 3, 1],
            )[0]  # fmt: skip
            act()
            self.judge.look()
            if self.judge.violations:
                return self.judge.violations
        self.end()
        return self.judge.violations

    # what people do

    def answer(self):
        device = self.chance.choice(self.devices)
        if device.token is None or device.is_closed:
            return self.claim(device)
        slot, value = self.chance.choice(SLOTS), self.chance.choice(CHOICES)
        return device.answer(slot, value, self.takeovers)

    def claim(self, device=None):
        device = device or self.chance.choice(self.devices)
        has_code = self.chance.random() < 0.6
        if self.chance.random() < 0.1:
            return  # the request was lost
        status, body = self.server.claim(device.name, code=has_code)
        if status != 200:
            return
        if body["token"] is not None and self.holder not in {None, device.name}:
            self.takeovers += 1
        if body["token"] is not None:
            self.holder = device.name
        if self.chance.random() < 0.15:
            return  # the reply was lost; it costs one epoch
        device.take_claim(body)

    def hand_in(self):
        device = self.chance.choice(self.devices)
        if device.token is None or device.is_closed:
            return
        message = device.hand_in()
        screen = dict(device.view)
        self._send(device, "submit", message, screen)

    def adopt(self):
        device = self.chance.choice(self.devices)
        parked = [j for j in self.server.snapshot()["journal"] if j[4] == "parked"]
        waiting = {slot for slot, _epoch in device.queue}
        parked = [j for j in parked if j[2] not in waiting]
        if device.token is None or device.is_closed or not parked:
            return
        row = self.chance.choice(parked)
        device.seq += 1
        self.judge.adopted.add((device.epoch, device.seq))
        wish = (row[2], device.seq, (row[0], row[1]))
        status, body = self.server.adopt(device.token, device.epoch, [wish])
        if status == 200 and [r["status"] for r in body["results"]] == ["saved"]:
            device.view[row[2]] = (device.epoch, device.seq, row[3])

    def reopen(self):
        if self.server.snapshot()["state"] == "submitted":
            self.server.reopen(300)
            self.judge.reopened()

    # what the network and the machines do

    def flush(self, device=None):
        device = device or self.chance.choice(self.devices)
        if device.token is not None:
            self._send(device, "save", device.batch())

    def replay(self):
        """A message sent before arrives late, or again; nobody hears the answer."""
        if self.sent:
            self._deliver(*self.chance.choice(self.sent))

    def disorder(self):
        """An old message and a new one are in the server at the same time."""
        device = self.chance.choice(self.devices)
        saves = [row for row in self.sent if row[0] == "save"]
        delayed = [row for row in saves if row not in self.answered][-3:]
        if device.token is None or not saves:
            return
        _verb, token, old, _screen = self.chance.choice(delayed or saves)
        self.server.save(token, old, between=lambda: self.flush(device))

    def crash(self):
        self.server.crash()

    def pass_time(self):
        self.server.advance(self.chance.choice([1, 5, 20, 61, 61, 120, 300, 640]))
        for device in self.devices:
            device.clock += self.chance.choice([-500, -3, 1, 7, 60])
        if self.chance.random() < 0.3:
            self.server.sweep()

    def end(self):
        """The network is well for a minute: queues must empty, then all is replayed."""
        for device in self.devices:
            for _try in range(8):
                if device.token is None or not device.queue:
                    break
                message = device.batch()
                device.take_reply(message, *self.server.save(device.token, message))
            self.judge.look()
            self.judge.expect_empty(device)
        before = self.server.snapshot()["values"]
        for verb, token, message, _screen in self.chance.sample(
            self.answered, len(self.answered)
        ):
            if verb == "save":
                self.server.save(token, message)
        self.judge.expect_same(before)
        self.server.advance(10_000)
        self.judge.look()
        self.judge.expect_closed()

    def _send(self, device, verb, message, screen=None):
        luck = self.chance.random()
        self.sent.append((verb, device.token, message, screen))
        if luck < (0.12 if verb == "save" else 0.4):
            return  # lost on the way, or only delayed
        if 0.9 < luck < 0.94:
            device.take_reply(message, 200, "html")  # a log-in page of the hotel
            return
        status, body = self._deliver(verb, device.token, message, screen)
        self.answered.append(self.sent[-1])
        if luck < 0.25:
            return  # the answer was lost
        device.take_reply(message, status, body)

    def _deliver(self, verb, token, message, screen=None):
        if verb == "save":
            return self.server.save(token, message)
        status, body = self.server.submit(token, message)
        if status == 200 and screen is not None:
            self.judge.handed_in(body, screen)
        return status, body
