// What pages do beyond links and forms. Everything works without it.
import { follow } from "./live.js";

const live = document.querySelector("[data-live]");
if (live) follow(live);

// On a phone the tabs are wider than the page: show the one we are on.
document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// A browser knows its own zone: a new event is most often here.
const zone = document.querySelector("[data-zone]");
if (zone && !zone.value) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
