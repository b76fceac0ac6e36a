import fc from 'fast-check';
import { checkDigit } from '../../../../src/app/domain/model/rut';
import {
  complained,
  emptyRut,
  erased,
  isGood,
  maskedRut,
  pressed,
  RutEntry,
  shownRut,
} from '../../../../src/app/pages/kiosk/rut-entry';

const type = (keys: string, from: RutEntry = emptyRut) => [...keys].reduce(pressed, from);

test('dots appear while typing, and the dash once it may be complete', () => {
  const steps = [...'123456785'].map((_, index) => shownRut(type('123456785'.slice(0, index + 1))));
  expect(steps).toEqual([
    '1',
    '12',
    '123',
    '1.234',
    '12.345',
    '123.456',
    '1.234.567',
    '1.234.567-8',
    '12.345.678-5',
  ]);
  expect(shownRut(type('7654321K'))).toBe('7.654.321-K');
});

test('after K only deleting changes it; a leading K or zero is ignored', () => {
  expect(type('1234567K8').typed).toBe('1234567K');
  expect(erased(type('1234567K')).typed).toBe('1234567');
  expect(type('K').typed).toBe('');
  expect(type('0').typed).toBe('');
});

test('no error shows before Continuar or a tenth character', () => {
  expect(type('123456789').problem).toBeUndefined();
  expect(type('1234567890')).toEqual({ typed: '123456789', problem: 'wrong' });
  expect(complained(type('123456789')).problem).toBe('wrong');
  expect(complained(type('12345')).problem).toBe('short');
  expect(pressed(complained(type('12345678')), '5').problem).toBeUndefined();
});

test('a tenth character after a valid RUT changes nothing', () => {
  expect(type('1234567855')).toEqual({ typed: '123456785', problem: undefined });
});

test('every RUT of seven or eight digits is accepted, and no wrong check digit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_000_000, max: 99_999_999 }), fc.nat(10), (body, off) => {
      const digit = checkDigit(String(body));
      expect(isGood(type(`${body}${digit}`))).toBe(true);
      const other = '0123456789K'[off];
      if (other !== digit) expect(isGood(type(`${body}${other}`))).toBe(false);
    }),
  );
});

test('it is masked once the pad is closed', () => {
  expect(maskedRut(type('123456785'))).toBe('•••.678-5');
  expect(maskedRut(type('7654321K'))).toBe('•••.321-K');
});
