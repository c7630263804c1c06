// Light or dark, at once. Loaded on every page.
//
// Markup: <form method="post" action="/me/theme/" data-theme-switch> with one button. The page
// flips before the server has stored the choice; the answer of the server is not shown.
// Without script: the form is sent, the server sets the cookie and leads back.
(() => {
  const root = document.documentElement;
  const dark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-theme-switch]")) return;
    event.preventDefault();
    const theme = dark() ? "light" : "dark";
    root.dataset.theme = theme;
    const body = new FormData(form);
    body.set("theme", theme);
    fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => {});
  }, true);
})();
