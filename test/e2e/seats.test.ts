/** Rooms drawn, everyone seated, one seated by the map, and who sat where: in Chromium, by keyboard. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { must } from '../../src-shared/assert.ts'
import { screen_timeout_ms, type DeskPage } from './desk-page.ts'
import { deskMorning, type DeskMorning } from './exam-morning.ts'
import { openDesk, type OpenDesk } from './open-desk.ts'

let morning: OpenDesk<DeskMorning>

beforeAll(async () => {
  morning = await openDesk(deskMorning)
})

afterEach(() => morning.rest())
afterAll(() => morning?.end())

const focusedSeat = '[role=gridcell]:focus'
/** The map of the first sitting, a seat focused. */
async function mapOf(desk: DeskPage): Promise<void> {
  await desk.press('Control+m')
  await desk.sees('The seats of which sitting?')
  await desk.press('1')
  await desk.page.locator(focusedSeat).waitFor()
}
const here = (desk: DeskPage) => desk.page.locator(focusedSeat).getAttribute('aria-label')

it('a lead draws a room with an aisle, an accessible and a renamed seat; a proctor only looks', async () => {
  const desk = await morning.deskOf('Ravi Okafor')
  await mapOf(desk)
  await desk.type('r')
  await desk.page.getByRole('grid', { name: 'Plan of Main hall' }).locator(focusedSeat).waitFor()
  await desk.type('n')
  await desk.page.getByRole('grid', { name: 'Plan of Room 4' }).locator(focusedSeat).waitFor()
  expect(await here(desk)).toBe('Seat A1, free')
  await desk.type('a')
  await expect.poll(() => here(desk)).toBe('Seat A1, free, accessible')
  await desk.press('ArrowRight')
  await desk.type('c')
  await expect.poll(() => here(desk)).toBe('Gap, row 1, place 2')
  await desk.press('ArrowRight')
  await desk.type('t')
  await desk.page.locator('section input:focus').waitFor()
  await desk.type('Window')
  await desk.press('Enter')
  await expect.poll(() => here(desk)).toBe('Seat Window, free')
  await desk.press('Control+s')
  await desk.sees('Room 4 is saved.')
  await desk.press('Escape')
  await desk.sees('Room 4, 25 of 25 free')

  const amara = await morning.deskOf('Amara Diallo')
  await mapOf(amara)
  await amara.type('r')
  await amara.sees('A lead or an administrator changes rooms.')
  expect(amara.complaints).toEqual([])
})

it('everyone is seated with one key after a look at what it would do, and it is taken back with another', async () => {
  const desk = await morning.deskOf('Amara Diallo')
  await mapOf(desk)
  await desk.type('e')
  await desk.sees(/^Give \d+ seats\?$/)
  await desk.page.getByRole('gridcell', { name: /would be given/ }).first().waitFor()
  expect(await desk.findings('placing')).toEqual([])
  await desk.press('Enter')
  await desk.sees(/^\d+ seats were given\.$/)
  await desk.sees('Everyone has a seat.')
  // Jürgen Müller needs a room of his own.
  await expect.poll(async () => (await morning.atHq(morning.müller.RegistrationIdentifier)).Seat, { timeout: screen_timeout_ms }).toMatch(/^Q\d$/)
  await desk.type('u')
  await desk.sees(/^\d+ seats were taken back\.$/)
  await expect.poll(async () => (await morning.atHq(morning.müller.RegistrationIdentifier)).Seat, { timeout: screen_timeout_ms }).toBeNull()
  expect(desk.complaints).toEqual([])
})

it('one is seated by the map, then moved by the small map of the check-in, and the history knows both and who sits where', async () => {
  const { candidates, müller } = morning
  const sat = must(candidates[0], 'a candidate')
  await morning.askHq(`/api/registrations/${sat.RegistrationIdentifier}/commands/check-in`, { Seat: 'N1', IdentityChecks: ['passport'] })
  const desk = await morning.deskOf('Amara Diallo')
  await mapOf(desk)
  await desk.page.getByRole('gridcell', { name: new RegExp(`^Seat N1, .*${sat.LearnerName}`) }).waitFor()
  await desk.press('ArrowDown')
  await expect.poll(() => here(desk)).toBe('Seat 09, free')
  await desk.press('Enter')
  await desk.page.getByRole('combobox', { name: 'Give this seat to' }).waitFor()
  await desk.type('muller')
  await desk.page.getByRole('option', { name: /Müller, Jürgen/ }).waitFor()
  await desk.press('Enter')
  await desk.sees('Jürgen Müller has seat 09.')
  await expect.poll(() => here(desk)).toBe('Seat 09, given, expected, Jürgen Müller')

  await desk.go(`#/roster/${müller.EventIdentifier}/${müller.RegistrationIdentifier}`)
  await desk.person('Jürgen Müller').waitFor()
  await desk.page.locator('#desk-person').focus()
  await desk.type('s')
  await desk.page.getByRole('grid', { name: 'Main hall' }).waitFor()
  await desk.press('ArrowDown')
  await expect.poll(() => here(desk)).toBe('Seat 09, given, expected, Jürgen Müller')
  await desk.press('ArrowRight')
  expect(await desk.findings('seat at check-in')).toEqual([])
  await desk.press('Enter')
  await desk.page.getByRole('region', { name: 'Seat' }).getByText('10', { exact: true }).waitFor()

  // The sitting is known by now.
  await desk.press('Control+m')
  await desk.page.locator(focusedSeat).waitFor()
  await desk.type('h')
  await desk.page.locator('form input:focus').waitFor()
  await desk.press('Control+a')
  await desk.type('9')
  await desk.press('Enter')
  await desk.sees(/moved to 10/)
  await desk.press('Control+a')
  await desk.type('n1')
  await desk.press('Enter')
  await desk.page.getByRole('button', { name: new RegExp(sat.LearnerName) }).waitFor()
  await desk.sees(/sat here/)
  expect(await desk.findings('who sat where')).toEqual([])
  expect(desk.complaints).toEqual([])
})
