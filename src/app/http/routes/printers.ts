import * as b from '../../wire/bodies';
import { HttpParts } from '../request/parts';
import { ok, Route, route } from '../request/route';
import { PrintJob } from '../../domain/model/print';

const tag = 'Printers';

/** What a kiosk or staff are told of a print: never what stands on it. */
const shown = (job: PrintJob | null) =>
  ok({ job: job && { id: job.id, printer: job.printer, state: job.state, reason: job.reason } });

/** Paper by the branch's own printer, which polls. */
export function printerRoutes({ operations }: HttpParts): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/branches/:branch/tickets/:ticket/print',
      summary:
        "Asks the branch's printer for the ticket's paper; null where the branch has none " +
        'that polls',
      tag,
      who: 'print',
      command: true,
      body: b.printBody.prefault({}),
      answers: { 200: b.printJobBody },
      handle: async ({ params, body, asked }) =>
        shown(await operations.askPrint(asked(), { ticket: params.ticket, ...body })),
    }),
    route({
      method: 'GET',
      path: '/api/branches/:branch/tickets/:ticket/print',
      summary: "What became of the ticket's paper",
      tag,
      who: 'print',
      answers: { 200: b.printJobBody },
      handle: async ({ params }) => shown(await operations.printOf(params.branch, params.ticket)),
    }),
  ];
}
