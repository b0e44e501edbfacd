// Sounds of a paper that may be heard only so often: a button that counts, no seeking.
// How often is kept on this device; one sound has one player, wherever it is shown.
import { el, icon, say } from "./dom.js";

const time = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

export class Sounds {
  constructor({ words, plays, keep, announce }) {
    Object.assign(this, { words, keep, announce });
    this.used = { ...plays };
    this.known = new Map();
  }

  // Put a counting button in the place of every limited player below a node.
  dress(node) {
    for (const box of node.querySelectorAll(".sound[data-plays]")) {
      const sound = this.sound(box.dataset.sound, box.querySelector("audio").src, Number(box.dataset.plays));
      const button = el("button", { type: "button", className: "button button--small", onclick: () => this.play(sound) }, icon("play"), el("span", {}, this.words.listen));
      const left = el("span", { className: "rows__note" });
      box.replaceChildren(button, left);
      sound.places.push({ button, left });
      this.paint(sound);
    }
    return node;
  }

  sound(code, source, most) {
    if (!this.known.has(code)) {
      const audio = new Audio(source);
      const sound = { code, audio, most, places: [], isOn: false, hasFailed: false };
      audio.addEventListener("timeupdate", () => this.paint(sound));
      audio.addEventListener("ended", () => { sound.isOn = false; this.paint(sound); });
      this.known.set(code, sound);
    }
    return this.known.get(code);
  }

  left(sound) {
    return Math.max(sound.most - (this.used[sound.code] ?? 0), 0);
  }

  async play(sound) {
    if (sound.isOn || !this.left(sound)) return;
    sound.isOn = true;
    sound.hasFailed = false;
    sound.audio.currentTime = 0;
    try {
      await sound.audio.play();
      this.used[sound.code] = (this.used[sound.code] ?? 0) + 1; // counts once it is heard
      this.keep({ ...this.used });
    } catch {
      sound.isOn = false;
      sound.hasFailed = true;
      this.announce(this.words.sound_fails);
    }
    this.paint(sound);
  }

  paint(sound) {
    const { words } = this, { audio } = sound, left = this.left(sound);
    const length = Number.isFinite(audio.duration) ? ` / ${time(audio.duration)}` : "";
    const note = sound.hasFailed ? words.sound_fails
      : sound.isOn ? say(words.playing, { time: time(audio.currentTime) + length })
        : left ? say(words.plays_left, { n: left }) : words.no_plays;
    for (const place of sound.places) {
      place.button.disabled = sound.isOn || !left;
      place.left.textContent = note;
    }
  }
}
