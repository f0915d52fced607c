// Before the first paint: the colour scheme and row height this person chose in this browser.
(() => {
  const root = document.documentElement;
  const kept = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const scheme = kept("scheme");
  if (scheme === "light" || scheme === "dark") root.dataset.kernTheme = scheme;
  const density = kept("density");
  if (["compact", "medium", "roomy"].includes(density)) root.dataset.density = density;
  root.classList.add("has-script");
})();
