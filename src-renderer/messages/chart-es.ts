/** The words of the pictures, in Spanish. */
import type { ChartMessages } from './chart-en.ts'

export const chartEs: ChartMessages = {
  'chart.arrivals': 'Llegadas',
  'chart.arrivals.now': '{n} de {expected} dentro',
  'chart.time': 'Hora',
  'chart.in': 'Dentro',
  'chart.start': 'inicio',
  'chart.waiting': 'En espera en las últimas horas',
  'chart.waiting.n': 'En espera',
  'chart.line': 'Línea',
  'chart.online': 'conectada',
  'chart.offline': 'caída',
  'chart.most': { one: 'Como mucho {n} en espera, a las {time}', other: 'Como mucho {n} en espera, a las {time}' },
  'chart.never': 'Nada esperó',
  'chart.balance': 'Balance de {n} hojas entregadas',
  'chart.state': 'Estado',
  'chart.sheets': 'Hojas',
}
