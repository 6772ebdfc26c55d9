/** A roster by file, one stopped and continued, one person registered twice, somebody at the door while headquarters is away, a transfer and its undoing, a sitting typed in from paper: in Chromium, by keyboard. */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { must } from '../../src-shared/assert.ts'
import { roster_import_rows_per_request } from '../../src-shared/limits.ts'
import { screen_timeout_ms, type DeskPage } from './desk-page.ts'
import { deskMorning, type DeskMorning, type Registration } from './exam-morning.ts'
import { openDesk, type OpenDesk } from './open-desk.ts'

let morning: OpenDesk<DeskMorning>
let event: string

beforeAll(async () => {
  morning = await openDesk(deskMorning)
  event = morning.event
})

afterEach(() => morning.rest())
afterAll(() => morning?.end())

async function roster(desk: DeskPage): Promise<void> {
  await desk.go('#/sync')
  await desk.go(`#/roster/${event}`)
  await desk.page.getByRole('option').first().waitFor()
  await desk.page.locator('#desk-search:focus').waitFor()
}

/** What headquarters has of the people whose name contains this. */
async function atHq(Name: string): Promise<Registration[]> {
  return (await morning.askHq<{ Items: Registration[] }>('/api/registrations/search', { Name })).Items
}

const FILE = [
  'Nom de famille;Prénom;Code candidat;Courriel;Date de naissance;Aménagements;Minutes supplémentaires',
  'Ṣoyinka;Ọlá;WA-1;ola@example.org;23/04/1998;;',
  "O'Brien-Zwerg;Niamh;WA-2;niamh at example;31/12/2001;;",
  'Ó Zwerg;Zoë;WA-3;;04/02/1999;Extra time;30',
].join('\r\n')

it('a file becomes registrations: columns guessed, the bad row named and saved, the same file again changes nothing', async () => {
  const desk = await morning.deskOf('Ravi Okafor')
  await desk.go(`#/import/${event}`)
  await desk.sees('Drop the roster here')
  const choose = async () => {
    await desk.page.locator('input[type=file]').setInputFiles({ name: 'monday.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${FILE}`) })
    await desk.sees('monday.csv: 3 rows. What do its columns say?')
    await desk.page.locator('select:focus').waitFor()
  }
  await choose()
  expect(await desk.page.locator('select[aria-label^="What"]').evaluateAll((fields) => fields.map((field) => (field as HTMLSelectElement).value))).toEqual(['last_name', 'first_name', 'code', 'email', 'birth_date', 'accommodations', 'extra_minutes'])
  expect(await desk.findings('columns')).toEqual([])
  await desk.page.getByRole('button', { name: /^See what would happen/ }).and(desk.page.locator(':enabled')).waitFor()
  await desk.press('Control+Enter')
  await desk.sees('2 people would be registered')
  await desk.sees('“niamh at example” is not an e-mail address.')
  expect(await desk.findings('preview')).toEqual([])
  const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.press('d')])
  expect(download.suggestedFilename()).toBe('monday-not-taken.csv')
  expect(await readFile(must(await download.path(), 'the file'), 'utf8')).toContain("O'Brien-Zwerg,Niamh,WA-2,niamh at example,31/12/2001,,,3,“niamh at example” is not an e-mail address.")
  await desk.press('Control+Enter')
  await desk.sees('2 people were registered')
  await desk.badge(/^All sent$/)
  await expect.poll(async () => (await atHq('Ṣoyinka')).map(({ LearnerCode, EventIdentifier }) => [LearnerCode, EventIdentifier]), { timeout: screen_timeout_ms }).toEqual([['WA-1', event]])

  await desk.press('Escape')
  await desk.sees('Drop the roster here')
  await choose()
  await desk.press('Control+Enter')
  await desk.sees('0 people would be registered')
  await desk.page.getByRole('radio', { name: 'Registered already 2' }).waitFor()
  expect(desk.complaints).toEqual([])
})

/** A sitting of the same kind, in an hour, in which nobody is. */
async function emptySitting(): Promise<string> {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Vancouver' }).format(new Date())
  const { Items } = await morning.askHq<{ Items: Record<string, unknown>[] }>(`/api/events/list-events?date=${today}`)
  const { EventVenue, EventExamType, EventExamFormat, EventBillingCode } = must(Items.find(({ EventIdentifier }) => EventIdentifier === event), 'the sitting')
  const made = randomUUID()
  await morning.askHq(`/api/events/${made}`, { EventVenue, EventExamType, EventExamFormat, EventBillingCode, EventStart: new Date(Date.now() + 3_600_000).toISOString() })
  return made
}

