import { useEffect, useState } from 'preact/hooks';
import type { Passkey } from '../../wire/passkeys';
import { call } from '../shared/api/api';
import { asStaff, session } from '../shared/api/session';
import { SureHere } from './sure-here';
import { adminSay } from './words';

/** A person's passkeys, each of which can be removed when a device is lost. */
export function TheirPasskeys({
  staff,
  removed,
  failed,
}: {
  staff: string;
  removed: () => void;
  failed: (error: unknown) => void;
}) {
  const [theirs, setTheirs] = useState<readonly Passkey[]>([]);
  const [sure, setSure] = useState<Passkey>();
  const read = () =>
    asStaff(() => call('GET /api/staff/:staff/passkeys', { params: { staff } })).then(
      setTheirs,
      failed,
    );
  useEffect(() => void read(), [staff]);
  const remove = ({ id }: Passkey) => {
    setSure(undefined);
    failed(undefined);
    const params = { staff, passkey: id };
    void asStaff(() => call('DELETE /api/staff/:staff/passkeys/:passkey', { params }))
      .then(removed, failed)
      .then(read);
  };
  return (
    <>
      <ul class="their-passkeys">
        {theirs.map((each) => (
          <li key={each.id} class="row">
            <bdi>{each.name}</bdi>
            {staff !== session.value?.staff.id && (
              <button
                type="button"
                class="button small"
                aria-label={adminSay('admin.second.passkey.remove.of', { name: each.name })}
                onClick={() => setSure(each)}
              >
                {adminSay('admin.second.passkey.remove')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {sure && (
        <SureHere
          ask={adminSay('admin.second.passkey.sure', { name: sure.name })}
          yes={adminSay('admin.second.passkey.yes')}
          onYes={() => remove(sure)}
          onNo={() => setSure(undefined)}
        />
      )}
    </>
  );
}
