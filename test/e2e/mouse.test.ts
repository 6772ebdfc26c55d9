/** A day at the desk by mouse alone, with the line down in the middle of it: in Chromium. Keys only write text into fields that were clicked. */
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { must } from '../../src-shared/assert.ts'
import { hallpassProcess } from '../faults/hallpass-process.ts'
import { asker } from './asker.ts'
import { deskMorning, type DeskMorning, type Registration } from './exam-morning.ts'
import { MouseHand } from './mouse-hand.ts'
import { openDesk, type OpenDesk } from './open-desk.ts'

const LEAD = 'Ravi Okafor'
const PROCTOR = 'Amara Diallo'
const SCORE = '71'

interface AtHq extends Registration {
  Accommodations: { Type: string; TimeExtension: number }[]
  Breaks: { UndoneAt?: string }[]
}

let morning: OpenDesk<DeskMorning>
let hand: MouseHand
/** Registered, and nothing is granted to them yet. */
let plain: Registration[]

beforeAll(async () => {
  morning = await openDesk(deskMorning)
  plain = morning.candidates.filter((one) => (one as AtHq).Accommodations.length === 0)
  const desk = await morning.window()
  await desk.page.evaluate(() => {
    window.print = () => Object.assign(window, { printed: document.querySelector('.print-sheet')?.textContent ?? '' })
  })
  hand = await MouseHand.at(desk)
})

afterAll(() => morning?.end())

const candidate = (n: number): Registration => must(plain[n], 'a candidate')
const atHq = (n: number) => morning.atHq(candidate(n).RegistrationIdentifier) as Promise<AtHq>
const open = (n: number) => hand.open(candidate(n).LearnerCode, candidate(n).LearnerName)
const sees = (text: string | RegExp) => hand.page.getByText(text).first().waitFor()
const seat = (name: string | RegExp) => hand.page.getByRole('gridcell', { name })
const printed = (text: string) => hand.page.waitForFunction((wanted) => String(Reflect.get(window, 'printed')).includes(wanted), text)

async function checkIn(n: number): Promise<void> {
  const person = await open(n)
  await hand.button('All checked', person)
  await hand.button('Check in', person)
  await person.getByRole('status').getByText(/^In \d/).waitFor()
}

it('signs in, opens a sitting, finds somebody, ticks, seats by the map, lets in, and takes it back with a reason', async () => {
  await hand.signIn(PROCTOR, morning.pin)
  await hand.press(hand.page.locator(`[data-sitting-card="${morning.event}"]`))
  const person = await open(0)
  for (const step of await person.getByRole('group', { name: 'Identity check' }).locator('[aria-pressed]').all()) await hand.press(step)
  const card = person.getByRole('region', { name: 'Seat' })
  await hand.button('Change', card)
  await hand.press(seat('Seat 22, free'))
  await card.getByText('22', { exact: true }).waitFor()
  await sees('Given to this candidate.')
  await hand.button('Check in', person)
  await person.getByRole('status').getByText(/^In \d+:\d\d.*seat 22$/).waitFor()
  await hand.button('Undo', person)
  await hand.button('Wrong person', person)
  await person.getByRole('button', { name: /^Check in/ }).waitFor()
  await checkIn(0)
  await hand.desk.badge(/^All sent$/)
})

