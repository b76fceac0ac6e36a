import { joined, Texts } from './catalogue';

/** Lists imported from files, and the next steps for a new branch. */
export const adminImportEsCL = {
  'admin.import': 'Importar una lista',
  'admin.import.text': joined(
    'Descargue la lista, complétela en Excel y súbala. Primero se muestra lo que ',
    'cambiaría; las celdas vacías dejan lo que hay.',
  ),
  'admin.import.download': 'Descargar la lista (CSV)',
  'admin.import.file': 'Elegir un archivo de Excel o CSV',
  'admin.import.closed': joined(
    'Este libro tiene clave o es de un Excel antiguo. Ábralo en Excel y guárdelo como ',
    'libro de Excel (.xlsx) sin clave, o como CSV.',
  ),
  'admin.import.long-file': joined(
    'Este archivo es demasiado largo: una lista puede tener {most} líneas. Divídala en varias, o ',
    'borre lo que hay debajo de ella.',
  ),
  'admin.import.counts': joined(
    'Nuevas: {added}. Con cambios: {changed}. Sin cambios: {same}. Con errores: {wrong}.',
  ),
  'admin.import.unknown': 'Columnas desconocidas, que no se usan: {columns}.',
  'admin.import.unreadable': joined(
    'No se pudo leer: la primera fila tiene que llevar los nombres de las columnas, como ',
    '{columns}.',
  ),
  'admin.import.got': '«{got}»',
  'admin.import.row': 'Línea',
  'admin.import.what': 'Qué cambia',
  'admin.import.new': 'Nueva',
  'admin.import.changed': 'Cambia',
  'admin.import.close': 'Cerrar',
  'admin.import.twice': 'Está dos veces en el archivo.',
  'admin.import.taken': 'Otra persona ya usa este nombre. Elija otro.',
  'admin.import.long': 'Es demasiado largo.',
  'admin.import.formula': 'Aquí falló una fórmula. Corríjala en la planilla.',
  'admin.import.meanwhile': joined(
    'Otra persona cambió esto mientras tanto, así que no se guardó. Elija el archivo otra vez ',
    'para ver qué cambiaría.',
  ),
  'admin.import.role': joined(
    'No es un rol. Use: Recepción, Ejecutivo, Supervisor, Administración o Auditoría.',
  ),
  'admin.import.branch': joined(
    'No es una sucursal. Use sus códigos o nombres, separados por |, o «Todas las ',
    'sucursales».',
  ),
  'admin.import.queue': joined(
    'No es una fila de sus sucursales. Use sus códigos o nombres, separados por |; si ',
    'trabaja en varias sucursales, con la sucursal delante: «Sucursal Centro: Caja».',
  ),
  'admin.import.queues-role': 'Solo un ejecutivo tiene filas. Deje la celda vacía o cambie el rol.',
  'admin.staff.no-queues': joined(
    'Queda sin filas y no podrá ponerse en servicio. Escríbalas en la columna «Filas» o ',
    'elíjalas después en su ficha.',
  ),
  'admin.staff.no-queues.here': 'Sin filas no puede ponerse en servicio. Elija al menos una.',
  'admin.staff.no-queues.short': 'sin filas',
  'admin.staff.no-queues.at': 'sin filas en {branches}',
  'admin.import.yes-no': 'Escriba sí o no.',
  'admin.import.password': 'La clave necesita al menos 8 caracteres.',
  'admin.next': 'Qué sigue para {branch}',
  'admin.next.text': joined(
    'Para abrir, la sucursal necesita filas, módulos, horario, personas y equipos. Tome ',
    'lo de otra sucursal y ajústelo después, o hágalo paso a paso. Lo que ya tiene no cambia.',
  ),
  'admin.next.from': 'Copiar de',
  'admin.next.queues': 'Sus filas',
  'admin.next.counters': 'Sus módulos',
  'admin.next.hours': 'Su horario y zona horaria',
  'admin.next.copy': 'Copiar',
  'admin.next.done': 'Copiado de {from}. Siguen las personas y los equipos.',
  'admin.next.open': 'Qué sigue',
  'admin.import.do': {
    one: 'Importar {n} línea',
    other: 'Importar {n} líneas',
  },
} as const satisfies Texts;
