import { Socket } from 'node:net';

/** The connection ends before the message passes, or right after it; or it passes late. */
export type Fault = 'cut before' | 'cut behind' | 'late';
const LATE_MS = 40;

export interface Armed {
  readonly application: string;
  readonly fault: Fault;
  left: number;
  happened: boolean;
}

/** One direction of a connection, message by message. */
class Messages {
  private rest = Buffer.alloc(0);
  private first: boolean;

  /** @param startsUntyped a client's first message has a length but no type */
  constructor(startsUntyped: boolean) {
    this.first = startsUntyped;
  }

  take(chunk: Buffer): readonly Buffer[] {
    this.rest = Buffer.concat([this.rest, chunk]);
    const whole: Buffer[] = [];
    for (;;) {
      const at = this.first ? 0 : 1;
      if (this.rest.length < at + 4) return whole;
      const length = this.rest.readInt32BE(at) + at;
      if (this.rest.length < length) return whole;
      whole.push(this.rest.subarray(0, length));
      this.rest = this.rest.subarray(length);
      this.first = false;
    }
  }
}

interface Ends {
  readonly quiet: boolean;
  readonly near: Socket;
  readonly far: Socket;
}

/** Forwards a connection's messages one by one, and carries out the armed fault. */
export function passFramed(ends: Ends, armedNow: () => Armed | undefined): void {
  const { near, far } = ends;
  let application = '';
  const pass = async (message: Buffer, to: Socket): Promise<boolean> => {
    const armed = armedNow();
    const mine = armed && !armed.happened && application.startsWith(armed.application);
    if (!armed || !mine || --armed.left > 0) {
      to.write(message);
      return true;
    }
    armed.happened = true;
    if (armed.fault === 'late') await new Promise((resolve) => setTimeout(resolve, LATE_MS));
    if (armed.fault !== 'cut before') to.write(message);
    if (armed.fault === 'late') return true;
    // What was forwarded before still arrives; only then does the connection end.
    to.end(() => {
      near.destroy();
      far.destroy();
    });
    return false;
  };
  const join = (from: Socket, to: Socket, messages: Messages) => {
    let turn = Promise.resolve();
    from.on('data', (chunk: Buffer) => {
      turn = turn.then(async () => {
        for (const message of ends.quiet ? [] : messages.take(chunk)) {
          application ||= applicationIn(message, from === near);
          if (!(await pass(message, to))) return;
        }
      });
    });
  };
  join(near, far, new Messages(true));
  join(far, near, new Messages(false));
}

/** A client's first message has its parameters. */
const applicationIn = (message: Buffer, fromClient: boolean): string =>
  (fromClient && /application_name\0([^\0]*)/.exec(message.toString('latin1'))?.[1]) || '';
