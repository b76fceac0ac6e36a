import { asciiText, textBytes } from '../../../src/app/paper/code-page';
import { slipBytes, slipOf, slipText } from '../../../src/app/paper/slip';
import { star, starQr } from '../../../src/app/paper/star';
import { en } from '../../../src/app/texts/en';
import { esCL } from '../../../src/app/texts/es-CL';
import { speaker } from '../../../src/app/texts/format';
import { NotUnderstood, readStar } from '../../../src/local/printer/star-paper';

const hex = (bytes: Iterable<number>) =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
const slip = {
  branch: 'Sucursal Ñuñoa',
  greeting: '',
  title: 'Su número es',
  number: 'C15',
  queue: 'Caja',
  lines: ['Espera estimada: entre 8 y 15 minutos.'],
  page: 'https://b.cl/t#k',
  pageWords: 'Escanee',
  issued: 'martes 24',
};

test('a QR code in Star commands: model 2, correction M, size, data with its length, print', () => {
  expect(hex(starQr('AB', 4))).toBe(
    '1b 1d 79 53 30 02 1b 1d 79 53 31 01 1b 1d 79 53 32 04 1b 1d 79 44 31 00 02 00 41 42 ' +
      '1b 1d 79 50',
  );
  expect(starQr('x'.repeat(300)).slice(24, 26)).toEqual([300 & 0xff, 300 >> 8]);
});

test('the slip in Star commands, byte by byte', () => {
  expect(hex(slipBytes(slip, star))).toBe(
    [
      '1b 40 1b 1d 74 04 1b 1d 61 01',
      hex(textBytes('Sucursal Ñuñoa')),
      '0a 0a',
      hex(textBytes('Su número es')),
      '0a',
      '1b 69 05 05 1b 45 43 31 35 0a 1b 46 1b 69 00 00',
      '1b 45',
      hex(textBytes('Caja')),
      '0a 1b 46 0a',
      hex(textBytes('Espera estimada: entre 8 y 15 minutos.')),
      '0a 0a',
      hex(starQr('https://b.cl/t#k')),
      '0a',
      hex(textBytes('Escanee')),
      '0a 0a',
      hex(textBytes('martes 24')),
      '0a 1b 61 02 1b 64 03',
    ].join(' '),
  );
});

test('narrow paper gets shorter lines, and no line is longer than the paper', () => {
  const { lines } = readStar(slipBytes({ ...slip, lines: ['palabra '.repeat(20)] }, star, 32));
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(32);
});

test('as text: the address is spelled out, with the accents the printer has', () => {
  expect(slipText(slip, { utf8: true })).toBe(
    'Sucursal Ñuñoa\n\nSu número es\n\nC15\n\nCaja\n\nEspera estimada: entre 8 y 15 ' +
      'minutos.\n\nhttps://b.cl/t#k\n\nmartes 24\n',
  );
  expect(slipText(slip)).toContain('Sucursal Nunoa\n\nSu numero es\n');
  expect(asciiText('¿8–15? ñÁ🦤م')).toBe('8-15? nA');
});

test("a slip says the same in the customer's language", () => {
  const facts = {
    bank: '',
    greeting: '',
    branch: { name: 'Centro', timeZone: 'America/Santiago' },
    number: 'C07',
    queue: 'Caja',
    said: { as: 'between' as const, low: 8, high: 15 },
    comesBackMinutes: 15,
    ahead: 1,
    page: 'https://b.cl/t#k',
    issuedAt: Date.UTC(2026, 10, 24, 15, 4),
  };
  expect(slipOf(speaker('es-CL', esCL, 'es-CL'), facts)).toEqual({
    branch: 'Centro',
    greeting: '',
    title: 'Su número es',
    number: 'C07',
    queue: 'Caja',
    lines: [
      'Espera estimada: entre 8 y 15 minutos.',
      'Hay 1 persona antes que usted.',
      'Le llamaremos por la pantalla y por voz.',
      'Si no alcanza a llegar, tiene 15 minutos para volver con «Ya llegué» en su página.',
    ],
    page: 'https://b.cl/t#k',
    pageWords: 'Escanee el código y siga su turno desde el celular.',
    issued: 'martes 24 de noviembre, 12:04',
  });
  expect(
    slipOf(speaker('en', esCL, 'es-CL', en), { ...facts, said: { as: 'unknown' }, ahead: 0 })
      .lines[1],
  ).toBe('You are next.');
  // the branch's rule, or a key handed out by staff, leaves it to the desk
  expect(slipOf(speaker('es-CL', esCL, 'es-CL'), { ...facts, comesBackMinutes: 0 }).lines[3]).toBe(
    'Si no alcanza a llegar, avise en el mesón: hoy puede recuperar su lugar.',
  );
  const closes = (of: 'branch' | 'queue') =>
    slipOf(speaker('es-CL', esCL, 'es-CL'), {
      ...facts,
      closing: { at: Date.UTC(2026, 10, 24, 17), of },
    }).lines[2];
  expect(closes('branch')).toBe('Cerramos a las 14:00: puede que no alcancemos a atenderle hoy.');
  expect(closes('queue')).toBe(
    'Su fila cierra a las 14:00: puede que no alcancemos a atenderle hoy.',
  );
});

test('a bank with a face signs its paper, in bytes and as text', () => {
  const worn = { ...slip, branch: 'Banco Austral, Ñuñoa', greeting: 'Bienvenida, bienvenido' };
  const both = [readStar(slipBytes(worn, star)).lines.join('\n'), slipText(worn, { utf8: true })];
  for (const paper of both) {
    expect(paper).toMatch(/^Banco Austral, Ñuñoa\nBienvenida, bienvenido\n\nSu número es\n/);
  }
});

test('the test printer accepts exactly what a real printer accepts', () => {
  const paper = readStar(slipBytes(slip, star));
  expect(paper.lines.filter(Boolean)).toEqual([
    'Sucursal Ñuñoa',
    'Su número es',
    'C15',
    'Caja',
    'Espera estimada: entre 8 y 15 minutos.',
    'Escanee',
    'martes 24',
  ]);
  expect([paper.codes, paper.cuts]).toEqual([['https://b.cl/t#k'], 1]);
  for (const wrong of [
    [0x1d, 0x21, 0x55],
    [0x1b, 0x99],
    [0x1b],
    [0x1b, 0x1d, 0x79, 0x44, 0x31, 0, 9, 0, 0x41],
    [0xa4],
    [0x07],
  ]) {
    expect(() => readStar(Uint8Array.from(wrong))).toThrow(NotUnderstood);
  }
});