it('a long import is stopped with Esc: what is registered stays and is said, and the rest follows with one key', async () => {
  const desk = await morning.deskOf('Ravi Okafor')
  const into = await emptySitting()
  const people = roster_import_rows_per_request + 2
  const rows = Array.from({ length: people }, (_, n) => `Ó Dálaigh,Áine ${n},STOP-${n},${morning.müller.Assessment}`)
  await desk.badge(/^All sent$/)
  await desk.go(`#/import/${into}`)
  await desk.sees('Drop the roster here')
  await desk.page.locator('input[type=file]').setInputFiles({ name: 'long.csv', mimeType: 'text/csv', buffer: Buffer.from(['Last name,First name,Code,Form code', ...rows].join('\n')) })
  await desk.page.getByRole('button', { name: /^See what would happen/ }).and(desk.page.locator(':enabled')).waitFor()
  await desk.press('Control+Enter')
  await desk.sees(`${people} people would be registered`)
  // The station has taken the first rows; its answer is on the way until somebody has pressed Esc.
  const { promise: pressed, resolve: goOn } = Promise.withResolvers<void>()
  await desk.page.route('**/desk/roster-import', async (route) => {
    const response = await route.fetch()
    await pressed
    await route.fulfill({ response })
  }, { times: 1 })
  await desk.press('Control+Enter')
  await desk.sees('Registering')
  await desk.press('Escape')
  await desk.sees('Stopping…')
  goOn()
  await desk.sees(`Stopped. ${roster_import_rows_per_request} people were registered and stay so; go on whenever you like.`)
  await desk.sees('2 people would be registered')
  expect(await desk.findings('import stopped')).toEqual([])
  const there = async () => (await morning.askHq<{ Count: number }>('/api/registrations/count', { Name: 'Ó Dálaigh' })).Count
  await expect.poll(there, { timeout: screen_timeout_ms }).toBe(roster_import_rows_per_request)
  await desk.press('Control+Enter')
  await desk.sees('2 people were registered')
  await desk.page.getByRole('radio', { name: `Registered already ${roster_import_rows_per_request}` }).waitFor()
  await expect.poll(there, { timeout: screen_timeout_ms }).toBe(people)
  expect(desk.complaints).toEqual([])
})

it('one person registered at two desks: D shows the other, X cancels this one with a reason, U registers again what was cancelled by mistake', async () => {
  const desk = await morning.deskOf('Amara Diallo')
  await roster(desk)
  await desk.press('Control+Enter')
  await desk.page.locator('form input:focus').waitFor()
  await desk.type('zoe')
  await desk.press('Tab')
  await desk.type('o zwerg')
  await desk.sees('Is it this person?')
  await desk.page.getByRole('button', { name: /^Register as a new person/ }).and(desk.page.locator(':enabled')).waitFor()
  await desk.press('Enter')
  await desk.page.getByRole('article', { name: 'zoe o zwerg' }).waitFor()
  await desk.sees('Perhaps registered twice')
  const other = must(desk.page.url().split('/').at(-1), 'the registration in the address')
  expect(await desk.findings('perhaps registered twice')).toEqual([])
  await desk.press('d')
  await desk.person('Zoë Ó Zwerg').getByText('WA-3').waitFor()
  await desk.press('d')
  await desk.person('zoe o zwerg').waitFor()
  await desk.press('x')
  await desk.sees('Cancel this registration: why?')
  await desk.press('1')
  await desk.sees('Registration cancelled')
  await desk.sees('Reason: The same person is registered twice')
  await expect.poll(async () => (await morning.atHq(other)).ApprovalStatus, { timeout: screen_timeout_ms }).toBe('Cancelled')
  // They were two people after all.
  await desk.press('u')
  await desk.sees('Register again: why?')
  await desk.press('1')
  await desk.sees(/^Registered again by Amara Diallo, .*: Cancelled by mistake$/)
  await desk.press('o')
  await desk.page.waitForURL((url) => url.hash.endsWith(other))
  await desk.sees('Registered again since.')
  expect(await desk.findings('registered again since')).toEqual([])
  await desk.badge(/^All sent$/)
  expect((await atHq('Ó Zwerg')).map(({ ApprovalStatus }) => ApprovalStatus).toSorted()).toEqual(['Cancelled', 'Registered', 'Registered'])
  expect(desk.complaints).toEqual([])
})

it('somebody at the door while headquarters is away is registered and let in, and arrives there once', async () => {
  const desk = await morning.deskOf('Amara Diallo')
  await morning.hq.kill()
  await desk.badge(/^Offline since/)
  await roster(desk)
  await desk.search('abigail xylander')
  await desk.sees('Nobody here matches “abigail xylander”.')
  await desk.press('Control+Enter')
  await desk.sees('Register somebody at the door')
  await desk.page.locator('form input:focus').waitFor()
  await desk.page.locator('form select option').first().waitFor({ state: 'attached' })
  await desk.press('Enter')
  await desk.page.getByRole('article', { name: 'abigail xylander' }).waitFor()
  await desk.press('Enter')
  await desk.type('1234')
  await desk.press('Enter')
  await desk.page.getByRole('article').getByRole('status').getByText(/^In \d/).waitFor()

  // The same person a second time is shown, not made.
  await roster(desk)
  await desk.press('Control+Enter')
  await desk.page.locator('form input:focus').waitFor()
  await desk.type('xylander')
  await desk.sees('Is it this person?')
  await desk.press('Alt+1')
  await desk.page.getByRole('article', { name: 'abigail xylander' }).waitFor()

  morning.hq.start()
  await morning.hq.ready()
  await desk.badge(/^All sent$/)
  expect((await atHq('xylander')).map(({ AttendanceStatus, EventIdentifier }) => [AttendanceStatus, EventIdentifier])).toEqual([[expect.stringMatching(/Present|Late/), event]])
})

