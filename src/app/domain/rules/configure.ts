import { accountClosed, closedAccountKeepsName, rightsEnded } from '../model/accounts';
import { BANK } from '../model/bank';
import { SaveStaff } from '../model/configure-commands';
import { Refused } from '../model/errors';
import { outcomeTypes } from '../model/events';
import { unknownBranch } from '../model/missing';
import { parseRut } from '../model/rut';
import { usernameKey } from '../model/username';
import { lastAdmin } from '../model/whole-bank';
import { Decision } from './decision';
import { mayMoveDay } from './moved-day';

/**
 * What refuses a change of configuration or persons. The change itself is rows, written in the same
 * transaction; what it may clash with was loaded as `slice.existing`.
 */

/** Optimistic: the editor must have seen the settings that it replaces. */
export function mayReplaceSettings({ slice, now }: Decision, ifVersion: number): void {
  const version = slice.existing?.settingsVersion ?? 0;
  if (version === ifVersion) {
    mayUseZone(slice.existing?.zoneLacking);
    return mayMoveDay(slice.existing?.inLine, now);
  }
  throw new Refused(
    'conflict',
    'version_mismatch',
    `The settings are now at version ${version}. Read them again and apply your change to that ` +
      'version.',
    [{ field: 'If-Match', got: ifVersion, wants: `the version you read last, now ${version}` }],
  );
}

/** The zone must be known here, for hours, and in the database, for reports. */
function mayUseZone(lacking: string | undefined): void {
  if (lacking === undefined) return;
  throw new Refused(
    'invalid',
    'unknown_time_zone',
    `The database does not know the time zone ${lacking}. Choose another with the same clock, or ` +
      'update the database first.',
    [
      {
        field: 'timeZone',
        got: lacking,
        wants: 'a zone of the IANA list, such as America/Santiago',
      },
    ],
  );
}

export function mayBeBranchId(id: string): void {
  if (id !== BANK) return;
  throw new Refused(
    'invalid',
    'reserved_id',
    `The id ${BANK} belongs to the bank's own chain; choose another.`,
    [{ field: 'branch', got: id, wants: 'another id' }],
  );
}

/**
 * A prefix is unique in its branch, and numbers are unique in their day: another queue may have
 * given some with this prefix this morning. Its own numbers of this morning do not matter: its
 * count continues, so a prefix that was changed by mistake can be changed back.
 */
export function mayUsePrefix({ slice }: Decision, prefix: string): void {
  const { prefixOwner, numberToday } = slice.existing ?? {};
  if (prefixOwner !== undefined) {
    throw new Refused(
      'conflict',
      'prefix_taken',
      `Queue ${prefixOwner} already uses prefix ${prefix}. Choose another.`,
      [{ field: 'prefix', got: prefix, wants: 'letters no other queue of the branch uses' }],
    );
  }
  if (numberToday !== undefined) {
    throw new Refused(
      'conflict',
      'prefix_used_today',
      `Numbers with prefix ${prefix} were given today, such as ${numberToday}. Choose another ` +
        'prefix, or change it tomorrow.',
      [{ field: 'prefix', got: prefix, wants: 'letters no number of today begins with' }],
    );
  }
}

/** With two counters of one label, a called customer may go to the wrong one. */
export function mayUseLabel({ slice }: Decision, label: string): void {
  const owner = slice.existing?.labelOwner;
  if (owner === undefined) return;
  throw new Refused(
    'conflict',
    'label_taken',
    `Counter ${owner} is called that already. Choose another label.`,
    [{ field: 'label', got: label, wants: 'a label that no other counter of the branch has' }],
  );
}

/**
 * Requires existing branches and a unique username: users whose names differ only in case, blanks
 * or Unicode form would be mistaken for one another.
 */
export function maySaveStaff(
  { slice }: Decision,
  { username, firstName, newId, endsAdmin = false, keepsClosed = false }: SaveStaff,
): void {
  if (slice.existing?.saverEnded) throw rightsEnded();
  const closedAs = slice.existing?.closedAs;
  if (keepsClosed && closedAs !== undefined) throw accountClosed();
  if (closedAs !== undefined && usernameKey(closedAs) !== usernameKey(firstName)) {
    throw closedAccountKeepsName(firstName);
  }
  if (newId !== undefined) refuseRut(newId);
  if (endsAdmin && slice.existing?.lastAdmin) throw lastAdmin();
  if (slice.existing?.unknownBranch !== undefined) {
    throw unknownBranch(slice.existing.unknownBranch);
  }
  if (usernameKey(username) === '') {
    throw new Refused(
      'invalid',
      'invalid_username',
      'A username needs at least one character that can be seen.',
      [{ field: 'username', got: username, wants: 'letters or digits' }],
    );
  }
  if (slice.existing?.usernameOwner === undefined) return;
  throw new Refused(
    'conflict',
    'username_taken',
    'Another staff member has this username, perhaps in capitals or with other spaces. ' +
      'Choose another.',
    [{ field: 'username', got: username, wants: 'a username nobody else has' }],
  );
}

/** Digits of a RUT without its dash: shorter numbers are an employee's. */
const RUT_LENGTH = 8;

/** An id stands in every event of its owner for ever, and so would a RUT. */
function refuseRut(id: string): void {
  if (parseRut(id).state !== 'good' || !(/-.$/.test(id) || id.length >= RUT_LENGTH)) return;
  throw new Refused(
    'invalid',
    'id_is_rut',
    'The id of a member of staff stands in the audit trail for ever, so it cannot be a RUT. ' +
      'Take another, such as a number of the bank; the username may be a RUT.',
    [{ field: 'staff', got: 'a RUT', wants: 'an id that is no RUT, such as advisor-1' }],
  );
}

/**
 * An event about a message makes no messages: a webhook that got it would answer itself for ever.
 */
export function maySubscribe(types: readonly string[]): void {
  const outcomes = types.filter((type) => (outcomeTypes as readonly string[]).includes(type));
  if (!outcomes.length) return;
  throw new Refused(
    'invalid',
    'outcome_event',
    'Events that record what became of a message are never sent as messages. Leave them out.',
    outcomes.map((type) => ({
      field: 'types',
      got: type,
      wants: 'an event of the line, such as TicketIssued',
    })),
  );
}

/** LEY-21719: a person may be forgotten, but not while they wait or are served. */
export function mayErase({ slice }: Decision): void {
  const open = slice.existing?.openTicket;
  if (!open) return;
  throw new Refused(
    'conflict',
    'active_ticket_exists',
    `This person has ticket ${open.number} open at branch ${open.branch}. Have a supervisor ` +
      'there finish or cancel it first, then erase.',
    [],
    { number: open.number, branch: open.branch },
  );
}
