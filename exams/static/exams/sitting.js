// The form of a sitting: the head's decision is asked for where it is needed.
const form = document.querySelector("[data-sitting]");

function adapt() {
  const chosen = new FormData(form);
  const periodic = ["gk", "ck"].includes(chosen.get("assessment"));
  form.querySelector("[data-decision]").hidden = !(periodic && chosen.get("venue") === "remote");
}

if (form) {
  form.addEventListener("change", adapt);
  adapt();
}
