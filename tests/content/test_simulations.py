"""The simulations simulate: their physics and algebra against others' arithmetic."""

import json
import math
import re
from fractions import Fraction

import pytest
import quickjs
from scipy.integrate import solve_ivp

from tests.content.sources import DEMO

PACKAGES = ["nem-xien", "parabol"]
DRAGS = [0.0133, 0.0195, 0.131]
EARTH, MOON = 9.8, 1.6


def engine(package, script, name):
    context = quickjs.Context()
    text = (DEMO / "simulations" / package / script).read_text(encoding="utf-8")
    context.eval(text + f";globalThis.{name} = {name};")
    return context


@pytest.fixture(scope="module")
def motion():
    context = engine("nem-xien", "motion.js", "motion")
    context.eval(
        "function run(text) { const f = motion.fly(JSON.parse(text));"
        " return JSON.stringify([f.range, f.top, f.time]); }"
        "function done(text) { const all = JSON.parse(text);"
        " return JSON.stringify(motion.TASKS.map((task) => task.done(all))); }"
    )
    return context


def throw(motion, **settings):
    settings = {"speed": 20, "angle": 45, "height": 0, "gravity": EARTH, "drag": 0} | (
        settings
    )
    return json.loads(motion.get("run")(json.dumps(settings)))


@pytest.mark.parametrize(
    ("speed", "angle", "height", "gravity"),
    [(20, 45, 0, EARTH), (40, 73, 12, EARTH), (5, 0, 50, MOON), (33, 90, 7, EARTH)],
)
def test_without_drag_it_is_the_parabola_of_the_lesson(
    motion, speed, angle, height, gravity
):
    vx = speed * math.cos(math.radians(angle))
    vy = speed * math.sin(math.radians(angle))
    time = (vy + math.sqrt(vy**2 + 2 * gravity * height)) / gravity

    found = throw(motion, speed=speed, angle=angle, height=height, gravity=gravity)

    assert found == pytest.approx(
        [vx * time, height + vy**2 / (2 * gravity), time], abs=1e-6
    )


@pytest.mark.parametrize("drag", DRAGS)
@pytest.mark.parametrize(("speed", "angle", "height"), [(20, 45, 0), (40, 70, 15)])
def test_with_drag_it_agrees_with_another_integrator(
    motion, drag, speed, angle, height
):
    def rate(_t, s):
        size = math.hypot(s[2], s[3])
        return [s[2], s[3], -drag * size * s[2], -EARTH - drag * size * s[3]]

    def ground(_t, s):
        return s[1]

    ground.terminal, ground.direction = True, -1
    turn = math.radians(angle)
    start = [0, height, speed * math.cos(turn), speed * math.sin(turn)]
    start[1] += 1e-12
    told = solve_ivp(rate, (0, 60), start, events=ground, rtol=1e-10, atol=1e-12)

    found = throw(motion, speed=speed, angle=angle, height=height, drag=drag)

    assert found[0] == pytest.approx(told.y_events[0][0][0], abs=1e-5)
    assert found[2] == pytest.approx(told.t_events[0][0], abs=1e-5)
    assert found[1] == pytest.approx(max(told.y[1]), abs=5e-2)


@pytest.mark.parametrize("drag", DRAGS)
def test_drag_makes_the_best_angle_smaller_than_45(motion, drag):
    reach = {a: throw(motion, speed=25, angle=a, drag=drag)[0] for a in range(20, 60)}

    assert max(reach, key=reach.get) < 45


def test_drag_numbers_are_those_of_the_balls():
    """Half the density of air (1.2) times C·A/m of the ball in SI units."""
    balls = [(0.25, 0.11, 0.43), (0.55, 0.033, 0.058), (0.47, 0.02, 0.0027)]
    told = [0.5 * 1.2 * c * math.pi * r**2 / m for c, r, m in balls]

    assert pytest.approx(told, rel=0.01) == DRAGS
    page = (DEMO / "simulations/nem-xien/index.html").read_text(encoding="utf-8")
    assert [d for d in DRAGS if f'value="{d}"' not in page] == []


