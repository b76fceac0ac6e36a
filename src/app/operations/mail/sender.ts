import { Refused } from '../../domain/model/errors';
import { MINUTE_MS } from '../../domain/model/instant';
import { Days, daysAfter, daysDue, MailTrouble, mayGetMail } from '../../domain/model/report-mail';
import {
  Busy,
  ClaimedMail,
  Crowded,
  legible,
  MailEnd,
  MailMessage,
  MailResult,
  troubleOf,
} from '../../ports';
import { invitation } from '../../reports/invitation';
import { branchName } from '../reads/branch-name';
import { settingsFor } from './ask';
import { addressOf, doorPath, SenderDeps } from './deps';
import { record, Recording } from './record';
import { writeReport, WrittenReport } from './write-report';

const EVERY_MS = 15_000;
/**
 * It is counted anew before a message goes out. A mail server may take eleven minutes
 * (`mail/smtp.ts`); the rest is for the record of its answer.
 */
const LEASE_SECONDS = 900;
/**
 * A lease that ended while the database was away is left alone for this long after it is back, ms:
 * by then whoever has the outcome has recorded it.
 */
const OUTCOME_FIRST_MS = 20_000;
/**
 * How often to look whether reports are due, ms: a report leaves at most this late after its last
 * day.
 */
const LOOK_MS = 5 * MINUTE_MS;
/** The sweep adds the last figures of a day within seconds. */
const SETTLE_MS = 20_000;
/** How long an address has to confirm. */
const ANSWER_DAYS = 7;
/** Pauses between tries, minutes; the last one repeats. About twenty hours in all. */
const PAUSES = [1, 5, 15, 60, 120, 240] as const;
const MOST_TRIES = 10;
/** An address that has refused this many reports in a row gets no more of them. */
const MOST_REFUSALS = 5;
/** When a server has not answered for this long (ms), somebody has to look at it. */
const AWAY_MS = 10 * MINUTE_MS;

/**
 * Sends what is due: invitations to new addresses, and reports whose days are over. Every instance
 * may run it: a row is taken by a lease, by the database's clock, and only the instance that still
 * holds the lease records the outcome, however long the database is away. The one window for a
 * second message is between the server's yes and the record of it; that message has the id of the
 * first.
 */
export function createReportSender(deps: SenderDeps) {
  const { store, log, contactMs } = deps;
  const stopping = new AbortController();
  const sending: Sending = { ...deps, stopping: stopping.signal };
  let awaySince: number | undefined;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const step = async (): Promise<void> => {
    for (;;) {
      const orphans = (contactMs?.() ?? Infinity) >= OUTCOME_FIRST_MS;
      const [mail] = await store.mails.claim(1, LEASE_SECONDS, orphans);
      if (!mail) return;
      const result = await attend(sending, mail);
      if (result?.outcome === 'later' && result.away) awaySince ??= performance.now();
      else if (result) awaySince = undefined;
      // The next message would meet the same: one try per round until the server answers again.
      if (awaySince !== undefined || stopping.signal.aborted) return;
    }
  };
  const schedule = (everyMs: number) => {
    timer = setTimeout(() => {
      running = step()
        .catch((error: Error) =>
          log.warn({ error: error.message }, 'reports by mail wait; trying again'),
        )
        .then(() => {
          if (!stopping.signal.aborted) schedule(everyMs);
        });
    }, everyMs);
    timer.unref();
  };
  return {
    /** Sends what is due now: for tests. */
    step,
    start(everyMs = EVERY_MS) {
      schedule(everyMs);
    },
    /** A message that is not whole yet is given up; for the answer to one that is, see `Mailer`. */
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
    /** Whether the mail server keeps failing messages, or does not answer at all. */
    async trouble(): Promise<boolean> {
      const away = awaySince !== undefined && performance.now() - awaySince >= AWAY_MS;
      return away || (await store.mails.stuck()) > 0;
    },
  };
}
export type ReportSender = ReturnType<typeof createReportSender>;

type Sending = SenderDeps & Recording;

/** Handles one claimed row; returns what the server said, if it was asked. */
async function attend(deps: Sending, mail: ClaimedMail): Promise<MailResult | undefined> {
  try {
    if (!deps.mayReport(mail.owner, mail.branch)) return void (await end(deps, mail, 'rights'));
    // The bank may have restricted the domains since the report was asked for.
    const address = legible(deps.vault, mail.addressCipher, addressOf(mail.id));
    if (address === undefined) return void (await end(deps, mail, 'unreadable'));
    if (!mayGetMail(address, deps.mailDomains)) return void (await end(deps, mail, 'domain'));
    if (mail.state === 'invited') return void (await end(deps, mail, 'unanswered'));
    return mail.state === 'asked' ? await invite(deps, mail) : await send(deps, mail);
  } catch (error) {
    if (error instanceof Refused) {
      // Another instance has the row by now, or somebody ended the report.
      deps.log.info({ mail: mail.id, failure: error.code }, 'a report by mail was let go');
    } else if (troubleOf(error) || error instanceof Busy || error instanceof Crowded) {
      await deps.store.mails.later(mail, MINUTE_MS);
    } else {
      deps.log.error({ err: error, mail: mail.id }, 'a report by mail could not be written');
      await tryLater(deps, mail);
    }
    return undefined;
  }
}

