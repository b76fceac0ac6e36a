import { checkDigit } from '../../../../src/app/domain/model/rut';
import {
  complained,
  emptyRut,
  erased,
  isGood,
  maskedRut,
  pressed,
  RutEntry,
  scanned,
  shownRut,
} from '../../../../src/app/pages/kiosk/rut-entry';
import fc from '../../../support/draws';

const type = (keys: string, from: RutEntry = emptyRut) => [...keys].reduce(pressed, from);

test('dots appear while typing, and the dash once the RUT may be complete', () => {
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

test('after K only deleting has an effect; a leading K or zero is ignored', () => {
  expect(type('1234567K8').typed).toBe('1234567K');
  expect(erased(type('1234567K')).typed).toBe('1234567');
  expect(type('K').typed).toBe('');
  expect(type('0').typed).toBe('');
});

test('no error shows before Continuar or an eleventh character', () => {
  expect(type('123456789').problem).toBeUndefined();
  expect(type('12345678901')).toEqual({ typed: '1234567890', problem: 'wrong' });
  expect(complained(type('123456789')).problem).toBe('wrong');
  expect(complained(type('12345')).problem).toBe('short');
  expect(pressed(complained(type('12345678')), '5').problem).toBeUndefined();
});

test('provisional RUTs have ten characters; an eleventh changes nothing', () => {
  expect(isGood(type('1000000007'))).toBe(true);
  expect(shownRut(type('1000000007'))).toBe('100.000.000-7');
  expect(type('10000000077')).toEqual({ typed: '1000000007', problem: undefined });
  // a bounced key is shown, and does not make another RUT
  expect(isGood(type('1234567855'))).toBe(false);
});

test('a scanner types a RUT, or the code of an identity card', () => {
  const card =
    'https://portal.sidiv.registrocivil.cl/docstatus?RUN=7654321-6&type=CEDULA&serial=5123';
  expect(scanned(card)).toEqual({ typed: '76543216', problem: undefined });
  expect(scanned('12.345.678-5')?.typed).toBe('123456785');
  expect(scanned('12.345.678-4')).toBeUndefined();
});

test('every RUT of seven to nine digits is accepted, and no wrong check digit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_000_000, max: 999_999_999 }), fc.nat(10), (body, off) => {
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
