/** The words of the rescue file, in French. */
import type { RescueMessages } from './rescue-en.ts'

export const rescueFr: RescueMessages = {
  'rescue.title': 'Si cet ordinateur lâche, ou si un autre a lâché',
  'rescue.help': 'Un fichier de secours porte vers un autre ordinateur du site le travail qui n’est pas arrivé au siège. Il peut être ouvert autant de fois que voulu : le siège prend chaque écriture une seule fois.',
  'rescue.save': 'Faire un fichier de secours',
  'rescue.open': 'Ouvrir un fichier de secours',
  'rescue.nothing': 'Rien n’attend sur cet ordinateur.',
  'rescue.making': 'Préparation du fichier…',
  'rescue.phrase': { one: '{n} élément est dans le fichier. Cette phrase l’ouvre :', other: '{n} éléments sont dans le fichier. Cette phrase l’ouvre :' },
  'rescue.phrase.help': 'Notez-la maintenant : elle n’est montrée qu’une fois et n’est gardée nulle part. Transportez-la à part du fichier.',
  'rescue.phrase.label': 'Phrase',
  'rescue.phrase.format': 'Cinq groupes de quatre, comme elle a été notée.',
  'rescue.phrase.missing': 'Saisissez la phrase.',
  'rescue.download': 'Enregistrer le fichier',
  'rescue.done': 'Terminé',
  'rescue.file': 'Choisir le fichier',
  'rescue.file.none': 'Aucun fichier choisi',
  'rescue.file.missing': 'Choisissez d’abord le fichier de secours.',
  'rescue.take': 'Reprendre ce travail',
  'rescue.opening': 'Ouverture…',
  'rescue.taken': { one: '{n} écriture a été reprise. Elle part vers le siège d’elle-même.', other: '{n} écritures ont été reprises. Elles partent vers le siège d’elles-mêmes.' },
  'rescue.key.save': 'fichier de secours',
  'rescue.key.open': 'ouvrir un fichier de secours',
}
