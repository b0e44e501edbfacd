// Answers that are placed: pairs, an order, points in a picture. All by keyboard too.
import { el, icon, letter, say } from "./dom.js";

export function match({ slot, words, onChange }) {
  const isMany = slot.shape.many;
  const rows = new Map();
  const changed = () => {
    const pairs = [];
    for (const [code, read] of rows) for (const right of read.get()) pairs.push([code, right]);
    onChange(pairs.length ? { pairs } : null);
  };
  const right = el("ol", { className: "sides" }, slot.right.map((side) => el("li", { className: "prose", html: side.html })));
  const left = slot.left.map((side, place) => {
    const control = isMany ? boxes(slot, place, words, changed) : picker(slot, place, words, changed);
    rows.set(side.code, control);
    return el("li", { className: "pair" }, el("span", { className: "pair__left" }, el("b", {}, `${letter(place)}. `), el("span", { className: "prose", html: side.html })), control.node);
  });
  return {
    node: el("div", { className: "answer" }, el("p", { className: "slot__hint" }, words.match_hint), right, el("ul", { className: "pairs" }, left)),
    set: (value) => { for (const [code, control] of rows) control.set((value?.pairs ?? []).filter((pair) => pair[0] === code).map((pair) => pair[1])); },
  };
}

function picker(slot, place, words, changed) {
  const label = say(words.pair_of, { n: letter(place) });
  const node = el("select", { className: "input", "aria-label": label, onchange: changed }, el("option", { value: "" }, "–"), slot.right.map((side, n) => el("option", { value: side.code }, String(n + 1))));
  return { node, get: () => (node.value ? [node.value] : []), set: ([code]) => { node.value = code ?? ""; } };
}

function boxes(slot, place, words, changed) {
  const inputs = slot.right.map((side) => el("input", { type: "checkbox", value: side.code, onchange: changed }));
  const node = el("div", { role: "group", "aria-label": say(words.pair_of, { n: letter(place) }) }, inputs.map((input, n) => el("label", { className: "chip" }, input, String(n + 1))));
  return {
    node,
    get: () => inputs.filter((input) => input.checked).map((input) => input.value),
    set: (codes) => { for (const input of inputs) input.checked = codes.includes(input.value); },
  };
}

export function order({ slot, words, onChange, announce }) {
  const html = new Map(slot.options.map((option) => [option.code, option.html]));
  const shown = slot.options.map((option) => option.code);
  let codes = [...shown], isSet = false;
  const listed = el("ol", { className: "ordering" });
  const keep = el("button", { type: "button", className: "button button--small", onclick: () => { isSet = true; tell(); paint(); } }, words.keep_order);
  const clear = el("button", { type: "button", className: "button button--plain button--small", onclick: () => { codes = [...shown]; isSet = false; onChange(null); paint(); } }, words.clear);
  const tell = () => onChange({ order: [...codes] });

  function move(code, by) {
    const from = codes.indexOf(code), to = from + by;
    if (to < 0 || to >= codes.length) return;
    [codes[from], codes[to]] = [codes[to], codes[from]];
    isSet = true;
    tell();
    paint();
    const row = listed.querySelector(`[data-code="${CSS.escape(code)}"]`);
    (row.querySelector(by < 0 ? "[data-up]:not([disabled])" : "[data-down]:not([disabled])") ?? row.querySelector("button:not([disabled])")).focus();
    announce(say(words.moved_to, { n: to + 1 }));
  }

  function paint() {
    keep.hidden = isSet;
    clear.hidden = !isSet;
    listed.classList.toggle("ordering--open", !isSet);
    listed.replaceChildren(...codes.map((code, place) => el("li", { "data-code": code },
      el("span", { className: "prose", html: html.get(code) }),
      el("span", { className: "ordering__buttons" },
        el("button", { type: "button", className: "button button--small", "data-up": true, disabled: place === 0, "aria-label": say(words.move_up, { n: place + 1 }), onclick: () => move(code, -1) }, "↑"),
        el("button", { type: "button", className: "button button--small", "data-down": true, disabled: place === codes.length - 1, "aria-label": say(words.move_down, { n: place + 1 }), onclick: () => move(code, 1) }, "↓")))));
  }

  paint();
  return {
    node: el("div", { className: "answer" }, el("p", { className: "slot__hint" }, words.order_hint), listed, keep, clear),
    set: (value) => {
      isSet = Boolean(value);
      codes = value ? [...value.order, ...shown.filter((code) => !value.order.includes(code))] : [...shown];
      paint();
    },
  };
}

export function hotspot({ slot, words, onChange, announce }) {
  const { width, height, most } = slot.shape;
  let points = [], cursor = [width / 2, height / 2];
  const marks = el("div", { className: "hotspot__marks" });
  const aim = el("span", { className: "hotspot__aim", hidden: true });
  const board = el("div", { className: "hotspot", tabIndex: 0, role: "application", "aria-label": words.hotspot_board },
    el("img", { src: slot.image, alt: words.picture, draggable: false }), marks, aim);
  const listed = el("ul", { className: "points" });

  function place(x, y) {
    const point = [String(Math.round(clamp(x, width))), String(Math.round(clamp(y, height)))];
    if (points.length >= most) points = points.slice(points.length - most + 1);
    points = [...points.filter((old) => old.join() !== point.join()), point];
    tell();
    announce(say(words.point_set, { x: point[0], y: point[1] }));
  }

  function tell() { paint(); onChange(points.length ? { points } : null); }
  const clamp = (side, limit) => Math.min(Math.max(side, 0), limit);
  const at = (node, [x, y]) => { node.style.left = `${(x / width) * 100}%`; node.style.top = `${(y / height) * 100}%`; return node; };

  function paint() {
    marks.replaceChildren(...points.map((point, n) => at(el("span", { className: "hotspot__point" }, String(n + 1)), point)));
    listed.replaceChildren(...points.map((point, n) => el("li", {},
      say(words.point, { n: n + 1, x: point[0], y: point[1] }), " ",
      el("button", { type: "button", className: "button button--plain button--small", onclick: () => { points = points.filter((_p, k) => k !== n); tell(); board.focus(); } }, words.remove))));
  }

  board.addEventListener("click", (event) => {
    const box = board.getBoundingClientRect();
    cursor = [((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height];
    place(...cursor);
  });
  board.addEventListener("keydown", (event) => {
    const step = (event.shiftKey ? 0.01 : 0.05) * Math.max(width, height);
    const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    if (by) {
      cursor = [clamp(cursor[0] + by[0], width), clamp(cursor[1] + by[1], height)];
      aim.hidden = false;
      at(aim, cursor);
    } else if (event.key === "Enter" || event.key === " ") place(...cursor);
    else return;
    event.preventDefault();
  });
  board.addEventListener("blur", () => { aim.hidden = true; });
  return {
    node: el("div", { className: "answer" }, el("p", { className: "slot__hint" }, icon("edit"), " ", say(words.hotspot_hint, { n: most })), board, listed),
    set: (value) => { points = [...(value?.points ?? [])]; paint(); },
  };
}
