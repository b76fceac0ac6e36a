import { readdirSync, readFileSync } from 'node:fs';

/** A tick of the kernel's clock, ms: `getconf CLK_TCK` is 100 on every Linux that Node runs on. */
const TICK_MS = 10;

/** The fields of /proc/PID/stat after the name, which may contain blanks. */
function statOf(pid: number | string): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined; // the process has ended meanwhile
  }
}

/** Processor time that a process has used so far, with its children, running or ended; ms. */
export function cpuOf(pid: number): number {
  const own = statOf(pid);
  if (!own) return NaN;
  const used = (stat: readonly string[], fields: readonly number[]) =>
    fields.reduce((sum, field) => sum + Number(stat[field - 3]), 0);
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((stat) => stat?.[1] === String(pid));
  const ticks = children.reduce(
    (sum, stat) => sum + used(stat!, [14, 15]),
    used(own, [14, 15, 16, 17]),
  );
  return ticks * TICK_MS;
}

/** Memory of a process that is in RAM now, MiB. */
export function memoryOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}

/** How many files a process started here may open. */
export function mostFiles(): number {
  const limits = readFileSync('/proc/self/limits', 'latin1');
  const most = /^Max open files\s+\S+\s+(\S+)/m.exec(limits)?.[1];
  return most === 'unlimited' ? Infinity : Number(most);
}
