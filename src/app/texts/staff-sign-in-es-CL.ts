import { Texts } from './catalogue';

/** What staff read about signing in, with a password or with the bank's own accounts. */
export const staffSignInEsCL = {
  'sign-in.title': 'Entrar',
  'sign-in.text': 'Para el personal del banco.',
  'sign-in.username': 'Usuario',
  'sign-in.password': 'Clave',
  'sign-in.do': 'Entrar',
  'sign-in.wrong': 'El usuario o la clave no coinciden. Revise e intente otra vez.',
  'sign-in.locked': 'Demasiados intentos. Espere {wait}.',
  'sign-in.missing': 'Complete este campo.',
  'sign-in.ended': 'Su sesión terminó. Entre otra vez; nada de lo hecho se perdió.',
  'sign-in.branch': 'Elija sucursal',
  'sign-in.show': 'Mostrar clave',
  'sign-in.hide': 'Ocultar clave',

  'admin-link.title': 'Volver a entrar',
  'admin-link.text': 'Elija una clave nueva. La anterior y su segundo factor ya no sirven.',
  'admin-link.help': 'Al menos 12 caracteres.',
  'admin-link.short': 'Escriba al menos 12 caracteres.',
  'admin-link.do': 'Guardar y entrar',
  'staff.no-branch': 'Todavía no tiene ninguna sucursal.',
  'staff.no-branch.add': 'Agregar o asignar una en Administración',
  'staff.no-branch.text':
    'La administración del banco crea las sucursales y las asigna en «Personas».',
  'first-admin.title': 'Primer administrador',
  'first-admin.text':
    'Este banco aún no tiene administradores. El código lo tiene quien instaló el sistema.',
  'first-admin.code': 'Código de la instalación',
  'first-admin.name': 'Nombre',
  'first-admin.do': 'Crear y entrar',
  'first-admin.wrong': 'El código no es el de la instalación.',
  'first-admin.other-username': 'Elija otro usuario: ese no se puede usar o ya es de otra persona.',
  'first-admin.over':
    'El banco ya tiene un administrador. Si es usted, entre con su usuario y clave; si no, ' +
    'pídale una cuenta.',
  'staff.problem.first_admin_refused':
    'el código no es el de la instalación, o el banco ya tiene un administrador.',
  'staff.problem.link_over':
    'Este enlace ya se usó, venció o hay uno más nuevo. Quien opera el sistema puede hacer otro.',

  'provider.button': 'Entrar con su cuenta corporativa',
  'provider.or': 'o con usuario y clave',
  'provider.administrators': 'Entrar con clave (administradores)',
  'provider.leaving': 'Abriendo el inicio de sesión del banco…',
  'provider.finishing': 'Entrando…',
  'provider.account':
    'Usted entra con su cuenta corporativa: su clave y su segundo factor se cambian allá.',
  'provider.prove.text':
    'Este paso es importante. Entre otra vez con su cuenta corporativa: se abre en otra ventana, ' +
    'y vale por diez minutos.',
  'provider.prove.do': 'Abrir el inicio de sesión del banco',
  'provider.prove.waiting': 'Cuando termine allá, esto sigue solo.',
  'provider.prove.done': 'Listo. Cierre esta ventana y siga donde estaba.',
  'provider.prove.title': 'Confirmar que es usted',

  'staff.problem.no_group':
    'El banco lo reconoce, pero su cuenta no está en ningún grupo que trabaje aquí. Pida a quien ' +
    'administra las cuentas el grupo de su cargo y sucursal.',
  'staff.problem.too_many_groups':
    'Su cuenta está en tantos grupos que el banco no los informa. Pida a quien administra las ' +
    'cuentas que informe solo los de esta aplicación.',
  'staff.problem.no_branch':
    'Sus grupos son de sucursales que aún no existen aquí. Avise a un administrador.',
  'staff.problem.closed_account':
    'Un administrador cerró su cuenta aquí. Pida que la abra de nuevo.',
  'staff.problem.closed_account_name':
    'La cuenta está cerrada, y lo que se hizo con ella queda a su nombre. Para otra persona cree ' +
    'una cuenta nueva; si es la misma, ábrala primero y después cambie el nombre.',
  'staff.problem.account_changed':
    'Mientras tanto esta cuenta se cerró, o cambiaron su clave o sus sesiones. No se guardó ' +
    'nada: entre otra vez y repítalo.',
  'staff.problem.rights_ended':
    'Usted ya no administra el banco: cambió mientras esto se guardaba. No se guardó nada.',
  'staff.problem.provider_second_factor':
    'Para su cargo el banco exige un segundo factor. Entre con él en su cuenta corporativa.',
  'staff.problem.provider_refused':
    'El inicio de sesión del banco no le dejó entrar. Intente otra vez; si sigue así, avise a ' +
    'quien administra las cuentas.',
  'staff.problem.provider_answer':
    'La respuesta del inicio de sesión del banco no es de fiar, así que nadie entró. Intente ' +
    'otra vez; si sigue así, avise a soporte.',
  'staff.problem.provider_away':
    'El inicio de sesión del banco no responde. Intente otra vez en {wait}; los ' +
    'administradores pueden entrar con su clave.',
  'staff.problem.sign_in_ended': 'Este intento tardó demasiado o ya se usó. Empiece de nuevo.',
  'staff.problem.another_person':
    'Entró otra persona. Tiene que confirmarlo quien está conectado aquí.',
  'staff.problem.proof_too_old':
    'El inicio de sesión del banco no le volvió a preguntar quién es, así que nada quedó ' +
    'confirmado. Salga allá e intente otra vez.',
  'staff.problem.password_closed':
    'En este banco se entra con la cuenta corporativa. La clave queda solo para administradores.',
  'staff.problem.no_provider': 'Este banco entra con usuario y clave.',
  'staff.problem.local_account': 'Usted entró con clave: confírmelo con ella.',
  'staff.problem.from_provider':
    'Ese dato viene de la cuenta corporativa: cámbielo allá y aquí se verá en la próxima ' +
    'entrada. Aquí se cambian las filas que atiende y si la cuenta está activa.',
  'staff.problem.provider_account':
    'Los códigos que empiezan con oidc- son de quienes entran con la cuenta corporativa. Elija ' +
    'otro.',
} as const satisfies Texts;
