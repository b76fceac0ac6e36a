import { Event } from '../../../src/app/domain/model/events';
import { createEndings } from '../../../src/app/identity/endings';
import { memoryLog } from '../../support/memory-log';

/** The bank's chain, written by another instance. */
function chain() {
  const facts: { readonly what: string; readonly subject: string }[] = [];
  const state = { epoch: 'one', now: 1_000_000, fails: false };
  const endings = createEndings({
    clock: () => state.now,
    log: memoryLog(),
    reads: {
      readHeads: async () => [{ branch: 'bank', epoch: state.epoch, seq: facts.length }],
      readEvents: async (_, after, limit) => {
        if (state.fails) throw new Error('the database is away');
        return facts
          .map(
            (each, index) =>
              ({ seq: index + 1, fact: { type: 'BankFact', ...each } }) as unknown as Event,
          )
          .slice(after, after + limit);
      },
    },
  });
  return { facts, state, endings };
}

test('a device revoked elsewhere is reported once; the cache is not trusted', async () => {
  const { facts, state, endings } = chain();
  facts.push({ what: 'device-revoked', subject: 'long-ago' });
  expect(await endings.look()).toEqual([]);
  facts.push({ what: 'device-revoked', subject: 'kiosk-7' }, { what: 'reported', subject: 'x' });
  expect(await endings.look()).toEqual(['kiosk-7']);
  expect(endings.isDoubtful('kiosk-7', state.now - 10_000)).toBe(true);
  expect(endings.isDoubtful('kiosk-8', state.now - 10_000)).toBe(false);
  expect(endings.isDoubtful('kiosk-7', state.now + 6_000)).toBe(false);
  expect(await endings.look()).toEqual([]);
});

test('events that could not be read are read next time', async () => {
  const { facts, state, endings } = chain();
  await endings.look();
  facts.push({ what: 'sessions-ended', subject: 'eva' });
  state.fails = true;
  expect(await endings.look()).toEqual([]);
  state.fails = false;
  expect(await endings.look()).toEqual(['eva']);
});

test('more events than one read takes are read in parts, and none is left out', async () => {
  const { facts, endings } = chain();
  await endings.look();
  for (let n = 0; n < 2_500; n += 1) facts.push({ what: 'staff-saved', subject: `s${n}` });
  const heard: string[] = [];
  for (let n = 0; n < 3; n += 1) heard.push(...(await endings.look()));
  expect(heard).toEqual(Array.from({ length: 2_500 }, (_, n) => `s${n}`));
});

test('after a restore everybody is identified again', async () => {
  const { state, endings } = chain();
  await endings.look();
  state.epoch = 'two';
  expect(await endings.look()).toBe('all');
  expect(endings.isDoubtful('anybody', state.now - 1)).toBe(true);
});

test('a right lost at this instance is doubted at once, before it is read', () => {
  const { state, endings } = chain();
  expect(endings.isDoubtful('maria', state.now)).toBe(false);
  endings.tell('maria');
  expect(endings.isDoubtful('maria', state.now)).toBe(true);
  expect(endings.isDoubtful('maria', state.now + 6_000)).toBe(false);
  expect(endings.isDoubtful('juan', state.now)).toBe(false);
});
