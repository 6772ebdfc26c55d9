/** The words of numbered sheets for the printer, and of PDFs, in French. */
import type { StockMessages } from './stock-en.ts'

export const stockFr: StockMessages = {
  'stock.title': 'Feuilles numérotées',
  'stock.for': 'Pour qui',
  'stock.everyone': { one: '{n} candidat', other: '{n} candidats' },
  'stock.spare': 'En réserve, sans nom',
  'stock.again': { one: 'De nouveau : {n} pas remise', other: 'De nouveau : {n} pas remises' },
  'stock.each': 'Feuilles par personne',
  'stock.count': 'Combien',
  'stock.per-page': 'Par page',
  'stock.send': 'Créer les codes et imprimer',
  'stock.send-again': 'Imprimer',
  'stock.key': 'qui',
  'stock.help': 'Chaque feuille reçoit un code qui ne sert jamais deux fois. Elle compte une fois remise.',
  'stock.nobody': 'Pour n’importe qui',
  'stock.collect': 'À rendre avant de sortir. Ne pas emporter hors de la salle.',
  'print.stock': 'Papier brouillon numéroté',
  'print.stock.help': 'Feuilles avec code, code-barres et nom.',
  'print.save-pdf': 'Enregistrer en PDF',
  'print.on-paper': 'Sur papier',
  'print.to': 'Vers où',
  'print.key.pdf': 'papier ou PDF',
  'print.key.save-pdf': 'en PDF',
  'print.saved': 'Enregistré : {name}',
  'print.not-saved': 'Le PDF n’a pas pu être enregistré.',
}
