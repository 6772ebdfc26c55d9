/** Point 12: rosters by file. */
import { expect } from 'vitest'
import { must } from '../../../../src-shared/assert.ts'
import { roster_import_rows_per_request } from '../../../../src-shared/limits.ts'
import { cellOf, workbook } from '../../../renderer/import/workbook.ts'
import type { Registration } from '../../exam-morning.ts'
import { LEAD, type Day, type Flow } from '../day.ts'
import { EMPTY_SITTING } from '../elsewhere.ts'
import { button } from '../hand.ts'

const CSV = ['Family,First name,Ref,E-mail', 'Ṣoyinka,Ọlá,WA-1,ola@example.org', "O'Brien-Zwerg,Niamh,WA-2,niamh at example", 'Ó Zwerg,Zoë,WA-3,'].join('\n')
const csv = { name: 'monday.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${CSV}`) }
const row = (n: number, cells: readonly string[]) => `<row r="${n}">${cells.map((text, at) => cellOf(`${'ABCD'[at]}${n}`, text)).join('')}</row>`
const long_n = 2 * roster_import_rows_per_request + 3

async function choose(day: Day, file: Parameters<Day['choose']>[2]): Promise<void> {
  await day.choose(button(day.hand, /^Choose a file/), 'o', file)
  await day.sees(/ rows\. What do its columns say\?$/)
}
async function preview(day: Day): Promise<void> {
  await day.hand.use(button(day.hand, /^See what would happen/), 'Control+Enter')
}
async function begin(day: Day): Promise<void> {
  await day.as(LEAD)
  await day.roster(day.morning.event)
  await day.hand.use(button(day.hand, 'Import a list'))
}

export const importCsv: Flow = {
  point: 12, name: 'a roster as CSV: a column is named, the bad row is shown and saved, the others are registered; the same file again changes nothing',
  async run(day) {
    const { hand, page } = day
    await begin(day)
    await choose(day, csv)
    const ref = page.getByRole('combobox', { name: 'What “Ref” says' })
    await hand.choose(ref, 'Candidate code')
    await day.look('columns')
    await preview(day)
    await day.sees('2 people would be registered')
    await day.sees('“niamh at example” is not an e-mail address.')
    await day.look('preview')
    expect(await day.files.saved(() => hand.use(button(hand, /^Save the rows that are not taken/), 'd'))).toContain("O'Brien-Zwerg,Niamh,WA-2,niamh at example")
    await hand.use(button(hand, /^Register 2 people/), 'Control+Enter')
    await day.sees('2 people were registered')
    await hand.use(button(hand, /^Another file/), 'Escape')
    await choose(day, csv)
    expect(await ref.inputValue()).toBe('code')
    await preview(day)
    await day.sees('0 people would be registered')
    await page.getByRole('radio', { name: 'Registered already 2' }).waitFor()
    day.atHq('the imported', async () => {
      const { Items } = await day.morning.askHq<{ Items: Registration[] }>('/api/registrations/search', { Name: 'Ṣoyinka' })
      expect(Items.map(({ LearnerCode, EventIdentifier }) => [LearnerCode, EventIdentifier])).toEqual([['WA-1', day.morning.event]])
    })
  },
}

export const importStopped: Flow = {
  point: 12, name: 'a long workbook into another sitting is stopped; what is registered stays, and the rest follows',
  async run(day) {
    const { hand, page, morning } = day
    const people = Array.from({ length: long_n }, (_, n) => row(n + 2, ['Ó Dálaigh', `Áine ${n}`, `STOP-${n}`, morning.müller.Assessment]))
    const sheet = [row(1, ['Last name', 'First name', 'Code', 'Form code']), ...people].join('')
    await begin(day)
    await choose(day, { name: 'long.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: Buffer.from(workbook(sheet)) })
    const sittings = page.getByRole('combobox', { name: 'Sitting', exact: true })
    const option = sittings.locator(`option[value="${EMPTY_SITTING}"]`)
    await option.waitFor({ state: 'attached' })
    await hand.choose(sittings, await option.innerText())
    await preview(day)
    await day.sees(`${long_n} people would be registered`)
    await hand.use(button(hand, new RegExp(`^Register ${long_n} people`)), 'Control+Enter')
    await hand.use(button(hand, /^Stop/), 'Escape')
    await day.sees(/^Stopped\. \d+ people were registered and stay so/)
    const n = Number(must(/\d+/.exec(await page.getByText(/^Stopped\. \d+/).innerText())?.[0], 'how many'))
    await day.look('import stopped')
    expect(n % roster_import_rows_per_request).toBe(0)
    await hand.use(button(hand, new RegExp(`^Register ${long_n - n} people`)), 'Control+Enter')
    await day.sees(`${long_n - n} people were registered`)
    await page.getByRole('radio', { name: `Registered already ${n}` }).waitFor()
    day.atHq('the long workbook', async () => {
      expect(await morning.askHq('/api/registrations/count', { Name: 'Ó Dálaigh' })).toMatchObject({ Count: long_n })
    })
  },
}
