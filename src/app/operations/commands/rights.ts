import { Actor } from '../../domain/model/actor';
import { BANK } from '../../domain/model/bank';
import { maskedId } from '../../domain/model/masked-id';
import { unknownBranch } from '../../domain/model/missing';
import { presentForm } from '../../domain/model/older-ids';
import { RefusalReason, RequestState, Right } from '../../domain/model/rights';
import { normaliseNationalId } from '../../domain/model/rut';
import { rfc3339, rfc3339OrNull } from '../../domain/views/rfc3339';
import { Idempotency, legible, PersonRequest, PersonRow } from '../../ports';
import { MakeAnswer } from '../../ports';
import type { PersonBody } from '../../wire/configuration';
import type {
  Answered,
  ListedRequest,
  OpposeBody,
  Opposed,
  OwnRequest,
  Rectified,
  RectifyBody,
} from '../../wire/rights';
import { CommandContext } from '../write-path/command';
import { ConfigureDeps } from './deps';
import { allOf, keyOf } from './persons';

/**
 * Requests of persons by their rights (LEY-21719, TK-75), and what is done about them. Each is a
 * fact of the bank's chain, even where nobody is found.
 */

interface Claim {
  readonly right: Right;
  readonly words?: string;
  readonly reach?: string;
}

/** What somebody wrote, and where to answer: encrypted, and kept until it is answered. */
const cipherOf = ({ vault }: Pick<ConfigureDeps, 'vault'>, id: string, { words, reach }: Claim) =>
  words === undefined && reach === undefined
    ? {}
    : { cipher: vault.encrypt(JSON.stringify({ words, reach }), `request\0${id}`) };

const requestAnswer =
  (id: string, right: Right): MakeAnswer<OwnRequest> =>
  (events) => {
    const event = events.find(
      ({ fact }) => fact.type === 'BankFact' && fact.what === 'person-asked',
    )!;
    const { details } = event.fact as Extract<typeof event.fact, { type: 'BankFact' }>;
    return {
      id,
      right,
      state: 'open',
      askedAt: rfc3339(event.at),
      dueAt: rfc3339(Number(details!.due)),
      endedAt: null,
      reason: null,
      extended: null,
    };
  };

/** From a ticket's page: its key proves that ticket and nothing else. */
export const askOwnRight =
  (deps: ConfigureDeps) =>
  async (context: CommandContext, ticket: string, claim: Claim): Promise<OwnRequest> => {
    const id = deps.newId();
    const { answer } = await deps.run({
      ...context,
      branch: BANK,
      load: { existing: { what: 'asked', ticket, right: claim.right } },
      command: { type: 'AskRight' },
      change: {
        kind: 'ask-right',
        request: {
          id,
          asked: claim.right,
          branch: context.branch,
          ticket,
          ...cipherOf(deps, id, claim),
        },
      },
      answer: requestAnswer(id, claim.right),
    });
    return answer;
  };

/** At the desk, for a person who stands there and says who they are. */
export const askRightAtDesk =
  (deps: ConfigureDeps) =>
  async (
    context: CommandContext,
    { person, ...asked }: Claim & { readonly person: PersonBody },
  ): Promise<OwnRequest> => {
    const id = deps.newId();
    const { refused, ...key } = keyOf(deps, person);
    if (refused) throw refused;
    // It is written on the bank's chain, so the branch in its path may be anything.
    const there = (await deps.store.listBranches()).some((each) => each.id === context.branch);
    if (!there) throw unknownBranch(context.branch);
    const { answer } = await deps.run({
      ...context,
      branch: BANK,
      load: {},
      command: { type: 'AskRight' },
      change: {
        kind: 'ask-right',
        request: {
          id,
          asked: asked.right,
          branch: context.branch,
          person: key,
          ...cipherOf(deps, id, asked),
        },
      },
      answer: requestAnswer(id, asked.right),
    });
    return answer;
  };

const ownRequest = (row: PersonRequest): OwnRequest => ({
  id: row.id,
  right: row.asked,
  state: row.state,
  askedAt: rfc3339(row.at),
  dueAt: rfc3339(row.due),
  endedAt: rfc3339OrNull(row.ended),
  reason: row.reason,
  extended: row.extended,
});

/** What was asked from a ticket's page, without what was written. */
export const ownRequests =
  ({ store }: ConfigureDeps) =>
  async (ticket: string): Promise<readonly OwnRequest[]> =>
    (await store.requestsOfTicket(ticket)).map(ownRequest);

