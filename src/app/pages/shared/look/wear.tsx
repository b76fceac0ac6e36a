import { signal } from '@preact/signals';
import type { Mark } from '../../../domain/model/face-page';
import { device } from '../api/device';

/**
 * The bank's face, on top of the page's own look: a style sheet per branch, `/api/face/BRANCH.css`.
 * The page comes with the bank's; once it knows its branch, it uses the branch's instead.
 */

const KEPT = 'ticketero.face';
const SHEETS = 'link[data-face]';

/** When to ask again for a style sheet that did not come; twice as long each time, ms. */
const RETRY_MS = 5000;
const MOST_MS = 60_000;
/**
 * After this long (ms) a request for a sheet counts as hanging: a connection may be dead without
 * reporting it.
 */
const HANGS_MS = 20_000;

interface FaceRequest {
  readonly branch: string;
  readonly version: number | string | undefined;
}

let wanted = '';
let request: FaceRequest | undefined;
let pauseMs = RETRY_MS;
/**
 * Makes the address unique after a request that hung: for the same one, a browser would join that
 * request or not ask at all.
 */
let anew = 0;

/**
 * Uses the face of a branch from now on. Until its sheet is there the previous one stays; if it
 * does not come, it is requested again.
 * @param version of the branch's configuration, so that a screen that stays open changes with it
 */
export function wear(branch: string, version?: number | string): void {
  const as = `${version ?? ''}${anew ? `_${anew}` : ''}`;
  const href = `/api/face/${branch}.css${as && `?v=${as}`}`;
  if (href === wanted) return;
  if (request?.branch !== branch || request.version !== version) pauseMs = RETRY_MS;
  request = { branch, version };
  wanted = href;
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.dataset.face = branch;
  const gone = () => {
    clearTimeout(hangs);
    sheet.onload = sheet.onerror = null;
    sheet.remove();
    if (href !== wanted) return;
    wanted = '';
    // Nothing else would request it before the branch changes again.
    later(() => wanted === '' && wear(branch, version));
  };
  const hangs = setTimeout(() => {
    anew += 1;
    gone();
  }, HANGS_MS);
  sheet.onload = () => {
    clearTimeout(hangs);
    if (href !== wanted) return sheet.remove();
    for (const old of document.querySelectorAll(SHEETS)) if (old !== sheet) old.remove();
    mark.value = markWorn();
    wearAround();
    // Fitted texts are measured again, because typeface and logo have changed.
    dispatchEvent(new Event('resize'));
  };
  sheet.onerror = gone;
  sheet.href = href;
  document.head.append(sheet);
}

function later(again: () => void) {
  setTimeout(again, pauseMs);
  pauseMs = Math.min(2 * pauseMs, MOST_MS);
}

/**
 * The sheet came from the phone's cache because the network gave none. Its address is requested
 * again until that no longer happens.
 */
export function cameAsKept(url: string): void {
  const { pathname, search } = new URL(url);
  const kept = pathname + search;
  if (kept !== wanted) return;
  later(() => {
    if (kept !== wanted) return;
    anew += 1;
    wear(request!.branch, request!.version);
  });
}

const AGAIN_MS = 60_000;
let staffOf = '';

/**
 * The same on a page for staff, where no frame announces a new face: it asks every minute. The next
 * sign-in on this device starts with this face.
 */
export function wearAsStaff(branch: string): void {
  if (branch === staffOf) return;
  if (staffOf === '') setInterval(() => void lookAgain(), AGAIN_MS);
  staffOf = branch;
  localStorage.setItem(KEPT, branch);
  wear(branch);
}

async function lookAgain() {
  try {
    const answer = await fetch(`/api/face/${staffOf}.css`, { cache: 'no-cache' });
    const mark = answer.headers.get('ETag')?.replace(/\W/g, '');
    if (answer.ok && mark) wear(staffOf, mark);
  } catch (error) {
    console.info('the face was not asked for:', (error as Error).name);
  }
}

/** Uses the face that this device had last, before anybody has signed in. */
export function wearAgain(): void {
  const branch = device.value?.branch ?? localStorage.getItem(KEPT);
  if (branch) wear(branch);
}

/** Sets the colour that the browser paints around the page. */
function wearAround() {
  const around = document.querySelector<HTMLMetaElement>('meta[name="theme-color"]');
  const deep = getComputedStyle(document.documentElement).getPropertyValue('--deep').trim();
  if (around && deep) around.content = deep;
}

/** The mark in a sheet; undefined if the bank has none. */
function markWorn(): Mark | undefined {
  const said = getComputedStyle(document.documentElement).getPropertyValue('--bank').trim();
  return said ? (JSON.parse(decodeURIComponent(said.slice(1, -1))) as Mark) : undefined;
}

/** The bank's mark: its logo, its name, or nothing. */
export const mark = signal(markWorn());

/** The mark at the top of a page. */
export function BankMark() {
  if (!mark.value) return null;
  const { name, logo } = mark.value;
  if (!logo) return <bdi class="bank-name">{name}</bdi>;
  return (
    <img
      class="bank-logo"
      src={logo.at}
      alt={name}
      width={Math.round(LOGO_HIGH * logo.ratio)}
      height={LOGO_HIGH}
    />
  );
}

/** Pixels; styles set the real height, and reserve the space before the logo has loaded. */
const LOGO_HIGH = 40;
