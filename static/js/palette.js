// Ctrl+K (Cmd+K on a Mac) goes anywhere by a few letters. Loaded on every page; works with
// <dialog id="palette"> (core/palette.html), also while one writes, since it takes two keys.
//
// Shows the places of the page's own navigation that fit, and after a pause what /search/ finds:
// people, goals, feedback, talks. Arrow keys move through the links, Enter in the field opens the
// first of them, Escape closes; a letter typed on a link goes on in the field.
// Without script: every place is reached by the links of the page, all else by /search/.
(() => {
  const dialog = document.getElementById("palette");
  if (!dialog) return;
  const PAUSE = 200;
  const MOST = 8; // places, and of each kind that is found:
  const EACH = 3;
  const LETTERS = 60;
  const [form, field, list, told] = ["form", "input", "nav", "[role=status]"].map((part) => dialog.querySelector(part));
  let timer, asking;

  const short = (text) => (text.length > LETTERS ? `${text.slice(0, LETTERS).trimEnd()} …` : text);
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const link = (href, name, kind = "") => {
    const element = document.createElement("a");
    element.href = href;
    element.append(name);
    if (kind) {
      const small = document.createElement("small");
      small.className = "meta";
      small.append(kind);
      element.append(" ", small);
    }
    return element;
  };

  const places = (words) => {
    const all = [
      ...document.querySelectorAll(".side .nav a"),
      ...dialog.querySelector("template").content.querySelectorAll("a"),
      ...document.querySelectorAll("#account a"),
    ].map((place) => [place.getAttribute("href"), place.textContent.trim()]);
    const fits = ([, name]) => words.every((word) => bare(name).split(/\s+/).some((part) => part.startsWith(word)));
    return all.filter(fits).slice(0, MOST).map((place) => link(...place));
  };

  const show = (links) => {
    list.replaceChildren(...links);
    list.hidden = !links.length;
    told.textContent = dialog.dataset.found.replace("{count}", links.length);
  };

  const search = async (wanted, near) => {
    asking = new AbortController();
    const address = `${form.getAttribute("action")}?q=${encodeURIComponent(wanted)}`;
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" }, signal: asking.signal });
      if (!answer.ok || answer.redirected) return;
      const found = new DOMParser().parseFromString(await answer.text(), "text/html");
      const further = [...found.querySelectorAll("section")].flatMap((section) =>
        [...section.querySelectorAll("li")].slice(0, EACH).map((item) => {
          const target = item.querySelector("a[href]");
          const name = target.closest(".meta") ? item.querySelector(".voice").textContent : target.textContent;
          return link(target.getAttribute("href"), short(name.trim()), section.querySelector("h2").textContent);
        }));
      const all = link(address, dialog.dataset.all.replace("{words}", wanted));
      show([...near, ...further, all]);
    } catch {
      // More was typed, or the network is away: the places are there all the same.
    }
  };

  const typed = () => {
    clearTimeout(timer);
    asking?.abort();
    const wanted = field.value.trim();
    const near = places(bare(wanted).split(/\s+/).filter(Boolean));
    show(near);
    if (wanted.length > 1) timer = setTimeout(() => search(wanted, near), PAUSE);
  };

  const open = () => {
    field.value = "";
    typed();
    dialog.showModal();
    field.focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    if (!dialog.open && document.querySelector("dialog:modal")) return;
    event.preventDefault();
    if (dialog.open) dialog.close();
    else open();
  });
  field.addEventListener("input", typed);
  form.addEventListener("submit", (event) => {
    const first = list.querySelector("a");
    if (!first) return;
    event.preventDefault();
    location.assign(first.href);
  });
  dialog.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [field, ...list.querySelectorAll("a")];
    if (by) {
      event.preventDefault();
      stops[(stops.indexOf(document.activeElement) + by + stops.length) % stops.length].focus();
    } else if (event.key.length === 1 && event.target.matches("nav a") && !event.ctrlKey && !event.metaKey) {
      field.focus();
    } else if (event.key === "Escape") {
      event.preventDefault(); // the field would only be emptied
      dialog.close();
    }
  });
})();
