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
  if (theme) document.documentElement.dataset.theme = theme;
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

/** Whether the page shows dark colours now. */
export const isDark = (): boolean => {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
};

/** Switches between light and dark, and keeps the choice on this device. */
export function switchTheme(): void {
  const next = isDark() ? 'light' : 'dark';
  document.documentElement.dataset.theme = next;
  localStorage.setItem('ticketero.theme', next);
}
