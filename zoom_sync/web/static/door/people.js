// Whom this door may meet, and who passed: in memory, and encrypted on the phone.
import { asked, rank } from "./fold.js";
import * as vault from "./vault.js";

const AT_MOST = 8;

let held = { generation: 0, salt: "", people: new Map() };
let byHash = new Map();
let passed = new Map(); // person -> Map(id -> [when, in or out, session, place, whether it stands])
let saving;

export const generation = () => held.generation;
export const size = () => held.people.size;

export async function load() {
  const kept = await vault.get("people");
  if (kept) take({ ...kept, whole: true });
  for (const [person, list] of (await vault.get("passed")) ?? []) passed.set(person, new Map(list));
}

// Bring the list up to what the service says: everybody, or what changed.
export function take(told) {
  if (told.whole) held.people = new Map();
  held.generation = told.generation;
  held.salt = told.salt || held.salt;
  for (const id of told.gone ?? []) held.people.delete(id);
  for (const [id, name, org, keys, hashes] of told.people)
    held.people.set(id, { id, name, org, keys: ` ${keys}`, hashes });
  byHash = new Map();
  for (const person of held.people.values()) for (const hash of person.hashes) byHash.set(hash, person);
}

export function save() {
  clearTimeout(saving);
  saving = setTimeout(write, 400);
}

export async function write() {
  if (!vault.isSafe) return; // without encryption no list lies on the phone
  const people = [...held.people.values()].map((one) => [one.id, one.name, one.org, one.keys.slice(1), one.hashes]);
  await vault.put("people", { generation: held.generation, salt: held.salt, people });
  await vault.put("passed", [...passed].map(([person, list]) => [person, [...list]]));
}

export function forget() {
  clearTimeout(saving);
  held = { generation: 0, salt: "", people: new Map() };
  byHash = new Map();
  passed = new Map();
}

export const get = (id) => held.people.get(id);

// At most eight people: those found by their letters, then those found by consonants. null before the third letter.
export function find(text) {
  const words = asked(text);
  if (!words.length) return null;
  const found = [[], []];
  for (const person of held.people.values()) {
    const how = rank(person, words);
    if (how) found[2 - how].push(person);
  }
  for (const some of found) some.sort((one, other) => (one.keys < other.keys ? -1 : 1));
  return [...found[0], ...found[1]].slice(0, AT_MOST);
}

// A code as it was read or typed, in its printed form; "" for what cannot be one.
export function tidied(text) {
  const last = text.trim().split(/[/#?=]/).pop();
  const letters = last.toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/[ILO]/g, (sign) => (sign === "O" ? "0" : "1")).replace(/U/g, "V");
  return letters.length === 16 ? letters.match(/.{4}/g).join("-") : "";
}

export async function ofCode(code) {
  if (!vault.isSafe || !held.salt) return undefined;
  const whole = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(held.salt + code));
  const hex = [...new Uint8Array(whole)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return byHash.get(hex.slice(0, 32));
}

export function note(person, id, passage) {
  if (!person) return;
  if (!passed.has(person)) passed.set(person, new Map());
  passed.get(person).set(id, passage);
  save();
}

export function rename(person, from, to) {
  const list = passed.get(person);
  if (!list?.has(from)) return;
  list.set(to, list.get(from));
  list.delete(from);
  save();
}

export function takeBack(person, id) {
  const passage = passed.get(person)?.get(id);
  if (passage) passage[4] = false;
  save();
}

// The last time that somebody passed, in one session: [when, in or out, session, place], or undefined.
export function last(person, session, but = "") {
  let found;
  for (const [id, one] of passed.get(person) ?? [])
    if (id !== but && one[4] && one[2] === session && (!found || one[0] > found[0])) found = one;
  return found;
}
