/** Checking people in, by the keys that it takes: with the venue's own steps, photo and paper, in Chromium with a camera of its own. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { must } from '../../src-shared/assert.ts'
import { openChromium } from '../support/chromium.ts'
import { key_pause_ms, screen_timeout_ms, type DeskPage } from './desk-page.ts'
import { deskMorning, type DeskMorning, type Registration } from './exam-morning.ts'
import { openDesk, type OpenDesk } from './open-desk.ts'

const keystrokes_max = 6
const sheets = 4
let morning: OpenDesk<DeskMorning>

beforeAll(async () => {
  morning = await openDesk(deskMorning, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream')
})

afterEach(() => morning.rest())
afterAll(() => morning?.end())

const candidate = (n: number): Registration => must(morning.candidates[n], 'a candidate')
const shown = (desk: DeskPage, name: string) => desk.person(name).getByRole('heading', { name, exact: true }).waitFor()
const isIn = (desk: DeskPage) => desk.page.getByRole('article').getByRole('status').getByText(/^In \d/).waitFor()
/** The face beside the name, once its bytes are there. */
const face = (desk: DeskPage, name: string) => desk.page.getByRole('button', { name: `Take another photo of ${name}` }).locator('img')
async function isSeen(image: ReturnType<typeof face>): Promise<void> {
  const width = () => image.first().evaluate((element) => (element as HTMLImageElement).naturalWidth).catch(() => 0)
  await expect.poll(width, { timeout: screen_timeout_ms }).toBeGreaterThan(0)
}

/** Counts what really goes down on the keyboard from now on. */
async function counting(desk: DeskPage): Promise<() => Promise<{ keys: number; seconds: number }>> {
  await desk.page.evaluate(() => {
    const counted = { keys: 0, since: performance.now() }
    Object.assign(window, { counted })
    window.addEventListener('keydown', (event) => (counted.keys += event.isTrusted && !event.repeat ? 1 : 0), true)
  })
  return () => desk.page.evaluate(() => {
    const { keys, since } = (window as unknown as { counted: { keys: number; since: number } }).counted
    return { keys, seconds: Math.round((performance.now() - since) / 100) / 10 }
  })
}

it('an administrator sets how the venue checks people in and what certificates say, and nobody else can', async () => {
  const proctor = await morning.deskOf('Amara Diallo')
  await proctor.palette('go to site')
  await proctor.sees('An administrator changes this.')
  expect(await proctor.page.getByLabel('Sheets of scrap paper with the check-in').isDisabled()).toBe(true)

  const admin = await morning.deskOf('Site Admin')
  await admin.palette('go to site')
  await admin.page.getByLabel('Step 2', { exact: true }).getByRole('textbox').waitFor()
  // The second step becomes a photo that may be left out, the third one goes; paper comes with the check-in.
  await admin.page.getByLabel('Step 2', { exact: true }).getByRole('textbox').fill('Photo')
  await admin.page.getByLabel('Step 2', { exact: true }).getByLabel('Done by').selectOption('photo')
  await admin.page.getByLabel('Step 2', { exact: true }).getByLabel('Required').uncheck()
  await admin.page.getByRole('button', { name: 'Remove Photo taken' }).press('Enter')
  await admin.page.getByLabel('Sheets of scrap paper with the check-in').fill(String(sheets))
  await admin.page.getByRole('button', { name: 'Save for all desks' }).press('Enter')
  await admin.sees('Saved. Every desk of this venue has it as soon as it is online.')
  // What a program's certificates say is written, tried and kept at the same place.
  expect(await proctor.page.getByRole('textbox', { name: 'Text' }).count()).toBe(0)
  const text = admin.page.getByRole('textbox', { name: 'Text' })
  const preview = admin.page.getByRole('region', { name: 'Preview' })
  await preview.getByRole('heading', { name: 'Zoë D’Arcy-Müller' }).waitFor()
  await text.fill('<h1>{{ name }}</h1><p>{{ subject_name }}{% if %}</p>')
  await preview.getByText('This text cannot be used').waitFor()
  await text.fill('<h1>{{ name }}</h1><script>window.ran = true</script><p>is a {{ subject_name }}</p>')
  await preview.getByText('is a Journeyman Welder').waitFor()
  expect(await admin.findings('what certificates say')).toEqual([])
  await text.focus()
  await admin.press('Control+s')
  await admin.page.getByRole('button', { name: 'Back to the usual text' }).waitFor()
  expect(await admin.page.evaluate(() => 'ran' in window)).toBe(false)
  expect([...proctor.complaints, ...admin.complaints]).toEqual([])
})

