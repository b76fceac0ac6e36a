import { useState } from 'preact/hooks';
import { isOfProvider } from '../../domain/model/provider-staff';
import type { Staff } from '../../wire/configuration';
import type { Queue } from '../../wire/settings';
import { call } from '../shared/api/api';
import { asStaff, session } from '../shared/api/session';
import { Notice, Problem } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { named } from '../shared/look/words';
import { BranchesField, branchName } from './branches-field';
import { Editor, LabelledValues } from './editor';
import { CheckField, ChoiceField, ManyField, TextField } from './fields';
import { IdField } from './id-field';
import { ROLES } from './import-kinds';
import { TheirSecondFactor } from './second-factors';
import { yesNo } from './table';
import { TheirSessions } from './their-sessions';
import { adminSay } from './words';

/** The names of the branches where somebody works. */
export const branchWords = ({ branches }: Staff): string =>
  branches === 'all' ? adminSay('admin.staff.all-branches') : branches.map(branchName).join(', ');

/** The branches a person works at. */
const branchesOf = ({ branches }: Staff): readonly string[] =>
  branches === 'all' ? session.value!.branches.map((branch) => branch.id) : branches;

/** The branches at which an advisor has no queues, and so cannot come on duty. */
export function lackingWords(person: Staff): string {
  if (person.role !== 'advisor' || !person.active) return '';
  const at = branchesOf(person);
  const without = at.filter((branch) => !person.queues[branch]?.length);
  if (without.length === at.length) return adminSay('admin.staff.no-queues.short');
  return person.branches === 'all' || without.length === 0
    ? ''
    : adminSay('admin.staff.no-queues.at', { branches: without.map(branchName).join(', ') });
}

/** An advisor keeps the queues of the branches they still work at; other roles have none. */
export function queuesKept(person: Staff): Staff['queues'] {
  if (person.role !== 'advisor') return {};
  const mine = branchesOf(person);
  return Object.fromEntries(
    Object.entries(person.queues).filter(([branch]) => mine.includes(branch)),
  );
}

interface FieldsOf {
  readonly person: Staff;
  readonly set: (part: Partial<Staff>) => void;
}

/** The form of a person. */
export function StaffEditor({
  person,
  isNew,
  opened,
  set,
  password,
  setPassword,
  take,
  onSave,
  onClose,
}: FieldsOf & {
  isNew: boolean;
  /** The account is closed, and saving opens it. */
  opened: boolean;
  take: () => void;
  password: string;
  setPassword: (password: string) => void;
  onSave: (over?: Staff) => Promise<unknown>;
  onClose: () => void;
}) {
  return (
    <Editor
      of="staff"
      nameOf={(row) => row.firstName || row.id}
      isNew={isNew}
      row={person}
      typed={password}
      tell={told}
      put={set}
      take={take}
      onClose={onClose}
      onSave={onSave}
    >
      <WhoFields person={person} set={set} isNew={isNew} />
      {isOfProvider(person.id) && !isNew ? (
        <Notice>{staffSay('staff.problem.from_provider')}</Notice>
      ) : (
        person.active && (
          <TextField
            name="password"
            label={adminSay('admin.staff.password')}
            help={adminSay(opened ? 'admin.staff.password.opened' : 'admin.staff.password.help')}
            type="password"
            value={password}
            set={setPassword}
            required={isNew || opened}
            most={1000}
          />
        )
      )}
      <ChoiceField
        name="role"
        label={adminSay('admin.staff.role')}
        value={person.role}
        set={(role) => set({ role })}
        choices={ROLES.map((role) => ({ value: role, label: staffSay(`staff.role.${role}`) }))}
      />
      <BranchesServed person={person} set={set} />
      <CheckField
        name="active"
        label={adminSay('admin.staff.active')}
        help={adminSay('admin.staff.active.help')}
        value={person.active}
        set={(active) => set({ active })}
      />
      {!isNew && <TheirSessions staff={person.id} />}
      {!isNew && !isOfProvider(person.id) && <TheirSecondFactor staff={person.id} />}
    </Editor>
  );
}

/** A person's username and first name. */
const WhoFields = ({ person, set, isNew }: FieldsOf & { isNew: boolean }) => (
  <>
    <IdField name="staff" value={person.id} set={(id) => set({ id })} disabled={!isNew} />
    <TextField
      name="username"
      label={adminSay('admin.staff.username')}
      value={person.username}
      set={(username) => set({ username })}
      required
      most={100}
    />
    <TextField
      name="firstName"
      label={adminSay('admin.staff.first-name')}
      value={person.firstName}
      set={(firstName) => set({ firstName })}
      required
    />
  </>
);

const told = (person: Staff): LabelledValues => [
  [adminSay('admin.staff.username'), person.username],
  [adminSay('admin.staff.first-name'), person.firstName],
  [adminSay('admin.staff.role'), staffSay(`staff.role.${person.role}`)],
  [adminSay('admin.branches'), branchWords(person)],
  [adminSay('admin.staff.active'), yesNo(person.active)],
  ...(person.role === 'advisor'
    ? branchesOf(person).map((branch): [string, string] => [
        adminSay('admin.staff.queues', { branch: branchName(branch) }),
        (person.queues[branch] ?? []).join(', '),
      ])
    : []),
];

/** Where a person works and, for an advisor, the queues they serve there. */
function BranchesServed({ person, set }: FieldsOf) {
  return (
    <>
      <CheckField
        label={adminSay('admin.staff.all-branches')}
        value={person.branches === 'all'}
        set={(all) => set({ branches: all ? 'all' : [] })}
      />
      {person.branches !== 'all' && (
        <BranchesField
          name="branches"
          label={adminSay('admin.staff.branches')}
          value={person.branches}
          set={(chosen) => set({ branches: chosen })}
        />
      )}
      {branchesOf(person).length > 0 && lackingWords(person) && (
        <Notice tone="attention">{adminSay('admin.staff.no-queues.here')}</Notice>
      )}
      {person.role === 'advisor' &&
        branchesOf(person).map((branch) => (
          <QueuesServed
            key={branch}
            branch={branch}
            name={branchName(branch)}
            value={person.queues[branch] ?? []}
            set={(queues) => set({ queues: { ...person.queues, [branch]: queues } })}
          />
        ))}
    </>
  );
}

/**
 * Collapsed until it is opened: for a person who works everywhere it would otherwise read every
 * branch.
 */
function QueuesServed({
  branch,
  name,
  value,
  set,
}: {
  branch: string;
  name: string;
  value: readonly string[];
  set: (queues: readonly string[]) => void;
}) {
  const [queues, setQueues] = useState<readonly Queue[]>();
  const [failed, setFailed] = useState<unknown>();
  const read = () => {
    if (queues) return;
    asStaff(() => call('GET /api/branches/:branch/queues', { params: { branch } })).then(
      setQueues,
      setFailed,
    );
  };
  return (
    <details class="queues-served" onToggle={(event) => event.currentTarget.open && read()}>
      <summary>
        <bdi>{adminSay('admin.staff.queues', { branch: name })}</bdi>:{' '}
        {adminSay('admin.staff.queues.n', { n: value.length })}
      </summary>
      <Problem error={failed} />
      {queues && (
        <ManyField
          name={`queues.${branch}`}
          label={adminSay('admin.staff.queues', { branch: name })}
          value={value}
          set={set}
          choices={queues.map((queue) => ({ value: queue.id, label: named(queue.names) }))}
        />
      )}
    </details>
  );
}
