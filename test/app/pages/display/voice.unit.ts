import { Clip, Clips } from '../../../../src/app/pages/display/clips';
import { heardPart } from '../../../../src/app/pages/display/heard-part';
import { atMostMs, play } from '../../../../src/app/pages/display/play';

const RATE = 1000;
/** Samples of a recording: silence, a word, silence, each in milliseconds. */
const recording = (before: number, word: number, after: number) =>
  Float32Array.from([
    ...Array<number>(before).fill(0.001),
    ...Array.from({ length: word }, (_, at) => (at % 2 ? 0.8 : -0.8)),
    ...Array<number>(after).fill(-0.002),
  ]);

test('the silence around a recorded word is trimmed to a breath', () => {
  const { from, seconds } = heardPart(recording(60, 500, 450), RATE);
  expect(from).toBeCloseTo(0.03);
  expect(from + seconds).toBeCloseTo(0.06 + 0.5 + 0.12);
  // a bank's own recording may have no silence, or only silence
  expect(heardPart(recording(0, 500, 0), RATE)).toEqual({ from: 0, seconds: 0.5 });
  expect(heardPart(recording(300, 0, 0).fill(0), RATE)).toEqual({ from: 0, seconds: 0 });
});

/** The part of a browser's audio that words need; it uses the test's fake clock. */
function openSound() {
  const played: { readonly at: number; readonly seconds: number }[] = [];
  const source = {
    buffer: null,
    connect: () => source,
    start: (at: number, _from: number, seconds: number) => played.push({ at, seconds }),
  };
  const audio = {
    destination: {} as AudioDestinationNode,
    get currentTime() {
      return Date.now() / 1000;
    },
    createBufferSource: () => source as unknown as AudioBufferSourceNode,
  };
  return { audio, played };
}

const words = (count: number): readonly Clip[] =>
  Array<Clip>(count).fill({ buffer: {} as AudioBuffer, from: 0.03, seconds: 0.8 });

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('however many words a call has, the next call begins after its last word', async () => {
  const { audio, played } = openSound();
  // "número", ABC1003 by letters and digits, "sala de reuniones 21"
  const both = play(audio, words(12)).then(() => play(audio, words(12)));
  await jest.advanceTimersByTimeAsync(60_000);
  await both;
  expect(played).toHaveLength(24);
  for (const [index, { at }] of played.entries()) {
    const before = played[index - 1];
    if (before) expect(at).toBeGreaterThanOrEqual(before.at + before.seconds - 1e-6);
  }
});

test('an endless name does not hold up the calls behind it', async () => {
  const { audio, played } = openSound();
  const said = play(audio, words(60));
  await jest.advanceTimersByTimeAsync(15_000);
  await said;
  expect(played).toHaveLength(16);
});

test('nothing to say takes no time', () =>
  expect(play(openSound().audio, [])).resolves.toBe(undefined));

test('a voice that never ends is awaited for as long as its words may take', () => {
  expect(atMostMs('Número C, 5. Módulo 3.')).toBeLessThan(8_000);
  expect(atMostMs('Número A, B, C, 1003. Sala de reuniones 21.')).toBeGreaterThan(10_000);
});

test('a truncated or invalid recording is not played: a voice says it', async () => {
  const { fetch: own } = globalThis;
  const audio = { decodeAudioData: () => Promise.reject(new Error('no sound')) };
  const clips = new Clips(audio as unknown as BaseAudioContext);
  const half = new ReadableStream({
    start: (body) => body.error(new DOMException('The user aborted a request.', 'AbortError')),
  });
  try {
    for (const body of [half, 'no sound at all']) {
      globalThis.fetch = () => Promise.resolve(new Response(body));
      expect(await clips.get('es', 'caja')).toBeUndefined();
    }
  } finally {
    globalThis.fetch = own;
  }
});
