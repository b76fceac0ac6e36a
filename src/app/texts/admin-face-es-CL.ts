import { Texts } from './catalogue';

/** The bank's own face: how it is set, and its preview. */
export const adminFaceEsCL = {
  'admin.set.group.face': 'Imagen del banco',
  'admin.set.face.name': 'Nombre del banco',
  'admin.set.face.name.help':
    'Aparece antes del nombre de la sucursal en las pantallas, el papel y los mensajes.',
  'admin.set.face.logo': 'Logo',
  'admin.set.face.logo.help':
    'PNG, JPG, WebP o SVG. Se guarda como PNG de hasta 24 kB. Va sobre fondo claro; en las ' +
    'páginas oscuras, sobre una placa blanca.',
  'admin.set.face.brand': 'Color del banco',
  'admin.set.face.brand.help':
    'De los botones y los títulos. Encima se escribe en blanco; en las páginas oscuras se aclara.',
  'admin.set.face.accent': 'Color del llamado',
  'admin.set.face.accent.help':
    'Detrás del número que se está llamando. Encima se escribe en negro.',
  'admin.set.face.typeface': 'Letra',
  'admin.set.face.typeface.help': 'En todas las páginas.',
  'admin.set.face.typeface.own': 'Atkinson Hyperlegible, fácil de leer de lejos',
  'admin.set.face.typeface.system': 'La de cada equipo',
  'admin.set.face.typeface.serif': 'Con serifas',
  'admin.set.face.es': 'Saludo, en español',
  'admin.set.face.es.help':
    'Lo primero que se lee en el tótem, en el papel y en Telegram, y en la pantalla sin llamados.',
  'admin.set.face.en': 'Saludo, en inglés',
  'admin.set.face.en.help': 'Lo mismo, para quien elige inglés.',
  'admin.face.choose': 'Elegir imagen',
  'admin.face.remove': 'Quitar el logo',
  'admin.face.no-logo': 'Sin logo',
  'admin.face.has-logo': 'Una imagen',
  'admin.face.unreadable': 'Ese archivo no se pudo leer como imagen. Pruebe con un PNG.',
  'admin.face.pale': 'Este logo casi no se ve sobre blanco. Elija su versión para fondos claros.',
  'admin.face.as-it-comes': 'Color de fábrica',
  'admin.face.nearest': 'Usar {colour}',
  'admin.wants.colour': 'Escriba un color como #23307a, o deje el campo vacío.',
  'admin.wants.brand':
    'Este color no se lee sobre las páginas claras. El más cercano que se lee es {colour}.',
  'admin.wants.accent':
    'El negro no se lee sobre este color. El más cercano en que se lee es {colour}.',
  'admin.wants.logo': 'Elija un PNG entero y quieto, de 16 a 2000 píxeles por lado.',
  'admin.wants.logo-size': 'La imagen pesa demasiado: hasta 24 kB.',
  'admin.wants.logo-narrow':
    'La imagen es demasiado alargada: hasta 12 veces más ancha que alta, o 4 más alta que ancha.',
  'admin.preview': 'Cómo se verá',
  'admin.preview.text': 'Lo que está elegido ahora, antes de guardar.',
  'admin.preview.light': 'Claro',
  'admin.preview.dark': 'Oscuro',
  'admin.preview.phone': 'Teléfono',
  'admin.preview.paper': 'Papel',
  'admin.preview.telegram': 'Telegram',
  'admin.preview.waiting': 'Cuando el servicio no responde',
  'admin.preview.branch': 'Sucursal Centro',
  'admin.preview.queue': 'Caja',
  'admin.preview.next': 'Llamar al siguiente',
} as const satisfies Texts;
