// Shows the fields that belong to the chosen mode. Without script all are shown.
const form = document.querySelector("form[data-period]");

function choose() {
  const chosen = form.querySelector("input[name=mode]:checked");
  form.querySelectorAll("[data-for]").forEach((part) => {
    part.hidden = chosen !== null && !part.dataset.for.split(" ").includes(chosen.value);
  });
}

// Enter stands for the main button; only in the search box it searches.
form.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || event.isComposing || !field.matches("input:not([type=search])")) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("button[value=confirm]"));
});

form.addEventListener("change", choose);
choose();
