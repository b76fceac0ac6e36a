import { computed, effect, signal } from '@preact/signals';
import { languageOf } from '../../texts/languages';
import type { ActiveTicket } from '../../wire/problem';
import type { IssueBody, Issued } from '../../wire/tickets';
import { ApiProblem, command, newKey } from '../shared/api/api';
import { device } from '../shared/api/device';
import { branch as data, link, view } from '../shared/api/watch-branch';
import { SETTLES_MS } from '../shared/look/settles';
import { chooseLanguage, language } from '../shared/look/words';
import { complained, emptyRut, isGood, RutEntry } from './rut-entry';

/**
 * One visit at the kiosk: the question on screen and the answers so far. All of it is forgotten at
 * the end.
 */
export type Screen =
  'rut' | 'other-id' | 'service' | 'preferential' | 'phone' | 'issuing' | 'result' | 'active';

export const screen = signal<Screen>('rut');
export const rut = signal<RutEntry>(emptyRut);
export const otherId = signal('');
/** What is wrong with it, after *Continuar*. */
export const otherIdProblem = signal<'short' | 'wrong' | undefined>(undefined);
/** The customer gives no national ID. */
export const anonymous = signal(false);
/** Where not all queues fit: the group whose queues are shown; undefined = the groups. */
export const group = signal<string | undefined>(undefined);
/** Where not even a group fits: the numbers of the rows with which its parts begin. */
export const parts = signal<readonly number[]>([]);
const queue = signal<string | undefined>(undefined);
const preferential = signal(false);
export const phone = signal('');
export const issued = signal<Issued | undefined>(undefined);
export const active = signal<ActiveTicket | undefined>(undefined);
/** Why the last attempt to issue failed for good; cleared when the answers change. */
export const refused = signal<unknown>(undefined);
let refusedAt = 0;
const about = computed(() =>
  JSON.stringify([
    rut.value.typed,
    otherId.value,
    data.value?.open,
    view.value?.queues.map(({ id, said }) => [
      id,
      said.as === 'closed' || said.as === 'unattended',
    ]),
  ]),
);
about.subscribe(() => {
  if (performance.now() - refusedAt > SETTLES_MS) refused.value = undefined;
});
export const largeText = signal(false);
export const lowButtons = signal(false);
export const contrast = signal(false);
/** Whether every screen is read aloud. */
export const speaking = signal(false);
/** Whether typed digits are read aloud too: others may listen, so it is the person's choice. */
export const sayDigits = signal(true);
/** Whether the help dialog is open, which says who comes or where to go. */
export const helping = signal(false);
/** What is on screen: a step of the visit, or that the branch gives no numbers now. */
export const shown = computed<Screen | 'closed' | 'no-queues'>(() => {
  const step = screen.value;
  if (step === 'result' || step === 'active' || !data.value) return step;
  if (!data.value.open) return 'closed';
  return data.value.queues.every(({ open }) => !open) ? 'no-queues' : step;
});
/** Counts visits: what an earlier visit asked for is never shown to the next person. */
let visit = 0;
/** Counts the times that this visit asked for a ticket. */
let tries = 0;
/** The latest of them: going back does not take it back. */
let latest: Promise<void> = Promise.resolve();

/** A language without a file is shown in the first one. */
const home = computed(() => languageOf(data.value?.settings.languages[0]).code);

/** The start screen with nothing typed: nobody needs to be asked whether they are still there. */
export const untouched = computed(
  () =>
    screen.value === 'rut' &&
    rut.value.typed === '' &&
    !largeText.value &&
    !lowButtons.value &&
    !contrast.value &&
    !speaking.value &&
    !helping.value &&
    language.value === home.value,
);

/** The branch's first language from the start, and as it changes where nobody chose another. */
export function followHomeLanguage(): () => void {
  let before: string | undefined;
  return effect(() => {
    const now = home.value;
    if (before === undefined || language.peek() === before) void chooseLanguage(now);
    before = now;
  });
}

/** Forgets the visit. */
export function startOver(): void {
  visit++;
  latest = Promise.resolve();
  screen.value = 'rut';
  rut.value = emptyRut;
  otherId.value = '';
  otherIdProblem.value = undefined;
  anonymous.value = false;
  group.value = undefined;
  parts.value = [];
  queue.value = undefined;
  preferential.value = false;
  phone.value = '';
  issued.value = undefined;
  active.value = undefined;
  refused.value = undefined;
  largeText.value = false;
  lowButtons.value = false;
  contrast.value = false;
  speaking.value = false;
  sayDigits.value = true;
  helping.value = false;
  void chooseLanguage(home.value);
}

/** *Continuar* on the keypad: goes on with a valid RUT; otherwise shows what is wrong. */
export function submitRut(): void {
  if (!isGood(rut.value)) {
    rut.value = complained(rut.value);
    return;
  }
  otherId.value = ''; // begun and left: the RUT counts
  screen.value = 'service';
}

export function chooseService(id: string): void {
  queue.value = id;
  screen.value = 'preferential';
}

