// The button says which grade it accepts; without this script it says so in general words.
const form = document.getElementById("grade");
const button = form?.querySelector("[data-accept]");
function name() {
  const source = form.querySelector("[name=source]:checked")?.value;
  const information = form.querySelector("[name=information]:checked")?.value;
  const words = button.querySelector("[data-words]");
  if (source && information) words.textContent = button.dataset.accept.replace("··", source + information);
}
// The meaning beside the conditions follows the choice.
function meaning() {
  const chosen = form.querySelector("[name=handling]:checked");
  const shown = form.querySelector("[data-meaning]");
  if (chosen && shown) shown.textContent = chosen.getAttribute("aria-label");
}
if (button) {
  form.addEventListener("change", () => { name(); meaning(); });
  name();
  meaning();
}
// "Return" and "Refuse" in the bar open their panel; without this script they lead to it.
for (const link of document.querySelectorAll("a[data-opens]")) {
  link.addEventListener("click", () => { document.querySelector(link.hash).open = true; });
}