it('a known candidate with valid ID is in after at most six keys, with photo, seat and paper', async () => {
  const desk = await morning.deskOf('Amara Diallo')
  const { LearnerName: name, LearnerCode: code } = candidate(0)
  await desk.palette('everyone')
  await desk.page.getByRole('combobox').waitFor()
  // A scan is one act of the hand, whatever the scanner types.
  await desk.scan(code)
  await shown(desk, name)
  const count = await counting(desk)
  await desk.press('f')
  await desk.page.getByRole('button', { name: /^Take Enter/ }).and(desk.page.locator(':enabled')).waitFor()
  await desk.press('Enter')
  await desk.page.getByRole('button', { name: /^Use it/ }).waitFor()
  expect(await desk.findings('photo')).toEqual([])
  await desk.press('Enter')
  await isSeen(face(desk, name))
  await desk.press('0')
  await desk.press('Enter')
  await isIn(desk)
  await desk.sees(`Gave ${sheets} sheets.`)
  const { keys, seconds } = await count()
  process.stdout.write(`Check-in by scan, with a photo: ${1 + keys} keystrokes (the scan is one), ${seconds} s on this machine with axe in between\n`)
  expect(1 + keys).toBeLessThanOrEqual(keystrokes_max)
  const person = desk.person(name)
  for (const step of ['Photo ID matches', 'Photo', 'Rules signed']) await person.getByRole('status').getByText(step, { exact: true }).waitFor()
  expect(await person.getByRole('region', { name: 'Seat' }).innerText()).toMatch(/\d/)
  expect(await person.getByRole('region', { name: 'Scrap paper' }).getByRole('listitem').count()).toBe(sheets)
  // At a second look, for a return from a break: the face is there.
  await desk.find(candidate(1).LearnerCode)
  await shown(desk, candidate(1).LearnerName)
  await desk.scan(code)
  await shown(desk, name)
  await isSeen(face(desk, name))
  expect(await desk.findings('in, with a face')).toEqual([])
  expect(desk.complaints).toEqual([])
})

it('letters typed at the sittings of the day are a search among everyone, from the first one on', async () => {
  const desk = await morning.deskOf('Amara Diallo')
  await desk.palette('today')
  await desk.page.getByRole('heading', { name: 'Today' }).first().waitFor()
  await desk.page.keyboard.type('mül', { delay: 60 })
  await desk.page.waitForFunction(() => (document.activeElement as HTMLInputElement | null)?.value === 'mül')
  await desk.press('Escape')
  expect(desk.complaints).toEqual([])
})

it('found by three letters instead of a scan it is six keys as well', async () => {
  const desk = await morning.deskOf('Amara Diallo')
  const { LearnerName: name, LearnerCode: code } = candidate(1)
  await desk.palette('everyone')
  await desk.page.getByRole('combobox').waitFor()
  // The last signs of the code tell this candidate from all others; the field has the focus.
  const end = code.slice(-3)
  const count = await counting(desk)
  await desk.type(end)
  await shown(desk, name)
  await desk.press('Enter')
  await desk.press('0')
  await desk.press('Enter')
  await isIn(desk)
  await desk.sees(`Gave ${sheets} sheets.`)
  const { keys, seconds } = await count()
  process.stdout.write(`Check-in by ${end.length} letters: ${keys} keystrokes, ${seconds} s on this machine\n`)
  expect(keys).toBeLessThanOrEqual(keystrokes_max)
  expect(desk.complaints).toEqual([])
})

/** Answers to paths like this come so much later, as from a station that is busy, until it is taken away. */
async function later(desk: DeskPage, path: RegExp, delay_ms: number): Promise<() => Promise<void>> {
  await desk.page.route(path, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, delay_ms))
    await route.continue()
  })
  return () => desk.page.unrouteAll({ behavior: 'wait' })
}

it('whoever is scanned or clicked stays, though the answer to a search that was typed before comes afterwards', async () => {
  const desk = await morning.deskOf('Amara Diallo')
  const [typed, scanned] = [candidate(2), candidate(3)]
  await desk.palette('everyone')
  await desk.page.getByRole('combobox').waitFor()
  const atOnce = await later(desk, /\/desk\/roster\b/, 1_500)
  await desk.type(typed.LearnerCode)
  await desk.scan(scanned.LearnerCode)
  await shown(desk, scanned.LearnerName)
  await desk.page.getByRole('option').filter({ hasText: typed.LearnerCode }).waitFor()
  await desk.shown()
  await shown(desk, scanned.LearnerName)
  expect(await desk.person(typed.LearnerName).count()).toBe(0)
  // So does whoever is clicked in the list of the search before.
  await desk.search('mül')
  await desk.page.getByRole('option').filter({ hasText: typed.LearnerCode }).click()
  await shown(desk, typed.LearnerName)
  await desk.page.getByRole('option').filter({ hasText: 'Müller' }).first().waitFor()
  await desk.shown()
  await shown(desk, typed.LearnerName)
  await atOnce()
  // What is typed from now on is a search again.
  await desk.search(scanned.LearnerCode)
  await shown(desk, scanned.LearnerName)
  expect(desk.complaints).toEqual([])
})

