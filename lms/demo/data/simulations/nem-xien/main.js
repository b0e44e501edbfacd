// The page around motion.js: controls, drawing, table, tasks, report to the player.
"use strict";

(() => {
  const byId = (id) => document.getElementById(id);
  const scene = byId("scene");
  const ink = scene.getContext("2d");
  const inputs = { speed: byId("speed"), angle: byId("angle"), height: byId("height") };
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const COLOURS = ["--line-1", "--line-2", "--line-3", "--line-4", "--line-5"];
  const KEPT = 5; // trajectories on the picture
  const LISTED = 20; // rows of the table
  const ARROW = { from: 24, each: 3 }; // pixels: of the aim, and for 1 m/s

  const shots = [];
  const finished = new Set();
  let flying = null; // { shot, started, frame }
  let number = 0;

  const say = (value, digits = 1) => new Intl.NumberFormat("vi-VN", {
    minimumFractionDigits: 0, maximumFractionDigits: digits, useGrouping: false,
  }).format(Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value);
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function settings() {
    const gravity = Number(byId("place").value);
    const isMoon = gravity < 5;
    return {
      speed: Number(inputs.speed.value), angle: Number(inputs.angle.value),
      height: Number(inputs.height.value), gravity,
      drag: isMoon ? 0 : Number(byId("ball").value),
      ball: isMoon || byId("ball").value === "0" ? "không" : byId("ball").selectedOptions[0].text,
    };
  }

  // ---- drawing
  function world() {
    const plan = motion.ideal(settings());
    const shown = shots.slice(-KEPT);
    const right = Math.max(10, plan.range, ...shown.map((shot) => shot.range)) * 1.08;
    const top = Math.max(5, plan.top, ...shown.map((shot) => shot.top)) * 1.15;
    const box = { left: 46, right: scene.clientWidth - 14, top: 16, bottom: scene.clientHeight - 34 };
    const scale = Math.min((box.right - box.left) / right, (box.bottom - box.top) / top);
    return {
      box, scale,
      x: (metres) => box.left + metres * scale,
      y: (metres) => box.bottom - metres * scale,
      width: (box.right - box.left) / scale, height: (box.bottom - box.top) / scale,
    };
  }

  function tick(span, most) {
    const raw = span / most;
    const power = 10 ** Math.floor(Math.log10(raw));
    return [1, 2, 5, 10].map((n) => n * power).find((step) => step >= raw);
  }

  function stroke(colour, width, dash = []) {
    ink.strokeStyle = colour;
    ink.lineWidth = width;
    ink.setLineDash(dash);
  }

  function drawAxes(space) {
    const { box } = space;
    ink.font = "14px system-ui, sans-serif";
    ink.fillStyle = css("--quiet");
    const stepX = tick(space.width, Math.max(3, (box.right - box.left) / 70));
    const stepY = tick(space.height, Math.max(3, (box.bottom - box.top) / 45));
    stroke(css("--grid"), 1);
    ink.beginPath();
    for (let x = stepX; x < space.width; x += stepX) {
      ink.moveTo(space.x(x), box.top);
      ink.lineTo(space.x(x), box.bottom);
    }
    for (let y = stepY; y < space.height; y += stepY) {
      ink.moveTo(box.left, space.y(y));
      ink.lineTo(box.right, space.y(y));
    }
    ink.stroke();
    ink.textAlign = "center";
    for (let x = 0; x < space.width - stepX * 0.4; x += stepX) ink.fillText(say(x, 2), space.x(x), box.bottom + 18);
    ink.textAlign = "right";
    for (let y = stepY; y < space.height; y += stepY) ink.fillText(say(y, 2), box.left - 7, space.y(y) + 5);
    ink.fillText("x (m)", box.right, box.bottom + 32);
    ink.textAlign = "left";
    ink.fillText("y (m)", box.left + 8, box.top + 4);
    stroke(css("--text"), 2);
    ink.beginPath();
    ink.moveTo(box.left, box.top - 6);
    ink.lineTo(box.left, box.bottom);
    ink.lineTo(box.right, box.bottom);
    ink.stroke();
  }

  function drawPath(space, shot, place, until) {
    stroke(css(COLOURS[place % COLOURS.length]), 3, shot.drag ? [8, 5] : []);
    ink.beginPath();
    const end = until ?? shot.time;
    for (const point of shot.points) {
      if (point.t > end) break;
      ink.lineTo(space.x(point.x), space.y(point.y));
    }
    const last = motion.at(shot.points, end);
    ink.lineTo(space.x(last.x), space.y(last.y));
    ink.stroke();
    ink.setLineDash([]);
    return last;
  }

  function drawArrow(x, y, dx, dy, colour) {
    const length = Math.hypot(dx, dy);
    if (length < 4) return;
    stroke(colour, 3);
    ink.fillStyle = colour;
    ink.beginPath();
    ink.moveTo(x, y);
    ink.lineTo(x + dx, y + dy);
    ink.stroke();
    const turn = Math.atan2(dy, dx);
    ink.beginPath();
    ink.moveTo(x + dx, y + dy);
    ink.lineTo(x + dx - 9 * Math.cos(turn - 0.4), y + dy - 9 * Math.sin(turn - 0.4));
    ink.lineTo(x + dx - 9 * Math.cos(turn + 0.4), y + dy - 9 * Math.sin(turn + 0.4));
    ink.fill();
  }

  function drawBall(space, point) {
    const x = space.x(point.x);
    const y = space.y(point.y);
    drawArrow(x, y, point.vx * ARROW.each, 0, css("--line-2"));
    drawArrow(x, y, 0, -point.vy * ARROW.each, css("--line-4"));
    ink.beginPath();
    ink.arc(x, y, 7, 0, 2 * Math.PI);
    ink.fillStyle = css("--ball");
    ink.fill();
    stroke(css("--text"), 2);
    ink.stroke();
  }

  function draw(now) {
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(scene.clientWidth * ratio), Math.round(scene.clientHeight * ratio)];
    if (scene.width !== width || scene.height !== height) [scene.width, scene.height] = [width, height];
    ink.setTransform(ratio, 0, 0, ratio, 0, 0);
    ink.clearRect(0, 0, scene.clientWidth, scene.clientHeight);
    const space = world();
    drawAxes(space);
    const shown = shots.slice(-KEPT);
    let ball = null;
    shown.forEach((shot) => {
      const isLast = shot === shots[shots.length - 1];
      const until = flying && flying.shot === shot ? now : undefined;
      const end = drawPath(space, shot, shot.number - 1, until);
      if (isLast) ball = until === undefined ? motion.at(shot.points, chosenTime(shot)) : end;
    });
    const { speed, angle, height: from } = settings();
    const turn = (angle * Math.PI) / 180;
    const reach = ARROW.from + speed * ARROW.each;
    drawArrow(space.x(0), space.y(from), reach * Math.cos(turn), -reach * Math.sin(turn), css("--aim"));
    if (ball) drawBall(space, ball);
  }

  // ---- a throw
  function chosenTime(shot) {
    return (Number(byId("moment").value) / 1000) * shot.time;
  }

  function showMoment() {
    const shot = shots[shots.length - 1];
    if (!shot) return;
    const point = motion.at(shot.points, chosenTime(shot));
    byId("moment-text").textContent = `t = ${say(point.t, 2)} s: x = ${say(point.x)} m, y = ${say(point.y)} m, `
      + `vₓ = ${say(point.vx)} m/s, vᵧ = ${say(point.vy)} m/s`;
  }

  function finish() {
    const { shot } = flying;
    cancelAnimationFrame(flying.frame);
    flying = null;
    byId("throw").textContent = "Ném";
    byId("moment").disabled = false;
    byId("moment").value = "1000";
    addRecord(shot);
    showMoment();
    draw();
    byId("news").textContent = `Lần ${shot.number}: tầm xa ${say(shot.range, 2)} mét, cao nhất ${say(shot.top, 2)} mét, thời gian ${say(shot.time, 2)} giây.`;
    scene.setAttribute("aria-label", `Quỹ đạo lần ném ${shot.number}: tầm xa ${say(shot.range)} m, cao nhất ${say(shot.top)} m.`);
    checkTasks();
  }

  function animate(stamp) {
    if (!flying) return;
    flying.started ??= stamp;
    const now = (stamp - flying.started) / 1000;
    if (now >= flying.shot.time) { finish(); return; }
    draw(now);
    flying.frame = requestAnimationFrame(animate);
  }

  function throwBall() {
    if (flying) { finish(); return; }
    const chosen = settings();
    number += 1;
    const shot = { ...chosen, ...motion.fly(chosen), number };
    shots.push(shot);
    flying = { shot, started: null, frame: 0 };
    if (calm.matches || shot.time === 0) { finish(); return; }
    byId("throw").textContent = "Tới điểm rơi";
    byId("moment").disabled = true;
    flying.frame = requestAnimationFrame(animate);
  }

  function addRecord(shot) {
    const body = byId("records");
    if (!body.querySelector("th")) body.replaceChildren();
    const row = document.createElement("tr");
    const cells = [shot.number, say(shot.speed), say(shot.angle), say(shot.height), shot.ball,
      say(shot.range, 2), say(shot.top, 2), say(shot.time, 2)];
    cells.forEach((text, place) => {
      const cell = document.createElement(place === 0 ? "th" : "td");
      if (place === 0) cell.scope = "row";
      cell.textContent = text;
      row.append(cell);
    });
    body.prepend(row);
    while (body.children.length > LISTED) body.lastElementChild.remove();
  }

  // ---- tasks and the report to the page that frames us
  function report(detail) {
    const fraction = finished.size / motion.TASKS.length;
    if (window.parent !== window) window.parent.postMessage({ type: "lms-progress", fraction, detail }, "*");
    if (window.lms?.report) {
      window.lms.report({
        progress: fraction, score: finished.size, max: motion.TASKS.length,
        completed: fraction === 1, note: detail,
      });
    }
  }

  function showTasks() {
    byId("tasks").replaceChildren(...motion.TASKS.map((task, place) => {
      const item = document.createElement("li");
      const isDone = finished.has(place);
      item.className = isDone ? "done" : "";
      item.textContent = task.text;
      const mark = document.createElement("span");
      mark.className = "mark";
      mark.textContent = isDone ? "Đã xong" : "Chưa xong";
      item.append(" ", mark);
      return item;
    }));
    byId("tasks-count").textContent = `(${finished.size}/${motion.TASKS.length})`;
  }

  function checkTasks() {
    const before = finished.size;
    motion.TASKS.forEach((task, place) => { if (task.done(shots)) finished.add(place); });
    if (finished.size === before) return;
    showTasks();
    byId("news").textContent += ` Đã xong ${finished.size} trên ${motion.TASKS.length} nhiệm vụ.`;
    report(`Đã xong ${finished.size}/${motion.TASKS.length} nhiệm vụ`);
  }

  // ---- controls
  function showSettings() {
    for (const [name, input] of Object.entries(inputs)) {
      const text = `${say(Number(input.value))} ${input.dataset.unit}`.replace(" °", "°");
      document.querySelector(`output[for="${name}"]`).textContent = text;
      input.setAttribute("aria-valuetext", text);
    }
    const isMoon = Number(byId("place").value) < 5;
    byId("ball").disabled = isMoon;
    byId("ball-hint").hidden = !isMoon;
    if (!flying) draw();
  }

  function aim(event) {
    if (flying) return;
    const space = world();
    const frame = scene.getBoundingClientRect();
    const dx = event.clientX - frame.left - space.x(0);
    const dy = space.y(Number(inputs.height.value)) - (event.clientY - frame.top);
    const turn = (Math.atan2(dy, Math.max(dx, 0)) * 180) / Math.PI;
    inputs.angle.value = String(Math.round(Math.min(90, Math.max(0, turn))));
    inputs.speed.value = String(Math.round((Math.hypot(Math.max(dx, 0), dy) - ARROW.from) / ARROW.each));
    showSettings();
  }

  function clear() {
    if (flying) finish();
    shots.length = 0;
    number = 0;
    byId("moment").disabled = true;
    byId("moment").value = "0";
    byId("moment-text").textContent = "Ném để đo vị trí và vận tốc.";
    const row = document.createElement("tr");
    const cell = document.createElement("td");
    cell.colSpan = 8;
    cell.textContent = "Chưa có lần ném nào.";
    row.append(cell);
    byId("records").replaceChildren(row);
    byId("news").textContent = "Đã xoá các lần ném. Nhiệm vụ đã xong vẫn được giữ.";
    draw();
  }

  // No <form>: the frame that shows us may not allow forms.
  byId("throw").addEventListener("click", throwBall);
  byId("controls").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input")) throwBall();
  });
  byId("controls").addEventListener("input", showSettings);
  byId("clear").addEventListener("click", clear);
  byId("moment").addEventListener("input", () => { showMoment(); draw(); });
  scene.addEventListener("pointerdown", (event) => { scene.setPointerCapture(event.pointerId); aim(event); });
  scene.addEventListener("pointermove", (event) => { if (scene.hasPointerCapture(event.pointerId)) aim(event); });
  window.addEventListener("resize", () => { if (!flying) draw(); });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { if (!flying) draw(); });
  showTasks();
  showSettings();
  report("Đã mở mô phỏng");
})();
