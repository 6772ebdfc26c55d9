/** A whole day in a real Electron window, by keyboard, scanner, camera and pen: headquarters goes after the first scores and comes back when the sitting is closed. */
import { dirname } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { must } from '../../src-shared/assert.ts'
import type { OpenApp } from '../support/electron.ts'
import { arrivedOnce } from './app-arrived.ts'
import { registerAtDoor, registerTwice, seatByHand, transfer } from './app-door.ts'
import { appFiles, type AppFiles } from './app-files.ts'
import { identify } from './app-identity.ts'
import { firstScores, secondScores, thirdScore } from './app-scores.ts'
import { DeskPage } from './desk-page.ts'
import { examMorning, type ExamMorning, type Registration } from './exam-morning.ts'
import { morningApp } from './morning-app.ts'

const CODE = /SP-[0-9A-Z]{5}-[0-9A-Z]{5}/g
const SCORED = 2
const sheets = 2
let morning: ExamMorning
let app: OpenApp
let files: AppFiles
let desk: DeskPage
/** Registrations at headquarters in the morning. */
let before: number
/** Checked in by scan, transferred, not there at the cut-off. */
let scanned: Registration
let moved: Registration
let away: Registration
/** Given a seat that no map has. */
let seated: Registration
/** Every sheet of paper that was given out. */
const given: string[] = []

beforeAll(async () => {
  morning = await examMorning()
  before = (await morning.askHq<{ Items: Registration[] }>('/api/registrations/search', {})).Items.length
  for (const [at, { RegistrationIdentifier }] of morning.candidates.slice(0, SCORED).entries()) {
    await morning.askHq(`/api/registrations/${RegistrationIdentifier}/commands/check-in`, { Seat: `N${at + 1}`, IdentityChecks: ['passport'] })
  }
  ;[scanned, moved, away, seated] = [2, 3, 5, 6].map((n) => must(morning.candidates[n], 'a candidate')) as [Registration, Registration, Registration, Registration]
  app = await morningApp(morning, '--use-fake-device-for-media-stream')
  desk = new DeskPage(app.page)
  files = appFiles(app, desk, dirname(morning.data))
})

afterAll(async () => {
  await app?.close()
  await morning?.end()
})

const focused = (selector: string) => desk.page.locator(`${selector}:focus`).waitFor()
const button = (name: RegExp | string) => desk.page.getByRole('button', { name }).and(desk.page.locator(':enabled'))
const isIn = () => desk.page.getByRole('article').getByRole('status').getByText(/^In \d/).waitFor()

async function becomes(name: string): Promise<void> {
  await desk.palette('switch person')
  await desk.signIn(name, morning.pin)
}

it('before the day: the answer, a backup by one key; an administrator sets the steps, and enters the first scores', async () => {
  await desk.signIn('Site Admin', morning.pin)
  await desk.badge(/^All sent$/)
  await desk.palette('go to ready')
  await desk.sees('Could we open with the internet off?')
  await desk.press('b')
  await desk.sees('Yes, this laptop has all it needs.')

  await desk.palette('go to site')
  await button('Add a step').waitFor()
  for (const [name, kind] of [['Rules signed by hand', 'signature'], ['Locker', 'locker']] as const) {
    await button('Add a step').press('Enter')
    const row = desk.page.getByRole('group', { name: /^Step \d$/ }).last()
    await row.getByRole('textbox').focus()
    await desk.type(name)
    await row.getByLabel('Done by').selectOption(kind)
    await row.getByLabel('Required').press('Space')
  }
  await desk.page.getByLabel('Sheets of scrap paper with the check-in').focus()
  await desk.press('Control+a')
  await desk.type(`${sheets}`)
  await desk.press('Enter')
  await desk.sees('Saved. Every desk of this venue has it as soon as it is online.')

  await firstScores(desk, morning, ['71', '64'])
  await desk.badge(/^All sent$/)
})

it('with headquarters away a scan opens a candidate: photo, signature, locker, in with paper', async () => {
  await morning.hq.kill()
  await desk.badge(/^Offline since/)
  await becomes('Amara Diallo')
  const { LearnerCode: code, LearnerName: name } = scanned
  await desk.scan(code)
  await desk.person(name).getByRole('heading', { name, exact: true }).waitFor()
  await identify(desk, name, '12')
  await desk.press('0')
  await desk.press('Enter')
  await isIn()
  await sheetsOf()
  await desk.press('i')
  await desk.sees('New report')
  await desk.type('42')
  await focused('textarea')
  await desk.type('Wrong report')
  await desk.press('Enter')
  await desk.page.locator('textarea').waitFor({ state: 'detached' })
})