export function choosePreferential(yes: boolean): void {
  preferential.value = yes;
  if (data.value?.settings.asksPhone) screen.value = 'phone';
  else void issue();
}

/** Goes back one screen; answers are kept. */
export function back(): void {
  const before: Partial<Record<Screen, Screen>> = {
    'other-id': 'rut',
    service: anonymous.value ? 'rut' : otherId.value ? 'other-id' : 'rut',
    preferential: 'service',
    phone: 'preferential',
    issuing: 'service',
  };
  refused.value = undefined;
  if (screen.value === 'service' && parts.value.length > 0) parts.value = parts.value.slice(0, -1);
  else if (screen.value === 'service' && group.value !== undefined) group.value = undefined;
  else screen.value = before[screen.value] ?? 'rut';
}

/** The steps as a customer counts them, including the result. */
export const steps = computed(() => {
  const asked: Screen[] = [
    'rut',
    'service',
    'preferential',
    ...(data.value?.settings.asksPhone ? ['phone' as const] : []),
  ];
  const at = screen.value === 'other-id' ? 0 : asked.indexOf(screen.value);
  return { step: at + 1, steps: asked.length + 1 };
});

/**
 * Asks for the ticket. Whoever went back and chose again first gets the answer to the earlier
 * request: a ticket is shown, and no second one is taken.
 */
export async function issue(): Promise<void> {
  const [mine, nth] = [visit, ++tries];
  const wanted = () => visit === mine && tries === nth && screen.value === 'issuing';
  screen.value = 'issuing';
  refused.value = undefined;
  await latest;
  if (!wanted()) return;
  latest = request(wanted);
  await latest;
}

/**
 * While nothing is decided (no network, server busy) it retries under the same key, so that one
 * visit never takes two numbers.
 */
async function request(wanted: () => boolean): Promise<void> {
  const mine = visit;
  const key = newKey();
  const nationalId = anonymous.value ? undefined : otherId.value || rut.value.typed;
  const body: IssueBody = {
    queue: queue.value!,
    lane: preferential.value ? 'preferential' : 'general',
    language: language.value === 'en' ? 'en' : 'es',
    ...(nationalId ? { nationalId } : {}),
    ...(phone.value ? { phone: `+56${phone.value}` } : {}),
  };
  while (wanted()) {
    try {
      const answer = await command('POST /api/branches/:branch/tickets', {
        params: { branch: device.value!.branch },
        body,
        key,
      });
      if (visit !== mine) return;
      issued.value = answer;
      screen.value = 'result';
      return;
    } catch (error) {
      if (!wanted()) return;
      if (!(error instanceof ApiProblem) || !error.undecided) return refuse(error);
      await untilLive();
    }
  }
}

/**
 * "Not what I wanted": cancels the ticket just issued and asks the question again. What was typed
 * stays.
 */
export async function undo(): Promise<void> {
  const mine = visit;
  refused.value = undefined;
  try {
    await command('POST /api/my/cancel', { ticket: issued.value!.key });
  } catch (error) {
    if (visit !== mine) return;
    if (!isCancelled(error)) {
      refused.value = error;
      refusedAt = performance.now();
      return;
    }
  }
  if (visit !== mine) return;
  issued.value = undefined;
  group.value = undefined;
  parts.value = [];
  screen.value = 'service';
}

/** Somebody has cancelled it by its page meanwhile: what was asked for is done. */
const isCancelled = (error: unknown) =>
  error instanceof ApiProblem && (error.body as { readonly state?: string }).state === 'cancelled';

/** Whether the ticket just issued has been called; undefined: not as far as is known here. */
export const calledTo = computed(() =>
  view.value?.calling.find(({ ticket }) => ticket === issued.value?.ticket.id),
);

/**
 * Whether the number can be given back here: not once it has been called, since it may be at a
 * counter by now, nor where no other would be given for it.
 */
export const mayUndo = computed(() => {
  const calls = view.value;
  const isMine = ({ ticket }: { readonly ticket: string }) => ticket === issued.value?.ticket.id;
  return data.value?.open === true && !calls?.calling.some(isMine) && !calls?.last.some(isMine);
});

function refuse(error: unknown): void {
  if (error instanceof ApiProblem && error.code === 'active_ticket_exists') {
    active.value = error.body as unknown as ActiveTicket;
    screen.value = 'active';
    return;
  }
  const isOfId = error instanceof ApiProblem && error.code === 'invalid_national_id';
  if (isOfId && otherId.value) {
    otherIdProblem.value = 'wrong';
    screen.value = 'other-id';
    return;
  }
  refused.value = error;
  refusedAt = performance.now();
  screen.value = isOfId ? 'rut' : 'service';
}

/**
 * Resolves when the link is live again, or after two seconds: HTTP may be back before the socket.
 */
const untilLive = () =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(done, 2000);
    const stop = link.value?.state.subscribe((state) => {
      if (state === 'live') queueMicrotask(done);
    });
    function done() {
      clearTimeout(timer);
      stop?.();
      resolve();
    }
  });
