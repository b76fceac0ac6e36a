import { useState } from 'preact/hooks';
import type { Webhook } from '../../wire/configuration';
import type { InputOf } from '../../wire/routes';
import { call, command } from '../shared/api/api';
import { randomId } from '../shared/api/old-browsers';
import { Notice } from '../shared/look/parts';
import { branchChoices, branchName } from './branches-field';
import { Ask, Editor, LabelledValues, Problems } from './editor';
import { CheckField, ChoiceField, ManyField, TextField } from './fields';
import { RowButton, Table, yesNo } from './table';
import { Opened, savedWords, useList } from './use-list';
import { webhookTypes } from './webhook-types';
import { adminSay, PlainAdminKey } from './words';

interface WebhookPrompt {
  readonly row: Webhook;
  readonly what: 'stop' | 'new-secret';
}
interface Secret {
  readonly url: string;
  readonly secret: string;
}

/** No branch has this id: ids in the API are lower case. */
const ALL = 'ALL';
const SECRET_BYTES = 32;

/** `whsec_` and random bytes in base64, the form the API accepts. */
const newSecret = () =>
  `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(SECRET_BYTES))))}`;

const fresh = (): Webhook => ({
  id: randomId(),
  url: '',
  types: ['TicketIssued', 'TicketCalled', 'ServiceFinished'],
  branch: null,
  active: true,
});

/** The endpoints, and the action in progress on one of them. */
function useWebhooks() {
  const list = useList(
    'webhooks',
    'webhook',
    () => call('GET /api/webhooks'),
    (webhook, body: InputOf<'PUT /api/webhooks/:webhook'>['body']) =>
      command('PUT /api/webhooks/:webhook', { params: { webhook }, body }),
  );
  const [editing, setEditing] = useState<Webhook>();
  const [opened, setOpened] = useState<Webhook>();
  const [asking, setAsking] = useState<WebhookPrompt>();
  const [made, setMade] = useState<Secret>();
  const [problem, setProblem] = useState<unknown>();
  const edit = (row: Webhook | undefined) => {
    setOpened(row);
    setEditing(row ?? fresh());
  };
  const save = async ({ id, branch, ...body }: Webhook, secret?: string, as?: Opened<Webhook>) => {
    const endpoint = {
      ...body,
      ...(branch === null ? {} : { branch }),
      ...(secret ? { secret } : {}),
    };
    const said = () =>
      as || body.active
        ? savedWords(body.url)
        : adminSay('admin.webhook.stop.done', { name: body.url });
    const saved = await list.save(id, endpoint, said, as);
    const shown = secret ?? saved.secret;
    setMade(shown ? { url: saved.url, secret: shown } : undefined);
  };
  const now = (row: Webhook, part: Partial<Webhook>, secret?: string) => {
    setProblem(undefined);
    const go = async () => save({ ...(await list.present(row)), ...part }, secret);
    go().catch(setProblem);
  };
  return { list, editing, setEditing, opened, asking, setAsking, made, problem, edit, save, now };
}

