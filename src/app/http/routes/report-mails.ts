import { rfc3339, rfc3339OrNull } from '../../domain/views/rfc3339';
import { may } from '../../identity/policy';
import { mailSpeaker } from '../../reports/mail-words';
import type { ListedReportMail } from '../../wire/report-mails';
import { mailDoorPage } from '../html/mail-door-page';
import { HttpDeps } from '../request/deps';
import { HttpProblem } from '../request/problem';
import { Call, ok, Reply, Route, route, staffOf } from '../request/route';

const tag = 'Records';
const HTML = 'text/html; charset=utf-8';

/** How many addresses one person may invite in an hour. */
const ASKED_IN_AN_HOUR = 20;

type Operations = HttpDeps['operations'];
type MailEntry = Awaited<ReturnType<Operations['listReportMails']>>['mails'][number];
type Door = Parameters<Operations['behindDoor']>[1];

/**
 * Reports by mail: a person who may read reports asks for them, and the mail's reader can end them.
 */
export function reportMailRoutes(deps: HttpDeps): readonly Route[] {
  const { operations } = deps;
  return [
    route('GET /api/report-mails', {
      summary: 'Reports by mail: mine; for an administrator of all branches, everybody’s',
      tag,
      who: 'report',
      async handle({ viewer }) {
        const { mails, ...bank } = await operations.listReportMails(mineOnly(viewer));
        return ok({ ...bank, mails: mails.map(listed(staffOf(viewer))) });
      },
    }),
    route('POST /api/report-mails', {
      summary:
        'Asks for a report of every day, week or month by mail. The address is asked first, by a ' +
        'message with a link',
      tag,
      who: 'report',
      async handle({ viewer, body, context }) {
        const staff = staffOf(viewer);
        mustBeTheirs(viewer, body.branch);
        await take(deps, staff);
        const { actor, idempotency } = context('');
        const asked = await operations.askReportMail({ actor, idempotency }, { staff, ...body });
        return { status: 201, body: asked };
      },
    }),
    route('DELETE /api/report-mails/:mail', {
      summary: 'Ends a report by mail, and erases its address',
      tag,
      who: 'report',
      async handle({ params, viewer, context }) {
        const { actor, idempotency } = context('');
        await operations.endReportMail(actor, params.mail, mineOnly(viewer), idempotency);
        return ok({ ended: true as const });
      },
    }),
    ...doorRoutes(deps),
  ];
}

/** Everybody sees their own; an administrator of all branches sees them all. */
const mineOnly = (viewer: Call['viewer']): string | undefined =>
  may(viewer, 'configure-bank') ? undefined : staffOf(viewer);

const listed =
  (staff: string) =>
  ({ staff: owner, askedAt, sentAt, ...mail }: MailEntry): ListedReportMail => ({
    ...mail,
    mine: owner === staff,
    askedAt: rfc3339(askedAt),
    sentAt: rfc3339OrNull(sentAt ?? undefined),
  });

function mustBeTheirs(viewer: Call['viewer'], branch: string | null): void {
  if (branch === null || may(viewer, 'report', branch)) return;
  throw new HttpProblem(403, 'not_your_branch', `You may do this, but not at branch ${branch}.`, [
    { field: 'branch', got: branch, wants: 'a branch of yours' },
  ]);
}

async function take({ limiter }: HttpDeps, staff: string): Promise<void> {
  const taken = await limiter.take(`report-mails:${staff}`, ASKED_IN_AN_HOUR, 3600);
  if (taken.ok) return;
  throw new HttpProblem(
    429,
    'too_many_requests',
    `Too many addresses were asked. Try again in ${taken.retryAfterSeconds} s.`,
    [],
    { 'Retry-After': String(taken.retryAfterSeconds) },
  );
}

/**
 * Where the links in messages lead. A GET changes nothing, because programs open links before the
 * reader does; one POST to the same address does (RFC 8058, for the link that ends a report).
 */
function doorRoutes({ operations }: HttpDeps): readonly Route[] {
  const look = async (mail: string, door: Door, key: string): Promise<Reply<undefined>> => {
    const found = await operations.behindDoor(mail, door, key);
    if (found && (door === 'end' || found.state !== 'active')) {
      return page(found.language, door, 'ask');
    }
    return found ? page(found.language, door, 'done') : gone(door);
  };
  const press = async (mail: string, door: Door, key: string): Promise<Reply<undefined>> => {
    const found = await operations.throughDoor(mail, door, key);
    return found ? page(found.language, door, 'done') : gone(door);
  };
  const shared = { tag, who: 'nobody', media: ['text/html'] } as const;
  return [
    route('GET /api/report-mails/:mail/confirm/:key', {
      ...shared,
      summary: 'A page that asks whether this address wants the reports',
      handle: async ({ params }) => look(params.mail, 'confirm', params.key),
    }),
    route('POST /api/report-mails/:mail/confirm/:key', {
      ...shared,
      summary: 'This address wants the reports',
      handle: async ({ params }) => press(params.mail, 'confirm', params.key),
    }),
    route('GET /api/report-mails/:mail/end/:key', {
      ...shared,
      summary: 'A page that asks whether to stop the reports to this address',
      handle: async ({ params }) => look(params.mail, 'end', params.key),
    }),
    route('POST /api/report-mails/:mail/end/:key', {
      ...shared,
      summary: 'Stops the reports to this address, at once (RFC 8058)',
      handle: async ({ params }) => press(params.mail, 'end', params.key),
    }),
  ];
}

const page = (
  language: 'es' | 'en',
  door: Door,
  which: 'ask' | 'done' | 'gone',
): Reply<undefined> => ({
  status: 200,
  text: { type: HTML, content: mailDoorPage(mailSpeaker(language), door, which) },
  headers: PAGE,
});

/**
 * It is over or never existed. That is not a problem: a reader who wanted it to end has what they
 * wanted.
 */
const gone = (door: Door) => page('es', door, 'gone');

/** A page of one form, which goes to its own address; its styles are those of the other pages. */
const PAGE = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'X-Robots-Tag': 'noindex',
};
