import { execFileSync } from 'node:child_process';
import { Chance } from '../../src/local/busy/chance';
import { Contract, Document } from '../app/http/contract';
import { hostileBytes, hostileSocket } from './frames';
import { Shot, Shots } from './shots';
import { Target } from './target';

/** How many attacks run at the same time. */
const AT_ONCE = 16;
/** A request without an answer by then counts as hanging. */
const PATIENCE_MS = 30_000;
/** Delay of a slow database's packets, each way. */
const SLOW_MS = 25;
/** The share of attacks against the slow database; each takes a good part of a second. */
const SLOW_SHARE = 0.03;

export interface Verdict {
  readonly faults: readonly string[];
  readonly statuses: Readonly<Record<string, number>>;
  /** Milliseconds until the answer, with the database quick and slow. */
  readonly quick: { readonly p50: number; readonly p99: number };
  readonly slow: { readonly p50: number; readonly p99: number };
  readonly sockets: number;
  /** Megabytes of the process in the second quarter and in the last one. */
  readonly memory: { readonly early: number; readonly late: number };
}

const megabytes = (pid: number) =>
  Math.round(
    Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024,
  );
const at = (values: readonly number[], share: number) =>
  Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0);

/** What is wrong with an answer; undefined if nothing is. */
export function faultOf(
  { method, path }: Pick<Shot, 'method' | 'path'>,
  status: number,
  retryAfter: string | null,
): string | undefined {
  if (status < 500 || (status === 503 && retryAfter !== null)) return undefined;
  const asked = `${method} ${path.slice(0, 120)}`;
  return status === 503 ? `${asked}: 503 without Retry-After` : `${asked}: ${status}`;
}

/** Attacks a target this many times, and judges the result. */
export async function attack(target: Target, count: number, seed: number): Promise<Verdict> {
  const faults = new Set<string>();
  const statuses: Record<string, number> = {};
  const times: Record<'quick' | 'slow', number[]> = { quick: [], slow: [] };
  const memory: number[] = [];
  const document = (await (await fetch(`${target.url}/openapi.json`)).json()) as Document;
  const chance = new Chance(seed);
  const shots = new Shots(target, new Contract(document), chance);
  let sockets = 0;

  const request = async (shot: Shot, phase: 'quick' | 'slow') => {
    const began = performance.now();
    try {
      const answer = await fetch(target.url + shot.path, {
        method: shot.method,
        headers: { ...shot.headers },
        body: shot.body as RequestInit['body'],
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await answer.arrayBuffer();
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      const fault = faultOf(shot, answer.status, answer.headers.get('retry-after'));
      if (fault) faults.add(fault);
      times[phase].push(performance.now() - began);
    } catch (error) {
      const { name } = error as Error;
      if (name === 'TimeoutError') faults.add(`${shot.method} ${shot.path}: no answer in 30 s`);
      // A closed connection, as for bytes that are not HTTP; below, the instance is checked.
      else statuses.none = (statuses.none ?? 0) + 1;
    }
  };
  const one = async (phase: 'quick' | 'slow') => {
    const kind = chance.among({ request: 92, socket: 6, bytes: 2 });
    if (kind === 'request') return request(shots.next(), phase);
    sockets += 1;
    if (kind === 'socket') return hostileSocket(target, chance);
    if (!(await hostileBytes(target, chance, PATIENCE_MS))) faults.add('bytes: not hung up on');
  };
  const many = async (amount: number, phase: 'quick' | 'slow') => {
    let left = amount;
    const every = Math.max(1, Math.floor(count / 40));
    const attacker = async () => {
      while (left > 0 && target.process.child.exitCode === null) {
        left -= 1;
        if (left % every === 0) memory.push(megabytes(target.process.child.pid!));
        await one(phase);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, attacker));
  };

  const slow = Math.ceil(count * SLOW_SHARE);
  await many(count - slow, 'quick');
  target.slowDatabase(SLOW_MS);
  await many(slow, 'slow');
  target.slowDatabase(0);
  for (const fault of await afterwards(target)) faults.add(fault);
  const quarter = (from: number) =>
    at(
      memory.slice(Math.floor(memory.length * from), Math.floor(memory.length * (from + 0.25))),
      0.5,
    );
  const [early, late] = [quarter(0.25), quarter(0.75)];
  if (late > early * 1.25 + 64) faults.add(`memory grew from ${early} to ${late} MB`);
  const percentiles = (all: readonly number[]) => ({ p50: at(all, 0.5), p99: at(all, 0.99) });
  return {
    faults: [...faults],
    statuses,
    quick: percentiles(times.quick),
    slow: percentiles(times.slow),
    sockets,
    memory: { early, late },
  };
}

/** Checks that the instance is up, works, keeps its chains and logged no unexpected error. */
async function afterwards({ url, process, holders }: Target): Promise<readonly string[]> {
  const faults: string[] = [];
  if (process.child.exitCode !== null) return [`the instance ended with ${process.child.exitCode}`];
  const ask = (path: string, as: string, init: RequestInit = {}) =>
    fetch(url + path, {
      ...init,
      headers: { 'Content-Type': 'application/json', Authorization: as },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  const { status } = await ask('/health/live', '');
  if (status !== 200) faults.push(`/health/live answers ${status}`);
  for (const branch of ['1', '2', 'bank']) {
    for (let after: number | null = 0; after !== null;) {
      const path: string = `/api/branches/${branch}/audit/proof?after=${after}&limit=1000`;
      const answer = await ask(path, holders.auditor);
      if (answer.status !== 200) {
        faults.push(`the proof of ${branch} answers ${answer.status}`);
        break;
      }
      const proof = (await answer.json()) as { faults: readonly unknown[]; next: number | null };
      if (proof.faults.length) {
        faults.push(`the chain of ${branch}: ${JSON.stringify(proof.faults)}`);
      }
      after = proof.next;
    }
  }
  const unforeseen = process.lines.filter((line) => line.includes('nobody foresaw'));
  if (unforeseen.length) faults.push(`the log has ${unforeseen.length} times: ${unforeseen[0]}`);
  return faults;
}
