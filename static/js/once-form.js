// Forms are sent once. Loaded on every page; needs no markup.
//
// The first submit marks the pressed button with aria-busy; further submits of that form are
// ignored until an answer came. Coming back by the Back button, or an htmx answer, frees the form.
// Ctrl+Enter (Cmd+Enter) in a field sends its form with the form's own main button.
// A link or button with data-opens="ID" opens <dialog id="ID">; inside it data-closes closes it.
// Without script: the server knows a doubled form by its idempotency key, and the link of
// data-opens leads to a page that asks the same.
(() => {
  const sent = new WeakMap();

  const free = (form) => {
    sent.get(form)?.removeAttribute("aria-busy");
    sent.delete(form);
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "dialog") return;
    if (sent.has(form)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    const pressed = event.submitter ?? form;
    pressed.setAttribute("aria-busy", "true");
    sent.set(form, pressed);
  });

  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.forms) free(form);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form");
    if (form) free(form);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target.form;
    const main = form?.querySelector(".btn--primary") ?? null;
    if (!form || form.method === "dialog") return;
    event.preventDefault();
    form.requestSubmit(main);
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-opens]");
    const dialog = opener && document.getElementById(opener.dataset.opens);
    if (dialog) {
      event.preventDefault();
      dialog.showModal();
    } else if (event.target.closest?.("[data-closes]")) {
      event.target.closest("dialog")?.close();
    }
  });
})();
