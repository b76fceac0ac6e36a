import { acknowledgeAlert } from './commands/acknowledge-alert';
import { askAdvisor, setAdvisor, setAdvisorQueues } from './commands/advisor';
import { personAtCounter, removeNote, showPerson, writeNote } from './commands/at-counter';
import { callNext, callTicket, finish } from './commands/call';
import { closeBranch, liftClosure } from './commands/closures';
import {
  getSettings,
  listBranches,
  putSettings,
  saveBranch,
  saveCounter,
  saveQueue,
} from './commands/configure';
import {
  listDevices,
  listWebhooks,
  saveDevice,
  savePassword,
  saveStaff,
  saveWebhook,
} from './commands/configure-people';
import { arrive, cancel, defer, feedback } from './commands/customer';
import { saveDayPlan } from './commands/day-plan';
import { CommandDeps, ConfigureDeps } from './commands/deps';
import { askDevice, branchDevices, DeviceDeps, deviceWord } from './commands/devices';
import { extendRequest, requestsDue } from './commands/extend-request';
import { askForHelp, takeHelp } from './commands/help';
import { issueTicket } from './commands/issue-ticket';
import {
  beginMatter,
  hold,
  moveTicket,
  noShow,
  recall,
  reopen,
  resume,
  returnTicket,
  start,
  transfer,
  undo,
} from './commands/on-ticket';
import { eraseCustomer, exportCustomer, recordFact, ticketsOfPerson } from './commands/persons';
import { ReadingDeps, recordReading } from './commands/readings';
import {
  answerRequest,
  askOwnRight,
  askRightAtDesk,
  listRequests,
  opposePerson,
  ownRequests,
  rectifyPerson,
} from './commands/rights';
import { requireSecondFactor } from './commands/second-factor';
import { putSign, takeSign } from './commands/signs';
import { askReportMail, behindDoor, endReportMail, listReportMails, throughDoor } from './mail/ask';
import { MailDeps } from './mail/deps';
import { askPrint, printOf, recordPrint, reprintsOwnKey } from './paper/ask';
import { PaperDeps } from './paper/deps';
import { printerConfirms, printerFetches, printerPolled } from './paper/printer';
import { SimulateDeps } from './reads/deps';
import { exportAudit } from './reads/export-audit';
import {
  directory,
  listTickets,
  myTicket,
  overview,
  readAdvisor,
  readDisplay,
  readFloor,
  readKiosk,
  readSeats,
  ticketByNumber,
  ticketsById,
} from './reads/read-line';
import { readOwnDay } from './reads/read-own-day';
import { branchesReport, checkReport, listAlerts, readAudit, report } from './reads/read-records';
import { proveAudit, searchAudit } from './reads/search-audit';
import { briefing, listPlans, simulate } from './reads/simulate';

/**
 * The dependencies of operations; `myTicket` and `directory`, which paper needs, come from
 * operations themselves.
 */
export type OperationDeps = ReadingDeps &
  MailDeps &
  DeviceDeps &
  SimulateDeps &
  Omit<PaperDeps, 'myTicket' | 'directory' | 'prints' | 'takerOf'> & {
    readonly store: Pick<PaperDeps, 'prints' | 'takerOf'>;
  };

/**
 * Everything the app can do for a caller. Each operation is documented where it is defined;
 * instants in answers are RFC 3339 with milliseconds.
 */
export const createOperations = (deps: OperationDeps) => ({
  ...commandsOf(deps),
  ...readsOf(deps),
  ...paperOf(deps),
  ...configurationOf(deps),
  ...devicesOf(deps),
  ...mailsOf(deps),
});

export type Operations = ReturnType<typeof createOperations>;
export type { AuditExport, ExportedEvent } from './reads/export-audit';
export type { CommandContext } from './write-path/command';
export type { PrintedTicket } from './paper/printer';

const commandsOf = (deps: CommandDeps) => ({
  issueTicket: issueTicket(deps),
  callNext: callNext(deps),
  callTicket: callTicket(deps),
  recall: recall(deps),
  start: start(deps),
  finish: finish(deps),
  noShow: noShow(deps),
  return: returnTicket(deps),
  reopen: reopen(deps),
  transfer: transfer(deps),
  undo: undo(deps),
  beginMatter: beginMatter(deps),
  hold: hold(deps),
  resume: resume(deps),
  moveTicket: moveTicket(deps),
  cancel: cancel(deps),
  arrive: arrive(deps),
  defer: defer(deps),
  feedback: feedback(deps),
  setAdvisor: setAdvisor(deps),
  setAdvisorQueues: setAdvisorQueues(deps),
  askAdvisor: askAdvisor(deps),
  saveDayPlan: saveDayPlan(deps),
  acknowledgeAlert: acknowledgeAlert(deps),
  askForHelp: askForHelp(deps),
  takeHelp: takeHelp(deps),
});

