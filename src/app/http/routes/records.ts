import { rfc3339, written } from '../../domain/views/rfc3339';
import { HttpDeps } from '../request/deps';
import { HttpProblem } from '../request/problem';
import { ok, Route, route } from '../request/route';
import { csv, json } from './csv';
import { sheetOf } from './report-words';
import { xlsx } from './xlsx';

const tag = 'Records';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function recordRoutes({ operations }: HttpDeps): readonly Route[] {
  return [
    route('GET /api/branches/:branch/audit', {
      summary:
        "Events of the branch's chain after a sequence number; branch `bank` is the bank's " +
        'own chain',
      tag,
      who: 'audit',
      ofBank: true,
      handle: async ({ params, query }) =>
        ok(written(await operations.readAudit(params.branch, query.after, query.limit))),
    }),
    route('GET /api/branches/:branch/audit/search', {
      summary:
        'Events of a chain, newest first, by kind, actor, ticket and time; each with its hash',
      tag,
      who: 'audit',
      ofBank: true,
      handle: async ({ params, query }) =>
        ok(written(await operations.searchAudit(params.branch, query))),
    }),
    route('GET /api/branches/:branch/audit/proof', {
      summary: 'Proves a stretch of a chain: numbers, hashes, and the columns beside each event',
      tag,
      who: 'audit',
      ofBank: true,
      handle: async ({ params, query }) =>
        ok(await operations.proveAudit(params.branch, query.after, query.limit)),
    }),
    route('POST /api/branches/:branch/audit/person', {
      summary: 'Ids of the tickets of a person, for a search of the audit; audited itself',
      tag,
      who: 'audit',
      handle: async ({ body, context }) =>
        ok({ tickets: await operations.ticketsOfPerson(context(), body.nationalId) }),
    }),
    route('GET /api/branches/:branch/reports/:report', {
      summary:
        'tickets, waits, services, advisors, estimates, accuracy or stretches, as .csv, .json or ' +
        '.xlsx',
      tag,
      who: 'report',
      async handle({ params, query }) {
        const [, name, format] = /^([a-z-]+)\.(csv|json|xlsx)$/.exec(params.report) ?? [];
        if (!name) {
          throw new HttpProblem(
            404,
            'unknown_report',
            'A report is asked for as NAME.csv, NAME.json or NAME.xlsx.',
            [{ field: 'name', got: params.report, wants: 'such as waits.csv' }],
          );
        }
        const { from, to, language, separator } = query;
        const directory = await operations.directory(params.branch);
        const { columns, batches, asOf } = await operations.report(params.branch, name, from, to);
        const file = (type: string, parts: AsyncIterable<string | Uint8Array>) => ({
          status: 200,
          stream: { type, parts },
          headers: {
            'X-As-Of': rfc3339(asOf),
            'Content-Disposition':
              'attachment; ' + `filename="${name}-${params.branch}-${from}-${to}.${format}"`,
          },
        });
        switch (format) {
          case 'json':
            return {
              status: 200,
              stream: {
                type: 'application/json',
                parts: json({ columns, asOf: rfc3339(asOf) }, batches),
              },
            };
          case 'xlsx':
            return file(XLSX, xlsx(sheetOf(name, columns, directory, language), batches));
          default:
            return file('text/csv; charset=utf-8', csv(columns, batches, separator));
        }
      },
    }),
  ];
}
