/** Two desks of one site, a window at each: what one does the other shows without a reload; with the line down both admit one candidate, and one card settles it. */
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { must } from '../../src-shared/assert.ts'
import type { HallpassProcess } from '../faults/hallpass-process.ts'
import { screen_timeout_ms, type DeskPage } from './desk-page.ts'
import { deskMorning, stationOf, type DeskMorning, type Registration } from './exam-morning.ts'
import { openDesk, type OpenDesk } from './open-desk.ts'

interface TwoDesks extends DeskMorning {
  /** The other laptop of the site. */
  second: HallpassProcess
}

async function twoDesks(): Promise<TwoDesks> {
  const morning = await deskMorning()
  const second = await stationOf(morning, join(dirname(morning.data), 'second'))
  await second.ready()
  return {
    ...morning, second,
    async end() {
      await second.kill()
      await morning.end()
    },
  }
}

let morning: OpenDesk<TwoDesks>
/** Amara's window at the first station, Ravi's at the other. */
let amara: DeskPage
let ravi: DeskPage

beforeAll(async () => {
  morning = await openDesk(twoDesks)
  amara = await morning.deskOf('Amara Diallo')
  ravi = await morning.window({ url: morning.second.url })
  await ravi.signIn('Ravi Okafor', morning.pin)
  await ravi.badge(/^All sent$/)
})

afterAll(() => morning?.end())

const candidate = (n: number): Registration => must(morning.candidates[n], 'a candidate')
const isOpen = async (desk: DeskPage, { LearnerCode, LearnerName }: Registration) => {
  await desk.find(LearnerCode)
  await desk.person(LearnerName).waitFor()
}
const inLine = (desk: DeskPage) => desk.page.getByRole('article').getByRole('status').filter({ hasText: /^(In|Late) \d/ })
const cards = (desk: DeskPage) => desk.page.locator('article[id^=conflict-]')
const admissions = async ({ RegistrationIdentifier }: Registration) => {
  const { CheckedInBy, CheckInHistory } = (await morning.atHq(RegistrationIdentifier)) as Registration & { CheckedInBy: string; CheckInHistory: object[] }
  return { by: CheckedInBy, times: CheckInHistory.length }
}

it('an admission, a seat and paper at one desk are on the screen of the other, and nobody is admitted twice', async () => {
  const known = candidate(0)
  await isOpen(ravi, known)
  await amara.checkIn(known.LearnerCode)
  const twice = ravi.page.getByRole('alert').filter({ hasText: 'Already in' })
  await twice.getByText(/^Checked in at \d+:\d\d.* by Amara Diallo, /).waitFor()
  // Enter goes on to the next one; who is in stays in, once.
  await ravi.press('Enter')
  await ravi.badge(/^All sent$/)
  expect(await admissions(known)).toEqual({ by: 'Amara Diallo', times: 1 })

  const seated = candidate(1)
  await isOpen(ravi, seated)
  await isOpen(amara, seated)
  await amara.press('Enter')
  await amara.type('s')
  await amara.page.getByRole('textbox', { name: 'Seat' }).waitFor()
  await amara.type('22')
  await amara.press('Enter')
  await ravi.person(seated.LearnerName).getByText('22', { exact: true }).waitFor()
  await amara.page.locator('#desk-person').focus()
  await amara.type('p')
  await amara.page.locator('#sheets-input:focus').waitFor()
  await amara.press('Control+a')
  await amara.type('HP-9001')
  await amara.press('Enter')
  await ravi.person(seated.LearnerName).getByRole('region', { name: 'Scrap paper' }).getByRole('listitem').getByText('HP-9001').waitFor()
})

it('with the line down both admit one candidate; the line brings one card to one desk, a key decides it, and both show the same', async () => {
  const both = candidate(2)
  const desks = [amara, ravi]
  await morning.hq.kill()
  for (const desk of desks) await desk.badge(/^Offline since/)
  for (const desk of desks) await desk.checkIn(both.LearnerCode)
  await morning.hq.ready()
  for (const desk of desks) await desk.go('#/sync')
  const counts = () => Promise.all(desks.map((desk) => cards(desk).count()))
  await expect.poll(async () => (await counts()).toSorted(), { timeout: screen_timeout_ms }).toEqual([0, 1])
  const [first, later] = (await counts())[0] === 1 ? [ravi, amara] : [amara, ravi]
  await first.badge(/^All sent$/)
  await later.badge(/1 to decide/)
  // The words of both sides: who and when.
  const card = cards(later)
  await card.getByText(both.LearnerName).waitFor()
  for (const who of ['Amara Diallo', 'Ravi Okafor']) await card.getByText(new RegExp(`· ${who}, \\d+:\\d\\d`)).waitFor()
  await later.press('2')
  await card.waitFor({ state: 'detached' })
  await later.badge(/^All sent$/)

  const lines: string[] = []
  for (const desk of desks) {
    await isOpen(desk, both)
    lines.push(await inLine(desk).innerText())
    expect(await cards(desk).count()).toBe(0)
  }
  expect(lines[0]).toBe(lines[1])
  expect(lines[0]).toContain((await admissions(both)).by)
  for (const desk of desks) expect(desk.complaints).toEqual([])
})
