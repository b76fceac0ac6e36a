import { adminEsCL } from '../../texts/admin-es-CL';
import type { Event, FactType } from '../../wire/facts';
import type { Directory } from '../../wire/settings';
import { named } from '../shared/look/words';
import { adminSay, PlainAdminKey } from './words';

/** Events in the words of people: what happened, to what, and who did it. */

const inWords = (key: string): string | undefined =>
  key in adminEsCL ? adminSay(key as PlainAdminKey) : undefined;

/** What a kind of event is called; its own name where nobody has named it yet. */
export const kindWords = (type: FactType): string =>
  inWords(`admin.audit.type.${type}`) ?? inWords(`admin.webhook.type.${type}`) ?? type;

/** What happened. The bank's own facts say which. */
export function whatWords({ fact }: Event): string {
  const own = fact.type === 'BankFact' ? inWords(`admin.audit.bank.${fact.what}`) : undefined;
  return own ?? kindWords(fact.type);
}

type Facts = Readonly<Record<string, unknown>>;
const text = (facts: Facts, name: string) =>
  typeof facts[name] === 'string' && facts[name] !== '' ? facts[name] : undefined;

/** To which ticket, in which queue, at which counter: what the event itself says, by name. */
export function aboutWords({ fact }: Event, directory: Directory | undefined): readonly string[] {
  const facts = fact as unknown as Facts;
  const queue = text(facts, 'queue');
  const counter = text(facts, 'counter');
  const advisor = text(facts, 'advisor');
  const lane = text(facts, 'lane');
  const { queues = {}, counters = {} } = directory?.config ?? {};
  const queueName = queue && (queues[queue] ? named(queues[queue].names) : queue);
  return [
    ['number', text(facts, 'number')] as const,
    ['queue', queueName] as const,
    ['counter', counter && (counters[counter]?.label ?? counter)] as const,
    ['advisor', advisor && (directory?.staff[advisor]?.firstName ?? advisor)] as const,
    ['reason', text(facts, 'reason')] as const,
    ['subject', text(facts, 'subject')] as const,
  ]
    .flatMap(([name, value]) => (value ? [adminSay(`admin.audit.${name}`, { value })] : []))
    .concat(lane ? [adminSay(`admin.audit.lane.${lane}` as PlainAdminKey)] : []);
}

/** Who did it: staff by their first name and id, everything else by what it is. */
export function actorWords({ actor }: Event, directory: Directory | undefined): string {
  const kind = adminSay(`admin.audit.by.${actor.kind}`);
  if (actor.kind === 'customer') return kind;
  const name = actor.kind === 'staff' ? directory?.staff[actor.id]?.firstName : undefined;
  return name ? `${name} (${actor.id})` : `${kind} ${actor.id}`;
}
