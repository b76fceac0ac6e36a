import { useState } from 'preact/hooks';
import type { PrintJob } from '../../wire/prints';
import type { ListedTicket } from '../../wire/tickets';
import { call, command } from '../shared/api/api';
import { asStaff } from '../shared/api/session';
import { Dialog, Notice } from '../shared/look/parts';
import { QrCode } from '../shared/look/qr';
import { language, say } from '../shared/look/words';
import { deskProblem, deskSay } from './words';

const LOOK_MS = 1000;
/** The server settles every print within this time. */
const LOOKS = 90;

type Printing =
  | { readonly as: 'busy' | 'printed' | 'failed' }
  | { readonly as: 'code'; readonly page: string }
  | { readonly as: 'problem'; readonly error: unknown };

/**
 * Prints a ticket on the branch's printer. A branch without one shows the QR code, so that the
 * person leaves with their ticket either way.
 */
export function Paper({
  branch,
  ticket,
}: {
  branch: string;
  ticket: Pick<ListedTicket, 'id' | 'number'>;
}) {
  const [state, setState] = useState<Printing>();
  const params = { branch, ticket: ticket.id };
  const print = async () => {
    setState({ as: 'busy' });
    try {
      const { job } = await asStaff(() =>
        command('POST /api/branches/:branch/tickets/:ticket/print', {
          params,
          body: { language: language.value, again: true },
        }),
      );
      if (job) return setState({ as: (await ended(job)) ? 'printed' : 'failed' });
      const { links } = await asStaff(() =>
        command('POST /api/branches/:branch/tickets/:ticket/reprint', { params, body: {} }),
      );
      setState({ as: 'code', page: links.page });
    } catch (error) {
      setState({ as: 'problem', error });
    }
  };
  const ended = async (begun: PrintJob): Promise<boolean> => {
    let job = begun;
    for (let look = 0; look < LOOKS && /queued|printing/.test(job.state); look++) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      job = (await call('GET /api/branches/:branch/tickets/:ticket/print', { params })).job ?? job;
    }
    return job.state === 'printed';
  };
  return (
    <>
      <button
        type="button"
        class="button small"
        disabled={state?.as === 'busy'}
        onClick={() => void print()}
      >
        {deskSay('reception.print')}
      </button>
      <div class="reception-paper" aria-live="polite">
        {state?.as === 'busy' && <Notice>{deskSay('reception.print.sent')}</Notice>}
        {state?.as === 'printed' && <Notice tone="good">{deskSay('reception.printed')}</Notice>}
        {state?.as === 'failed' && (
          <Notice tone="attention">{deskSay('reception.print.failed')}</Notice>
        )}
        {state?.as === 'problem' && <Notice tone="attention">{deskProblem(state.error)}</Notice>}
      </div>
      {state?.as === 'code' && (
        <Dialog
          title={deskSay('reception.qr', { number: ticket.number })}
          onClose={() => setState(undefined)}
        >
          <p>{deskSay('reception.print.none')}</p>
          <QrCode text={state.page} label={deskSay('reception.qr', { number: ticket.number })} />
          <button type="button" class="button" onClick={() => setState(undefined)}>
            {say('close')}
          </button>
        </Dialog>
      )}
    </>
  );
}
