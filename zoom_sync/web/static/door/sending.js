// The queue: every check-in is on the phone's disk before anybody is told, and stays there until the service has it.
import * as server from "./server.js";
import * as vault from "./vault.js";

const AT_ONCE = 50;
const LONGEST_MS = 60000;

let running = false;
let again = false;
let pause = 0;
let timer;
let most = AT_ONCE;
const aside = new Set(); // what the service does not understand: it waits, is shown as not sent, and holds up nobody
const listeners = { changed: () => {}, told: () => {}, gone: () => {} };

export const when = (name, act) => (listeners[name] = act);

// Keep an item. It is sent as soon as there is a network, by itself. Throws if this phone cannot keep it.
export async function keep(item) {
  await vault.enqueue(item);
  await changed();
  send();
}

export async function changed() {
  listeners.changed(await vault.count());
}

// Send what waits, the oldest first. One sender at a time, over all tabs of this door.
export async function send() {
  clearTimeout(timer);
  if (running) {
    again = true;
    return;
  }
  running = true;
  try {
    if (navigator.locks) await navigator.locks.request("door sending", { ifAvailable: true }, (lock) => lock && drain());
    else await drain();
    pause = 0;
  } catch (why) {
    if (why instanceof server.Gone) listeners.gone();
    else later();
  } finally {
    running = false;
  }
  if (again) {
    again = false;
    send();
  }
}

async function drain() {
  if (!(await vault.count())) return;
  if (!server.formToken()) await server.ask("/door/state");
  for (let found; (found = await vault.waiting(most, aside)).length; ) {
    const items = found.map(([, item]) => server.unstamped(item));
    const left = (await vault.count()) - items.length;
    let told;
    try {
      told = await server.ask("/door/check-ins", { ...server.said(), unsent: Math.max(0, left), items });
    } catch (why) {
      if (!(why instanceof server.Refused)) throw why;
      await server.ask("/door/state"); // the form token may be of an older key
      if (most === 1) aside.add(found[0][0]);
      most = 1;
      continue;
    }
    await vault.done(found.map(([key]) => key));
    most = AT_ONCE;
    await changed();
    listeners.told(told.results);
  }
}

// Try again after a while, longer each time, with some chance in it so that ten doors do not come at once.
function later() {
  pause = Math.min(LONGEST_MS, Math.max(2000, pause * 2));
  timer = setTimeout(send, pause * (0.7 + 0.6 * Math.random()));
}

addEventListener("online", send);
document.addEventListener("visibilitychange", () => document.hidden || send());
