import { Sign } from '../../domain/model/sign';
import { ClockTimes, timesOfSign } from '../../domain/model/sign-times';
import { rfc3339 } from '../../domain/views/rfc3339';
import type { SignPut } from '../../wire/signs';
import { CommandContext, CommandResult } from '../write-path/command';
import { ConfigureDeps } from './deps';

/** Supervisors open and close the branch and its queues, for today or a part of it. */

export interface SignInput extends Pick<Sign, 'says' | 'reason' | 'line' | 'by'>, ClockTimes {
  /** Absent = the branch. */
  readonly queue?: string;
}

export const putSign =
  ({ run, reads, clock }: ConfigureDeps) =>
  async (
    context: CommandContext,
    { queue, says, reason, line, by, ...times }: SignInput,
  ): Promise<CommandResult<SignPut>> => {
    const { settings } = (await reads.readFloor(context.branch)).directory.config;
    const { from, until } = timesOfSign(settings, clock(), times);
    const sign = { says, untilMs: until, reason, line, by };
    return run({
      ...context,
      load: {},
      command: { type: 'PutSign', queue, says, from },
      change: {
        kind: 'sign',
        queue,
        sign: { ...sign, ...(from === undefined ? {} : { fromMs: from }) },
      },
      answer: (events) => ({
        queue: queue ?? null,
        sign: {
          says,
          from: rfc3339(from ?? events[0].at),
          until: rfc3339(until),
          reason,
          line,
          by,
        },
      }),
    });
  };

/** Takes the sign down: the calendar, or the queue's configuration, holds again. */
export const takeSign =
  ({ run }: ConfigureDeps) =>
  (context: CommandContext, queue?: string): Promise<CommandResult<SignPut>> =>
    run({
      ...context,
      load: {},
      command: { type: 'TakeSign', queue },
      change: { kind: 'sign', queue },
      answer: { queue: queue ?? null, sign: null },
    });
