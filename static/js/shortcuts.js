// Keys that lead somewhere. Loaded on every page; works only where <dialog id="keys"
// data-shortcuts> stands, which base.html leaves out for those who switched the keys off.
//
// f give feedback; g then t, c, g, f or p: Today, Check-ins, Goals, Feedback, People; / search
// (the page's first search field, else the search page); ? the list of keys. Never inside a
// field, in a dialog or a menu, and never together with Ctrl, Alt or Cmd.
// Without script: every place is reached by the links of the page.
(() => {
  const PLACES = { t: "/", c: "/checkins/", g: "/goals/", f: "/feedback/", p: "/people/" };
  const WAIT = 1200;
  const sheet = document.querySelector("dialog[data-shortcuts]");
  if (!sheet) return;
  let goUntil = 0;

  const busy = (event) =>
    event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey ||
    document.querySelector("dialog:modal, [popover]:popover-open") ||
    event.target.closest?.("input, textarea, select, [contenteditable]:not([contenteditable=false])");

  const search = () => {
    const field = document.querySelector("main input[type=search]");
    if (field) field.focus();
    else location.assign("/search/");
  };

  document.addEventListener("keydown", (event) => {
    if (busy(event)) return;
    const key = event.key.toLowerCase();
    const going = event.timeStamp < goUntil;
    goUntil = 0;
    let act;
    if (going && key in PLACES) act = () => location.assign(PLACES[key]);
    else if (key === "g") act = () => { goUntil = event.timeStamp + WAIT; };
    else if (key === "f") act = () => location.assign("/feedback/give/");
    else if (key === "/") act = search;
    else if (key === "?") act = () => sheet.showModal();
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
