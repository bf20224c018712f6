// One hand on the keys: / J K E Esc ? and G with a place. Silent while a field has focus.
// Letters go by their place on the keyboard, so they work on a Cyrillic layout too.

const ROWS = "[data-row], table.k tbody tr, .list-k > li";
const FIELDS = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
const drawer = document.getElementById("drawer");
const keys = document.getElementById("keys");
let going = false;  // G was pressed: the next key names a place
let from = null;    // where focus was before the evidence

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key === "Escape") return leave(event);
  if (event.target.closest(FIELDS) || keys?.open) return;
  if (going) return go(event);
  if (event.code === "Slash" && event.shiftKey || event.key === "?") act(event, () => keys?.showModal());
  else if (event.key === "/" || event.code === "Slash") act(event, toSearch);
  else if (event.code === "KeyJ") act(event, () => step(1));
  else if (event.code === "KeyK") act(event, () => step(-1));
  else if (event.code === "KeyE") act(event, toEvidence);
  else if (event.code === "KeyG") { going = true; setTimeout(() => { going = false; }, 1500); }
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.who[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
for (const button of document.querySelectorAll("[data-keys]")) {
  button.addEventListener("click", () => keys?.showModal());
}
// A page that comes back with errors starts at their list.
document.querySelector(".errors")?.focus();

function act(event, what) {
  event.preventDefault();
  what();
}

function toSearch() {
  const field = document.getElementById("find") ?? document.querySelector("input[type=search]");
  field?.focus();
  field?.select();
}

function step(by) {
  const links = [...document.querySelectorAll(ROWS)]
    .map((row) => row.querySelector("a[href], button"))
    .filter((link) => link && link.checkVisibility?.() !== false);
  if (!links.length) return;
  const row = document.activeElement?.closest(ROWS);
  const here = row ? links.findIndex((link) => row.contains(link)) : -1;
  const next = here < 0 ? (by > 0 ? 0 : links.length - 1) : here + by;
  links[Math.min(Math.max(next, 0), links.length - 1)].focus();
}

function toEvidence() {
  if (!drawer?.childElementCount) return;
  from = document.activeElement;
  drawer.classList.add("open");
  drawer.tabIndex = -1;
  drawer.focus();
}

function leave(event) {
  const menu = document.querySelector("details.who[open]");
  if (menu) { menu.open = false; menu.querySelector("summary").focus(); return; }
  if (keys?.open) return;
  if (event.target.closest(FIELDS)) { event.target.blur(); return; }
  if (!drawer?.childElementCount) return;
  const close = drawer.querySelector("[data-close]");
  if (close) { close.click(); return; }
  drawer.classList.remove("open");
  from?.focus();
}

function go(event) {
  going = false;
  const places = [...document.querySelectorAll(".nav-k a")];
  const letter = event.key.toLocaleLowerCase();
  const place = places[Number(event.key) - 1]
    ?? places.find((link) => link.textContent.trim().toLocaleLowerCase().startsWith(letter));
  if (place) act(event, () => { location.href = place.href; });
}
