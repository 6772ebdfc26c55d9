/** The words of the rescue file, in Spanish. */
import type { RescueMessages } from './rescue-en.ts'

export const rescueEs: RescueMessages = {
  'rescue.title': 'Si este portátil falla, o si otro ha fallado',
  'rescue.help': 'Un archivo de rescate lleva a otro portátil de esta sede el trabajo que no ha llegado a la central. Se puede abrir las veces que haga falta: la central toma cada cambio una sola vez.',
  'rescue.save': 'Guardar un archivo de rescate',
  'rescue.open': 'Abrir un archivo de rescate',
  'rescue.nothing': 'Nada espera en este portátil.',
  'rescue.making': 'Preparando el archivo…',
  'rescue.phrase': { one: '{n} elemento está en el archivo. Esta frase lo abre:', other: '{n} elementos están en el archivo. Esta frase lo abre:' },
  'rescue.phrase.help': 'Anótela ahora: se muestra una sola vez y no se guarda en ningún sitio. Llévela aparte del archivo.',
  'rescue.phrase.label': 'Frase',
  'rescue.phrase.format': 'Cinco grupos de cuatro, como se anotó.',
  'rescue.phrase.missing': 'Escriba la frase.',
  'rescue.download': 'Guardar el archivo',
  'rescue.done': 'Listo',
  'rescue.file': 'Elegir el archivo',
  'rescue.file.none': 'Ningún archivo elegido',
  'rescue.file.missing': 'Elija primero el archivo de rescate.',
  'rescue.take': 'Tomar este trabajo',
  'rescue.opening': 'Abriendo…',
  'rescue.taken': { one: 'Se tomó {n} cambio. Va solo a la central.', other: 'Se tomaron {n} cambios. Van solos a la central.' },
  'rescue.key.save': 'archivo de rescate',
  'rescue.key.open': 'abrir un archivo de rescate',
}
