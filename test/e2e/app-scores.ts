/** The scores of those who were there first: entered, pasted by a second person, and settled by a third. */
import { must } from '../../src-shared/assert.ts'
import type { DeskPage } from './desk-page.ts'
import type { ExamMorning } from './exam-morning.ts'

const row = (desk: DeskPage, text: string) => desk.page.getByRole('row').filter({ hasText: text })
const candidate = ({ candidates }: ExamMorning, n: number) => must(candidates[n], 'a candidate')

/** The grid, at the row of this candidate. */
async function scoreOf(desk: DeskPage, morning: ExamMorning, n: number): Promise<void> {
  await desk.go(`#/scores/${morning.event}`)
  await desk.page.getByRole('textbox', { name: `Score of ${candidate(morning, n).LearnerName}` }).focus()
}

export async function firstScores(desk: DeskPage, morning: ExamMorning, scores: readonly string[]): Promise<void> {
  await scoreOf(desk, morning, 0)
  for (const score of scores) {
    await desk.type(score)
    await desk.press('Enter')
  }
  await row(desk, 'A second person is needed').nth(scores.length - 1).waitFor()
}

/** Codes with numbers, as they are copied from a spreadsheet; one of them differs from the first. */
export async function secondScores(desk: DeskPage, morning: ExamMorning, scores: readonly string[]): Promise<void> {
  await scoreOf(desk, morning, 0)
  await desk.page.evaluate((text) => {
    const data = new DataTransfer()
    data.setData('text', text)
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, scores.map((score, n) => `${candidate(morning, n).LearnerCode}\t${score}`).join('\n'))
  await desk.sees(`${scores.length} scores were pasted.`)
  await desk.page.getByRole('button', { name: 'Enter them' }).press('Enter')
  await row(desk, 'a third person is needed').waitFor()
}

/** A third person settles the last one, and corrects the first. */
export async function thirdScore(desk: DeskPage, morning: ExamMorning, { n, score, corrected }: { n: number; score: string; corrected: string }): Promise<void> {
  await scoreOf(desk, morning, n)
  await row(desk, 'enter it as the third').waitFor()
  await desk.type(score)
  await desk.press('Enter')
  await row(desk, 'Failed').waitFor()
  await desk.page.getByRole('button', { name: `Correct the score of ${candidate(morning, 0).LearnerName}` }).press('Enter')
  await desk.page.locator('section input:focus').waitFor()
  await desk.type(corrected)
  await desk.press('Enter')
  await desk.sees('Counted again together')
  await desk.press('2')
  await row(desk, 'corrected').waitFor()
}
