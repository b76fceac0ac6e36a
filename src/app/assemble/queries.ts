import { createHash } from 'node:crypto';
import { ErasedPersons } from '../anchors/erased';
import { ClosedDays } from '../anchors/keeper';
import { Database } from '../db/open-database';
import * as alerts from '../db/reads/alerts';
import {
  chains,
  closings,
  hasEvent,
  heads,
  inSnapshot,
  lastBefore,
  lineOf,
  links,
  SnapshotClient,
} from '../db/reads/audit';
import { binding, ciphersOf, countCiphers } from '../db/reads/audit-ciphers';
import { DIGITS, keptKeys, keptRows, keptTally, keptWords } from '../db/reads/audit-kept';
import * as audited from '../db/reads/audit-rows';
import { keptOfErased, rowsOfNoBranch } from '../db/reads/audit-strays';
import { mergeSettings } from '../db/reads/config-cache';
import { planOf, plansFrom } from '../db/reads/day-plans';
import { branchesOfDeliveries } from '../db/reads/delivery-branches';
import { erasedSince, stillKept } from '../db/reads/erased';
import { briefingOf, daysLearned, learnedBy, learnedDays } from '../db/reads/learned';
import { ownDay } from '../db/reads/own-day';
import * as configured from '../db/reads/read-configured';
import * as due from '../db/reads/read-due';
import * as tickets from '../db/reads/read-tickets';
import { recordedRows } from '../db/reads/recorded-rows';
import { forgetRemarks, forgettable } from '../db/reads/retention';
import { advisorColumns, asJson, countColumns } from '../db/reads/rows';
import { stretchDays, stretchedTo, stretchEnded, stretchesOfDay } from '../db/reads/stretch-rows';
import { otherVisits, personByKey, personOfTicket } from '../db/stores/customers';
import * as words from '../db/stores/device-words';
import { dropLease, takeLease } from '../db/stores/leases';
import * as requests from '../db/stores/person-requests';
import * as prints from '../db/stores/print-jobs';
import { createReportMails } from '../db/stores/report-mails';
import { ConfigurationStore } from '../operations/commands/deps';
import { RecordDeps } from '../operations/commands/record-deliveries';
import { PlanStore, RecordStore } from '../operations/reads/deps';
import { AuditSnapshot, AuditStore } from '../operations/reads/proof/store';
import { SweepStore } from '../operations/time/deps';
import { BranchReads, ConsoleStore, DeviceWordStore, PrintStore, ReportMailStore } from '../ports';
import { recordQueries } from './record-queries';

type Queries = ConfigurationStore &
  RecordStore &
  PlanStore &
  SweepStore &
  RecordDeps['store'] &
  DeviceWordStore &
  ConsoleStore & {
    readonly mails: ReportMailStore;
    readonly prints: PrintStore;
    readonly takerOf: (branch: string, ticket: string) => Promise<string | undefined>;
  };

/** The database's queries, bound to their pools, as operations use them. */
export function operationQueries(
  database: Database,
  reads: Pick<BranchReads, 'readFloor'>,
  instance: string,
  clock?: () => number,
): Queries {
  const { pools, config, models } = database;
  const { read, sweep } = pools;
  return {
    ...recordQueries(database, reads),
    ownDay: (of, now) => ownDay(read, of, now),
    ticketById: (branch, id) => tickets.ticketById(read, branch, id),
    ticketByNumber: (branch, number) => tickets.ticketByNumber(read, branch, number),
    ticketsOfToday: (branch, filter) => tickets.ticketsOfToday(read, branch, filter),
    alertsOf: (branch, openOnly) => alerts.alertsOf(read, branch, openOnly),
    mergeSettings: (...layers) => mergeSettings(...(layers as object[])),
    settingsOf: (scope) => configured.settingsOf(read, scope),
    listQueues: (branch) => configured.listQueues(models, branch),
    listCounters: (branch) => configured.listCounters(models, branch),
    listStaff: () => configured.listStaff(models),
    branchesOnFloor: (staff) => configured.branchesOnFloor(read, staff),
    listDevices: (branch) => configured.listDevices(models, branch),
    listWebhooks: () => configured.listWebhooks(models),
    personByKey: (person) => personByKey(read, person),
    personRows: (person) => requests.personRows(read, person),
    personRequests: (open) => requests.personRequests(read, open),
    requestsDue: (soon, now) => requests.requestsDue(read, soon, now),
    requestsOfTicket: (ticket) => requests.requestsOfTicket(read, ticket),
    mayBeAsked: (ticket) => requests.mayBeAsked(read, ticket),
    personOfTicket: (branch, ticket) => personOfTicket(read, branch, ticket),
    otherVisits: (branch, ticket, indexes) => otherVisits(read, branch, ticket, indexes),
    branchesOfDeliveries: (ids) => branchesOfDeliveries(pools.relay, ids),
    dueBranches: (now) => due.dueBranches(sweep, now),
    async configOf(branch, version) {
      const found = await config.of(read, branch, version);
      if (!found) throw new Error(`branch ${branch} has a head but no configuration`);
      return found.config;
    },
    consolesSilentMs: () => due.consolesSilentMs(sweep),
    sayConsoles: (consoles) => due.sayConsoles(sweep, instance, consoles),
    learnedBy: (branch, days) => learnedBy(sweep, branch, days),
    briefingOf: (branch) => briefingOf(read, branch),
    planOf: (branch, day) => planOf(read, branch, day),
    plansFrom: (branch, day) => plansFrom(read, branch, day),
    measureBranch: (branch, now) => due.measureBranch(sweep, branch, now),
    forgetOld: (now) => due.forgetOld(sweep, now),
    forgetWords: (now) => words.forgetWords(sweep, now),
    sayWord: (device, word, now) => words.sayWord(read, device, word, now),
    heardDevices: (branch, now) => words.heardDevices(read, branch, now),
    orderDevice: (device, id, order, now) => words.orderDevice(read, device, id, order, now),
    forgettable: (now, limit) => forgettable(sweep, now, limit),
    forgetRemarks: (now) => forgetRemarks(sweep, now),
    takeLease: (name, seconds) => takeLease(sweep, name, instance, seconds),
    dropLease: (name) => dropLease(sweep, name, instance),
    takerOf: (branch, ticket) => tickets.takerOf(read, branch, ticket),
    mails: createReportMails(pools.relay, clock),
    prints: printQueries(read),
  };
}

