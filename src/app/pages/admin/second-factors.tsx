import { useEffect, useState } from 'preact/hooks';
import type { InputOf } from '../../wire/routes';
import type { SecondFactors } from '../../wire/sessions';
import { call, command } from '../shared/api/api';
import { asStaff, session } from '../shared/api/session';
import { Notice, Problem } from '../shared/look/parts';
import { bankTime, readBankZone } from './bank-clock';
import { CheckField } from './fields';
import { SureHere } from './sure-here';
import { TheirPasskeys } from './their-passkeys';
import { adminSay } from './words';

type Role = InputOf<'PUT /api/second-factors'>['body']['role'];
const ROLES: readonly Role[] = ['supervisor', 'admin', 'auditor'];

/** Who has a second factor, and for which roles the bank requires one. */
export function useSecondFactors() {
  const [found, setFound] = useState<SecondFactors>();
  const [failed, setFailed] = useState<unknown>();
  const read = () =>
    Promise.all([asStaff(() => call('GET /api/second-factors')), readBankZone()]).then(
      ([now]) => setFound(now),
      setFailed,
    );
  useEffect(() => void read(), []);
  return { found, failed, setFound, read };
}

/** The roles for which the bank requires one. Each is saved as it is chosen. */
export function SecondFactorRules() {
  const { found, failed, setFound, read } = useSecondFactors();
  const [problem, setProblem] = useState<unknown>();
  const [saved, setSaved] = useState(false);
  const save = async (role: Role, required: boolean) => {
    setProblem(undefined);
    setSaved(false);
    const others = found!.requiredOf.filter((each) => each !== role);
    setFound({ ...found!, requiredOf: required ? [...others, role] : others });
    try {
      const body = { role, required };
      const now = await asStaff(() => command('PUT /api/second-factors', { body }));
      setFound({ ...found!, ...now });
      setSaved(true);
    } catch (error) {
      setProblem(error);
      await read();
    }
  };
  return (
    <section class="settings settings-group" aria-labelledby="second-factor-rules">
      <h3 id="second-factor-rules">{adminSay('admin.second.rule')}</h3>
      <p class="quiet">{adminSay('admin.second.rule.text')}</p>
      <Problem error={failed ?? problem} />
      {found &&
        ROLES.map((role) => (
          <CheckField
            key={role}
            label={adminSay(`admin.second.rule.${role}`)}
            value={found.requiredOf.includes(role)}
            set={(required) => void save(role, required)}
          />
        ))}
      {saved && (
        <Notice tone="good" live>
          {adminSay('admin.second.rule.saved')}
        </Notice>
      )}
    </section>
  );
}

/** Whether a person has a second factor, and how to end it when they have lost it. */
export function TheirSecondFactor({ staff }: { staff: string }) {
  const { found, failed, read } = useSecondFactors();
  const [sure, setSure] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const theirs = found?.enrolled.find((each) => each.staff === staff);
  const reset = () => {
    setSure(false);
    setProblem(undefined);
    void asStaff(() => call('DELETE /api/staff/:staff/second-factor', { params: { staff } })).then(
      read,
      setProblem,
    );
  };
  return (
    <div class="field">
      {found && (
        <p role="status">
          {theirs
            ? [
                adminSay('admin.second.has', { at: bankTime(theirs.enrolledAt) }),
                ...(theirs.app ? [adminSay('admin.second.app')] : []),
                ...(theirs.passkeys
                  ? [adminSay('admin.second.passkeys', { n: theirs.passkeys })]
                  : []),
              ].join(' ')
            : adminSay('admin.second.has-not')}
        </p>
      )}
      {theirs && theirs.passkeys > 0 && (
        <TheirPasskeys staff={staff} removed={() => void read()} failed={setProblem} />
      )}
      {theirs && !sure && staff !== session.value?.staff.id && (
        <button type="button" class="button" onClick={() => setSure(true)}>
          {adminSay('admin.second.reset')}
        </button>
      )}
      {sure && (
        <SureHere
          ask={adminSay('admin.second.reset.sure')}
          yes={adminSay('admin.second.reset.yes')}
          onYes={reset}
          onNo={() => setSure(false)}
        />
      )}
      <Problem error={failed ?? problem} />
    </div>
  );
}
