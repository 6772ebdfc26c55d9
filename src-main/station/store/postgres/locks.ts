/** Advisory locks: names under which processes keep out of each other's way. */

/** All of them are of this class, so that no other program's meet them. */
const CLASS = 0x48504153

export type LockName = 'schema' | 'mail'

const NUMBERS: Record<LockName, number> = { schema: 1, mail: 2 }

/** SQL for the arguments of an advisory lock function. */
export function lockArguments(name: LockName): string {
  return `${CLASS}, ${NUMBERS[name]}`
}
