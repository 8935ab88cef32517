// Files that are chosen or dropped, and indexing that is watched.

import { all, ask, find, fragment, tell } from "./page.js";

async function add(files, renew) {
  const query = find("[data-replace]:checked") ? "?replace=true" : "";
  const notes = [];
  let at = 0;
  for (const file of files) {
    at += 1;
    tell(`Adding ${file.name} (${at} of ${files.length}) …`);
    const options = { method: "PUT", body: file };
    const response = await ask("/api/v1/uploads/" + encodeURIComponent(file.name) + query, options);
    if (!response) return;
    const outcome = await response.json();
    const failed = response.ok ? outcome.reason : outcome.error.message;
    const note = failed || outcome.note;
    if (note) notes.push(`${file.name}: ${note}`);
    tell(note ? notes.at(-1) : `${file.name} was added.`);
  }
  if (find("#workspace")) renew();
  else if (notes.length) location.assign("/library?told=" + encodeURIComponent(notes.join("; ")));
  else location.reload();
}

// `renew` shows the workspace as it is now.
export function watchFiles(renew) {
  const carries = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    document.documentElement.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget || document.documentElement.classList.remove("dropping"));
  document.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    document.documentElement.classList.remove("dropping");
    add([...event.dataTransfer.files], renew);
  });
  for (const input of all("[data-files]")) {
    input.addEventListener("change", () => add([...input.files], renew));
  }
}

export function watchIndexing() {
  for (const watched of all("[data-events]")) {
    const events = new EventSource(watched.dataset.events);
    const renew = () => fragment(location.pathname).then((fresh) => {
      const now = fresh && find("#" + watched.id, fresh);
      if (now) find("#" + watched.id).replaceChildren(...now.childNodes);
    });
    events.addEventListener("progress", renew);
    events.addEventListener("done", () => {
      events.close();
      location.reload();
    });
  }
}
