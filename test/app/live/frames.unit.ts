import {
  CLOSE,
  closeWithDelay,
  FRAME_VERSION,
  judge,
  reconnectIn,
} from '../../../src/app/live/frames';
import { EventsFrame } from '../../../src/app/wire/frames';
import { World } from './world';

const events = (prev: number, seq: number, epoch = 'e'): EventsFrame => ({
  v: FRAME_VERSION,
  epoch,
  prev,
  seq,
  kind: 'events',
  branch: '1',
  atMs: 1,
  nowMs: 2,
  data: { eventsMs: [] },
});

test('a page applies what follows, ignores repeats, and detects gap, epoch and version', () => {
  const place = { epoch: 'e', seq: 5 };
  expect(judge(place, events(5, 7))).toBe('apply');
  expect(judge(place, events(5, 5))).toBe('apply');
  expect(judge(place, events(3, 5))).toBe('ignore');
  expect(judge(place, events(6, 7))).toBe('gap');
  expect(judge(place, events(4, 6))).toBe('gap');
  expect(judge(place, events(5, 7, 'other'))).toBe('gap');
  expect(judge(undefined, events(5, 7))).toBe('gap');
  expect(judge(place, { ...events(5, 7), v: 3 as never })).toBe('reload');
  const world = new World('1');
  const snapshot = {
    ...events(0, 3),
    kind: 'snapshot' as const,
    data: { floorMs: world.floor, directory: world.directory },
  };
  expect(judge(place, snapshot)).toBe('apply');
});

test('a page reconnects when told, otherwise ever later, and never all at once', () => {
  const restart = closeWithDelay(CLOSE.restart, 1234.5);
  expect(reconnectIn(restart.code, restart.reason, 0, 0.5)).toBe(1235);
  expect(reconnectIn(1006, '', 0, 0)).toBe(250);
  expect(reconnectIn(1006, '', 0, 0.999)).toBe(500);
  expect(reconnectIn(1006, '', 30, 0.5)).toBe(15_000);
  expect(reconnectIn(1006, '', 30, 0.999, 3_000)).toBeLessThanOrEqual(3_000);
  expect(reconnectIn(1006, '', 30, 0, 5_000)).toBe(2_500);
  expect(reconnectIn(CLOSE.slowReader.code, CLOSE.slowReader.reason, 0, 0)).toBe(250);
  expect(reconnectIn(CLOSE.unauthorized.code, '', 0, 0)).toBeUndefined();
});

test('every close fits into a close frame, and its code is its own', () => {
  const closes = Object.values(CLOSE);
  for (const close of closes) {
    expect(Buffer.byteLength(closeWithDelay(close, 999_999).reason)).toBeLessThanOrEqual(123);
  }
  expect(new Set(closes.map((close) => close.code)).size).toBe(closes.length);
});
