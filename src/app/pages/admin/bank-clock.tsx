import { signal } from '@preact/signals';
import { dateAndTime, shortDate } from '../../texts/format';
import { call } from '../shared/api/api';
import { asStaff } from '../shared/api/session';
import { tag } from '../shared/look/words';
import { zoneName } from './proper-fields';
import { adminSay } from './words';

/**
 * Times that concern no single branch are shown by the bank's clock, wherever the reader sits: a
 * legal term has one last day, and an hour in the audit is the same as in its file.
 */
const known = signal<string | undefined>(undefined);

/** Reads the bank's time zone; again on each call, since it may have changed. */
export async function readBankZone(): Promise<string> {
  const params = { branch: 'bank' };
  const { settings } = await asStaff(() => call('GET /api/branches/:branch/settings', { params }));
  known.value = settings.timeZone;
  return settings.timeZone;
}

/** An instant by the bank's clock; nothing until that clock is known, never another one's time. */
export const bankTime = (instant: string): string =>
  known.value === undefined ? '' : dateAndTime(tag.value, Date.parse(instant), known.value);
export const bankDate = (instant: string): string =>
  known.value === undefined ? '' : shortDate(tag.value, Date.parse(instant), known.value);

/** Names the clock of the times beside it. */
export const ClockNote = ({ zone }: { zone: string | undefined }) =>
  zone === undefined ? null : (
    <p class="quiet">{adminSay('admin.zone.note', { zone: zoneName(zone) })}</p>
  );
