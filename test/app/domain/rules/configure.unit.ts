import { outcomeTypes } from '../../../../src/app/domain/model/events';
import { Branch, configWith, MINUTE } from '../support/branch';

const branch = new Branch();

describe('settings', () => {
  const save = (ifVersion: number, settingsVersion?: number) =>
    ({ type: 'SaveSettings', ifVersion, existing: { settingsVersion } }) as const;

  test('are replaced only under the version that was read', () => {
    expect(branch.decide(save(7, 7))).toEqual([]);
    expect(branch.decide(save(0))).toEqual([]);
  });

  test.each([
    [6, 7],
    [8, 7],
    [1, undefined],
  ])('a change of version %d is refused at version %d', (saw, version) => {
    expect(branch.refusal(save(saw, version))).toMatchObject({
      kind: 'conflict',
      code: 'version_mismatch',
      fields: [{ field: 'If-Match', got: saw }],
    });
  });
});

describe('settings and the business day', () => {
  /** A Tuesday, 21:00 in Santiago: 01:00 of Wednesday in Madrid, 19:00 in Mexico City. */
  const evening = Date.parse('2026-03-11T00:00:00Z');
  const night = evening + 4 * 60 * MINUTE;
  const before = configWith().settings;
  const save = (after: object, line: object = {}) => {
    const changed = { ...before, ...after };
    const inLine = [{ branch: '1', name: 'Centro', day: '2026-03-10', before, after: changed }];
    return {
      type: 'SaveSettings',
      ifVersion: 1,
      existing: { settingsVersion: 1, inLine: inLine.map((each) => ({ ...each, ...line })) },
    } as const;
  };
  const at = (now: number) => Object.assign(new Branch(), { now });

  test.each([
    ['timeZone', evening, '2026-03-10', {}, { timeZone: 'Europe/Madrid', closures: [] }],
    ['timeZone', night, '2026-03-11', {}, { timeZone: 'America/Mexico_City' }],
    ['dayStartsAt', night, '2026-03-10', { dayStartsAt: '06:00', hours: {} }, { hours: {} }],
    ['hours', night, '2026-03-10', { hours: { 2: [{ from: '22:00', to: '02:00' }] } }, {}],
  ])('may not move the day while somebody is in line: %s', (field, now, day, was, given) => {
    const after = { ...before, ...given };
    const line = { day, before: { ...before, ...was }, after };
    expect(at(now).refusal(save({}, line))).toMatchObject({
      kind: 'conflict',
      code: 'line_of_another_day',
      fields: [{ field, got: (after as object as Record<string, unknown>)[field] }],
      extra: { branch: '1', day },
    });
  });

  test('may change if the day stays, or returns to the open one', () => {
    const none = { type: 'SaveSettings', ifVersion: 1, existing: { settingsVersion: 1 } } as const;
    expect(at(evening).decide({ ...none, existing: { settingsVersion: 1, inLine: [] } })).toEqual(
      [],
    );
    expect(at(evening).decide(save({ timeZone: 'America/Mexico_City' }))).toEqual([]);
    expect(at(night).decide(save({ dayStartsAt: '06:00', hours: {} }))).toEqual([]);
    expect(at(evening - 5 * 60 * MINUTE).decide(save({ timeZone: 'Europe/Madrid' }))).toEqual([]);
    const home = { before: { ...before, timeZone: 'Europe/Madrid' }, after: before };
    expect(at(evening).decide(save({}, home))).toEqual([]);
    expect(at(evening).refusal(save({}, { ...home, day: '2026-03-11' }))).toMatchObject({
      code: 'line_of_another_day',
    });
  });

  test('may close a date at any time, even one that opened the evening before', () => {
    const nightly = { ...before, hours: { 2: [{ from: '22:00', to: '06:00' }] } };
    const after = { ...nightly, closures: [{ from: '2026-03-10' }] };
    expect(at(night).decide(save({}, { before: nightly, after }))).toEqual([]);
  });
});

test("a branch may not have the id of the bank's chain", () => {
  expect(branch.decide({ type: 'SaveBranch', id: 'centro' })).toEqual([]);
  expect(branch.refusal({ type: 'SaveBranch', id: 'bank' })).toMatchObject({
    kind: 'invalid',
    code: 'reserved_id',
    fields: [{ field: 'branch', got: 'bank' }],
  });
});

describe('a prefix', () => {
  const save = (existing: object) => ({ type: 'SaveQueue', prefix: 'C', existing }) as const;

  test('is free when no queue and no number from today has it', () => {
    expect(branch.decide(save({}))).toEqual([]);
  });

  test('of another queue is refused with that queue', () => {
    const refused = branch.refusal(save({ prefixOwner: 'caja', numberToday: 'C07' }));
    expect(refused).toMatchObject({ kind: 'conflict', code: 'prefix_taken' });
    expect(refused.message).toContain('caja');
  });

  test('used today is refused with a number that has it', () => {
    const refused = branch.refusal(save({ numberToday: 'C07' }));
    expect(refused).toMatchObject({
      kind: 'conflict',
      code: 'prefix_used_today',
      fields: [{ field: 'prefix', got: 'C' }],
    });
    expect(refused.message).toContain('C07');
  });
});

