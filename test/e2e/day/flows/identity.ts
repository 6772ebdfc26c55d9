/** Point 4: the steps that take more than a tick, and paper in the same go. */
import type { Locator } from '@playwright/test'
import { expect } from 'vitest'
import { must } from '../../../../src-shared/assert.ts'
import { screen_timeout_ms } from '../../desk-page.ts'
import { PROCTOR, type Day, type Flow } from '../day.ts'
import { button } from '../hand.ts'
import { letIn } from './check-in.ts'
import { LOCKER, SIGNED, with_check_in } from './steps.ts'

const strokes = 12
const stroke_px = 20
const CODE = /SP-[0-9A-Z]{5}-[0-9A-Z]{5}/g

/** The bytes of an image are there. */
async function isSeen(image: Locator): Promise<void> {
  const width = () => image.first().evaluate((element) => (element as HTMLImageElement).naturalWidth).catch(() => 0)
  await expect.poll(width, { timeout: screen_timeout_ms }).toBeGreaterThan(0)
}

async function takePhoto({ hand, page }: Day, name: string): Promise<void> {
  await hand.use(page.getByRole('button', { name: `Take a photo of ${name}` }), 'f')
  await hand.use(button(hand, /^Take( Enter)?$/), 'Enter')
  await hand.use(button(hand, /^Again/), 'r')
  await hand.use(button(hand, /^Take( Enter)?$/), 'Enter')
  await hand.use(button(hand, /^Use it/), 'Enter')
  await isSeen(page.getByRole('button', { name: `Take another photo of ${name}` }).locator('img'))
}

/** With a pen, which is a mouse to the window. */
async function sign(day: Day, name: string, person: Locator): Promise<void> {
  const { hand, page } = day
  await hand.use(button(hand, /^Sign( N)?$/, person), 'n')
  await day.look('signature')
  const pad = must(await page.getByRole('img', { name: 'Sign here with pen, finger or mouse' }).boundingBox(), 'the pad')
  const middle = pad.y + pad.height / 2
  await page.mouse.move(pad.x + stroke_px, middle)
  await page.mouse.down()
  for (let i = 1; i <= strokes; i++) await page.mouse.move(pad.x + (i + 1) * stroke_px, middle + Math.sin(i) * 2 * stroke_px)
  await page.mouse.up()
  await hand.use(button(hand, /^Use it/), 'Enter')
  await isSeen(page.getByRole('img', { name: `Signature of ${name}` }))
}

async function putAway({ hand }: Day, person: Locator, locker: string): Promise<void> {
  await hand.use(button(hand, /^Note a locker/, person), 'l')
  await hand.write(person.getByRole('textbox', { name: 'Locker' }), locker, '')
  await hand.use(button(hand, /^Note it/, person), 'Enter')
}
const giveBack = (locker: string) => new RegExp(`^Give back locker ${locker}`)

export const identify: Flow = {
  point: 4, name: 'a scan opens somebody: photo, signature, locker, in with paper; paper taken back, the locker given back',
  async run(day) {
    const { hand } = day
    await day.as(PROCTOR)
    const who = day.someone()
    await day.go('Today')
    await hand.scan(who.LearnerCode)
    const person = day.desk.person(who.LearnerName)
    await takePhoto(day, who.LearnerName)
    await sign(day, who.LearnerName, person)
    await putAway(day, person, '12')
    await button(hand, giveBack('12'), person).waitFor()
    await letIn(day, person)
    await day.sees(`Gave ${with_check_in} sheets.`)
    const sheets = person.getByRole('region', { name: 'Scrap paper' }).getByRole('listitem')
    await sheets.nth(with_check_in - 1).waitFor()
    const codes = (await sheets.allInnerTexts()).flatMap((text) => text.match(CODE) ?? [])
    expect(codes).toHaveLength(with_check_in)
    await hand.use(button(hand, /^Take these back/, person), 'r')
    await day.sees(`Took ${with_check_in} sheets back.`)
    await hand.use(button(hand, giveBack('12'), person), 'k')
    await day.sees('Nothing put away yet.')
    day.arrives(who, (at) => expect(at).toMatchObject({ CheckedInBy: PROCTOR, Locker: null, IdentityChecks: expect.arrayContaining(['Photo taken', SIGNED, LOCKER]) as string[] }))
    day.atHq('paper taken back', async () => {
      const { Items } = await day.morning.askHq<{ Items: { SheetCode: string; Status: string }[] }>(`/api/events/scrap-paper?id=${who.RegistrationIdentifier}`)
      // Later in the day all that came back are destroyed.
      expect(Items.map(({ SheetCode, Status }) => [SheetCode, Status === 'Destroyed' ? 'Returned' : Status]).toSorted()).toEqual(codes.map((code) => [code, 'Returned']).toSorted())
    })
  },
}

export const leftOut: Flow = {
  point: 4, name: 'a locker that somebody else has is refused, and a signature is left out with a reason',
  async run(day) {
    const { hand } = day
    await day.as(PROCTOR)
    const [first, second] = [day.someone(), day.someone()]
    await putAway(day, await day.person(first), '14')
    await button(hand, giveBack('14')).waitFor()
    const person = await day.person(second)
    await putAway(day, person, '14')
    await day.sees(`${first.LearnerName} has locker 14.`)
    await day.look('locker')
    await hand.use(button(hand, /^Leave it/, person), 'Escape')
    await putAway(day, person, '15')
    await button(hand, giveBack('15'), person).waitFor()
    await hand.use(button(hand, /^Sign( N)?$/, person), 'n')
    await hand.use(button(hand, /^Not possible/, person), 'x')
    await hand.use(button(hand, /^The candidate cannot sign/, person), '1')
    await day.sees('not possible: The candidate cannot sign')
    await letIn(day, person)
    day.arrives(first, ({ Locker }) => expect(Locker).toBe('14'))
    day.arrives(second, (at) => expect(at).toMatchObject({ Locker: '15', IdentityChecks: expect.arrayContaining([`${SIGNED}: not possible (The candidate cannot sign)`, LOCKER]) as string[] }))
  },
}
