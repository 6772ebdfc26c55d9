/** What the process ends with, and which error means what. */
import { BadKey } from '../station/key-file.ts'
import { StoreError } from '../station/store/store-error.ts'

export const EXIT = { ok: 0, failed: 1, usage: 2, inUse: 3 } as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** An expected failure of the command line: one sentence and an exit code. */
export class CliError extends Error {
  readonly code: ExitCode
  constructor(code: ExitCode, message: string) {
    super(message)
    this.code = code
  }
}

/** A wrong word on the command line. */
export function usageError(message: string): CliError {
  return new CliError(EXIT.usage, message)
}

/** The code and the one line for a person. */
export function explain(error: unknown): { code: ExitCode; line: string } {
  if (error instanceof CliError) return { code: error.code, line: error.message }
  if (error instanceof BadKey) return { code: EXIT.usage, line: error.message }
  if (error instanceof StoreError) return { code: error.kind === 'in-use' ? EXIT.inUse : EXIT.failed, line: error.message }
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') return { code: EXIT.failed, line: 'The disk is full.' }
  return { code: EXIT.failed, line: firstLine(message ?? String(error)) }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text
}
