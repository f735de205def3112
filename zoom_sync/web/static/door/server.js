// What the page says to the service, and how the phone's clock stands to the service's.

const RUN = Math.random().toString(36).slice(2); // this opening of the page: `performance.now` counts within one

const RIGHT_MS = 2000; // a clock that is off by no more is right
const DRIFT = 1e-4; // how much a clock may go wrong by itself, of the time that passes

// How far the phone's clock is ahead of the service's, how sure that is, and when it was last heard; milliseconds.
export const clock = { skew: null, doubt: null, heard: null };
let form = ""; // the form token, which every answer to /door/state brings

export class Gone extends Error {} // withdrawn, or never opened
export class Over extends Error {} // ended by itself
export class Refused extends Error {} // understood and refused: the same again would be refused again
export class Away extends Error {} // no network, or the service is unwell: later

export const now = () => Date.now() - (isRight() ? 0 : clock.skew);

// What a check-in says of its moment.
export function stamp() {
  const told = { at: Date.now(), run: RUN, steady: Math.round(performance.now()) };
  return clock.skew === null ? told : { ...told, ...clock };
}

// The same as the service wants it: how long ago, where this page was open all the time; and the skew as it is
// known better now, where it is the same within what was doubtful.
export function unstamped({ run, steady, doubt, ...item }) {
  if ("skew" in item && Math.abs(item.skew - clock.skew) <= doubt + clock.doubt) item.skew = clock.skew;
  return run === RUN ? { ...item, age: Math.max(0, Math.round(performance.now()) - steady) } : item;
}

// What the phone's clock shows, and how far ahead the phone knows it to be.
export const said = () => (clock.skew === null ? { now: Date.now() } : { now: Date.now(), skew: clock.skew });

export const formToken = (known = form) => (form = known);

export async function ask(path, body) {
  const sent = Date.now();
  let answer;
  try {
    answer = await fetch(path, {
      method: body ? "POST" : "GET",
      headers: body ? { "Content-Type": "application/json", "X-CSRFToken": form } : {},
      body: body ? JSON.stringify(body) : undefined,
      cache: "no-store",
      signal: AbortSignal.timeout(20000),
    });
  } catch {
    throw new Away();
  }
  // Only the service's own word ends a door: a proxy, or a hall's network, may answer with anything.
  const ours = answer.headers.get("Content-Type")?.startsWith("application/problem+json");
  if (answer.status === 401 && ours) throw new Gone();
  if (answer.status === 410 && ours) throw new Over();
  if ([401, 403, 404, 408, 410, 429].includes(answer.status) || answer.status >= 500) throw new Away();
  if (!answer.ok) throw new Refused();
  let told;
  try {
    told = await answer.json();
  } catch {
    throw new Away(); // another network's sign-in page, say
  }
  if (told.now) hear(told.now, sent, Date.now());
  if (told.csrf) form = told.csrf;
  return told;
}

// The service's clock was read somewhere between sending and receiving: the quicker the answer, the surer. A surer
// reading takes the place of one that it agrees with; one that it contradicts means that the phone's clock was set.
function hear(theirs, sent, received) {
  const skew = Math.round((sent + received) / 2 - theirs);
  const doubt = Math.round((received - sent) / 2) + 20;
  if (clock.skew !== null) {
    clock.doubt += Math.round(Math.max(0, theirs - clock.heard) * DRIFT);
    if (Math.abs(skew - clock.skew) <= doubt + clock.doubt && doubt > clock.doubt) {
      clock.heard = theirs;
      return;
    }
  }
  Object.assign(clock, { skew, doubt, heard: theirs });
}

export const isRight = () => Math.abs(clock.skew ?? 0) <= RIGHT_MS;