it('with headquarters gone: extra time with a lead\'s signature, paper out and back, absent and not absent', async () => {
  await morning.hq.kill()
  await hand.desk.badge(/^Offline since/)
  const person = await open(1)
  await hand.button('Grant', person)
  await hand.button('Extra time', person)
  await hand.button('50 %', person)
  await hand.write(hand.field('Reason', person), 'Letter')
  await hand.button('Next', person)
  await hand.countersign(LEAD, morning.pin, 'Sign')
  await person.getByRole('region', { name: 'Accommodations' }).getByText('50 %').first().waitFor()
  await hand.button('All checked', person)
  await hand.button('Check in', person)
  await person.getByRole('status').getByText(/^In \d/).waitFor()
  await hand.button('Give sheets', person)
  await hand.write(person.locator('#sheets-input'), 'HP-7001 HP-7002')
  await hand.button('Give', person.getByRole('region', { name: 'Scrap paper' }))
  await sees('Gave 2 sheets.')
  await hand.place('Paper')
  for (const code of ['HP-7001', 'HP-7002']) {
    await hand.button(new RegExp(`^${code}`))
    await hand.button('Return', hand.page.getByRole('region', { name: 'Marked sheet' }))
    await hand.page.getByRole('status').filter({ hasText: code }).getByText('Returned').waitFor()
  }
  const search = hand.page.getByRole('textbox', { name: 'Sheet, name or code' })
  await hand.write(search, 'HP-70')
  await hand.page.getByRole('button', { name: /^HP-7002/ }).waitFor()
  await hand.write(search, 'HP-8')
  await hand.button('Look in all sittings')
  await sees('Unknown sheet')
  await hand.button('Void a sheet that nobody had')
  const spoilt = hand.page.getByRole('region', { name: 'Void a sheet that nobody had' })
  await hand.write(spoilt.getByRole('textbox'), 'HP-8')
  await hand.button('Next', spoilt)
  await hand.button('Torn or dirty')
  await hand.page.getByRole('status').filter({ hasText: 'HP-8' }).getByText('Void').waitFor()
  await hand.place('Roster')
  const absent = await open(2)
  await hand.button('Mark absent', absent)
  await hand.button('Did not come', absent)
  await hand.button('Undo', absent)
  await hand.button('Pressed by mistake', absent)
  await absent.getByRole('button', { name: /^Check in/ }).waitFor()
})

it('registers somebody at the door, transfers two, and takes one transfer back', async () => {
  await hand.button('Register somebody')
  await hand.write(hand.field('Given name'), 'Zoë')
  await hand.write(hand.field('Family name'), 'O’Hara')
  await hand.button(/^Register( Enter)?$/, hand.page.getByRole('region', { name: 'Register somebody at the door' }))
  const walkIn = hand.desk.person('Zoë O’Hara')
  await walkIn.waitFor()
  await transfer('Zoë O’Hara')
  await open(3)
  await transfer(candidate(3).LearnerName)
  await hand.button('Undo the transfer')
  await sees(`${candidate(3).LearnerName} is back.`)
})

async function transfer(name: string): Promise<void> {
  const person = hand.desk.person(name)
  await hand.button('Transfer', person)
  await hand.press(person.getByRole('group', { name: 'To which sitting?' }).locator('button:enabled').first())
  await hand.button('Asked for another sitting', person)
  await sees(new RegExp(`^${name} is now in `))
}

it('gives seats on the map, one of which is taken back, and looks at what seating everyone would do', async () => {
  await hand.place('Seats')
  for (const [name, n] of [['30', 4], ['32', 5]] as const) {
    await hand.press(seat(`Seat ${name}, free`))
    await hand.write(hand.page.getByRole('combobox', { name: 'Give this seat to' }), candidate(n).LearnerCode.slice(-4))
    await hand.press(hand.page.getByRole('option').first())
    await sees(`${candidate(n).LearnerName} has seat ${name}.`)
  }
  await hand.button('Undo', hand.page.getByRole('status'))
  await seat('Seat 32, free').waitFor()
  await hand.button('Seat everyone')
  await seat(/would be given/).first().waitFor()
  await hand.button('Leave it')
  await hand.write(hand.page.getByRole('textbox', { name: 'Name, code or seat' }), '22')
  await hand.button('Seat 22')
  await hand.button('Who sat here')
  await hand.button('Look up')
  await sees(/sat here/)
  await hand.button('Leave it')
})

