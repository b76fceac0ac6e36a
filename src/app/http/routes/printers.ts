import { PrintJob } from '../../domain/model/print';
import { HttpDeps } from '../request/deps';
import { ok, Route, route } from '../request/route';

const tag = 'Printers';

/** What a kiosk or staff learn about a print: never its content. */
const shown = (job: PrintJob | null) =>
  ok({ job: job && { id: job.id, printer: job.printer, state: job.state, reason: job.reason } });

/** Paper by the branch's own printer, which polls. */
export function printerRoutes({ operations }: HttpDeps): readonly Route[] {
  return [
    route('POST /api/branches/:branch/tickets/:ticket/print', {
      summary:
        "Asks the branch's printer for the ticket's paper; null where the branch has none " +
        'that polls',
      tag,
      who: 'print',
      handle: async ({ params, body, context }) =>
        shown(await operations.askPrint(context(), { ticket: params.ticket, ...body })),
    }),
    route('GET /api/branches/:branch/tickets/:ticket/print', {
      summary: "What became of the ticket's paper",
      tag,
      who: 'print',
      handle: async ({ params }) => shown(await operations.printOf(params.branch, params.ticket)),
    }),
  ];
}
