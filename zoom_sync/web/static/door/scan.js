// Reads codes through the camera: with the browser's own reader where there is one, else with ZXing as WebAssembly,
// which is fetched when it is first needed.

const EVERY_MS = 120;
const READER = "zxing-wasm-3.1.4";

let stream = null;
let timer;
let read;

export async function start(video, took, vendor) {
  stop();
  stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 1280 } },
  });
  video.srcObject = stream;
  await video.play();
  read ??= await reader(vendor);
  watch(video, took);
}

export function stop() {
  clearTimeout(timer);
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = null;
}

export async function fetchReader(vendor) {
  read ??= await reader(vendor);
}

async function watch(video, took) {
  if (!stream) return;
  try {
    if (video.readyState >= 2 && !document.hidden) for (const text of await read(video)) await took(text);
  } catch {
    // a frame that could not be read: the next one comes at once
  }
  timer = setTimeout(watch, EVERY_MS, video, took);
}

async function reader(vendor) {
  if ("BarcodeDetector" in globalThis) {
    const formats = await BarcodeDetector.getSupportedFormats();
    if (formats.includes("qr_code")) {
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      return async (video) => (await detector.detect(video)).map((one) => one.rawValue);
    }
  }
  const zxing = await loaded(`${vendor}${READER}/index.js`);
  await zxing.prepareZXingModule({
    overrides: { locateFile: (name) => `${vendor}${READER}/${name}` },
    fireImmediately: true,
  });
  const canvas = document.createElement("canvas");
  const paper = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, 800 / Math.max(video.videoWidth, video.videoHeight));
    canvas.width = video.videoWidth * scale;
    canvas.height = video.videoHeight * scale;
    paper.drawImage(video, 0, 0, canvas.width, canvas.height);
    const picture = paper.getImageData(0, 0, canvas.width, canvas.height);
    const found = await zxing.readBarcodes(picture, { formats: ["QRCode"], maxNumberOfSymbols: 1 });
    return found.map((one) => one.text).filter(Boolean);
  };
}

function loaded(path) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = path;
    script.onload = () => resolve(globalThis.ZXingWASM);
    script.onerror = reject;
    document.head.append(script);
  });
}
