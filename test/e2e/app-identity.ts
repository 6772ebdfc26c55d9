/** The steps of a check-in that take more than a tick: a photo by the camera, a signature by a pen, a locker. */
import { expect } from 'vitest'
import { must } from '../../src-shared/assert.ts'
import { screen_timeout_ms, type DeskPage } from './desk-page.ts'

const strokes = 20
const stroke_px = 15

/** With the candidate open, whose name this is. */
export async function identify(desk: DeskPage, name: string, locker: string): Promise<void> {
  const { page } = desk
  const use = page.getByRole('button', { name: /^(Take|Use it) ?Enter/ }).and(page.locator(':enabled'))
  async function isSeen(image: ReturnType<DeskPage['person']>): Promise<void> {
    const width = () => image.first().evaluate((element) => (element as HTMLImageElement).naturalWidth).catch(() => 0)
    await expect.poll(width, { timeout: screen_timeout_ms }).toBeGreaterThan(0)
  }

  await desk.press('f')
  await use.filter({ hasText: 'Take' }).waitFor()
  await desk.press('Enter')
  await use.filter({ hasText: 'Use it' }).waitFor()
  await desk.press('Enter')
  await isSeen(page.getByRole('button', { name: `Take another photo of ${name}` }).locator('img'))

  await desk.press('n')
  const pad = must(await page.getByRole('img', { name: 'Sign here with pen, finger or mouse' }).boundingBox(), 'the pad')
  const middle = pad.y + pad.height / 2
  await page.mouse.move(pad.x + stroke_px, middle)
  await page.mouse.down()
  for (let i = 1; i <= strokes; i++) await page.mouse.move(pad.x + (i + 1) * stroke_px, middle + Math.sin(i) * 2 * stroke_px)
  await page.mouse.up()
  await use.filter({ hasText: 'Use it' }).waitFor()
  await desk.press('Enter')
  await isSeen(page.getByRole('img', { name: `Signature of ${name}` }))

  await desk.press('l')
  await page.getByRole('textbox', { name: 'Locker' }).and(page.locator(':focus')).waitFor()
  await desk.type(locker)
  await desk.press('Enter')
  await page.getByRole('button', { name: `Give back locker ${locker}` }).waitFor()
}
