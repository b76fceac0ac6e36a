import { useEffect, useState } from 'preact/hooks';
import type { Offer } from '../../wire/sessions';
import { CodeField } from '../shared/look/code-field';
import { Notice } from '../shared/look/parts';
import { QrCode } from '../shared/look/qr';
import { staffProblem, staffSay } from '../shared/look/staff-words';
import { useSaid } from '../shared/look/use-said';

/** In groups of four, as a person types it. */
const grouped = (secret: string) => secret.replace(/(.{4})(?=.)/g, '$1 ');

/** A secret to scan with an app, and the field for the code that confirms it. */
export function EnrolFactor({
  ask,
  confirm,
  cancel,
  failed,
}: {
  ask: () => Promise<Offer>;
  confirm: (offer: string, code: string) => Promise<unknown>;
  cancel: () => void;
  /** Called first with an error; true if the page need not show it. */
  failed?: (error: unknown) => boolean;
}) {
  const [offer, setOffer] = useState<Offer>();
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useSaid();
  const told = (error: unknown) => {
    if (!failed?.(error)) setProblem(() => staffProblem(error));
  };
  useEffect(() => void ask().then(setOffer, told), []);
  const send = async () => {
    if (!code.trim()) return setProblem(() => staffSay('second.empty'));
    setBusy(true);
    setProblem(undefined);
    try {
      await confirm(offer!.offer, code);
    } catch (error) {
      setCode('');
      told(error);
    }
    setBusy(false);
  };
  return (
    <form
      class="sign-in-card-part"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {!offer && !problem && <p role="status">{staffSay('second.loading')}</p>}
      {offer && (
        <>
          <Shown offer={offer} />
          <CodeField
            focus
            label={staffSay('second.code')}
            value={code}
            set={setCode}
            describedBy="second-problem"
          />
        </>
      )}
      <div id="second-problem" aria-live="assertive">
        {problem && <Notice tone="attention">{problem}</Notice>}
      </div>
      {offer && (
        <button class="button primary wide" disabled={busy}>
          {staffSay('second.confirm')}
        </button>
      )}
      <button type="button" class="button plain" onClick={cancel}>
        {staffSay('second.cancel')}
      </button>
    </form>
  );
}

/** The secret as a QR code for the app, and as text to type. */
const Shown = ({ offer: { uri, secret } }: { offer: Offer }) => (
  <>
    <p>{staffSay('second.scan')}</p>
    <div class="second-qr">
      <QrCode text={uri} label={staffSay('second.qr')} />
    </div>
    <p class="quiet">{staffSay('second.typed')}</p>
    <code class="second-secret">{grouped(secret)}</code>
    <p class="quiet">{staffSay('second.scan.once')}</p>
  </>
);
