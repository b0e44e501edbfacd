// One tab writes, the others look on with "use it in this tab". A Web Lock decides;
// where there is none (plain http) the tab that spoke last.

export class Tabs {
  constructor(name, { onGained, onLost }) {
    this.name = `lms-exam-${name}`;
    this.me = Math.random().toString(36).slice(2);
    this.onGained = onGained;
    this.onLost = onLost;
    this.release = null;
  }

  get isHolder() { return this.release !== null; }

  async ask() {
    if (navigator.locks) return this.lock({ ifAvailable: true });
    addEventListener("storage", (event) => {
      if (event.key === this.name && event.newValue !== this.me) this.lose();
    });
    return this.speak();
  }

  steal() {
    return navigator.locks ? this.lock({ steal: true }) : this.speak();
  }

  lock(options) {
    return new Promise((resolve) => {
      navigator.locks.request(this.name, options, (lock) => {
        if (!lock) { resolve(false); return undefined; }
        return new Promise((release) => {
          this.release = release;
          resolve(true);
          this.onGained();
        });
      }).catch(() => this.lose());
    });
  }

  async speak() {
    try { localStorage.setItem(this.name, this.me); } catch { /* private mode: alone */ }
    this.release = () => {};
    this.onGained();
    return true;
  }

  lose() {
    if (!this.release) return;
    this.release = null;
    this.onLost();
  }
}
