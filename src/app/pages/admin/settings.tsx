import { useEffect, useState } from 'preact/hooks';
import type { Overrides, SettingsRead } from '../../wire/settings';
import { ApiProblem, call, newKey } from '../shared/api/api';
import { asStaff } from '../shared/api/session';
import { Leaving } from '../shared/look/leaving';
import { Notice, Problem } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { useUnsaved } from '../shared/look/unsaved';
import { useLatest } from '../shared/look/use-latest';
import { say } from '../shared/look/words';
import { branchName } from './branches-field';
import { FacePreview } from './face-preview';
import { ChoiceField } from './fields';
import { Form, useForm } from './form';
import { changedPaths, Clash, merged } from './merge-settings';
import { SecondFactorRules } from './second-factors';
import { FieldOf } from './setting-field';
import { settingWords } from './setting-words';
import { SettingField, settingGroups, valueAt, withValue } from './settings-list';
import { adminSay, PlainAdminKey } from './words';

/**
 * The rules: the bank's, and what a branch sets for itself. Saved under the version that was read,
 * so that nobody overwrites another's change unseen.
 */
export function Settings({ branch }: { branch: string }) {
  const [scope, setScope] = useState(branch);
  const { read, overrides, failed, saved, clashes, set, save, unsaved } = useSettings(scope);
  const form = useForm(save);
  return (
    <div class="settings-page">
      {read && <Contents />}
      <Form
        of={form}
        class="settings"
        buttons={
          read && (
            <div class="settings-save">
              {saved && (
                <Notice tone="good" live>
                  {adminSay('admin.saved')}
                </Notice>
              )}
              {clashes && <Clashes clashes={clashes} settings={read.settings} set={set} />}
              <div class="row">
                <button class="button primary" disabled={form.busy}>
                  {adminSay('admin.save')}
                </button>
                {unsaved && !saved && <span class="quiet">{staffSay('unsaved.is')}</span>}
              </div>
            </div>
          )
        }
      >
        <p class="quiet">{adminSay('admin.set.text')}</p>
        <Scope {...{ branch, scope, setScope, unsaved }} />
        <Problem error={failed} />
        {!read && failed === undefined && <p role="status">{say('loading')}</p>}
        {read &&
          settingGroups.map((group) => (
            <section key={group.title} class="settings-group">
              <h3 id={group.title} tabIndex={-1}>
                {adminSay(group.title)}
              </h3>
              {group.title === 'admin.set.group.face' && (
                <FacePreview face={{ ...read.settings.face, ...overrides.face }} />
              )}
              {group.fields.map((field) => (
                <Setting
                  key={field.path}
                  field={field}
                  own={valueAt(overrides, field.path)}
                  inForce={valueAt(read.settings as unknown as Overrides, field.path)}
                  branch={branch}
                  timeZone={read.settings.timeZone}
                  set={(value) => set(field.path, value)}
                  inherits={scope !== 'bank'}
                />
              ))}
            </section>
          ))}
      </Form>
      {scope === 'bank' && <SecondFactorRules />}
    </div>
  );
}

/** Whose rules these are. Choosing another asks first if something was typed. */
function Scope({
  branch,
  scope,
  setScope,
  unsaved,
}: {
  branch: string;
  scope: string;
  setScope: (scope: string) => void;
  unsaved: boolean;
}) {
  const [next, setNext] = useState<string>();
  useUnsaved(unsaved);
  const go = (to: string) => {
    setNext(unsaved && to !== scope ? to : undefined);
    if (!unsaved) setScope(to);
  };
  const leave = () => {
    setNext(undefined);
    setScope(next!);
  };
  return (
    <>
      <ChoiceField
        label={adminSay('admin.set.scope')}
        value={next ?? scope}
        set={go}
        choices={[
          { value: branch, label: branchName(branch) },
          { value: 'bank', label: adminSay('admin.bank') },
        ]}
      />
      {next !== undefined && <Leaving onStay={() => setNext(undefined)} onLeave={leave} />}
    </>
  );
}

