// The desk of a sitting: new figures every few seconds, clocks in between.
const desk = document.querySelector("[data-desk]");
const rows = new Map([...document.querySelectorAll("[data-row]")].map((row) => [row.dataset.row, row]));
const TONES = { in_progress: "tag--accent", suspended: "tag--warn", submitted: "tag--good" };
const ends = new Map();

function clock(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = String(Math.floor(whole / 60) % 60).padStart(2, "0");
  const rest = String(whole % 60).padStart(2, "0");
  return hours ? `${hours}:${minutes}:${rest}` : `${minutes}:${rest}`;
}

function show(row, figures) {
  row.className = `seat seat--${figures.state}${figures.silent ? " seat--silent" : ""}`;
  const label = row.querySelector("[data-label]");
  label.textContent = figures.label;
  label.className = `tag ${TONES[figures.state] ?? ""}`;
  row.querySelector("[data-answered]").textContent = figures.answered;
  const saved = row.querySelector("[data-saved]");
  saved.textContent = figures.saved ? new Date(figures.saved).toLocaleTimeString("vi-VN") : "–";
  if (figures.left === null) ends.delete(row);
  else ends.set(row, performance.now() + figures.left * 1000);
}

function tick() {
  for (const row of rows.values()) {
    const place = row.querySelector("[data-left]");
    const end = ends.get(row);
    place.textContent = end === undefined ? "–" : clock((end - performance.now()) / 1000);
  }
}

async function refresh() {
  const note = desk.querySelector("[data-fresh]");
  if (document.hidden) return;
  try {
    const reply = await fetch(desk.dataset.url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (!reply.ok) throw new Error(String(reply.status));
    const answer = await reply.json();
    for (const [name, count] of Object.entries(answer.counts)) {
      const place = desk.querySelector(`[data-count="${name}"]`);
      if (place) place.textContent = count;
    }
    desk.querySelector("[data-silent]").hidden = !answer.counts.silent;
    answer.rows.forEach((figures) => { const row = rows.get(figures.code); if (row) show(row, figures); });
    note.hidden = true;
  } catch {
    note.textContent = note.dataset.lost;
    note.hidden = false;
  }
}

if (desk) {
  setInterval(tick, 1000);
  setInterval(refresh, Number(desk.dataset.every) * 1000);
  document.addEventListener("visibilitychange", refresh);
  refresh().then(tick);
}
