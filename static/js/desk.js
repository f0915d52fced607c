// Comforts on top of pages that work without script.
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { /* private */ } };

  // `/` puts the cursor into the search; inside a text it is just a slash.
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const search = document.querySelector("[data-search]");
    if (!search) return;
    event.preventDefault();
    search.focus();
    search.select();
  });

  // A key presses the link that names it; a short form opens above the page instead of its own.
  const quick = async (link) => {
    const answer = await fetch(link.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = page.querySelector("form[data-quick]");
    if (!answer.ok || answer.redirected || !form) { location.assign(link.href); return; }
    const box = document.createElement("dialog");
    box.className = "desk-dialog";
    const title = document.createElement("h2");
    title.id = "dialog-title";
    title.className = "desk-panel__title";
    title.textContent = page.querySelector("h1").textContent;
    box.setAttribute("aria-labelledby", title.id);
    box.append(title, document.adoptNode(form));
    document.body.append(box);
    for (const back of all("a.kern-btn--tertiary", form)) {
      back.addEventListener("click", (event) => { event.preventDefault(); box.close(); });
    }
    box.addEventListener("close", () => { box.remove(); link.focus(); });
    box.showModal();
    form.querySelector("input:not([type=hidden]), textarea, select").focus();
  };
  const open = (link) => quick(link).catch(() => location.assign(link.href));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable], dialog");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const link = all("[data-key]").find((known) => known.dataset.key === event.key);
    if (!link) return;
    event.preventDefault();
    open(link);
  });
  for (const link of all("main [data-key]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(link);
    });
  }

  // The long menu at the side shows where one is.
  for (const here of all(".desk-nav--side [aria-current]")) {
    const side = here.closest(".desk-nav--side");
    const below = here.getBoundingClientRect().bottom - side.getBoundingClientRect().bottom;
    if (below > 0) side.scrollTop += below + side.clientHeight / 3;
  }

  // Light or dark.
  const dark = () => root.dataset.kernTheme
    ? root.dataset.kernTheme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  for (const button of all("[data-scheme]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.kernTheme = dark() ? "light" : "dark";
      keep("scheme", root.dataset.kernTheme);
    });
  }

  // Row height.
  for (const group of all("[data-density-choice]")) {
    group.hidden = false;
    for (const radio of all("input", group)) {
      radio.name = "density-choice";
      radio.setAttribute("form", "none"); // never sent with the columns
      radio.checked = radio.value === root.dataset.density;
      radio.addEventListener("change", () => {
        root.dataset.density = radio.value;
        keep("density", radio.value);
      });
    }
  }

  // Menus close on Escape and on a click elsewhere.
  const menus = () => all("details[data-menu][open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });

  // On the phone filters start folded unless one is set.
  if (matchMedia("(max-width: 767px)").matches) {
    for (const fold of all("[data-fold-on-phone]:not([data-keep])")) fold.open = false;
  }

  // Nobody loses what they typed without being asked.
  let leaving = false;
  for (const form of all("form[data-guard]")) {
    const state = () => new URLSearchParams(
      [...new FormData(form)].filter(([, value]) => typeof value === "string")).toString();
    const files = () => all("input[type=file]", form).some((input) => input.files.length);
    const before = state();
    window.addEventListener("beforeunload", (event) => {
      if (!leaving && (state() !== before || files())) event.preventDefault();
    });
  }

  // A form is sent once, however often the button is pressed.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    if (event.target.dataset.sent) {
      event.preventDefault();
      return;
    }
    event.target.dataset.sent = "yes";
    leaving = true;
    for (const button of all("button[type=submit]", event.target)) button.setAttribute("aria-disabled", "true");
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    leaving = false;
    for (const form of all("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of all("button[aria-disabled]", form)) button.removeAttribute("aria-disabled");
    }
  });

  // A saved text need not be kept by the browser any more, and nothing is kept after signing out.
  const forget = (fits) => {
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith("draft:") && fits(key)) localStorage.removeItem(key);
    } catch { /* private */ }
  };
  const saved = document.cookie.match(/(?:^|; )saved="?([^";]+)"?/);
  if (saved) {
    forget((key) => key.endsWith(`:${saved[1]}`));
    document.cookie = "saved=; max-age=0; path=/; samesite=lax";
  }
  for (const form of all("[data-sign-out]")) form.addEventListener("submit", () => forget(() => true));

  // Progress of long work: the fragment is fetched until it says that it is done.
  const poll = async (element) => {
    try {
      const answer = await fetch(element.dataset.pollUrl, { headers: { "X-Requested-With": "fetch" } });
      if (answer.redirected || answer.status === 403 || answer.status === 404) return;
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const next = page.querySelector("[data-poll-url], [data-done]");
        element.replaceChildren(...(next || page.body).childNodes);
        if (next && next.hasAttribute("data-done")) {
          element.dataset.done = "";
          if (element.dataset.pollThen === "reload") location.reload();
          return;
        }
      }
    } catch { /* the network is away: try again */ }
    setTimeout(poll, 1000, element);
  };
  for (const element of all("[data-poll-url]:not([data-done])")) {
    element.setAttribute("aria-live", "polite");
    setTimeout(poll, 400, element);
  }

  // Ticked rows: all of the page at once, and how many there are.
  const boxes = all("input[name=pick][form]");
  const counted = document.querySelector("[data-pick-count]");
  for (const whole of all("[data-pick-all]")) {
    whole.hidden = false;
    const tell = () => {
      const ticked = boxes.filter((box) => box.checked).length;
      whole.checked = ticked > 0 && ticked === boxes.length;
      whole.indeterminate = ticked > 0 && ticked < boxes.length;
      if (counted) counted.textContent = ticked ? ` (${ticked})` : "";
    };
    whole.addEventListener("change", () => {
      for (const box of boxes) box.checked = whole.checked;
      tell();
    });
    for (const box of boxes) box.addEventListener("change", tell);
    tell();
  }

  // Files dropped anywhere on the page of an entry hang on it.
  for (const form of all("form[data-drop]")) {
    const input = form.querySelector("input[type=file]");
    const mark = (over) => document.body.classList.toggle("desk-dropping", over);
    const carries = (event) => [...event.dataTransfer.types].includes("Files");
    let inside = 0;
    document.addEventListener("dragenter", (event) => { if (carries(event)) mark(++inside > 0); });
    document.addEventListener("dragleave", (event) => { if (carries(event)) mark(--inside > 0); });
    document.addEventListener("dragover", (event) => { if (carries(event)) event.preventDefault(); });
    document.addEventListener("drop", (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      mark(inside = 0);
      input.files = event.dataTransfer.files;
      form.requestSubmit();
    });
    input.addEventListener("change", () => { if (input.files.length) form.requestSubmit(); });
    form.querySelector("button").hidden = true;
  }

  // What went wrong is read first.
  const summary = document.getElementById("errors");
  if (summary && !summary.closest(".desk-gallery")) summary.focus();

  // A list with all its pages was asked for on paper.
  if (document.querySelector("[data-print]")) window.addEventListener("load", () => window.print());
})();
