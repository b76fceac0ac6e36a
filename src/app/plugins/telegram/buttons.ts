import { TicketView } from '../../domain/views/views';
import { Words } from './words';

/** What can be pressed below a message, while it applies. Each names the contact it is for. */

export interface Button {
  readonly text: string;
  readonly callback_data: string;
}

/** What buttons are made from. */
interface Buttoned {
  readonly words: Words;
  readonly view: TicketView;
  readonly contact: string;
  readonly acts: boolean;
}

const button = (text: string, ...data: readonly (string | number)[]): Button => ({
  text,
  callback_data: data.join(':'),
});

/**
 * "I am here", for customers who may say so. A press carries which absence it ends, so a second
 * press on the same button is the same command.
 */
function hereButton({ words, view, contact }: Buttoned): readonly (readonly Button[])[] {
  const absence = view.deferredUntil ?? view.comesBackUntil;
  return absence === undefined
    ? []
    : [[button(words.say('tg.button.here'), 'here', absence, contact)]];
}

/** Buttons for coming back, more time and cancelling, while they apply. */
export function ticketButtons(buttoned: Buttoned): readonly (readonly Button[])[] {
  const { words, view, contact, acts } = buttoned;
  if (!acts) return [];
  const here = hereButton(buttoned);
  // a customer whom closing may beat is not offered more time
  const more =
    view.defersLeft > 0 &&
    view.closing !== 'will-miss' &&
    (view.state === 'waiting' || view.state === 'called')
      ? [[button(words.say('tg.button.more'), 'more', contact)]]
      : [];
  return view.state === 'waiting'
    ? [...here, ...more, [button(words.say('tg.button.cancel'), 'cancel', contact)]]
    : [...here, ...more];
}

/**
 * One row of minutes. A press carries how many deferrals were left, so a second press on the same
 * button is the same command.
 */
export function minuteButtons({ words, view, contact }: Buttoned): readonly (readonly Button[])[] {
  return [
    view.deferMinutes.map((minutes) =>
      button(
        words.say('tg.button.minutes', { minutes }),
        'defer',
        minutes,
        view.defersLeft,
        contact,
      ),
    ),
    [button(words.say('tg.button.back'), 'back', contact)],
  ];
}

export function cancelButtons({ words, view, contact }: Buttoned): readonly (readonly Button[])[] {
  return [
    [button(words.say('tg.button.cancel.yes', { number: view.number }), 'yes', contact)],
    [button(words.say('tg.button.cancel.no'), 'back', contact)],
  ];
}

export function rateButtons(contact: string): readonly (readonly Button[])[] {
  return [[1, 2, 3, 4, 5].map((score) => button(`${score} ⭐`, 'rate', score, contact))];
}
