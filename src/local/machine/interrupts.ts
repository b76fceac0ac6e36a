/** How to end what this process has started, if a signal interrupts it. */
const ends = new Set<() => Promise<unknown>>();

/** The exit status by which a shell reports each signal: 128 plus its number. */
const STATUS_OF_SIGNAL = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Signal = keyof typeof STATUS_OF_SIGNAL;
const SIGNALS = Object.keys(STATUS_OF_SIGNAL) as readonly Signal[];

let begun = false;

/** Whether a signal has come; nothing is printed after it. */
export const isInterrupted = (): boolean => begun;

/**
 * For servers and folders that a command creates while it runs: Ctrl-C, SIGTERM or a closed
 * terminal ends them too, the newest first, and then the process, with the signal's exit status.
 * @param end is called once; it waits itself for what is still starting
 * @returns a function to call when it has ended otherwise
 */
export function endIfInterrupted(end: () => Promise<unknown>): () => void {
  if (ends.size === 0) for (const signal of SIGNALS) process.on(signal, interrupt);
  ends.add(end);
  return () => {
    ends.delete(end);
    // a second Ctrl-C must not kill the process after an end has removed itself from the list
    if (ends.size === 0 && !begun) for (const signal of SIGNALS) process.off(signal, interrupt);
  };
}

function interrupt(signal: Signal): void {
  if (begun) return; // npm and the terminal both send a signal
  begun = true;
  void endAll().finally(() => process.exit(STATUS_OF_SIGNAL[signal]));
}

async function endAll(): Promise<void> {
  for (const end of [...ends].reverse()) {
    await end().catch((error: unknown) => {
      console.error(error);
    });
  }
}
