// What is looked for at a door, folded as `rules/door_search.py` does it; a test holds the two together.
import { READ, READ_FROM } from "./letters.js";

const FROM_LETTERS = 3;
const MOST_WORDS = 6;
const WIDE_FROM = 0x2e80;
const LETTERS = {
  "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ŧ": "t", "ŋ": "n",
  "ı": "i", "ĸ": "k", "ə": "a", "ƙ": "k", "ɓ": "b", "ɗ": "d", "ƴ": "y", "ɛ": "e", "ɔ": "o", "ς": "σ",
};
const SAID = { v: "b", z: "j", q: "k", c: "k", f: "p" };
const UNSEEN = /['’‘ʼʻ`´′\u200b-\u200f\u2060\ufeff]/gu;
const ASCII = /^[\x00-\x7f]*$/;

export function fold(text) {
  const plain = text.replace(UNSEEN, "").normalize("NFKD").toLowerCase();
  let letters = "";
  for (const sign of plain) if (sign < "\u0300" || sign > "\u036f") letters += LETTERS[sign] ?? sign;
  return letters.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
}

// The words of a search; none before the third letter.
export function asked(text) {
  const words = fold(text).split(" ").filter(Boolean).slice(0, MOST_WORDS);
  let letters = 0;
  for (const word of words) for (const sign of word) letters += isWide(sign) ? 2 : 1;
  return letters < FROM_LETTERS ? [] : words.map((word) => ({ text: word, bones: bones(word) }));
}

export function bones(word) {
  const foreign = !ASCII.test(word);
  let read = "";
  for (const sign of word) read += foreign ? reading(sign) : sign;
  if (!ASCII.test(read)) return "";
  const said = skeleton(read);
  return said.length >= (foreign ? 2 : 3) ? said : "";
}

// How well somebody is found: 2 by the letters of every word, 1 by the consonants of some, 0 not at all.
export function rank(person, words) {
  let found = 2;
  for (const word of words) {
    if (person.keys.includes(isWide(word.text) ? word.text : ` ${word.text}`)) continue;
    if (!word.bones) return 0;
    person.bones ??= person.keys.split(" ").filter((one) => one && ASCII.test(one)).map(skeleton);
    const short = word.bones.length < 3;
    if (!person.bones.some((one) => (short ? one === word.bones : one.startsWith(word.bones)))) return 0;
    found = 1;
  }
  return found;
}

function skeleton(read) {
  return read
    .replace(/[^a-z]/g, "")
    .replace(/[aeiouwyh]/g, "")
    .replace(/[vzqcf]/g, (sign) => SAID[sign])
    .replace(/(.)\1+/g, "$1");
}

function reading(sign) {
  const code = sign.codePointAt(0);
  return code >= READ_FROM && code < READ_FROM + READ.length ? READ[code - READ_FROM] : sign;
}

function isWide(text) {
  return text.codePointAt(0) >= WIDE_FROM;
}
