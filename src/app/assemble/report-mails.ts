import { allowed, may } from '../identity/policy';
import { createReportSender, ReportSender } from '../operations/mail/sender';
import { AppOptions } from './app';
import { Core } from './writing';

/** The sender of reports by mail, if the bank has a mail server. */
export function joinReportMails(
  { mailer, sweepEveryMs, log, sweepStuck }: MailOptions,
  { writing: { deps } }: Pick<Core, 'writing'>,
  publicUrl: string,
  stack: AsyncDisposableStack,
): ReportSender | undefined {
  if (!mailer) return undefined;
  const sender = createReportSender({
    ...deps,
    mailer,
    publicUrl,
    log,
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
type MailOptions = Pick<AppOptions, 'mailer' | 'sweepEveryMs' | 'log' | 'sweepStuck'>;
