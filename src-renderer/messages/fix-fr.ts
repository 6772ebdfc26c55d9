/** The words of writes that are corrected and sent again, in French. */
import type { FixMessages } from './fix-en.ts'

export const fixFr: FixMessages = {
  'fix.open': 'Corriger et envoyer',
  'fix.title': 'Corrigez, puis c’est renvoyé',
  'fix.meant': 'Probablement ceci',
  'fix.send': 'Renvoyer',
  'fix.key': 'corriger et envoyer',
  'fix.none': 'Ces valeurs ne se corrigent pas ici. Ouvrez la fiche, corrigez-la, puis abandonnez ceci.',
  'fix.number': 'Il faut un nombre.',
  'parked.print': 'Imprimer cette liste',
  'parked.title': 'Ce que le siège n’a pas pris',
  'parked.refused': 'Refusé',
  'parked.conflict': 'Deux valeurs',
  'parked.col.why': 'Pourquoi',
  'parked.col.here': 'Ici',
  'parked.col.there': 'Siège',
}
