import { signal } from '@preact/signals';
import { ComponentType, render } from 'preact';
import './tokens.css';
import './base.css';
import './parts.css';
import './shapes.css';
import { dropSecondTaps } from './second-tap';
import { chooseLanguage, readersLanguage } from './words';

/** Renders a page in its reader's language and in the theme stored on this device. */
export async function startPage(
  Page: ComponentType,
  { language }: { language?: string } = {},
): Promise<void> {
  dropSecondTaps();
  if (!hasFlexGap()) document.documentElement.classList.add('no-flex-gap');
  const theme = localStorage.getItem('ticketero.theme');
  if (theme) wearTheme(theme);
  // browsers that do not tell (Safari before 14) keep what was true when the page was opened
  system.addEventListener?.('change', ({ matches }) => {
    systemIsDark.value = matches;
  });
  try {
    await chooseLanguage(language ?? readersLanguage());
  } finally {
    // If the language cannot be loaded because the network is lost, the page appears in the first
    // one.
    render(<Page />, document.getElementById('app')!);
  }
}

/**
 * Chrome before 84 and Safari before 14.1 support `gap` only in grids but report support, so this
 * measures it: `src/local/build/old-css.ts` writes margins for them.
 */
function hasFlexGap(): boolean {
  const box = document.createElement('div');
  box.style.cssText = 'display:flex;flex-direction:column;row-gap:1px;position:absolute';
  box.append(document.createElement('i'), document.createElement('i'));
  document.body.append(box);
  const { scrollHeight } = box;
  box.remove();
  return scrollHeight === 1;
}

const system = matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = signal(system.matches);
const chosenTheme = signal<string | undefined>(undefined);

function wearTheme(theme: string): void {
  chosenTheme.value = theme;
  document.documentElement.dataset.theme = theme;
}

/** Whether the page shows dark colours now: what is drawn with it follows every change. */
export const isDark = (): boolean =>
  chosenTheme.value === undefined ? systemIsDark.value : chosenTheme.value === 'dark';

/** Switches between light and dark, and keeps the choice on this device. */
export function switchTheme(): void {
  const next = isDark() ? 'light' : 'dark';
  wearTheme(next);
  localStorage.setItem('ticketero.theme', next);
}
