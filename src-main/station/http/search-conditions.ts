/** What a search body asks for, as conditions for the store (contract section 3, Searches). */
import type { Resource, SearchRule } from '../../../src-shared/resource/define-resource.ts'
import { toInstant, isIsoDate } from '../commands/iso-time.ts'
import type { Where } from '../store/store.ts'

type Range = [string | number | null, string | number | null]

/** @param body checked against `searchSchema`; null members are gone */
export function searchConditions(resource: Resource, body: Record<string, unknown>): Where[] {
  return Object.entries(body).flatMap(([name, value]) => {
    const criterion = resource.search[name]
    return criterion ? conditionsOf(criterion.rule, value) : []
  })
}

function conditionsOf(rule: SearchRule, value: unknown): Where[] {
  const { field } = rule
  switch (rule.match) {
    case 'contains': return value === '' ? [] : [{ field, contains: value as string }]
    case 'equals': return [{ field, eq: value as string }]
    case 'absent': return [{ field, present: value === 'false' }]
    case 'range': return rangeOf(field, rule.of, value as Range | [])
    default: return (value as unknown[]).length === 0 ? [] : [{ field, in: (value as (string | number | boolean)[]).map(storable) }]
  }
}

function rangeOf(field: string, of: 'date' | 'number', [from = null, to = null]: Range | []): Where[] {
  if (from === null && to === null) return []
  const isDate = of === 'date'
  return [{
    field,
    as: isDate ? 'instant' : 'number',
    ...(from === null ? {} : { from: isDate ? toInstant(from) : from }),
    ...(to === null ? {} : { to: isDate ? lastInstant(to as string) : to }),
  }]
}

/** A day as an upper end means all of it: ends are inclusive. */
function lastInstant(text: string): string | undefined {
  return isIsoDate(text) ? `${text}T23:59:59.999Z` : toInstant(text)
}

/** The store keeps true and false as 1 and 0. */
function storable(value: string | number | boolean): string | number {
  return typeof value === 'boolean' ? Number(value) : value
}
