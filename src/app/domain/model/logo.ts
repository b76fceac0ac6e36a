/**
 * A bank's logo: which pictures are accepted, and their size. PNG only: a bitmap can neither run,
 * nor load, nor style anything, wherever it is opened.
 */

/** Letters of a `data:` address: with the rest of a branch's settings it has to fit a request. */
export const MOST_LOGO = 32_000;
const HEAD = 'data:image/png;base64,';
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Pixels. */
const LEAST_SIDE = 16;
const MOST_SIDE = 2000;
/** Width over height. */
const NARROWEST = 0.25;
const WIDEST = 12;

export interface Logo {
  readonly bytes: Uint8Array;
  /** Width over height. */
  readonly ratio: number;
}

export const LOGO_WANTS = {
  form: 'a PNG picture as data:image/png;base64,…, or nothing',
  size: `a PNG picture of at most ${(MOST_LOGO * 3) / 4000} kB`,
  broken: 'a PNG picture that is whole, and nothing after it',
  still: 'a PNG picture that does not move',
  sides: `a PNG picture from ${LEAST_SIDE} to ${MOST_SIDE} pixels on each side`,
  narrow: `a PNG picture at most ${WIDEST} times as wide as high, and 4 times as high as wide`,
} as const;

/** The picture, or what is wanted instead. */
export function readLogo(address: string): Logo | string {
  if (!address.startsWith(HEAD)) return LOGO_WANTS.form;
  if (address.length > MOST_LOGO) return LOGO_WANTS.size;
  const bytes = bytesOf(address.slice(HEAD.length));
  if (!bytes) return LOGO_WANTS.form;
  return readPng(bytes);
}

function bytesOf(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}

interface Chunk {
  readonly type: string;
  readonly data: DataView;
}

/** The parts of a PNG, if each is as long and as whole as it says; undefined if not. */
function chunksOf(bytes: Uint8Array): readonly Chunk[] | undefined {
  if (SIGNATURE.some((byte, at) => bytes[at] !== byte)) return undefined;
  const whole = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at < bytes.length;) {
    if (at + 12 > bytes.length) return undefined;
    const length = whole.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) return undefined;
    if (crc(bytes.subarray(at + 4, end - 4)) !== whole.getUint32(end - 4)) return undefined;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    chunks.push({ type, data: new DataView(bytes.buffer, bytes.byteOffset + at + 8, length) });
    at = end;
  }
  return chunks;
}

function readPng(bytes: Uint8Array): Logo | string {
  const chunks = chunksOf(bytes);
  const types = chunks?.map(({ type }) => type) ?? [];
  const [head] = chunks ?? [];
  const isWhole =
    types[0] === 'IHDR' &&
    head.data.byteLength === 13 &&
    types.includes('IDAT') &&
    types.indexOf('IEND') === types.length - 1;
  if (!isWhole) return LOGO_WANTS.broken;
  if (types.includes('acTL')) return LOGO_WANTS.still;
  const [width, height] = [head.data.getUint32(0), head.data.getUint32(4)];
  if ([width, height].some((side) => side < LEAST_SIDE || side > MOST_SIDE)) {
    return LOGO_WANTS.sides;
  }
  const ratio = width / height;
  return ratio >= NARROWEST && ratio <= WIDEST ? { bytes, ratio } : LOGO_WANTS.narrow;
}

/** The sum that each part of a PNG carries (CRC-32, ISO 3309). */
function crc(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
