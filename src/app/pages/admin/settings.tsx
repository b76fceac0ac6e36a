import { useEffect, useState } from 'preact/hooks';
import type { Settings as BranchSettings, Overrides, SettingsRead } from '../../wire/settings';
import { ApiProblem, call, newKey } from '../shared/api/api';
import { asStaff } from '../shared/api/session';
import { Notice } from '../shared/look/parts';
import { say } from '../shared/look/words';
import { Problems } from './editor';
import { CheckField, ChoiceField, NumberField, ProseField, TextField } from './fields';
import { HoursField } from './hours-field';
import { SettingField, settingGroups, valueAt, withValue } from './settings-list';
import { adminSay, PlainAdminKey } from './words';

/**
 * The rules: the bank's, and for a branch those of its own. Saved under the version that was read,
 * so that nobody overwrites another unseen.
 */
export function Settings({ branch }: { branch: string }) {
  const [scope, setScope] = useState(branch);
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
            {group.fields.map((field) => {
              const own = valueAt(overrides, field.path);
              return (
                <div key={field.path} class="setting">
                  <Field
                    field={field}
                    value={own ?? valueAt(read.settings as unknown as Overrides, field.path)}
                    set={(value) => set(field.path, value)}
                  />
                  {scope !== 'bank' && (
                    <p class="setting-origin">
                      {own === undefined ? (
                        <span class="quiet">{adminSay('admin.set.inherited')}</span>
                      ) : (
                        <>
                          <span class="tag">{adminSay('admin.set.own')}</span>
                          <button
                            type="button"
                            class="button plain small"
                            onClick={() => set(field.path, undefined)}
                          >
                            {adminSay('admin.set.reset')}
                          </button>
                        </>
                      )}
                    </p>
                  )}
                </div>
              );
            })}
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

function Field({
  field,
  value,
  set,
}: {
  field: SettingField;
  value: unknown;
  set: (value: unknown) => void;
}) {
  const label = adminSay(`admin.set.${field.path}` as PlainAdminKey);
  const help = adminSay(`admin.set.${field.path}.help` as PlainAdminKey);
  switch (field.as) {
    case 'yes-no':
      return <CheckField label={label} help={help} value={value === true} set={set} />;
    case 'number':
      return (
        <NumberField label={label} help={help} value={Number(value)} set={set} step={field.step} />
      );
    case 'text':
      return <TextField label={label} help={help} value={String(value)} set={set} required />;
    case 'free':
      return <TextField label={label} help={help} value={String(value)} set={set} />;
    case 'prose':
      return <ProseField label={label} help={help} value={String(value)} set={set} most={1000} />;
    case 'link':
      return (
        <TextField
          label={label}
          help={help}
          type="url"
          value={String(value)}
          set={set}
          most={1000}
          pattern="https://.+"
        />
      );
    case 'time':
      return (
        <TextField label={label} help={help} type="time" value={String(value)} set={set} required />
      );
    case 'choice':
      return (
        <ChoiceField
          label={label}
          help={help}
          value={String(value)}
          set={set}
          choices={field.choices.map((choice) => ({
            value: choice,
            label: adminSay(`admin.set.${field.path}.${choice}` as PlainAdminKey),
          }))}
        />
      );
    case 'numbers':
      return (
        <ListField
          label={label}
          help={help}
          value={value as readonly unknown[]}
          set={(parts) => set(parts.map(Number))}
        />
      );
    case 'words':
      return <ListField label={label} help={help} value={value as readonly unknown[]} set={set} />;
    case 'hours':
      return <HoursField value={value as BranchSettings['hours']} set={set} />;
  }
}

/** A list written with commas; what is typed stays as typed until it is left. */
function ListField({
  label,
  help,
  value,
  set,
}: {
  label: string;
  help: string;
  value: readonly unknown[];
  set: (parts: readonly string[]) => void;
}) {
  const [text, setText] = useState(value.join(', '));
  useEffect(() => {
    setText(value.join(', '));
  }, [value.join()]);
  return (
    <TextField
      label={label}
      help={help}
      value={text}
      set={(typed) => {
        setText(typed);
        const parts = typed
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean);
        if (parts.length > 0 && !typed.trim().endsWith(',')) set(parts);
      }}
      required
    />
  );
}
