import { write, writeSync } from 'node:fs';

/** Characters that may wait for an output that takes none; further lines are lost. */
const MOST_WAITING = 1024 * 1024;
/** A pipe that is full is tried again after this long, ms; at the end, this often at most. */
const AGAIN_MS = 20;
const LAST_TRIES = 25;

/** The two ways to write to a file descriptor, from `node:fs`. */
interface Files {
  write(
    fd: number,
    bytes: Buffer,
    done: (error: NodeJS.ErrnoException | null, written: number) => void,
  ): void;
  writeSync(fd: number, bytes: Buffer): number;
}

const isFull = (error: unknown) => (error as NodeJS.ErrnoException).code === 'EAGAIN';

/**
 * Writes lines in order, without holding up whoever writes them. An output that takes none (a full
 * disk, a reader that has gone) loses lines and harms nothing else; how many is said once it takes
 * some again. pino's own writer ends the process at the first such error, and then tries for ever
 * to write its last lines.
 */
export class LineWriter {
  private waiting: string[] = [];
  private length = 0;
  private isWriting = false;
  private lost = 0;

  constructor(
    private readonly fd: number,
    private readonly files: Files = { write, writeSync },
  ) {}

  write(line: string): void {
    if (this.length + line.length > MOST_WAITING) {
      this.lost += 1;
      return;
    }
    this.waiting.push(line);
    this.length += line.length;
    if (!this.isWriting) this.next();
  }

  /** For the end of the process: writes what waits, as far as the output takes it at once. */
  end(): void {
    let left = this.take();
    for (let tries = 0; left.length > 0 && tries < LAST_TRIES;) {
      try {
        left = left.subarray(this.files.writeSync(this.fd, left));
      } catch (error) {
        if (!isFull(error)) return;
        tries += 1;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, AGAIN_MS);
      }
    }
  }

  private take(): Buffer {
    const lines = this.waiting;
    this.waiting = [];
    this.length = 0;
    return Buffer.from(lines.join(''));
  }

  /** @param first a line of its own, before those that wait */
  private next(first = ''): void {
    const lines = this.waiting.length;
    this.isWriting = lines > 0 || first !== '';
    if (this.isWriting) this.put(lines, Buffer.concat([Buffer.from(first), this.take()]));
  }

  private put(lines: number, left: Buffer): void {
    this.files.write(this.fd, left, (error, written) => {
      if (error && isFull(error)) {
        setTimeout(() => this.put(lines, left), AGAIN_MS);
        return;
      }
      if (!error && written < left.length) return this.put(lines, left.subarray(written));
      if (error) this.lost += lines;
      this.next(error ? '' : this.missing());
    });
  }

  /** How many lines were lost, if any. */
  private missing(): string {
    const { lost } = this;
    this.lost = 0;
    if (lost === 0) return '';
    const time = new Date().toISOString();
    const msg = 'the output did not take all lines';
    return `${JSON.stringify({ level: 'warn', time, lost, msg })}\n`;
  }
}

let output: LineWriter | undefined;

/** The one writer of this process's standard output. */
export function standardOutput(): LineWriter {
  if (output) return output;
  const made = new LineWriter(1);
  process.once('exit', () => made.end());
  output = made;
  return made;
}
