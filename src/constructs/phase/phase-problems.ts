import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Kind, Kinds, knownText, member, number, of, usable, yesOrNo } from '../given/given';
import { Phase } from './phase';
import { CacheEngine, PhaseProps } from './phase-props';

/**
 * How many tasks a t-class host can carry: it has three network interfaces, uses one itself, and
 * each task needs one.
 */
const TASKS_PER_HOST = 2;

/** What RDS supports for PostgreSQL. */
export const LEAST_STORAGE_GIB = 20;
export const MOST_STORAGE_GIB = 65_536;
/** Nodes of one cache, once AWS has raised the quota of 90. */
export const MOST_CACHE_NODES = 500;
/** Tasks of one ECS service. */
const MOST_TASKS = 5000;
/** The name appears in outputs, on the dashboard and in the bill. */
const LONGEST_NAME = 40;

/** A phase, where one is given. */
export const PHASE: Kind = {
  wanted: 'Phase.PILOT, Phase.EXPANSION, Phase.NATIONAL or Phase.custom()',
  fits: (value) => typeof value === 'object' && value !== null && 'hostInstanceType' in value,
  needed: true,
};

const instanceType = of("an instance type, such as new InstanceType('t4g.small')");

/** What each size takes. */
const KINDS: Kinds<PhaseProps> = {
  name: knownText,
  branches: number,
  hostInstanceType: instanceType,
  hostsMin: number,
  hostsMax: number,
  hostDetailedMonitoring: yesOrNo,
  foresightMetrics: yesOrNo,
  balancerViewerRate: yesOrNo,
  tasksMin: number,
  tasksMax: number,
  socketsPerTask: number,
  databaseInstanceType: instanceType,
  databaseMultiAz: yesOrNo,
  databaseStorageGib: number,
  databaseMaxStorageGib: number,
  databaseReplicas: number,
  databaseReplicaInstanceType: instanceType,
  cacheEngine: member('CacheEngine.VALKEY or CacheEngine.REDIS', CacheEngine),
  cacheNodeType: knownText,
  cacheShards: number,
  cacheReplicasPerShard: number,
  egress: of('Egress.natInstance(), Egress.natGateway() or Egress.none()'),
  staticOrigin: yesOrNo,
  tracePercent: number,
  logRetention: member('RetentionDays.ONE_MONTH or another RetentionDays', RetentionDays),
  monthlyBudget: number,
};

/**
 * What is wrong with a phase's sizes: a sentence per problem, with the value received and a way
 * out. Empty if nothing is.
 */
export function phaseProblems(phase: Phase | undefined): string[] {
  if (!phase) return [`phase is missing; give ${PHASE.wanted}`];
  // a value of the wrong kind cannot be compared with anything
  const wrong = usable<PhaseProps>(phase, KINDS).problems;
  const found = wrong.length
    ? wrong
    : [
        ...numberProblems(phase),
        ...hostProblems(phase),
        ...replicaProblems(phase),
        ...typeProblems(phase),
        ...restProblems(phase),
      ];
  const name = typeof phase.name === 'string' ? phase.name.slice(0, LONGEST_NAME) : 'custom';
  return found.map((problem) => `phase ${name}: ${problem}`);
}

function numberProblems(phase: Phase): string[] {
  const problems: string[] = [];
  const whole = (name: string, value: number, least: number, most = Infinity) => {
    if (!Number.isInteger(value) || value < least) {
      problems.push(`${name} is ${value}; give a whole number of ${least} or more`);
    } else if (value > most) {
      problems.push(`${name} is ${value}; give ${most} at most, which is what AWS has`);
    }
  };
  const ordered = (low: string, least: number, high: string, most: number) => {
    if (least > most) {
      problems.push(`${low} is ${least} and ${high} is ${most}; raise ${high} or lower ${low}`);
    }
  };
  whole('branches', phase.branches, 1);
  whole('hostsMin', phase.hostsMin, 1);
  whole('hostsMax', phase.hostsMax, 1, MOST_TASKS);
  whole('tasksMin', phase.tasksMin, 1);
  whole('tasksMax', phase.tasksMax, 1, MOST_TASKS);
  whole('socketsPerTask', phase.socketsPerTask, 1);
  whole('databaseStorageGib', phase.databaseStorageGib, LEAST_STORAGE_GIB, MOST_STORAGE_GIB);
  whole('databaseMaxStorageGib', phase.databaseMaxStorageGib, LEAST_STORAGE_GIB, MOST_STORAGE_GIB);
  whole('databaseReplicas', phase.databaseReplicas, 0);
  whole('cacheReplicasPerShard', phase.cacheReplicasPerShard, 0, 5);
  const nodes = 1 + Math.min(Math.max(phase.cacheReplicasPerShard, 0), 5);
  whole('cacheShards', phase.cacheShards, 1, Math.floor(MOST_CACHE_NODES / nodes));
  ordered('hostsMin', phase.hostsMin, 'hostsMax', phase.hostsMax);
  ordered('tasksMin', phase.tasksMin, 'tasksMax', phase.tasksMax);
  ordered(
    'databaseStorageGib',
    phase.databaseStorageGib,
    'databaseMaxStorageGib',
    phase.databaseMaxStorageGib,
  );
  problems.push(...storageProblems(phase));
  return problems;
}

