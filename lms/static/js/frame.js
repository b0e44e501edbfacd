// What every page may use: local times, unsaved-form guard, auto-submit filters.
document.querySelectorAll("form[data-auto-submit]").forEach((form) => {
  form.addEventListener("change", () => form.requestSubmit());
});

document.querySelectorAll("form[data-guard]").forEach((form) => {
  let dirty = form.dataset.guard === "typed"; // came back with what was typed
  form.addEventListener("input", () => { dirty = true; });
  form.addEventListener("submit", () => { dirty = false; });
  window.addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
});

// Before a person logs out, an app may put away what it keeps on this device.
document.querySelectorAll("form[data-leave]").forEach((form) => {
  form.addEventListener("submit", async (event) => {
    if (!form.dataset.leave) return;
    event.preventDefault();
    const module = form.dataset.leave;
    form.dataset.leave = "";
    const slow = new Promise((resolve) => { setTimeout(resolve, 4000); });
    await Promise.race([import(module).then(({ leave }) => leave()).catch(() => {}), slow]);
    form.submit();
  });
});
