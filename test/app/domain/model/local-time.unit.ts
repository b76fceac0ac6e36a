import { instantOf, localDate, wallClock } from '../../../../src/app/domain/model/local-time';

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Kept: making one takes far longer than asking it. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  clocks.set(zone, clock);
  return clock;
}

/** A zone's clock according to `Intl`, read as if it were UTC. */
function told(zone: string, at: number): number {
  const parts = clockOf(zone).formatToParts(at);
  const [month, day, year, hour, minute, second] = parts
    .filter(({ type }) => type !== 'literal')
    .map(({ value }) => Number(value));
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

const HOUR = 3_600_000;

/** The moments of clock changes in the years around 2026, to the minute. */
function changes(zone: string): readonly number[] {
  const offset = (at: number) => told(zone, at) - at;
  const found: number[] = [];
  const end = Date.UTC(2029, 0, 1);
  for (let at = Date.UTC(2024, 0, 1); at < end; at += 240 * HOUR) {
    let [before, after] = [at, at + 240 * HOUR];
    if (offset(before) === offset(after)) continue;
    while (after - before > 60_000) {
      const middle = Math.floor((before + after) / 120_000) * 60_000;
      if (offset(middle) === offset(before)) before = middle;
      else after = middle;
    }
    found.push(after);
  }
  return found;
}

test.each([
  'America/Santiago',
  'Pacific/Easter',
  'America/Punta_Arenas',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'UTC',
])('the clock of %s, also in the days of its changes', (zone) => {
  const around = changes(zone).flatMap((at) =>
    [-25, -24, -23, -1, 0, 1, 23, 24, 25].flatMap((hours) =>
      [-60_000, -1000, 0, 60_000].map((more) => at + hours * HOUR + more),
    ),
  );
  const spread = Array.from({ length: 400 }, (_, step) => Date.UTC(2026, 0, 1) + step * 23 * HOUR);
  const moments = [...around, ...spread, 0, Date.UTC(1910, 0, 10, 4, 50)];
  const ours = moments.map((at) => [at, wallClock(zone, at)]);
  expect(ours).toEqual(moments.map((at) => [at, told(zone, at)]));
});

test('the last representable instant has a clock too', () => {
  expect(wallClock('America/Santiago', 8_640_000_000_000_000)).toBe(
    told('America/Santiago', 8_640_000_000_000_000),
  );
});

test('a year of instants asks Intl a few times per day, not once per instant', () => {
  const asked = jest.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
  const [zone, start] = ['America/Coyhaique', Date.UTC(2026, 0, 1)];
  const days = 365;
  for (let minute = 0; minute < days * 1440; minute += 7) {
    localDate(zone, start + minute * 60_000);
  }
  for (let day = 0; day < days; day += 1) {
    instantOf(zone, new Date(start + day * 24 * HOUR).toISOString().slice(0, 10), day);
  }
  expect(asked.mock.calls.length).toBeLessThan(days * 2);
  asked.mockRestore();
});
