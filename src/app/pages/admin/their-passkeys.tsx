import { useEffect, useState } from 'preact/hooks';
import type { Passkey } from '../../wire/passkeys';
import { call } from '../shared/api/api';
import { asStaff, session } from '../shared/api/session';
import { adminSay } from './words';

/** A person's passkeys, each of which can be taken away when a device is lost. */
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
        <div class="sure-here" ref={(part) => part?.scrollIntoView({ block: 'nearest' })}>
          <p>{adminSay('admin.second.passkey.sure', { name: sure.name })}</p>
          <div class="row">
            <button type="button" class="button" onClick={() => setSure(undefined)}>
              {adminSay('admin.second.reset.no')}
            </button>
            <button type="button" class="button danger" onClick={() => remove(sure)}>
              {adminSay('admin.second.passkey.yes')}
            </button>
          </div>
        </div>
      )}
    </>
  );
}