/** There are many rules: links to each group stay in sight beside them. */
const Contents = () => (
  <nav class="settings-contents" aria-label={adminSay('admin.set.contents')}>
    <ul>
      {settingGroups.map(({ title }) => (
        <li key={title}>
          <button
            type="button"
            class="button plain small"
            onClick={() => {
              const heading = document.getElementById(title)!;
              heading.focus({ preventScroll: true });
              heading.scrollIntoView();
            }}
          >
            {adminSay(title)}
          </button>
        </li>
      ))}
    </ul>
  </nav>
);

/** Reads the settings of a branch or of the bank, and changes and saves them. */
function useSettings(scope: string) {
  const [read, setRead] = useState<SettingsRead>();
  const [overrides, setOverrides] = useState<Overrides>({});
  const [failed, setFailed] = useState<unknown>();
  const [saved, setSaved] = useState(false);
  const [clashes, setClashes] = useState<readonly Clash[]>();
  const params = { branch: scope };
  const latest = useLatest();
  const ask = () => asStaff(() => call('GET /api/branches/:branch/settings', { params }));
  const begin = (found: SettingsRead) => {
    setRead(found);
    setOverrides(found.overrides);
    setClashes(undefined);
  };
  useEffect(() => {
    setRead(undefined);
    setFailed(undefined);
    setSaved(false);
    // Saves only what was read for this scope, never the previous scope's rules under this one's
    // name.
    const isLast = latest();
    ask().then(
      (found) => isLast() && begin(found),
      (error: unknown) => isLast() && setFailed(error),
    );
  }, [scope]);
  const save = async () => {
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
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 412) throw error;
      const now = await ask();
      // It was this page, which heard no answer.
      if (changedPaths(now.overrides, overrides).length === 0) {
        begin(now);
        setSaved(true);
        return;
      }
      const both = merged(read!.overrides, overrides, now.overrides);
      setRead(now);
      setOverrides(both.overrides);
      setClashes(both.clashes);
      return;
    }
    begin(await ask());
    setSaved(true);
  };
  const set = (field: string, value: unknown) => {
    setSaved(false);
    setOverrides(withValue(overrides, field, value));
  };
  const unsaved = read !== undefined && changedPaths(read.overrides, overrides).length > 0;
  return { read, overrides, failed, saved, clashes, set, save, unsaved };
}

/** What somebody else saved meanwhile, beside what was typed. Neither is lost. */
const Clashes = ({
  clashes,
  settings,
  set,
}: {
  clashes: readonly Clash[];
  settings: SettingsRead['settings'];
  set: (path: string, value: unknown) => void;
}) => (
  <Notice tone="attention" live>
    <p class="strong">{adminSay('admin.conflict.title')}</p>
    <p>{adminSay(clashes.length > 0 ? 'admin.conflict.text' : 'admin.conflict.merged')}</p>
    {clashes.length > 0 && (
      <table class="conflict">
        <thead>
          <tr>
            <th>{adminSay('admin.conflict.field')}</th>
            <th>{adminSay('admin.conflict.mine')}</th>
            <th>{adminSay('admin.conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {clashes.map(({ path, mine, theirs }) => (
            <tr key={path}>
              <th>{adminSay(`admin.set.${path}` as PlainAdminKey)}</th>
              <td>{settingWords(path, mine)}</td>
              <td>
                {settingWords(path, theirs ?? valueAt(settings as unknown as Overrides, path))}{' '}
                <button type="button" class="button plain small" onClick={() => set(path, theirs)}>
                  {adminSay('admin.conflict.take')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </Notice>
);

/** A setting with its origin and, where the branch overrides it, a way back to the bank's value. */
function Setting({
  field,
  own,
  inForce,
  branch,
  timeZone,
  set,
  inherits,
}: {
  field: SettingField;
  own: unknown;
  inForce: unknown;
  branch: string;
  timeZone: string;
  set: (value: unknown) => void;
  inherits: boolean;
}) {
  return (
    <div class="setting">
      <FieldOf {...{ field, own, inForce, branch, timeZone, set }} />
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
