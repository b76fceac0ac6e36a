/** The audible part of a recording, in seconds. */
export interface HeardPart {
  readonly from: number;
  readonly seconds: number;
}

/** Anything softer than this share of the loudest sample is silence. */
const SILENT = 0.02;
/** How much of the silence around it is kept, in seconds: words need a short gap between them. */
const BEFORE = 0.03;
const AFTER = 0.12;

/**
 * Recordings begin and end with silence, ours with almost half a second of it: five words in a row
 * would have two seconds of silence, while other calls wait.
 */
export function heardPart(samples: Float32Array, rate: number): HeardPart {
  const loudest = samples.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  const isHeard = (each: number) => Math.abs(each) > loudest * SILENT;
  const first = samples.findIndex(isHeard);
  if (first < 0) return { from: 0, seconds: 0 };
  let last = samples.length - 1;
  while (!isHeard(samples[last])) last -= 1;
  const from = Math.max(0, first / rate - BEFORE);
  return { from, seconds: Math.min(samples.length / rate, (last + 1) / rate + AFTER) - from };
}
