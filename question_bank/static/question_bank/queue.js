// Choosing all items of the page at once; without script each is chosen by itself.
document.querySelectorAll("[data-all]").forEach((label) => {
  const all = label.querySelector("input");
  label.hidden = false;
  all.addEventListener("change", () => {
    all.form.querySelectorAll('input[name="version"], input[name="item"]').forEach((box) => { box.checked = all.checked; });
  });
});
