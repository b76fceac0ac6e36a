import { doorsHtml } from '../../../../src/app/http/html/doors';
import { Door } from '../../../../src/app/http/request/bank-doors';

const open: Door = {
  name: 'Centro',
  timeZone: 'America/Santiago',
  open: true,
  givesNumbers: true,
  reason: null,
};
/** Opens on Monday 30 November 2026 at 09:00 in Santiago. */
const shut: Door = {
  ...open,
  name: 'Ñuñoa <b>',
  open: false,
  givesNumbers: false,
  opensAt: Date.UTC(2026, 10, 30, 12),
  reason: { es: 'Feriado', en: '' },
};
const text = (doors: readonly Door[]) =>
  doorsHtml(doors)
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ')
    .trim();

test('a closed branch says when it opens, and why it is closed, in both languages', () => {
  expect(text([shut])).toBe(
    'Sucursales · Branches Ñuñoa &lt;b&gt; ' +
      'Cerrada. Feriado. Abre el lunes 30 de noviembre a las 09:00. ' +
      'Closed. Feriado. It opens on Monday 30 November at 09:00.',
  );
  const never: Door = { ...open, open: false, givesNumbers: false };
  expect(text([never])).toBe('Sucursales · Branches Centro Cerrada. Closed.');
});

test('an open branch that gives no more numbers says so, and when it opens next', () => {
  const last: Door = { ...shut, name: 'Centro', open: true, reason: null };
  expect(text([last])).toBe(
    'Sucursales · Branches Centro ' +
      'Por hoy ya no da más números. Abre el lunes 30 de noviembre a las 09:00. ' +
      'No more numbers are given today. It opens on Monday 30 November at 09:00.',
  );
  const others = Array.from({ length: 20 }, (_, n) => ({ ...open, name: `Sucursal ${n}` }));
  expect(text([...others, last])).toContain('Centro Por hoy ya no da más números.');
});

test('several branches are counted; of many, only the closed ones are named', () => {
  expect(text([open, shut])).toMatch(/Abiertas ahora: 1 de 2\. .*Centro Abierta\. Open\./);
  const sixty = Array.from({ length: 60 }, (_, n) => ({ ...open, name: `Sucursal ${n}` }));
  expect(text([...sixty, shut])).toMatch(/Abiertas ahora: 60 de 61\. Open now: 60 of 61\. Ñuñoa/);
  expect(text(sixty)).toBe('Sucursales · Branches Abiertas ahora: 60 de 60. Open now: 60 of 60.');
  const all = sixty.map((each) => ({
    ...each,
    open: false,
    givesNumbers: false,
    opensAt: shut.opensAt!,
  }));
  expect(text(all)).toMatch(/Abiertas ahora: 0 de 60\. .* Y 48 más\. And 48 more\.$/);
});

test('nothing is said where nothing is known', () => {
  expect(doorsHtml([])).toBe('');
});
