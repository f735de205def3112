// What lies on the phone: the list of people and the queue, each encrypted with a key that cannot be taken out of
// this browser. When the door ends the key is deleted, and with it all that it could open.

const NAME = "zoom-sync-door";
const subtle = globalThis.crypto?.subtle; // only over https, or on the machine itself

let opened;
let key;

function db() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("kept");
      asked.result.createObjectStore("keys");
      asked.result.createObjectStore("queue", { autoIncrement: true });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

// One transaction on one store; gives what `work` asked for, once it is on disk.
async function within(store, mode, work) {
  const tx = (await db()).transaction(store, mode, { durability: "strict" });
  return new Promise((resolve, reject) => {
    let asked;
    tx.oncomplete = () => resolve(asked?.result);
    tx.onerror = tx.onabort = () => reject(tx.error);
    asked = work(tx.objectStore(store));
  });
}

async function sealing() {
  if (!subtle) return null;
  key ??= (async () => {
    const known = await within("keys", "readonly", (keys) => keys.get("list"));
    if (known) return known;
    const made = await subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    await within("keys", "readwrite", (keys) => keys.add(made, "list")).catch(() => {}); // another tab was first
    return within("keys", "readonly", (keys) => keys.get("list"));
  })();
  return key;
}

async function seal(value) {
  const by = await sealing();
  if (!by) return { plain: value };
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  return { iv, data: await subtle.encrypt({ name: "AES-GCM", iv }, by, text) };
}

async function unseal(sealed) {
  if (!sealed) return undefined;
  if ("plain" in sealed) return sealed.plain;
  const text = await subtle.decrypt({ name: "AES-GCM", iv: sealed.iv }, await sealing(), sealed.data);
  return JSON.parse(new TextDecoder().decode(text));
}

export const isSafe = Boolean(subtle);

export async function get(name) {
  try {
    return await unseal(await within("kept", "readonly", (kept) => kept.get(name)));
  } catch {
    return undefined; // of a door that ended: its key is gone
  }
}

export async function put(name, value) {
  const sealed = await seal(value);
  await within("kept", "readwrite", (kept) => kept.put(sealed, name));
}

export async function enqueue(item) {
  const sealed = await seal(item);
  return within("queue", "readwrite", (queue) => queue.add(sealed));
}

// The oldest that wait, without those set aside: [[key, item], …].
export async function waiting(most, aside) {
  const keys = await within("queue", "readonly", (queue) => queue.getAllKeys(null, most + aside.size));
  const found = [];
  for (const one of keys.filter((each) => !aside.has(each)).slice(0, most))
    found.push([one, await unseal(await within("queue", "readonly", (queue) => queue.get(one)))]);
  return found;
}

export const count = () => within("queue", "readonly", (queue) => queue.count());

export const done = (keys) =>
  within("queue", "readwrite", (queue) => {
    let last;
    for (const one of keys) last = queue.delete(one);
    return last;
  });

// Whatever tells of people goes; `left` takes the place of what was known of the door, in the same transaction.
export async function keepOnly(left) {
  const sealed = await seal(left);
  await within("kept", "readwrite", (kept) => {
    kept.clear();
    return kept.put(sealed, "door");
  });
}

export async function dropAll() {
  for (const store of ["queue", "kept", "keys"]) await within(store, "readwrite", (held) => held.clear());
  key = undefined;
}
