import { abortAfter } from '../shared/api/old-browsers';

/**
 * Where a recorded word is. The folder lies beside the pages under this name, so that a bank can
 * replace the recordings without a build.
 */
const address = (language: string, name: string) => `/voice/${language}/${name}.opus`;

/** This many decoded words are kept; others are decoded again when they are spoken. */
const KEPT = 48;

/**
 * Recorded words, decoded on demand. Loaded separately, so that the page shows before it speaks.
 */
export class Clips {
  private readonly decoded = new Map<string, AudioBuffer>();

  constructor(private readonly audio: BaseAudioContext) {}

  /** Undefined when a word has no recording, or cannot be loaded now. */
  async get(language: string, name: string): Promise<AudioBuffer | undefined> {
    const url = address(language, name);
    const known = this.decoded.get(url);
    this.decoded.delete(url);
    const buffer = known ?? (await this.read(url));
    if (!buffer) return undefined;
    this.decoded.set(url, buffer);
    if (this.decoded.size > KEPT) this.decoded.delete(this.decoded.keys().next().value!);
    return buffer;
  }

  private async read(url: string): Promise<AudioBuffer | undefined> {
    // no network: the browser's own voice is next
    const response = await fetch(url, { signal: abortAfter(2000) }).catch(() => undefined);
    return response?.ok ? this.audio.decodeAudioData(await response.arrayBuffer()) : undefined;
  }
}
