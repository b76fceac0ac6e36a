import { contrast } from '../../domain/model/colour';
import { MOST_LOGO } from '../../domain/model/logo';

/**
 * A logo from whatever file a person has: the browser draws it, and what is sent is a PNG of the
 * drawing. So neither a script in an SVG nor a photograph's location is sent.
 */

/** Pixels; twice what the largest screen shows. */
const WIDE = 640;
const HIGH = 240;
const LEAST = 16;
/** Contrast of what is not text, WCAG 2.2, 1.4.11. */
const SEEN = 3;
/** Share of the drawn points that must stand out. */
const SHARE_SEEN = 0.1;

/** The `data:` address of a PNG that fits. Rejects if the browser cannot draw the file. */
export async function logoFrom(file: File): Promise<string> {
  const picture = await drawn(await addressOf(file));
  const [width, height] = [picture.naturalWidth, picture.naturalHeight];
  if (width === 0 || height === 0) throw new Error('a picture without a size');
  let scale = Math.min(1, WIDE / width, HIGH / height);
  // A picture without an intrinsic size, such as most SVGs, is drawn as large as fits.
  if (file.type === 'image/svg+xml') scale = Math.min(WIDE / width, HIGH / height);
  for (;;) {
    const address = onCanvas(picture, width * scale, height * scale).toDataURL('image/png');
    if (address.length <= MOST_LOGO) return address;
    scale *= 0.85;
    if (Math.min(width, height) * scale < LEAST) throw new Error('a picture too heavy');
  }
}

/** Whether enough of it stands out from white. */
export async function canBeSeen(logo: string): Promise<boolean> {
  const picture = await drawn(logo);
  const canvas = onCanvas(picture, picture.naturalWidth, picture.naturalHeight);
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  let [points, seen] = [0, 0];
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] < 128) continue;
    points += 1;
    const parts = [...data.subarray(at, at + 3)].map((part) => part.toString(16).padStart(2, '0'));
    const colour = `#${parts.join('')}`;
    if (contrast(colour, '#ffffff') >= SEEN) seen += 1;
  }
  return points > 0 && seen / points >= SHARE_SEEN;
}

const addressOf = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(file);
  });

const drawn = (address: string): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const picture = new Image();
    picture.onload = () => resolve(picture);
    picture.onerror = () => reject(new Error('no picture'));
    picture.src = address;
  });

function onCanvas(picture: HTMLImageElement, width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(LEAST, Math.round(width));
  canvas.height = Math.max(LEAST, Math.round(height));
  const context = canvas.getContext('2d')!;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
