import { adminAuditEn } from '../../../src/app/texts/admin-audit-en';
import { adminAuditEsCL } from '../../../src/app/texts/admin-audit-es-CL';
import {
  aboutEvent,
  EventNames,
  Known,
  whatHappened,
  whoDid,
} from '../../../src/app/texts/event-words';
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
  outcome: (code, queue) => (queue === 'caja' ? `${code} de caja` : undefined),
};
type Fact = { readonly type: string; readonly [name: string]: unknown };
const actor = { kind: 'system', id: 'x' };
const about = (known: Known, fact: Fact, ticket?: string) =>
  aboutEvent(known, { fact, actor }, names, ticket);
const happened = (known: Known, fact: Fact) => whatHappened(known, { fact, actor });

/** Reasons for which the app itself pauses an advisor or takes them off the floor. */
const OWN = ['absent', 'unanswered', 'dismissed'];

test('every possible reason of an event has words in both languages', () => {
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

test('a fact of the bank names its branch, and leaves out an absent person', () => {
  const fact = (what: string, subject: string) => ({ type: 'BankFact', what, subject });
  expect(about(es, fact('audit-read', '1'))).toEqual(['Sobre Sucursal Centro']);
  expect(about(es, fact('audit-read', 'bank'))).toEqual(['Sobre Todo el banco']);
  expect(about(es, fact('report-read', '77'))).toEqual(['Sobre 77']);
  expect(about(es, fact('staff-saved', '1'))).toEqual(['Sobre 1']);
  expect(about(es, fact('person-not-found', 'nobody'))).toEqual([]);
});

test('staff appear by first name and id, also as the subject of an event', () => {
  const staff = (id: string) => ({ 'ana-1': 'Ana', 'ana-2': 'Ana' })[id];
  const ofStaff = { ...names, staff };
  const by = (id: string) => ({ kind: 'staff', id });
  const told = (what: string, subject: string) =>
    aboutEvent(es, { fact: { type: 'BankFact', what, subject } as Fact, actor }, ofStaff);
  expect(told('sessions-ended', 'ana-2')).toEqual(['Sobre Ana (ana-2)']);
  expect(told('sign-ins-failed', 'unknown')).toEqual(['Sobre unknown']);
  // not about an account, although an account has that id
  expect(told('device-revoked', 'ana-1')).toEqual(['Sobre ana-1']);
  const missed = { type: 'TicketMissed', advisor: 'ana-1' };
  expect(aboutEvent(es, { fact: missed, actor }, ofStaff)).toEqual(['Ejecutivo Ana (ana-1)']);
  expect(whoDid(es, { fact: missed, actor: by('ana-2') }, ofStaff)).toBe('Ana (ana-2)');
  expect(whoDid(es, { fact: missed, actor: by('eva') }, ofStaff)).toBe('Personal eva');
});

test('an event with several meanings says which one, in both languages', () => {
  const facts: readonly Fact[] = [
    { type: 'AdvisorStateChanged', from: 'offline', to: 'available' },
    { type: 'AdvisorStateChanged', from: 'paused', to: 'available' },
    { type: 'AdvisorStateChanged', from: 'available', to: 'paused' },
    { type: 'AdvisorStateChanged', from: 'available', to: 'offline' },
    ...['come-back', 'pause'].map((asked) => ({ type: 'AdvisorAsked', what: asked })),
    ...['paused', 'offline'].map((to) => ({ type: 'AdvisorPlanned', plan: { to } })),
    { type: 'AdvisorPlanned' },
    ...['settings', 'queues', 'counters', 'staff', 'branch', 'sign'].map((changed) => ({
      type: 'BranchConfigured',
      what: changed,
    })),
    ...['sent', 'failed', 'superseded'].map((outcome) => ({ type: 'DeliveryEnded', outcome })),
    ...['national-id', 'tickets-of-person'].map((of) => ({ type: 'PersonalDataShown', what: of })),
    ...['customer', 'staff', 'closing'].map((because) => ({ type: 'TicketCancelled', because })),
    ...[true, false].map((ok) => ({ type: 'TicketPrinted', ok })),
    ...['finish', 'transfer', 'matter'].map((undone) => ({ type: 'TicketUndone', what: undone })),
  ];
  for (const known of [es, en]) {
    const said = facts.map((fact) => happened(known, fact));
    expect(said.filter((words, at) => words === facts[at].type)).toEqual([]);
    expect(new Set(said).size).toBe(facts.length);
  }
  expect(happened(es, { type: 'TicketPrinted', ok: false })).toBe('No salió el papel de un turno');
  // from a release unknown to this one
  expect(happened(es, { type: 'TicketUndone', what: 'call' })).toBe('TicketUndone');
});

test('every kind of alert has words, with its subject', () => {
  const facts = (kind: string) => {
    const id = `${kind}:s:1:1700000000000`;
    return [
      { type: 'AlertRaised', alert: { id } },
      { type: 'AlertUpdated', id, value: 3 },
      { type: 'AlertAcknowledged', id, by: 'supervisor-1' },
      { type: 'AlertClosed', id, kind, subject: 's:1' },
    ];
  };
  for (const kind of enums.alertKind.options) {
    for (const known of [es, en]) {
      const said = facts(kind).map((fact) => about(known, fact)[0]);
      expect([kind, new Set(said).size, said[0]]).toEqual([
        kind,
        1,
        expect.stringMatching(/^[A-Z]/),
      ]);
    }
  }
  const [raised] = facts('queue-long');
  expect(about(es, raised)).toEqual(['Fila larga', 'Fila s:1']);
  expect(about(es, facts('pause-long')[3])).toEqual(['Pausa larga', 'Ejecutivo s:1']);
  expect(about(es, facts('device-offline')[2])).toEqual(['Equipo sin señal', 'Sobre s:1']);
  expect(about(es, facts('ticket-open')[1], 'C07')).toEqual([
    'Turno abierto hace mucho',
    'Turno C07',
  ]);
  expect(about(es, { type: 'AlertClosed', id: 'forged' })).toEqual([]);
});

test('a move between queues names both, and a service its outcome', () => {
  const moved = { type: 'TicketTransferred', from: 'caja', to: 'empresas', lane: 'general' };
  expect(about(es, moved, 'C05')).toEqual(['Turno C05', 'De caja a empresas', 'Atención general']);
  const undone = { type: 'TicketUndone', what: 'transfer', from: 'empresas', queue: 'caja' };
  expect(about(es, undone)).toEqual(['De empresas a caja']);
  expect(about(es, { type: 'TicketUndone', what: 'finish', from: 'caja', queue: 'caja' })).toEqual([
    'Fila caja',
  ]);
  expect(about(es, { type: 'BranchConfigured', what: 'queues', changed: ['caja'] })).toEqual([
    'Fila caja',
  ]);
  const ended = { type: 'ServiceFinished', queue: 'caja', outcome: 'solved' };
  expect(about(es, ended)).toEqual(['Fila caja', 'Resultado: solved de caja']);
  expect(about(es, { type: 'TicketDeferred', queue: 'caja', minutes: 10 })).toContain('10 min');
  expect(about(es, { type: 'DeliveryEnded', outcome: 'sent' })).toEqual([]);
});
