// Unsaved words kept in this tab are forgotten in time. Loaded on every signed-in page.
//
// draft-form.js keeps what a person typed, and only their own words, in sessionStorage under
// "words:KEY" as {person, sent, version, fields} until the server has them. This file removes an entry
// once its form was sent (a page of the app came back afterwards that does not show that form),
// when somebody else is signed in, and all of them on signing out.
// Markup: <body data-person="ID">, <form data-signs-out>. Without script nothing is ever kept.
(() => {
  const PREFIX = "words:";
  const keys = () => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
  const read = (key) => {
    try {
      return JSON.parse(sessionStorage.getItem(key)) ?? {};
    } catch {
      return {};
    }
  };
  const shown = (key) =>
    document.querySelector(`draft-form[key="${CSS.escape(key.slice(PREFIX.length))}"]`);

  const person = document.body?.dataset.person ?? "";
  for (const key of keys()) {
    const kept = read(key);
    if (kept.person !== person || (kept.sent && !shown(key))) sessionStorage.removeItem(key);
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-signs-out]")) return;
    for (const key of keys()) sessionStorage.removeItem(key);
  });
})();
