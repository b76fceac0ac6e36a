/**
 * The members of an event that are about the person, and so belong in the answer when they ask what
 * is kept about them: not who served them, whom they overtook, or how the app calculated. A test
 * lists every other member of these events, with the reason why it is left out.
 */
export const TOLD: ReadonlySet<string> = new Set([
  'queue',
  'from',
  'to',
  'lane',
  'fromLane',
  'counter',
  'because',
  'reason',
  'score',
  'ok',
  'reprint',
  'minutes',
  'until',
  'extended',
  'position',
  'estimate',
  'unattended',
  'mayMissClosing',
  'consumer',
  'outcome',
  'queueClosed',
  'closesAt',
  'closing',
  'automatic',
  'times',
  'what',
  'waitMs',
  'heldMs',
  'serviceMs',
]);
