/**
 * Reports the progress of the replay on standard error: a line that is rewritten on a terminal,
 * otherwise a line now and then.
 */
export interface Progress {
  /** `at` is the time that the bank's clock has reached. */
  tell(done: number, at: number): void;
  end(sentence: string): void;
}

const EVERY_MS = { terminal: 250, file: 10_000 };

/** @param what the counted things, such as `steps` */
export function showProgress(
  total: number,
  what: string,
  out: NodeJS.WriteStream = process.stderr,
): Progress {
  const began = performance.now();
  let told = -Infinity;
  const every = out.isTTY ? EVERY_MS.terminal : EVERY_MS.file;
  return {
    tell(done, at) {
      const now = performance.now();
      if (now - told < every) return;
      told = now;
      const seconds = (now - began) / 1000;
      const left = done ? (seconds / done) * (total - done) : 0;
      const line =
        `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}  ` +
        `${done} of ${total} ${what} (${Math.floor((done / total) * 100)} %), ` +
        `${Math.round(done / Math.max(seconds, 0.001))} a second, ` +
        `about ${Math.ceil(left)} s to go`;
      out.write(out.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
    },
    end(sentence) {
      out.write(out.isTTY ? `\r\x1b[K${sentence}\n` : `${sentence}\n`);
    },
  };
}
