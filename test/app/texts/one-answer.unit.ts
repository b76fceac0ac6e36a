import { saidWait } from '../../../src/app/domain/line/said';
import { FactOf } from '../../../src/app/domain/model/events';
import { Said } from '../../../src/app/domain/model/said';
import { BranchConfig } from '../../../src/app/domain/model/state';
import { ownTicket } from '../../../src/app/domain/views/own-ticket';
import { displayView, floorView, viewOfTicket } from '../../../src/app/domain/views/project';
import { TicketView } from '../../../src/app/domain/views/views';
import { issuedAnswer } from '../../../src/app/operations/write-path/answers';
import { steady } from '../../../src/app/pages/ticket/steady';
import { nearWords, whenInWords } from '../../../src/app/pages/ticket/when';
import { slipOf } from '../../../src/app/paper/slip';
import { card } from '../../../src/app/plugins/telegram/render';
import { wordsOf } from '../../../src/app/plugins/telegram/words';
import {
  expectation,
  lineInWords,
  queueInWords,
  SaidAnyhow,
  shortWait,
} from '../../../src/app/texts/said-wait';
import { Branch, configWith, experienced, T0 } from '../domain/support/branch';

/** One line seen on every surface at once: all must give the same answer about it. */

const timeZone = 'America/Santiago';
const languages = ['es', 'en'] as const;
type LanguageOf = (typeof languages)[number];

const ADMITS: readonly (readonly [string, RegExp])[] = [
  ['unattended', /sin ejecutivo|ningún ejecutivo|nobody (is )?serv/i],
  ['closed', /no da (más )?números|no (more )?numbers/i],
  ['deferred', /espera hasta las|not call you before/i],
  ['unknown', /no (lo )?sabemos|don’t know/i],
  ['wait', /\d ?min|\d–\d|\d\d:\d\d|\d hora|\d hour|casi|almost|sin espera|no wait/i],
];
/** The answers a text gives. Two would be a contradiction within one sentence. */
const admits = (text: string) => {
  const found = ADMITS.filter(([, words]) => words.test(text)).map(([as]) => as);
  return found.includes('deferred') ? ['deferred'] : found;
};
const kindOf = ({ as }: SaidAnyhow) =>
  ['unattended', 'closed', 'deferred', 'unknown'].includes(as) ? as : 'wait';

/** The lines of a chat message about a ticket. */
const cardOf = (language: LanguageOf, view: TicketView) =>
  card({
    words: wordsOf(language),
    view,
    directory: { branch: { id: '1', name: 'Centro', timeZone }, staff: {}, config: configWith() },
    contact: 'c',
    acts: true,
    open: true,
    now: Date.now(),
    page: 'https://b.cl/t#k',
  }).text.split('\n');

/** Texts about a ticket: kiosk result, active ticket at the kiosk, paper, phone, Telegram. */
function wordsOfPlace(
  language: LanguageOf,
  view: TicketView,
  given: { readonly issued: SaidAnyhow; readonly active: SaidAnyhow },
): Readonly<Record<string, string>> {
  const words = wordsOf(language);
  const branch = { id: '1', name: 'Centro', timeZone };
  const own = ownTicket(view);
  const shown = own.estimate ? steady(undefined, 4, own.estimate, T0) : undefined;
  const slip = slipOf(words, {
    bank: '',
    greeting: '',
    branch,
    number: view.number,
    queue: 'Caja',
    said: view.said!,
    comesBackMinutes: 15,
    ahead: (view.position ?? 1) - 1,
    page: 'https://b.cl/t#k',
    issuedAt: T0,
  });
  return {
    kiosk: expectation(given.issued, words, timeZone),
    active: expectation(given.active, words, timeZone),
    paper: slip.lines[0],
    phone: whenInWords(own.said, shown, { ...words, now: T0, timeZone }),
    telegram: cardOf(language, view).slice(2, 4).join(' '),
  };
}

/** Texts about a queue: kiosk choice, display, floor. */
function wordsOfQueue(language: LanguageOf, waiting: number, said: SaidAnyhow) {
  const { say } = wordsOf(language);
  return {
    kiosk: lineInWords(waiting, said, say),
    display: queueInWords({ queue: 'Caja', waiting }, said, say),
    floor: shortWait(said, say),
  };
}

const combined = (['nobody', 'idle', 'busy', 'new'] as const).flatMap((served) =>
  [true, false].flatMap((open) =>
    [true, false].flatMap((deferred) =>
      [0, 1, 11, 60].map((ahead) => ({ served, open, deferred, ahead })),
    ),
  ),
);

/** A line that nobody serves, or one whose waits are known or, in a new branch, unknown. */
function lineServedBy(served: (typeof combined)[number]['served']) {
  const configured = (config?: BranchConfig) => (served === 'new' ? config : experienced(config));
  const branch = new Branch(configured());
  if (served !== 'nobody') branch.signOn('ana', '1', ['caja']);
  if (served === 'busy' || served === 'new') {
    branch.issue('caja');
    branch.start(branch.next('ana')!);
  }
  return { branch, configured };
}

