/** The words of writes that are corrected and sent again, in Spanish. */
import type { FixMessages } from './fix-en.ts'

export const fixEs: FixMessages = {
  'fix.open': 'Corregir y enviar',
  'fix.title': 'Corrija y se envía otra vez',
  'fix.meant': 'Probablemente esto',
  'fix.send': 'Enviar otra vez',
  'fix.key': 'corregir y enviar',
  'fix.none': 'Estos valores no se corrigen aquí. Abra el registro, corríjalo y luego abandone este envío.',
  'fix.number': 'Hace falta un número.',
  'parked.print': 'Imprimir esta lista',
  'parked.title': 'Lo que la central no ha tomado',
  'parked.refused': 'Rechazado',
  'parked.conflict': 'Dos valores',
  'parked.col.why': 'Por qué',
  'parked.col.here': 'Aquí',
  'parked.col.there': 'Central',
}
