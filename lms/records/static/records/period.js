// Shows the fields that belong to the chosen mode. Without script all are shown.
const form = document.querySelector("form[data-period]");

function choose() {
  const chosen = form.querySelector("input[name=mode]:checked");
  form.querySelectorAll("[data-for]").forEach((part) => {
    part.hidden = chosen !== null && !part.dataset.for.split(" ").includes(chosen.value);
  });
}

form.addEventListener("change", choose);
choose();