async function invite(deps: Sending, mail: ClaimedMail): Promise<MailResult | undefined> {
  const { store, vault, publicUrl, clock } = deps;
  const { face } = await settingsFor(deps, mail.branch);
  const listed = await store.mails.byId(mail.id);
  const letter = invitation({
    language: mail.language,
    face,
    place: mail.branch === null ? undefined : await branchName(store, mail.branch),
    period: mail.period,
    by: listed?.firstName ?? '',
    days: ANSWER_DAYS,
    links: {
      confirm: publicUrl + doorPath(vault, mail.id, 'confirm'),
      end: publicUrl + doorPath(vault, mail.id, 'end'),
    },
  });
  const fromName = face.name || 'Ticketero';
  const result = await post(deps, mail, 'invitation', { ...letter, fromName, files: [] });
  if (!result) return undefined;
  if (result.outcome === 'sent') {
    const untilMs = clock() + ANSWER_DAYS * 24 * 60 * MINUTE_MS;
    await record(deps, { do: 'invited', id: mail.id, lease: mail.lease, untilMs });
  } else if (result.outcome === 'refused' || mail.attempts + 1 >= MOST_TRIES) {
    await end(deps, mail, 'refused');
  } else {
    await tryLater(deps, mail);
  }
  return result;
}

async function send(deps: Sending, mail: ClaimedMail): Promise<MailResult | undefined> {
  const { store, publicUrl, vault } = deps;
  const mine = (await store.mails.daysOfBranches()).filter(
    ({ branch, day }) => day !== '' && isOf(mail, branch),
  );
  const begun = mine.map(({ day }) => day).sort()[0];
  const days = begun === undefined ? undefined : daysDue(mail.next!, mail.period, begun);
  if (!days) return void (await store.mails.later(mail, LOOK_MS));
  if (mine.some(({ whole }) => !whole)) return void (await store.mails.later(mail, SETTLE_MS));
  const branches = mine.map(({ branch }) => branch);
  const asked = mail.branch === null ? '' : `?branch=${mail.branch}`;
  const written = await writeReport(deps)(mail, branches, days, {
    reports: `${publicUrl}/supervisor${asked}#reports`,
    end: publicUrl + doorPath(vault, mail.id, 'end'),
  });
  if (!written) return void (await settle(deps, mail, days, 'skipped'));
  const result = await post(deps, mail, days.from, written);
  if (!result) return undefined;
  if (result.outcome === 'sent') await settle(deps, mail, days, 'sent');
  else await failed(deps, mail, days, result);
  return result;
}

const isOf = ({ branch, owner }: ClaimedMail, each: string): boolean =>
  branch === null ? owner.branches === 'all' || owner.branches.includes(each) : branch === each;

async function failed(
  deps: Sending,
  mail: ClaimedMail,
  days: Days,
  { outcome, reason }: Exclude<MailResult, { readonly outcome: 'sent' }>,
): Promise<void> {
  if (outcome === 'refused') {
    await settle(deps, mail, days, 'failed', { trouble: 'refused', reason });
    if (mail.refused + 1 >= MOST_REFUSALS) await end(deps, mail, 'refused', false);
    return;
  }
  if (mail.attempts + 1 < MOST_TRIES) return tryLater(deps, mail);
  await settle(deps, mail, days, 'failed', { trouble: 'no-answer', reason });
  deps.log.error({ mail: mail.id, ...days, reason }, 'a report by mail was given up');
  deps.stuck?.();
}

const tryLater = ({ store }: SenderDeps, mail: ClaimedMail): Promise<void> =>
  store.mails.later(
    mail,
    PAUSES[Math.min(mail.attempts, PAUSES.length - 1)] * MINUTE_MS,
    'no-answer',
  );

/**
 * The id identifies the message, whichever instance sends it and however often.
 * @returns undefined if it is not for us to send, or the app stops before it has gone
 */
async function post(
  { mailer, vault, publicUrl, log, store, stopping }: Sending,
  mail: ClaimedMail,
  what: string,
  { fromName, subject, text, html, files }: WrittenReport,
): Promise<MailResult | undefined> {
  // Writing takes a while, so whether its reader still may see it, and still wants it, is decided
  // again.
  const ours = await store.mails.hold(mail, LEASE_SECONDS);
  if (!ours) return void (await store.mails.later(mail, 0));
  const message: MailMessage = {
    to: vault.decrypt(mail.addressCipher, addressOf(mail.id)),
    fromName,
    subject,
    text,
    html,
    files,
    messageId: `<${what}.${mail.id}@${new URL(publicUrl).hostname}>`,
    unsubscribe: publicUrl + doorPath(vault, mail.id, 'end'),
  };
  const result = await mailer.send(message, stopping);
  const line = { mail: mail.id, what, ...result };
  if (result.outcome === 'sent') log.info(line, 'a report by mail was sent');
  else log.warn(line, 'a report by mail was not sent');
  // it was cut short by us, which says nothing about the server
  if (result.outcome === 'later' && result.away && stopping.aborted) {
    return void (await store.mails.later(mail, MINUTE_MS));
  }
  return result;
}

async function settle(
  deps: Sending,
  mail: ClaimedMail,
  days: Days,
  what: 'sent' | 'skipped' | 'failed',
  more: { readonly trouble?: MailTrouble; readonly reason?: string } = {},
): Promise<void> {
  const next = daysAfter(days, mail.period).from;
  await record(deps, { do: what, id: mail.id, lease: mail.lease, ...days, next, ...more });
}

/** @param held false: the outcome is recorded already, and the lease has been given back */
const end = (deps: Sending, { id, lease }: ClaimedMail, because: MailEnd, held = true) =>
  record(deps, { do: 'end', id, because, ...(held ? { lease } : {}) });