def shot(motion, **settings):
    full = {"speed": 20, "angle": 45, "height": 0, "gravity": EARTH, "drag": 0} | (
        settings
    )
    return full | {"range": throw(motion, **full)[0]}


def test_tasks_of_the_throw_are_done_by_doing_them(motion):
    def done(*shots):
        return json.loads(motion.get("done")(json.dumps(shots)))

    bare, thirty, sixty = (shot(motion, angle=a) for a in (45, 30, 60))
    slow = shot(motion, drag=0.0133)
    lower = shot(motion, drag=0.0133, angle=42)
    near = shot(motion, speed=19, angle=27)

    assert done() == [False] * 4
    assert done(bare) == [True, False, False, False]
    assert done(thirty, sixty) == [False, True, False, False]
    assert abs(near["range"] - 30) <= 0.5
    assert done(near) == [False, False, True, False]
    assert done(slow, lower) == [False, False, False, True]
    assert done(bare, thirty, sixty, near, slow, lower) == [True] * 4


@pytest.fixture(scope="module")
def parabola():
    context = engine("parabol", "parabola.js", "parabola")
    context.eval(
        "function tell(text) { return JSON.stringify(parabola.describe("
        "JSON.parse(text))); }"
        "function done(text) { return JSON.stringify("
        "parabola.TASKS.map((task) => task.done(JSON.parse(text)))); }"
    )
    return context


@pytest.mark.parametrize(
    ("a", "b", "c"),
    [
        (10, -40, 30),
        (-10, 20, 30),
        (5, 0, 20),
        (-3, 7, -80),
        (10, -40, 40),
        (30, 80, 1),
    ],
)
def test_parabola_is_described_rightly(parabola, a, b, c):
    told = json.loads(parabola.get("tell")(json.dumps({"a": a, "b": b, "c": c})))
    x = Fraction(-b, 2 * a)
    y = (a * x * x + b * x + c) / 10
    delta = Fraction(b * b - 4 * a * c, 100)

    assert told["vertex"] == pytest.approx({"x": float(x), "y": float(y)})
    assert told["delta"] == pytest.approx(float(delta))
    assert told["opensUp"] == (a > 0)
    assert len(told["roots"]) == (0 if delta < 0 else 1 if delta == 0 else 2)
    for root in told["roots"]:
        assert a * root**2 + b * root + c == pytest.approx(0, abs=1e-9)


def test_without_a_it_is_no_parabola(parabola):
    told = json.loads(parabola.get("tell")(json.dumps({"a": 0, "b": 10, "c": 0})))

    assert told == {"isParabola": False}


def test_tasks_of_the_parabola_are_done_by_doing_them(parabola):
    def done(a, b, c):
        return json.loads(parabola.get("done")(json.dumps({"a": a, "b": b, "c": c})))

    assert done(10, 0, 0) == [False, False, False]
    assert done(-10, 20, 30) == [True, False, False]
    assert done(10, -40, 40) == [False, True, False]
    assert done(-10, 0, -10) == [False, False, True]
    assert done(0, 0, 0) == [False, False, False]


@pytest.mark.parametrize("package", PACKAGES)
def test_package_keeps_to_itself(package):
    folder = DEMO / "simulations" / package
    page = (folder / "index.html").read_text(encoding="utf-8")
    everything = "".join(p.read_text(encoding="utf-8") for p in folder.iterdir())

    assert not re.search(r"https?:|//cdn|@import|url\(", everything)
    assert not re.search(r"\son\w+=|style=|<style|<script>", page)
    assert not re.search(r"localStorage|sessionStorage|document\.cookie", everything)
    assert sum(p.stat().st_size for p in folder.iterdir()) < 60_000
