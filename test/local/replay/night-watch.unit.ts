import { BankClock } from '../../../src/local/replay/clock';
import { NightWatch } from '../../../src/local/replay/night-watch';

const at = (time: string) => Date.parse(`1999-01-${time}Z`);
const text = (instant: number) => new Date(instant).toISOString().slice(8, 19);

function watched(from: string) {
  const clock = new BankClock(at(from));
  const swept: string[] = [];
  const watch = new NightWatch(clock, async (now) => {
    expect(clock.now()).toBe(now);
    swept.push(text(now));
  });
  return { clock, swept, watch };
}

it('sweeps every 5 minutes of traffic and at every closing, not in empty hours', async () => {
  const { clock, swept, watch } = watched('05T23:00:00');
  for (const time of [
    '05T23:00:01',
    '05T23:04:59',
    '05T23:05:00',
    '05T23:07:00',
    '05T23:11:00',
    '07T09:00:00',
  ]) {
    await watch.until(at(time));
  }
  expect(swept).toEqual([
    '05T23:05:00',
    '05T23:10:00',
    '05T23:15:00',
    '06T06:00:00',
    '07T06:00:00',
  ]);
  expect(text(clock.now())).toBe('07T09:00:00');
  expect(text(watch.closedUntil)).toBe('07T06:00:00');
  await watch.close();
  expect(swept.at(-1)).toBe('08T06:00:00');
});

it('does not close the day over a customer who is still with the bank', async () => {
  const { swept, watch } = watched('06T05:50:00');
  await watch.until(at('06T05:57:10'));
  watch.came(at('06T05:57:10'));
  await watch.until(at('06T06:02:00'));
  watch.came(at('06T06:02:00')); // from the new day: not waited for
  await watch.until(at('06T06:04:00'));
  expect(swept).toEqual(['06T05:55:00']);
  expect(watch.closedUntil).toBe(at('05T06:00:00'));
  watch.left(at('06T05:57:10'));
  await watch.until(at('06T06:07:00'));
  expect(swept).toEqual(['06T05:55:00', '06T06:05:00']);
  expect(watch.closedUntil).toBe(at('06T06:00:00'));
});

it('has a clock that never goes back', () => {
  const clock = new BankClock(at('06T05:50:00'));
  expect(() => clock.moveTo(at('06T05:49:59'))).toThrow(
    "the bank's clock cannot go back from 1999-01-06T05:50:00.000Z",
  );
});
