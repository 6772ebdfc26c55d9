/** The text alternative of a message: what a reader without HTML sees. One pass over the HTML, whatever it holds. */

const SILENT = new Set(['style', 'script', 'head', 'title', 'template'])
const BLOCKS = new Set(['p', 'div', 'br', 'tr', 'li', 'ul', 'ol', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'section', 'article', 'header', 'footer', 'blockquote', 'pre', 'address', 'dt', 'dd', 'body'])
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', hellip: '…', copy: '©', euro: '€' }
const code_point_max = 0x10ffff

/** Plain text with the line breaks of the HTML's blocks and the addresses of its links. */
export function htmlToText(html: string): string {
  const parts: string[] = []
  // Where the text of the link under way begins among the parts.
  let link = { address: '', from: 0 }
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    parts.push(decodeEntities(html.slice(at, open < 0 ? html.length : open)).replace(/\s+/g, ' '))
    if (open < 0) break
    const tag = readTag(html, open)
    at = tag.end
    if (SILENT.has(tag.name) && !tag.closes) at = endOfSilent(html, tag.name, at)
    else if (tag.name === 'a' && !tag.closes) link = { address: hrefOf(tag.text), from: parts.length }
    else if (tag.name === 'a') {
      parts.push(addressAfter(parts.slice(link.from).join(''), link.address))
      link = { address: '', from: parts.length }
    } else parts.push(inTextOf(tag))
  }
  return parts.join('').split('\n').map((line) => line.replace(/ +/g, ' ').trim()).join('\n').replace(/\n{3,}/g, '\n\n').trim()
}

function inTextOf({ name, closes, text }: Tag): string {
  if (BLOCKS.has(name)) return name === 'li' && !closes ? '\n- ' : '\n'
  if (name === 'td' || name === 'th') return ' '
  return text === '<' ? '<' : ''
}

/** A link whose text says its address already does not say it twice. */
function addressAfter(text: string, address: string): string {
  return address === '' || text.includes(address) ? '' : ` (${address})`
}

interface Tag {
  name: string
  closes: boolean
  text: string
  /** Where the text goes on. */
  end: number
}

/** A comment, a tag, or a `<` that is only a character. */
function readTag(html: string, open: number): Tag {
  const comment = html.startsWith('<!--', open)
  if (!/[a-z/!?]/i.test(html.charAt(open + 1))) return { name: '', closes: false, text: '<', end: open + 1 }
  const close = html.indexOf(comment ? '-->' : '>', open)
  const end = close < 0 ? html.length : close + (comment ? 3 : 1)
  const text = comment ? '' : html.slice(open, end)
  const name = /^<\/?([a-zA-Z][a-zA-Z0-9]{0,15})/.exec(text)?.[1]?.toLowerCase() ?? ''
  return { name, closes: text.startsWith('</'), text, end }
}

function endOfSilent(html: string, name: string, from: number): number {
  const close = new RegExp(`</${name}[^>]{0,100}>`, 'gi')
  close.lastIndex = from
  return close.exec(html) === null ? html.length : close.lastIndex
}

/** The address of a link that a person can open. */
function hrefOf(tag: string): string {
  const found = /\shref\s{0,9}=\s{0,9}(?:"([^"]{0,2000})"|'([^']{0,2000})')/i.exec(tag.slice(0, 4_000))
  const address = decodeEntities(found?.[1] ?? found?.[2] ?? '').trim()
  return /^(?:https?|mailto):[^\s]+$/i.test(address) ? address.replace(/^mailto:/i, '') : ''
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    const isText = code >= 32 && code <= code_point_max && !(code >= 0xd800 && code <= 0xdfff)
    return isText ? String.fromCodePoint(code) : ' '
  })
}
