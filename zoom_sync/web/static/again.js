// A decision shows once the record is made anew. Until then the page says so, with a link; this follows the link by
// itself as soon as it leads to more, unless somebody has begun to fill in a form.

const EVERY_MS = 1500;
const MOST = 40;

const link = document.querySelector("[data-again]");
let touched = false;
document.addEventListener("input", () => { touched = true; });

async function look() {
  const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return !page.querySelector("[data-again]");
}

async function follow(left) {
  if (touched || !left) return;
  if (await look().catch(() => false)) {
    if (!touched) location.replace(link.href);
    return;
  }
  setTimeout(follow, EVERY_MS, left - 1);
}

if (link) setTimeout(follow, EVERY_MS, MOST);
