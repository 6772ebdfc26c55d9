/** A sitting that begins as the day does: how far off those of the demo are depends on when this runs. */
import type { ExamMorning } from '../exam-morning.ts'

export const SITTING_NOW = '0e000000-0000-4000-8000-000000000001'
const places = 20

export async function sittingNow({ askHq, upstream }: ExamMorning): Promise<void> {
  const EventStart = new Date().toISOString()
  await askHq(`/api/events/${SITTING_NOW}`, { EventVenue: upstream.site, EventStart, EventExamType: 'Language', EventExamFormat: 'Paper', EventBillingCode: 'BC-2026', RegistrationLimit: places })
}
