// The page works without this. Here it keeps its place while the reader moves:
// links marked data-swap replace what changed, and the address says where one is.

import { watchFiles, watchIndexing } from "./adding.js";
import { all, ask, find, fragment, tell } from "./page.js";
import { keep, listen } from "./writing.js";

const root = document.documentElement;
root.classList.add("js");
const plain = (event) => !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
const narrow = window.matchMedia("(max-width: 860px)");
let running = new AbortController();

// ---- moving ------------------------------------------------------------------
// `how`: push (default), replace or none for the history; focus: where it goes.
async function go(href, how = "push", focus = "") {
  const url = following(new URL(href, location.href));
  running.abort();
  running = new AbortController();
  document.body.classList.add("waiting");
  const headers = { "X-Open": find("#source")?.dataset.document ?? "" };
  const fresh = await fragment(url.pathname + url.search, { headers, signal: running.signal });
  document.body.classList.remove("waiting");
  if (!fresh) return;
  const asked = new URLSearchParams(location.search).get("q") !== url.searchParams.get("q");
  if (how === "push") history.pushState({}, "", url);
  if (how === "replace") history.replaceState({}, "", url);
  const [badge, talk] = [find("#kept .badge"), find("#talk", fresh)];
  badge.textContent = talk.dataset.kept;
  badge.hidden = badge.textContent === "0";
  keep(fresh);
  for (const id of ["docs", "talk", "limits"]) {
    const [now, then] = [find("#" + id), find("#" + id, fresh)];
    if (now && then) now.replaceChildren(...then.childNodes);
  }
  if (asked && find("#talk")) find("#talk").scrollTop = 0;
  const stayed = replaceSource(find("#source", fresh));
  settle();
  reveal(stayed, focus);
}

// The paragraph of the fragment is the one that is selected.
function following(url) {
  const id = url.hash.startsWith("#p-") ? decodeURIComponent(url.hash.slice(3)) : "";
  if (id && url.searchParams.get("p") !== id) {
    url.searchParams.set("p", id);
    url.searchParams.delete("s");
  }
  return url;
}

// In the document that is open already, pictures stay and only highlights change.
function replaceSource(fresh) {
  const now = find("#source");
  if (!now || !fresh) return false;
  const same = fresh.dataset.document && fresh.dataset.document === now.dataset.document;
  if (!same || !find(".leaf", fresh)) {
    const top = same ? find("#pages").scrollTop : 0;
    now.replaceWith(fresh);
    if (top) find("#pages").scrollTop = top;
    return Boolean(same);
  }
  find(".bar", now).replaceWith(find(".bar", fresh));
  // Only the sheets around the selection came: what was selected elsewhere is so no more.
  for (const chosen of all(".selected", now)) {
    chosen.classList.remove("selected");
    all(".quoted, .beside", chosen).forEach((mark) => mark.remove());
  }
  for (const leaf of all(".leaf", fresh)) {
    const old = document.getElementById(leaf.id);
    if (!leaf.dataset.layer) replaceLayer(old, leaf);
  }
  return true;
}

function replaceLayer(old, leaf) {
  find(".layer", old).replaceWith(find(".layer", leaf));
  if (leaf.dataset.layer) old.dataset.layer = leaf.dataset.layer;
  else delete old.dataset.layer;
}

function reveal(smoothly, focus) {
  const chosen = find("#source .selected[id]");
  if (chosen && focus !== "here") bringIntoView(chosen, smoothly);
  if (chosen && focus === "source") chosen.focus({ preventScroll: true });
  if (focus === "list") {
    const link = find("[data-candidate][aria-current]");
    if (link) link.focus({ preventScroll: true });
    if (link) link.scrollIntoView({ block: "nearest" });
  }
  const said = find("#said") || find(".absence h2");
  find("#live").textContent = said ? said.textContent : "";
}

// Gently where it is near: over many pages the way shows nothing but blank sheets.
function bringIntoView(chosen, smoothly) {
  const [box, pane] = [chosen.getBoundingClientRect(), find("#pages").getBoundingClientRect()];
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const near = Math.abs(box.top - pane.top) < 2 * pane.height;
  const goal = box.height > 0.8 * pane.height ? find(".quoted, mark", chosen) ?? chosen : chosen;
  goal.scrollIntoView({ block: "center", behavior: smoothly && near && !still ? "smooth" : "instant" });
}

// What has to be set again after every change of the page.
function settle() {
  document.body.classList.toggle("reading", location.hash.startsWith("#p-"));
  zoom(0);
  listen();
  const pages = find("#pages");
  if (!pages) return;
  const near = new IntersectionObserver(layers, { root: pages, rootMargin: "1200px 0px" });
  for (const leaf of all(".leaf[data-layer]")) near.observe(leaf);
}

function layers(entries, observer) {
  for (const entry of entries.filter((seen) => seen.isIntersecting)) {
    observer.unobserve(entry.target);
    const address = entry.target.dataset.layer;
    if (address) fragment(address).then((fresh) => {
      const leaf = fresh && find(".leaf", fresh);
      // A selection made meanwhile has brought its own layer.
      if (leaf && entry.target.dataset.layer) replaceLayer(entry.target, leaf);
    });
  }
}

