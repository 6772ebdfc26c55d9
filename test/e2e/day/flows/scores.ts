/** Point 9: scores by two people who do not see each other, a third where they differ, a correction, a certificate. */
import { expect } from 'vitest'
import { must } from '../../../../src-shared/assert.ts'
import type { Registration } from '../../exam-morning.ts'
import { ADMIN, LEAD, PROCTOR, type Arrived, type Day, type Flow } from '../day.ts'
import { button, until } from '../hand.ts'

interface Scored {
  who: Registration
  first: string
  second: string
  stands: { score: number; status: 'passed' | 'failed' }
}

/** Whose scores were entered on which day, from the first person to the last. */
const scoredOf = new WeakMap<Day, Scored[]>()
const scored = (day: Day) => must(scoredOf.get(day), 'scores that somebody entered first')

const fieldOf = (day: Day, { LearnerName }: Registration) => day.page.getByRole('textbox', { name: `Score of ${LearnerName}`, exact: true })
const rowOf = (day: Day, { LearnerCode }: Registration) => day.page.getByRole('row').filter({ hasText: LearnerCode })
const stands = (day: Day, who: Registration, text: string) => rowOf(day, who).getByText(text).waitFor()

/** In the grid; a keyboard goes to the first field by Enter and down from there. */
async function goTo(day: Day, who: Registration): Promise<void> {
  const field = fieldOf(day, who)
  await field.waitFor()
  await day.hand.way({
    async keys() {
      const isHere = () => field.evaluate((element) => element === document.activeElement)
      if ((await day.page.locator('input[id^=score-]:focus').count()) === 0) await day.hand.use(field, 'Enter')
      await until(isHere, () => day.desk.press('ArrowDown'))
    },
    mouse: () => day.hand.use(field),
  })
}

/** From the top of the grid to its bottom, a number each. */
async function enter(day: Day, scores: readonly { who: Registration; score: string }[]): Promise<void> {
  await fieldOf(day, must(scores[0], 'a score').who).waitFor()
  const order = await day.page.locator('input[id^=score-]').evaluateAll((fields) => fields.map(({ id }) => id))
  const at = ({ who }: { who: Registration }) => order.indexOf(`score-${who.RegistrationIdentifier}`)
  for (const { who, score } of scores.toSorted((one, other) => at(one) - at(other))) {
    await goTo(day, who)
    await day.hand.write(fieldOf(day, who), score, '')
  }
  await day.hand.way({ keys: () => day.desk.press('Enter'), mouse: () => day.hand.use(day.page.getByRole('columnheader', { name: 'Name' })) })
}

export const firstScores: Flow = {
  point: 9, name: 'one person enters scores, and each waits for a second',
  async run(day) {
    const given: Omit<Scored, 'who'>[] = [
      { first: '71', second: '71', stands: { score: 72, status: 'passed' } },
      { first: '64', second: '46', stands: { score: 64, status: 'failed' } },
      { first: '88', second: '88', stands: { score: 88, status: 'passed' } },
    ]
    const all = given.map((one) => ({ ...one, who: day.somebodyIn() }))
    scoredOf.set(day, all)
    await day.as(PROCTOR)
    await day.sitting('Scores')
    await enter(day, all.map(({ who, first }) => ({ who, score: first })))
    for (const { who } of all) await stands(day, who, 'A second person is needed')
    for (const { who, stands: result } of all) {
      day.atHq(`the result of ${who.LearnerName}`, async () => {
        const { ExamRegistration } = (await day.morning.atHq(who.RegistrationIdentifier)) as Arrived
        expect(await day.morning.askHq(`/examRegistrations/demo/${ExamRegistration}`)).toMatchObject(result)
      })
    }
  },
}

export const secondScores: Flow = {
  point: 9, name: 'a second person, who sees nothing of the first, pastes or types them; whoever passed has a certificate',
  async run(day) {
    const { hand } = day
    const all = scored(day)
    const { who } = must(all[2], 'who passed')
    await day.as(LEAD)
    await day.sitting('Scores')
    for (const one of all) expect(await fieldOf(day, one.who).inputValue()).toBe('')
    await hand.way({
      async keys() {
        await goTo(day, who)
        await day.files.copied(['Somebody\t99', ...all.map((one) => `${one.who.LearnerCode}\t${one.second}`)].join('\n'))
        await day.desk.press('Control+v')
        await day.sees(/^3 scores were pasted\. Not used: Somebody/)
        await hand.use(button(hand, 'Enter them'))
      },
      mouse: () => enter(day, all.map((one) => ({ who: one.who, score: one.second }))),
    })
    for (const { who: one, stands: { status } } of all) await stands(day, one, status === 'failed' ? 'a third person is needed' : 'Passed')
    await hand.use(button(hand, `Certificate of ${who.LearnerName}`))
    await day.page.locator('li[aria-current]').getByText(who.LearnerCode).waitFor()
    await hand.use(button(hand, 'Save as PDF'), 'f')
    await day.page.getByRole('button', { name: 'Save as PDF', pressed: true }).waitFor()
    const certificate = await day.files.pdf(() => hand.use(button(hand, `Certificate of ${who.LearnerName}`), 'Enter'))
    expect(certificate).toMatch(/has passed the examination/)
    await hand.use(button(hand, /^Leave it/), 'Escape')
  },
}

export const thirdScore: Flow = {
  point: 9, name: 'a third person settles what differs, and the pass mark decides',
  async run(day) {
    const { who, first } = must(scored(day)[1], 'a score that differs')
    await day.as(ADMIN)
    await day.sitting('Scores')
    await stands(day, who, 'enter it as the third')
    await enter(day, [{ who, score: first }])
    await stands(day, who, 'Failed')
  },
}

export const correctScore: Flow = {
  point: 9, name: 'a proctor corrects a score with a reason and a lead\'s signature',
  async run(day) {
    const { hand } = day
    const { who, stands: { score } } = must(scored(day)[0], 'a score that stands')
    await day.as(PROCTOR)
    await day.sitting('Scores')
    const title = `Correct the score of ${who.LearnerName}`
    await hand.use(button(hand, title))
    const form = day.page.getByRole('region', { name: title })
    await hand.write(form.getByLabel('Score that counts'), `${score}`, '')
    await hand.use(button(hand, /^Next/, form), 'Enter')
    await hand.use(button(hand, /^Counted again together/, form), '2')
    await hand.countersign(LEAD, day.morning.pin, 'Correct it')
    await stands(day, who, 'corrected')
  },
}
