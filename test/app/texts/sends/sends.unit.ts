import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HttpDeps } from '../../../../src/app/http/request/deps';
import { Route } from '../../../../src/app/http/request/route';
import { routesOf } from '../../../../src/app/http/serve/routes';
import { Action, allowed } from '../../../../src/app/identity/policy';
import { Text, Texts } from '../../../../src/app/texts/catalogue';
import { telegramEn } from '../../../../src/app/texts/telegram-en';
import { telegramEs } from '../../../../src/app/texts/telegram-es';
import { PAGES } from '../../../../src/contract';
import { pattern } from '../../../support/pattern';
import { allEnglish, allSpanish } from '../all-texts';
import { keysShown, rolesOf } from './readers';
import { names, Place, places, Row, rows } from './table';

const app = join(__dirname, '../../../../src/app');
const spanish: Texts = { ...allSpanish, ...telegramEs };
const english: Texts = { ...allEnglish, ...telegramEn };

/** A place's name, or a word that sends somebody. */
const SENDS_ES = pattern(
  /mesón|administraci[óo]n|administrador|supervisor|recepción|soporte|seguridad|tótem/i,
  /|«Mi cuenta»|«Pedir ayuda»|página de su turno/,
  /|\b(pida|pídal\w*|pregunte\w*|avise|consulte|acérquese|diríja\w*|solicite|contacte)\b/,
  /|\b(vuelva (al|a la)|pase al|vaya)\b|vuelva \{to\}/,
);
const SENDS_EN = pattern(
  /\bdesk\b|administrat|supervisor|\bsupport\b|security|kiosk|My account|“Ask for help”/i,
  /|ticket’s page|\b(ask|tell|contact|go to|come back to|return to)\b/,
);
/** The same for the server's own sentences, without lists of roles and route summaries. */
const SENDS_SERVER = pattern(
  /\b([Aa]sk|[Tt]ell) (at|an?|the|them|there|somebody|your|for it|its)\b|[Hh]ave (its|a super)/,
  /|[Aa]dministrator can|supervisor can|or a supervisor|support this|account page/,
);

const sends = (key: string) => {
  const forms = (text: Text) => (typeof text === 'string' ? [text] : Object.values(text));
  return (
    forms(spanish[key]).some((form) => SENDS_ES.test(form)) ||
    forms(english[key]).some((form) => SENDS_EN.test(form))
  );
};

const sources = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/src\/app\/(texts|pages)\//.test(file));

/** Texts in a file's code; those joined by `+` count as one. */
function textsIn(file: string): readonly string[] {
  const code = readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/\b(summary|description):\s*(['"`]).*?\2,?\n/g, '\n');
  const found: string[] = [];
  let ended = -1;
  for (const text of code.matchAll(/(['"`])((?:\\.|(?!\1)[^\\\n])*)\1/g)) {
    const joined = ended >= 0 && /^\s*\+\s*$/.test(code.slice(ended, text.index));
    if (joined) found[found.length - 1] += text[2];
    else found.push(text[2]);
    ended = text.index + text[0].length;
  }
  return found;
}

/** Sentences in the server's own files that send somebody; comments and summaries are left out. */
const serverSays = (): readonly string[] =>
  sources(app)
    .flatMap(textsIn)
    .filter((text) => text.includes(' ') && SENDS_SERVER.test(text));

const isKey = (said: string) => /^[a-z-]+\.\S+$/.test(said);
const listed = rows.flatMap(({ says }) => says);
const keys = Object.keys(spanish).filter(sends);

// Only `who` is read from the routes: no handler runs.
const nothing: unknown = new Proxy(() => nothing, { get: () => nothing, apply: () => nothing });
const routes = new Map<string, Route>(
  routesOf(nothing as HttpDeps).map((each) => [`${each.method} ${each.path}`, each]),
);
const mayUse = (route: string): readonly string[] => {
  const who = routes.get(route)?.who;
  if (who === undefined) throw new Error(`there is no route ${route}`);
  // the handler itself decides which known callers to let in
  if (route === 'POST /api/branches/:branch/tickets') return allowed.issue;
  if (who === 'ticket' || who === 'ticket-look') return ['customer'];
  return allowed[who as Action] ?? ['nobody who is known'];
};

/** The readers of a sentence: users of the pages that show it, or of the routes that answer it. */
function readers({ from }: Row, said: string): readonly string[] {
  if (from) return from.flatMap(mayUse);
  if (!isKey(said)) return [];
  return [...keysShown(spanish)].flatMap(([page, shown]) => (shown.has(said) ? rolesOf(page) : []));
}

test('every sentence that names or sends to a place is in the table, once or as a name', () => {
  const known = new Set([...listed, ...names]);
  expect(keys.filter((key) => !known.has(key))).toEqual([]);
  expect([...known].filter((said) => isKey(said) && !keys.includes(said))).toEqual([]);
  expect(names.filter((key) => listed.includes(key))).toEqual([]);
});

test('so is every such sentence of the server', () => {
  const own = listed.filter((said) => !isKey(said));
  const found = serverSays();
  expect(found.filter((text) => !own.some((start) => text.startsWith(start)))).toEqual([]);
  expect(own.filter((start) => !found.some((text) => text.startsWith(start)))).toEqual([]);
});

test.each(rows.map((row) => [row.says[0], row] as const))(
  '%s sends to a place that can help',
  (_, row) => {
    if (row.to === 'outside') return;
    const place = places[row.to];
    expect(PAGES).toContain(place.page);
    expect(row.helps.length).toBeGreaterThan(0);
    for (const route of row.helps) {
      expect([route, mayUse(route)]).toEqual([route, expect.arrayContaining([...place.who])]);
    }
  },
);

test('nobody is sent to their own place', () => {
  for (const row of rows) {
    if (row.to === 'outside' || row.other) continue;
    const there: readonly string[] = places[row.to].who;
    for (const said of row.says) {
      const sentToThemselves = readers(row, said).filter((who) => there.includes(who));
      expect([said, sentToThemselves]).toEqual([said, []]);
    }
  }
});

test('the people at a place may open its page', () => {
  for (const { page, who } of Object.values<Place>(places)) {
    const folder = page === '/t' ? 'ticket' : page.slice(1);
    const open = rolesOf(folder);
    expect([page, open]).toEqual([
      page,
      expect.arrayContaining(who.filter((each) => each !== 'kiosk')),
    ]);
  }
});

test('would be noticed: a new sentence that sends, and one that sends to no help', () => {
  expect(SENDS_ES.test('No se pudo. Pregunte a su supervisor.')).toBe(true);
  expect(SENDS_EN.test('That did not work. Ask at the desk.')).toBe(true);
  expect(SENDS_SERVER.test('This cannot be done here. Ask an administrator.')).toBe(true);
  // as `problem.unknown` once said, though the desk itself reads it
  const once: Row = { says: ['problem.unknown'], to: 'desk', helps: [] };
  expect(readers(once, 'problem.unknown')).toEqual(expect.arrayContaining(['host', 'admin']));
  // nobody at the desk can give more time, though `ticket.reads` sent people there for it
  expect(mayUse('POST /api/my/defer')).toEqual(['customer']);
  expect(() => mayUse('POST /api/nowhere')).toThrow('there is no route');
});
