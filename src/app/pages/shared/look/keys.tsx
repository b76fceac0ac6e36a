import { erase, Icon } from './all-icons';
import { say } from './words';

/**
 * A key of a keypad. A pointer acts as it goes down; keyboards and assistive technology act by a
 * click.
 */
export function Key({
  face,
  label,
  press,
  class: more = '',
}: {
  face: string;
  label?: string;
  press: (face: string) => void;
  class?: string;
}) {
  return (
    <button
      type="button"
      class={`key ${more}`}
      aria-label={label}
      onPointerDown={(event) => {
        if (event.button === 0) press(face);
      }}
      onClick={(event) => {
        if (event.detail === 0) press(face);
      }}
    >
      {face}
    </button>
  );
}

/** The key that removes the last character. */
export function EraseKey({ press, class: more = '' }: { press: () => void; class?: string }) {
  return (
    <button
      type="button"
      class={`key ${more}`}
      aria-label={say('kiosk.key.delete')}
      onPointerDown={(event) => {
        if (event.button === 0) press();
      }}
      onClick={(event) => {
        if (event.detail === 0) press();
      }}
    >
      <Icon of={erase} size="1.3em" />
    </button>
  );
}

const ROWS = ['1234567890', 'QWERTYUIOP', 'ASDFGHJKL-', 'ZXCVBNM'];

/** Letters, digits and a dash, for passports and codes. */
export function LetterKeys({
  press,
  erase: back,
}: {
  press: (face: string) => void;
  erase: () => void;
}) {
  return (
    <div class="letter-keys" role="group">
      {ROWS.map((row, index) => (
        <div key={row} class="letter-row">
          {[...row].map((face) => (
            <Key key={face} face={face} press={press} />
          ))}
          {index === ROWS.length - 1 && <EraseKey press={back} class="wide-key" />}
        </div>
      ))}
    </div>
  );
}
