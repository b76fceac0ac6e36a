import { abortAfter } from '../shared/api/old-browsers';
import { HeardPart, heardPart } from './heard-part';

/**
 * The address of a recorded word. The folder has this fixed name beside the pages, so that a bank
 * can replace the recordings without a build.
 */
const address = (language: string, name: string) => `/voice/${language}/${name}.opus`;

/** A recorded word, and the audible part of it. */
export interface Clip extends HeardPart {
  readonly buffer: AudioBuffer;
}

/** This many decoded words are cached; others are decoded again when they are spoken. */
const KEPT = 48;

/**
 * Recorded words, decoded on demand. Loaded separately, so that the page shows before it speaks.
 */
export class Clips {
  private readonly decoded = new Map<string, Clip>();

  constructor(private readonly audio: BaseAudioContext) {}

  /** Undefined if a word has no recording, or if it cannot be loaded now. */
  async get(language: string, name: string): Promise<Clip | undefined> {
    const url = address(language, name);
    const known = this.decoded.get(url);
    this.decoded.delete(url);
    const clip = known ?? (await this.read(url, name));
    if (!clip) return undefined;
    this.decoded.set(url, clip);
    if (this.decoded.size > KEPT) this.decoded.delete(this.decoded.keys().next().value!);
    return clip;
  }

  private async read(url: string, name: string): Promise<Clip | undefined> {
    try {
      const response = await fetch(url, { signal: abortAfter(2000) });
      if (!response.ok) return undefined;
      const buffer = await this.audio.decodeAudioData(await response.arrayBuffer());
      return { buffer, ...heardPart(buffer.getChannelData(0), buffer.sampleRate) };
    } catch (error) {
      // no network, or one that failed half-way: the browser's own voice takes over
      console.info(`${name} is not spoken as recorded:`, (error as Error).name);
      return undefined;
    }
  }
}
