import { useState } from 'preact/hooks';
import type { ListedDevice } from '../../wire/configuration';
import type { DeviceKind } from '../../wire/enums';
import type { InputOf } from '../../wire/routes';
import { call, command } from '../shared/api/api';
import { Notice } from '../shared/look/parts';
import { branchChoices, branchName } from './branches-field';
import { Ask, Editor, LabelledValues, Problems } from './editor';
import { ChoiceField, TextField } from './fields';
import { IdField } from './id-field';
import { RowButton, Table, yesNo } from './table';
import { Opened, savedWords, useList } from './use-list';
import { adminSay } from './words';

type Row = Omit<ListedDevice, 'codeOpen'>;
/** A new code, shown once. */
interface FreshCode {
  readonly id: string;
  readonly code: string;
  readonly kind: DeviceKind;
}
interface DevicePrompt {
  readonly row: Row;
  readonly what: 'revoke' | 'new-code';
}
const KINDS: readonly DeviceKind[] = ['kiosk', 'display', 'printer'];

/** The devices, and the action under way on one of them. */
function useDevices(branch: string) {
  const list = useList(
    'devices',
    'device',
    async () => (await call('GET /api/devices')).map(({ codeOpen: _, ...row }) => row),
    (device, body: InputOf<'PUT /api/devices/:device'>['body']) =>
      command('PUT /api/devices/:device', { params: { device }, body }),
  );
  const [editing, setEditing] = useState<Row>();
  const [opened, setOpened] = useState<Row>();
  const [asking, setAsking] = useState<DevicePrompt>();
  const [code, setCode] = useState<FreshCode>();
  const [problem, setProblem] = useState<unknown>();
  const edit = (row: Row | undefined) => {
    setOpened(row);
    setEditing(row ?? { id: '', kind: 'kiosk', branch, label: '', revoked: false });
  };
  const save = async (row: Row, newCode: boolean, as?: Opened<Row>) => {
    const { id, ...body } = row;
    const said = () =>
      as || !row.revoked
        ? savedWords(row.label || id)
        : adminSay('admin.device.revoke.done', { name: `${row.label} (${id})` });
    const saved = await list.save(id, { ...body, newCode }, said, as);
    setCode(saved.code === null ? undefined : { id, code: saved.code, kind: row.kind });
  };
  const now = (row: Row, part: Partial<Row>, newCode: boolean) => {
    setProblem(undefined);
    const go = async () => save({ ...(await list.present(row)), ...part }, newCode);
    go().catch(setProblem);
  };
  return { list, editing, setEditing, opened, asking, setAsking, code, problem, edit, save, now };
}