const printQueries = (read: Database['pools']['read']): PrintStore => ({
  printersOf: (branch) => prints.printersOf(read, branch),
  heard: (printer, said) => prints.heardPrinter(read, printer, said),
  stateOf: (printer) => prints.printerState(read, printer),
  ask: (print) => prints.askPrint(read, print),
  latestOf: (branch, ticket) => prints.latestPrint(read, branch, ticket),
  jobOf: (printer, id) => prints.printOf(read, printer, id),
  move: (id, from, to) => prints.movePrint(read, id, from, to),
  recorded: (id, state) => prints.printRecorded(read, id, state),
});

/**
 * Queries for proving chains: everything is read in one transaction that sees one instant, so a
 * bank that works meanwhile does not look tampered with.
 */
export const auditQueries = ({ pools: { read } }: Database): AuditStore => ({
  snapshot: (work) => inSnapshot(read, (client) => work(seenBy(client))),
});

const seenBy = (client: SnapshotClient): AuditSnapshot => ({
  heads: (chain) => heads(client, chain),
  links: (branch, after, limit) => links(client, branch, after, limit),
  lineOf: (branch) =>
    lineOf(client, branch, asJson(advisorColumns, 'a'), asJson(countColumns, 'c')),
  ticketRows: (branch, ids) => audited.ticketRows(client, branch, ids),
  ticketCount: (branch) => audited.ticketCount(client, branch),
  wasIssued: (branch, ticket) => audited.wasIssued(client, branch, ticket),
  ticketsNotIssued: (branch) => audited.ticketsNotIssued(client, branch),
  keptRows: (kind, branch, keys) => keptRows(client, kind, branch, keys),
  keptTally: (kind, branch) => keptTally(client, kind, branch),
  keyNumber: (key) =>
    BigInt(`0x${createHash('sha256').update(key).digest('hex').slice(0, DIGITS)}`),
  keptKeys: (kind, branch) => keptKeys(client, kind, branch),
  words: (kind, branch) => keptWords(client, kind, branch),
  stretchesOfDay: (branch, day, from) => stretchesOfDay(client, branch, day, from),
  stretchEnded: (branch, subject, endedAt) => stretchEnded(client, branch, subject, endedAt),
  stretchDays: (branch) => stretchDays(client, branch),
  daysLearned: (branch) => daysLearned(client, branch),
  learnedDays: (branch) => learnedDays(client, branch),
  stretchedTo: (branch) => stretchedTo(client, branch),
  recordedRows: (chain) => recordedRows(client, chain),
  persons: () => audited.persons(client),
  strayPersons: () => audited.strayPersons(client),
  requests: () => audited.requestRows(client),
  ciphers: (place) => ciphersOf(client, place),
  binding: () => binding(client),
  countCiphers: (place, begin) => countCiphers(client, place, begin),
  contacts: () => audited.contactRows(client),
  linksWithoutAddress: () => audited.linksWithoutAddress(client),
  linkedWithoutRow: (branch, ticket, consumer) =>
    audited.linkedWithoutRow(client, branch, ticket, consumer),
  sessions: () => audited.sessionRows(client),
  deviceTokens: () => audited.deviceTokenRows(client),
  branchesOfEvents: () => audited.branchesOfEvents(client),
  rowsOfNoBranch: () => rowsOfNoBranch(client),
  keptOfErased: () => keptOfErased(client),
});

/** Queries for anchoring closed days. */
export const closedDayQueries = ({ pools: { sweep } }: Database): ClosedDays => ({
  chains: () => chains(sweep),
  closings: (branch, after) => closings(sweep, branch, after),
  has: (branch, seq, hash) => hasEvent(sweep, branch, seq, hash),
  lastBefore: (branch, at) => lastBefore(sweep, branch, at),
});

/** What the database says of persons who were erased. */
export const erasedQueries = ({ pools: { sweep } }: Database): ErasedPersons => ({
  since: (after) => erasedSince(sweep, after),
  stillKept: (persons) => stillKept(sweep, persons),
});
