/** Point 10: what went wrong, with whom, and a photo of it. */
import { expect } from 'vitest'
import { screen_timeout_ms } from '../../desk-page.ts'
import { PROCTOR, type Flow } from '../day.ts'
import { button, until } from '../hand.ts'

const TEXT = 'No network at row B'

export const incident: Flow = {
  point: 10, name: 'an incident is reported on a candidate with type, people, words and a photo; it is a PDF, and is withdrawn with a reason',
  async run(day) {
    const { hand, page } = day
    const who = day.somebodyIn()
    await day.as(PROCTOR)
    const person = await day.person(who)
    await hand.use(button(hand, /^Incident/, person), 'i')
    const form = page.getByRole('region', { name: 'New report' })
    await hand.use(button(hand, /^Technical/, form), '4')
    await hand.use(button(hand, /^Network/, form), '2')
    await hand.write(form.getByLabel('What happened'), TEXT, '')
    await hand.use(button(hand, /^Add a photo/, form))
    await hand.use(button(hand, /^Take( Enter)?$/, form), 'Enter')
    await hand.use(button(hand, /^Use it/, form), 'Enter')
    await hand.write(form.getByLabel('Other people'), 'Eve Chen')
    await hand.use(button(hand, /^Report( Enter)?$/, form))
    await form.waitFor({ state: 'detached' })

    await day.sitting('Incidents')
    const card = page.getByRole('listitem').filter({ hasText: TEXT })
    for (const text of [who.LearnerName, 'Network', 'with Eve Chen']) await card.getByText(text).first().waitFor()
    const width = () => card.getByRole('img', { name: 'Photo of this report' }).evaluate((image) => (image as HTMLImageElement).naturalWidth).catch(() => 0)
    await expect.poll(width, { timeout: screen_timeout_ms }).toBeGreaterThan(0)
    const report = (await day.files.pdf(() => hand.use(button(hand, /^Save as PDF/), 'd'))).replaceAll(/\s+/g, ' ')
    for (const text of ['Incident report', TEXT, 'Eve Chen']) expect(report).toContain(text)
    await hand.way({
      keys: () => until(async () => (await card.getAttribute('aria-current')) !== null, () => day.desk.press('ArrowDown')),
      mouse: async () => undefined,
    })
    await hand.use(button(hand, /^Withdraw the report/, card), 'u')
    await hand.use(button(hand, /^Reported by mistake/), '1')
    await card.getByText(/^Withdrawn by Amara Diallo at .*: Reported by mistake$/).waitFor()
    day.atHq('the incident', async () => {
      const { Items } = await day.morning.askHq<{ Items: { Text: string }[] }>(`/api/events/${day.morning.event}/incidents`)
      expect(Items.filter(({ Text }) => Text === TEXT)).toMatchObject([{ Type: 'Technical: Network', People: ['Eve Chen'], WithdrawnBy: PROCTOR, WithdrawnReason: 'Reported by mistake' }])
    })
  },
}
