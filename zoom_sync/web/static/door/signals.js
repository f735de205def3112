// Sound and vibration: what a volunteer hears and feels who is looking at the person, not at the phone.

const TONES = {
  in: [[880, 0, 0.09], [1320, 0.1, 0.14]],
  out: [[1320, 0, 0.09], [880, 0.1, 0.14]],
  twice: [[523, 0, 0.12], [523, 0.18, 0.12]],
  kept: [[660, 0, 0.12]],
  bad: [[196, 0, 0.35]],
  gone: [[440, 0, 0.08]],
};
const SHAKES = { in: [60], out: [60, 40, 60], twice: [120, 60, 120], kept: [60], bad: [300], gone: [30] };

let audio;
export let isOn = localStorage.getItem("door sound") !== "off";

export function turn() {
  isOn = !isOn;
  localStorage.setItem("door sound", isOn ? "on" : "off");
  if (isOn) signal("in");
  return isOn;
}

export function signal(kind) {
  navigator.vibrate?.(SHAKES[kind] ?? []);
  if (!isOn) return;
  try {
    audio ??= new AudioContext();
    audio.resume();
    for (const [pitch, start, length] of TONES[kind] ?? []) tone(pitch, audio.currentTime + start, length);
  } catch {
    // a browser without sound: colour, word and sign are there
  }
}

function tone(pitch, start, length) {
  const source = audio.createOscillator();
  const volume = audio.createGain();
  source.frequency.value = pitch;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(0.35, start + 0.01);
  volume.gain.exponentialRampToValueAtTime(0.001, start + length);
  source.connect(volume).connect(audio.destination);
  source.start(start);
  source.stop(start + length + 0.02);
}
