import { Texts } from './catalogue';

/** What administration reads about the second factor of staff. */
export const adminSecondFactorEsCL = {
  'admin.second.column': 'Segundo factor',
  'admin.second.has': 'Tiene segundo factor desde el {at}.',
  'admin.second.app': 'Usa una aplicación de autenticación.',
  'admin.second.passkeys': {
    one: '{n} llave de acceso.',
    other: '{n} llaves de acceso.',
  },
  'admin.second.passkey.remove': 'Quitar',
  'admin.second.passkey.remove.of': 'Quitar la llave de acceso {name}',
  'admin.second.passkey.sure':
    '¿Quitar «{name}»? Se cierran sus sesiones. Confirme antes que es esa persona quien lo pide.',
  'admin.second.passkey.yes': 'Sí, quitarla',
  'admin.second.has-not': 'No tiene segundo factor.',
  'admin.second.reset': 'Restablecer segundo factor',
  'admin.second.reset.sure':
    '¿Restablecerlo? Se quitan la aplicación y las llaves de acceso, se cierran sus sesiones ' +
    'y podrá entrar solo con su clave, o deberá activarlo de nuevo si el banco lo ' +
    'exige. Confirme antes que es esa persona quien lo pide.',
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
