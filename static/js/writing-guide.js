// <writing-guide action="/guide/feedback/" fields="situation behaviour …"></writing-guide>, in a form.
//
// After a pause in typing the named fields go to our own server (POST, form-encoded, nothing is
// kept there), which answers with a list of hints: <li data-rule data-field>. Each is put under its
// field. A hint that stays is not touched, so that an opened "Why?" stays open. New ones are said
// politely, once. A hint that is dismissed is remembered in a hidden field "passed" of the form.
// A text field that is empty and was never left is not sent: its writer has not come to it yet.
// It never stops, slows or changes the sending of the form. Without script the server shows hints
// on the page it sends back.
(() => {
  if (customElements.get("writing-guide")) return;

  const PAUSE = 800;
  const cookie = (ending) =>
    document.cookie.split("; ").find((part) => part.split("=")[0].endsWith(ending))?.split("=")[1];
  const keyOf = (hint) =>
    [hint.dataset.rule, hint.dataset.field, hint.querySelector("mark")?.textContent ?? ""].join("\n");

  class WritingGuide extends HTMLElement {
    connectedCallback() {
      this.form = this.closest("form");
      if (!this.form || this.ready) return;
      this.ready = true;
      this.names = this.getAttribute("fields").split(" ");
      this.come = new Set();
      this.shown = new Map();
      this.leaving = new AbortController();
      const { signal } = this.leaving;
      for (const happens of ["input", "change", "draft:put"]) this.form.addEventListener(happens, () => this.wait(), { signal });
      this.form.addEventListener("focusout", (event) => this.left(event.target), { signal });
      this.form.addEventListener("click", (event) => event.target.closest?.("[data-passes]") && this.pass(event.target.closest("li")), { signal });
      window.addEventListener("pagehide", () => this.stop(), { signal });
      this.take(this);
      this.querySelector("[data-hints]")?.remove();
      this.asked = this.words().toString();
      if (!this.shown.size && this.hasText()) this.ask();
    }

    disconnectedCallback() {
      this.stop();
      this.leaving?.abort();
      this.ready = false;
    }

    stop() {
      clearTimeout(this.timer);
      this.asking?.abort();
    }

    fields(name) {
      return [...this.form.elements].filter((field) => field.name === name);
    }

    isText(field) {
      return field.matches("textarea, input:not([type=radio], [type=checkbox], [type=hidden])");
    }

    hasText() {
      return this.names.some((name) => this.fields(name).some((field) => this.isText(field) && field.value.trim()));
    }

    left(field) {
      if (!this.names.includes(field.name) || this.come.has(field.name)) return;
      this.come.add(field.name);
      if (this.hasText()) this.wait();
    }

    words() {
      const words = new URLSearchParams();
      const sent = new FormData(this.form);
      for (const name of [...this.names, "passed"]) {
        const isBlank = this.fields(name).some((field) => this.isText(field) && !field.value.trim());
        if (isBlank && !this.come.has(name)) continue;
        for (const value of sent.getAll(name)) words.append(name, value);
      }
      return words;
    }

    wait() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), PAUSE);
    }

    async ask() {
      const words = this.words();
      if (words.toString() === this.asked && this.shown.size) return;
      this.asking?.abort();
      this.asking = new AbortController();
      const token = cookie("csrf") ?? this.form.elements.csrfmiddlewaretoken?.value ?? "";
      try {
        const answer = await fetch(this.getAttribute("action"), {
          method: "POST",
          redirect: "error",
          headers: { "X-CSRFToken": token },
          body: words,
          signal: this.asking.signal,
        });
        if (!answer.ok) return;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        this.asked = words.toString();
        this.take(page);
      } catch { /* hints are a help: without the server there are none */ }
    }

    // Show these hints and no others; say those that are new.
    take(place) {
      const hints = new Map([...place.querySelectorAll("li[data-rule]")].map((hint) => [keyOf(hint), hint]));
      for (const [key, hint] of this.shown) if (!hints.has(key)) this.remove(key, hint);
      const fresh = [...hints].filter(([key]) => !this.shown.has(key));
      for (const [key, hint] of fresh) {
        hint.querySelector("[data-passes]")?.removeAttribute("hidden");
        this.shown.set(key, document.adoptNode(hint));
        this.listFor(hint.dataset.field).append(hint);
      }
      if (fresh.length) this.say(fresh.map(([, hint]) => hint.querySelector("[data-question]")));
    }

    listFor(name) {
      const field = this.fields(name)[0]?.closest(".field") ?? this;
      let list = field.querySelector(":scope > ul.hints");
      if (!list) {
        list = document.createElement("ul");
        list.className = "hints";
        field.append(list);
      }
      return list;
    }

    remove(key, hint) {
      const list = hint.parentElement;
      hint.remove();
      if (list && !list.children.length) list.remove();
      this.shown.delete(key);
    }

    say(questions) {
      const copies = questions.map((question) => {
        const copy = document.createElement("span");
        copy.lang = question.lang;
        copy.textContent = `${question.textContent.trim()} `;
        return copy;
      });
      this.querySelector("[data-said]").replaceChildren(...copies);
    }

    pass(hint) {
      if (!hint?.dataset.rule) return;
      const passed = document.createElement("input");
      Object.assign(passed, { type: "hidden", name: "passed", value: hint.dataset.rule });
      this.append(passed);
      const field = this.fields(hint.dataset.field)[0];
      this.remove(keyOf(hint), hint);
      field?.focus();
      this.wait();
    }
  }

  customElements.define("writing-guide", WritingGuide);
})();
