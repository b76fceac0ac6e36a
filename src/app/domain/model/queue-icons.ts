/**
 * Pictures that a queue may have beside its letters, by what a bank does. Their names are kept in
 * rows: one may be added, none renamed or taken away.
 */
export const queueIcons = [
  'money',
  'card',
  'savings',
  'loan',
  'house',
  'car',
  'transfer',
  'document',
  'key',
  'phone',
  'person',
  'people',
  'building',
  'shield',
  'letter',
  'clock',
  'star',
  'question',
] as const;
export type QueueIcon = (typeof queueIcons)[number];
