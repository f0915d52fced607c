// Asks the browser for a passkey and sends its answer as an ordinary form.
(() => {
  "use strict";
  const start = document.querySelector("[data-passkey-start]");
  const form = document.querySelector("[data-passkey]");
  const able = Boolean(window.PublicKeyCredential && navigator.credentials);
  // Whoever comes back by the arrow wants to leave, not to be asked again.
  const came = performance.getEntriesByType("navigation")[0];
  if (start && able && (!came || came.type === "navigate")) { start.requestSubmit(); return; }
  if (!form || !able) return;

  const show = (name, visible) => { document.querySelector(`[data-passkey-${name}]`).hidden = !visible; };
  const bytes = (text) => Uint8Array.from(
    atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const question = () => {
    const key = JSON.parse(form.dataset.options).publicKey;
    key.challenge = bytes(key.challenge);
    if (key.user) key.user = { ...key.user, id: bytes(key.user.id) };
    if (key.excludeCredentials) key.excludeCredentials = named(key.excludeCredentials);
    if (key.allowCredentials) key.allowCredentials = named(key.allowCredentials);
    return { publicKey: key };
  };
  const answer = (found) => {
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (found.response[part]) response[part] = text(found.response[part]);
    }
    return JSON.stringify({
      id: found.id, rawId: text(found.rawId), type: found.type, response, clientExtensionResults: {},
    });
  };
  const ask = async () => {
    show("none", false);
    show("failed", false);
    show("again", false);
    show("waits", true);
    try {
      const found = await navigator.credentials[form.dataset.passkey](question());
      form.elements.credential.value = answer(found);
      form.submit();
    } catch {
      show("waits", false);
      show("failed", true);
      show("again", true);
    }
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  ask();
})();
