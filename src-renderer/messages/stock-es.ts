/** The words of numbered sheets for the printer, and of PDFs, in Spanish. */
import type { StockMessages } from './stock-en.ts'

export const stockEs: StockMessages = {
  'stock.title': 'Hojas numeradas',
  'stock.for': 'Para quién',
  'stock.everyone': { one: '{n} candidato', other: '{n} candidatos' },
  'stock.spare': 'De reserva, sin nombre',
  'stock.again': { one: 'Otra vez: {n} sin entregar', other: 'Otra vez: {n} sin entregar' },
  'stock.each': 'Hojas por persona',
  'stock.count': 'Cuántas',
  'stock.per-page': 'Por página',
  'stock.send': 'Crear los códigos e imprimir',
  'stock.send-again': 'Imprimir',
  'stock.key': 'quién',
  'stock.help': 'Cada hoja recibe un código que no se repite. Cuenta cuando se entrega.',
  'stock.nobody': 'Para cualquiera',
  'stock.collect': 'Se recoge antes de salir. No sacar de la sala.',
  'print.stock': 'Papel borrador numerado',
  'print.stock.help': 'Hojas con código, código de barras y nombre.',
  'print.save-pdf': 'Guardar como PDF',
  'print.on-paper': 'En papel',
  'print.to': 'Adónde',
  'print.key.pdf': 'papel o PDF',
  'print.key.save-pdf': 'en PDF',
  'print.saved': 'Guardado: {name}',
  'print.not-saved': 'No se pudo guardar el PDF.',
}
