import { Texts } from './catalogue';

/** What administration reads about the second factor of staff. */
export const adminSecondFactorEsCL = {
  'admin.second.column': 'Segundo factor',
  'admin.second.has': 'Tiene segundo factor desde el {at}.',
  'admin.second.has-not': 'No tiene segundo factor.',
  'admin.second.reset': 'Restablecer segundo factor',
  'admin.second.reset.sure':
    '¿Restablecerlo? Se cierran todas sus sesiones y podrá entrar solo con su clave, o deberá ' +
    'activarlo de nuevo si el banco lo exige. Confirme antes que es esa persona quien lo pide.',
  'admin.second.reset.yes': 'Sí, restablecer',
  'admin.second.reset.no': 'No',
  'admin.second.rule': 'Segundo factor obligatorio',
  'admin.second.rule.text':
    'Vale para todo el banco. Quien no lo tenga deberá activarlo la próxima vez que entre, y no ' +
    'podrá hacer nada más antes. Las sesiones abiertas siguen.',
  'admin.second.rule.supervisor': 'Supervisores',
  'admin.second.rule.admin': 'Administradores',
  'admin.second.rule.auditor': 'Auditores',
  'admin.second.rule.saved': 'Guardado.',
} as const satisfies Texts;