/** Open requests, the first due first; or answered ones. */
export const listRequests =
  ({ store, vault }: ConfigureDeps) =>
  async (open: boolean): Promise<readonly ListedRequest[]> =>
    (await store.personRequests(open)).map((request) => {
      const { id, cipher, customer, personCipher, branch, number, answeredBy } = request;
      const { words = null, reach = null } = JSON.parse(
        (cipher && legible(vault, cipher, `request\0${id}`)) ?? '{}',
      ) as { readonly words?: string; readonly reach?: string };
      const person = personIn(
        (personCipher && legible(vault, personCipher, `customer\0${customer}`)) ?? '{}',
      );
      const known = person.nationalId ?? person.phone;
      return {
        ...ownRequest(request),
        branch,
        number,
        person: known === undefined ? null : maskedId(known),
        words,
        reach,
        answeredBy,
      };
    });

export const answerRequest =
  ({ run }: ConfigureDeps) =>
  async (
    actor: Actor,
    request: string,
    {
      state,
      reason,
    }: { readonly state: Exclude<RequestState, 'open'>; readonly reason?: RefusalReason },
    idempotency?: Idempotency,
  ): Promise<Answered> => {
    const { answer } = await run({
      branch: BANK,
      actor,
      idempotency,
      load: { existing: { what: 'request', request } },
      command: { type: 'AnswerRequest', request },
      change: {
        kind: 'answer-request',
        request,
        state,
        by: actor.id,
        ...(reason ? { reason } : {}),
      },
      answer: { id: request, state },
    });
    return answer;
  };

interface PersonData {
  readonly nationalId?: string;
  readonly phone?: string;
}

function personIn(json: string): PersonData {
  const { nationalId, phone } = JSON.parse(json) as PersonData;
  return {
    ...(nationalId === undefined ? {} : { nationalId: presentForm(nationalId) }),
    ...(phone === undefined ? {} : { phone }),
  };
}

/**
 * Corrects a wrong national ID or phone. A ticket's matter, lane and times are facts of the branch:
 * the desk may move the ticket, but never rewrites them.
 */
export const rectifyPerson =
  (deps: ConfigureDeps) =>
  async (
    actor: Actor,
    { person, correct }: RectifyBody,
    idempotency?: Idempotency,
  ): Promise<Rectified> => {
    const { refused, ...key } = keyOf(deps, person);
    const rows = await deps.store.personRows(key);
    const row = rows.length === 1 ? corrected(deps, rows[0], correct) : undefined;
    const { answer } = await deps.run<Rectified>({
      branch: BANK,
      actor,
      idempotency,
      load: row
        ? {
            existing: {
              what: 'record',
              id: row.id,
              cipher: rows[0].cipher!,
              index: row.blindIndex,
            },
          }
        : {},
      command: { type: 'RectifyPerson', rows: rows.length },
      change: {
        kind: 'rectify',
        person: key,
        ...(row ? { row } : {}),
        details: {
          nationalId: correct.nationalId !== undefined,
          phone: correct.phone !== undefined,
        },
      },
      answer: { rectified: row !== undefined },
    });
    if (!answer.rectified && refused) throw refused;
    return answer;
  };

/** The corrected record, with the indexes by which it is found from then on. */
function corrected(
  { vault }: ConfigureDeps,
  row: PersonRow,
  correct: RectifyBody['correct'],
): PersonRow {
  const before = personIn(vault.decrypt(row.cipher, `customer\0${row.id}`));
  const nationalId =
    correct.nationalId === undefined
      ? before.nationalId
      : normaliseNationalId(correct.nationalId).value;
  const phone = correct.phone ?? before.phone;
  const index = nationalId === undefined ? null : vault.blindIndex(nationalId, 'national-id');
  const claimed = row.claimIndex !== null;
  return {
    id: row.id,
    cipher: vault.encrypt(JSON.stringify({ nationalId, phone }), `customer\0${row.id}`),
    blindIndex: claimed ? null : index,
    claimIndex: claimed ? index : null,
    phoneIndex: nationalId === undefined ? vault.blindIndex(phone!, 'phone') : null,
    ofTicket: row.ofTicket,
  };
}

const opposedAnswer: MakeAnswer<Opposed> = (events) => {
  const ends = events.flatMap(({ fact }) =>
    fact.type === 'BankFact' && fact.what === 'customer-opposed'
      ? [Number(fact.details?.ended)]
      : [],
  );
  return { opposed: ends.length > 0, ended: ends.reduce((sum, ended) => sum + ended, 0) };
};

/** No more messages to the chats they linked, and no question how it was, anywhere. */
export const opposePerson =
  (deps: ConfigureDeps) =>
  async (actor: Actor, { person, to }: OpposeBody, idempotency?: Idempotency): Promise<Opposed> => {
    const { refused, ...key } = await allOf(deps, person);
    const { answer } = await deps.run({
      branch: BANK,
      actor,
      idempotency,
      load: {},
      command: { type: 'Record', facts: [] },
      change: {
        kind: 'oppose',
        person: key,
        messages: to.includes('messages'),
        feedback: to.includes('feedback'),
      },
      answer: opposedAnswer,
    });
    if (!answer.opposed && refused) throw refused;
    return answer;
  };
