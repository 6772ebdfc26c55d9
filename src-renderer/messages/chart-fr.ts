/** The words of the pictures, in French. */
import type { ChartMessages } from './chart-en.ts'

export const chartFr: ChartMessages = {
  'chart.arrivals': 'Arrivées',
  'chart.arrivals.now': '{n} sur {expected} arrivés',
  'chart.time': 'Heure',
  'chart.in': 'Arrivés',
  'chart.start': 'début',
  'chart.waiting': 'En attente ces dernières heures',
  'chart.waiting.n': 'En attente',
  'chart.line': 'Ligne',
  'chart.online': 'en ligne',
  'chart.offline': 'coupée',
  'chart.most': { one: 'Au plus {n} en attente, à {time}', other: 'Au plus {n} en attente, à {time}' },
  'chart.never': 'Rien n’a attendu',
  'chart.balance': 'Compte de {n} feuilles remises',
  'chart.state': 'État',
  'chart.sheets': 'Feuilles',
}
