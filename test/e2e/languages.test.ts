/** The app in the other languages: somebody signs in, goes to every place, and lets somebody in. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { must } from '../../src-shared/assert.ts'
import { hubEs } from '../../src-renderer/messages/hub-es.ts'
import { hubFr } from '../../src-renderer/messages/hub-fr.ts'
import { openApp } from '../support/electron.ts'
import { DeskPage, screen_timeout_ms } from './desk-page.ts'
import { examMorning, type ExamMorning } from './exam-morning.ts'

const LANGUAGES = [
  { language: 'fr', only_leads: hubFr['hub.title'] },
  { language: 'es', only_leads: hubEs['hub.title'] },
]
let morning: ExamMorning

beforeAll(async () => {
  morning = await examMorning()
})

afterAll(() => morning?.end())

it.each(LANGUAGES)('in $language: each place has its name, somebody is let in, and nothing complains', async ({ language, only_leads }) => {
  const { data, upstream, hq, event, pin } = morning
  const who = must(morning.candidates.shift(), 'a candidate')
  const app = await openApp(['--data', data, '--upstream', hq.url, '--site', upstream.site, `--lang=${language}`], undefined, { HALLPASS_UPSTREAM_KEY: upstream.key })
  const desk = new DeskPage(app.page)
  await desk.signIn('Amara Diallo', pin)
  await desk.page.locator(`html[lang=${language}]`).waitFor()
  const rail = desk.page.getByRole('navigation').getByRole('button')
  const headings = new Set<string>()
  for (let at = 0; at < (await rail.count()) - 1; at++) {
    await rail.nth(at).click()
    await desk.page.locator('nav [aria-current=page]').and(rail.nth(at)).waitFor()
    headings.add(await desk.page.getByRole('heading', { level: 1 }).innerText())
  }
  expect(headings.size).toBe((await rail.count()) - 1)
  // The last of them is the site: a proctor lets no desk in.
  expect(await desk.page.getByText(only_leads).count()).toBe(0)

  await rail.first().click()
  const card = desk.page.locator(`[data-sitting-card="${event}"]`)
  await card.waitFor()
  await desk.press((await card.locator('kbd').innerText()).trim())
  await desk.page.locator('#desk-search:focus').waitFor()
  await desk.search(who.LearnerCode)
  await desk.person(who.LearnerName).waitFor()
  await desk.press('Enter')
  await desk.page.locator('#desk-person:focus').waitFor()
  await desk.press('0')
  await desk.press('Enter')
  await expect.poll(async () => (await morning.atHq(who.RegistrationIdentifier)).CheckedInAt, { timeout: screen_timeout_ms }).not.toBeNull()
  expect(desk.complaints).toEqual([])
  await app.close()
})
