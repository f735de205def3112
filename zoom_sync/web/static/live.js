// Keeps the figures of an event's page fresh: asks every five seconds while the page is seen.

const EVERY_MS = 5000;

export function follow(section) {
  let tag = "";

  async function look() {
    if (document.hidden) return;
    try {
      const answer = await fetch(section.dataset.live, {
        headers: tag ? { "If-None-Match": tag } : {},
        cache: "no-store",
      });
      if (answer.status === 200) {
        tag = answer.headers.get("ETag") || "";
        show(section, await answer.json());
      }
      section.toggleAttribute("data-lost", !(answer.ok || answer.status === 304));
    } catch {
      section.toggleAttribute("data-lost", true); // no network just now: the next look may have it
    }
  }

  setInterval(look, EVERY_MS);
  setInterval(() => age(section), 1000);
  document.addEventListener("visibilitychange", look);
}

function show(section, counters) {
  for (const name of ["zoom", "room", "both"]) {
    section.querySelector(`[data-field="${name}"]`).textContent = counters[name].toLocaleString("fr");
  }
  for (const field of document.querySelectorAll("[data-count]")) {
    const count = counters.counts[field.dataset.count];
    if (count !== undefined) field.textContent = count.toLocaleString("fr");
  }
  section.querySelector('[data-field="last_delivery"]').dataset.at = counters.last_delivery || "";
  section.querySelector("[data-stale]").hidden = String(counters.generation) === section.dataset.generation;
  age(section);
}

function age(section) {
  const field = section.querySelector('[data-field="last_delivery"]');
  if (!field.dataset.at) return;
  const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(field.dataset.at)) / 1000));
  const [size, word] = [[86400, "day"], [3600, "hour"], [60, "minute"]].find(([one]) => seconds >= one) || [1, "s"];
  const count = Math.floor(seconds / size);
  field.textContent = word === "s" ? `${count} s ago` : `${count} ${word}${count === 1 ? "" : "s"} ago`;
}
