// <button type="button" data-prints hidden>Print for the talk</button>
//
// Shows every such button, since it works only with script, and prints the page when one is pressed.
// Without script the browser's own menu prints the same.
(() => {
  for (const button of document.querySelectorAll("[data-prints]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
