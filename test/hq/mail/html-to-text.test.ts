import fc from 'fast-check'
import { expect, it } from 'vitest'
import { htmlToText } from '../../../src-main/hq/mail/html-to-text.ts'

it('reads as a person would', () => {
  const html = `<html><head><title>T</title><style>p{color:red}</style></head><body><h1>Your exam</h1><p>Dear&nbsp;Ana &amp; co,<br>come at <b>9</b>.</p>
    <ul><li>pen</li><li>id</li></ul><!-- <p>hidden</p> --><table><tr><td>Seat</td><td>4</td></tr></table>
    <p><a href="https://example.test/a?b=1&amp;c=2">The place</a> or <a href="mailto:desk@example.test">desk@example.test</a> <a href="javascript:alert(1)">x</a></p>3 < 4 &#8364;5 &#x1F600; &unknown;</body></html>`
  expect(htmlToText(html).split('\n').filter((line) => line !== '')).toEqual([
    'Your exam', 'Dear Ana & co,', 'come at 9.', '- pen', '- id', 'Seat 4',
    'The place (https://example.test/a?b=1&c=2) or desk@example.test x', '3 < 4 €5 😀 &unknown;',
  ])
})

it('takes any text in a moment, and leaves no control characters but line breaks', () => {
  const piece = fc.constantFrom('<', '>', '</', '<!--', '-->', '<a href="http://x">', '</a>', '<script>', '</script>', '<style', '&', '&#0;', '&#13;', '&#x0a;', '<li>', '"', 'text', ' ', '\n', '<p')
  fc.assert(fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (parts) => {
    // oxlint-disable-next-line no-control-regex [reason: control characters are what is looked for]
    expect(htmlToText(parts.join('').replace(/[\u0000-\u0008\u000b-\u001f]/g, ''))).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
  }), { numRuns: 300 })
  for (const text of ['<', '<a href="http://x">', '<a href="http://x">y</a>', '<script>', '</a>', '<!--', '&#', '&lt;', ' ', '<style></style', '<td>']) {
    const begin = Date.now()
    htmlToText(text.repeat(Math.floor(1_000_000 / text.length)))
    expect([text, Date.now() - begin < 5_000]).toEqual([text, true])
  }
})
