/** The words of the pictures, in English. */
import type { Message, Plural } from '../ui/format-message.ts'

export const chartEn = {
  'chart.arrivals': 'Arrivals',
  'chart.arrivals.now': '{n} of {expected} in',
  'chart.time': 'Time',
  'chart.in': 'In',
  'chart.start': 'start',
  'chart.waiting': 'Waiting through the last hours',
  'chart.waiting.n': 'Waiting',
  'chart.line': 'Line',
  'chart.online': 'up',
  'chart.offline': 'down',
  'chart.most': { one: 'At most {n} waited, at {time}', other: 'At most {n} waited, at {time}' },
  'chart.never': 'Nothing waited',
  'chart.balance': 'Balance of {n} issued sheets',
  'chart.state': 'State',
  'chart.sheets': 'Sheets',
} satisfies Record<string, Message>

/** The same keys, each with a text or a plural where English has one. */
export type ChartMessages = { [Key in keyof typeof chartEn]: (typeof chartEn)[Key] extends string ? string : Plural }
