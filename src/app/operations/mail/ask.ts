import { Actor } from '../../domain/model/actor';
import { BANK } from '../../domain/model/bank';
import { businessDay } from '../../domain/model/day';
import { Refused } from '../../domain/model/errors';
import {
  daysOf,
  isSameMailbox,
  mailDomainNotAllowed,
  mailNotSetUp,
  mayGetMail,
  ReportMail,
  unknownReportMail,
} from '../../domain/model/report-mail';
import { BranchSettings } from '../../domain/model/settings';
import { Idempotency, legible, ListedMail } from '../../ports';
import { CommandContext } from '../write-path/command';
import { addressOf, Door, doorKey, MailDeps } from './deps';

export interface MailRequest extends Pick<ReportMail, 'branch' | 'period' | 'language'> {
  readonly staff: string;
  readonly address: string;
}

/**
 * Asks for a report by mail. The address first gets a message with a link, and nothing else until
 * its reader says yes.
 */
export const askReportMail =
  (deps: MailDeps) =>
  async (
    context: Omit<CommandContext, 'branch'>,
    { address, ...asked }: MailRequest,
  ): Promise<{ readonly mail: string }> => {
    const { mailSetUp, mailDomains } = deps;
    if (!mailSetUp) throw mailNotSetUp();
    if (mailDomains && !mayGetMail(address, mailDomains)) {
      throw mailDomainNotAllowed(address, mailDomains);
    }
    if (asked.branch !== null) await deps.store.branchOf(asked.branch);
    const id = deps.newId();
    const mine = await deps.store.mails.list(asked.staff);
    const elsewhere = mine.filter(
      (mail) => !isSameMailbox(shownAddress(deps.vault, mail) ?? '', address),
    );
    const { answer } = await deps.run({
      ...context,
      branch: BANK,
      load: {},
      command: { type: 'Record', facts: [] },
      change: {
        kind: 'report-mail',
        do: 'ask',
        id,
        ...asked,
        addressCipher: deps.vault.encrypt(address, addressOf(id)),
        elsewhere: elsewhere.map((mail) => mail.id),
      },
      answer: { mail: id },
    });
    return answer;
  };

/** A report by mail as its owner and administrators see it. */
export interface ShownMail extends Omit<ListedMail, 'addressCipher'> {
  /** Null if it cannot be decrypted: the report can still be ended, and asked for again. */
  readonly address: string | null;
}

const shownAddress = (
  vault: MailDeps['vault'],
  { id, addressCipher }: Pick<ListedMail, 'id' | 'addressCipher'>,
) => legible(vault, addressCipher, addressOf(id));

export const listReportMails =
  ({ store, vault, mailSetUp, mailDomains }: MailDeps) =>
  async (
    staff: string | undefined,
  ): Promise<{
    readonly setUp: boolean;
    readonly domains: readonly string[] | null;
    readonly mails: readonly ShownMail[];
  }> => ({
    setUp: mailSetUp,
    domains: mailDomains ?? null,
    mails: (await store.mails.list(staff)).map(({ addressCipher, ...mail }) => ({
      ...mail,
      address: shownAddress(vault, { ...mail, addressCipher }) ?? null,
    })),
  });

/**
 * Ends one and erases its address.
 * @param of whose it has to be; undefined for a caller who may end anybody's
 */
export const endReportMail =
  (deps: MailDeps) =>
  async (
    actor: Actor,
    mail: string,
    of: string | undefined,
    idempotency?: Idempotency,
  ): Promise<void> => {
    const found = await deps.store.mails.byId(mail);
    // Somebody else's is answered as missing: nobody else may know who has reports sent.
    const mine = found && found.staff === actor.id;
    if (of !== undefined && found && !mine) throw unknownReportMail(mail);
    await deps.run({
      branch: BANK,
      actor,
      idempotency,
      load: {},
      command: { type: 'Record', facts: [] },
      change: { kind: 'report-mail', do: 'end', id: mail, because: mine ? 'owner' : 'admin' },
      answer: { ended: true },
    });
  };

/** The report behind a link in a message; undefined if it is over or never existed. */
export const behindDoor =
  ({ store, vault }: MailDeps) =>
  async (
    mail: string,
    door: Door,
    key: string,
  ): Promise<Pick<ListedMail, 'language' | 'state'> | undefined> =>
    doorKey(vault, mail, door) === key ? store.mails.byId(mail) : undefined;

const READER: Actor = { kind: 'system', id: 'mail-link' };

/**
 * Somebody pressed the button behind a link in a message. Pressing it twice is the same as once.
 * @returns the report; undefined if it is over or never existed
 */
export const throughDoor =
  (deps: MailDeps) =>
  async (
    mail: string,
    door: Door,
    key: string,
  ): Promise<Pick<ListedMail, 'language'> | undefined> => {
    if (doorKey(deps.vault, mail, door) !== key) return undefined;
    const found = await deps.store.mails.byId(mail);
    if (!found || (door === 'confirm' && found.state === 'active')) return found;
    const change =
      door === 'end'
        ? ({ do: 'end', id: mail, because: 'reader' } as const)
        : ({ do: 'confirm', id: mail, next: await firstDay(deps, found) } as const);
    try {
      await deps.run({
        branch: BANK,
        actor: READER,
        load: {},
        command: { type: 'Record', facts: [] },
        change: { kind: 'report-mail', ...change },
      });
    } catch (error) {
      // Two presses at once: the other one was first.
      if (!(error instanceof Refused)) throw error;
    }
    return found;
  };

/** The first report they get is the one that is being made while they say yes. */
async function firstDay(deps: MailDeps, { branch, period }: ListedMail): Promise<string> {
  const settings = await settingsFor(deps, branch);
  return daysOf(businessDay(deps.clock(), settings), period).from;
}

/** The settings of a branch, or the bank's. */
export async function settingsFor(
  { store }: MailDeps,
  branch: string | null,
): Promise<BranchSettings> {
  if (branch !== null) return (await store.branchOf(branch)).directory.config.settings;
  return store.mergeSettings((await store.settingsOf(BANK)).overrides);
}
