/** Two desks of one site, a window at each, one with a keyboard alone and one with a mouse alone: what one does the other shows; with the line down both admit one candidate; one takes over the other's work. */
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '../../src-shared/assert.ts'
import { dayAt } from './day/day-at.ts'
import { dayWindow, type DayWindow, type WindowKind } from './day/day-window.ts'
import { LEAD, PROCTOR, type Arrived, type Day } from './day/day.ts'
import { letIn } from './day/flows/check-in.ts'
import { button, type HandKind } from './day/hand.ts'
import { screen_timeout_ms } from './desk-page.ts'
import { examMorning, type ExamMorning, type Registration } from './exam-morning.ts'

const HANDS: Record<WindowKind, [amara: HandKind, ravi: HandKind]> = { Electron: ['keys', 'mouse'], Chromium: ['mouse', 'keys'] }

describe.each<WindowKind>(['Electron', 'Chromium'])('two desks in %s', (kind) => {
  let morning: ExamMorning
  let windows: DayWindow[]
  let amara: Day
  let ravi: Day

  beforeAll(async () => {
    morning = await examMorning()
    windows = await Promise.all([dayWindow(kind, morning), dayWindow(kind, { ...morning, data: join(dirname(morning.data), 'second') })])
    const [first, second] = windows as [DayWindow, DayWindow]
    ;[amara, ravi] = await Promise.all([dayAt(morning, first, HANDS[kind][0]), dayAt(morning, second, HANDS[kind][1])])
    await Promise.all([amara.as(PROCTOR), ravi.as(LEAD)])
    for (const { desk } of [amara, ravi]) await desk.badge(/^All sent$/)
  })

  afterAll(async () => {
    for (const window of windows ?? []) await window.close()
    await morning?.end()
  })

  const candidate = (n: number): Registration => must(morning.candidates[n], 'a candidate')
  const cards = ({ page }: Day) => page.locator('article[id^=conflict-]')
  async function sendNow(day: Day): Promise<void> {
    await day.go('Sync')
    await day.hand.use(button(day.hand, /^Send now/), 'n')
  }
  const admissions = async ({ RegistrationIdentifier }: Registration) => {
    const { CheckedInBy, CheckInHistory } = (await morning.atHq(RegistrationIdentifier)) as Arrived
    return { by: CheckedInBy, times: CheckInHistory.length }
  }

  it('an admission, a seat and paper at one desk are on the screen of the other, and nobody is admitted twice', async () => {
    const known = candidate(0)
    const there = await ravi.person(known)
    await letIn(amara, await amara.person(known))
    await there.getByRole('alert').filter({ hasText: 'Already in' }).getByText(/^Checked in at \d+:\d\d.* by Amara Diallo, /).waitFor()
    // Enter goes on to the next one; who is in stays in, once.
    await ravi.hand.way({ keys: () => ravi.desk.press('Enter'), mouse: async () => undefined })

    const seated = candidate(1)
    const seen = await ravi.person(seated)
    const person = await amara.person(seated)
    const seat = person.getByRole('region', { name: 'Seat' })
    await amara.hand.use(button(amara.hand, /^(Change|Give a seat)/, seat), 's')
    await amara.hand.write(amara.page.getByRole('textbox', { name: 'Seat' }), 'C22', '')
    await amara.hand.use(button(amara.hand, /^Give ?Enter/, seat), 'Enter')
    await seen.getByText('C22', { exact: true }).waitFor()
    await amara.hand.use(button(amara.hand, /^Give (sheets|more)/, person), 'p')
    await amara.hand.write(person.locator('#sheets-input'), 'HP-9001', '')
    await amara.hand.use(button(amara.hand, /^Give ?Enter/, person), 'Enter')
    await seen.getByRole('region', { name: 'Scrap paper' }).getByRole('listitem').getByText('HP-9001').waitFor()
    expect(await admissions(known)).toEqual({ by: PROCTOR, times: 1 })
  })

  it('with the line down both admit one candidate; the line brings one card to one desk, a person decides it, and both show the same', async () => {
    const both = candidate(2)
    const days = [amara, ravi]
    await morning.hq.kill()
    for (const { desk } of days) await desk.badge(/^Offline since/)
    await Promise.all(days.map(async (day) => letIn(day, await day.person(both))))
    await morning.hq.ready()
    await Promise.all(days.map(sendNow))
    const counts = () => Promise.all(days.map((day) => cards(day).count()))
    await expect.poll(async () => (await counts()).toSorted(), { timeout: screen_timeout_ms }).toEqual([0, 1])
    const [first, later] = (await counts())[0] === 1 ? [ravi, amara] : [amara, ravi]
    await first.desk.badge(/^All sent$/)
    await later.desk.badge(/1 to decide/)
    // The words of both sides: who and when.
    const card = cards(later)
    await card.getByText(both.LearnerName).waitFor()
    for (const who of [PROCTOR, LEAD]) await card.getByText(new RegExp(`· ${who}, \\d+:\\d\\d`)).waitFor()
    await later.hand.use(card.getByRole('button', { name: /^Keep this/ }).last(), '2')
    await card.waitFor({ state: 'detached' })
    await later.desk.badge(/^All sent$/)

    const { by } = await admissions(both)
    for (const day of days) {
      const person = await day.person(both)
      await person.getByRole('status').filter({ hasText: /^(In|Late) \d/ }).filter({ hasText: must(by, 'who admitted') }).waitFor()
      expect(await cards(day).count()).toBe(0)
    }
  })

  it('the work of a laptop that headquarters cannot hear is taken over by the other from its rescue file, once', async () => {
    const [saved, brought] = [candidate(3), candidate(4)]
    await morning.hq.kill()
    await amara.desk.badge(/^Offline since/)
    for (const who of [saved, brought]) await letIn(amara, await amara.person(who))
    await amara.go('Sync')
    await amara.hand.use(button(amara.hand, /^Save a rescue file/), 'r')
    const phrase = await amara.page.getByText(/^\w{4}(-\w{4}){4}$/).innerText()
    const file = await amara.files.bytes(() => amara.hand.use(button(amara.hand, /^Save the file/)))
    expect(await amara.hand.flaws()).toEqual([])
    await must(windows.shift(), 'the window of a laptop that dies').close()

    await morning.hq.ready()
    await sendNow(ravi)
    for (const times of [1, 2]) {
      await ravi.hand.use(button(ravi.hand, /^Open a rescue file/), 'o')
      await ravi.choose(button(ravi.hand, /^Choose the file/), undefined, { name: 'laptop.age', mimeType: 'application/octet-stream', buffer: file })
      await ravi.hand.write(ravi.page.getByLabel('Phrase'), phrase)
      await ravi.hand.use(button(ravi.hand, /^Take this work over/), 'Enter')
      await ravi.sees(/^\d+ writes? (was|were) taken over\./)
      await ravi.hand.use(button(ravi.hand, /^Done/), 'Escape')
      await ravi.desk.badge(/^All sent$/)
      for (const who of [saved, brought]) expect(await admissions(who), `after ${times}`).toEqual({ by: PROCTOR, times: 1 })
    }
    for (const day of [amara, ravi]) expect(day.desk.complaints).toEqual([])
    expect(await ravi.hand.flaws()).toEqual([])
  })
})
