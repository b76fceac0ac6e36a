import { ClientBase } from 'pg';
import { BankFactName } from '../../domain/model/branch-facts';
import { Fact } from '../../domain/model/events';
import { Instant } from '../../domain/model/instant';
import {
  MOST_MAILS,
  sameReportMail,
  tooManyReportMails,
  unknownReportMail,
} from '../../domain/model/report-mail';
import { ReportMailChange } from '../../ports';
import { recorded } from './row-changes';

type Of<D extends ReportMailChange['do']> = Extract<ReportMailChange, { readonly do: D }>;
type Details = Extract<Fact, { type: 'BankFact' }>['details'];

const fact = (what: BankFactName, subject: string, details: Details): readonly Fact[] => [
  { type: 'BankFact', what, subject, details },
];

/**
 * A report by mail begins, continues and ends, each in one commit with the fact that records it. A
 * writer that has lost its lease writes nothing.
 */
export const changeReportMail = (
  client: ClientBase,
  change: ReportMailChange,
  now: Instant,
): Promise<readonly Fact[]> =>
  recorded(client, { report_mails: [change.id] }, () => write(client, change, now));

/** For somebody who has left: nothing more is sent to them, even if they come back. */
export async function endReportMailsOf(
  client: ClientBase,
  staff: string,
  now: Instant,
): Promise<readonly Fact[]> {
  const { rows } = await client.query<{ readonly id: string }>(
    'select id from report_mails where staff_id = $1 order by id',
    [staff],
  );
  const facts: Fact[] = [];
  for (const { id } of rows) {
    facts.push(...(await changeReportMail(client, { do: 'end', id, because: 'rights' }, now)));
  }
  return facts;
}

async function write(
  client: ClientBase,
  change: ReportMailChange,
  now: Instant,
): Promise<readonly Fact[]> {
  switch (change.do) {
    case 'ask':
      return ask(client, change, now);
    case 'invited':
      await written(
        client,
        change.id,
        `update report_mails set state = 'invited', due_at = $3, ${DONE}
          where id = $1 and lease = $2 returning id`,
        [change.lease, change.untilMs],
      );
      return fact('report-mail-sent', change.id, { what: 'invitation' });
    case 'confirm':
      await written(
        client,
        change.id,
        `update report_mails set state = 'active', next_day = $2, due_at = $3, ${DONE}
          where id = $1 and state <> 'active' returning id`,
        [change.next, now],
      );
      return fact('report-mail-confirmed', change.id, { next: change.next });
    case 'end':
      await written(
        client,
        change.id,
        `delete from report_mails where id = $1 and ($2::text is null or lease = $2) returning id`,
        [change.lease ?? null],
      );
      return fact('report-mail-ended', change.id, { because: change.because });
    default:
      return settle(client, change, now);
  }
}

/** Nothing is in progress any more. */
const DONE = 'attempts = 0, lease = null, lease_until = null, trouble = null, refused = 0';

async function written(
  client: ClientBase,
  id: string,
  text: string,
  values: readonly unknown[],
): Promise<void> {
  const { rowCount } = await client.query(text, [id, ...values]);
  if (rowCount === 0) throw unknownReportMail(id);
}

async function ask(client: ClientBase, change: Of<'ask'>, now: Instant) {
  const { id, staff, branch, period, language, addressCipher, elsewhere } = change;
  // Addresses are ciphers, and no two are equal. They were compared before this began; one that
  // came since is from another press of the same button.
  const { rowCount: same } = await client.query(
    `select from report_mails
      where staff_id = $1 and branch_id is not distinct from $2 and period = $3 and language = $4
        and id <> all($5::uuid[])
      limit 1`,
    [staff, branch, period, language, elsewhere],
  );
  if (same) throw sameReportMail();
  const { rowCount } = await client.query(
    `insert into report_mails
            (id, staff_id, branch_id, period, language, address, state, asked_at, due_at)
     select $1, $2, $3, $4, $5, $6, 'asked', $7, $7
      where (select count(*) from report_mails where staff_id = $2) < $8`,
    [id, staff, branch, period, language, addressCipher, now, MOST_MAILS],
  );
  if (rowCount === 0) throw tooManyReportMails();
  return fact('report-mail-asked', id, { staff, branch: branch ?? 'all', period, language });
}

const NAMES = {
  sent: 'report-mail-sent',
  skipped: 'report-mail-skipped',
  failed: 'report-mail-failed',
} as const satisfies Readonly<Record<string, BankFactName>>;

/** What became of a report; the next one is looked at right away. */
async function settle(
  client: ClientBase,
  change: Of<'sent' | 'skipped' | 'failed'>,
  now: Instant,
): Promise<readonly Fact[]> {
  const { id, lease, from, to, next, trouble, reason } = change;
  await written(
    client,
    id,
    `update report_mails
        set next_day = $3, due_at = $4, attempts = 0, lease = null, lease_until = null,
            trouble = case when $5 = 'skipped' then trouble else $6 end,
            refused = case when $6 = 'refused' then refused + 1
                           when $5 = 'skipped' then refused else 0 end,
            sent_at = case when $5 = 'sent' then $4 else sent_at end
      where id = $1 and lease = $2 returning id`,
    [lease, next, now, change.do, trouble ?? null],
  );
  return fact(NAMES[change.do], id, {
    ...(change.do === 'sent' ? { what: 'report' } : {}),
    from,
    to,
    ...(reason ? { reason } : {}),
  });
}
