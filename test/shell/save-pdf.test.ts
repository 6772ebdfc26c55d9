/** What a PDF of the window is called. */
import { describe, expect, it } from 'vitest'
import { pdfName } from '../../src-main/shell/save-pdf.ts'

describe('the name of a PDF', () => {
  it.each([
    ['Attendance sheet Électricien', 'Attendance sheet Électricien.pdf'],
    ['../../etc/passwd', '..-..-etc-passwd.pdf'],
    ['C:\\a<b>|c?*"\u0000', 'C--a-b--c----.pdf'],
    ['  ', 'Hallpass.pdf'], [undefined, 'Hallpass.pdf'], [{ path: '/' }, 'Hallpass.pdf'],
    ['x'.repeat(500), `${'x'.repeat(120)}.pdf`],
  ])('is one that every system takes: %j', (given, name) => expect(pdfName(given)).toBe(name))
})
