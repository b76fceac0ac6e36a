import { outcomeTypes } from '../../../../src/app/domain/model/events';
import { Branch } from '../support/branch';

const branch = new Branch();

describe('settings', () => {
  const save = (ifVersion: number, settingsVersion?: number) =>
    ({ type: 'SaveSettings', ifVersion, existing: { settingsVersion } }) as const;

  test('are replaced under the version read', () => {
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

  test('is free when no queue and no number of today has it', () => {
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
  const save = (existing: object) => ({ type: 'SaveStaff', username: 'ana', existing }) as const;
  expect(branch.decide(save({}))).toEqual([]);
  expect(branch.refusal(save({ usernameOwner: 'advisor-2' }))).toMatchObject({
    kind: 'conflict',
    code: 'username_taken',
    fields: [{ field: 'username', got: 'ana' }],
  });
});

test('the last administrator of the whole bank stays one', () => {
  const save = (endsAdmin: boolean, lastAdmin: boolean) =>
    ({ type: 'SaveStaff', username: 'ana', endsAdmin, existing: { lastAdmin } }) as const;
  expect(branch.refusal(save(true, true))).toMatchObject({ kind: 'conflict', code: 'last_admin' });
  expect(branch.decide(save(true, false))).toEqual([]);
  expect(branch.decide(save(false, true))).toEqual([]);
});

test('an account that is closed is opened by administrators alone', () => {
  const save = (keepsClosed: boolean, accountClosed: boolean) =>
    ({ type: 'SaveStaff', username: 'ana', keepsClosed, existing: { accountClosed } }) as const;
  expect(branch.refusal(save(true, true))).toMatchObject({ code: 'closed_account' });
  for (const [keeps, closed] of [
    [false, true],
    [true, false],
  ]) {
    expect(branch.decide(save(keeps, closed))).toEqual([]);
  }
});

test('whoever has stopped administering the bank meanwhile saves nobody', () => {
  const save = (saverEnded: boolean) =>
    ({ type: 'SaveStaff', username: 'ana', existing: { saverEnded } }) as const;
  expect(branch.refusal(save(true))).toMatchObject({ kind: 'forbidden', code: 'rights_ended' });
  expect(branch.decide(save(false))).toEqual([]);
});

test('whoever is new on the list has no RUT as id, in whatever form an id allows', () => {
  const save = (newId?: string) => ({ type: 'SaveStaff', username: 'ana', newId }) as const;
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
