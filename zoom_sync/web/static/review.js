// Answering questions without waiting: an answer is sent in the background, the next question is there at once.
// Without this script every button does the same by loading the page.

const box = document.querySelector("[data-review]");
const said = document.querySelector("[data-said]");
const help = document.querySelector("dialog.keyboard");
const FEW = 6; // questions left on the page at which more are fetched

const answered = []; // {form, before, sent}, the newest last; `sent` gives the ids of the decisions
let now = null;
let fetching = null;
let asked = 0; // how many answers were sent off
let counted = 0; // how many decisions there were when the counts were made that are shown: replies overtake each other

const forms = () => [...box.querySelectorAll("[data-pair]")];

function show(form, { focus = true } = {}) {
  now?.classList.remove("now");
  now = form || null;
  document.querySelector("[data-done]").hidden = Boolean(now);
  if (!now) return;
  now.classList.add("now");
  if (!focus) return;
  now.focus({ preventScroll: true });
  now.scrollIntoView({ block: "nearest" });
}

function tell(text, { bad = false } = {}) {
  said.hidden = false;
  said.classList.toggle("bad", bad);
  said.querySelector("p").textContent = text;
  said.querySelector("[data-undo]").hidden = answered.length === 0;
}

function count({ total, answered: done, known }) {
  if (known < counted) return;
  counted = known;
  box.dataset.left = total;
  const bar = document.querySelector("#progress");
  const number = (value) => value.toLocaleString(document.documentElement.lang);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => number(values[name]));
  document.querySelector(".choice [aria-current] .badge").textContent = number(total);
  document.querySelector("[data-total]").textContent = fill(box.dataset.open, { count: total });
  bar.max = Math.max(1, done + total);
  bar.value = done;
  bar.parentElement.hidden = false;
  bar.parentElement.querySelector("label").textContent = fill(box.dataset.progress, { done, all: done + total });
}

async function send(address, body) {
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: true });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function answer(form, saying) {
  const after = form.nextElementSibling || form.previousElementSibling;
  const step = { form, before: form.nextElementSibling };
  form.remove();
  const shown = forms().map((one) => ["shown", one.dataset.pair]);
  const body = new URLSearchParams([...new FormData(form), ["saying", saying], ...shown]);
  asked += 1;
  answered.push(step);
  show(after);
  tell(box.dataset[saying]);
  step.sent = send(location.href, body).then((told) => {
    const settled = new Set(told.settled);
    const follow = forms().filter((one) => settled.has(one.dataset.pair));
    step.followed = follow.map((one) => ({ form: one, before: one.nextElementSibling }));
    for (const one of follow) {
      if (one === now) show(one.nextElementSibling || one.previousElementSibling);
      one.remove();
    }
    if (follow.length) tell(`${box.dataset[saying]} ${box.dataset.follows}`);
    count(told);
    more();
    return told.decisions;
  });
  step.sent.catch(() => {
    answered.splice(answered.indexOf(step), 1);
    put(step);
    tell(box.dataset.lost, { bad: true });
  });
  more();
}

function put({ form, before }) {
  box.insertBefore(form, before?.isConnected ? before : null);
  show(form);
}

async function undo() {
  const step = answered.pop();
  if (!step) return;
  const token = step.form.querySelector("[name=csrf_token]").value;
  try {
    const ids = await step.sent;
    const body = new URLSearchParams([["csrf_token", token], ["list", box.dataset.list], ...ids.map((id) => ["decision", id])]);
    const told = await send(box.dataset.undoTo, body);
    for (const one of step.followed || []) box.insertBefore(one.form, one.before?.isConnected ? one.before : null);
    // Its next answer is another one, and must not be taken for the one that was taken back.
    step.form.querySelector("[name=nonce]").value += `:${ids[0]}`;
    put(step);
    tell(box.dataset.back);
    count(told);
  } catch {
    tell(box.dataset.lost, { bad: true });
  }
}

function later(form) {
  const after = form.nextElementSibling;
  if (!after) return;
  box.append(form);
  show(after);
  tell(box.dataset.later);
}

// The record may be made anew meanwhile, and ask what this page has not got yet.
const missing = () => Number(box.dataset.left) - Number(box.dataset.skip) > forms().length;

async function more() {
  if (fetching || forms().length > FEW || !missing()) return;
  const since = asked;
  fetching = load();
  await fetching.catch(() => {});
  fetching = null;
  if (asked !== since) more();
}

async function load() {
  // What was sent just now must be known there, or it would be asked again.
  await Promise.allSettled(answered.map((step) => step.sent));
  if (!missing()) return;
  const known = new Set([...forms(), ...answered.map((step) => step.form)].map((one) => one.dataset.pair));
  const address = new URL(box.dataset.more, location.href);
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = [...page.querySelectorAll("[data-pair]")].filter((one) => !known.has(one.dataset.pair));
  box.append(...fresh.map((one) => document.adoptNode(one)));
  if (!fresh.length || !page.querySelector("[data-rest]")) document.querySelector("[data-rest]")?.remove();
  if (!now) show(forms()[0]);
}

function press(key) {
  if (key === "?") return help.open ? help.close() : help.showModal();
  if (key === "u") return undo();
  if (!now) return undefined;
  if (key === "s") return answer(now, "same");
  if (key === "d") return answer(now, "different");
  if (key === "l" || key === "n") return later(now);
  if (key === "j") return show(now.nextElementSibling || now);
  if (key === "k") return show(now.previousElementSibling || now);
  return undefined;
}

if (box) {
  document.querySelector("[data-help]").hidden = false;
  document.querySelector("[data-help]").addEventListener("click", () => press("?"));
  said.querySelector("[data-undo]").addEventListener("click", undo);
  box.addEventListener("click", (click) => {
    const chosen = click.target.closest("[data-key]");
    if (!chosen || click.ctrlKey || click.metaKey || click.shiftKey) return;
    click.preventDefault();
    show(chosen.closest("[data-pair]"), { focus: false });
    press(chosen.dataset.key);
  });
  box.addEventListener("focusin", (focus) => {
    const form = focus.target.closest("[data-pair]");
    if (form && form !== now) show(form, { focus: false });
  });
  document.addEventListener("keydown", (down) => {
    if (down.ctrlKey || down.metaKey || down.altKey || down.target.closest?.("input, textarea, select")) return;
    if (help.open && down.key !== "?") return;
    if (!"?usdlnjk".includes(down.key.toLowerCase()) || down.key.length > 1) return;
    down.preventDefault();
    press(down.key.toLowerCase());
  });
  show(forms()[0], { focus: false });
}
