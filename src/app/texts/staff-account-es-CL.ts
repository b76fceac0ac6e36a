import { Texts } from './catalogue';

/** What staff read about their own account: password and sessions. */
export const staffAccountEsCL = {
  'account.title': 'Mi cuenta',
  'account.of': 'Mi cuenta: {name}',
  'account.back': 'Volver',
  'account.password': 'Cambiar mi clave',
  'account.current': 'Clave actual',
  'account.new': 'Clave nueva',
  'account.new.help':
    'Al menos 8 caracteres. Tres o cuatro palabras que no tengan relación entre sí son fáciles ' +
    'de recordar y difíciles de adivinar.',
  'account.change': 'Cambiar clave',
  'account.changed': 'Su clave cambió. Sus otras sesiones terminaron.',
  'account.sessions': 'Dónde está abierta mi cuenta',
  'account.this': 'Esta sesión',
  'account.other': 'Otra sesión',
  'account.opened': 'Abierta el {opened}; último uso, {used}',
  'account.end': 'Cerrar',
  'account.end.of': 'Cerrar la sesión abierta el {opened}',
  'account.their-sessions': {
    zero: 'No tiene sesiones abiertas.',
    one: 'Tiene {n} sesión abierta.',
    other: 'Tiene {n} sesiones abiertas.',
  },
  'account.end-all': 'Cerrar todas sus sesiones',
  'staff.problem.common_password':
    'Esa clave está entre las primeras que cualquiera probaría. Elija otra.',
  'staff.problem.same_password': 'Esa es la clave que ya tiene. Elija otra.',
  'staff.problem.wrong_password': 'La clave actual no es esa. Revise e intente otra vez.',
  'staff.problem.unknown_session': 'Esa sesión ya terminó.',
} as const satisfies Texts;
