/** Rooms drawn, everyone seated, one seated by the map, and who sat where: in Chromium, by keyboard. */
import { existsSync } from 'node:fs'
import { chromium, type Browser } from '@playwright/test'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hallpassProcess, type HallpassProcess } from '../faults/hallpass-process.ts'
import { must } from '../../src-shared/assert.ts'
import { DeskPage } from './desk-page.ts'
import { examMorning, type ExamMorning } from './exam-morning.ts'

const system_chromium = '/usr/bin/chromium'
const screen_timeout_ms = 60_000
let browser: Browser
let morning: ExamMorning
let station: HallpassProcess

beforeAll(async () => {
  browser = await chromium.launch({ args: ['--no-sandbox'], ...(existsSync(system_chromium) ? { executablePath: system_chromium } : {}) })
  morning = await examMorning()
  const { data, upstream, hq } = morning
  station = await hallpassProcess('station', ['--data', data, '--upstream', hq.url, '--upstream-key', upstream.key, '--site', upstream.site])
  await station.ready()
})

afterAll(async () => {
  await browser?.close()
  await station?.kill()
  await morning?.end()
})

async function deskOf(name: string): Promise<DeskPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-CA' })
  const desk = new DeskPage(await context.newPage())
  await desk.page.goto(station.url)
  await desk.signIn(name, morning.pin)
  return desk
}

const focusedSeat = '[role=gridcell]:focus'
/** The map of the first sitting, a seat focused. */
async function mapOf(desk: DeskPage): Promise<void> {
  await desk.press('Control+m')
  await desk.sees('The seats of which sitting?')
  await desk.press('1')
  await desk.page.locator(focusedSeat).waitFor({ timeout: screen_timeout_ms })
}
const here = (desk: DeskPage) => desk.page.locator(focusedSeat).getAttribute('aria-label')

it('a lead draws a room with an aisle, an accessible and a renamed seat; a proctor only looks', async () => {
  const desk = await deskOf('Ravi Okafor')
  await mapOf(desk)
  await desk.type('r')
  await desk.page.getByRole('grid', { name: 'Plan of Main hall' }).locator(focusedSeat).waitFor({ timeout: screen_timeout_ms })
  await desk.type('n')
  await desk.page.getByRole('grid', { name: 'Plan of Room 4' }).locator(focusedSeat).waitFor({ timeout: screen_timeout_ms })
  expect(await here(desk)).toBe('Seat A1, free')
  await desk.type('a')
  await expect.poll(() => here(desk)).toBe('Seat A1, free, accessible')
  await desk.press('ArrowRight')
  await desk.type('c')
  await expect.poll(() => here(desk)).toBe('Gap, row 1, place 2')
  await desk.press('ArrowRight')
  await desk.type('t')
  await desk.page.locator('section input:focus').waitFor({ timeout: screen_timeout_ms })
  await desk.type('Window')
  await desk.press('Enter')
  await expect.poll(() => here(desk)).toBe('Seat Window, free')
  expect(await desk.findings('rooms')).toEqual([])
  await desk.press('Control+s')
  await desk.sees('Room 4 is saved.')
  await desk.press('Escape')
  await desk.sees('Room 4, 25 of 25 free')
  await desk.page.context().close()

  const amara = await deskOf('Amara Diallo')
  await mapOf(amara)
  await amara.type('r')
  await amara.sees('A lead or an administrator changes rooms.')
  expect(amara.complaints).toEqual([])
  await amara.page.context().close()
})

