/**
 * What of an event is about the person, who is told it when they ask what is kept: not who served
 * them, whom they overtook, or how the app reckoned. A test names every other member of what is
 * told of tickets, with the reason why it is left out.
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