/** RDS wants room for one step of a tenth; an equal value turns growth off. */
function storageProblems({ databaseStorageGib: has, databaseMaxStorageGib: most }: Phase) {
  const least = Math.ceil((has * 11) / 10);
  const more = least > MOST_STORAGE_GIB ? '' : `${least} or more, or `;
  return most > has && most < least && most <= MOST_STORAGE_GIB
    ? [
        `databaseStorageGib is ${has} and databaseMaxStorageGib is ${most}, less than a tenth ` +
          `above it, which RDS refuses; give ${more}${has} for storage that stays`,
      ]
    : [];
}

function hostProblems({ hostsMax, tasksMax }: Phase): string[] {
  const problems: string[] = [];
  if (hostsMax < 2) {
    problems.push(
      `hostsMax is ${hostsMax}; ` +
        'give 2 or more, because a new host must serve before an old one leaves',
    );
  }
  if (hostsMax * TASKS_PER_HOST < tasksMax * 2) {
    problems.push(
      `${hostsMax} hosts carry ${hostsMax * TASKS_PER_HOST} tasks, ` +
        `and deploying ${tasksMax} needs room for ${tasksMax * 2}; ` +
        `set hostsMax to ${tasksMax} or lower tasksMax`,
    );
  }
  return problems;
}

function replicaProblems({ databaseReplicas, databaseMultiAz }: Phase): string[] {
  const problems: string[] = [];
  if (databaseReplicas > 0 && !databaseMultiAz) {
    problems.push(
      `databaseReplicas is ${databaseReplicas} and databaseMultiAz is false; ` +
        'a read replica lags behind and never takes over by itself: set databaseMultiAz to true, ' +
        'or databaseReplicas to 0 if a restore is acceptable when a zone fails',
    );
  }
  if (databaseReplicas > 5) {
    problems.push(
      `databaseReplicas is ${databaseReplicas}; ` +
        "give 5 or fewer, because each one slows down the primary's log",
    );
  }
  return problems;
}

function typeProblems(phase: Phase): string[] {
  const problems: string[] = [];
  for (const name of [
    'hostInstanceType',
    'databaseInstanceType',
    'databaseReplicaInstanceType',
  ] as const) {
    const type = phase[name].toString();
    if (!/^[a-z0-9-]+\.[a-z0-9-]+$/.test(type)) {
      problems.push(
        `${name} is "${type}"; write family and size without a prefix, such as t4g.small`,
      );
    }
  }
  if (!/^cache\.[a-z0-9]+\.[a-z0-9]+$/.test(phase.cacheNodeType)) {
    problems.push(
      `cacheNodeType is "${phase.cacheNodeType}"; ` +
        'write it with its prefix, such as cache.t4g.micro',
    );
  }
  return problems;
}

function restProblems({ name, egress, tracePercent, monthlyBudget }: Phase): string[] {
  const problems: string[] = [];
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(name) || name.length > LONGEST_NAME) {
    problems.push(
      `name is ${JSON.stringify(name.slice(0, LONGEST_NAME))}, of ${name.length} characters; ` +
        `give letters, digits, spaces, points and hyphens, ${LONGEST_NAME} at most`,
    );
  }
  if (!(Number.isInteger(egress.count) && egress.count >= 1 && egress.count <= 3)) {
    problems.push(`egress.count is ${egress.count}; give 1 to 3, as the network has three zones`);
  }
  if (!(tracePercent >= 0 && tracePercent <= 100)) {
    problems.push(`tracePercent is ${tracePercent}; give a percentage, 0 to 100`);
  }
  if (!(monthlyBudget > 0 && Number.isFinite(monthlyBudget))) {
    problems.push(`monthlyBudget is ${monthlyBudget}; give an amount of US dollars above 0`);
  }
  return problems;
}
