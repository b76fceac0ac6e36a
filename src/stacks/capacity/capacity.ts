import { connectionsPerTask } from '../../constructs/data/task-connections';
import { Phase } from '../../constructs/phase/phase';
import { MEASURED } from './measured';

const GIB = 1024 ** 3;
const KB = 1000;

/** What this many branches need from a deployment in its busiest minutes, and store in a year. */
export interface Need {
  readonly branches: number;
  readonly ticketsASecond: number;
  readonly sockets: number;
  /** How many processors of the app and of PostgreSQL are busy all the time. */
  readonly appCores: number;
  readonly databaseCores: number;
  readonly databaseGib: number;
}

/** A phase's maximum capacity, and how many branches each of its parts is enough for. */
export interface Limit {
  readonly what: string;
  readonly has: number;
  readonly branches: number;
}

/** What a number of branches needs, from measured costs and the workload that bills assume. */
export function need(branches: number): Need {
  const { workload, cost } = MEASURED;
  const tickets = branches * workload.ticketsPerBranchDay;
  const ticketsASecond = (tickets * workload.busiestHour * workload.burst) / 3600;
  const screens = workload.screensPerBranch + workload.customersPerBranch;
  const frames = workload.commandsPerTicket * screens;
  const appMs =
    workload.commandsPerTicket * cost.commandAppMs +
    workload.requestsPerTicket * cost.requestAppMs +
    frames * cost.frameMs;
  const databaseMs =
    workload.commandsPerTicket * cost.commandDatabaseMs +
    workload.requestsPerTicket * cost.requestDatabaseMs;
  const yearly = tickets * workload.daysPerYear * cost.ticketKb * KB;
  return {
    branches,
    ticketsASecond,
    sockets: branches * screens,
    appCores: (ticketsASecond * appMs) / 1000,
    databaseCores: (ticketsASecond * databaseMs) / 1000,
    databaseGib: 1 + yearly / GIB,
  };
}

/** The parts of a phase, the first bottleneck first. */
export function limits(phase: Phase): readonly Limit[] {
  const one = need(1);
  const { cores, spare } = MEASURED;
  const hosts = phase.hostsMax * cores(phase.hostInstanceType.toString());
  const database = cores(phase.databaseInstanceType.toString());
  const parts: readonly Limit[] = [
    {
      what: 'open screens and phones (tasks)',
      has: phase.tasksMax * phase.socketsPerTask,
      branches: (phase.tasksMax * phase.socketsPerTask) / one.sockets,
    },
    {
      what: 'processors of the hosts',
      has: hosts,
      branches: (hosts * spare) / one.appCores,
    },
    {
      what: 'processors of the database',
      has: database,
      branches: (database * spare) / one.databaseCores,
    },
    {
      what: 'storage of the database, GiB for a year',
      has: phase.databaseMaxStorageGib,
      branches: (phase.databaseMaxStorageGib * spare - 1) / (one.databaseGib - 1),
    },
    {
      what: 'connections of the tasks',
      has: phase.tasksMax * connectionsPerTask(phase),
      branches:
        (phase.tasksMax * connectionsPerTask(phase) * spare) /
        (one.databaseCores * MEASURED.connectionsPerCore),
    },
  ];
  return parts
    .map((part) => ({ ...part, branches: Math.floor(part.branches) }))
    .sort((a, b) => a.branches - b.branches);
}
