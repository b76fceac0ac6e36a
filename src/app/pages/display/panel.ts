import { languages } from '../../texts/languages';
import { Seat, usualSeat } from './scale';

/** What an installer chose for one panel: given once in its address, then stored on the device. */
export interface Panel {
  readonly seat: Seat;
  /** The language of its texts, and a second one. */
  readonly language: string;
  readonly second: string | undefined;
  /** Ids of the queues whose calls and waits it shows; empty means all queues of the branch. */
  readonly queues: readonly string[];
  /** Whether it speaks: of several panels in one hall, only one should. */
  readonly speaks: boolean;
}

const KEPT = 'ticketero.panel';

/** Parses `/display#inches=43&metres=6&second=en&queues=caja,empresas&voice=no`. */
export function panelFrom(asked: URLSearchParams, kept: Partial<Panel>): Panel {
  const [inches, metres] = [Number(asked.get('inches')), Number(asked.get('metres'))];
  const code = (name: string) => {
    const wanted = asked.get(name);
    return languages.find((each) => each.code === wanted)?.code;
  };
  const language = code('language') ?? kept.language ?? 'es';
  const second = asked.has('second') ? code('second') : kept.second;
  return {
    seat:
      inches >= 10 && inches <= 120 && metres >= 1 && metres <= 30
        ? { diagonalInches: inches, metres }
        : (kept.seat ?? usualSeat),
    language,
    // the same twice would be each word twice
    second: second === language ? undefined : second,
    queues: asked.has('queues')
      ? asked.get('queues')!.split(',').filter(Boolean)
      : (kept.queues ?? []),
    speaks: asked.has('voice') ? asked.get('voice') !== 'no' : (kept.speaks ?? true),
  };
}

/** This panel. Read before enrolment, which removes the part of the address after #. */
export function thisPanel(): Panel {
  const text = localStorage.getItem(KEPT);
  const seat = localStorage.getItem('ticketero.seat'); // as an older release kept it
  const kept = text
    ? (JSON.parse(text) as Partial<Panel>)
    : seat
      ? { seat: JSON.parse(seat) as Seat }
      : {};
  const panel = panelFrom(new URLSearchParams(location.hash.slice(1)), kept);
  localStorage.setItem(KEPT, JSON.stringify(panel));
  return panel;
}
