// <draft-form key="feedback/UUID" action="/drafts/feedback/UUID/" version="3">…<form>…</draft-form>
// ({% draft %} writes it, with its sentences and the two templates for a conflict.)
//
// Saves every named field of the form inside within a second of a pause: PUT JSON {fields, version, before}
// -> 200 {version, saved_at}; 409 {version, fields, saved_at}: somebody saved in between. Fields that
// one of both changed are merged; where both changed one, both texts are shown and one is chosen.
// Anything else: words are kept, and sent again after 2, 4, … 60 s and as soon as the network or the
// person is back. Not saved: hidden fields (those of a person-picker apart), passwords, files, [data-no-draft].
// Until the server has them, the fields that changed also lie in sessionStorage (own-words.js
// forgets them in time). [data-draft-status] says what happened. Sending waits for a save on its way; offline or
// signed out it does not happen, and says so. Events: draft:saved, draft:conflict. Without script the form is sent
// as any other form; nothing is saved before.
(() => {
  if (customElements.get("draft-form")) return;

  const PAUSE = 700;
  const FIRST_RETRY = 2000;
  const LAST_RETRY = 60000;
  const PATIENCE = 10000;
  const PATIENCE_WHILE_SENDING = 4000;
  const LEAVES_OUT = new Set(["hidden", "password", "file", "submit", "button", "image", "reset"]);

  // A request that may outlive its page can carry 64 kB; a longer one is sent as usual.
  const OUTLIVES = 60000;

  const cookie = (ending) =>
    document.cookie.split("; ").find((part) => part.split("=")[0].endsWith(ending))?.split("=")[1];
  const drawn = (name, host) => host.querySelector(`template[data-${name}]`).content.cloneNode(true).firstElementChild;
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const filled = (value) => [value ?? []].flat().filter(Boolean);
  const alike = (one, other) => same(filled(one), filled(other));
  const clock = (moment) => {
    const two = (number) => String(number).padStart(2, "0");
    return `${two(moment.getHours())}:${two(moment.getMinutes())}`;
  };

  class DraftForm extends HTMLElement {
    connectedCallback() {
      this.form = this.querySelector("form");
      if (!this.form || this.ready) return;
      this.ready = true;
      this.version = Number(this.getAttribute("version"));
      this.saved = this.words();
      this.retry = FIRST_RETRY;
      this.leaving = new AbortController();
      const { signal } = this.leaving;
      this.addEventListener("input", () => this.typed(), { signal });
      this.addEventListener("change", () => this.typed(), { signal });
      this.addEventListener("submit", (event) => this.sending(event), { signal, capture: true });
      for (const back of ["online", "focus"]) window.addEventListener(back, () => this.dirty() && this.save(), { signal });
      window.addEventListener("pagehide", () => this.flush(), { signal });
      window.addEventListener("pageshow", (event) => event.persisted && this.returned(), { signal });
      document.addEventListener("visibilitychange", () => document.hidden && this.dirty() && this.save(), { signal });
      this.restore();
    }

    disconnectedCallback() {
      if (!this.ready) return;
      this.flush();
      clearTimeout(this.timer);
      this.leaving.abort();
      this.ready = false;
    }

    // What was typed

    fields() {
      return [...this.form.elements].filter((field) =>
        field.name && !field.disabled && !("noDraft" in field.dataset) &&
        (!LEAVES_OUT.has(field.type) || (field.type === "hidden" && field.closest("person-picker"))));
    }

    isChoice(field) {
      return field.type === "checkbox" || field.type === "radio";
    }

    words() {
      const words = {};
      for (const picker of this.querySelectorAll("person-picker")) words[picker.getAttribute("name")] = [];
      for (const field of this.fields()) {
        const many = field.type === "checkbox" || field.multiple || field.closest("person-picker");
        if (many) words[field.name] ??= [];
        if (this.isChoice(field) && !field.checked) continue;
        if (field.multiple) words[field.name].push(...[...field.selectedOptions].map((o) => o.value));
        else if (many) words[field.name].push(field.value);
        else words[field.name] = field.value;
      }
      return words;
    }

    put(words) {
      for (const field of this.fields()) {
        const values = [words[field.name] ?? []].flat();
        if (this.isChoice(field)) field.checked = values.includes(field.value);
        else if (field.multiple) for (const option of field.options) option.selected = values.includes(option.value);
        else if (field.type !== "hidden") field.value = values[0] ?? "";
      }
      this.shown = words;
      this.dispatchEvent(new CustomEvent("draft:put", { bubbles: true, detail: words }));
    }

    dirty() {
      return !same(this.words(), this.saved);
    }

    typed() {
      clearTimeout(this.timer);
      if (!this.dirty()) return this.forget();
      this.keep();
      if (this.conflict) return;
      this.timer = setTimeout(() => this.save(), PAUSE);
    }

    // Words that the server does not have yet stay in this tab

    get place() {
      return `words:${this.getAttribute("key")}`;
    }

    keep(sent = false) {
      const person = document.body.dataset.person ?? "";
      const changed = Object.entries(this.words()).filter(([name, value]) => !alike(value, this.saved[name]));
      const kept = { person, sent, version: this.version, fields: Object.fromEntries(changed) };
      try {
        sessionStorage.setItem(this.place, JSON.stringify(kept));
      } catch { /* storage may be full or closed; the words still stand in the form */ }
    }

    forget() {
      sessionStorage.removeItem(this.place);
    }

    restore() {
      let kept;
      try {
        kept = JSON.parse(sessionStorage.getItem(this.place));
      } catch { /* not ours, or cut off */ }
      if (!kept || kept.person !== (document.body.dataset.person ?? "")) return;
      const theirs = this.words();
      const mine = { ...theirs, ...kept.fields };
      if (same(mine, theirs)) return this.forget();
      this.put(mine);
      if (kept.version < this.version) {
        const { version } = this;
        this.version = kept.version;
        return this.differ({ version, fields: theirs }, {});
      }
      this.say(this.dataset.restored);
      this.save();
    }

    returned() {
      this.passed = false;
      if (this.dirty()) this.save();
    }

    // Saving

    async save(patience = PATIENCE) {
      clearTimeout(this.timer);
      if (this.conflict) return "conflict";
      while (this.running) await this.running;
      if (!this.dirty()) return "saved";
      this.running = this.attempt(this.words(), patience);
      const outcome = await this.running;
      this.running = null;
      if (["away", "busy", "signed out"].includes(outcome)) this.later();
      else if (outcome === "saved" && this.dirty()) this.typed();
      return outcome;
    }

    async attempt(words, patience) {
      this.underWay = words;
      let answer;
      try {
        answer = await this.request(words, { signal: AbortSignal.timeout(patience) });
      } catch (reason) {
        return this.unsaved(reason.name === "TimeoutError" ? "busy" : "away");
      }
      const signedOut = answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;
      if (signedOut) return this.unsaved("signed out", this.dataset.signedOut);
      if (answer.status >= 500 || answer.status === 429) return this.unsaved("busy");
      const body = await answer.json().catch(() => null);
      if (answer.ok && body) return this.took(words, body);
      if (answer.status === 409 && body?.fields) return this.differ(body);
      return this.unsaved("refused", body?.detail);
    }

    request(words, { before, ...options } = {}) {
      const token = cookie("csrf") ?? cookie("csrftoken") ?? this.form.elements.csrfmiddlewaretoken?.value ?? "";
      const body = JSON.stringify({ fields: words, version: this.version, before });
      return fetch(this.getAttribute("action"), {
        method: "PUT",
        redirect: "manual",
        keepalive: body.length < OUTLIVES,
        headers: { "Content-Type": "application/json", "X-CSRFToken": token, "X-Person": document.body.dataset.person ?? "" },
        body,
        ...options,
      });
    }

    took(words, { version, saved_at: savedAt }) {
      this.version = version;
      this.saved = words;
      this.shown = null;
      this.retry = FIRST_RETRY;
      if (!this.dirty()) this.forget();
      this.say(this.dataset.saved.replace("{time}", clock(new Date(savedAt ?? Date.now()))), true);
      this.dispatchEvent(new CustomEvent("draft:saved", { bubbles: true, detail: { version } }));
      return "saved";
    }

    unsaved(outcome, sentence) {
      this.keep();
      this.say(sentence || this.dataset.unsaved);
      return outcome;
    }

    later() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), this.retry);
      this.retry = Math.min(this.retry * 2, LAST_RETRY);
    }

    // The page goes away, and cannot wait for a save on its way: the server is told what that one holds.
    flush() {
      clearTimeout(this.timer);
      if (!this.ready || this.passed || this.conflict || !this.dirty()) return;
      const words = this.words();
      this.keep();
      this.request(words, { before: this.running ? this.underWay : undefined })
        .then(async (answer) => answer.ok && this.took(words, await answer.json()))
        .catch(() => { /* the words lie in sessionStorage */ });
    }

    // Sending

    async sending(event) {
      if (event.submitter?.formNoValidate && event.submitter.name) return this.pass();
      if (this.passed || (!this.dirty() && !this.running)) return this.pass();
      event.preventDefault();
      event.stopImmediatePropagation();
      if (this.waiting) return;
      this.waiting = true;
      event.submitter?.setAttribute("aria-busy", "true");
      const outcome = await this.save(PATIENCE_WHILE_SENDING);
      this.waiting = false;
      event.submitter?.removeAttribute("aria-busy");
      if (outcome === "conflict") return this.conflict.scrollIntoView({ block: "nearest" });
      if (outcome === "signed out") return;
      if (outcome === "away") return this.say(this.dataset.unsent);
      this.passed = true;
      this.form.requestSubmit(event.submitter);
    }

    pass() {
      clearTimeout(this.timer);
      const field = this.form.elements.csrfmiddlewaretoken;
      const token = cookie("csrf") ?? cookie("csrftoken");
      if (field && token) field.value = token;
      this.passed = true;
      if (this.dirty()) this.keep(true);
    }

    // Two texts

    differ({ version, fields: theirs }, before = this.saved) {
      const mine = this.words();
      const names = Object.keys({ ...mine, ...theirs }).filter((name) => !alike(mine[name], theirs[name]));
      const taken = names.filter((name) => alike(mine[name], before[name]));
      const both = names.filter((name) => !taken.includes(name) && !alike(theirs[name], before[name]));
      const accept = () => {
        this.version = version;
        this.saved = Object.fromEntries(Object.keys(mine).map((name) => [name, theirs[name] ?? mine[name]]));
      };
      if (taken.length) this.put({ ...mine, ...Object.fromEntries(taken.map((name) => [name, theirs[name]])) });
      if (taken.length === names.length) return this.took(this.words(), { version });
      this.keep();
      if (!both.length) {
        accept();
        return this.attempt(this.words(), PATIENCE);
      }
      this.conflict = drawn("conflict", this);
      this.conflict.querySelector("[data-differences]").append(
        ...both.map((name) => this.difference(name, mine[name], theirs[name])));
      this.conflict.addEventListener("click", ({ target }) => target.dataset.keep && this.choose(target.dataset.keep, both, theirs, accept));
      this.form.before(this.conflict);
      this.conflict.scrollIntoView({ block: "nearest" });
      this.dispatchEvent(new CustomEvent("draft:conflict", { bubbles: true, detail: { version } }));
      return "conflict";
    }

    difference(name, mine, theirs) {
      const shown = drawn("difference", this);
      shown.querySelector("[data-label]").textContent = this.labelOf(name);
      shown.querySelector("[data-mine]").textContent = this.worded(name, mine);
      shown.querySelector("[data-theirs]").textContent = this.worded(name, theirs);
      return shown;
    }

    labelOf(name) {
      const field = this.fields().find((one) => one.name === name);
      const group = field?.closest("fieldset");
      const label = this.querySelector(`person-picker[name="${CSS.escape(name)}"] > label`) ??
        (group ? group.querySelector("legend") : field?.labels?.[0]);
      return label?.textContent.trim() || group?.ariaLabel || name;
    }

    worded(name, value) {
      const values = [value ?? ""].flat();
      return values.map((one) => {
        const choice = this.fields().find((field) => field.name === name && field.value === one && this.isChoice(field));
        const person = this.querySelector(`person-picker [data-id="${CSS.escape(one)}"]`);
        return (choice?.labels?.[0] ?? person)?.textContent.trim() ?? one;
      }).join(", ") || "…";
    }

    choose(which, both, theirs, accept) {
      accept();
      this.conflict.remove();
      this.conflict = null;
      if (which === "theirs") this.put({ ...this.words(), ...Object.fromEntries(both.map((name) => [name, theirs[name]])) });
      this.say("");
      if (this.dirty()) this.save();
      else this.forget();
      this.form.querySelector("textarea, input:not([type=hidden])")?.focus();
    }

    say(sentence, isSaved = false) {
      const place = this.querySelector("[data-draft-status]");
      if (!place) return;
      place.querySelector("svg")?.toggleAttribute("hidden", !isSaved);
      const words = place.querySelector("span") ?? place.appendChild(document.createElement("span"));
      words.textContent = sentence;
    }
  }

  customElements.define("draft-form", DraftForm);
})();