/** Other systems of the bank that receive events, signed with a secret that is shown once. */
export function Webhooks() {
  const { list, editing, setEditing, opened, asking, setAsking, made, problem, edit, save, now } =
    useWebhooks();
  return (
    <>
      <p class="quiet">{adminSay('admin.webhook.text')}</p>
      {made && <NewSecret {...made} />}
      {problem !== undefined && <Problems error={problem} />}
      <Table
        list={list}
        columns={[
          adminSay('admin.webhook.url'),
          adminSay('admin.webhook.branch'),
          adminSay('admin.webhook.types'),
          adminSay('admin.webhook.active'),
        ]}
        cells={(row) => [row.url, branchWords(row), row.types.length, yesNo(row.active)]}
        keyOf={(row) => row.id}
        nameOf={(row) => row.url}
        onEdit={edit}
        onNew={() => edit(undefined)}
        more={(row, name) => (
          <RowActions
            row={row}
            name={name}
            ask={(what) => setAsking({ row, what })}
            onStart={() => now(row, { active: true })}
          />
        )}
      />
      {editing && (
        <WebhookEditor
          webhook={editing}
          isNew={opened === undefined}
          set={(part) => setEditing({ ...editing, ...part })}
          take={() => void list.reload()}
          onSave={(over) => save(editing, undefined, { as: over ?? opened, mine: editing })}
          onClose={() => setEditing(undefined)}
        />
      )}
      {asking && (
        <Ask
          title={adminSay(`admin.webhook.${asking.what}.ask`, { name: asking.row.url })}
          text={adminSay(`admin.webhook.${asking.what}.text`)}
          yes={adminSay(`admin.webhook.${asking.what}.yes`)}
          onYes={() =>
            asking.what === 'stop'
              ? now(asking.row, { active: false })
              : now(asking.row, {}, newSecret())
          }
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}

const NewSecret = ({ url, secret }: Secret) => (
  <Notice tone="good" live>
    <p class="strong">{adminSay('admin.webhook.secret', { url })}</p>
    <p class="webhook-secret">
      <code>{secret}</code>
    </p>
    <p>{adminSay('admin.webhook.secret.help')}</p>
  </Notice>
);

const branchWords = ({ branch }: Webhook): string =>
  branch === null ? adminSay('admin.bank') : branchName(branch);

/** Buttons for a new secret and for stopping or starting deliveries. */
const RowActions = ({
  row,
  name,
  ask,
  onStart,
}: {
  row: Webhook;
  name: string;
  ask: (what: WebhookPrompt['what']) => void;
  onStart: () => void;
}) => (
  <>
    <RowButton
      words={adminSay('admin.webhook.new-secret')}
      of={name}
      onPress={() => ask('new-secret')}
    />
    <RowButton
      words={adminSay(row.active ? 'admin.webhook.stop' : 'admin.webhook.start')}
      of={name}
      danger={row.active}
      onPress={() => (row.active ? ask('stop') : onStart())}
    />
  </>
);

const told = (webhook: Webhook): LabelledValues => [
  [adminSay('admin.webhook.url'), webhook.url],
  [adminSay('admin.webhook.branch'), branchWords(webhook)],
  [adminSay('admin.webhook.active'), yesNo(webhook.active)],
  [
    adminSay('admin.webhook.types'),
    webhook.types.map((type) => adminSay(`admin.webhook.type.${type}` as PlainAdminKey)).join(', '),
  ],
];

function WebhookEditor({
  webhook,
  isNew,
  set,
  take,
  onSave,
  onClose,
}: {
  webhook: Webhook;
  isNew: boolean;
  set: (part: Partial<Webhook>) => void;
  take: () => void;
  onSave: (over?: Webhook) => Promise<unknown>;
  onClose: () => void;
}) {
  return (
    <Editor
      of="webhook"
      nameOf={(row) => row.url}
      isNew={isNew}
      row={webhook}
      tell={told}
      put={set}
      take={take}
      onClose={onClose}
      onSave={onSave}
    >
      <TextField
        name="url"
        label={adminSay('admin.webhook.url')}
        help={adminSay('admin.webhook.url.help')}
        type="url"
        value={webhook.url}
        set={(url) => set({ url })}
        required
        most={2000}
      />
      <ChoiceField
        name="branch"
        label={adminSay('admin.webhook.branch')}
        help={adminSay('admin.webhook.branch.help')}
        value={webhook.branch ?? ALL}
        set={(branch) => set({ branch: branch === ALL ? null : branch })}
        choices={[{ value: ALL, label: adminSay('admin.bank') }, ...branchChoices()]}
      />
      <CheckField
        name="active"
        label={adminSay('admin.webhook.active')}
        help={adminSay('admin.webhook.active.help')}
        value={webhook.active}
        set={(active) => set({ active })}
      />
      <ManyField
        name="types"
        label={adminSay('admin.webhook.types')}
        value={webhook.types}
        set={(types) => set({ types })}
        choices={webhookTypes.map((type) => ({
          value: type,
          label: `${adminSay(`admin.webhook.type.${type}` as PlainAdminKey)} (${type})`,
        }))}
      />
    </Editor>
  );
}
