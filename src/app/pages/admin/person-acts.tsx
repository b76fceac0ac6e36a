import { useState } from 'preact/hooks';
import { Leaving, useLeave } from '../shared/look/leaving';
import { Answers, Dialog } from '../shared/look/parts';
import { TextField } from './fields';
import { adminSay } from './words';

export interface Correction {
  readonly nationalId?: string;
  readonly phone?: string;
}
export type Opposed = 'messages' | 'feedback';

/** The correct national ID or phone. */
export function CorrectDialog({
  onCorrect,
  onClose,
}: {
  onCorrect: (correct: Correction) => void;
  onClose: () => void;
}) {
  const [nationalId, setNationalId] = useState('');
  const [phone, setPhone] = useState('');
  const given = {
    ...(nationalId.trim() ? { nationalId: nationalId.trim() } : {}),
    ...(phone.trim() ? { phone: phone.replace(/[\s()-]/g, '') } : {}),
  };
  const { leaving, leave, stay } = useLeave(nationalId + phone !== '', onClose);
  return (
    <Dialog title={adminSay('admin.person.correct.title')} onClose={leave}>
      <TextField
        label={adminSay('admin.person.correct.id')}
        value={nationalId}
        set={setNationalId}
        most={40}
      />
      <TextField
        label={adminSay('admin.person.correct.phone')}
        value={phone}
        set={setPhone}
        most={20}
      />
      <p class="quiet">{adminSay('admin.person.correct.help')}</p>
      {leaving ? (
        <Leaving onStay={stay} onLeave={onClose} />
      ) : (
        <Answers
          no={adminSay('admin.person.correct.no')}
          onNo={onClose}
          yes={adminSay('admin.person.correct.yes')}
          onYes={() => onCorrect(given)}
          disabled={Object.keys(given).length === 0}
        />
      )}
    </Dialog>
  );
}

/** What a person opposes. */
export function OpposeDialog({
  onOppose,
  onClose,
}: {
  onOppose: (to: Opposed[]) => void;
  onClose: () => void;
}) {
  const [to, setTo] = useState<readonly Opposed[]>(['messages', 'feedback']);
  return (
    <Dialog title={adminSay('admin.person.oppose.title')} onClose={onClose}>
      {(['messages', 'feedback'] as const).map((each) => (
        <label key={each} class="check">
          <input
            type="checkbox"
            checked={to.includes(each)}
            onChange={(event) =>
              setTo(event.currentTarget.checked ? [...to, each] : to.filter((one) => one !== each))
            }
          />
          {adminSay(`admin.person.oppose.${each}`)}
        </label>
      ))}
      <p class="quiet">{adminSay('admin.person.oppose.help')}</p>
      <Answers
        no={adminSay('admin.person.oppose.no')}
        onNo={onClose}
        yes={adminSay('admin.person.oppose.yes')}
        onYes={() => onOppose([...to])}
        disabled={to.length === 0}
      />
    </Dialog>
  );
}