/** Notes the sheets that the open candidate was given. */
async function sheetsOf(): Promise<void> {
  await desk.sees(`Gave ${sheets} sheets.`)
  const items = desk.page.getByRole('region', { name: 'Scrap paper' }).getByRole('listitem')
  await items.nth(sheets - 1).waitFor()
  given.push(...(await items.allInnerTexts()).flatMap((text) => text.match(CODE) ?? []))
}

it('somebody at the door is registered and let in, and not twice; somebody who came to the wrong sitting is transferred', async () => {
  await registerAtDoor(desk, morning, ['abigail', 'xylander'])
  await desk.press('0')
  await desk.press('Enter')
  await isIn()
  await sheetsOf()
  expect(new Set(given).size).toBe(2 * sheets)
  await registerTwice(desk, morning, ['abigail', 'xylander'])
  await transfer(desk, morning, moved)
})

it('a seat by hand, all others by one key, and a seat says who sat there', async () => {
  await seatByHand(desk, morning, seated, '98')
  await desk.go('#/today')
  await desk.sees('Today')
  await desk.press('Control+m')
  await desk.sees('The seats of which sitting?')
  await desk.press('1')
  await focused('[role=gridcell]')
  await desk.press('e')
  await desk.sees(/^Give \d+ seats\?$/)
  await desk.press('Enter')
  await desk.sees('Everyone has a seat.')
  await desk.press('h')
  await focused('form input')
  await desk.press('Control+a')
  await desk.type('n1')
  await desk.press('Enter')
  await button(new RegExp(must(morning.candidates[0], 'a candidate').LearnerName)).waitFor()
  await desk.sees(/sat here/)
  await desk.press('Escape')
})

it('sheets, lists and the roster are saved as files; a printed sheet goes out by Enter and all come back by scan', async () => {
  await desk.go(`#/print/${morning.event}`)
  await desk.sees('Attendance sheet')
  await desk.press('f')
  await desk.page.getByRole('button', { name: 'Save as PDF', pressed: true }).waitFor()
  await files.next('attendance.pdf')
  await desk.press('1')
  expect(await files.pdf('attendance.pdf')).toMatch(/Müller, Jürgen[\s\S]+Second person, name and signature/)
  await files.next('door.pdf')
  await desk.press('2')
  expect(await files.pdf('door.pdf')).toContain('xylander')
  await files.next('roster.csv')
  await desk.press('7')
  await files.begins('roster.csv', /^\uFEFFName,Code,Seat,Attendance,In at,Accommodations,Ends at\r\n/)
  await files.next('stock.pdf')
  await desk.press('6')
  await desk.sees('Make the codes and print')
  await desk.press('Enter')
  const printed = must((await files.pdf('stock.pdf')).match(CODE)?.[0], 'a printed code')

  await desk.go('#/today')
  await desk.sees('Today')
  await desk.scan(printed)
  await desk.page.getByRole('region', { name: 'Marked sheet' }).getByText(printed).waitFor()
  await button(/^Hand out/).waitFor()
  await desk.press('Enter')
  await desk.sees('Handed out')
  for (const code of [printed, ...given]) {
    await desk.scan(code)
    await desk.page.getByRole('status').filter({ hasText: code }).getByText('Returned').waitFor()
  }
})

it('a second person pastes the scores, a third enters what differs and corrects; a certificate is a file', async () => {
  await secondScores(desk, morning, ['71', '46'])
  await becomes('Ravi Okafor')
  await thirdScore(desk, morning, { n: 1, score: '64', corrected: '72' })

  await files.next('certificate.pdf')
  await button(/^Certificate of /).first().press('Enter')
  await desk.page.locator('li[aria-current] button').waitFor()
  await desk.press('f')
  await desk.page.getByRole('button', { name: 'Save as PDF', pressed: true }).waitFor()
  await desk.press('Enter')
  expect(await files.pdf('certificate.pdf')).toContain('has passed the examination')
})

