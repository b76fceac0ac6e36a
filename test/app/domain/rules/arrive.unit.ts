import { comesBackUntil } from '../../../../src/app/domain/model/comes-back';
import { defaultSettings } from '../../../../src/app/domain/model/settings';
import { ownTicket } from '../../../../src/app/domain/views/own-ticket';
import { viewOfTicket } from '../../../../src/app/domain/views/project';
import { Branch, configWith, hand, MINUTE, T0 } from '../support/branch';
import { called } from './moves.unit';

/** "I am here": a customer out of the line returns to the place that their due gives them. */

const here = { type: 'Arrive', ticket: 't1', by: 'customer' } as const;
const atDesk = { ...here, by: 'staff' } as const;
const missed = (minutes = 0, config = configWith()) => {
  const branch = called().configure(config);
  branch.do({ type: 'NoShow', ticket: 't1', by: hand('ana') });
  return branch.after(minutes);
};
const shown = (branch: Branch) =>
  ownTicket(viewOfTicket(branch.floor, branch.config, branch.ticket('t1'), branch.now));

describe('from an extension', () => {
  const deferred = () => {
    const branch = new Branch().signOn('ana', '1');
    branch.issue();
    branch.issue();
    branch.do({ type: 'Defer', ticket: 't1', minutes: 15 });
    return branch;
  };

  test('it ends early: first in line again, and only the time away counts as a courtesy', () => {
    const branch = deferred().after(4);
    expect(branch.do(here)).toEqual([
      { type: 'DeferralEnded', ticket: 't1', queue: 'caja', lane: 'general' },
    ]);
    expect(branch.ticket('t1')).toMatchObject({
      state: 'waiting',
      due: T0 + 20 * MINUTE,
      deferredMs: 4 * MINUTE,
      defers: 1,
    });
    expect(branch.ticket('t1').deferredUntil).toBeUndefined();
    expect(shown(branch)).toMatchObject({ position: 1, deferredUntil: null });
    expect(branch.next('ana')).toBe('t1');
  });

  test('a second press changes nothing, nor does one while in line or after the call', () => {
    const branch = deferred();
    branch.do(here);
    expect(branch.do(here)).toEqual([]);
    branch.next('ana');
    expect(branch.do(here)).toEqual([]);
    expect(branch.ticket('t1').state).toBe('called');
  });

  test('where tickets are assigned, a free advisor gets them at once', () => {
    const branch = deferred().configure(configWith({ assignment: 'automatic' }));
    branch.do({ type: 'Cancel', ticket: 't2', because: 'staff' });
    expect(branch.do(here).map(({ type }) => type)).toEqual(['DeferralEnded', 'TicketCalled']);
  });
});

describe('after a missed call', () => {
  test('back in line with the old due, counted as theirs, and only as often as allowed', () => {
    const branch = missed(10);
    expect(shown(branch).comesBackUntil).toBe(new Date(T0 + 15 * MINUTE).toISOString());
    expect(branch.do(here)).toEqual([
      { type: 'TicketReopened', ticket: 't1', queue: 'caja', lane: 'general', times: 1 },
    ]);
    expect(branch.ticket('t1')).toMatchObject({
      state: 'waiting',
      due: T0 + 20 * MINUTE,
      reopens: 1,
    });
    expect(shown(branch)).toMatchObject({ position: 1, comesBackUntil: null });
    expect(branch.next('ana')).toBe('t1');
    branch.do({ type: 'NoShow', ticket: 't1', by: hand('ana') });
    expect(shown(branch).comesBackUntil).toBeNull();
    expect(branch.refusal(here)).toMatchObject({ code: 'reopens_used_up', extra: { max: 1 } });
    // the desk sees the customer, so their own count does not change
    expect(branch.do(atDesk)).toEqual([
      { type: 'TicketReopened', ticket: 't1', queue: 'caja', lane: 'general' },
    ]);
    expect(branch.ticket('t1').reopens).toBe(1);
  });

  test('until the last millisecond of the minutes that the branch gives', () => {
    expect(missed(15).do(here)).toHaveLength(1);
    const late = missed(15);
    late.now += 1;
    expect(late.refusal(here)).toMatchObject({ code: 'reopen_too_late', extra: { minutes: 15 } });
    expect(late.do(atDesk)).toHaveLength(1);
  });

  test('never where the branch leaves it to the desk', () => {
    const branch = missed(0, configWith({ reopens: { max: 0, minutes: 15 } }));
    expect(comesBackUntil(branch.ticket('t1'), branch.config.settings)).toBeUndefined();
    expect(shown(branch).comesBackUntil).toBeNull();
    expect(branch.refusal(here)).toMatchObject({ code: 'reopens_used_up' });
  });

  test('until the line is cancelled or the branch closes, where that is sooner', () => {
    const until = (line: 'serve' | 'cancel') => {
      const hours = { 2: [{ from: '09:00', to: '10:10' }] };
      const closing = { ...defaultSettings.closing, line };
      return shown(missed(0, configWith({ hours, closing }))).comesBackUntil;
    };
    expect(until('cancel')).toBe(new Date(T0 + 10 * MINUTE).toISOString());
    expect(until('serve')).toBe(new Date(T0 + 10 * MINUTE).toISOString());
  });

  test('after closing, while somebody still serves, with the minutes that the branch gives', () => {
    const hours = { 2: [{ from: '09:00', to: '10:05' }] };
    const branch = new Branch(configWith({ hours })).signOn('ana', '1');
    branch.issue();
    branch.after(6).next('ana');
    branch.do({ type: 'NoShow', ticket: 't1', by: hand('ana') });
    expect(shown(branch).comesBackUntil).toBe(new Date(T0 + 21 * MINUTE).toISOString());
    expect(branch.after(1).do(here)).toHaveLength(1);
  });

  test('until the day ends, where that is sooner: nobody is given a time after midnight', () => {
    const branch = missed(0, configWith({ hours: 'always', dayStartsAt: '10:12' }));
    expect(shown(branch).comesBackUntil).toBe(new Date(T0 + 12 * MINUTE).toISOString());
  });

  test('not into a line that is being sent home, nor into another day', () => {
    const closed = configWith({
      hours: { 2: [{ from: '09:00', to: '10:05' }] },
      closing: { lastTicketMinutes: 0, beyondEstimate: 'issue', line: 'cancel' },
    });
    const over = missed(10, closed);
    expect(shown(over).comesBackUntil).toBeNull();
    expect(over.refusal(here)).toMatchObject({ code: 'queue_closed' });
    const long = configWith({ reopens: { max: 1, minutes: 240 } });
    expect(
      missed(0, long)
        .after(24 * 60)
        .refusal(here),
    ).toMatchObject({ code: 'wrong_day' });
  });

  test('not to the desk either, where the desk could not do it', () => {
    const closed = configWith({
      hours: { 2: [{ from: '09:00', to: '10:05' }] },
      closing: { lastTicketMinutes: 0, beyondEstimate: 'issue', line: 'cancel' },
      reopens: { max: 0, minutes: 15 },
    });
    expect(missed(10, closed).refusal(here)).toMatchObject({ code: 'queue_closed' });
    expect(missed(10, closed).refusal(atDesk)).toMatchObject({ code: 'queue_closed' });
  });
});
