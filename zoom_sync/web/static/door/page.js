// The door on a volunteer's phone. A check-in is a name, a tap on it and a tap to confirm; or a code that is read.
// Nothing here waits for the network: what happened is kept on the phone first, told at once, and sent when it can be.
import * as people from "./people.js";
import * as sending from "./sending.js";
import * as server from "./server.js";
import { isOn, signal, turn } from "./signals.js";
import * as vault from "./vault.js";

const LOOK_MS = 10000; // how often the service is asked for what is new
const UNDO_MS = 10 * 60000;
const TOLD_MS = 1900; // how long a result fills the screen
const READER_MS = 20000; // until the reader of codes is fetched for later, where the browser has none
const RECENT = 30;
const LANGUAGE = document.documentElement.lang;
const LOCALE = LANGUAGE === "en" ? "en-GB" : LANGUAGE; // as on the other pages: 11 Nov, 18:30

const $ = (id) => document.getElementById(id);
const words = JSON.parse(document.body.dataset.words);
const say = (word, values = {}) => words[word].replace(/%\((\w+)\)s/g, (_, name) => `\u2068${values[name]}\u2069`);

let door = null; // what the service said of the event, last time
let recent = []; // what was done here, the newest first
let way = "in";
let session = "";
let chosen = null;
let upto = "";
let looking;
let telling;
let toldOf = null; // whose result fills the screen
let scanner = null;
let isOver = false; // ended by itself: what waits is still sent

// ---- opening ----

async function open() {
  door = (await vault.get("door")) ?? null;
  recent = (await vault.get("recent")) ?? [];
  if (door) {
    Object.assign(server.clock, door.clock);
    server.formToken(door.csrf);
    await people.load();
    if (server.now() < door.until) ready();
    else await over();
  }
  sending.when("changed", showUnsent);
  sending.when("told", heard);
  sending.when("gone", gone);
  await sending.changed();
  navigator.serviceWorker?.register("/door/worker.js", { scope: "/door/" }).catch(() => {});
  navigator.storage?.persist?.();
  await look();
  sending.send();
  if (!("BarcodeDetector" in window)) setTimeout(() => navigator.onLine && fetchReader(), READER_MS);
}

function ready() {
  $("door-name").textContent = door.door;
  $("event-title").textContent = door.event.title;
  document.title = `${door.door} · ${door.event.title}`;
  const sessions = door.event.sessions;
  $("session-choice").hidden = !sessions.length;
  const options = [["", say("whole_event")], ...sessions.map((one) => [one.id, one.title])];
  if ($("session").options.length !== options.length)
    $("session").replaceChildren(...options.map(([id, title]) => new Option(title, id)));
  document.querySelector(".dock").hidden = false;
  $("menu").hidden = false;
  $("unsent").hidden = false;
  if (!["search", "scan", "walk"].includes(document.body.dataset.view)) go("search");
  showAbout();
  showRecent();
}

// ---- what is new ----

async function look() {
  clearTimeout(looking);
  try {
    let told;
    do {
      told = await server.ask(`/door/state?since=${encodeURIComponent(upto)}&now=${Date.now()}&unsent=${await vault.count()}`);
      await takeState(told);
    } while (told.more);
    online(true);
  } catch (why) {
    if (why instanceof server.Gone) return door || (await vault.count()) ? gone() : show("closed");
    if (why instanceof server.Over) return over();
    online(false);
    if (!door) show("closed");
    else if (server.now() >= door.until) return over();
  }
  looking = setTimeout(look, document.hidden ? 6 * LOOK_MS : LOOK_MS);
}

async function takeState(told) {
  const first = !door;
  for (const [id, person, when, direction, inSession, place, stands] of told.passed.reverse()) {
    people.note(person, id, [when, direction, inSession, place, stands]);
    if (stands && direction === "in" && place !== told.door) alsoAt(person, inSession, when, place);
  }
  upto = told.upto;
  door = { ...told, passed: undefined, clock: { ...server.clock } };
  await vault.put("door", door);
  if (told.generation !== people.generation() || !people.size()) {
    people.take(await server.ask(`/door/people?since=${people.size() ? people.generation() : 0}`));
    await people.write(); // before anything else: the next opening may be without a network
  }
  ready();
  if (first) $("q").focus({ preventScroll: true });
  if ($("q").value) search();
}

