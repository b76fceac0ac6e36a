import { PORTS } from '../../contract';
import { TicketApp } from '../image/ticket-app';
import { instanceMib } from '../phase/instance-memory';
import { Phase } from '../phase/phase';
import { COLLECTOR_MIB } from './collector';

/** Memory that a host has for tasks, in MiB: a tenth is left to the system and the agent. */
function hostMib(type: string): number | undefined {
  const all = instanceMib(type);
  return all === undefined ? undefined : Math.floor(all * 0.9);
}

/**
 * What is wrong with running an image on a phase's hosts: a sentence per problem, with the value
 * received and a way out.
 */
export function containerProblems(phase: Phase, app: TicketApp): string[] {
  const problems: string[] = [];
  const host = phase.hostInstanceType.architecture;
  if (app.architecture !== undefined && app.architecture !== host) {
    problems.push(
      `the image is for ${app.architecture} and the hosts ` +
        `(${phase.hostInstanceType}) are ${host}; build the image for ${host}, ` +
        `or give a phase whose hostInstanceType is ${app.architecture}`,
    );
  }
  const room = hostMib(phase.hostInstanceType.toString());
  const two = 2 * (app.memoryMib + COLLECTOR_MIB);
  if (!Number.isInteger(app.memoryMib) || app.memoryMib < 64) {
    problems.push(`memoryMib is ${app.memoryMib}; give a whole number of MiB, 64 or more`);
  } else if (room !== undefined && two > room) {
    problems.push(
      `memoryMib is ${app.memoryMib}: a task and its successor, ` +
        `each with its collector, need ${two} MiB, and a ${phase.hostInstanceType} has ${room}; ` +
        `give ${Math.max(Math.floor(room / 2) - COLLECTOR_MIB, 0)} or less, ` +
        'or a phase with a larger hostInstanceType',
    );
  }
  if (
    !Number.isInteger(app.port) ||
    app.port < 1024 ||
    app.port > 65535 ||
    app.port === PORTS.otlp
  ) {
    problems.push(
      `port is ${app.port}; ` +
        `give 1024 to 65535, but not ${PORTS.otlp}, which the collector beside the app uses`,
    );
  }
  if (!app.healthPath.startsWith('/')) {
    problems.push(`healthPath is "${app.healthPath}"; begin it with a slash, such as /health/live`);
  }
  if (!/^[1-9]\d*:\d+$/.test(app.user)) {
    problems.push(
      `user is "${app.user}"; give the numbers of a non-root user and a group, such as 10001:10001`,
    );
  }
  return problems;
}
