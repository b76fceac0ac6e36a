import { acknowledgeAlert } from './acknowledge-alert';
import { callNext } from './call-next';
import { callTicket } from './call-ticket';
import { cancel } from './cancel';
import { configuring } from './configure';
import { configuringPeople } from './configure-people';
import { defer } from './defer';
import { feedback } from './feedback';
import { finish } from './finish';
import { issueTicket } from './issue-ticket';
import { noShow } from './no-show';
import { Operations } from './operations';
import { Parts } from './parts';
import { persons } from './persons';
import { printing } from './print';
import { readFloor } from './read-floor';
import { readsOfLine } from './read-line';
import { readsOfRecords } from './read-records';
import { recall } from './recall';
import { recordPrint } from './record-print';
import { reopen } from './reopen';
import { returnTicket } from './return';
import { setAdvisor, setAdvisorQueues } from './set-advisor';
import { start } from './start';
import { transfer } from './transfer';

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
