import { namesItself } from '../../texts/counter-name';
import type { PastCall } from '../../wire/views';
import { branch } from '../shared/api/watch-branch';
import { TicketNumber } from '../shared/look/parts';
import { say, ScreenSpeaker } from '../shared/look/screen-words';
import { ShownCall } from './calls';
import { area, Fit } from './fit';
import { bestLines, bound, LINE, sizeOf } from './lines';

/** Numbers and counters, never broken, and as large as their box allows. */

/** Says words in the panel's second language; undefined where it has one language. */
export type Second = ScreenSpeaker | undefined;
type Words =
  | 'display.now'
  | 'display.again'
  | 'display.last-call'
  | 'display.number'
  | 'display.counter'
  | 'display.go'
  | 'display.last';

/** A word in the panel's languages. */
export function Both({ of, second }: { of: Words; second: Second }) {
  return (
    <>
      {say(of)}
      {second && (
        <span class="second" lang={second.tag}>
          {second.say(of)}
        </span>
      )}
    </>
  );
}

/** The queue's colour is behind the letter of the number. */
export function Called({ number }: { number: string }) {
  const letters = /^\D*/.exec(number)![0];
  const hue = branch.value?.queues.findIndex((queue) => queue.prefix === letters) ?? -1;
  return (
    <span class="called" data-hue={hue >= 0 && hue < 5 ? hue : undefined}>
      <TicketNumber number={number} />
    </span>
  );
}

function Counter({ lines }: { lines: readonly string[] }) {
  return (
    <bdi class="number counter">
      {lines.map((line, index) => (
        <span key={index} class="counter-line">
          {line}{' '}
        </span>
      ))}
    </bdi>
  );
}

/** The width of the word for a counter before one, in em of the counter. */
export const WORD = 2.2;

/** Where to go: a counter, after the word for one where it is not named by itself. */
export function Where({
  bare,
  lines,
  second,
}: {
  bare: boolean;
  lines: readonly string[];
  second: Second;
}) {
  return (
    <div class="hero-counter">
      {bare && (
        <span class="hero-word">
          <Both of="display.counter" second={second} />
        </span>
      )}
      <Counter lines={lines} />
    </div>
  );
}

/** A box of the board: its width over its height, near enough to choose how labels break. */
export const aspectOf = (share: { readonly across: number; readonly down: number }) => {
  const { width, height } = area.value;
  const upright = height > width;
  return upright
    ? (width * 0.85) / (height * share.down)
    : (width * share.across * 0.9) / (height * 0.62);
};
export const HEROES = { across: 0.62, down: 0.33 };
/** With nobody called before. */
export const ALONE = { across: 1, down: 0.66 };
const LAST = { across: 0.38, down: 0.32 };

/**
 * One call: the number over its counter, and hardly ever larger; side by side where it has a wide
 * panel to itself.
 */
export function Hero({
  call,
  spoken,
  second,
  alone,
}: {
  call: ShownCall;
  spoken: boolean;
  second: Second;
  alone: boolean;
}) {
  const bare = !namesItself(call.counter);
  const aside = alone && area.value.width > area.value.height;
  const box = {
    beside: (bare ? WORD : 0) + (aside ? widest([call]) + 0.6 : 0),
    above: 1,
    aspect: aspectOf(alone ? ALONE : HEROES),
  };
  const broken = bestLines([bound(call.counter)], box);
  const [lines] = broken;
  const size = aside ? 1 : numberSize(call, broken, box);
  return (
    <div
      class={`hero ${spoken ? 'spoken' : ''} ${aside ? 'aside' : alone ? 'tall' : ''}`}
      key={call.key}
    >
      <p class="hero-label">
        <Both
          of={
            call.recalls === 0
              ? 'display.now'
              : call.recalls === 1
                ? 'display.again'
                : 'display.last-call'
          }
          second={second}
        />
      </p>
      <Fit most={area.value.height / 2}>
        <p class="hero-number" style={{ fontSize: `${size}em` }}>
          <Called number={call.number} />
        </p>
        <Where bare={bare} lines={lines} second={second} />
      </Fit>
    </div>
  );
}

/** How much larger than its counter a number is at most, in em. */
const MOST = 1.6;

/**
 * The size of a number over its counter, in em of the counter: larger where a wide counter would
 * keep both small, so that both fill the panel and are one thing to the eye.
 */
function numberSize(
  call: ShownCall,
  lines: readonly (readonly string[])[],
  box: { readonly beside: number; readonly above: number; readonly aspect: number },
): number {
  const letters = sizeOf(lines, box);
  const wide = box.aspect / letters / widest([call]);
  const tall = 1 / letters - LINE * lines[0].length;
  return Math.max(1, Math.min(MOST, 0.95 * wide, 0.95 * tall));
}

export const widest = (calls: readonly { readonly number: string }[]) =>
  0.62 * Math.max(3, ...calls.map(({ number }) => number.length));

/** Who was called before. Rows keep their places. */
export function Last({
  rows,
  count,
  most,
  second,
}: {
  rows: readonly PastCall[];
  count: number;
  most: number;
  second: Second;
}) {
  const lines = bestLines(
    rows.map((row) => row.counter),
    {
      beside: widest(rows) + 0.8,
      above: 1.05 * (count - rows.length),
      aspect: aspectOf(LAST),
    },
  );
  return (
    <section class="last" aria-labelledby="last-title">
      <h2 class="last-head" id="last-title">
        <Both of="display.last" second={second} />
      </h2>
      <Fit most={most}>
        <ul>
          {Array.from({ length: count }, (_, index) => rows[index]).map((row, index) => (
            <li key={index}>
              {row && (
                <>
                  <Called number={row.number} />
                  <Counter lines={lines[index]} />
                </>
              )}
            </li>
          ))}
        </ul>
      </Fit>
    </section>
  );
}