/** Kiosks, displays and printers. A code enrols one device; revoking takes effect at once. */
export function Devices({ branch }: { branch: string }) {
  const { list, editing, setEditing, opened, asking, setAsking, code, problem, edit, save, now } =
    useDevices(branch);
  return (
    <>
      {code && <NewCode {...code} />}
      {problem !== undefined && <Problems error={problem} />}
      <Table
        list={list}
        columns={[
          adminSay('admin.id'),
          adminSay('admin.device.kind'),
          adminSay('admin.device.branch'),
          adminSay('admin.device.label'),
          adminSay('admin.device.revoked'),
        ]}
        cells={(row) => [
          row.id,
          adminSay(`admin.device.${row.kind}`),
          branchName(row.branch),
          row.label,
          yesNo(row.revoked),
        ]}
        keyOf={(row) => row.id}
        onEdit={edit}
        onNew={() => edit(undefined)}
        more={(row, name) => (
          <RowActions row={row} name={name} ask={(what) => setAsking({ row, what })} />
        )}
      />
      {editing && (
        <DeviceEditor
          device={editing}
          isNew={opened === undefined}
          set={setEditing}
          take={() => void list.reload()}
          onSave={(over) => {
            const as = over ?? opened;
            return save(editing, opened === undefined, { as, mine: editing });
          }}
          onClose={() => setEditing(undefined)}
        />
      )}
      {asking && (
        <AskDevice
          {...asking}
          onYes={() => {
            const revoked = asking.what === 'revoke';
            now(asking.row, { revoked }, !revoked);
          }}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}

/** Buttons for a new code and for revoking. Both ask first, because they cannot be undone. */
const RowActions = ({
  row,
  name,
  ask,
}: {
  row: Row;
  name: string;
  ask: (what: DevicePrompt['what']) => void;
}) => (
  <>
    <RowButton
      words={adminSay('admin.device.new-code')}
      of={name}
      onPress={() => ask('new-code')}
    />
    {!row.revoked && (
      <RowButton
        words={adminSay('admin.device.revoke')}
        of={name}
        danger
        onPress={() => ask('revoke')}
      />
    )}
  </>
);

function AskDevice({
  row,
  what,
  onYes,
  onClose,
}: DevicePrompt & { onYes: () => void; onClose: () => void }) {
  const text = what === 'new-code' && row.kind === 'printer' ? 'new-key' : what;
  return (
    <Ask
      title={adminSay(`admin.device.${what}.ask`, { name: `${row.label} (${row.id})` })}
      text={adminSay(`admin.device.${text}.text`)}
      yes={adminSay(`admin.device.${what}.yes`)}
      onYes={onYes}
      onClose={onClose}
    />
  );
}

const told = (device: Row): LabelledValues => [
  [adminSay('admin.device.kind'), adminSay(`admin.device.${device.kind}`)],
  [adminSay('admin.device.branch'), branchName(device.branch)],
  [adminSay('admin.device.label'), device.label],
  [adminSay('admin.device.revoked'), yesNo(device.revoked)],
];

function DeviceEditor({
  device,
  isNew,
  set,
  take,
  onSave,
  onClose,
}: {
  device: Row;
  isNew: boolean;
  set: (device: Row) => void;
  take: () => void;
  onSave: (over?: Row) => Promise<unknown>;
  onClose: () => void;
}) {
  return (
    <Editor
      of="device"
      nameOf={(row) => row.label || row.id}
      isNew={isNew}
      row={device}
      tell={told}
      put={set}
      take={take}
      onClose={onClose}
      onSave={onSave}
    >
      <IdField
        name="device"
        value={device.id}
        set={(id) => set({ ...device, id })}
        disabled={!isNew}
      />
      <ChoiceField
        name="kind"
        label={adminSay('admin.device.kind')}
        value={device.kind}
        set={(kind) => set({ ...device, kind })}
        disabled={!isNew}
        choices={KINDS.map((kind) => ({
          value: kind,
          label: adminSay(`admin.device.${kind}`),
        }))}
      />
      <ChoiceField
        name="branch"
        label={adminSay('admin.device.branch')}
        value={device.branch}
        set={(chosen) => set({ ...device, branch: chosen })}
        choices={branchChoices()}
        disabled={!isNew}
      />
      <TextField
        name="label"
        label={adminSay('admin.device.label')}
        value={device.label}
        set={(label) => set({ ...device, label })}
        required
      />
    </Editor>
  );
}

const NewCode = ({ id, code, kind }: FreshCode) => (
  <Notice tone="good" live>
    {kind === 'printer' ? (
      <PrinterSettings id={id} password={code} />
    ) : (
      <EnrolmentCode id={id} code={code} />
    )}
  </Notice>
);

const EnrolmentCode = ({ id, code }: { id: string; code: string }) => (
  <>
    <p class="device-code strong">{adminSay('admin.device.code', { device: id, code })}</p>
    <p>{adminSay('admin.device.code.help')}</p>
  </>
);

/** What to type into the printer's own settings page (Star CloudPRNT). */
const PrinterSettings = ({ id, password }: { id: string; password: string }) => (
  <>
    <p class="strong">{adminSay('admin.device.printer.settings', { device: id })}</p>
    <dl class="printer-settings">
      <dt>{adminSay('admin.device.printer.url')}</dt>
      <dd>
        <code>{`${location.origin}/api/cloudprnt`}</code>
      </dd>
      <dt>{adminSay('admin.device.printer.user')}</dt>
      <dd>
        <code>{id}</code>
      </dd>
      <dt>{adminSay('admin.device.printer.password')}</dt>
      <dd>
        <code class="device-code">{password}</code>
      </dd>
      <dt>{adminSay('admin.device.printer.interval')}</dt>
      <dd>
        <code>5</code>
      </dd>
    </dl>
    <p>{adminSay('admin.device.printer.help')}</p>
  </>
);
