import { useEffect, useState } from 'preact/hooks';
import type { Overrides, SettingsRead } from '../../wire/settings';
import { ApiProblem, call, newKey } from '../shared/api/api';
import { asStaff } from '../shared/api/session';
import { Notice } from '../shared/look/parts';
import { say } from '../shared/look/words';
import { Problems } from './editor';
import { ChoiceField } from './fields';
import { FieldOf } from './setting-field';
import { SettingField, settingGroups, valueAt, withValue } from './settings-list';
import { adminSay } from './words';

/**
 * The rules: the bank's, and what a branch sets for itself. Saved under the version that was read,
 * so that nobody overwrites another's change unseen.
 */
export function Settings({ branch }: { branch: string }) {
  const [scope, setScope] = useState(branch);
  const { read, overrides, problem, saved, set, save } = useSettings(scope);
  return (
    <form
      class="settings"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p class="quiet">{adminSay('admin.set.text')}</p>
      <ChoiceField
        label={adminSay('admin.settings')}
        value={scope}
        set={setScope}
        choices={[
          { value: branch, label: adminSay('admin.set.own') },
          { value: 'bank', label: adminSay('admin.bank') },
        ]}
      />
      {problem !== undefined && <Problems error={problem} />}
      {!read && problem === undefined && <p role="status">{say('loading')}</p>}
      {read &&
        settingGroups.map((group) => (
          <section key={group.title} class="settings-group">
            <h3>{adminSay(group.title)}</h3>
            {group.fields.map((field) => (
              <Setting
                key={field.path}
                field={field}
                own={valueAt(overrides, field.path)}
                inForce={valueAt(read.settings as unknown as Overrides, field.path)}
                set={(value) => set(field.path, value)}
                inherits={scope !== 'bank'}
              />
            ))}
          </section>
        ))}
      {read && (
        <div class="settings-save">
          {saved && (
            <Notice tone="good" live>
              {adminSay('admin.saved')}
            </Notice>
          )}
          <button class="button primary">{adminSay('admin.save')}</button>
        </div>
      )}
    </form>
  );
}

/** Reads the settings of a branch or of the bank, and changes and saves them. */
function useSettings(scope: string) {
  const [read, setRead] = useState<SettingsRead>();
  const [overrides, setOverrides] = useState<Overrides>({});
  const [problem, setProblem] = useState<unknown>();
  const [saved, setSaved] = useState(false);
  const params = { branch: scope };
  const load = async () => {
    try {
      const found = await asStaff(() => call('GET /api/branches/:branch/settings', { params }));
      setRead(found);
      setOverrides(found.overrides);
    } catch (error) {
      setProblem(error);
    }
  };
  useEffect(() => {
    setRead(undefined);
    setProblem(undefined);
    void load();
  }, [scope]);
  const save = async () => {
    setProblem(undefined);
    setSaved(false);
    try {
      await asStaff(() =>
        call('PUT /api/branches/:branch/settings', {
          params,
          body: overrides,
          key: newKey(),
          headers: { 'If-Match': `"${read!.version}"` },
        }),
      );
      setSaved(true);
      await load();
    } catch (error) {
      setProblem(error);
      if (error instanceof ApiProblem && error.status === 412) await load();
    }
  };
  const set = (field: string, value: unknown) => {
    setSaved(false);
    setOverrides(withValue(overrides, field, value));
  };
  return { read, overrides, problem, saved, set, save };
}

/** A setting with its origin and, where the branch overrides it, a way back to the bank's value. */
function Setting({
  field,
  own,
  inForce,
  set,
  inherits,
}: {
  field: SettingField;
  own: unknown;
  inForce: unknown;
  set: (value: unknown) => void;
  inherits: boolean;
}) {
  return (
    <div class="setting">
      <FieldOf field={field} own={own} inForce={inForce} set={set} />
      {inherits && (
        <p class="setting-origin">
          {own === undefined ? (
            <span class="quiet">{adminSay('admin.set.inherited')}</span>
          ) : (
            <>
              <span class="tag">{adminSay('admin.set.own')}</span>
              <button type="button" class="button plain small" onClick={() => set(undefined)}>
                {adminSay('admin.set.reset')}
              </button>
            </>
          )}
        </p>
      )}
    </div>
  );
}