function online(is) {
  const net = $("net");
  net.classList.toggle("off", !is);
  net.querySelector("use").setAttribute("href", is ? "#i-net" : "#i-off");
  net.querySelector(".word").textContent = say(is ? "online" : "offline");
  net.title = say(is ? "online" : "offline");
  if (is) sending.send();
}

async function showUnsent(count) {
  $("unsent").hidden = !door && !count;
  $("unsent").classList.toggle("some", count > 0);
  $("unsent").querySelector("b").textContent = count.toLocaleString(LOCALE);
  if (document.body.dataset.view !== "ended" || !isOver) return;
  showLeft(count);
  if (!count) await vault.dropAll();
}

function showAbout() {
  $("about").textContent = [say("people", { count: people.size().toLocaleString(LOCALE) }), say("until", { time: moment(door.until) })].join(" · ");
  const minutes = Math.round((server.clock.skew ?? 0) / 60000);
  $("clock").hidden = !minutes;
  $("clock").textContent = minutes ? say(minutes > 0 ? "fast" : "slow", { minutes: Math.abs(minutes) }) : "";
  $("sound").querySelector("span").textContent = say(isOn ? "sound_on" : "sound_off");
}

// ---- the end ----

async function gone() {
  const lost = await vault.count();
  clearTimeout(looking);
  isOver = false;
  people.forget();
  await vault.dropAll();
  localStorage.removeItem("door sound");
  [door, recent, upto] = [null, [], ""];
  show("ended");
  $("left").hidden = !lost;
  $("left").textContent = lost ? say("lost", { count: lost }) : "";
  await sending.changed();
}

// Its time is over: the list goes, what was not sent is sent still.
async function over() {
  clearTimeout(looking);
  isOver = true;
  people.forget();
  await vault.keepOnly({ until: 0, csrf: server.formToken(), clock: { ...server.clock } });
  [door, recent] = [null, []];
  show("ended");
  await sending.changed();
  sending.send();
}

function showLeft(count) {
  $("left").hidden = !count;
  $("left").textContent = count ? say("waiting", { count }) : "";
}

function show(view) {
  document.querySelector(".dock").hidden = true;
  $("menu").hidden = true;
  $("more").hidden = true;
  const named = "#door-name, #event-title, #confirm p, #told .big, #told .note, #about, #offer span";
  for (const one of document.querySelectorAll(named)) one.textContent = "";
  $("door-name").textContent = document.title = say("title");
  $("hits").replaceChildren();
  $("recent").replaceChildren();
  for (const field of document.querySelectorAll("input")) field.value = "";
  chosen = null;
  if ($("confirm").open) $("confirm").close();
  $("told").hidden = true;
  go(view);
}

// ---- views ----

function go(view) {
  document.body.dataset.view = view;
  for (const one of document.querySelectorAll(".view")) one.hidden = one.dataset.for !== view;
  for (const one of document.querySelectorAll("[data-go]"))
    one.dataset.go === view ? one.setAttribute("aria-current", "page") : one.removeAttribute("aria-current");
  $("choose").hidden = view !== "search" && view !== "scan";
  scrollTo(0, 0);
  if (view === "scan") startScan();
  else scanner?.stop();
  if (view === "walk") $("walk-name").focus();
}

for (const one of document.querySelectorAll("[data-go]")) one.addEventListener("click", () => go(one.dataset.go));

for (const one of document.querySelectorAll("button[data-way]"))
  one.addEventListener("click", () => {
    way = document.body.dataset.way = one.dataset.way;
    for (const other of document.querySelectorAll("button[data-way]"))
      other.setAttribute("aria-pressed", String(other.dataset.way === way));
  });

$("session").addEventListener("change", () => {
  session = $("session").value;
  search();
});
$("menu").addEventListener("click", () => {
  $("more").hidden = !$("more").hidden;
  $("menu").setAttribute("aria-expanded", String(!$("more").hidden));
});
$("sound").addEventListener("click", () => {
  turn();
  showAbout();
});
$("close").addEventListener("click", async () => {
  await sending.send();
  const left = await vault.count();
  if (left && !confirm(say("waiting", { count: left }))) return;
  await server.ask("/door/close", { close: true }).catch(() => {});
  await gone();
});

