import { Texts } from './catalogue';

/** What staff read about passkeys: adding, using and removing them. */
export const staffPasskeysEsCL = {
  'passkey.title': 'Llaves de acceso',
  'passkey.text':
    'Con una llave de acceso (passkey) entra con su huella, su rostro, el PIN de su equipo o una ' +
    'llave de seguridad. No se puede adivinar ni copiar a otro sitio.',
  'passkey.none-here':
    'Este navegador no puede usarlas en esta página. Pruebe con otro, en la dirección del banco ' +
    'que empieza con https.',
  'passkey.add': 'Agregar una llave de acceso',
  'passkey.name': 'Nombre, para reconocerla',
  'passkey.name.example': 'Mi teléfono',
  'passkey.name.empty': 'Escriba un nombre para reconocerla.',
  'passkey.make': 'Continuar',
  'passkey.added': 'Agregada el {at}.',
  'passkey.used': 'Usada por última vez el {at}.',
  'passkey.never': 'Aún no se ha usado.',
  'passkey.rename': 'Cambiar nombre',
  'passkey.rename.of': 'Cambiar nombre de la llave de acceso {name}',
  'passkey.rename.save': 'Guardar nombre',
  'passkey.renamed': 'Ahora se llama «{name}».',
  'passkey.name.taken': 'Otra de sus llaves de acceso se llama así. Elija otro nombre.',
  'passkey.remove': 'Quitar',
  'passkey.remove.of': 'Quitar la llave de acceso {name}',
  'passkey.remove.sure':
    '¿Quitar «{name}»? Ya no servirá para entrar, y se cierran sus otras sesiones.',
  'passkey.remove.yes': 'Sí, quitarla',
  'passkey.remove.no': 'No, conservarla',
  'passkey.removed': 'Se quitó. Bórrela también en el equipo que la tiene.',
  'passkey.now': 'Se agregó.',
  'passkey.sign-in': 'Entrar con llave de acceso',
  'passkey.waiting': 'Siga los pasos de su navegador…',
  'passkey.step.text': 'Use su llave de acceso para entrar.',
  'passkey.use': 'Usar mi llave de acceso',
  'passkey.instead': 'Usar una llave de acceso en su lugar',
  'passkey.app-instead': 'Usar una aplicación de autenticación',
  'passkey.use-recovery': 'Usar un código de recuperación',
  'passkey.prove.text':
    'Este paso es delicado. Use su llave de acceso, o escriba su clave y un código; vale por ' +
    'diez minutos.',
  'passkey.prove': 'Confirmar con llave de acceso',

  'staff.problem.passkey_cancelled': 'No se usó ninguna llave de acceso. Inténtelo otra vez.',
  'staff.problem.passkey_failed':
    'Este navegador no pudo usar la llave de acceso. Inténtelo otra vez o entre de otra forma.',
  'staff.problem.wrong_passkey':
    'Esa llave de acceso no sirve aquí. Use otra, o entre con su usuario y clave.',
  'staff.problem.passkey_copied':
    'Esa llave de acceso parece una copia y no se aceptó. Entre de otra forma, quítela y avise a ' +
    'seguridad del banco.',
  'staff.problem.passkey_unverified':
    'Esa llave de acceso no comprobó quién es usted. Escriba también su clave.',
  'staff.problem.passkey_ended': 'Pasó demasiado tiempo, o ya se respondió. Empiece de nuevo.',
  'staff.problem.passkey_known': 'Esa llave de acceso ya está agregada.',
  'staff.problem.passkey_named': 'Otra de sus llaves de acceso se llama así. Elija otro nombre.',
  'staff.problem.unknown_passkey': 'Esa llave de acceso ya no está.',
  'staff.problem.too_many_passkeys': 'Ya tiene diez llaves de acceso. Quite una que no use.',
  'staff.problem.no_passkeys_here':
    'En esta dirección no se pueden usar llaves de acceso. Abra la dirección del banco, con https.',
} as const satisfies Texts;
