// Keeps what is live on a page fresh: asks every second while the page is seen, and puts in what has changed.

const EVERY_MS = 1000;
const CURVE_MS = 60_000;
const FOLLOW_MS = 5_000; // between two readings of the whole page, however often a record is made
const LEAVING_MS = 5_000; // a page that is still there after this was not left: it was a download
let ahead = 0; // how far the server's clock is ahead of this device's, in ms

// Whoever leaves by signing out may not be answered any more: nothing is asked behind their back.
let left = -LEAVING_MS;
let leaving = new AbortController();
addEventListener("beforeunload", () => {
  left = performance.now();
  leaving.abort();
  leaving = new AbortController();
});

export function follow(section) {
  const look = asking(section.dataset.live, section); // `data-shown`: the record that the page is of
  setInterval(look, EVERY_MS);
  setInterval(ages, EVERY_MS);
  document.addEventListener("visibilitychange", look);
  const curve = section.querySelector("[data-curve]");
  if (curve) setInterval(asking(curve.dataset.curve, curve), CURVE_MS);
}

function asking(address, section) {
  let tag = "";
  let asks = false;
  return async () => {
    if (document.hidden || asks || performance.now() - left < LEAVING_MS) return;
    asks = true;
    try {
      const headers = tag ? { "If-None-Match": tag } : {};
      const answer = await fetch(address, { headers, cache: "no-store", signal: leaving.signal });
      ahead = Date.parse(answer.headers.get("Date")) - Date.now() || 0;
      if (answer.status === 200) {
        tag = answer.headers.get("ETag") || "";
        show(await answer.text(), section);
      }
      section.toggleAttribute("data-lost", !(answer.ok || answer.status === 304));
    } catch (error) {
      if (error.name !== "AbortError") section.toggleAttribute("data-lost", true); // no network: the next look may have it
    } finally {
      asks = false;
    }
  };
}

function show(html, section) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const part of fresh.querySelectorAll("[data-field]")) {
    for (const place of document.querySelectorAll(`[data-field="${part.dataset.field}"]`)) {
      if (place.innerHTML !== part.innerHTML) put(place, part.cloneNode(true));
    }
  }
  const generation = fresh.querySelector("[data-generation]")?.dataset.generation;
  if (generation && "shown" in section.dataset && generation !== section.dataset.shown) {
    follows(section).catch(() => {}); // no network, or left: the next look tries again
  }
  ages();
}

// The rest of the page is of one record: when a newer one is there, it is read anew and put in part by part. Where
// somebody is typing or has opened something, it waits until they are done.
let followed = 0;
async function follows(section) {
  if (Date.now() - followed < FOLLOW_MS) return;
  followed = Date.now();
  const answer = await fetch(location.href, { cache: "no-store", signal: leaving.signal });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  let whole = true;
  for (const place of document.querySelectorAll("[data-follows]")) {
    const part = fresh.getElementById(place.id);
    if (!part || place.innerHTML === part.innerHTML) continue;
    if (place.contains(document.activeElement) || place.querySelector("details[open]")) whole = false;
    else place.replaceChildren(...part.childNodes);
  }
  if (whole) section.dataset.shown = fresh.querySelector("[data-shown]")?.dataset.shown ?? "";
  ages();
}

// What was opened stays open, and where a curve was moved to it stays.
function put(place, part) {
  const open = place.querySelector("details")?.open;
  const moved = place.querySelector(".curve")?.scrollLeft;
  place.replaceChildren(...part.childNodes);
  if (open) place.querySelector("details").open = true;
  if (moved) place.querySelector(".curve").scrollLeft = moved;
}

const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "always" });

function ages() {
  for (const time of document.querySelectorAll("time[data-age]")) {
    const seconds = Math.max(1, Math.floor((Date.now() + ahead - Date.parse(time.dateTime)) / 1000));
    const [unit, size] = UNITS.find(([, one]) => seconds >= one);
    const said = words.format(-Math.floor(seconds / size), unit);
    if (time.textContent !== said) time.textContent = said;
  }
}
