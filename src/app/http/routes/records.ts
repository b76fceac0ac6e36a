import { BANK } from '../../domain/model/bank';
import { unknownReport } from '../../domain/model/missing';
import { rfc3339, written } from '../../domain/views/rfc3339';
import { CommandContext } from '../../operations';
import { sheetOf } from '../../reports/report-words';
import { Sheet, XLSX, xlsx } from '../../reports/workbook/xlsx';
import { HttpDeps } from '../request/deps';
import { HttpProblem } from '../request/problem';
import { ok, Route, route } from '../request/route';
import { auditWorkbook } from './audit-sheet';
import { csv, json, Separator } from './csv';

const tag = 'Records';

export function recordRoutes({ operations }: HttpDeps): readonly Route[] {
  return [
    route('GET /api/branches/:branch/audit', {
      summary:
        "Events of the branch's chain after a sequence number; branch `bank` is the bank's " +
        'own chain',
      tag,
      who: 'audit',
      ofBank: true,
      async handle({ params, query, context }) {
        await operations.recordReading(context(), 'audit-read', { by: 'number' });
        return ok(written(await operations.readAudit(params.branch, query.after, query.limit)));
      },
    }),
    route('GET /api/branches/:branch/audit/search', {
      summary:
        'Events of a chain, newest first, by kind, actor, ticket and time; each with its hash',
      tag,
      who: 'audit',
      ofBank: true,
      async handle({ params, query, context }) {
        await operations.recordReading(context(), 'audit-read', { by: 'search' });
        return ok(written(await operations.searchAudit(params.branch, query)));
      },
    }),
    route('GET /api/branches/:branch/audit/search.xlsx', {
      summary:
        'All of them as a workbook, in words and with the branch’s time; each proven, and a last ' +
        'sheet says how the chain stood',
      tag,
      who: 'audit',
      ofBank: true,
      async handle({ params: { branch }, query: { language, ...sought }, context }) {
        await operations.recordReading(context(), 'audit-read', { by: 'search', format: 'xlsx' });
        const found = await operations.exportAudit(branch, sought);
        const day = rfc3339(found.asOf).slice(0, 10);
        return workbook(
          auditWorkbook(found, language, found.directory?.branch.name),
          found.asOf,
          `${language === 'en' ? 'audit' : 'auditoria'}-${branch}-${day}`,
        );
      },
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
    ...reportRoutes(operations),
  ];
}

/** A report's name and its form. */
function asked(report: string): readonly [name: string, form: 'csv' | 'json' | 'xlsx'] {
  const [, name, form] = /^([a-z-]+)\.(csv|json|xlsx)$/.exec(report) ?? [];
  if (name) return [name, form as 'csv' | 'json' | 'xlsx'];
  throw new HttpProblem(
    404,
    'unknown_report',
    'Request a report as NAME.csv, NAME.json or NAME.xlsx.',
    [{ field: 'name', got: report, wants: 'such as waits.csv' }],
  );
}

function reportRoutes(operations: HttpDeps['operations']): readonly Route[] {
  const reading = (
    context: CommandContext,
    report: string,
    form: string,
    { from, to }: { readonly from: string; readonly to: string },
  ) => operations.recordReading(context, 'report-read', { report, format: form, from, to });
  return [
    route('GET /api/branches/:branch/reports/:report', {
      summary:
        'tickets, waits, services, advisors, estimates, accuracy, stretches, hours, weeks, ' +
        'advisor-time, outcomes, feedback or answers, as .csv, .json or .xlsx',
      tag,
      who: 'report',
      async handle({ params: { branch, report }, query, context }) {
        const [name, form] = asked(report);
        const { language, separator, ...which } = query;
        const directory = await operations.directory(branch);
        const { from: _, to: __, ...filters } = which;
        operations.checkReport(name, filters);
        await reading(context(), name, form, query);
        const rows = await operations.report(branch, name, which);
        const sheet = sheetOf(name, rows.columns, directory, language, rows.former);
        return answered(
          rows,
          form,
          `${name}-${branch}-${query.from}-${query.to}`,
          sheet,
          separator,
        );
      },
    }),
    route('GET /api/reports/:report', {
      summary: 'branches: a line for each that the caller may see, as .csv, .json or .xlsx',
      tag,
      who: 'report',
      async handle({ params, query, viewer, context }) {
        const [name, form] = asked(params.report);
        if (name !== 'branches') throw unknownReport(name, ['branches']);
        const { from, to, language, separator } = query;
        await reading(context(BANK), name, form, query);
        const rows = await operations.branchesReport(
          viewer.kind === 'staff' ? viewer.branches : [],
          {
            from,
            to,
          },
        );
        const sheet = sheetOf(name, rows.columns, undefined, language);
        return answered(rows, form, `${name}-${from}-${to}`, sheet, separator);
      },
    }),
  ];
}

/** A workbook to be kept as a file. */
const workbook = (parts: AsyncIterable<Uint8Array>, asOf: number, name: string) => ({
  status: 200,
  stream: { type: XLSX, parts },
  headers: {
    'X-As-Of': rfc3339(asOf),
    'Content-Disposition': `attachment; filename="${name}.xlsx"`,
  },
});

/** The rows in the form that was asked for, a batch at a time. */
function answered(
  { columns, batches, asOf, former }: Awaited<ReturnType<HttpDeps['operations']['report']>>,
  form: 'csv' | 'json' | 'xlsx',
  name: string,
  sheet: Sheet,
  separator: Separator,
) {
  switch (form) {
    case 'json':
      return {
        status: 200,
        stream: {
          type: 'application/json',
          parts: json({ columns, asOf: rfc3339(asOf) }, batches, former),
        },
      };
    case 'xlsx':
      return workbook(xlsx(sheet, batches), asOf, name);
    default:
      return {
        status: 200,
        stream: {
          type: 'text/csv; charset=utf-8',
          parts: csv(columns, batches, separator),
        },
        headers: {
          'X-As-Of': rfc3339(asOf),
          'Content-Disposition': `attachment; filename="${name}.csv"`,
        },
      };
  }
}
