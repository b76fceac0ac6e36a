import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spokenOf } from '../../../src/app/pages/display/spoken';
import { adminAuditEsCL } from '../../../src/app/texts/admin-audit-es-CL';
import { CounterForm, counterName, namesItself } from '../../../src/app/texts/counter-name';
import { en } from '../../../src/app/texts/en';
import { esCL } from '../../../src/app/texts/es-CL';
import { aboutEvent } from '../../../src/app/texts/event-words';
import { speaker } from '../../../src/app/texts/format';

/** One way to name a counter everywhere. */

const spanish = speaker('es-CL', esCL, 'es-CL');
const english = speaker('en', esCL, 'es-CL', en);
const forms: readonly CounterForm[] = ['counter', 'counter.at', 'counter.to'];
const named = ['Caja 3', 'Sala de reuniones', 'Caja 3 - Preferente', 'Mesón', 'Box', 'VIP'];
const bare = ['1', '12', '1204', 'A', '7B', '12-B', 'N° 4', '#3', '3º', 'ñ1'];

test('a label with a word is used as it is; any other gets the word for a counter', () => {
  expect(named.filter((label) => !namesItself(label))).toEqual([]);
  expect(bare.filter(namesItself)).toEqual([]);
  expect(namesItself('Mesón'.normalize('NFD'))).toBe(true);
  const said = (label: string, { say }: typeof spanish) =>
    forms.map((form) => counterName(say, label, form));
  expect(said('3', spanish)).toEqual(['Módulo 3', 'en el módulo 3', 'al módulo 3']);
  expect(said('Caja 3', spanish)).toEqual(['Caja 3', 'en Caja 3', 'a Caja 3']);
  expect(said('3', english)).toEqual(['Counter 3', 'at counter 3', 'to counter 3']);
  expect(said('Caja 3', english)).toEqual(['Caja 3', 'at Caja 3', 'to Caja 3']);
});

test.each([...named, ...bare])('%s is spoken as it is shown', (label) => {
  const { clips, words } = spokenOf({ number: 'C1', counter: label }, true);
  expect(clips.slice(0, 2)).toEqual(['c', '1']);
  expect(clips.includes('modulo')).toBe(!namesItself(label) && words === undefined);
});

test('joining signs are spoken as words, and letters by their names', () => {
  const spoken = (counter: string) => spokenOf({ number: 'C1', counter }, true).clips.slice(2);
  expect(spoken('Sala de reuniones')).toEqual(['sala', 'de', 'reuniones']);
  expect(spoken('Caja 3 - Preferente')).toEqual(['caja', '3', 'preferente']);
  expect(spoken('Caja N° 12')).toEqual(['caja', 'numero', '12']);
  expect(spoken('Cajas 3 y 4')).toEqual([]); // for the browser's voice
  expect(spoken('Caja 3 y 4')).toEqual(['caja', '3', 'y-and', '4']);
  expect(spoken('Módulo N')).toEqual(['modulo', 'n']);
  expect(spoken('A')).toEqual(['modulo', 'a']);
});

test('an event names its counter in the same way', () => {
  const known = (key: string, values: Readonly<Record<string, string>> = {}) =>
    key === 'admin.audit.counter'
      ? adminAuditEsCL[key].replace('{value}', values.value)
      : undefined;
  const about = (label: string) =>
    aboutEvent(
      known,
      { fact: { type: 'TicketCalled', counter: 'x' } as object as { type: string }, actor: by },
      {
        queue: () => undefined,
        counter: () => label,
        staff: () => undefined,
        branch: () => undefined,
        outcome: () => undefined,
      },
    );
  expect([about('3'), about('Caja 3')]).toEqual([['Módulo 3'], ['Caja 3']]);
});
const by = { kind: 'system', id: 'x' };

/** Sentences that name a counter: the function's own, and those that contain its result. */
const sentences = [
  ...forms,
  'counter.at.named',
  'counter.to.named',
  'ticket.title.turn',
  'display.spoken',
  'tg.called',
  'tg.recalled',
  'floor.act.title',
];
/** Places that show a bare label: below a heading or other words, or in a choice. */
const BARE = [
  'pages/advisor/counter-choice.tsx',
  'pages/supervisor/counters.tsx',
  'pages/ticket/turn.tsx',
  'pages/admin/counters.tsx',
];

test("no sentence and no page builds a counter's name itself", () => {
  const app = join(__dirname, '../../../src/app');
  const read = (file: string) => readFileSync(join(app, file), 'utf8');
  const files = (readdirSync(app, { recursive: true }) as string[]).filter((file) =>
    /\.tsx?$/.test(file),
  );
  const strange = files
    .filter((file) => file.startsWith('texts/'))
    .flatMap((file) =>
      [...read(file).matchAll(/^ {2}'?([\w.-]+)'?:\s+'[^\n]*\{counter\}/gm)].map(([, key]) => key),
    )
    .filter((key) => !sentences.includes(key));
  expect(strange).toEqual([]);
  const alone = files
    .filter((file) => /^(pages|plugins|paper|reports|mail)\//.test(file))
    .filter((file) =>
      /say\('counter(\.\w+)?'|<bdi[^>]*>\{(view\.)?counter\.?(label)?\}/i.test(read(file)),
    )
    .filter((file) => !BARE.includes(file));
  expect(alone).toEqual([]);
});
