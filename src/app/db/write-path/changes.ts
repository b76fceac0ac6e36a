import { ClientBase } from 'pg';
import { Fact } from '../../domain/model/events';
import { Instant } from '../../domain/model/instant';
import { Change, Head } from '../../ports';
import { renewedRows, renewRecorded } from './change-ciphers';
import { saveBranch, saveCounter, saveQueue, saveSettings, settleRedue } from './change-config';
import { saveDayPlan } from './change-day-plan';
import { endDeliveries } from './change-deliveries';
import { saveLearned } from './change-learned';
import { appendFailedSignIns, giveDeviceKey, saveDevice } from './change-persons';
import { changeReportMail } from './change-report-mails';
import { changePersons } from './change-rights';
import { changeSecondFactor, factorsOf, saveSecondFactorRule } from './change-second-factor';
import { putSign } from './change-signs';
import { changeStaff } from './change-staff';
import { catchUpStretches } from './change-stretches';
import { linkContact, saveWebhook, unlink } from './change-subscriptions';
import { recorded } from './row-changes';

/**
 * Writes rows besides the line, under the head's lock and in the command's transaction. Returns the
 * facts that follow from what was written. Whether the change is allowed was decided before.
 */
export async function applyChange(
  client: ClientBase,
  change: Change,
  head: Head,
  now: Instant,
): Promise<readonly Fact[]> {
  switch (change.kind) {
    case 'settings':
      return recorded(client, { settings: [head.branch] }, () =>
        saveSettings(client, head, change.overrides),
      );
    case 'queue':
      return recorded(client, { queues: [`${head.branch}/${change.queue.id}`] }, () =>
        saveQueue(client, head, change.queue),
      );
    case 'sign':
      return recorded(client, { signs: [`${head.branch}/${change.queue ?? ''}`] }, () =>
        putSign(client, head, change, now),
      );
    case 'redued':
      return settleRedue(client, head, change.queue);
    case 'counter':
      return recorded(client, { counters: [`${head.branch}/${change.counter.id}`] }, () =>
        saveCounter(client, head, change.counter),
      );
    case 'branch':
      return recorded(client, { branches: [change.id] }, () => saveBranch(client, change));
    case 'staff':
    case 'password':
    case 'closed-accounts':
      return changeStaff(client, change, now);
    case 'device':
      return recorded(client, { devices: [change.device.id] }, () => saveDevice(client, change));
    case 'device-key':
      return giveDeviceKey(client, change, now);
    case 'webhook':
      return recorded(client, { webhooks: [change.id] }, () => saveWebhook(client, change));
    case 'deliveries':
      return endDeliveries(client, head, change.outcomes, now);
    case 'link':
      return linkContact(client, head, change.contact, now);
    case 'unlink':
      return unlink(client, change);
    case 'learned':
      return saveLearned(client, head, change);
    case 'day-plan':
      return saveDayPlan(client, head, change);
    case 'stretches':
      return catchUpStretches(client, head, change);
    case 'report-mail':
      return changeReportMail(client, change, now);
    case 'second-factor':
      return recorded(client, factorsOf(change.staff), () =>
        changeSecondFactor(client, change, now),
      );
    case 'second-factor-rule':
      return saveSecondFactorRule(client, change);
    case 'ciphers':
      return recorded(client, renewedRows(change), () => renewRecorded(client, change));
    case 'failed-sign-ins':
      return appendFailedSignIns(client);
    default:
      return changePersons(client, change, now);
  }
}
