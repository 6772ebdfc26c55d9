/** Text as it is compared in searches: without case, diacritics, or typographic apostrophes. */

const LETTERS: Record<string, string> = {
  ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ı: 'i', ŋ: 'n', ħ: 'h', ʼ: "'", '’': "'", '‘': "'", '´': "'",
}
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu')
// Latin, Greek and Cyrillic accents, Hebrew points and Arabic vowel signs; the vowel signs of Indic scripts are letters and stay.
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0000]/gu

/** Folds text for searching: "Müller" and "MULLER" both give "muller". */
export function foldText(text: string): string {
  // Plain ASCII is the common case and needs only lower case.
  // oxlint-disable-next-line no-control-regex [reason: the range is ASCII without NUL]
  if (/^[\u0001-\u007f]*$/.test(text)) return text.toLowerCase()
  return text.normalize('NFKD').replace(MARKS, '').toLowerCase().replace(MARKS, '').replace(LETTER, (letter) => LETTERS[letter] ?? letter)
}

/** Folded text with a variant without punctuation, so that "obrien" finds "O'Brien". */
export function searchText(values: readonly string[]): string {
  const folded = values.map(foldText)
  const plain = folded.map((value) => value.replace(/['\-.]/g, '')).filter((value, i) => value !== folded[i])
  return [...folded, ...plain].join('\n')
}

/** Every one- and two-letter piece of folded text, as separate words: what the index for short names holds. */
export function shortGrams(folded: string): string {
  const grams = new Set<string>()
  let before = ''
  for (const letter of folded) {
    const token = letterToken(letter)
    if (token !== '') grams.add(token)
    if (token !== '' && before !== '') grams.add(`${before}x${token.slice(1)}`)
    // Punctuation stands between letters without parting them; a space parts them.
    if (token !== '' || /\s/u.test(letter)) before = token
  }
  return [...grams].join(' ')
}

const tokens = new Map<string, string>()

/** The word for one letter; empty for anything else. Remembered: a language has few letters, and each is asked for again and again. */
function letterToken(letter: string): string {
  const known = tokens.get(letter)
  if (known !== undefined) return known
  const token = /[\p{L}\p{N}\p{M}]/u.test(letter) ? gramToken(letter) : ''
  if (tokens.size < remembered_letters_max) tokens.set(letter, token)
  return token
}

const remembered_letters_max = 10_000

/** A piece as a word that any tokenizer keeps whole: code points in hexadecimal. */
export function gramToken(piece: string): string {
  return `g${[...piece].map((letter) => letter.codePointAt(0)?.toString(16)).join('x')}`
}
