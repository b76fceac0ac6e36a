import {
  keptAs,
  likelyOlderForms,
  presentForm,
  soughtBy,
} from '../../../../src/app/domain/model/older-ids';

/**
 * How a document was read before there was one normal form (`src/app/domain/rut.ts` of that
 * release).
 */
const asItRead = (text: string) => text.replace(/[\s.\-‐-―]/g, '').toUpperCase();

describe('a person looked up by RUT', () => {
  test.each([
    'CL 12.345.678-5',
    'cl12345678-5',
    'RUT 12345678-5',
    'R.U.T. 12.345.678-5',
    'RUN 12.345.678-5',
    'RUT N 12.345.678-5',
    'RUT NO 12.345.678-5',
    'C.I. 012.345.678-5',
    'CHL 12345678-5',
    'CEDULA 12345678-5',
    'RUT CL 12.345.678-5',
  ])('is also looked for in the form in which %j was kept', (text) => {
    expect(keptAs('12345678-5')).toContain(asItRead(text));
    expect(soughtBy('12.345.678-5').forms).toContain(asItRead(text));
    expect(presentForm(asItRead(text))).toBe('12345678-5');
  });

  test('first in the present form, whatever was typed, also with the check digit K', () => {
    expect(soughtBy('CL 12.345.678-5')).toEqual(soughtBy('12345678-5'));
    expect(soughtBy('12345678-5').forms[0]).toBe('12345678-5');
    expect(soughtBy('1000005-k').forms).toContain('CL1000005K');
    expect(likelyOlderForms('12345678-5')).toContain('CL123456785');
  });
});

test('a document is looked for unchanged', () => {
  expect(soughtBy('P1234567')).toEqual({ forms: ['P1234567'] });
  expect(presentForm('P1234567')).toBe('P1234567');
  expect(likelyOlderForms('P1234567')).toEqual([]);
});

test('what an older release accepted as a document, and this one refuses, is looked for', () => {
  const { forms, refused } = soughtBy('b-1234567-0');
  expect(forms).toEqual(['B12345670']);
  expect(refused?.code).toBe('invalid_national_id');
  expect(soughtBy('CL 12.345.678-4').forms).toEqual(['CL123456784']);
  for (const never of ['12345678-9', '12K', 'x', '12,345,678-4', '']) {
    expect(() => soughtBy(never)).toThrow(/national ID/);
  }
});