// ---- acting ------------------------------------------------------------------
async function copy(text, told) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // No clipboard for pages from another machine without TLS: the old way still works.
    const area = Object.assign(document.createElement("textarea"), { value: text, className: "unseen" });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  tell(told);
}

function step(by) {
  const links = all("[data-candidate]").filter((link) => link.checkVisibility());
  const at = links.findIndex((link) => link.hasAttribute("aria-current"));
  const link = links[Math.min(Math.max(at + by, 0), links.length - 1)];
  if (link) go(link.href, "replace", narrow.matches ? "here" : "list");
}

const SIZES = ["60 %", "80 %", "100 %", "125 %", "150 %", "200 %"];
function zoom(by) {
  const size = Math.min(Math.max(Number(sessionStorage.getItem("zoom") ?? 2) + by, 0), 5);
  sessionStorage.setItem("zoom", String(size));
  SIZES.forEach((_, at) => document.body.classList.toggle("zoom-" + at, at === size && at !== 2));
  if (find("#zoomed")) find("#zoomed").textContent = SIZES[size];
  if (by) reveal(false, "");
}

async function keys() {
  let dialog = find("#keys");
  if (!dialog) {
    const fresh = await fragment("/keys");
    if (!fresh) return;
    dialog = Object.assign(document.createElement("dialog"), { id: "keys" });
    dialog.setAttribute("aria-label", "Keys");
    const close = Object.assign(document.createElement("button"), { textContent: "Close", autofocus: true });
    close.addEventListener("click", () => dialog.close());
    const head = Object.assign(document.createElement("h2"), { textContent: "Keys" });
    dialog.append(head, ...fresh.body.childNodes, close);
    document.body.append(dialog);
  }
  dialog.showModal();
}

function back() {
  const open = find("details.menu[open]");
  if (open) open.open = false;
  else if (narrow.matches && find("[data-back]")) find("[data-back]").click();
  else if (find("#question")) find("#question").focus();
}

// ---- listening ---------------------------------------------------------------
const ACTIONS = {
  "[data-swap]": (link) => go(link.href, "push", link.closest("#docs, .tabs, .target") ? "" : "source"),
  "[data-back]": (link) => {
    history.pushState({}, "", link.href);
    settle();
    const cited = find("#talk [aria-current=true]");
    if (cited) cited.focus({ preventScroll: true });
  },
  "[data-copy]": (button) => copy(find("#" + button.dataset.copy).textContent, "Citation copied"),
  "[data-link]": (link) => copy(link.href, "Link copied"),
  "[data-zoom]": (button) => zoom(Number(button.dataset.zoom)),
  "[data-keys]": keys,
};

document.addEventListener("click", (event) => {
  if (event.button || !plain(event)) return;
  for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  for (const [selector, act] of Object.entries(ACTIONS)) {
    const element = event.target.closest(selector);
    if (!element) continue;
    event.preventDefault();
    act(element);
    return;
  }
  const paragraph = event.target.closest("#source .paragraph");
  if (!paragraph || event.target.closest("a") || !getSelection().isCollapsed) return;
  const url = new URL(location.href);
  ["p", "s", "d", "page"].forEach((name) => url.searchParams.delete(name));
  url.hash = "p-" + paragraph.dataset.p;
  go(url, "push", "here");
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.id === "composer") {
    event.preventDefault();
    const question = find("#question");
    const words = new URLSearchParams(new FormData(form));
    question.value = "";
    go("/?" + words, "push", "");
  } else if (form.hasAttribute("data-keep")) {
    event.preventDefault();
    ask(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) })
      .then((response) => response && tell(response.ok ? "Kept" : "This could not be kept"))
      .then(() => go(location.href, "none", "here"));
  }
});

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  c: () => find('[data-copy="copy-plain"]')?.click(),
  o: () => find("[data-alone]")?.click(),
  r: () => find(find("[data-raw][aria-current]") ? "[data-mended]" : "[data-raw]")?.click(),
  "[": () => find("[data-before]") && go(find("[data-before]").href, "replace"),
  "]": () => find("[data-after]") && go(find("[data-after]").href, "replace"),
  "/": () => find("#question")?.focus(),
  "?": keys,
  "+": () => zoom(1),
  "-": () => zoom(-1),
  Escape: back,
};

document.addEventListener("keydown", (event) => {
  // A dialog that was just closed has the focus until the next frame.
  const typing = event.target.closest("textarea, input, select, dialog[open]");
  if (typing && typing.id === "question" && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    if (typing.value.trim()) typing.form.requestSubmit();
  }
  if (typing && event.key === "Escape" && typing.id === "question") typing.blur();
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});

// ---- beginning ---------------------------------------------------------------
window.addEventListener("popstate", () => go(location.href, "none"));
watchIndexing();
watchFiles(() => go(location.href, "none", "here"));
settle();
// A fragment alone may name a paragraph of a page whose text is not here yet.
const named = location.hash.startsWith("#p-") && decodeURIComponent(location.hash.slice(3));
const known = named === new URLSearchParams(location.search).get("p") || find("#source .selected[id]")?.dataset.p === named;
if (named && !known && find("#pages")) go(location.href, "replace", "");
else reveal(false, "");
// The browser follows the fragment by itself once all is loaded, which may be after this.
if (document.readyState !== "complete") addEventListener("load", () => setTimeout(() => reveal(false, "")));
if (find(".welcome")) find("#question")?.focus();
