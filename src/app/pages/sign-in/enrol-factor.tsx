import { useEffect, useState } from 'preact/hooks';
import type { Offer } from '../../wire/sessions';
import { CodeField } from '../shared/look/code-field';
import { Notice } from '../shared/look/parts';
import { QrCode } from '../shared/look/qr';
import { useRefusal } from '../shared/look/refusal';
import { faultOf } from '../shared/look/staff-refusal';
import { staffSay } from '../shared/look/staff-words';

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
  const { wrong, rest, refuse } = useRefusal();
  const told = (error: unknown) => {
    if (!failed?.(error)) refuse(faultOf(error, { code: 'code' }));
  };
  useEffect(() => void ask().then(setOffer, told), []);
  const send = async () => {
    if (!code.trim()) return refuse({ says: () => staffSay('second.empty'), field: 'code' });
    setBusy(true);
    refuse();
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
      {!offer && !rest && <p role="status">{staffSay('second.loading')}</p>}
      {offer && (
        <>
          <Shown offer={offer} />
          <CodeField
            focus
            label={staffSay('second.code')}
            value={code}
            set={setCode}
            wrong={wrong('code')}
          />
        </>
      )}
      <div aria-live="assertive">{rest && <Notice tone="attention">{rest}</Notice>}</div>
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