it('everyone is seated with one key after a look at what it would do, and it is taken back with another', async () => {
  const desk = await deskOf('Amara Diallo')
  await mapOf(desk)
  await desk.type('e')
  await desk.sees(/^Give \d+ seats\?$/)
  await desk.page.getByRole('gridcell', { name: /would be given/ }).first().waitFor({ timeout: screen_timeout_ms })
  expect(await desk.findings('placing')).toEqual([])
  await desk.press('Enter')
  await desk.sees(/^\d+ seats were given\.$/)
  await desk.sees('Everyone has a seat.')
  expect(await desk.findings('seats')).toEqual([])
  // Jürgen Müller needs a room of his own.
  await expect.poll(async () => (await morning.atHq(morning.müller.RegistrationIdentifier)).Seat, { timeout: screen_timeout_ms }).toMatch(/^Q\d$/)
  await desk.type('u')
  await desk.sees(/^\d+ seats were taken back\.$/)
  await expect.poll(async () => (await morning.atHq(morning.müller.RegistrationIdentifier)).Seat, { timeout: screen_timeout_ms }).toBeNull()
  expect(desk.complaints).toEqual([])
  await desk.page.context().close()
})

it('one is seated by the map, then moved by the small map of the check-in, and the history knows both and who sits where', async () => {
  const { hq, upstream, candidates, müller } = morning
  const sat = must(candidates[0], 'a candidate')
  const answer = await fetch(`${hq.url}/api/registrations/${sat.RegistrationIdentifier}/commands/check-in`, {
    method: 'POST', headers: { authorization: upstream.key, 'content-type': 'application/json' }, body: JSON.stringify({ Seat: 'N1', IdentityChecks: ['passport'] }),
  })
  expect(answer.status).toBe(200)
  const desk = await deskOf('Amara Diallo')
  await mapOf(desk)
  await desk.page.getByRole('gridcell', { name: new RegExp(`^Seat N1, .*${sat.LearnerName}`) }).waitFor({ timeout: screen_timeout_ms })
  await desk.press('ArrowDown')
  await expect.poll(() => here(desk)).toBe('Seat 09, free')
  await desk.press('Enter')
  await desk.page.getByRole('combobox', { name: 'Give this seat to' }).waitFor({ timeout: screen_timeout_ms })
  await desk.type('muller')
  await desk.page.getByRole('option', { name: /Müller, Jürgen/ }).waitFor({ timeout: screen_timeout_ms })
  await desk.press('Enter')
  await desk.sees('Jürgen Müller has seat 09.')
  await expect.poll(() => here(desk)).toBe('Seat 09, given, expected, Jürgen Müller')

  await desk.page.evaluate(([to]) => (location.hash = to ?? ''), [`#/roster/${müller.EventIdentifier}/${müller.RegistrationIdentifier}`])
  await desk.person('Jürgen Müller').waitFor({ timeout: screen_timeout_ms })
  await desk.page.locator('#desk-person').focus()
  await desk.type('s')
  await desk.page.getByRole('grid', { name: 'Main hall' }).waitFor({ timeout: screen_timeout_ms })
  await desk.press('ArrowDown')
  await expect.poll(() => here(desk)).toBe('Seat 09, given, expected, Jürgen Müller')
  await desk.press('ArrowRight')
  expect(await desk.findings('seat at check-in')).toEqual([])
  await desk.press('Enter')
  await desk.page.getByRole('region', { name: 'Seat' }).getByText('10', { exact: true }).waitFor({ timeout: screen_timeout_ms })

  // The sitting is known by now.
  await desk.press('Control+m')
  await desk.page.locator(focusedSeat).waitFor({ timeout: screen_timeout_ms })
  await desk.type('h')
  await desk.page.locator('form input:focus').waitFor({ timeout: screen_timeout_ms })
  await desk.press('Control+a')
  await desk.type('9')
  await desk.press('Enter')
  await desk.sees(/moved to 10/)
  await desk.press('Control+a')
  await desk.type('n1')
  await desk.press('Enter')
  await desk.page.getByRole('button', { name: new RegExp(sat.LearnerName) }).waitFor({ timeout: screen_timeout_ms })
  await desk.sees(/sat here/)
  expect(await desk.findings('who sat where')).toEqual([])
  expect(desk.complaints).toEqual([])
  await desk.page.context().close()
})
