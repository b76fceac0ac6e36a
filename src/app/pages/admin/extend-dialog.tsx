import { useState } from 'preact/hooks';
import type { ListedRequest } from '../../wire/rights';
import { command } from '../shared/api/api';
import { Answers, Dialog } from '../shared/look/parts';
import { ChoiceField } from './fields';
import { adminSay } from './words';

const REASONS = ['complex', 'many', 'elsewhere'] as const;
type Reason = (typeof REASONS)[number];

/** Asks why a request takes 30 more days: the person is told the reason. */
export function ExtendDialog({
  request: { id, reach },
  doing,
  onClose,
}: {
  request: ListedRequest;
  doing: (work: () => Promise<unknown>) => Promise<void>;
  onClose: () => void;
}) {
  const [reason, setReason] = useState<Reason>('complex');
  const extend = () => {
    onClose();
    void doing(() =>
      command('POST /api/customers/requests/:request/extend', {
        params: { request: id },
        body: { reason },
      }),
    );
  };
  return (
    <Dialog title={adminSay('admin.rights.extend.ask')} onClose={onClose}>
      <p class="quiet">{adminSay('admin.rights.extend.help')}</p>
      {reach !== null && (
        <p>
          <bdi>{adminSay('admin.rights.reach', { reach })}</bdi>
        </p>
      )}
      <ChoiceField<Reason>
        label={adminSay('admin.rights.reason')}
        value={reason}
        set={setReason}
        choices={REASONS.map((value) => ({
          value,
          label: adminSay(`admin.rights.extended.${value}`),
        }))}
      />
      <Answers
        no={adminSay('admin.rights.extend.no')}
        onNo={onClose}
        yes={adminSay('admin.rights.extend.yes')}
        onYes={extend}
      />
    </Dialog>
  );
}
