// <order-list><ol><li data-to="/agenda/UUID/reorder/">…</li></ol></order-list>
//
// Lines of a list are dragged to another place. Letting go sends place=N (counted from 1) to the
// address of the line, and the answer takes the place of the section around the list.
// Without script, by keyboard and on a touch screen: the buttons of each line move it up or down.
(() => {
  if (customElements.get("order-list")) return;

  class OrderList extends HTMLElement {
    connectedCallback() {
      for (const line of this.lines) line.draggable = true;
      this.addEventListener("dragstart", (event) => this.begin(event));
      this.addEventListener("dragover", (event) => this.over(event));
      this.addEventListener("drop", (event) => event.preventDefault());
      this.addEventListener("dragend", () => this.end());
    }

    get lines() {
      return [...this.querySelectorAll("li[data-to]")];
    }

    begin(event) {
      const line = event.target.closest?.("li[data-to]");
      if (!line || event.target.closest("input, button, a")) return;
      this.dragged = line;
      this.from = this.lines.indexOf(line);
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
    }

    over(event) {
      const line = event.target.closest?.("li[data-to]");
      if (!this.dragged || !line) return;
      event.preventDefault();
      if (line === this.dragged) return;
      const box = line.getBoundingClientRect();
      const below = event.clientY > box.top + box.height / 2;
      line[below ? "after" : "before"](this.dragged);
    }

    async end() {
      const line = this.dragged;
      this.dragged = null;
      const place = this.lines.indexOf(line);
      if (!line || place === this.from) return;
      const section = this.closest("section");
      const token = section.querySelector("[name=csrfmiddlewaretoken]").value;
      const answer = await fetch(line.dataset.to, {
        method: "POST",
        headers: { "HX-Request": "true", "X-CSRFToken": token },
        body: new URLSearchParams({ place: place + 1 }),
      }).catch(() => null);
      if (!answer || ![200, 422].includes(answer.status)) return location.reload();
      section.outerHTML = await answer.text();
      window.htmx?.process(document.getElementById(section.id));
    }
  }

  customElements.define("order-list", OrderList);
})();
