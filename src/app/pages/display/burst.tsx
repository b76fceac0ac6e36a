import { namesItself } from '../../texts/counter-name';
import { Icon, right } from '../shared/look/all-icons';
import { ShownCall } from './calls';
import { ALONE, aspectOf, Both, Called, HEROES, Second, Where, widest, WORD } from './figures';
import { area, Fit } from './fit';
import { bestLines, sizeOf } from './lines';

interface Burst {
  readonly calls: readonly ShownCall[];
  readonly spoken: ShownCall | undefined;
  readonly second: Second;
}

/**
 * Two or three calls shown together instead of one after the other: a row each, or each number over
 * its counter where that makes both clearly larger, as on a panel that stands upright.
 */
export function Heroes({ alone, ...burst }: Burst & { readonly alone: boolean }) {
  const { calls } = burst;
  const aspect = aspectOf(alone ? ALONE : HEROES);
  const counters = calls.map((call) => call.counter);
  const words = counters.map((counter) => (namesItself(counter) ? 0 : WORD));
  const named = counters.some(namesItself);
  const row = {
    beside: words.map((word) => widest(calls) + ARROW + (named ? word : 0)),
    above: 0,
    aspect,
  };
  const pile = {
    beside: words,
    above: NUMBER * calls.length,
    across: widest(calls),
    aspect,
  };
  const [rows, piled] = [bestLines(counters, row), bestLines(counters, pile)];
  return sizeOf(piled, pile) > 1.1 * sizeOf(rows, row) ? (
    <Piled {...burst} lines={piled} />
  ) : (
    <Rows {...burst} lines={rows} named={named} />
  );
}

/** The width of the arrow, with the room around it, in em. */
const ARROW = 1.6;

/** The height of a number over its counter, with the room around both, in em. */
const NUMBER = 1.35;

type Broken = { readonly lines: readonly (readonly string[])[] };

function Piled({ calls, spoken, second, lines }: Burst & Broken) {
  return (
    <div class="hero-list piled">
      <p class="hero-label">
        <Both of="display.now" second={second} />
      </p>
      <Fit most={area.value.height / 3}>
        {calls.map((call, index) => (
          <div key={call.key} class={`hero-row ${spoken?.key === call.key ? 'spoken' : ''}`}>
            <p class="hero-number">
              <Called number={call.number} />
            </p>
            <Where bare={!namesItself(call.counter)} lines={lines[index]} second={second} />
          </div>
        ))}
      </Fit>
    </div>
  );
}

/**
 * The word for a counter appears once above the rows, unless one of the counters has a word of its
 * own: then each row says what it is.
 */
function Rows({ calls, spoken, second, lines, named }: Burst & Broken & { named: boolean }) {
  return (
    <div class="hero-list">
      <p class="hero-label pair">
        <span>
          <Both of="display.number" second={second} />
        </span>
        <span>
          <Both of={named ? 'display.go' : 'display.counter'} second={second} />
        </span>
      </p>
      <Fit most={area.value.height / 3}>
        {calls.map((call, index) => (
          <div key={call.key} class={`hero-row ${spoken?.key === call.key ? 'spoken' : ''}`}>
            <Called number={call.number} />
            <Icon of={right} size="0.6em" />
            <Where
              bare={named && !namesItself(call.counter)}
              lines={lines[index]}
              second={second}
            />
          </div>
        ))}
      </Fit>
    </div>
  );
}