// ---- search ----

let typing;
$("q").addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(search, door?.protected ? 350 : 60);
});

async function search() {
  const text = $("q").value.trim();
  $("recent-part").hidden = Boolean(text);
  let found = text ? people.find(text) : [];
  let hint = text && found === null ? say("more_letters") : "";
  if (text && found && door?.protected) {
    found = await searchThere(text);
    if (found === null) hint = say("needs_network");
  }
  if (text !== $("q").value.trim()) return;
  const none = found?.length === 0 && text;
  $("hint").textContent = none ? say("nobody") : hint;
  $("offer").hidden = !text || found === null;
  $("offer").querySelector("span").textContent = say("add_walk_in", { name: text });
  renew($("hits"), (found ?? []).map(hit));
}

// What is there already stays: it is looked for again whenever the others are heard of, and a finger may be on it.
function renew(list, lines) {
  const same = list.children.length === lines.length && lines.every((line, at) => line.isEqualNode(list.children[at]));
  if (!same) list.replaceChildren(...lines);
}

async function searchThere(text) {
  try {
    const told = await server.ask("/door/search", { q: text, session });
    return told.people.map((one) => ({ id: one.ref, name: one.name, org: one.organisation, hashes: [], there: one }));
  } catch (why) {
    if (why instanceof server.Gone) await gone();
    return null;
  }
}

function hit(person) {
  const row = $("hit").content.firstElementChild.cloneNode(true);
  row.querySelector(".name").textContent = person.name || "—";
  row.querySelector(".org").textContent = person.org;
  const since = insideSince(person);
  if (since) {
    row.querySelector(".inside").hidden = false;
    row.querySelector(".inside span").textContent = hour(since.when);
  }
  row.querySelector("button").addEventListener("click", () => choose(person));
  return row;
}

function insideSince(person) {
  const last = people.last(person.id, session);
  if (last) return last[1] === "in" ? { when: last[0], place: last[3] } : null;
  return person.there?.since ? { when: person.there.since, place: person.there.place } : null;
}

function choose(person) {
  chosen = person;
  const since = insideSince(person);
  $("confirm-name").textContent = person.name || "—";
  $("confirm-org").textContent = person.org;
  const said = way === "in" && since ? sinceText(since) : way === "out" && !since ? say("not_inside") : "";
  $("confirm-said").hidden = !said;
  $("confirm-said").textContent = said;
  $("confirm-go").querySelector("span").textContent = say(way === "in" ? "check_in_now" : "check_out_now");
  $("confirm-go").querySelector("use").setAttribute("href", `#i-${way}`);
  $("confirm").showModal();
  $("confirm-go").focus();
}

$("confirm-no").addEventListener("click", () => $("confirm").close());
$("confirm").addEventListener("click", (press) => press.target === $("confirm") && $("confirm").close());
$("confirm-go").addEventListener("click", () => {
  $("confirm").close();
  if (chosen) pass({ person: chosen });
});
$("offer").addEventListener("click", () => {
  $("walk-name").value = $("q").value.trim();
  go("walk");
  $("walk-more").focus();
});

// ---- checking in ----

// Keep a check-in, and tell it once it is on the disk. `person` from the list, or `claim` of a walk-in; `code` if one
// was read. Gives whether it could be kept.
async function pass({ person, claim, code = "" }) {
  const nonce = newNonce();
  const direction = claim ? "in" : way;
  const since = person && direction === "in" ? insideSince(person) : null;
  const when = server.now();
  const name = person?.name || claim?.name || (code ? say("personal_code") : "—");
  const item = { nonce, direction, session, ...claim, ...server.stamp() };
  if (code) item.code = code;
  else if (person) Object.assign(item, { ref: person.id }, keepsNames() && { name: person.name, organisation: person.org });
  const entry = { nonce, person: person?.id ?? "", name, when, way: direction, session, id: `n:${nonce}`, state: "unsent", since };
  recent = [entry, ...recent].slice(0, RECENT); // before it is kept, for its answer may be there before we go on
  if (!(await isKept(item, name))) {
    recent = recent.filter((one) => one !== entry);
    return false;
  }
  people.note(entry.person, entry.id, [when, direction, session, door.door, true]);
  const kind = !person && code ? "kept" : since ? "twice" : direction;
  tell(kind, { name, note: since ? sinceText(since) : kind === "kept" ? say("not_listed") : person?.org || "", entry });
  $("q").value = "";
  search();
  showRecent();
  await keepRecent();
  return true;
}

