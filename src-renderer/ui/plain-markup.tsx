/**
 * HTML of a template as elements of the window: headings, paragraphs, lists, tables and emphasis, without any attribute.
 * Everything else is left out, so that no text that somebody wrote can run, load or restyle anything.
 */
import { createElement, Fragment } from 'react'
import type { ReactNode } from 'react'

const SHOWN: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'p', 'b', 'strong', 'i', 'em', 'u', 'small', 'sub', 'sup', 'br', 'hr', 'ul', 'ol', 'li', 'table', 'tbody', 'tr', 'td', 'th'])
const SILENT: ReadonlySet<string> = new Set(['script', 'style', 'title', 'template', 'noscript', 'iframe', 'object'])
const EMPTY: ReadonlySet<string> = new Set(['br', 'hr'])
/** In these the white space between two elements is no content. */
const FRAMES: ReadonlySet<string> = new Set(['table', 'tbody', 'tr', 'ul', 'ol'])

export function PlainMarkup({ html }: { html: string }) {
  return <>{elementsOf(new DOMParser().parseFromString(html, 'text/html').body)}</>
}

function elementsOf(parent: Node): ReactNode[] {
  return [...parent.childNodes].map((node, at) => elementOf(node, at))
}

function elementOf(node: Node, key: number): ReactNode {
  if (node instanceof Text) return FRAMES.has(node.parentElement?.localName ?? '') ? null : node.data
  if (!(node instanceof HTMLElement) || SILENT.has(node.localName)) return null
  if (!SHOWN.has(node.localName)) return <Fragment key={key}>{elementsOf(node)}</Fragment>
  return EMPTY.has(node.localName) ? createElement(node.localName, { key }) : createElement(node.localName, { key }, ...elementsOf(node))
}
