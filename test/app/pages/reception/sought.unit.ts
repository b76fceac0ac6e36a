import { soughtIn } from '../../../../src/app/pages/reception/sought';

const KEY = '1Ab-dEf_hIjKlMnOpQrStUv';
/** What staff may get to search for. */
const READING = `r${'Ab-dEf_hIjKlMnOpQrStUv'.repeat(2)}`;

test.each([
  ['c5', { as: 'number', number: 'C5' }],
  [' ABC-1003 ', { as: 'number', number: 'ABC1003' }],
  ['12.345.678-5', { as: 'person', nationalId: '12.345.678-5' }],
  ['CL 12345678-5', { as: 'person', nationalId: 'CL 12345678-5' }],
  ['AR 30123456', { as: 'person', nationalId: 'AR 30123456' }],
  [KEY, { as: 'key', key: KEY }],
  [`https://bank.example/t#${KEY}`, { as: 'key', key: KEY }],
  [READING, { as: 'key', key: READING }],
  [`https://bank.example/t#${READING}`, { as: 'key', key: READING }],
  [
    `httpsÑ--bank.example-t·${READING.replaceAll('-', "'").replaceAll('_', '?')}`,
    { as: 'key', key: READING },
  ],
  [`https://bank.example/t%23${KEY}`, { as: 'key', key: KEY }],
  // a scanner with a US layout, on a computer with a Spanish one
  ["httpsÑ--bank.example-t·1Ab'dEf?hIjKlMnOpQrStUv", { as: 'key', key: KEY }],
] as const)('%s', (text, sought) => {
  expect(soughtIn(text)).toEqual(sought);
});

test('blanks search for nothing', () => {
  expect(soughtIn('  ')).toBeUndefined();
});
