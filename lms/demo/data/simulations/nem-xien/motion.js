// The flight of a ball: gravity, and a drag that grows with the square of the speed.
// Plain numbers in SI units; no page, no clock. Used by main.js and by the tests.
"use strict";

const motion = (() => {
  const STEP = 0.005; // s
  const LONGEST = 400; // s, beyond it something is wrong

  // Rate of change of [x, y, vx, vy]; drag in 1/m is ½ρCA/m of the ball.
  function rate([, , vx, vy], { gravity, drag }) {
    const speed = Math.hypot(vx, vy);
    return [vx, vy, -drag * speed * vx, -gravity - drag * speed * vy];
  }

  // One step of the classical Runge–Kutta method of fourth order.
  function advance(state, dt, forces) {
    const plus = (slope, by) => state.map((value, i) => value + by * slope[i]);
    const k1 = rate(state, forces);
    const k2 = rate(plus(k1, dt / 2), forces);
    const k3 = rate(plus(k2, dt / 2), forces);
    const k4 = rate(plus(k3, dt), forces);
    return state.map((value, i) => value + (dt / 6) * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]));
  }

  // The part of a step after which `sign` turns negative, found by halving.
  function turning(state, forces, sign) {
    let low = 0;
    let high = STEP;
    for (let i = 0; i < 50; i += 1) {
      const middle = (low + high) / 2;
      if (sign(advance(state, middle, forces)) > 0) low = middle; else high = middle;
    }
    return high;
  }

  // throw: { speed m/s, angle °, height m, gravity m/s², drag 1/m }.
  // Answers { points: [{t, x, y, vx, vy}], range m, top m, time s }.
  function fly({ speed, angle, height, gravity, drag }) {
    const forces = { gravity, drag };
    const turn = (angle * Math.PI) / 180;
    let state = [0, height, speed * Math.cos(turn), speed * Math.sin(turn)];
    let t = 0;
    let top = height;
    const points = [];
    const keep = () => points.push({ t, x: state[0], y: state[1], vx: state[2], vy: state[3] });
    keep();
    if (height <= 0 && state[3] <= 0) return { points, range: 0, top, time: 0 };
    while (t < LONGEST) {
      const next = advance(state, STEP, forces);
      if (state[3] > 0 && next[3] <= 0) {
        const dt = turning(state, forces, (s) => s[3]);
        top = Math.max(top, advance(state, dt, forces)[1]);
      }
      if (next[1] <= 0) {
        const dt = turning(state, forces, (s) => s[1]);
        state = advance(state, dt, forces);
        t += dt;
        state[1] = 0;
        keep();
        break;
      }
      state = next;
      t += STEP;
      keep();
    }
    return { points, range: state[0], top, time: t };
  }

  // The same without drag, by the formulas of the lesson: { range, top, time }.
  function ideal({ speed, angle, height, gravity }) {
    const turn = (angle * Math.PI) / 180;
    const [vx, vy] = [speed * Math.cos(turn), speed * Math.sin(turn)];
    const time = (vy + Math.sqrt(vy * vy + 2 * gravity * height)) / gravity;
    return { range: vx * time, top: height + (vy * vy) / (2 * gravity), time };
  }

  // Where the ball is at a time within the flight, between two kept points.
  function at(points, t) {
    let low = 0;
    let high = points.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (points[middle].t <= t) low = middle; else high = middle;
    }
    const a = points[low];
    const b = points[high];
    const part = b.t > a.t ? Math.min(1, Math.max(0, (t - a.t) / (b.t - a.t))) : 0;
    const mix = (name) => a[name] + (b[name] - a[name]) * part;
    return { t, x: mix("x"), y: mix("y"), vx: mix("vx"), vy: mix("vy") };
  }

  // What a pupil has to find out. `all`: the throws so far, newest last.
  const isIdeal = (shot) => shot.drag === 0 && shot.height === 0;
  const TASKS = [
    {
      text: "Ném từ mặt đất, bỏ qua sức cản, với góc 45°.",
      done: (all) => all.some((shot) => isIdeal(shot) && shot.angle === 45),
    },
    {
      text: "Ném từ mặt đất, bỏ qua sức cản: tìm hai góc khác nhau (cùng tốc độ, cùng nơi) cho tầm xa bằng nhau.",
      done: (all) => all.some((a, i) => all.slice(i + 1).some((b) => isIdeal(a) && isIdeal(b)
        && a.speed === b.speed && a.gravity === b.gravity && a.angle !== b.angle
        && a.range > 1 && Math.abs(a.range - b.range) < 0.05)),
    },
    {
      text: "Trên Trái Đất, ném cho bóng rơi cách gốc 30 m (sai không quá 0,5 m).",
      done: (all) => all.some((shot) => shot.gravity === 9.8 && Math.abs(shot.range - 30) <= 0.5),
    },
    {
      text: "Có sức cản: ném góc 45° từ mặt đất, rồi tìm một góc khác (cùng bóng, cùng tốc độ) cho tầm xa lớn hơn.",
      done: (all) => all.some((a) => a.drag > 0 && a.height === 0 && a.angle === 45
        && all.some((b) => b.drag === a.drag && b.height === 0 && b.speed === a.speed
          && b.angle !== 45 && b.range > a.range)),
    },
  ];

  return { fly, ideal, at, TASKS };
})();
