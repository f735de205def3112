// What pages do beyond links and forms. Everything works without it.
import { follow } from "./live.js";

const live = document.querySelector("[data-live]");
if (live) follow(live);

// On a phone the tabs are wider than the page: show the one we are on.
document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// A browser knows its own zone: a new event is most often here.
const zone = document.querySelector("[data-zone]");
if (zone && !zone.value) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";

// Answering questions by keyboard: the first question on the page is the one that is meant.
const pair = document.querySelector("[data-pair]");
if (pair) {
  document.addEventListener("keydown", (press) => {
    if (press.ctrlKey || press.metaKey || press.altKey || press.target.closest("input, textarea, select")) return;
    const target = pair.querySelector(`[data-key="${CSS.escape(press.key.toLowerCase())}"]`);
    if (target) {
      press.preventDefault();
      target.click();
    }
  });
}
