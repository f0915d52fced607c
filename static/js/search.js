// Suggestions under the search: a combobox with a list, as WAI-ARIA describes it. Without this
// file the box sends its words to the page of results.
(() => {
  "use strict";
  const form = document.querySelector("form[data-suggestions]");
  if (!form) return;
  const box = form.querySelector("[data-search]");
  const list = document.createElement("div");
  const state = document.createElement("p");
  const frame = document.createElement("div");
  list.id = "search-options";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.labels[0].textContent);
  state.className = "desk-suggest__state";
  state.setAttribute("role", "status");
  frame.className = "desk-suggest";
  frame.hidden = true;
  frame.append(list, state);
  form.append(frame);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": list.id, "aria-haspopup": "listbox" })) box.setAttribute(name, value);

  let active = -1, waiting = 0, asked = null;
  const options = () => [...list.querySelectorAll("[role=option]")];

  const choose = (number) => {
    const all = options();
    active = all.length ? (number + all.length) % all.length : -1;
    all.forEach((option, index) => option.setAttribute("aria-selected", String(index === active)));
    if (active < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    clearTimeout(waiting);
    if (asked) asked.abort();
    active = -1;
    frame.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const show = async () => {
    if (asked) asked.abort();
    asked = new AbortController();
    try {
      const words = new URLSearchParams({ q: box.value.trim() });
      const answer = await fetch(`${form.dataset.suggestions}?${words}`, { signal: asked.signal });
      if (!answer.ok || answer.redirected || document.activeElement !== box) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.querySelectorAll("[role=option]");
      list.replaceChildren(...found);
      state.textContent = page.querySelector("p").textContent.trim();
      active = -1;
      box.removeAttribute("aria-activedescendant");
      frame.hidden = !found.length && !state.textContent;
      list.hidden = !found.length;
      box.setAttribute("aria-expanded", String(found.length > 0));
    } catch { /* typed on, or the network is away: Enter still works */ }
  };
  const later = (pause) => {
    clearTimeout(waiting);
    waiting = setTimeout(show, pause);
  };

  box.addEventListener("input", () => later(150));
  box.addEventListener("focus", () => later(0));
  box.addEventListener("blur", () => setTimeout(close, 150));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (frame.hidden) return;
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (frame.hidden) return later(0);
      choose(event.key === "ArrowDown" ? active + 1 : Math.max(active, 0) - 1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      location.assign(options()[active].dataset.url);
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
})();
