/** Formatters, each made once: making one costs as much as a hundred uses, and a list uses several a row. */

/** Dates of one shape: the formatter of a language and a zone. */
export function dateFormats(shape: Intl.DateTimeFormatOptions): (tag: string, timeZone: string) => Intl.DateTimeFormat {
  return kept((tag, timeZone) => new Intl.DateTimeFormat(tag, { ...shape, timeZone }))
}

/** Numbers as a language groups them. */
export const numberFormat = kept((tag) => new Intl.NumberFormat(tag))

/** Which plural form a language takes. */
export const pluralRules = kept((tag) => new Intl.PluralRules(tag))

/** There are as many keys as languages and zones of the window: a handful. */
function kept<T, Key extends string[]>(make: (...key: Key) => T): (...key: Key) => T {
  const made = new Map<string, T>()
  return (...key) => {
    const name = key.join(' ')
    const known = made.get(name)
    if (known !== undefined) return known
    const fresh = make(...key)
    made.set(name, fresh)
    return fresh
  }
}