it('stops the room clock, goes on, gives time back, notes a break, and shows the wall', async () => {
  await hand.place('Clock')
  await hand.button('Stop the clock')
  await hand.button('Fire alarm')
  await sees(/^The clock stands for everyone since/)
  await hand.button('Go on')
  const resume = hand.page.getByRole('region', { name: /go on and give the time back$/ })
  await hand.write(resume.getByRole('textbox'), '4')
  await hand.button('Next', resume)
  await hand.countersign(LEAD, morning.pin, 'Sign')
  await sees(/4 min given back to all/)
  await hand.button('Give time')
  await hand.write(hand.page.getByRole('region', { name: 'Give time back' }).getByRole('textbox', { name: /^Minutes/ }), '6')
  await hand.button('Noise')
  await hand.countersign(LEAD, morning.pin, 'Sign')
  await sees(/6 min given back to all/)
  await hand.press(hand.page.getByRole('option', { name: /^Seat 22 / }))
  await hand.button(/^Break/)
  await hand.button(/^Back/)
  await hand.button(/^Break/)
  await hand.button(/^Undo: Break/)
  await hand.button('Wrong person')
  await hand.page.getByRole('button', { name: /^Break/ }).waitFor()
  await hand.button(/^Choose/)
  await hand.button('Stop the clock')
  await hand.button('Network down')
  await sees(/^The clock stands for 1 chosen candidate/)
  await hand.button('Undo: Network down')
  await hand.button('Another room')
  await hand.countersign(LEAD, morning.pin, 'Sign')
  await sees(/undone by Amara Diallo at .* \(Another room\)/)
  await hand.button('Wall view')
  const wall = hand.page.getByRole('dialog', { name: 'Wall view' })
  await hand.button('Show names', wall)
  await hand.button('Leave', wall)
  await wall.waitFor({ state: 'detached' })
})

it('reports an incident, and enters scores in the grid', async () => {
  await hand.press(hand.page.getByRole('option', { name: /^Seat 22 / }))
  await hand.button(/^Incident/, hand.page.getByRole('main'))
  await hand.button('Technical')
  await hand.button('Network')
  await hand.write(hand.field('What happened'), 'No network')
  await hand.button(/^Report( Enter)?$/)
  await hand.page.getByRole('listitem').filter({ hasText: 'No network' }).filter({ hasText: candidate(0).LearnerName }).waitFor()
  // A click on the place where one is goes back to where it begins.
  await hand.place('Incidents')
  await hand.press(hand.page.getByRole('main').getByRole('button').first())
  await hand.page.getByRole('listitem').filter({ hasText: 'No network' }).waitFor()
  await hand.place('Scores')
  await scores()
  await hand.page.getByRole('row').filter({ hasText: 'A second person is needed' }).nth(1).waitFor()
})

/** The same for two; the field is left by a click beside it. */
async function scores(): Promise<void> {
  for (const n of [0, 1]) await hand.write(hand.field(`Score of ${candidate(n).LearnerName}`), SCORE)
  await hand.press(hand.page.getByRole('columnheader', { name: 'Name' }))
}

it('switches to a lead, who enters the same, corrects one, and prints attendance and a certificate', async () => {
  await hand.button(/^Signed in: /)
  await hand.press(hand.page.getByRole('menuitem', { name: 'Switch person' }))
  await hand.signIn(LEAD, morning.pin)
  await scores()
  await hand.page.getByRole('row').filter({ hasText: 'Passed' }).nth(1).waitFor()
  const correction = `Correct the score of ${candidate(1).LearnerName}`
  await hand.button(correction)
  const form = hand.page.getByRole('region', { name: correction })
  await hand.write(hand.field('Score that counts', form), '72')
  await hand.button('Next', form)
  await hand.button('Counted again together', form)
  await sees('corrected')
  await hand.place('Print')
  await hand.button(/^Attendance sheet/)
  await printed('Second person, name and signature')
  await hand.button(/^Certificates/)
  await hand.button(`Certificate of ${candidate(0).LearnerName}`)
  await printed('has passed the examination')
  await hand.button('Leave it')
})

