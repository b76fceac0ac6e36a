import { IncomingMessage } from 'node:http';
import { comesBackMinutes } from '../../domain/model/comes-back';
import { PrintedTicket } from '../../operations';
import { COLUMNS, PaperSlip, slipBytes, slipOf, slipText } from '../../paper/slip';
import { star } from '../../paper/star';
import { Viewer } from '../../ports';
import { esCL } from '../../texts/es-CL';
import { speaker } from '../../texts/format';
import { languageOf, languages } from '../../texts/languages';
import { HttpDeps } from '../request/deps';
import { HttpProblem } from '../request/problem';
import { Reply, Route, route } from '../request/route';

const tag = 'Printers';
/** Formats of a slip, best first; the printer picks one. */
const STAR = [
  'application/vnd.star.starprnt',
  'application/vnd.star.line',
  'application/vnd.star.starprntcore',
];
const TEXT = 'text/plain';
const MEDIA_TYPES = [...STAR, TEXT];
/** Dots of a letter at normal size, and dots of a millimetre at 203 dpi. */
const LETTER_DOTS = 12;
const MM_DOTS = 8;

/**
 * Star CloudPRNT, version HTTP: a printer asks by POST whether there is something to print, fetches
 * it by GET and confirms by DELETE.
 */
export function cloudPrntRoutes(deps: HttpDeps): readonly Route[] {
  const { operations } = deps;
  return [
    route('POST /api/cloudprnt', {
      summary:
        'A printer polls (Star CloudPRNT): how it is, and whether there is something to print',
      tag,
      who: 'printer',
      routine: true,
      async handle({ viewer, body }) {
        const [status] = /^\d{3,4}/.exec(decoded(body.statusCode)) ?? ['500'];
        const { job, knowsInterval } = await operations.printerPolled(printerIn(viewer), {
          status,
          busy: body.printingInProgress === true || status.startsWith('22'),
          every: intervalIn(body.clientAction ?? []),
        });
        return {
          status: 200,
          body: {
            jobReady: job !== null,
            ...(job === null ? {} : { mediaTypes: MEDIA_TYPES, jobToken: job }),
            ...(knowsInterval
              ? {}
              : { clientAction: [{ request: 'GetPollInterval', options: '' }] }),
          },
        };
      },
    }),
    route('GET /api/cloudprnt', {
      summary: 'A printer fetches its job (Star CloudPRNT): Star commands or plain text',
      tag,
      who: 'printer',
      routine: true,
      media: MEDIA_TYPES,
      async handle({ viewer, query: { token, type = MEDIA_TYPES[0] }, request }) {
        const media = type.split(';')[0].trim().toLowerCase();
        if (!MEDIA_TYPES.includes(media)) {
          throw new HttpProblem(
            415,
            'unsupported_media_type',
            'Print jobs are not available in this media type.',
            [{ field: 'type', got: type.slice(0, 100), wants: MEDIA_TYPES.join(', ') }],
          );
        }
        const printed = await operations.printerFetches(printerIn(viewer), token);
        if (!printed) {
          throw new HttpProblem(404, 'no_job', 'There is no print job, or it has expired.');
        }
        return paperAs(media, await slipFor(deps, printed), request);
      },
    }),
    route('DELETE /api/cloudprnt', {
      summary: 'A printer confirms its job (Star CloudPRNT): printed, or why not',
      tag,
      who: 'printer',
      async handle({ viewer, query: { token, code } }) {
        await operations.printerConfirms(printerIn(viewer), { token, code: decoded(code) });
        return { status: 200, body: {} };
      },
    }),
  ];
}

const printerIn = (viewer: Viewer): string => (viewer.kind === 'device' ? viewer.device : '');

/** Printers write `200%20OK`; a status that is wrongly encoded is taken as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Its answer to `GetPollInterval`, in seconds. */
function intervalIn(
  actions: readonly { readonly request?: string | null; readonly result?: unknown }[],
): number | undefined {
  const seconds = Math.round(
    Number(actions.find(({ request }) => request === 'GetPollInterval')?.result),
  );
  return seconds >= 1 && seconds <= 3600 ? seconds : undefined;
}

/**
 * The slip in the customer's language, with the key to their page: composed now and kept nowhere. A
 * slip that staff asked for carries a key that only shows the ticket.
 */
async function slipFor(
  deps: HttpDeps,
  { job, branch, number, issuedAt, queueNames, closes }: PrintedTicket,
): Promise<PaperSlip> {
  const language = languageOf(job.language);
  const first = languages[0];
  const speak = speaker(
    language.tag,
    esCL,
    first.tag,
    language === first ? undefined : await language.load(),
  );
  const { settings } = (await deps.operations.directory(job.branch)).config;
  const { face } = settings;
  const inTheirs = (words: { readonly es: string; readonly en: string }) =>
    (language.code === 'en' ? words.en : words.es) || words.es;
  return slipOf(speak, {
    bank: face.name,
    greeting: inTheirs(face),
    branch,
    number,
    issuedAt,
    // a key that staff hand out shows the ticket, and can do nothing with it
    comesBackMinutes: job.own ? comesBackMinutes(settings) : 0,
    ahead: job.ahead,
    said: job.said,
    closing: job.closesAt === null ? null : { at: job.closesAt, of: closes },
    queue: inTheirs(queueNames),
    page: `${deps.publicUrl}/t#${(job.own ? deps.ticketKey : deps.readingKey)(job.ticket)}`,
  });
}

function paperAs(media: string, slip: PaperSlip, { headers }: IncomingMessage): Reply<never> {
  const width = parseFloat(String(headers['x-star-print-width'] ?? ''));
  const columns =
    width >= 30 ? Math.min(COLUMNS, Math.floor((width * MM_DOTS) / LETTER_DOTS)) : COLUMNS;
  const content =
    media === TEXT
      ? Buffer.from(
          slipText(slip, {
            columns,
            utf8: /\butf-8\b/i.test(String(headers['x-star-accept-codepages'] ?? '')),
          }),
        )
      : Buffer.from(slipBytes(slip, star, columns));
  return { status: 200, bytes: { type: media, content } };
}
