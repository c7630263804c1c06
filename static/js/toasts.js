// Toasts leave by themselves. Loaded on every page.
//
// Markup: <div id="toasts" role="status"><div class="toast">…</div></div>. A toast goes after
// 8 seconds that nobody spent on it (pointer or focus), or at Escape while it has the focus.
// One with a step back stays for 30 seconds. Without script toasts stay until the next page.
(() => {
  const STAYS = 8000;
  const STAYS_WITH_STEP_BACK = 30000;

  const watch = (toast) => {
    if (toast.dataset.watched) return;
    toast.dataset.watched = "";
    let timer;
    const leave = () => toast.remove();
    const start = () => {
      clearTimeout(timer);
      timer = setTimeout(leave, toast.querySelector("button") ? STAYS_WITH_STEP_BACK : STAYS);
    };
    const stop = () => clearTimeout(timer);
    toast.addEventListener("pointerenter", stop);
    toast.addEventListener("pointerleave", start);
    toast.addEventListener("focusin", stop);
    toast.addEventListener("focusout", start);
    toast.addEventListener("keydown", (event) => event.key === "Escape" && leave());
    start();
  };

  const watchAll = () => document.querySelectorAll("#toasts > .toast").forEach(watch);
  document.addEventListener("htmx:oobAfterSwap", watchAll);
  watchAll();
})();
