/**
 * What can go wrong with the database itself, each with a sentence for a person. `unavailable`: nothing was written and trying again may help;
 * `uncertain`: the line broke while a write was being made final, and nobody could be asked yet whether it was.
 */
export type StoreErrorKind = 'wrong-key' | 'damaged' | 'newer-schema' | 'in-use' | 'not-writable' | 'full' | 'missing' | 'unavailable' | 'uncertain'

export class StoreError extends Error {
  readonly kind: StoreErrorKind
  constructor(kind: StoreErrorKind, message: string) {
    super(message)
    this.name = 'StoreError'
    this.kind = kind
  }
}
