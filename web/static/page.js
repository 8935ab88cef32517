// What every part of the script needs: the page's elements, the server, a word to the reader.

export const find = (selector, within = document) => within.querySelector(selector);
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];
export const parsed = (text) => new DOMParser().parseFromString(text, "text/html");

export async function ask(url, options = {}) {
  try {
    const headers = { "X-Fragment": "1", ...options.headers };
    const response = await fetch(url, { ...options, headers });
    find("#gone").hidden = true;
    return response;
  } catch (error) {
    if (error.name !== "AbortError") find("#gone").hidden = false;
    return null;
  }
}

export async function fragment(url, options = {}) {
  const response = await ask(url, options);
  if (!response) return null;
  if (!response.ok) {
    location.assign(url);
    return null;
  }
  return parsed(await response.text());
}

export function tell(text) {
  all(".toast").forEach((old) => old.remove());
  const toast = Object.assign(document.createElement("p"), { className: "toast", textContent: text });
  toast.setAttribute("role", "status");
  document.body.append(toast);
  setTimeout(() => toast.remove(), 2600);
}
