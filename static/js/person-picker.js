// <person-picker name="recipients" src="/people/choose/">…</person-picker>
// (core/person_picker.html writes it; core/person_options.html is the answer of src.)
//
// Choose people among ten thousand by typing a part of a name. The list below the field is an ARIA
// listbox of GET src?q=…: <li role="option" id data-id data-name>. Arrow keys move, Enter or a click
// chooses, Escape closes, Backspace in the empty field takes the last one back. Chosen people are
// chips with a remove button and a hidden input each; the attribute `single` allows one person only.
// With `then`, Enter moves on to the field with that id once somebody is chosen.
// A draft that knows people of whom only ids are known here asks GET src?id=…&id=…. Fires "change".
// Without script: ticked boxes, and a "Find" button that sends the form itself with find=1.
(() => {
  if (customElements.get("person-picker")) return;

  const PAUSE = 180;
  const built = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  class PersonPicker extends HTMLElement {
    connectedCallback() {
      if (this.field) return;
      this.name = this.getAttribute("name");
      this.field = this.querySelector("[data-no-draft]");
      this.picked = this.querySelector("[data-picked]");
      this.takeOver();
      this.field.addEventListener("input", () => this.typed());
      this.field.addEventListener("keydown", (event) => this.pressed(event));
      this.field.addEventListener("blur", () => setTimeout(() => this.close(), 150));
      this.list.addEventListener("pointerdown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
      this.picked.addEventListener("click", (event) => this.remove(event.target.closest("button")?.closest("li")));
      const draft = this.closest("draft-form");
      draft?.addEventListener("draft:put", (event) => this.put(event.detail[this.name]));
      if (draft?.shown) this.put(draft.shown[this.name]);
    }

    takeOver() {
      this.list = built("ul", { class: "options", role: "listbox", id: `${this.field.id}_list`, hidden: "" });
      this.list.ariaLabel = this.dataset.list;
      this.told = built("p", { class: "hide-text", role: "status" });
      this.field.closest(".search").append(this.list);
      this.append(this.told);
      for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id }))
        this.field.setAttribute(name, value);
      this.querySelector("[data-finds]").hidden = true;
      const ticked = [...this.querySelectorAll(`input[name="${CSS.escape(this.name)}"]:checked`)];
      const people = ticked.map((box) => [box.value, box.dataset.name ?? box.labels[0].textContent.trim()]);
      this.querySelector("[data-found-list]").remove();
      this.picked.replaceChildren(...people.map(([id, name]) => this.chip(id, name)));
    }

    chip(id, name) {
      const label = this.dataset.remove.replace("{name}", name);
      const cross = this.querySelector("template").content.cloneNode(true);
      const button = built("button", { type: "button", class: "chip", "aria-label": label }, name, cross);
      const value = built("input", { type: "hidden", name: this.name, value: id });
      return built("li", { "data-id": id }, button, value);
    }

    // The list

    typed() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), PAUSE);
    }

    async look() {
      const wanted = this.field.value.trim();
      this.asking?.abort();
      if (!wanted) return this.close();
      this.asking = new AbortController();
      const options = await this.ask([["q", wanted]], this.asking.signal);
      if (options) this.show(options);
    }

    // The options that the server offers; nothing when more was typed or the network is away.
    async ask(query, signal) {
      const address = `${this.getAttribute("src")}?${new URLSearchParams(query)}`;
      try {
        const answer = await fetch(address, { signal, redirect: "manual" });
        if (!answer.ok) return null;
        const found = new DOMParser().parseFromString(`<ul>${await answer.text()}</ul>`, "text/html");
        return [...found.querySelectorAll("[role=option]")];
      } catch {
        return null;
      }
    }

    show(options) {
      const chosen = new Set([...this.picked.children].map((item) => item.dataset.id));
      this.list.replaceChildren(...options.filter((option) => !chosen.has(option.dataset.id)));
      const count = this.list.children.length;
      if (!count) this.list.append(built("li", { class: "meta" }, this.dataset.nobody));
      this.told.textContent = count ? this.dataset.found.replace("{count}", count) : this.dataset.nobody;
      this.list.hidden = false;
      this.field.setAttribute("aria-expanded", "true");
      this.mark(this.options[0]);
    }

    close() {
      this.list.hidden = true;
      this.field.setAttribute("aria-expanded", "false");
      this.field.removeAttribute("aria-activedescendant");
      this.active = null;
    }

    get options() {
      return [...this.list.querySelectorAll("[role=option]")];
    }

    mark(option) {
      this.active?.setAttribute("aria-selected", "false");
      this.active = option ?? null;
      if (!option) return this.field.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.field.setAttribute("aria-activedescendant", option.id);
    }

    pressed(event) {
      const { key } = event;
      const open = !this.list.hidden;
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      if (key === "Enter") {
        event.preventDefault();
        if (open && this.active) this.take(this.active);
        else this.look();
      } else if (key === "Escape" && open) {
        event.preventDefault();
        this.close();
      } else if (key === "ArrowDown" || key === "ArrowUp") {
        event.preventDefault();
        if (open) this.step(key === "ArrowDown" ? 1 : -1);
        else this.look();
      } else if (key === "Backspace" && !this.field.value) {
        this.remove(this.picked.lastElementChild);
      }
    }

    step(by) {
      const { options } = this;
      if (options.length) this.mark(options[(options.indexOf(this.active) + by + options.length) % options.length]);
    }

    // The chosen

    // By Enter: whoever types on goes straight to what comes next, if the page says what that is.
    take(option) {
      this.choose(option);
      if (this.hasAttribute("then")) document.getElementById(this.getAttribute("then"))?.focus();
    }

    choose(option) {
      if (!option) return;
      const chip = this.chip(option.dataset.id, option.dataset.name);
      if (this.hasAttribute("single")) this.picked.replaceChildren(chip);
      else this.picked.append(chip);
      this.field.value = "";
      this.close();
      this.field.focus();
      this.changed();
    }

    remove(item) {
      if (!item) return;
      item.remove();
      this.field.focus();
      this.changed();
    }

    async put(ids = []) {
      const wanted = new Set(ids);
      for (const item of [...this.picked.children]) {
        if (!wanted.delete(item.dataset.id)) item.remove();
      }
      if (!wanted.size) return;
      const people = await this.ask([...wanted].map((id) => ["id", id]));
      for (const { dataset } of people ?? []) {
        if (wanted.has(dataset.id)) this.picked.append(this.chip(dataset.id, dataset.name));
      }
      this.changed();
    }

    changed() {
      this.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  customElements.define("person-picker", PersonPicker);
})();
