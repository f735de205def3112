// What the page says to the service, and how the phone's clock stands to the service's.

const RUN = Math.random().toString(36).slice(2); // this opening of the page: `performance.now` counts within one

export const clock = { skew: null, heard: null }; // milliseconds ahead of the service's; when that was last heard
let csrf = "";

export class Gone extends Error {} // withdrawn, or never opened
export class Over extends Error {} // ended by itself
export class Refused extends Error {} // understood and refused: the same again would be refused again
export class Away extends Error {} // no network, or the service is unwell: later

export const now = () => Date.now() - (clock.skew ?? 0);

// What a check-in says of its moment.
export function stamp() {
  const told = { at: Date.now(), run: RUN, steady: Math.round(performance.now()) };
  return clock.skew === null ? told : { ...told, skew: clock.skew, heard: clock.heard };
}

// The same as the service wants it: how long ago, where this page was open all the time.
export function unstamped({ run, steady, ...item }) {
  return run === RUN ? { ...item, age: Math.max(0, Math.round(performance.now()) - steady) } : item;
}

export async function ask(path, body) {
  const sent = Date.now();
  let answer;
  try {
    answer = await fetch(path, {
      method: body ? "POST" : "GET",
      headers: body ? { "Content-Type": "application/json", "X-CSRFToken": csrf } : {},
      body: body ? JSON.stringify(body) : undefined,
      cache: "no-store",
      signal: AbortSignal.timeout(20000),
    });
  } catch {
    throw new Away();
  }
  if (answer.status === 401 || answer.status === 404) throw new Gone();
  if (answer.status === 410) throw new Over();
  if (answer.status === 429 || answer.status >= 500) throw new Away();
  if (!answer.ok) throw new Refused();
  let told;
  try {
    told = await answer.json();
  } catch {
    throw new Away(); // another network's sign-in page, say
  }
  if (told.now) hear(told.now, sent, Date.now());
  if (told.csrf) csrf = told.csrf;
  return told;
}

function hear(theirs, sent, received) {
  const skew = Math.round((sent + received) / 2 - theirs);
  clock.skew = Math.abs(skew) <= 2000 ? 0 : skew; // so long a way through the network takes
  clock.heard = theirs;
}
