// <shared-text key="notes/UUID" action="/checkins/UUID/notes/" version="3">…<form>…<textarea>…</shared-text>
// (templates/dialogue/_notes.html, with its sentences and the template for a conflict.)
//
// One text that several people write at once. Sends what its writer changed, not the text: PATCH
// {version, key, changes: [[at, length, text]…], earlier, both, whole} -> 200 {version, changes}: what
// others changed meanwhile, put into the field around the caret; 409 {version, mine, theirs}: both
// changed the same words, both texts are shown and nothing is sent until one button is pressed.
// Anything else: the very same save (key) is sent again after 2, 4, … 30 s and as soon as the network
// or the person is back, until it is known whether it arrived. Positions count characters, not the
// units of JavaScript's strings.
// Until the server has them, the writer's own words, and nobody else's, lie in sessionStorage as that
// same message (own-words.js forgets them). live-page.js calls `news`. Event: shared:changed, when
// words of others came in. Without script the form is sent as any other form.
(() => {
  if (customElements.get("shared-text")) return;

  const PAUSE = 400;
  const FIRST_RETRY = 2000;
  const LAST_RETRY = 30000;
  const PATIENCE = 10000;
  const OUTLIVES = 60000;

  const cookie = (ending) =>
    document.cookie.split("; ").find((part) => part.split("=")[0].endsWith(ending))?.split("=")[1];
  const clock = (moment) => {
    const two = (number) => String(number).padStart(2, "0");
    return `${two(moment.getHours())}:${two(moment.getMinutes())}`;
  };
  const isLow = (code) => code >= 0xdc00 && code < 0xe000;

  // The one change from the first unit that differs to the last; no character is cut in two.
  const difference = (before, after) => {
    let head = 0;
    const most = Math.min(before.length, after.length);
    while (head < most && before[head] === after[head]) head += 1;
    if (head && (isLow(before.charCodeAt(head)) || isLow(after.charCodeAt(head)))) head -= 1;
    let tail = 0;
    while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
    if (tail && isLow(before.charCodeAt(before.length - tail))) tail -= 1;
    return [head, before.length - head - tail, after.slice(head, after.length - tail)];
  };

  // A text as pieces: [from, to] of the text it is made from, or own words. A {mark} has no size.
  const size = (piece) => (typeof piece === "string" ? piece.length : piece.mark ? 0 : piece[1] - piece[0]);
  const whole = (text) => (text ? [[0, text.length]] : []);

  const halves = (piece, cut) => (typeof piece === "string"
    ? [piece.slice(0, cut), piece.slice(cut)]
    : [[piece[0], piece[0] + cut], [piece[0] + cut, piece[1]]]);

  const divided = (pieces, at) => {
    const parts = [[], []];
    let here = 0;
    for (const piece of pieces) {
      if (piece.mark) parts[here < at ? 0 : 1].push(piece);
      else halves(piece, Math.min(Math.max(at - here, 0), size(piece))).forEach((half, side) => size(half) && parts[side].push(half));
      here += size(piece);
    }
    return parts;
  };

  const joined = (pieces) => pieces.reduce((so, piece) => {
    const last = so.at(-1);
    if (typeof piece === "string" && typeof last === "string") so[so.length - 1] = last + piece;
    else if (typeof piece !== "string" && Array.isArray(last) && last[1] === piece[0]) so[so.length - 1] = [last[0], piece[1]];
    else so.push(piece);
    return so;
  }, []);

  const spliced = (pieces, [at, length, text]) => {
    const [head, rest] = divided(pieces, at);
    const [, tail] = divided(rest, length);
    return joined([...head, ...(text ? [text] : []), ...tail]);
  };

  // The same pieces as changes of the text they are made from.
  const changesOf = (pieces, length) => {
    const changes = [];
    let here = 0;
    let words = "";
    for (const piece of [...pieces, [length, length]]) {
      if (typeof piece === "string") words += piece;
      else {
        if (words || piece[0] > here) changes.push([here, piece[0] - here, words]);
        [, here] = piece;
        words = "";
      }
    }
    return changes;
  };

  const counted = (changes, text) =>
    changes.map(([at, length, words]) => [[...text.slice(0, at)].length, [...text.slice(at, at + length)].length, words]);
  const measured = (changes, text) => {
    const letters = [...text];
    const upTo = (count) => letters.slice(0, count).join("").length;
    return changes.map(([at, length, words]) => [upTo(at), upTo(at + length) - upTo(at), words]);
  };
  const changed = (text, changes) => changes.reduceRight((so, [at, length, words]) => so.slice(0, at) + words + so.slice(at + length), text);

  // Where a change of the text below falls in the pieces above it; undefined where own words are in
  // its way. Beside own words, new lines of others come after them, all else before.
  const place = (pieces, [at, length, words]) => {
    const found = [];
    let here = 0;
    for (const piece of pieces) {
      const isIn = Array.isArray(piece) && piece[0] <= at && at + length <= piece[1] && (!length || at < piece[1]);
      if (isIn) found.push(here + at - piece[0]);
      here += size(piece);
    }
    return found.at(words.startsWith("\n") ? -1 : 0);
  };

  // Pieces of a text as pieces of that text with these changes made, which fall in these places.
  const over = (pieces, changes, places) => {
    let growth = 0;
    const shifts = changes.map(([at, length, words]) => {
      const mark = [at + growth, at + growth + words.length];
      growth += words.length - length;
      return { end: at + length, growth, mark };
    });
    let marked = pieces;
    for (let n = changes.length - 1; n >= 0; n -= 1) {
      const [head, rest] = divided(marked, places[n]);
      const [, tail] = divided(rest, changes[n][1]);
      marked = [...head, shifts[n], ...tail];
    }
    return joined(marked.filter((piece) => !piece.mark || piece.mark[1] > piece.mark[0]).map((piece) => {
      if (typeof piece === "string") return piece;
      if (piece.mark) return piece.mark;
      const shift = shifts.filter(({ end }) => end <= piece[0]).at(-1)?.growth ?? 0;
      return [piece[0] + shift, piece[1] + shift];
    }));
  };

  const anyKey = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };

  class SharedText extends HTMLElement {
    connectedCallback() {
      this.form = this.querySelector("form");
      if (!this.form || this.ready) return;
      this.ready = true;
      this.field = this.form.querySelector("textarea");
      this.version = Number(this.getAttribute("version"));
      this.stand(this.field.defaultValue);
      this.retry = FIRST_RETRY;
      this.leaving = new AbortController();
      const { signal } = this.leaving;
      this.field.addEventListener("input", () => this.typed(), { signal });
      this.form.addEventListener("submit", (event) => this.sending(event), { signal, capture: true });
      for (const back of ["online", "focus", "pageshow"]) window.addEventListener(back, () => this.save(), { signal });
      window.addEventListener("pagehide", () => this.flush(), { signal });
      document.addEventListener("visibilitychange", () => document.hidden && this.save(), { signal });
      this.restore();
      this.typed();
    }

    disconnectedCallback() {
      if (this.ready) this.flush();
      this.leaving?.abort();
      this.ready = false;
    }

    // `base` is the text of `version`, `pieces` what is shown as made from it; `later` is the same,
    // made from the text of the save on its way; `shown` is what both make.
    stand(text) {
      this.base = this.field.defaultValue = text;
      this.pieces = this.later = whole(text);
      this.shown = text;
      this.earlier = [];
      this.sent = null;
    }

    changes() {
      return changesOf(this.pieces, this.base.length);
    }

    get isUnsaved() {
      return Boolean(this.sent) || this.changes().length > 0;
    }

    typed() {
      const change = difference(this.shown, this.field.value);
      if (!change[1] && !change[2]) return;
      this.pieces = spliced(this.pieces, change);
      this.later = spliced(this.later, change);
      this.shown = this.field.value;
      this.keep();
      this.soon(PAUSE);
    }

    soon(pause) {
      clearTimeout(this.timer);
      if (!this.conflict) this.timer = setTimeout(() => this.save(), pause);
    }

    // Own words that the server does not have yet stay in this tab

    get place() {
      return `words:${this.getAttribute("key")}`;
    }

    message(earlier = this.earlier) {
      const changes = counted(this.changes(), this.base);
      return { version: this.version, size: [...this.base].length, key: anyKey(), changes, earlier };
    }

    keep() {
      if (!this.isUnsaved) return this.forget();
      const unsure = this.sent ? [{ key: this.sent.message.key, changes: this.sent.message.changes }] : [];
      this.kept = this.message([...this.earlier, ...unsure]);
      try {
        sessionStorage.setItem(this.place, JSON.stringify({ person: document.body.dataset.person, message: this.kept }));
      } catch { /* storage may be full or closed; the words still stand in the field */ }
    }

    forget() {
      this.kept = null;
      sessionStorage.removeItem(this.place);
    }

    restore() {
      let found;
      try {
        found = JSON.parse(sessionStorage.getItem(this.place));
      } catch { /* not ours, or cut off */ }
      if (found?.person !== document.body.dataset.person || !found?.message) return;
      this.field.readOnly = true;
      this.sent = { message: { ...found.message, whole: true }, text: this.base };
      this.save();
    }

    // The page goes away
    flush() {
      clearTimeout(this.timer);
      if (!this.conflict && this.kept) this.request(this.kept).catch(() => { /* they are in sessionStorage */ });
    }

    // Saving

    async save() {
      clearTimeout(this.timer);
      if (this.conflict || this.running || !this.isUnsaved) return;
      if (!this.sent) {
        this.sent = { message: this.message(), text: this.shown };
        this.later = whole(this.shown);
        this.keep();
      }
      this.running = true;
      const outcome = await this.attempt();
      this.running = false;
      if (outcome === "again") {
        this.soon(this.retry);
        this.retry = Math.min(this.retry * 2, LAST_RETRY);
      } else if (outcome === "saved" && this.isUnsaved) this.soon(PAUSE);
    }

    async attempt() {
      let answer;
      try {
        answer = await this.request(this.sent.message, { signal: AbortSignal.timeout(PATIENCE) });
      } catch {
        return this.unsaved("again");
      }
      const isSignedOut = answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;
      if (isSignedOut) return this.unsaved("again", this.dataset.signedOut);
      const body = await answer.json().catch(() => null);
      if (answer.ok && body) return this.took(body);
      if (answer.status === 409 && body) return this.differ(body);
      if (answer.status >= 500 || answer.status === 429) return this.unsaved("again");
      this.sent = null;
      this.field.readOnly = false;
      return this.unsaved("refused", body?.detail || this.dataset.refused);
    }

    request(message, options = {}) {
      const body = JSON.stringify(message);
      return fetch(this.getAttribute("action"), {
        method: "PATCH",
        redirect: "manual",
        keepalive: body.length < OUTLIVES,
        headers: {
          "Content-Type": "application/json",
          "X-CSRFToken": cookie("csrf") ?? this.form.elements.csrfmiddlewaretoken?.value ?? "",
          "X-Person": document.body.dataset.person ?? "",
        },
        body,
        ...options,
      });
    }

    took({ version, changes, text, saved_at: savedAt }) {
      const { message, text: mine } = this.sent;
      this.retry = FIRST_RETRY;
      this.say(this.dataset.saved.replace("{time}", clock(new Date(savedAt ?? Date.now()))), true);
      if (message.whole) return this.put(text, version);
      const arrived = measured(changes, mine);
      const places = arrived.map((change) => place(this.later, change));
      this.sent = null;
      if (places.includes(undefined)) {
        this.earlier = [...this.earlier, { key: message.key, changes: message.changes }].slice(-10);
      } else {
        const pieces = over(this.later, arrived, places);
        this.putIn(arrived.map(([, length, words], n) => [places[n], length, words]));
        this.stand(changed(mine, arrived));
        this.version = version;
        this.pieces = this.later = pieces;
        this.shown = this.field.value;
      }
      this.keep();
      return "saved";
    }

    put(text, version) {
      this.stand(text);
      this.version = version;
      this.field.value = text;
      this.field.readOnly = false;
      this.forget();
      return "saved";
    }

    unsaved(outcome, sentence) {
      this.say(sentence || this.dataset.unsaved);
      return outcome;
    }

    // Words of others

    news(version, text) {
      this.heard = { version, text };
      if (version <= this.version || this.conflict) return;
      if (this.isUnsaved) return this.save();
      const change = difference(this.base, text);
      if (change[1] || change[2]) this.putIn([change]);
      this.stand(text);
      this.version = version;
    }

    putIn(changes) {
      const { scrollTop } = this.field;
      for (const [at, length, words] of [...changes].reverse()) this.field.setRangeText(words, at, at + length, "preserve");
      this.field.scrollTop = scrollTop;
      if (changes.length) this.dispatchEvent(new CustomEvent("shared:changed", { bubbles: true }));
    }

    // Two texts

    differ({ version, mine, theirs }) {
      this.conflict = this.querySelector("template[data-conflict]").content.cloneNode(true).firstElementChild;
      this.conflict.querySelector("[data-mine]").textContent = mine ?? this.shown;
      this.conflict.querySelector("[data-theirs]").textContent = theirs || "…";
      this.conflict.addEventListener("click", (event) => this.choose(event.target.dataset.keep, { version, mine, theirs }));
      this.say("");
      this.form.before(this.conflict);
      this.conflict.scrollIntoView({ block: "nearest" });
      return "conflict";
    }

    choose(which, { version, mine, theirs }) {
      if (!which) return;
      this.conflict.remove();
      this.conflict = null;
      if (which === "both" && mine !== null) this.sent.message = { ...this.sent.message, both: true };
      else {
        const own = this.changes().map(([, , words]) => words).join("\n");
        this.put(theirs, version);
        if (which === "both" && own) this.field.value = `${theirs}\n${own}`;
        this.typed();
        if (this.heard) this.news(this.heard.version, this.heard.text);
      }
      this.save();
      this.field.focus();
    }

    // Sending

    sending(event) {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (this.conflict) this.conflict.scrollIntoView({ block: "nearest" });
      else if (this.isUnsaved) this.save();
      else this.say(this.dataset.saved.replace("{time}", clock(new Date())), true);
    }

    say(sentence, isSaved = false) {
      const status = this.querySelector("[data-draft-status]");
      status?.querySelector("svg")?.toggleAttribute("hidden", !isSaved);
      const words = status?.querySelector("span");
      if (words) words.textContent = sentence;
    }
  }

  customElements.define("shared-text", SharedText);
})();