const readsOf = (deps: SimulateDeps & Pick<ConfigureDeps, 'vault' | 'store'>) => ({
  simulate: simulate(deps),
  listPlans: listPlans(deps),
  briefing: briefing(deps),
  readFloor: readFloor(deps),
  readDisplay: readDisplay(deps),
  readAdvisor: readAdvisor(deps),
  readKiosk: readKiosk(deps),
  readSeats: readSeats(deps),
  readOwnDay: readOwnDay(deps),
  myTicket: myTicket(deps),
  ticketByNumber: ticketByNumber(deps),
  ticketsById: ticketsById(deps),
  listTickets: listTickets(deps),
  overview: overview(deps),
  directory: directory(deps),
  listAlerts: listAlerts(deps),
  readAudit: readAudit(deps),
  searchAudit: searchAudit(deps),
  proveAudit: proveAudit(deps),
  exportAudit: exportAudit(deps),
  report: report(deps),
  branchesReport: branchesReport(deps),
  checkReport: checkReport(deps),
});

function paperOf(deps: OperationDeps) {
  const paper: PaperDeps = {
    ...deps,
    prints: deps.store.prints,
    takerOf: deps.store.takerOf,
    myTicket: myTicket(deps),
    directory: directory(deps),
  };
  return {
    recordPrint: recordPrint(paper),
    askPrint: askPrint(paper),
    reprintsOwnKey: reprintsOwnKey(paper),
    printOf: printOf(paper),
    printerPolled: printerPolled(paper),
    printerFetches: printerFetches(paper),
    printerConfirms: printerConfirms(paper),
  };
}

const devicesOf = (deps: DeviceDeps) => ({
  deviceWord: deviceWord(deps),
  branchDevices: branchDevices(deps),
  askDevice: askDevice(deps),
});

const mailsOf = (deps: MailDeps) => ({
  askReportMail: askReportMail(deps),
  listReportMails: listReportMails(deps),
  endReportMail: endReportMail(deps),
  behindDoor: behindDoor(deps),
  throughDoor: throughDoor(deps),
});

const configurationOf = (deps: ReadingDeps) => ({
  getSettings: getSettings(deps),
  putSettings: putSettings(deps),
  closeBranch: closeBranch(deps),
  liftClosure: liftClosure(deps),
  personAtCounter: personAtCounter(deps),
  showPerson: showPerson(deps),
  writeNote: writeNote(deps),
  removeNote: removeNote(deps),
  putSign: putSign(deps),
  takeSign: takeSign(deps),
  listBranches: listBranches(deps),
  saveBranch: saveBranch(deps),
  listQueues: (branch: string) => deps.store.listQueues(branch),
  saveQueue: saveQueue(deps),
  listCounters: (branch: string) => deps.store.listCounters(branch),
  saveCounter: saveCounter(deps),
  listStaff: () => deps.store.listStaff(),
  savePassword: savePassword(deps),
  saveStaff: saveStaff(deps),
  listDevices: listDevices(deps),
  saveDevice: saveDevice(deps),
  listWebhooks: listWebhooks(deps),
  saveWebhook: saveWebhook(deps),
  exportCustomer: exportCustomer(deps),
  eraseCustomer: eraseCustomer(deps),
  ticketsOfPerson: ticketsOfPerson(deps),
  askOwnRight: askOwnRight(deps),
  askRightAtDesk: askRightAtDesk(deps),
  ownRequests: ownRequests(deps),
  listRequests: listRequests(deps),
  answerRequest: answerRequest(deps),
  extendRequest: extendRequest(deps),
  requestsDue: requestsDue(deps),
  rectifyPerson: rectifyPerson(deps),
  opposePerson: opposePerson(deps),
  mayBeAsked: (ticket: string) => deps.store.mayBeAsked(ticket),
  recordFact: recordFact(deps),
  requireSecondFactor: requireSecondFactor(deps),
  recordReading: recordReading(deps),
});
