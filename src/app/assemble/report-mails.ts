import { allowed, may } from '../identity/policy';
import { createReportSender, ReportSender } from '../operations/mail/sender';
import { AppOptions } from './app';
import { Core } from './writing';

/** The sender of reports by mail, if the bank has a mail server. */
export function joinReportMails(
  { mailer, clock, sweepEveryMs, log, sweepStuck }: MailOptions,
  { storage: { database }, writing: { deps } }: Core,
  publicUrl: string,
  stack: AsyncDisposableStack,
): ReportSender | undefined {
  if (!mailer) return undefined;
  const sender = createReportSender({
    ...deps,
    mailer,
    publicUrl,
    log,
    contactMs: clock ? undefined : database.contactMs,
    stuck: sweepStuck,
    mayReport: ({ active, role, branches }, branch) =>
      active &&
      (branch === null
        ? allowed.report.includes(role) && (branches === 'all' || branches.length > 0)
        : may({ kind: 'staff', staff: '', session: '', role, branches }, 'report', branch)),
  });
  if (sweepEveryMs !== false) sender.start();
  stack.defer(() => sender.stop());
  return sender;
}
type MailOptions = Pick<AppOptions, 'mailer' | 'clock' | 'sweepEveryMs' | 'log' | 'sweepStuck'>;
