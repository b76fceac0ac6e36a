import type { Clip } from './clips';

/** Silence after an announcement. */
export const GAP_MS = 300;
/** Words that would start later than this are left out, since other calls are waiting. */
const BEGIN_WITHIN_S = 12;

export const pause = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms);
  });

/**
 * How long a browser's own voice may take for a text, slow and with spelled letters. It may never
 * report its end; and if it were cut off sooner, the counter would be lost.
 */
export const atMostMs = (text: string): number => 4_000 + 150 * text.length;

/**
 * Plays one word after the other until the last has ended, so that the next call does not overlap.
 */
export async function play(
  audio: Pick<BaseAudioContext, 'currentTime' | 'createBufferSource' | 'destination'>,
  clips: readonly Clip[],
): Promise<void> {
  if (clips.length === 0) return;
  const began = audio.currentTime + 0.05;
  let at = began;
  for (const { buffer, from, seconds } of clips) {
    if (at - began > BEGIN_WITHIN_S) break;
    const source = audio.createBufferSource();
    source.buffer = buffer;
    source.connect(audio.destination);
    source.start(at, from, seconds);
    at += seconds;
  }
  await pause((at - audio.currentTime) * 1000 + GAP_MS);
}
