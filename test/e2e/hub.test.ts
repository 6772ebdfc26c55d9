/** A lead at the hub and somebody with a new laptop, one with a keyboard alone and one with a mouse alone, in Electron and in Chromium. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayAt } from './day/day-at.ts'
import { dayWindow, freshWindow, type DayWindow, type WindowKind } from './day/day-window.ts'
import { LEAD, PROCTOR, type Day } from './day/day.ts'
import { button, type HandKind } from './day/hand.ts'
import { examMorning, type ExamMorning } from './exam-morning.ts'

const HANDS: Record<WindowKind, [lead: HandKind, newcomer: HandKind]> = { Electron: ['keys', 'mouse'], Chromium: ['mouse', 'keys'] }

describe.each<WindowKind>(['Electron', 'Chromium'])('the hub of a site in %s', (kind) => {
  let morning: ExamMorning
  let windows: DayWindow[]
  let lead: Day
  let newcomer: Day

  beforeAll(async () => {
    morning = await examMorning()
    windows = await Promise.all([dayWindow(kind, morning, { isHub: true }), freshWindow(kind, morning)])
    const [hub, fresh] = windows as [DayWindow, DayWindow]
    ;[lead, newcomer] = await Promise.all([dayAt(morning, hub, HANDS[kind][0]), dayAt(morning, fresh, HANDS[kind][1])])
  })

  afterAll(async () => {
    for (const window of windows ?? []) await window.close()
    await morning?.end()
  })

  const press = (day: Day, name: string | RegExp, keys?: string) => day.hand.use(button(day.hand, name), keys)
  /** What takes a second press, in its own place: the keyboard is on the answer that changes nothing. */
  async function twice(day: Day, name: string | RegExp, question: RegExp): Promise<void> {
    await press(day, name)
    await day.sees(question)
    await day.hand.way({
      async keys() {
        await day.page.getByRole('button', { name: 'Leave it' }).and(day.page.locator(':focus')).waitFor()
        await day.desk.press('Shift+Tab')
        await day.desk.press('Enter')
      },
      mouse: () => day.hand.use(day.page.getByRole('group', { name }).getByRole('button').first()),
    })
  }

  it('a lead shows a code, a new laptop takes it, and is removed again', async () => {
    await lead.as(LEAD)
    await lead.go('Site')
    await lead.sees('No desk is paired with this one yet.')
    await press(lead, /^Pair another desk/, 'p')
    await lead.sees('Code for one desk')
    const code = await lead.page.getByText(/^[2-9A-Z]{5}-[2-9A-Z]{5}$/).innerText()
    const address = await lead.page.getByText(/^https:\/\/[\d.]+:\d+$/).innerText()

    await newcomer.sees('Through this site’s hub')
    await newcomer.hand.write(newcomer.page.getByLabel('Address of the hub'), address)
    await press(newcomer, /^Pair with the hub/)
    await newcomer.sees('Enter the code that the hub shows.')
    for (const [typed, said] of [['22222-22222', 'That is not the code that the hub shows.'], [code.toLowerCase(), null]] as const) {
      await newcomer.hand.write(newcomer.page.getByLabel('Code', { exact: true }), typed)
      await press(newcomer, /^Pair with the hub/)
      if (said === null) continue
      await newcomer.sees(said)
      if (kind === 'Chromium') expect(await newcomer.desk.findings('join, wrong code')).toEqual([])
      await lead.sees(/4 tries left/)
    }
    await lead.sees(/ is paired\.$/)
    await newcomer.as(PROCTOR)
    await newcomer.desk.badge(/All sent/)

    await lead.sees('Connected')
    await press(lead, /^(Show another code|Pair another desk)/, 'p')
    await lead.sees('Code for one desk')
    if (kind === 'Chromium') expect(await lead.desk.findings('hub')).toEqual([])
    await twice(lead, /^Remove /, /It is cut off at once/)
    await lead.sees(/ was removed\.$/)
    await newcomer.desk.badge(/Offline/)
  })

  it('a lead makes a laptop the hub, and ends that', async () => {
    await newcomer.as(LEAD)
    await newcomer.go('Site')
    await newcomer.sees('Make this laptop the hub')
    // It knows headquarters through the hub alone, so it stays.
    await twice(newcomer, 'Sync without the hub', /What waits goes to headquarters itself/)
    await newcomer.sees(/This desk reaches headquarters through its hub alone/)
    await press(newcomer, /^Make this laptop the hub/, 'h')
    await newcomer.sees('No desk is paired with this one yet.')
    if (kind === 'Chromium') expect(await newcomer.desk.findings('being the hub')).toEqual([])
    await twice(newcomer, 'End being the hub', /they stay paired for the next time/)
    await newcomer.sees('Make this laptop the hub')
    for (const day of [lead, newcomer]) {
      expect(await day.hand.flaws()).toEqual([])
      expect(day.desk.complaints).toEqual([])
    }
  })
})
