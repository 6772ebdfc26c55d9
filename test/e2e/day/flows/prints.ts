/** Point 12: what is printed of a sitting, each sheet as a PDF, and the roster as a table file. */
import { expect } from 'vitest'
import { must } from '../../../../src-shared/assert.ts'
import { ADMIN, LEAD, type Day, type Flow } from '../day.ts'
import { button } from '../hand.ts'
import { told } from './paper.ts'

const CODE = /SP-[0-9A-Z]{5}-[0-9A-Z]{5}/

/** The entry of a sheet, by its digit. */
const entry = ({ page }: Day, digit: string) => page.getByRole('main').locator('li button').filter({ has: page.locator('kbd').getByText(digit, { exact: true }) })

async function asPdf(day: Day): Promise<void> {
  await day.sitting('Print')
  const pdf = day.page.getByRole('button', { name: 'Save as PDF' })
  await pdf.waitFor()
  if ((await pdf.getAttribute('aria-pressed')) !== 'true') await day.hand.use(pdf, 'f')
  await day.page.getByRole('button', { name: 'Save as PDF', pressed: true }).waitFor()
}

export const sheetsAsPdf: Flow = {
  point: 12, name: 'attendance, door list, seat plans, end times and scrap-paper balance are PDFs; the roster is a table file',
  async run(day) {
    const { hand } = day
    const { LearnerCode } = must(day.morning.candidates[0], 'a candidate')
    await day.as(LEAD)
    await asPdf(day)
    const words = { 1: /Second person, name and signature/, 2: /Door list/, 3: /Seat plan/, 4: /End times/, 5: /Scrap-paper balance/, 9: /Main hall/ }
    for (const [digit, word] of Object.entries(words)) {
      const text = await day.files.pdf(() => hand.use(entry(day, digit), digit))
      expect(text).toMatch(word)
      // Figures in the app's own letters are not text in a PDF of Electron 25.
      if (Number(digit) < 5) expect(text).toContain('Müller, Jürgen')
    }
    const table = await day.files.saved(() => hand.use(entry(day, '7'), '7'))
    expect(table).toMatch(/^\uFEFF?Name,Code,Seat,Attendance,In at,Accommodations,Ends at\r\n/)
    expect(table).toContain(LearnerCode)
  },
}

export const numberedSheets: Flow = {
  point: 12, name: 'numbered sheets for everybody are printed; one is scanned, handed out, and comes back',
  async run(day) {
    const { hand, page } = day
    await day.as(LEAD)
    await asPdf(day)
    await hand.use(entry(day, '6'), '6')
    const form = page.getByRole('region', { name: 'Numbered sheets' })
    await form.waitFor()
    await day.look('numbered sheets')
    await hand.way({ keys: () => hand.use(form.getByRole('spinbutton'), 'ArrowDown'), mouse: () => hand.write(form.getByRole('spinbutton'), '1') })
    const four = form.getByRole('group', { name: 'On a page' }).getByRole('button', { name: '4' })
    await hand.use(four, '4')
    const printed = await day.files.pdf(() => hand.use(button(hand, /^Make the codes and print/), 'Enter'))
    const codes = printed.match(new RegExp(CODE, 'g')) ?? []
    expect(new Set(codes).size).toBe(codes.length)
    const code = must(codes[0], 'a printed code')
    await day.go('Today')
    await day.sees('Open the roster')
    await hand.scan(code)
    await hand.use(button(hand, /^Hand out/), 'Enter')
    await told(day, code, 'Handed out')
    await hand.scan(code)
    await told(day, code, 'Returned')
    day.atHq(`the printed sheet ${code}`, async () => {
      const { Items } = await day.morning.askHq<{ Items: { Status: string }[] }>(`/api/events/scrap-paper?id=${code}`)
      expect(Items.map(({ Status }) => Status)).toEqual(['Returned'])
    })
  },
}

export const certificateText: Flow = {
  point: 12, name: 'an administrator writes what certificates say, sees it on somebody, and goes back to the usual text',
  async run(day) {
    const { hand, page } = day
    await day.as(ADMIN)
    await day.go('Site')
    const part = page.getByRole('region', { name: 'What certificates say' })
    const preview = part.getByRole('region', { name: 'Preview' })
    await hand.write(part.getByRole('textbox', { name: 'Text' }), '<p>{{ name }} may weld</p>')
    await preview.getByText('Zoë D’Arcy-Müller may weld').waitFor()
    await hand.use(button(hand, /^Save the text/, part), 'Control+s')
    await hand.use(button(hand, /^Back to the usual text/, part))
    await part.getByRole('button', { name: 'Back to the usual text' }).waitFor({ state: 'detached' })
  },
}
