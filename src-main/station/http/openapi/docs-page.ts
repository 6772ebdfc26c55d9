/** `GET /docs`: the description as one readable page. No script, nothing from elsewhere. */
import { createHash } from 'node:crypto'
import type { TSchema } from 'typebox'
import type { Operation } from '../route.ts'

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882 }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 0 auto; padding: 1rem 1.5rem 4rem }
h1 { margin-bottom: 0 } h2 { margin-top: 2.5rem; border-bottom: 2px solid var(--line) }
details { border-bottom: 1px solid var(--line); padding: .35rem 0 } summary { cursor: pointer }
code { font: .9em ui-monospace, monospace } .method { display: inline-block; min-width: 4.5rem; font-weight: 700 }
.what { display: block; padding-left: 5.5rem; opacity: .8 } .own { background: var(--soft); border-radius: .4rem; padding: 0 .4rem; font-size: .8rem }
table { border-collapse: collapse; margin: .5rem 0 1rem; width: 100% } th, td { text-align: left; vertical-align: top; padding: .2rem .6rem; border: 1px solid var(--line) }
`

/** The Content-Security-Policy under which exactly this page's own style applies. */
export const DOCS_CSP = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

export function docsPage(operations: readonly Operation[], version: string): string {
  const tags = [...Map.groupBy(operations, ({ tag }) => tag)]
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Hallpass API</title><style>${STYLE}</style></head>
<body><main><h1>Hallpass API</h1>
<p>Version ${escape(version)}, ${operations.length} operations. For programs: <a href="/openapi.json">openapi.json</a>.
Send a key as <code>Authorization: KEY</code> or <code>Authorization: Bearer KEY</code>. Refusals are <code>application/problem+json</code>.</p>
<nav><ul>${tags.map(([tag, of]) => `<li><a href="#${escape(tag)}">${escape(tag)}</a> (${of.length})</li>`).join('')}</ul></nav>
${tags.map(([tag, of]) => `<h2 id="${escape(tag)}">${escape(tag)}</h2>\n${of.map(operationHtml).join('\n')}`).join('\n')}
</main></body></html>
`
}

function operationHtml(operation: Operation): string {
  const { method, path, summary, description, extension, access, query = {}, body, responses } = operation
  const mark = extension ? ' <span class="own">extension</span>' : ''
  const parameters = Object.entries(query).map(([name, doc]) => [name, doc.description ?? ''])
  const fields = body ? fieldsOf(body) : []
  return `<details id="${escape(operation.operationId)}"><summary><code class="method">${method}</code> <code>${escape(path)}</code>${mark}<span class="what">${escape(summary)}</span></summary>
${description ? `<p>${escape(description)}</p>` : ''}<p>Scope: ${access === 'open' ? 'none, no key needed' : access}.</p>
${table('Query', parameters)}${table('Body', fields)}${table('Answers', Object.entries(responses).map(([status, { description }]) => [status, description]))}</details>`
}

function table(title: string, rows: readonly (readonly [string, string] | string[])[]): string {
  if (rows.length === 0) return ''
  const cells = rows.map(([name = '', text = '']) => `<tr><td><code>${escape(name)}</code></td><td>${escape(text)}</td></tr>`)
  return `<table><tr><th>${title}</th><th></th></tr>${cells.join('')}</table>`
}

function fieldsOf(schema: TSchema): string[][] {
  const { properties = {}, required = [] } = schema as { properties?: Record<string, { type?: string; enum?: string[]; title?: string; description?: string }>; required?: string[] }
  return Object.entries(properties).map(([name, field]) => [
    name,
    [required.includes(name) ? 'required' : '', field.enum ? field.enum.join(' | ') : (field.type ?? ''), field.description ?? field.title ?? ''].filter((part) => part !== '').join(' · '),
  ])
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
