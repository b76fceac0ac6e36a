import { adminEn } from '../../../src/app/texts/admin-en';
import { adminEsCL } from '../../../src/app/texts/admin-es-CL';
import { bankFact } from '../../../src/app/wire/enums';
import { factType } from '../../../src/app/wire/facts';

type Words = Readonly<Record<string, unknown>>;

describe.each([
  ['Spanish', adminEsCL as Words],
  ['English', adminEn as Words],
])('the auditor reads in %s', (_, words) => {
  test('every kind of event in words', () => {
    const named = (type: string) =>
      words[`admin.audit.type.${type}`] ?? words[`admin.webhook.type.${type}`];
    expect(factType.options.filter((type) => !named(type))).toEqual([]);
  });

  test('every fact of the bank in words', () => {
    expect(bankFact.options.filter((what) => !words[`admin.audit.bank.${what}`])).toEqual([]);
  });
});
