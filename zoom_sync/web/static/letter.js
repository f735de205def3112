// The preview of a letter follows what is written. Without this script the button "Show the preview" does it.

const form = document.querySelector("form[data-preview]");
const pane = document.querySelector("#preview");
const PAUSE_MS = 400; // after the last key

let waiting = 0;
let asking = null;

async function look() {
  asking?.abort();
  const mine = (asking = new AbortController());
  const body = new URLSearchParams(new FormData(form));
  body.set("part", "preview");
  try {
    const answer = await fetch(form.dataset.preview, { method: "POST", body, signal: mine.signal });
    if (!answer.ok) return;
    const read = new DOMParser().parseFromString(await answer.text(), "text/html");
    const focused = document.activeElement?.closest("#preview") ? document.activeElement.id : "";
    pane.replaceChildren(...read.body.childNodes);
    if (focused) document.getElementById(focused)?.focus();
  } catch (why) {
    if (why.name !== "AbortError") throw why;
  }
}

form?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE_MS);
});
