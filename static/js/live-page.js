// <live-page src="/checkins/UUID/live/" tag='"7."' data-agenda="The agenda changed." …></live-page>
// (templates/dialogue/_live.html, with its sentences and a template for each kind of trouble.)
//
// Asks every 1.5 s, beside others every 1.2 s, while the page is seen, whether it is still as it is: GET
// with If-None-Match (and ?writing=1 within 4 s of a key) -> 304, or 200 with the parts that may have
// changed, each with its id, and a new ETag. Parts are made alike to the new ones (idiomorph): what is
// being typed, ticked or opened stays, and so do focus and scroll; a shared text is told by `news`.
// What changed is said politely in [data-said], a text at most every 10 s.
// No network, a session that ended (401, or a way to sign in), access that ended (404): a line says
// so. Forms that could not be sent wait and are sent as soon as they can be; their key makes them
// happen once. Words typed into them lie in sessionStorage until then ("words:form:ADDRESS", own words
// only; own-words.js forgets them on signing out). After signing in elsewhere the page's forms get
// the new token. Without script the page is as it was when it was opened.
(() => {
  if (customElements.get("live-page")) return;

  const EVERY = 1500;
  const EVERY_WITH_OTHERS = 1200;
  const EVERY_IN_TROUBLE = 3000;
  const PATIENCE = 8000;
  const WRITES_FOR = 4000;
  const TEXTS_SAID_EVERY = 10000;
  const KEYS = new Set(["csrfmiddlewaretoken", "idempotency_key"]);
  const STATE = new Set(["aria-busy", "draggable", "open"]);

  const token = () =>
    document.cookie.split("; ").find((part) => part.split("=")[0].endsWith("csrf"))?.split("=")[1];
  const isText = (node) => node.matches?.("textarea, input:not([type=hidden], [type=checkbox], [type=radio])") ?? false;
  const isChoice = (node) => node.matches?.("[type=checkbox], [type=radio]") ?? false;
  const isTouched = (field) =>
    isChoice(field) ? field.checked !== field.defaultChecked : isText(field) && (field.value !== field.defaultValue || field === document.activeElement);
  const hasTouched = (node) =>
    node.nodeType === 1 && [node, ...node.querySelectorAll("textarea, input")].some((field) => isTouched(field));
  const signature = (part) => {
    const copy = part.cloneNode(true);
    for (const aside of copy.querySelectorAll("#here, shared-text, template, [data-draft-status]")) aside.remove();
    return `${copy.textContent.replace(/\s+/g, " ")}${copy.querySelectorAll("[checked]").length}`;
  };

  class LivePage extends HTMLElement {
    connectedCallback() {
      if (this.leaving) return;
      this.tag = this.getAttribute("tag");
      this.waiting = new Set();
      this.leaving = new AbortController();
      const { signal } = this.leaving;
      const on = (happens, act, place = document) => place.addEventListener(happens, act, { signal });
      for (const back of ["online", "focus", "pageshow"]) on(back, () => this.soon(0), window);
      on("visibilitychange", () => this.soon(0));
      on("offline", () => this.trouble("away"), window);
      on("input", (event) => this.typed(event.target));
      on("shared:changed", () => this.tell("notes"));
      on("htmx:configRequest", ({ detail }) => this.renew(detail));
      on("htmx:beforeOnLoad", (event) => this.meets(event));
      for (const failed of ["htmx:sendError", "htmx:timeout"]) on(failed, ({ detail }) => this.waits(detail.requestConfig.elt, "away"));
      on("htmx:afterRequest", ({ detail }) => detail.successful && this.forget(detail.requestConfig.elt));
      document.addEventListener("submit", ({ target }) => this.refresh(target), { signal, capture: true });
      this.restore();
      this.soon(EVERY / 3);
    }

    disconnectedCallback() {
      clearTimeout(this.timer);
      this.leaving?.abort();
    }

    // Asking

    soon(pause) {
      clearTimeout(this.timer);
      if (!document.hidden && !this.hasEnded) this.timer = setTimeout(() => this.ask(), pause);
    }

    async ask() {
      if (this.asking) return;
      this.asking = true;
      const pause = await this.look().catch(() => this.trouble("away"));
      this.asking = false;
      this.soon(pause);
    }

    async look() {
      const isWriting = Date.now() - (this.lastTyped ?? 0) < WRITES_FOR;
      const answer = await fetch(this.getAttribute("src") + (isWriting ? "?writing=1" : ""), {
        headers: { "If-None-Match": this.tag, "X-Person": document.body.dataset.person ?? "" },
        cache: "no-store",
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.type === "opaqueredirect" || answer.status === 401) return this.trouble("signedOut");
      if (answer.status === 404) return this.end();
      if (!answer.ok && answer.status !== 304) return this.trouble("away");
      if (answer.ok) this.show(await answer.text());
      this.tag = answer.headers.get("ETag") ?? this.tag;
      if (this.wrong) this.mend();
      return document.querySelector("#here > [id]") ? EVERY_WITH_OTHERS : EVERY;
    }

    // Showing

    show(html) {
      const fresh = new DOMParser().parseFromString(html, "text/html");
      for (const part of [...fresh.body.children]) {
        const old = part.id && document.getElementById(part.id);
        if (!old) continue;
        const before = signature(old);
        const there = new Set([...document.querySelectorAll("#here > [id]")].map(({ id }) => id));
        Idiomorph.morph(old, part, { callbacks: this.callbacks() });
        const now = document.getElementById(part.id);
        if (now) htmx.process(now);
        if (now && signature(now) !== before) this.tell(part.id);
        for (const one of document.querySelectorAll("#here > [id]")) if (!there.has(one.id)) this.say(one.textContent);
      }
    }

    callbacks() {
      return {
        beforeNodeMorphed: (old, fresh) => {
          if (old.localName === "shared-text") {
            old.news(Number(fresh.getAttribute("version")), fresh.querySelector("textarea").value);
            return false;
          }
          const isKept = KEYS.has(old.name) || isTouched(old) || (isText(old) && old.closest("draft-form")) ||
            (old.dataset && "draftStatus" in old.dataset);
          return !isKept;
        },
        beforeNodeRemoved: (old) => !hasTouched(old) && old.parentElement?.localName !== "draft-form",
        beforeAttributeUpdated: (name) => !STATE.has(name),
        afterNodeAdded: (node) => {
          if (node.dataset?.to) node.draggable = true;
          for (const one of node.querySelectorAll?.("draft-form, shared-text") ?? []) one.connectedCallback();
        },
      };
    }

    tell(part) {
      const sentence = this.dataset[part];
      if (!sentence) return;
      if (part === "notes" && Date.now() - (this.textSaid ?? 0) < TEXTS_SAID_EVERY) return;
      if (part === "notes") this.textSaid = Date.now();
      this.say(sentence);
    }

    say(sentence) {
      this.querySelector("[data-said]").textContent = sentence.trim();
    }

    // Trouble

    trouble(kind) {
      if (this.wrong !== kind) {
        this.line?.remove();
        this.line = this.querySelector(`template[data-${kind.replace(/[A-Z]/g, (big) => `-${big.toLowerCase()}`)}]`).content.cloneNode(true).firstElementChild;
        document.getElementById("toasts").append(this.line);
        this.wrong = kind;
      }
      return EVERY_IN_TROUBLE;
    }

    mend() {
      this.line?.remove();
      this.wrong = null;
      for (const form of document.forms) this.refresh(form);
      window.dispatchEvent(new Event("online"));
      for (const form of this.waiting) {
        this.waiting.delete(form);
        if (form.isConnected) htmx.trigger(form, form.getAttribute("hx-trigger") ?? "submit");
      }
    }

    end() {
      this.hasEnded = true;
      this.trouble("ended");
      for (const part of document.querySelectorAll("#prompts, #agenda, #notes, #commitments, #close, .aside")) {
        const isUnsaved = part.querySelector("shared-text")?.isUnsaved;
        if (!isUnsaved && !hasTouched(part)) part.remove();
      }
    }

    // Forms

    renew({ headers, parameters }) {
      if (!token()) return;
      headers["X-CSRFToken"] = token();
      if (parameters.csrfmiddlewaretoken) parameters.csrfmiddlewaretoken = token();
    }

    refresh(form) {
      const field = form.elements?.csrfmiddlewaretoken;
      if (field && token()) field.value = token();
    }

    meets(event) {
      const { xhr, requestConfig } = event.detail;
      const isSignedOut = xhr.status === 401 || (xhr.getResponseHeader("HX-Redirect") ?? "").startsWith(this.dataset.signIn);
      if (!isSignedOut && xhr.status < 500) return;
      event.preventDefault();
      this.waits(requestConfig.elt, isSignedOut ? "signedOut" : "away");
    }

    waits(form, kind) {
      if (form.localName === "form") this.waiting.add(form);
      this.soon(this.trouble(kind));
    }

    // Words of forms that save nothing by themselves

    typed(field) {
      this.lastTyped = Date.now();
      const form = field.form?.hasAttribute("hx-post") && isText(field) && !field.closest("[popover]") ? field.form : null;
      if (!form) return;
      const fields = Object.fromEntries([...form.elements].filter((one) => one.name && isText(one) && one.value).map(({ name, value }) => [name, value]));
      try {
        sessionStorage.setItem(this.placeOf(form), JSON.stringify({ person: document.body.dataset.person, fields }));
      } catch { /* storage may be full or closed; the words still stand in the form */ }
    }

    placeOf(form) {
      return `words:form:${form.getAttribute("hx-post")}`;
    }

    forget(form) {
      if (form.localName === "form") sessionStorage.removeItem(this.placeOf(form));
    }

    restore() {
      for (const form of document.querySelectorAll("form[hx-post]")) {
        let kept;
        try {
          kept = JSON.parse(sessionStorage.getItem(this.placeOf(form)));
        } catch { /* not ours, or cut off */ }
        if (kept?.person !== document.body.dataset.person) continue;
        for (const [name, value] of Object.entries(kept.fields)) {
          const field = form.elements[name];
          if (field && isText(field) && !field.value) field.value = value;
        }
      }
    }
  }

  customElements.define("live-page", LivePage);
})();
