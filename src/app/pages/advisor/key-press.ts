import { KEY } from '../../domain/model/console-keys';
import { keyPressed, Press } from '../shared/look/key-pressed';

/** What a press means while a new key is asked for; undefined: wait for the next press. */
export type KeyMeaning =
  { readonly key: string } | { readonly fault: 'digit' | 'dead' | 'needed' } | 'leave';

const MODIFIERS = /^(shift|control|alt|altgraph|meta|capslock|numlock|fn|os)$/;

export function meant(event: Press): KeyMeaning | undefined {
  const name = event.key.toLowerCase();
  if (MODIFIERS.test(name)) return undefined;
  if (name === 'escape' || name === 'tab') return 'leave';
  if (name === 'delete' || name === 'backspace') return { key: '' };
  if (name === 'dead' || name === 'unidentified' || name === 'process') return { fault: 'dead' };
  const key = keyPressed(event)?.normalize('NFC');
  if (key !== undefined && /^\d$/.test(key)) return { fault: 'digit' };
  return key !== undefined && KEY.test(key) ? { key } : { fault: 'needed' };
}
