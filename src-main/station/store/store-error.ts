/** What can go wrong with the file itself, each with a sentence for a person. */
export type StoreErrorKind = 'wrong-key' | 'damaged' | 'newer-schema' | 'in-use' | 'not-writable' | 'full' | 'missing'

export class StoreError extends Error {
  readonly kind: StoreErrorKind
  constructor(kind: StoreErrorKind, message: string) {
    super(message)
    this.name = 'StoreError'
    this.kind = kind
  }
}