// A name lies on the disk encrypted, and of a protected event only while it is a walk-in's that was not sent yet.
const keepsNames = () => vault.isSafe && !door?.protected;

const keepRecent = () => vault.put("recent", keepsNames() ? recent : recent.map(({ name, ...one }) => one));

// A phone whose disk is full, or whose browser keeps nothing, must not say that somebody is in.
async function isKept(item, name) {
  try {
    await sending.keep(item);
    return true;
  } catch {
    tell("bad", { name, note: say("not_kept") });
    return false;
  }
}

function newNonce() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function sinceText({ when, place }) {
  return place ? say("since", { time: hour(when), place }) : say("since_here", { time: hour(when) });
}

function tell(kind, { name = "", note = "", entry = null, word = "" } = {}) {
  const told = $("told");
  toldOf = entry;
  const said = { in: "checked_in", out: "checked_out", twice: "already", kept: "kept", bad: "refused", gone: "undone" };
  const icon = { in: "done", out: "out", twice: "twice", kept: "wait", bad: "bad", gone: "undo" };
  told.dataset.kind = kind;
  told.querySelector("use").setAttribute("href", `#i-${icon[kind]}`);
  told.querySelector(".word").textContent = word || say(said[kind]);
  told.querySelector(".big").textContent = name;
  told.querySelector(".note").textContent = note;
  $("told-undo").hidden = !entry;
  $("told-undo").onclick = (press) => {
    press.stopPropagation();
    untell();
    undo(entry);
  };
  told.hidden = false;
  signal(kind);
  clearTimeout(telling);
  telling = setTimeout(untell, kind === "in" || kind === "gone" ? TOLD_MS : TOLD_MS + 1200);
}

function untell() {
  clearTimeout(telling);
  $("told").hidden = true;
  if (document.body.dataset.view === "search" && matchMedia("(hover: hover)").matches) $("q").focus();
}

$("told").addEventListener("click", untell);

async function undo(entry) {
  if (entry.state === "undone" || server.now() - entry.when > UNDO_MS) return tell("bad", { word: say("late") });
  const nonce = `u-${entry.nonce}`.slice(0, 64);
  if (!(await isKept({ nonce, undoes: entry.nonce, ...server.stamp() }, nameOf(entry)))) return;
  entry.state = "undone";
  people.takeBack(entry.person, entry.id);
  tell("gone", { name: nameOf(entry) });
  showRecent();
  await keepRecent();
}

// What the service made of what was sent.
async function heard(results) {
  for (const one of results) {
    const entry = recent.find((each) => each.nonce === one.nonce);
    if (!entry) continue;
    if (one.state === "refused") entry.state = "refused";
    else if (entry.state === "unsent") entry.state = "sent";
    if (one.id) {
      people.rename(entry.person, entry.id, one.id);
      entry.id = one.id;
    }
    if (one.name) entry.name = one.name;
    if (entry === toldOf) $("told").querySelector(".big").textContent = entry.name;
    if (one.since && !entry.since) entry.also = { when: one.since, place: one.place };
  }
  showRecent();
  await keepRecent();
}

// Somebody was checked in here and at another door: both are told.
function alsoAt(person, inSession, when, place) {
  const entry = person && recent.find((one) => one.person === person && one.session === inSession && one.way === "in");
  if (entry && !entry.since && entry.state !== "undone") entry.also = { when, place };
}

function showRecent() {
  $("recent-none").hidden = recent.length > 0;
  $("recent").replaceChildren(
    ...recent.map((entry) => {
      const row = $("past").content.firstElementChild.cloneNode(true);
      const kind = entry.state === "undone" ? "gone" : entry.since || entry.also ? "twice" : entry.way;
      const sign = { gone: "undo", twice: "twice", in: "done", out: "out" }[kind];
      row.querySelector(".way").classList.add(kind);
      row.querySelector(".way use").setAttribute("href", `#i-${sign}`);
      row.querySelector(".name").textContent = nameOf(entry);
      row.querySelector(".said").textContent = saidOf(entry);
      row.querySelector("time").textContent = hour(entry.when);
      const button = row.querySelector(".undo");
      button.hidden = entry.state === "undone" || server.now() - entry.when > UNDO_MS;
      button.addEventListener("click", () => undo(entry));
      return row;
    }),
  );
}

