/** Liquid source and a record make a text. Bounded in source, time, memory and output; no files, no prototypes, no way around escaping. */
import { Liquid } from 'liquidjs'
import { template_characters_max, template_memory_units_max, template_output_characters_max, template_render_ms_max } from '../../../../src-shared/limits.ts'
import { refuse, type Refusal } from '../../../../src-shared/problem.ts'
import type { Doc } from '../../store/store.ts'

/** As Liquid's own filter `escape` writes them. */
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' }

const escapeHtml = (value: unknown) => String(value ?? '').replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter)

function makeEngine(escape: ((value: unknown) => string) | undefined): Liquid {
  const engine = new Liquid({
    ownPropertyOnly: true,
    parseLimit: template_characters_max,
    renderLimit: template_render_ms_max,
    memoryLimit: template_memory_units_max,
    // Other templates are files to Liquid; there are none.
    templates: {},
    ...(escape ? { outputEscape: escape } : {}),
  })
  // Candidate data is always escaped; the filter that would pass it on as it is does nothing here.
  engine.registerFilter('raw', (value: unknown) => value)
  return engine
}

// Made when they are first used: making both takes a tenth of a station's start.
const engines = new Map<typeof escapeHtml | undefined, Liquid>()

function engineOf(escape: typeof escapeHtml | undefined): Liquid {
  const engine = engines.get(escape) ?? makeEngine(escape)
  engines.set(escape, engine)
  return engine
}

/** HTML; the record's fields are variables at the top level and under `record`. @param field what a refusal names */
export function renderHtml(source: string, record: Doc, field: string): string | Refusal {
  return render(engineOf(escapeHtml), source, record, field)
}

/** One line of plain text, for a subject. */
export function renderLine(source: string, record: Doc, field: string): string | Refusal {
  const text = render(engineOf(undefined), source, record, field)
  return typeof text === 'string' ? text.replace(/\s+/gu, ' ').trim() : text
}

function render(engine: Liquid, source: string, record: Doc, field: string): string | Refusal {
  try {
    const text = String(engine.parseAndRenderSync(source, { ...record, record }))
    return text.length <= template_output_characters_max ? text : refused(field, 'makes too long a text')
  } catch (error) {
    return refused(field, `is no template that can be used: ${firstLine(error)}`)
  }
}

function refused(field: string, message: string): Refusal {
  return refuse('invalid', `${field} ${message}.`, { errors: [{ path: `/${field}`, message }] })
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : 'it cannot be read').split('\n')[0] ?? ''
}
