/** The hash of a pushed operation, which a hub's queue compares as headquarters does. */
export { canonicalJson, operationHash } from '../store/operation-hash.ts'
