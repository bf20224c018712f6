// Day or night, before the first paint. Follows the device until a person chooses; kept on this device only.
(() => {
  const KEY = "khabar-theme";
  const root = document.documentElement;
  const device = matchMedia("(prefers-color-scheme: dark)");

  function chosen() {
    try { return localStorage.getItem(KEY); } catch { return null; }  // storage may be shut: the device decides
  }
  function show() {
    root.dataset.bsTheme = chosen() ?? (device.matches ? "dark" : "light");
    document.dispatchEvent(new Event("khabar:theme"));
    for (const button of document.querySelectorAll("[data-theme]")) {
      button.setAttribute("aria-pressed", String(button.dataset.theme === root.dataset.bsTheme));
    }
  }
  function choose(theme) {
    try { localStorage.setItem(KEY, theme); } catch { /* lasts for this page */ }
    show();
  }

  show();
  device.addEventListener("change", show);
  document.addEventListener("DOMContentLoaded", () => {
    for (const choice of document.querySelectorAll("[data-theme-choice]")) choice.hidden = false;
    for (const button of document.querySelectorAll("[data-theme]")) {
      button.addEventListener("click", () => choose(button.dataset.theme));
    }
    show();
  });
})();
