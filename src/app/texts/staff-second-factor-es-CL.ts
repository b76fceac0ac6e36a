import { Texts } from './catalogue';

/** What staff read about their second factor: enrolling, using and losing it. */
export const staffSecondFactorEsCL = {
  'second.title': 'Segundo factor',
  'second.text':
    'Además de su clave, un código que su teléfono muestra y cambia cada 30 segundos, o una ' +
    'llave de acceso. Quien averigüe su clave no podrá entrar sin ellos.',
  'second.by-passkeys': 'Activo desde el {at} con llaves de acceso, sin aplicación.',
  'second.loading': 'Cargando…',
  'second.on': 'Activo desde el {at}.',
  'second.left': {
    zero: 'No le quedan códigos de recuperación.',
    one: 'Le queda {n} código de recuperación.',
    other: 'Le quedan {n} códigos de recuperación.',
  },
  'second.required': 'El banco lo exige para su cargo.',
  'second.reset':
    'Un administrador lo restableció el {at}. Si usted no lo pidió, avise a seguridad del banco.',
  'second.enrol': 'Activar',
  'second.enrol.too': 'Agregar una aplicación de autenticación',
  'second.change': 'Cambiar de teléfono',
  'second.renew': 'Nuevos códigos de recuperación',
  'second.end': 'Desactivar',
  'second.end.app': 'Quitar la aplicación',
  'second.end.sure': '¿Desactivarlo? Para entrar bastará su clave.',
  'second.end.app.sure': '¿Quitar la aplicación? Para entrar usará una llave de acceso.',
  'second.end.yes': 'Sí, desactivar',
  'second.end.no': 'No, dejarlo activo',
  'second.ended': 'Su segundo factor quedó desactivado.',
  'second.ended.app': 'Se quitó la aplicación.',

  'second.scan':
    'Abra una aplicación de autenticación en su teléfono (Google Authenticator, Microsoft ' +
    'Authenticator u otra) y lea este código.',
  'second.qr': 'Código QR para la aplicación de autenticación',
  'second.typed': 'Si no puede leerlo, escriba esta clave en la aplicación:',
  'second.scan.once': 'Se muestra una sola vez. No la comparta con nadie.',
  'second.confirm': 'Confirmar',
  'second.cancel': 'Cancelar',

  'second.step.title': 'Segundo paso',
  'second.step.text': 'Escriba el código que muestra ahora su aplicación de autenticación.',
  'second.step.recovery.text':
    'Escriba uno de sus códigos de recuperación. Cada uno sirve una vez.',
  'second.step.enrol': 'El banco exige un segundo factor para su cargo. Actívelo para entrar.',
  'second.code': 'Código de 6 dígitos',
  'second.recovery': 'Código de recuperación',
  'second.use-recovery': 'No tengo mi teléfono',
  'second.use-code': 'Usar el código de mi teléfono',
  'second.empty': 'Escriba el código.',

  'second.codes.title': 'Códigos de recuperación',
  'second.codes.text':
    'Guárdelos donde no esté su teléfono. Si lo pierde, cada uno le permite entrar una vez. ' +
    'No se mostrarán de nuevo, y los anteriores ya no sirven.',
  'second.codes.print': 'Imprimir',
  'second.codes.kept': 'Los guardé',

  'prove.title': 'Confirme que es usted',
  'prove.text': 'Este paso es delicado. Escriba su clave otra vez; vale por diez minutos.',
  'prove.password': 'Su clave',
  'prove.do': 'Continuar',
  'staff.problem.proof_required': 'no se hizo: faltó confirmar que es usted.',
  'staff.problem.code_required': 'Escriba también el código de su aplicación.',

  'staff.problem.wrong_code':
    'Ese código no sirve: está mal escrito, venció o ya se usó. Espere el siguiente y revise la ' +
    'hora de su teléfono.',
  'staff.problem.offer_ended': 'Pasó demasiado tiempo. Empiece de nuevo.',
  'staff.problem.second_step_ended': 'Pasó demasiado tiempo. Escriba de nuevo su usuario y clave.',
  'staff.problem.second_factor_enrolled': 'Ya tiene un segundo factor activo. Entre con él.',
  'staff.problem.second_factor_required':
    'El banco lo exige para su cargo: no se quita el último. Agregue otro antes.',
  'staff.problem.no_second_factor': 'Esa persona no tiene un segundo factor.',
  'staff.problem.own_second_factor':
    'Lo suyo se maneja en «Mi cuenta»; otra persona de administración puede restablecerlo.',
} as const satisfies Texts;
