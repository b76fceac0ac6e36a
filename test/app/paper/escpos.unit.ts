import { textBytes, wrap } from '../../../src/app/paper/code-page';
import { escpos, hasPaper, qr } from '../../../src/app/paper/escpos';
import { slipBytes } from '../../../src/app/paper/slip';

const hex = (bytes: Iterable<number>) =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');

test('Spanish is written in code page 858; other characters are simplified or dropped', () => {
  expect(hex(textBytes('Módulo ¿está ahí? ñÑ Á €'))).toBe(
    '4d a2 64 75 6c 6f 20 a8 65 73 74 a0 20 61 68 a1 3f 20 a4 a5 20 b5 20 d5',
  );
  expect(hex(textBytes('8–15 “min”…'))).toBe('38 2d 31 35 20 22 6d 69 6e 22 2e 2e 2e');
  expect(hex(textBytes('a🦤مb'))).toBe('61 62');
});

test('a QR code in ESC/POS: model 2, size, correction M, data with its length, print', () => {
  expect(hex(qr('AB', 4))).toBe(
    '1d 28 6b 04 00 31 41 32 00 1d 28 6b 03 00 31 43 04 1d 28 6b 03 00 31 45 31 1d 28 6b ' +
      '05 00 31 50 30 41 42 1d 28 6b 03 00 31 51 30',
  );
  expect(qr('x'.repeat(300)).slice(25, 30)).toEqual([0x1d, 0x28, 0x6b, 303 & 0xff, 303 >> 8]);
});

test('the slip, byte by byte', () => {
  const bytes = slipBytes(
    {
      branch: 'Sucursal Ñuñoa',
      greeting: '',
      title: 'Su número es',
      number: 'C15',
      queue: 'Caja',
      lines: ['Espera estimada: entre 8 y 15 minutos.'],
      page: 'https://b.cl/t#k',
      pageWords: 'Escanee',
      issued: 'martes 24',
    },
    escpos,
  );
  expect(hex(bytes)).toBe(
    [
      '1b 40 1b 74 13 1b 61 01',
      hex(textBytes('Sucursal Ñuñoa')),
      '0a 0a',
      hex(textBytes('Su número es')),
      '0a',
      '1d 21 55 1b 45 01 43 31 35 0a 1b 45 00 1d 21 00',
      '1b 45 01',
      hex(textBytes('Caja')),
      '0a 1b 45 00 0a',
      hex(textBytes('Espera estimada: entre 8 y 15 minutos.')),
      '0a 0a',
      hex(qr('https://b.cl/t#k')),
      '0a',
      hex(textBytes('Escanee')),
      '0a 0a',
      hex(textBytes('martes 24')),
      '0a 1b 64 02 1d 56 42 00',
    ].join(' '),
  );
});

test('long names take at most three lines, and the paper sensor is read', () => {
  expect(wrap('uno dos tres', 7)).toEqual(['uno dos', 'tres']);
  expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
  const lines = [
    ...slipBytes(
      {
        branch: 'x '.repeat(200),
        greeting: '',
        title: '',
        number: 'C01',
        queue: '',
        lines: [],
        page: '',
        pageWords: '',
        issued: '',
      },
      escpos,
    ),
  ];
  expect(lines.filter((byte) => byte === 0x78).length).toBeLessThanOrEqual(63);
  expect(hasPaper(0x12)).toBe(true);
  expect(hasPaper(0x72)).toBe(false);
});