test('a label belongs to one counter of a branch', () => {
  const save = (existing: object) => ({ type: 'SaveCounter', label: '3', existing }) as const;
  expect(branch.decide(save({}))).toEqual([]);
  expect(branch.refusal(save({ labelOwner: '4' }))).toMatchObject({
    kind: 'conflict',
    code: 'label_taken',
    fields: [{ field: 'label', got: '3' }],
  });
});

test('a username belongs to one person', () => {
  const save = (existing: object) =>
    ({ type: 'SaveStaff', username: 'ana', firstName: 'Ana', existing }) as const;
  expect(branch.decide(save({}))).toEqual([]);
  expect(branch.refusal(save({ usernameOwner: 'advisor-2' }))).toMatchObject({
    kind: 'conflict',
    code: 'username_taken',
    fields: [{ field: 'username', got: 'ana' }],
  });
});

test('the last administrator of the whole bank stays one', () => {
  const save = (endsAdmin: boolean, lastAdmin: boolean) =>
    ({
      type: 'SaveStaff',
      username: 'ana',
      firstName: 'Ana',
      endsAdmin,
      existing: { lastAdmin },
    }) as const;
  expect(branch.refusal(save(true, true))).toMatchObject({ kind: 'conflict', code: 'last_admin' });
  expect(branch.decide(save(true, false))).toEqual([]);
  expect(branch.decide(save(false, true))).toEqual([]);
});

test('a closed account keeps its name, however it is spelled', () => {
  const save = (firstName: string, closedAs: string | undefined) =>
    ({ type: 'SaveStaff', username: 'ana', firstName, existing: { closedAs } }) as const;
  expect(branch.refusal(save('Eva', 'Ana'))).toMatchObject({
    kind: 'conflict',
    code: 'closed_account_name',
    fields: [{ field: 'firstName', got: 'Eva' }],
  });
  expect(branch.refusal(save('', 'Ana'))).toMatchObject({ code: 'closed_account_name' });
  expect(branch.decide(save(' ANA', 'Ana'))).toEqual([]);
  expect(branch.decide(save('Eva', undefined))).toEqual([]);
});

test('only administrators open a closed account', () => {
  const save = (keepsClosed: boolean, accountClosed: boolean) =>
    ({
      type: 'SaveStaff',
      username: 'ana',
      firstName: 'Ana',
      keepsClosed,
      existing: accountClosed ? { closedAs: 'Ana' } : {},
    }) as const;
  expect(branch.refusal(save(true, true))).toMatchObject({ code: 'closed_account' });
  for (const [keeps, closed] of [
    [false, true],
    [true, false],
  ]) {
    expect(branch.decide(save(keeps, closed))).toEqual([]);
  }
});

test('an administrator who has lost the role meanwhile saves no changes to staff', () => {
  const save = (saverEnded: boolean) =>
    ({ type: 'SaveStaff', username: 'ana', firstName: 'Ana', existing: { saverEnded } }) as const;
  expect(branch.refusal(save(true))).toMatchObject({ kind: 'forbidden', code: 'rights_ended' });
  expect(branch.decide(save(false))).toEqual([]);
});

test('a new member of staff cannot have a RUT as id, in any form an id allows', () => {
  const save = (newId?: string) =>
    ({ type: 'SaveStaff', username: 'ana', firstName: 'Ana', newId }) as const;
  for (const id of ['12345678-5', '123456785', '7654321-6', '6000000-k']) {
    expect(branch.refusal(save(id))).toMatchObject({
      code: 'id_is_rut',
      fields: [{ field: 'staff', got: 'a RUT' }],
    });
  }
  for (const id of ['advisor-1', '12345678-4', '1009', '100009', undefined]) {
    expect([id, branch.decide(save(id))]).toEqual([id, []]);
  }
});

test('a webhook subscribes to events of the line, never to outcomes of messages', () => {
  const save = (types: readonly string[]) => ({ type: 'SaveWebhook', types }) as const;
  expect(branch.decide(save(['TicketIssued', 'TicketCalled']))).toEqual([]);
  for (const type of outcomeTypes) {
    expect(branch.refusal(save(['TicketIssued', type]))).toMatchObject({
      kind: 'invalid',
      code: 'outcome_event',
      fields: [{ field: 'types', got: type }],
    });
  }
});

test('a person with an open ticket is not erased', () => {
  const erase = (existing: object) => ({ type: 'EraseCustomer', existing }) as const;
  expect(branch.decide(erase({}))).toEqual([]);
  expect(branch.refusal(erase({ openTicket: { branch: '2', number: 'C01' } }))).toMatchObject({
    kind: 'conflict',
    code: 'active_ticket_exists',
    extra: { number: 'C01', branch: '2' },
  });
});
