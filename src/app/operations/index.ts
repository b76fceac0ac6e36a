import { acknowledgeAlert } from './commands/acknowledge-alert';
import { callNext } from './commands/call-next';
import { callTicket } from './commands/call-ticket';
import { cancel } from './commands/cancel';
import { configuring } from './commands/configure';
import { configuringPeople } from './commands/configure-people';
import { defer } from './commands/defer';
import { feedback } from './commands/feedback';
import { finish } from './commands/finish';
import { issueTicket } from './commands/issue-ticket';
import { noShow } from './commands/no-show';
import { Operations } from './operations';
import { Parts } from './write-path/parts';
import { persons } from './commands/persons';
import { printing } from './paper/print';
import { readFloor } from './reads/read-floor';
import { readsOfLine } from './reads/read-line';
import { readsOfRecords } from './reads/read-records';
import { recall } from './commands/recall';
import { recordPrint } from './paper/record-print';
import { reopen } from './commands/reopen';
import { returnTicket } from './commands/return';
import { setAdvisor, setAdvisorQueues } from './commands/set-advisor';
import { start } from './commands/start';
import { transfer } from './commands/transfer';

/** All the app can do, joined. */
export function createOperations(parts: Parts): Operations {
  const line = readsOfLine(parts);
  return {
    issueTicket: issueTicket(parts),
    callNext: callNext(parts),
    callTicket: callTicket(parts),
    recall: recall(parts),
    start: start(parts),
    finish: finish(parts),
    noShow: noShow(parts),
    return: returnTicket(parts),
    reopen: reopen(parts),
    transfer: transfer(parts),
    cancel: cancel(parts),
    defer: defer(parts),
    feedback: feedback(parts),
    recordPrint: recordPrint(parts),
    setAdvisor: setAdvisor(parts),
    setAdvisorQueues: setAdvisorQueues(parts),
    acknowledgeAlert: acknowledgeAlert(parts),
    readFloor: readFloor(parts),
    ...line,
    ...printing(parts, line),
    ...readsOfRecords(parts),
    ...configuring(parts),
    ...configuringPeople(parts),
    ...persons(parts),
  };
}
