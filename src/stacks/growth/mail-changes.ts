import { ENV, MAIL } from '../../contract';
import { isOnePortOut } from './arrivals';
import { GrowthTemplate } from './growth-template';
import { at, list } from './guard';
import { PropertyChange } from './property-changes';

/** A change of how reports are sent, in the template that has it. */
type MailChange = (change: PropertyChange, to: GrowthTemplate) => boolean;

const ofType = ({ Resources }: GrowthTemplate, type: string) =>
  Object.values(Resources).filter(({ Type }) => Type === type);

interface Container {
  readonly Environment?: readonly { readonly Name?: unknown; readonly Value?: unknown }[];
}

/** The mail server's address; undefined if no mail is sent. */
function serverIn(template: GrowthTemplate): URL | undefined {
  const variables = ofType(template, 'AWS::ECS::TaskDefinition')
    .flatMap((task) => list(at(task, 'ContainerDefinitions')) as readonly Container[])
    .flatMap(({ Environment = [] }) => Environment);
  const text = variables.find(({ Name }) => Name === ENV.SMTP_URL)?.Value;
  return typeof text === 'string' ? (URL.parse(text) ?? undefined) : undefined;
}

function portIn(template: GrowthTemplate): number | undefined {
  const server = serverIn(template);
  if (!server) return undefined;
  if (server.port !== '') return Number(server.port);
  return server.protocol === 'smtps:' ? MAIL.ports.smtps : MAIL.ports.smtp;
}

/** The port of a former server closes: nothing goes there any more, and mail still leaves. */
export const mailPortCloses: MailChange = ({ old, now }, to) => {
  const { FromPort, Description } = (old ?? {}) as Record<string, unknown>;
  const port = portIn(to);
  return (
    now === undefined &&
    isOnePortOut(old) &&
    /\bmail\b/i.test(String(Description)) &&
    port !== undefined &&
    port !== FromPort
  );
};

/** A network ACL's way out goes to the port that the server has now. */
export const mailPortMoves: MailChange = ({ now }, to) => {
  const port = portIn(to);
  return (
    now === port &&
    ofType(to, 'AWS::EC2::NetworkAclEntry')
      .filter((entry) => at(entry, 'PortRange.From') === port)
      .every((entry) => at(entry, 'Egress') === true && at(entry, 'PortRange.To') === port)
  );
};

/** The same server by another port, encrypted no less. */
export const sameMailServer: MailChange = ({ old, now }) => {
  const [before, after] = [URL.parse(String(old)), URL.parse(String(now))];
  return (
    before !== null &&
    before.hostname === after?.hostname &&
    before.search === after.search &&
    (before.protocol === after.protocol || after.protocol === 'smtps:')
  );
};
