// A calendar beside every day that can be typed. Without this file days are typed only.
(() => {
  "use strict";
  const make = (tag, attributes = {}) => Object.assign(document.createElement(tag), attributes);
  const word = document.documentElement.lang.startsWith("de") ? "Im Kalender wählen" : "Choose in the calendar";

  // Days: the browser's own calendar behind a button; what it picks is written as ISO.
  const calendar = (input) => {
    if (!("showPicker" in HTMLInputElement.prototype)) return;
    const wrap = make("div", { className: "desk-day" });
    const picker = make("input", { type: "date", tabIndex: -1, className: "desk-day__picker" });
    picker.setAttribute("aria-hidden", "true");
    const button = make("button", { type: "button", className: "desk-day__button", title: word });
    const icon = make("span", { className: "kern-icon kern-icon--calendar-today kern-icon--small" });
    icon.setAttribute("aria-hidden", "true");
    const named = document.querySelector(`label[for="${input.id}"]`);
    const label = make("span", { className: "kern-sr-only" });
    label.textContent = `${word}: ${named ? named.firstChild.textContent.trim() : ""}`;
    button.append(icon, label);
    input.replaceWith(wrap);
    wrap.append(input, button, picker);
    button.addEventListener("click", () => { try { picker.showPicker(); } catch { input.focus(); } });
    picker.addEventListener("change", () => {
      input.value = picker.value;
      input.dispatchEvent(new Event("change", { bubbles: true }));
      input.focus();
    });
  };

  const enhance = (within) => {
    for (const input of within.querySelectorAll("[data-day]")) if (!input.closest(".desk-day")) calendar(input);
  };
  enhance(document);
  // Rows that were added to the page.
  document.addEventListener("desk:added", (event) => enhance(event.target));
})();
