// What can be said about y = ax² + bx + c. Coefficients come in tenths (whole
// numbers), so that comparisons are exact. Used by main.js and by the tests.
"use strict";

const parabola = (() => {
  // { a, b, c } in tenths -> numbers in units; delta in hundredths stays whole.
  function describe({ a, b, c }) {
    const at = (x) => (a * x * x + b * x + c) / 10;
    if (a === 0) return { isParabola: false, at };
    const delta = b * b - 4 * a * c; // in hundredths, whole
    const x = -b / (2 * a);
    const y = -delta / (4 * a) / 10;
    const half = Math.sqrt(Math.max(delta, 0)) / (2 * Math.abs(a));
    const roots = delta < 0 ? [] : delta === 0 ? [x] : [x - half, x + half];
    return { isParabola: true, opensUp: a > 0, delta: delta / 100, vertex: { x, y }, roots, at };
  }

  // Tasks: held by many parabolas, checked with whole numbers only.
  const TASKS = [
    {
      text: "Dựng parabol có đỉnh (1; 4) và đi qua điểm (0; 3).",
      // vertex x = 1: b = -2a; y(1) = 4: a + b + c = 40; y(0) = 3: c = 30
      done: ({ a, b, c }) => a !== 0 && b === -2 * a && a + b + c === 40 && c === 30,
    },
    {
      text: "Dựng parabol tiếp xúc với trục hoành tại điểm có hoành độ 2.",
      done: ({ a, b, c }) => a !== 0 && b === -4 * a && b * b === 4 * a * c,
    },
    {
      text: "Dựng parabol có bề lõm quay xuống và không cắt trục hoành.",
      done: ({ a, b, c }) => a < 0 && b * b < 4 * a * c,
    },
  ];

  return { describe, TASKS };
})();
