import { smtpMailer } from '../../../../src/app/mail/smtp';
import { Catcher, startCatcher } from '../../../../src/local/mail/catcher';
import { Stage } from '../stage';

/** Reports by mail, to a mail server of this machine that takes whatever comes. */
export async function postOffice() {
  const catcher = await startCatcher({});
  const from = { address: 'turnos@bank.cl' };
  return {
    catcher,
    mailer: smtpMailer({ host: '127.0.0.1', port: catcher.port, tls: 'none', from }),
    /** How many reports were sent, not counting invitations. */
    reports: () => catcher.caught.filter(({ raw }) => !raw.includes('<invitation.')).length,
    subscribe: (stage: Stage, as: string) => subscribe(stage, catcher, as),
  };
}

/** Reports of a branch and of the bank, daily, weekly and monthly, in both languages. */
async function subscribe(stage: Stage, { caught }: Catcher, as: string): Promise<void> {
  const of = { 1: '1', bank: null } as const;
  for (const [place, branch] of Object.entries(of)) {
    for (const period of ['day', 'week', 'month'] as const) {
      const language = period === 'week' ? 'en' : 'es';
      const address = `${period}.${place}@bank.cl`;
      await stage.call('POST /api/report-mails', {
        as,
        body: { branch, period, language, address },
      });
      await stage.app.sendReports();
      const asked = caught.find(({ to }) => to === address)!;
      const text = asked.raw.replace(/=\r?\n/g, '');
      const [path] = /\/api\/report-mails\/[\w-]+\/confirm\/[\w-]+/.exec(text)!;
      await stage.ask('POST', path, { key: null });
    }
  }
}