const nameOf = (entry) => entry.name ?? (people.get(entry.person)?.name || "—"); // as long as this page was open

function saidOf(entry) {
  const what = { undone: "undone", refused: "refused", unsent: "unsent" }[entry.state];
  const said = [what ? say(what) : say(entry.way === "in" ? "checked_in" : "checked_out")];
  if (entry.state !== "undone" && entry.since) said.push(sinceText(entry.since));
  else if (entry.state !== "undone" && entry.also?.place) said.push(say("also", { time: hour(entry.also.when), place: entry.also.place }));
  return said.join(" · ");
}

// ---- walk-ins ----

$("walk").addEventListener("submit", async (press) => {
  press.preventDefault();
  const name = $("walk-name").value.trim();
  const more = $("walk-more").value.trim();
  if (!name) return;
  const field = more.includes("@") ? "email" : /^[+\d][\d\s()./-]{5,}$/.test(more) ? "phone" : "organisation";
  go("search");
  if (await pass({ claim: more ? { name, [field]: more } : { name } })) $("walk").reset();
});

// ---- codes ----

let seen = { code: "", when: 0 };

async function took(text) {
  const code = people.tidied(text);
  if (!code) return scanSaid(say("no_code"));
  if (code === seen.code && Date.now() - seen.when < 4000) return;
  seen = { code, when: Date.now() };
  scanSaid("");
  const person = await people.ofCode(code);
  if (person) return pass({ person, code });
  await askFor(code);
}

// A code that is not on this phone: the list may be older than it. With a network the service knows.
async function askFor(code) {
  const nonce = newNonce();
  const when = server.now();
  let told;
  try {
    const item = server.unstamped({ nonce, direction: way, session, code, strict: true, ...server.stamp() });
    [told] = (await server.ask("/door/check-ins", { ...server.said(), unsent: await vault.count(), items: [item] })).results;
  } catch (why) {
    if (why instanceof server.Gone) return gone();
    return pass({ code });
  }
  if (told.state === "refused") return tell("bad", { note: say(told.what.includes("withdrawn") ? "withdrawn_code" : "unknown_code") });
  const since = told.since ? { when: told.since, place: told.place } : null;
  const entry = { nonce, person: "", name: told.name, when, way, session, id: told.id, state: "sent", since };
  recent = [entry, ...recent].slice(0, RECENT);
  tell(since ? "twice" : way, { name: told.name, note: since ? sinceText(since) : "", entry });
  showRecent();
  await keepRecent();
}

function scanSaid(text) {
  $("scan-said").hidden = !text;
  $("scan-said").textContent = text;
}

async function startScan() {
  scanSaid("");
  if (!navigator.mediaDevices?.getUserMedia) return scanSaid(say("no_https"));
  try {
    scanner ??= await import("./scan.js");
    await scanner.start($("video"), took, document.body.dataset.vendor);
  } catch {
    scanSaid(say("no_camera"));
  }
  if (document.body.dataset.view !== "scan") scanner?.stop();
}

async function fetchReader() {
  scanner ??= await import("./scan.js").catch(() => null);
  await scanner?.fetchReader(document.body.dataset.vendor).catch(() => {});
}

$("typed").addEventListener("submit", (press) => {
  press.preventDefault();
  took($("code").value);
  $("code").value = "";
});

// ---- words ----

function hour(millis) {
  return format(millis, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

function moment(millis) {
  return format(millis, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

function format(millis, options) {
  return new Intl.DateTimeFormat(LOCALE, { timeZone: door?.event.timezone, ...options }).format(millis);
}

document.addEventListener("visibilitychange", () => document.hidden || look());
addEventListener("online", look);
addEventListener("offline", () => online(false));
setInterval(() => {
  if (door && server.now() >= door.until) over();
  else if (document.body.dataset.view === "search" && !$("q").value) showRecent();
}, 30000);

open();
