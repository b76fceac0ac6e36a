import { Annotations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CONNECTIONS } from '../../contract';
import { instanceMib } from '../phase/instance-memory';
import { Phase } from '../phase/phase';
import { DATABASE_CONNECTIONS } from './database-parameters';

/**
 * Left for RDS itself, the rotation of the administrator's password, `verify`, and an operator's
 * session.
 */
const RESERVED = 20;
/** Each task briefly opens one more, to see where the database's name leads. */
const LOOK = 1;
/** A connection that has served commands for days, in MiB; measured, and rounded up. */
const EACH_MIB = 8;
/** The minimum that AWS asks to keep free where people and apps sign in with IAM tokens. */
const TOKENS_MIB = 300;
/** What RDS and its operating system use on a small class, in MiB. Assumed: AWS does not say. */
const SYSTEM_MIB = 256;
/** Shared memory on a one-gigabyte instance: 96 MiB of buffers, and what 400 connections share. */
const SMALL = { mib: 1024, buffersMib: 96, sharedMib: 124 };

/** Tasks at once: a deploy starts the new ones before it stops the old ones. */
const tasksOf = ({ tasksMax }: Phase) => 2 * tasksMax;

const isSmall = (type: { toString(): string }) =>
  (instanceMib(type.toString()) ?? Infinity) <= SMALL.mib;

/** How many connections a class has memory for; undefined where that is not known. */
function byMemory(type: string): number | undefined {
  const all = instanceMib(type);
  if (all === undefined) return undefined;
  const [system, shared] =
    all <= SMALL.mib ? [SYSTEM_MIB, SMALL.sharedMib] : [SYSTEM_MIB + all / 16, all / 4];
  return Math.max(0, Math.floor((all - system - shared - TOKENS_MIB) / EACH_MIB));
}

const byCount = (phase: Phase) =>
  Math.floor((DATABASE_CONNECTIONS - RESERVED) / tasksOf(phase)) - LOOK;
const byMemoryOf = (phase: Phase) =>
  Math.floor((byMemory(phase.databaseInstanceType.toString()) ?? Infinity) / tasksOf(phase));

/**
 * How many connections to the primary a task may hold, so that all tasks of a deploy together fit
 * the database: its number of connections and its memory.
 */
export const connectionsPerTask = (phase: Phase) =>
  Math.max(CONNECTIONS.least, Math.min(CONNECTIONS.usual, byCount(phase), byMemoryOf(phase)));

/**
 * Connections to expect at most: those of all tasks in a deploy, and a few more. Above this,
 * somebody else is connecting.
 */
export const expectedConnections = (phase: Phase) =>
  tasksOf(phase) * (connectionsPerTask(phase) + LOOK) + RESERVED / 2;

/** Whether this many tasks are too many for one database: a sentence with the way out. */
export function connectionProblems(phase: Phase): string[] {
  if (byCount(phase) >= CONNECTIONS.least) return [];
  const most = Math.floor((DATABASE_CONNECTIONS - RESERVED) / (CONNECTIONS.least + LOOK) / 2);
  return [
    `phase ${phase.name}: tasksMax is ${phase.tasksMax}, and a deploy runs ` +
      `${tasksOf(phase)} tasks at once, which cannot share the ${DATABASE_CONNECTIONS} ` +
      `connections of the database; give tasksMax ${most} or less`,
  ];
}

/** Warns where the tasks of a deploy, all busy, may need more memory than the database has. */
export function warnOfMemory(scope: Construct, phase: Phase): void {
  if (byMemoryOf(phase) >= CONNECTIONS.least) return;
  Annotations.of(scope).addWarningV2(
    'ticketero:memory',
    `A deploy of phase ${phase.name} runs ${tasksOf(phase)} tasks at once; each holds up to ` +
      `${CONNECTIONS.least} connections, for which a db.${phase.databaseInstanceType.toString()} ` +
      'may lack memory when all are busy. Watch the alarm on its memory, or give a larger ' +
      'databaseInstanceType.',
  );
}

/** Parameters for when the smallest class among primary and replicas has a gigabyte. */
export function memoryParameters(phase: Phase): Record<string, string> {
  const replica = phase.databaseReplicas > 0 && isSmall(phase.databaseReplicaInstanceType);
  if (!isSmall(phase.databaseInstanceType) && !replica) return {};
  return {
    shared_buffers: String((SMALL.buffersMib * 1024) / 8), // pages of 8 KiB; a quarter otherwise
    maintenance_work_mem: String(32 * 1024), // KiB
    autovacuum_work_mem: String(16 * 1024), // KiB, for each of three workers
  };
}