it('keys that are pressed before the station knows a scan are for whoever was scanned', async () => {
  const desk = await morning.deskOf('Amara Diallo')
  const [before, scanned] = [candidate(2), candidate(3)]
  await desk.find(before.LearnerCode)
  await shown(desk, before.LearnerName)
  await desk.press('Enter')
  await desk.page.locator('#desk-person:focus').waitFor()
  const atOnce = await later(desk, /\/desk\/scan\b/, 800)
  await desk.scan(scanned.LearnerCode)
  for (const key of ['0', 'Enter']) await desk.press(key)
  await shown(desk, scanned.LearnerName)
  await isIn(desk)
  // Whoever goes on searching by then is not given somebody else, and is told.
  await desk.scan(before.LearnerCode)
  await desk.page.getByRole('combobox').click()
  await desk.press('Control+a')
  await desk.type('mül')
  await desk.sees(`${before.LearnerCode} was overtaken`)
  await shown(desk, 'Jürgen Müller')
  expect(await desk.page.getByRole('combobox').inputValue()).toBe('mül')
  await atOnce()
  await desk.find(before.LearnerCode)
  await shown(desk, before.LearnerName)
  expect(await desk.person(before.LearnerName).getByRole('status').getByText(/^In \d/).count()).toBe(0)
  expect(desk.complaints).toEqual([])
})

it('the keys of a check-in can be typed on, however late the station answers', async () => {
  const desk = await morning.deskOf('Amara Diallo')
  const { LearnerName: name, LearnerCode: code } = candidate(8)
  await desk.palette('everyone')
  await desk.page.getByRole('combobox').waitFor()
  const atOnce = await later(desk, /\/desk\/(roster|candidate)/, 600)
  await desk.type(code.slice(-3))
  for (const key of ['Enter', '0', 'Enter']) {
    await desk.press(key)
    await desk.page.waitForTimeout(key_pause_ms)
  }
  await shown(desk, name)
  await isIn(desk)
  // So can those of an undo, from somebody else's side.
  await desk.find(candidate(2).LearnerCode)
  await shown(desk, candidate(2).LearnerName)
  await desk.press('Enter')
  await desk.page.locator('#desk-person:focus').waitFor()
  await desk.roll('u', '1')
  await shown(desk, name)
  await desk.person(name).getByRole('button', { name: /^Check in/ }).waitFor()
  await atOnce()
  expect(desk.complaints).toEqual([])
})

it('a scan is one where a busy laptop hears its keys late, and leaves the search as it was', async () => {
  const desk = await morning.deskOf('Amara Diallo')
  const [before, scanned] = [candidate(2), candidate(5)]
  await desk.find(before.LearnerCode)
  await shown(desk, before.LearnerName)
  await desk.press('Enter')
  await desk.page.locator('#desk-person:focus').waitFor()
  await desk.scanLate(scanned.LearnerCode, 2 * key_pause_ms)
  await desk.press('0')
  await desk.press('Enter')
  await shown(desk, scanned.LearnerName)
  await isIn(desk)
  expect(await desk.page.getByRole('combobox').inputValue()).toBe(before.LearnerCode)
  expect(desk.complaints).toEqual([])
})

it('a sheet that the station knows late is not given to whoever stands there by then', async () => {
  const desk = await morning.deskOf('Amara Diallo')
  const openSheets = async ({ LearnerCode, LearnerName }: Registration) => {
    await desk.find(LearnerCode)
    await shown(desk, LearnerName)
    await desk.press('Enter')
    await desk.page.locator('#desk-person:focus').waitFor()
    await desk.press('p')
    await desk.page.locator('#sheets-input:focus').waitFor()
  }
  await openSheets(candidate(6))
  const atOnce = await later(desk, /\/desk\/scan\b/, 4_000)
  await desk.scan('HP-7301')
  await desk.press('Escape')
  await openSheets(candidate(7))
  await desk.sees('HP-7301 was overtaken')
  expect(await desk.person(candidate(7).LearnerName).getByRole('listitem').filter({ hasText: 'HP-7301' }).count()).toBe(0)
  await atOnce()
  await desk.press('Escape')
  expect(desk.complaints).toEqual([])
})

it('without a camera a word says so, and a file will do; an incident takes a photo the same way', async () => {
  const plain = await openChromium()
  try {
    const desk = await morning.window({ browser: plain })
    await desk.signIn('Amara Diallo', morning.pin)
    const { LearnerName: name, LearnerCode: code } = candidate(4)
    await desk.find(code)
    await shown(desk, name)
    const picture = { name: 'face.png', mimeType: 'image/png', buffer: await desk.page.screenshot() }
    await desk.press('Enter')
    await desk.press('f')
    await desk.sees(/There is no camera here|The camera may not be used/)
    expect(await desk.findings('no camera')).toEqual([])
    const file = desk.page.locator('input[type=file]')
    await file.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') })
    await desk.sees('That file is no picture.')
    await file.setInputFiles(picture)
    await desk.page.getByRole('button', { name: /^Use it/ }).waitFor()
    await desk.press('Enter')
    await isSeen(face(desk, name))

    await desk.press('i')
    await desk.page.getByRole('button', { name: 'Add a photo' }).click()
    await desk.page.locator('input[type=file]').setInputFiles(picture)
    await desk.page.getByRole('button', { name: /^Use it/ }).press('Enter')
    await desk.page.getByRole('img', { name: 'The photo that was taken' }).waitFor()
    expect(await desk.findings('incident with a photo')).toEqual([])
    expect(desk.complaints).toEqual([])
  } finally {
    await plain.close()
  }
})
