/**
 * Looks for many texts in many bytes at once: reads each byte once, however many texts there are.
 */
export class Scan {
  /** Texts by their first four bytes, then by the next four. */
  private readonly starts = new Map<number, Map<number, Buffer[]>>();

  /** @param texts of eight bytes or more */
  constructor(texts: Iterable<string>) {
    for (const text of texts) {
      const bytes = Buffer.from(text);
      if (bytes.length < 8) throw new Error(`${text} is too short to be looked for`);
      const [first, second] = [bytes.readUInt32BE(0), bytes.readUInt32BE(4)];
      const after = this.starts.get(first) ?? new Map<number, Buffer[]>();
      this.starts.set(first, after);
      after.set(second, [...(after.get(second) ?? []), bytes]);
    }
  }

  /** A few of the hits, each with the text around it. */
  in(bytes: Buffer, most = 3): readonly string[] {
    const seen: string[] = [];
    let four = 0;
    for (let at = 0; at < bytes.length && seen.length < most; at += 1) {
      four = ((four << 8) | bytes[at]) >>> 0;
      const after = at < 3 ? undefined : this.starts.get(four);
      if (!after || at + 4 >= bytes.length) continue;
      const begin = at - 3;
      const texts = after.get(bytes.readUInt32BE(begin + 4)) ?? [];
      const text = texts.find((each) => each.equals(bytes.subarray(begin, begin + each.length)));
      if (text) {
        const around = bytes.subarray(Math.max(0, begin - 60), begin + text.length + 20);
        seen.push(around.toString('latin1'));
      }
    }
    return seen;
  }
}
