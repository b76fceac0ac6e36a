import { keptCsv } from '../../../../src/app/pages/admin/kept-csv';
import type { PersonExport } from '../../../../src/app/wire/configuration';

const kept: PersonExport = {
  customer: 'c',
  nationalId: '12345678-5',
  phone: '+56912345678',
  opposedAt: null,
  tickets: [],
  remarks: [{ ticket: 't', at: '2026-11-26T12:00:00.000Z', text: '=1+1; "muy" bien\nde verdad' }],
  notes: [],
  requests: [],
  contacts: [],
  history: [{ ticket: 't', at: '2026-11-26T12:00:00.000Z', what: 'X', details: { score: 5 } }],
  messages: [],
};

test('what is kept about a person, as a table that Excel in Spanish opens', () => {
  const table = keptCsv(kept, ';');
  expect(table.startsWith('\uFEFFpart;n;name;value\r\n')).toBe(true);
  expect(table).toContain('person;1;nationalId;12345678-5\r\n');
  // neither a number nor a formula
  expect(table).toContain("person;1;phone;'+56912345678\r\n");
  expect(table).toContain('remarks;1;text;"\'=1+1; ""muy"" bien\nde verdad"\r\n');
  expect(table).toContain('history;1;details;"{""score"":5}"\r\n');
  expect(keptCsv(kept, ',')).toContain('person,1,nationalId,12345678-5\r\n');
});
