// Comforts of the pages that write: suggestions, more rows, text kept after a crash.
// Every page works without this file; what it shows comes from the server already translated.
(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (tag, attributes = {}) => Object.assign(document.createElement(tag), attributes);
  const words = document.documentElement.lang.startsWith("de")
    ? { none: "Keine Vorschläge", some: (n) => `${n} Vorschläge` }
    : { none: "No suggestions", some: (n) => `${n} suggestions` };

  // Lookups: an ARIA combobox with a list. Choosing sets the hidden key and the text it is for.
  const combobox = (box) => {
    const input = box.querySelector("input[type=text]");
    const name = input.name;
    const chosenFor = box.querySelector(`input[name="${name}_for"]`);
    const list = make("ul", { id: `${input.id}_list`, className: "desk-lookup__list", hidden: true });
    const told = make("p", { className: "kern-sr-only" });
    told.setAttribute("role", "status");
    list.setAttribute("role", "listbox");
    const label = document.querySelector(`label[for="${input.id}"]`);
    if (label) list.setAttribute("aria-label", label.textContent.trim());
    for (const [key, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    })) input.setAttribute(key, value);
    input.after(list, told);
    let at = -1, asked = 0, waiting = 0;

    const options = () => all("[role=option]", list);
    const mark = (index) => {
      at = index;
      options().forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
      const current = options()[at];
      if (current) {
        input.setAttribute("aria-activedescendant", current.id);
        current.scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    };
    const close = () => {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      mark(-1);
    };
    const choose = (option) => {
      const isNew = option.dataset.value === "new";
      if (!isNew) input.value = option.textContent;
      all(`input[name="${name}_choice"], fieldset`, box).forEach((old) => old.remove());
      box.append(make("input", { type: "hidden", name: `${name}_choice`, value: option.dataset.value }));
      chosenFor.value = input.value;
      close();
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const show = (found) => {
      list.replaceChildren(...found.map(({ value, label: text }, i) => {
        const option = make("li", { id: `${list.id}_${i}`, textContent: text, dir: "auto" });
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.value = value;
        option.addEventListener("mousedown", (event) => { event.preventDefault(); choose(option); });
        return option;
      }));
      told.textContent = found.length ? words.some(found.length) : words.none;
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(found.length > 0));
      mark(-1);
    };
    const ask = async () => {
      const text = input.value.trim(), mine = ++asked;
      if (text.length < 2) { close(); return; }
      try {
        const answer = await fetch(`${box.dataset.lookup}?q=${encodeURIComponent(text)}`);
        if (answer.ok && !answer.redirected && mine === asked && document.activeElement === input) {
          show((await answer.json()).options);
        }
      } catch { /* the server will resolve the text */ }
    };
    input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 180); });
    input.addEventListener("blur", () => { clearTimeout(waiting); asked++; close(); });
    input.addEventListener("keydown", (event) => {
      const count = options().length, open = !list.hidden;
      if (event.key === "ArrowDown" && !open) { ask(); event.preventDefault(); }
      else if (event.key === "ArrowDown") { mark((at + 1) % count); event.preventDefault(); }
      else if (event.key === "ArrowUp" && open) { mark((at <= 0 ? count : at) - 1); event.preventDefault(); }
      else if (event.key === "Enter" && open && at >= 0) { choose(options()[at]); event.preventDefault(); }
      else if (event.key === "Escape" && open) { close(); event.preventDefault(); }
      else if (event.key === "Tab" && open && at >= 0) choose(options()[at]);
    });
  };

  const enhance = (within) => {
    all("[data-lookup]", within).forEach(combobox);
  };
  enhance(document);

  // One more row of a part.
  for (const part of all("[data-part]")) {
    const button = part.querySelector("[data-part-add]");
    const total = part.querySelector(`[name="${part.dataset.part}-TOTAL_FORMS"]`);
    button.hidden = false;
    button.addEventListener("click", () => {
      const row = part.querySelector("[data-part-blank]").content.cloneNode(true);
      for (const element of all("*", row)) {
        for (const { name, value } of [...element.attributes]) {
          if (value.includes("__prefix__")) element.setAttribute(name, value.replaceAll("__prefix__", total.value));
        }
      }
      total.value = Number(total.value) + 1;
      enhance(row);
      const first = row.querySelector("input:not([type=hidden]), select, textarea");
      button.before(row);
      part.dispatchEvent(new CustomEvent("desk:added", { bubbles: true }));
      first.focus();
    });
  }

  // What was typed into notes is kept by the browser until the entry is saved.
  for (const form of all("form[data-draft]")) {
    const key = `draft:${form.dataset.draft}:${location.pathname}`;
    const notes = () => all("textarea[name]", form);
    const read = () => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
    const drop = () => { try { localStorage.removeItem(key); } catch { /* private */ } };
    const kept = read();
    const lost = kept && notes().some((note) => kept[note.name] && kept[note.name] !== note.value);
    const offer = form.querySelector("[data-draft-offer]");
    if (lost) offer.hidden = false;
    form.querySelector("[data-draft-take]").addEventListener("click", () => {
      for (const note of notes()) if (kept[note.name]) note.value = kept[note.name];
      offer.hidden = true;
      const filled = notes().find((note) => kept[note.name]);
      const fold = filled.closest("details");
      if (fold) fold.open = true;
      filled.focus();
    });
    form.querySelector("[data-draft-drop]").addEventListener("click", () => { drop(); offer.hidden = true; });
    form.addEventListener("input", (event) => {
      if (event.target.tagName !== "TEXTAREA") return;
      const texts = Object.fromEntries(notes().map((note) => [note.name, note.value]));
      try { localStorage.setItem(key, JSON.stringify(texts)); } catch { /* full or private */ }
    });
  }

  // While a journey is typed: who else goes there.
  for (const form of all("form[data-preview]")) {
    const place = form.querySelector("[data-preview-place]");
    let asked = 0;
    const look = async () => {
      const mine = ++asked;
      const query = new URLSearchParams();
      for (const [name, value] of new FormData(form)) {
        if (/^(destination|first_day|last_day)/.test(name)) query.set(name, value);
      }
      const own = location.pathname.match(/\/(\d+)\/edit\/$/);
      if (own) query.set("pk", own[1]);
      try {
        const answer = await fetch(`${form.dataset.preview}?${query}`);
        if (!answer.ok || answer.redirected || mine !== asked) return;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        place.replaceChildren(...page.body.childNodes);
      } catch { /* the notice comes after saving as well */ }
    };
    form.addEventListener("change", (event) => {
      if (/^(destination|first_day|last_day)/.test(event.target.name)) look();
    });
  }
})();
