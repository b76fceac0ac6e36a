import { Phase } from './phase';

/**
 * Tasks with a network interface of their own that one t-class host carries (three interfaces, one
 * is the host's).
 */
const TASKS_PER_HOST = 2;

/**
 * What is wrong with a phase's sizes: one sentence each, with the value received and the way out.
 * Empty when nothing is.
 */
export function phaseProblems(phase: Phase): string[] {
  const problems: string[] = [];
  const whole = (name: string, value: number, least: number) => {
    if (!Number.isInteger(value) || value < least)
      problems.push(
        `phase ${phase.name}: ${name} is ${value}; give a whole number of ${least} or more`,
      );
  };
  const ordered = (low: string, least: number, high: string, most: number) => {
    if (least > most)
      problems.push(
        `phase ${phase.name}: ` +
          `${low} is ${least} and ${high} is ${most}; raise ${high} or lower ${low}`,
      );
  };
  whole('branches', phase.branches, 1);
  whole('hostsMin', phase.hostsMin, 1);
  whole('tasksMin', phase.tasksMin, 1);
  whole('socketsPerTask', phase.socketsPerTask, 1);
  whole('databaseStorageGib', phase.databaseStorageGib, 20);
  whole('databaseReplicas', phase.databaseReplicas, 0);
  whole('cacheShards', phase.cacheShards, 1);
  whole('cacheReplicasPerShard', phase.cacheReplicasPerShard, 0);
  ordered('hostsMin', phase.hostsMin, 'hostsMax', phase.hostsMax);
  ordered('tasksMin', phase.tasksMin, 'tasksMax', phase.tasksMax);
  ordered(
    'databaseStorageGib',
    phase.databaseStorageGib,
    'databaseMaxStorageGib',
    phase.databaseMaxStorageGib,
  );

  if (phase.hostsMax < 2) {
    problems.push(
      `phase ${phase.name}: hostsMax is ${phase.hostsMax}; ` +
        'give 2 or more, because a new host has to serve before an old one leaves',
    );
  }
  if (phase.hostsMax * TASKS_PER_HOST < phase.tasksMax * 2) {
    problems.push(
      `phase ${phase.name}: ` +
        `${phase.hostsMax} hosts carry ${phase.hostsMax * TASKS_PER_HOST} tasks, ` +
        `and deploying ${phase.tasksMax} needs room for ${phase.tasksMax * 2}; ` +
        `set hostsMax to ${phase.tasksMax} or lower tasksMax`,
    );
  }
  if (phase.databaseReplicas > 0 && !phase.databaseMultiAz) {
    problems.push(
      `phase ${phase.name}: ` +
        `databaseReplicas is ${phase.databaseReplicas} and databaseMultiAz is false; ` +
        'a read replica lags and never takes over by itself: set databaseMultiAz to true, ' +
        'or databaseReplicas to 0 if losing a zone may cost a restore',
    );
  }
  if (phase.databaseReplicas > 5) {
    problems.push(
      `phase ${phase.name}: databaseReplicas is ${phase.databaseReplicas}; ` +
        "give 5 or fewer, each one slows the primary's log down",
    );
  }
  for (const name of [
    'hostInstanceType',
    'databaseInstanceType',
    'databaseReplicaInstanceType',
  ] as const) {
    const type = phase[name].toString();
    if (!/^[a-z0-9-]+\.[a-z0-9-]+$/.test(type))
      problems.push(
        `phase ${phase.name}: ` +
          `${name} is "${type}"; write family and size, without a prefix, as t4g.small`,
      );
  }
  if (!/^cache\.[a-z0-9]+\.[a-z0-9]+$/.test(phase.cacheNodeType)) {
    problems.push(
      `phase ${phase.name}: ` +
        `cacheNodeType is "${phase.cacheNodeType}"; write it with its prefix, as cache.t4g.micro`,
    );
  }
  if (phase.egress.count < 1 || phase.egress.count > 3) {
    problems.push(
      `phase ${phase.name}: ` +
        `egress.count is ${phase.egress.count}; give 1 to 3, the network has three zones`,
    );
  }
  if (!(phase.tracePercent >= 0 && phase.tracePercent <= 100)) {
    problems.push(
      `phase ${phase.name}: tracePercent is ${phase.tracePercent}; give a percentage, 0 to 100`,
    );
  }
  if (!(phase.monthlyBudget > 0)) {
    problems.push(
      `phase ${phase.name}: monthlyBudget is ${phase.monthlyBudget}; give US dollars, more than 0`,
    );
  }
  return problems;
}
