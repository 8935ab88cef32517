// A language model's sentences, added below the quotations as they come.

import { find, parsed } from "./page.js";

let events = null;

// Listen where the page says that there is something to come, and only once.
export function listen() {
  const section = find("#written[data-stream]");
  if (events && (!section || section !== events.section)) stop();
  if (!section || events) return;
  events = new EventSource(section.dataset.stream);
  events.section = section;
  events.addEventListener("part", (event) => {
    find(".writing", section).before(...parsed(JSON.parse(event.data).html).body.children);
  });
  events.addEventListener("done", () => ended(section));
  events.addEventListener("error", () => ended(section));
}

// The same section stays when the talk around it is replaced.
export function keep(talk) {
  const fresh = find("#written[data-stream]", talk);
  const same = fresh && events && events.section.dataset.stream === fresh.dataset.stream;
  if (same) fresh.replaceWith(events.section);
}

function ended(section) {
  stop();
  section.removeAttribute("aria-busy");
  delete section.dataset.stream;
  find(".writing", section)?.remove();
}

function stop() {
  events?.close();
  events = null;
}