it('a lead draws a room, and withdraws a report, which is a file', async () => {
  await desk.go(`#/seats/${morning.event}`)
  await focused('[role=gridcell]')
  await desk.press('r')
  await desk.page.getByRole('grid', { name: 'Plan of Main hall' }).locator('[role=gridcell]:focus').waitFor()
  await desk.press('n')
  await desk.page.getByRole('grid', { name: 'Plan of Room 4' }).locator('[role=gridcell]:focus').waitFor()
  await desk.press('a')
  await desk.page.getByRole('gridcell', { name: 'Seat A1, free, accessible' }).waitFor()
  await desk.press('Control+s')
  await desk.sees('Room 4 is saved.')

  await desk.go(`#/incidents/${morning.event}`)
  await desk.page.getByRole('listitem').filter({ hasText: 'Wrong report' }).filter({ hasText: scanned.LearnerName }).waitFor()
  await files.next('incidents.pdf')
  await desk.press('d')
  expect(await files.pdf('incidents.pdf')).toContain('Wrong report')
  await desk.press('ArrowDown')
  await desk.press('u')
  await desk.sees('Withdraw the report: why?')
  await desk.press('1')
  await desk.sees(/Withdrawn by Ravi Okafor at .*: Reported by mistake/)
})

it('at the cut-off all who have not come are absent at once and back at once; a stop of the clock is undone; the wall fills the screen', async () => {
  await desk.go(`#/roster/${morning.event}`)
  await desk.page.getByRole('radio', { name: /^To come/ }).press('Space')
  await desk.sees(/^\d+ have not come\.$/)
  const n = must(/\d+/.exec(must(await desk.page.getByText(/have not come\.$/).textContent(), 'how many'))?.[0], 'how many')
  await desk.press('Control+m')
  await desk.sees(`Mark ${n} candidates absent: why?`)
  await desk.press('1')
  await desk.sees(`${n} of ${n} done.`)
  await desk.press('Control+z')
  await desk.sees(`Bring ${n} candidates back: why?`)
  await desk.press('2')
  await desk.sees(`${n} have not come.`)

  await desk.go(`#/clock/${morning.event}`)
  await desk.page.getByRole('listbox').getByRole('option').first().waitFor()
  await desk.press('s')
  await desk.sees('Stop the clock for everyone: why?')
  await desk.press('1')
  await desk.sees(/The clock stands for everyone since .* stopped by Ravi Okafor/)
  await desk.press('u')
  await desk.sees(/^Undo “Fire alarm”: why\?/)
  await desk.press('2')
  await desk.sees('A second person signs: who, then their PIN')
  await desk.press('1')
  await desk.enterPin(morning.pin)
  await desk.sees(/undone by Ravi Okafor at /)

  await desk.press('f')
  const wall = desk.page.getByRole('dialog', { name: 'Wall view' })
  await wall.getByRole('listitem').nth(SCORED).waitFor()
  await desk.page.waitForFunction(() => document.fullscreenElement !== null)
  await desk.press('n')
  await wall.getByText(/Xylander/i).waitFor()
  await desk.press('Escape')
  await wall.waitFor({ state: 'detached' })
})

it('what waits goes into a rescue file; the paper is closed by two, the sitting by the lead; all of the day is at headquarters once', async () => {
  await desk.go('#/sync')
  await button(/Save a rescue file/).waitFor()
  await files.next('rescue.age')
  await desk.press('r')
  await desk.page.getByText(/^\w{4}(-\w{4}){4}$/).waitFor()
  await button('Save the file').press('Enter')
  await files.begins('rescue.age', /^age-encryption\.org\/v1\n/)
  await desk.press('Escape')


  await desk.go(`#/paper/${morning.event}`)
  await button(/^Close the paper/).waitFor()
  await desk.press('Escape')
  await desk.press('c')
  await desk.sees(/^Issued 5 = returned 5/)
  await desk.press('1')
  await desk.enterPin(morning.pin)
  await desk.sees('Ravi Okafor and Amara Diallo')
  await desk.press('c')
  await desk.sees(/A lead ends the sitting/)
  await desk.press('Enter')
  await desk.sees(/^Sitting closed at .* by Ravi Okafor$/)

  await morning.hq.ready()
  await desk.badge(/^All sent$/)

  await arrivedOnce(morning, {
    before, moved, away,
    scanned: { who: scanned, locker: '12', sheets },
    seated: { who: seated, seat: '98' },
    walkIn: 'abigail xylander',
    scores: [{ score: 72, status: 'passed' }, { score: 64, status: 'failed' }],
  })
  expect(desk.complaints).toEqual([])
})
