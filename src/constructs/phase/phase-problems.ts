import { Phase } from './phase';

/**
 * How many tasks a t-class host can carry: it has three network interfaces, uses one itself, and
 * each task needs one.
 */
const TASKS_PER_HOST = 2;

/** What RDS has for PostgreSQL. */
const MOST_STORAGE_GIB = 65_536;
/** Of one cache, once AWS has raised the quota of 90. */
const MOST_CACHE_NODES = 500;

/**
 * What is wrong with a phase's sizes: a sentence per problem, with the value received and a way
 * out. Empty if nothing is.
 */
export function phaseProblems(phase: Phase | undefined): string[] {
  if (!phase) {
    return [
      'phase is missing; give Phase.PILOT, Phase.EXPANSION, Phase.NATIONAL or Phase.custom()',
    ];
  }
  return [
    ...numberProblems(phase),
    ...hostProblems(phase),
    ...replicaProblems(phase),
    ...typeProblems(phase),
    ...restProblems(phase),
  ].map((problem) => `phase ${phase.name}: ${problem}`);
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
  whole('tasksMin', phase.tasksMin, 1);
  whole('socketsPerTask', phase.socketsPerTask, 1);
  whole('databaseStorageGib', phase.databaseStorageGib, 20, MOST_STORAGE_GIB);
  whole('databaseMaxStorageGib', phase.databaseMaxStorageGib, 20, MOST_STORAGE_GIB);
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

/** RDS wants room for one step of a tenth; the same value turns growing off. */
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

function restProblems({ egress, tracePercent, monthlyBudget }: Phase): string[] {
  const problems: string[] = [];
  if (egress.count < 1 || egress.count > 3) {
    problems.push(`egress.count is ${egress.count}; give 1 to 3, as the network has three zones`);
  }
  if (!(tracePercent >= 0 && tracePercent <= 100)) {
    problems.push(`tracePercent is ${tracePercent}; give a percentage, 0 to 100`);
  }
  if (!(monthlyBudget > 0)) {
    problems.push(`monthlyBudget is ${monthlyBudget}; give an amount of US dollars above 0`);
  }
  return problems;
}