it('a lead marks, blocks and names a seat on the plan of a room', async () => {
  await hand.place('Seats')
  await hand.button('Rooms')
  const plan = hand.page.getByRole('grid', { name: 'Plan of Main hall' })
  await hand.press(plan.getByRole('gridcell', { name: 'Seat 40, free' }))
  await hand.button('Accessible')
  await hand.button('Blocked')
  await hand.button('Name of this seat')
  await hand.write(hand.field('Name of this seat'), 'Door')
  await hand.button('Give it this name')
  await plan.getByRole('gridcell', { name: /^Seat Door, blocked/ }).waitFor()
  await hand.press(plan.getByRole('gridcell', { name: 'Seat 41, free' }))
  await hand.press(plan.getByRole('gridcell', { name: 'Seat 41, free' }))
  await plan.getByRole('gridcell', { name: /^Gap/ }).first().waitFor()
  await hand.button('Save the room')
  await sees('Main hall is saved.')
  await hand.button('Back to the map')
  await seat(/^Seat Door, blocked/).waitFor()
})

it('headquarters comes back: one card is decided, and everything is there once', async () => {
  // While the line was down, the same candidate was given another seat there.
  const elsewhere = await hallpassProcess('hq', ['--data', join(dirname(morning.data), 'hq')])
  await elsewhere.ready()
  await asker(elsewhere.url, morning.upstream.key)(`/api/registrations/${candidate(4).RegistrationIdentifier}/commands/assign-seat`, { Seat: '31' })
  await elsewhere.stop()
  await morning.hq.ready()
  await hand.press(hand.page.getByRole('banner').getByRole('button'))
  await hand.button('Send now')
  const card = hand.page.locator('article[id^=conflict-]')
  await card.getByText(candidate(4).LearnerName).waitFor()
  await hand.button('Keep this', card)
  await card.waitFor({ state: 'detached' })
  await hand.desk.badge(/^All sent$/)
  await sees('Everything is at headquarters')

  const [first, second, third, fourth, fifth] = await Promise.all([0, 1, 2, 3, 4].map(atHq))
  expect(first).toMatchObject({ Seat: '22', CheckedInAt: expect.any(String) as string })
  expect(first?.Breaks.map(({ UndoneAt }) => UndoneAt !== undefined)).toEqual([false, true])
  expect(second).toMatchObject({ CheckedInAt: expect.any(String) as string, Accommodations: [{ Type: 'Extra time', TimeExtension: 90 }] })
  expect(third).toMatchObject({ AttendanceStatus: 'Pending' })
  expect(fourth).toMatchObject({ EventIdentifier: morning.event })
  expect(fifth).toMatchObject({ Seat: '30' })
  const { Items } = await morning.askHq<{ Items: Registration[] }>('/api/registrations/search', {})
  const walkIns = Items.filter(({ LearnerName }) => LearnerName === 'Zoë O’Hara')
  expect(walkIns).toHaveLength(1)
  expect(walkIns[0]?.EventIdentifier).not.toBe(morning.event)
  for (const code of ['HP-7001', 'HP-7002']) {
    const sheets = await morning.askHq<{ Items: { Status: string }[] }>(`/api/events/scrap-paper?id=${code}`)
    expect(sheets.Items.map(({ Status }) => Status)).toEqual(['Returned'])
  }
  const incidents = await morning.askHq<{ Items: { Text: string }[] }>(`/api/events/${morning.event}/incidents`)
  expect(incidents.Items.map(({ Text }) => Text)).toEqual(['No network'])
})

it('before the day, the site, and this window as somebody wants it', async () => {
  await hand.place('Ready?')
  await hand.button('Make a backup')
  await sees('The backup is made.')
  await hand.place('Site')
  await hand.press(hand.page.getByText('Dark', { exact: true }))
  await hand.page.locator('html[data-theme=dark]').waitFor()
  await hand.press(hand.page.getByText('Largest', { exact: true }))
  await hand.press(hand.page.getByText('Français', { exact: true }))
  await hand.page.locator('html[lang=fr]').waitFor()
  await hand.press(hand.page.getByText('English', { exact: true }))
  await hand.page.locator('html[lang=en]').waitFor()

  expect(hand.small).toEqual([])
  expect(await hand.strayKeys()).toEqual([])
  expect(hand.desk.complaints).toEqual([])
})
