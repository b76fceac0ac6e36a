import { Floor } from '../../../../src/app/domain/model/state';

/** An empty floor: where folding a branch's events begins. */
export const emptyFloor = (branch: string, day: string): Floor => ({
  branch,
  day,
  tickets: {},
  advisors: {},
  queues: {},
  alerts: {},
  endedCalls: [],
});