test.each(combined)(
  'one answer: served by $served, open $open, deferred $deferred, $ahead ahead',
  ({ served, open, deferred, ahead }) => {
    const { branch, configured } = lineServedBy(served);
    for (let n = 0; n < ahead; n += 1) branch.issue('caja');
    const seq = branch.events.length;
    const mine = branch.issue('caja', 'general', { customer: 'c1' });
    const issued = issuedAnswer(mine)(branch.events.slice(seq), branch.whole).said;
    if (deferred) branch.do({ type: 'Defer', ticket: mine, minutes: 10 });
    branch.configure(configured(configWith({}, { caja: { open } }))!);
    const command = { queue: 'gerencia', lane: 'general', language: 'es' } as const;
    const active = branch.refusal({
      type: 'IssueTicket',
      ticket: 'another',
      customer: 'c1',
      ...command,
    }).extra.said as SaidAnyhow;

    const view = viewOfTicket(branch.floor, branch.config, branch.floor.tickets[mine], branch.now);
    const known = { nobody: 'unattended', idle: 'wait', busy: 'wait', new: 'unknown' }[served];
    const expected = deferred ? 'deferred' : known;
    expect(kindOf(active)).toBe(expected);
    expect(kindOf(view.said!)).toBe(expected);
    for (const language of languages) {
      const words = wordsOfPlace(language, view, { issued: deferred ? active : issued, active });
      for (const [surface, text] of Object.entries(words)) {
        expect([surface, text, admits(text)]).toEqual([surface, text, [expected]]);
      }
      expect(words.active).toBe(words.kiosk);
      expect(words.paper).toBe(words.kiosk);
    }

    const [queue] = displayView(branch.floor, branch.config, branch.now).queues;
    expect(floorView(branch.floor, branch.config, branch.now).queues[0].said).toEqual(queue.said);
    const ofQueue = open ? known : 'closed';
    expect(kindOf(queue.said)).toBe(ofQueue);
    for (const language of languages) {
      for (const [surface, text] of Object.entries(
        wordsOfQueue(language, queue.waiting, queue.said),
      )) {
        // where there is little room, an unknown wait is not mentioned beside who waits
        const mentioned = ofQueue === 'unknown' && surface !== 'floor' ? [] : [ofQueue];
        expect([surface, text, admits(text)]).toEqual([surface, text, mentioned]);
      }
    }
  },
);

const kinds: readonly Said[] = [
  { as: 'unattended' },
  { as: 'unknown' },
  saidWait({ low: 0, high: 2 }),
  saidWait({ low: 5, high: 7 }),
  saidWait({ low: 0, high: 14 }),
  saidWait({ low: 8, high: 24 }),
  saidWait({ low: 25, high: 40 }),
  saidWait({ low: 130, high: 190 }),
];

test.each(kinds)('every surface says what was decided: %j', (said) => {
  const branch = new Branch(experienced()).signOn('ana', '1', ['caja']);
  const mine = branch.issue('caja');
  const view = viewOfTicket(branch.floor, branch.config, branch.floor.tickets[mine], branch.now);
  for (const language of languages) {
    const texts = {
      ...wordsOfPlace(language, { ...view, said }, { issued: said, active: said }),
      row: shortWait(said, wordsOf(language).say),
    };
    for (const [surface, text] of Object.entries(texts)) {
      expect([surface, text, admits(text)]).toEqual([surface, text, [kindOf(said)]]);
    }
  }
});

/** How many are ahead stands beside it as a number: "a few" would contradict "you are next". */
const COUNTS = /pocos|few/i;
const ALMOST = /casi|falta poco|almost|not long/i;

test.each(kinds)('“almost” is only said with a wait in minutes: %j', (said) => {
  const branch = new Branch(experienced()).signOn('ana', '1', ['caja']);
  const mine = branch.issue('caja');
  const view = viewOfTicket(branch.floor, branch.config, branch.floor.tickets[mine], branch.now);
  const minutes = said.as === 'soon' || said.as === 'about' || said.as === 'up-to';
  const almost = minutes || (said.as === 'between' && said.low <= 10);
  for (const language of languages) {
    const { say } = wordsOf(language);
    const page = say(nearWords(ownTicket({ ...view, said }).said));
    const chat = cardOf(language, { ...view, said, near: true }).at(-2)!;
    expect([page, ALMOST.test(page), COUNTS.test(page)]).toEqual([page, almost, false]);
    expect([chat, ALMOST.test(chat), COUNTS.test(chat)]).toEqual([chat, almost, false]);
  }
});

test('nobody is told both to stay away and to come: messages and page agree on near', () => {
  const branch = new Branch().signOn('ana', '1', ['caja']);
  const near = branch.issue('caja');
  for (let n = 0; n < 20; n += 1) branch.issue('caja');
  const far = branch.issue('caja');
  const told = (id: string) => {
    const view = viewOfTicket(branch.floor, branch.config, branch.floor.tickets[id], branch.now);
    const directory = {
      branch: { id: '1', name: 'Centro', timeZone },
      staff: {},
      config: branch.config,
    };
    const { text } = card({
      words: wordsOf('es'),
      view,
      directory,
      contact: 'c',
      acts: true,
      open: true,
      now: Date.now(),
      page: '',
    });
    return { near: view.near, stay: text.includes('quédese cerca') };
  };
  expect([told(near), told(far)]).toEqual([
    { near: true, stay: true },
    { near: false, stay: false },
  ]);
  const unserved = new Branch();
  const alone = unserved.issue('caja');
  expect((unserved.events.at(-1)!.fact as FactOf<'TicketIssued'>).approaching).toBeUndefined();
  expect(
    viewOfTicket(unserved.floor, unserved.config, unserved.floor.tickets[alone], T0).near,
  ).toBe(false);
});