it('a transfer says what becomes of the seat, is undone with it, and who is in cannot be transferred', async () => {
  const desk = await morning.deskOf('Amara Diallo')
  const { RegistrationIdentifier: id, LearnerCode: code, LearnerName: name } = must(morning.candidates[3], 'a candidate')
  await morning.askHq(`/api/registrations/${id}/commands/assign-seat`, { Seat: '77' })
  await roster(desk)
  await desk.search(code)
  await desk.person(name).getByText('77').first().waitFor()
  await desk.press('Enter')
  await desk.press('t')
  await desk.sees('To which sitting?')
  await desk.page.getByRole('group', { name: 'To which sitting?' }).getByRole('button').first().waitFor()
  await desk.press('1')
  await desk.sees('The seat (77) becomes free. Accommodations go along.')
  await desk.press('2')
  await desk.sees(`${name} is now in`)
  await desk.badge(/^All sent$/)
  const moved = await morning.atHq(id)
  expect(moved.EventIdentifier).not.toBe(event)
  expect(moved.Seat).toBeNull()
  // Seen from the roster of the first sitting, the candidate belongs to another one.
  await desk.sees(/Other sitting|Wrong day/)
  await desk.press('Control+z')
  await desk.sees(`${name} is back.`)
  await desk.badge(/^All sent$/)
  expect(await morning.atHq(id)).toMatchObject({ EventIdentifier: event, Seat: '77' })

  await roster(desk)
  await desk.search('xylander')
  await desk.person('abigail xylander').waitFor()
  await desk.press('Enter')
  await desk.press('t')
  await desk.sees('abigail xylander is in. Undo the check-in first, then transfer.')
})

it('what was written on paper is typed in with its own times, and says so', async () => {
  const desk = await morning.deskOf('Ravi Okafor')
  const [first, second] = morning.candidates.slice(5, 7) as [Registration, Registration]
  await desk.go(`#/from-paper/${event}`)
  const time = desk.page.locator('input[data-field=time]')
  await time.first().waitFor()
  const find = async (code: string) => {
    await desk.go('#/sync')
    await desk.go(`#/from-paper/${event}`)
    await time.first().waitFor()
    await desk.press('/')
    await desk.page.locator('#desk-search:focus').waitFor()
    await desk.type(code)
    await expect.poll(() => time.count(), { timeout: screen_timeout_ms }).toBe(1)
    await desk.press('Enter')
    await desk.page.locator('input[data-field=time]:focus').waitFor()
  }
  await find(first.LearnerCode)
  await desk.type('99')
  await desk.press('Enter')
  await desk.sees('This is no time. Write 9:05 or 0905, or A for absent.')
  await desk.press('Control+a')
  // The day's first minute has always been.
  await desk.type('0000')
  await desk.press('Tab')
  await desk.type('78')
  await desk.press('Tab')
  await desk.type('3')
  await desk.press('Tab')
  await desk.type('2')
  await desk.press('Enter')
  await desk.sees('Saved')
  await expect.poll(async () => (await morning.atHq(first.RegistrationIdentifier)).Seat, { timeout: screen_timeout_ms }).toBe('78')
  const entered = (await morning.atHq(first.RegistrationIdentifier)) as Registration & { CheckInHistory: { FromPaper?: boolean; By: string }[] }
  expect(entered.CheckInHistory.at(-1)).toMatchObject({ FromPaper: true, By: 'Ravi Okafor' })
  await find(second.LearnerCode)
  await desk.type('a')
  await desk.press('Enter')
  await expect.poll(async () => (await morning.atHq(second.RegistrationIdentifier)).AttendanceStatus, { timeout: screen_timeout_ms }).toBe('Absent')

  await desk.badge(/^All sent$/)
  const sheets = await morning.askHq<{ Items: { Status: string }[] }>(`/api/events/scrap-paper?id=${first.RegistrationIdentifier}`)
  expect(sheets.Items.map(({ Status }) => Status).sort()).toEqual(['Issued', 'Returned', 'Returned'])
  await roster(desk)
  await desk.search(first.LearnerCode)
  await desk.sees(/^Entered from paper by Ravi Okafor/)
  expect(desk.complaints).toEqual([])
})
