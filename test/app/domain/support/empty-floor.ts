import { Floor } from '../../../../src/app/domain/model/state';

/** A floor with nobody on it: where folding a branch's events begins. */
export const emptyFloor = (branch: string, day: string): Floor => ({
  branch,
  day,
  tickets: {},
  advisors: {},
  queues: {},
  alerts: {},
  endedCalls: [],
});
