import { joined, Texts } from './catalogue';

/** What is asked before unsaved changes are lost. */
export const staffUnsavedEsCL = {
  'unsaved.is': 'Hay cambios sin guardar.',
  'unsaved.stay': 'Seguir editando',
  'unsaved.discard': 'Descartar los cambios',
  'unsaved.over': 'Su sesión terminó',
  'unsaved.over.text': joined(
    'Lo que escribió y no guardó sigue en esta ventana, oculto. Para continuar, entre otra vez ',
    'con el mismo usuario antes de {minutes} minutos.',
  ),
  'unsaved.over.do': 'Entrar y continuar',
} as const satisfies Texts;
