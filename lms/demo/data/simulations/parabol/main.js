// The page around parabola.js: sliders, graph, facts, tasks, report to the player.
"use strict";

(() => {
  const byId = (id) => document.getElementById(id);
  const graph = byId("graph");
  const ink = graph.getContext("2d");
  const NAMES = ["a", "b", "c"];
  const START = { a: 10, b: 0, c: 0 };
  const finished = new Set();

  const say = (value) => new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 2, useGrouping: false })
    .format(Math.abs(value) < 0.005 ? 0 : value).replace("-", "−");
  const about = (value) => {
    const text = say(value);
    return Math.abs(value * 100 - Math.round(value * 100)) < 1e-9 ? text : `≈ ${text}`;
  };
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const coefficients = () => Object.fromEntries(NAMES.map((name) => [name, Number(byId(name).value)]));

  // ---- words
  function formula({ a, b, c }) {
    const term = (tenths, letters, isFirst) => {
      if (tenths === 0) return "";
      const size = Math.abs(tenths) === 10 && letters ? "" : say(Math.abs(tenths) / 10);
      const sign = tenths < 0 ? (isFirst ? "−" : " − ") : (isFirst ? "" : " + ");
      return sign + size + letters;
    };
    const first = term(a, "x²", true);
    const second = term(b, "x", first === "");
    const third = term(c, "", first + second === "");
    return `y = ${first + second + third || "0"}`;
  }

  function facts(values) {
    const shape = parabola.describe(values);
    if (!shape.isParabola) {
      return [["Chú ý", "a = 0 nên đây không phải hàm số bậc hai; đồ thị là một đường thẳng."],
        ["Cắt trục tung", `(0; ${say(values.c / 10)})`]];
    }
    const { vertex, roots, opensUp, delta } = shape;
    const meets = [
      "không có điểm chung", `tiếp xúc tại x = ${about(roots[0])}`,
      `tại x = ${about(roots[0])} và x = ${about(roots[1])}`,
    ][roots.length];
    const axis = about(vertex.x);
    return [
      ["Đỉnh", `(${about(vertex.x)}; ${about(vertex.y)})`],
      ["Trục đối xứng", `x ${axis.startsWith("≈") ? axis : `= ${axis}`}`],
      ["Δ = b² − 4ac", say(delta)],
      ["Với trục hoành", meets],
      ["Với trục tung", `(0; ${say(values.c / 10)})`],
      ["Bề lõm", opensUp ? "quay lên; đỉnh là điểm thấp nhất" : "quay xuống; đỉnh là điểm cao nhất"],
      ["Biến thiên", opensUp ? "nghịch biến trước đỉnh, đồng biến sau đỉnh" : "đồng biến trước đỉnh, nghịch biến sau đỉnh"],
    ];
  }

  // ---- drawing
  function space() {
    const unit = Math.max(16, Math.min(graph.clientWidth / 14, graph.clientHeight / 13));
    const zero = { x: Math.round(graph.clientWidth / 2), y: Math.round(graph.clientHeight / 2) };
    return { unit, zero, x: (v) => zero.x + v * unit, y: (v) => zero.y - v * unit };
  }

  function line(points, colour, width, dash = []) {
    ink.strokeStyle = colour;
    ink.lineWidth = width;
    ink.setLineDash(dash);
    ink.beginPath();
    points.forEach(([x, y]) => ink.lineTo(x, y));
    ink.stroke();
    ink.setLineDash([]);
  }

  function drawGrid({ unit, zero, x, y }) {
    const [wide, high] = [Math.ceil(graph.clientWidth / 2 / unit), Math.ceil(graph.clientHeight / 2 / unit)];
    for (let n = -wide; n <= wide; n += 1) line([[x(n), 0], [x(n), graph.clientHeight]], css("--grid"), 1);
    for (let n = -high; n <= high; n += 1) line([[0, y(n)], [graph.clientWidth, y(n)]], css("--grid"), 1);
    line([[0, zero.y], [graph.clientWidth, zero.y]], css("--text"), 2);
    line([[zero.x, graph.clientHeight], [zero.x, 0]], css("--text"), 2);
    ink.font = "14px system-ui, sans-serif";
    ink.fillStyle = css("--quiet");
    const every = unit < 27 ? 2 : 1;
    ink.textAlign = "center";
    for (let n = -wide; n <= wide; n += 1) if (n && n % every === 0) ink.fillText(say(n), x(n), zero.y + 17);
    ink.textAlign = "right";
    for (let n = -high; n <= high; n += 1) if (n && n % every === 0) ink.fillText(say(n), zero.x - 6, y(n) + 5);
    ink.fillText("O", zero.x - 6, zero.y + 17);
    ink.font = "italic 17px Georgia, serif";
    ink.fillStyle = css("--text");
    ink.fillText("x", graph.clientWidth - 6, zero.y - 8);
    ink.textAlign = "left";
    ink.fillText("y", zero.x + 8, 16);
  }

  function dot(place, colour) {
    ink.beginPath();
    ink.arc(place[0], place[1], 6, 0, 2 * Math.PI);
    ink.fillStyle = colour;
    ink.fill();
    ink.strokeStyle = css("--card");
    ink.lineWidth = 2;
    ink.stroke();
  }

  function draw() {
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(graph.clientWidth * ratio), Math.round(graph.clientHeight * ratio)];
    if (graph.width !== width || graph.height !== height) [graph.width, graph.height] = [width, height];
    ink.setTransform(ratio, 0, 0, ratio, 0, 0);
    ink.clearRect(0, 0, graph.clientWidth, graph.clientHeight);
    const plane = space();
    const values = coefficients();
    const shape = parabola.describe(values);
    drawGrid(plane);
    if (shape.isParabola) {
      const axis = plane.x(shape.vertex.x);
      line([[axis, 0], [axis, graph.clientHeight]], css("--aim"), 2, [7, 6]);
    }
    const curve = [];
    for (let px = 0; px <= graph.clientWidth; px += 1) {
      const y = plane.y(shape.at((px - plane.zero.x) / plane.unit));
      curve.push([px, Math.min(graph.clientHeight + 2000, Math.max(-2000, y))]);
    }
    line(curve, css("--accent"), 3);
    dot([plane.zero.x, plane.y(values.c / 10)], css("--line-2"));
    if (!shape.isParabola) return;
    shape.roots.forEach((root) => dot([plane.x(root), plane.zero.y], css("--line-4")));
    dot([plane.x(shape.vertex.x), plane.y(shape.vertex.y)], css("--aim"));
  }

  // ---- tasks and the report to the page that frames us
  function report(detail) {
    const fraction = finished.size / parabola.TASKS.length;
    if (window.parent !== window) window.parent.postMessage({ type: "lms-progress", fraction, detail }, "*");
    if (window.lms?.report) {
      window.lms.report({
        progress: fraction, score: finished.size, max: parabola.TASKS.length,
        completed: fraction === 1, note: detail,
      });
    }
  }

  function showTasks() {
    byId("tasks").replaceChildren(...parabola.TASKS.map((task, place) => {
      const item = document.createElement("li");
      const isDone = finished.has(place);
      item.className = isDone ? "done" : "";
      const mark = document.createElement("span");
      mark.className = "mark";
      mark.textContent = isDone ? "Đã xong" : "Chưa xong";
      item.append(task.text, " ", mark);
      return item;
    }));
    byId("tasks-count").textContent = `(${finished.size}/${parabola.TASKS.length})`;
  }

  function checkTasks(values) {
    const before = finished.size;
    parabola.TASKS.forEach((task, place) => { if (task.done(values)) finished.add(place); });
    if (finished.size === before) return;
    showTasks();
    const detail = `Đã xong ${finished.size}/${parabola.TASKS.length} nhiệm vụ`;
    byId("news").textContent = `${detail}.`;
    report(detail);
  }

  // ---- controls
  function show() {
    const values = coefficients();
    for (const name of NAMES) {
      const text = say(values[name] / 10);
      document.querySelector(`output[for="${name}"]`).textContent = text;
      byId(name).setAttribute("aria-valuetext", text);
    }
    byId("formula").textContent = formula(values);
    const said = facts(values);
    byId("facts").replaceChildren(...said.flatMap(([name, text]) => {
      const term = document.createElement("dt");
      const words = document.createElement("dd");
      term.textContent = name;
      words.textContent = text;
      return [term, words];
    }));
    graph.setAttribute("aria-label", `Đồ thị ${formula(values)}. ${said.map((pair) => pair.join(": ")).join(". ")}`);
    draw();
    checkTasks(values);
  }

  byId("controls").addEventListener("input", show);
  byId("controls").addEventListener("click", (event) => {
    const button = event.target.closest("button[data-for]");
    if (!button) return;
    const input = byId(button.dataset.for);
    input.value = String(Number(input.value) + Number(button.dataset.step));
    show();
  });
  byId("reset").addEventListener("click", () => {
    NAMES.forEach((name) => { byId(name).value = String(START[name]); });
    show();
  });
  window.addEventListener("resize", draw);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  showTasks();
  show();
  report("Đã mở mô phỏng");
})();
