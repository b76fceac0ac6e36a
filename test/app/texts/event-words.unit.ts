import { adminAuditEn } from '../../../src/app/texts/admin-audit-en';
import { adminAuditEsCL } from '../../../src/app/texts/admin-audit-es-CL';
import { aboutEvent, EventNames, Known } from '../../../src/app/texts/event-words';
import * as enums from '../../../src/app/wire/enums';

const spoken = (texts: object): Known => {
  const all = texts as Readonly<Record<string, string>>;
  return (key, values = {}) => all[key]?.replace(/\{(\w+)\}/g, (_, name: string) => values[name]);
};
const [es, en] = [spoken(adminAuditEsCL), spoken(adminAuditEn)];
const unnamed = () => undefined;
const names: EventNames = {
  queue: unnamed,
  counter: unnamed,
  staff: unnamed,
  branch: (id) => (id === '1' ? 'Sucursal Centro' : undefined),
};
const about = (known: Known, fact: { readonly type: string; readonly [name: string]: unknown }) =>
  aboutEvent(known, { fact, actor: { kind: 'system', id: 'x' } }, names);

/** Of an advisor whom the app itself pauses or takes off the floor. */
const OWN = ['absent', 'unanswered', 'dismissed'];

test('every reason that an event can have is said in both languages', () => {
  const reasons = new Set([
    ...enums.holdReason.options,
    ...enums.moveReason.options,
    ...enums.callReason.options,
    ...enums.transferReason.options,
    ...enums.pauseReason.options,
    ...enums.signReason.options,
    ...enums.printReason.options,
    ...enums.paperReason.options,
    ...enums.refusalReason.options,
    ...enums.extensionReason.options,
    ...OWN,
  ]);
  for (const reason of reasons) {
    const fact = { type: 'TicketTransferred', reason };
    for (const known of [es, en]) {
      const [words] = about(known, fact);
      expect([reason, words]).toEqual([reason, expect.stringMatching(/^(Motivo|Reason): [A-Z]/)]);
    }
  }
  expect(about(es, { type: 'TicketMoved', reason: 'wrong-queue' })).toEqual([
    'Motivo: Eligió otra fila por error',
  ]);
});

test('a fact of the bank says which branch it is about, by name, and nothing of nobody', () => {
  const fact = (what: string, subject: string) => ({ type: 'BankFact', what, subject });
  expect(about(es, fact('audit-read', '1'))).toEqual(['Sobre Sucursal Centro']);
  expect(about(es, fact('audit-read', 'bank'))).toEqual(['Sobre Todo el banco']);
  expect(about(es, fact('report-read', '77'))).toEqual(['Sobre 77']);
  expect(about(es, fact('staff-saved', '1'))).toEqual(['Sobre 1']);
  expect(about(es, fact('person-not-found', 'nobody'))).toEqual([]);
});
