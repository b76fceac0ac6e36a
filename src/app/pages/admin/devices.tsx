import { useState } from 'preact/hooks';
import type { ListedDevice } from '../../wire/configuration';
import type { DeviceKind } from '../../wire/enums';
import type { InputOf } from '../../wire/routes';
import { call, command } from '../shared/api/api';
import { session } from '../shared/api/session';
import { Notice } from '../shared/look/parts';
import { Editor, Problems } from './editor';
import { ChoiceField, TextField } from './fields';
import { ID_PATTERN, Table, yesNo } from './table';
import { useList } from './use-list';
import { adminSay } from './words';

type Row = Omit<ListedDevice, 'codeOpen'>;
/** A new code, shown once. */
interface Shown {
  readonly id: string;
  readonly code: string;
  readonly kind: DeviceKind;
}
const KINDS: readonly DeviceKind[] = ['kiosk', 'display', 'printer'];

/** Kiosks, displays and printers. A code enrols one device; revoking takes effect at once. */
export function Devices({ branch }: { branch: string }) {
  const list = useList(
    'devices',
    () => call('GET /api/devices'),
    (device, body: InputOf<'PUT /api/devices/:device'>['body']) =>
      command('PUT /api/devices/:device', { params: { device }, body }),
  );
  const [editing, setEditing] = useState<Row>();
  const [made, setMade] = useState(false);
  const [code, setCode] = useState<Shown>();
  const [problem, setProblem] = useState<unknown>();
  const branches = session.value!.branches;
  const save = async (row: Row, newCode: boolean) => {
    const { id, ...body } = row;
    const saved = await list.save(id, { ...body, newCode });
    setCode(saved.code === null ? undefined : { id, code: saved.code, kind: row.kind });
  };
  const now = (row: Row, newCode: boolean) => {
    setProblem(undefined);
    save(row, newCode).catch(setProblem);
  };
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
          branches.find((each) => each.id === row.branch)?.name ?? row.branch,
          row.label,
          yesNo(row.revoked),
        ]}
        keyOf={(row) => row.id}
        onEdit={(row) => {
          setMade(false);
          setEditing(row);
        }}
        onNew={() => {
          setMade(true);
          setEditing({ id: '', kind: 'kiosk', branch, label: '', revoked: false });
        }}
        more={(row) => <RowActions row={row} onChange={now} />}
      />
      {editing && (
        <DeviceEditor
          device={editing}
          isNew={made}
          set={setEditing}
          onSave={() => save(editing, made)}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  );
}

/** Buttons for a new code and for revoking. */
const RowActions = ({
  row,
  onChange,
}: {
  row: Row;
  onChange: (row: Row, newCode: boolean) => void;
}) => (
  <>
    <button
      type="button"
      class="button small"
      onClick={() => onChange({ ...row, revoked: false }, true)}
    >
      {adminSay('admin.device.new-code')}
    </button>
    {!row.revoked && (
      <button
        type="button"
        class="button small danger"
        onClick={() => onChange({ ...row, revoked: true }, false)}
      >
        {adminSay('admin.device.revoke')}
      </button>
    )}
  </>
);

function DeviceEditor({
  device,
  isNew,
  set,
  onSave,
  onClose,
}: {
  device: Row;
  isNew: boolean;
  set: (device: Row) => void;
  onSave: () => Promise<unknown>;
  onClose: () => void;
}) {
  const { branches } = session.value!;
  return (
    <Editor title={adminSay('admin.devices')} onClose={onClose} onSave={onSave}>
      <TextField
        label={adminSay('admin.id')}
        help={adminSay('admin.id.help')}
        value={device.id}
        set={(id) => set({ ...device, id })}
        disabled={!isNew}
        required
        pattern={ID_PATTERN}
        most={40}
      />
      <ChoiceField
        label={adminSay('admin.device.kind')}
        value={device.kind}
        set={(kind) => set({ ...device, kind })}
        choices={KINDS.map((kind) => ({
          value: kind,
          label: adminSay(`admin.device.${kind}`),
        }))}
      />
      <ChoiceField
        label={adminSay('admin.device.branch')}
        value={device.branch}
        set={(chosen) => set({ ...device, branch: chosen })}
        choices={branches.map((each) => ({ value: each.id, label: each.name }))}
      />
      <TextField
        label={adminSay('admin.device.label')}
        value={device.label}
        set={(label) => set({ ...device, label })}
        required
      />
    </Editor>
  );
}

const NewCode = ({ id, code, kind }: Shown) => (
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
