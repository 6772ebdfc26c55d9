/** A line that cannot be imported. */
import { CliError, EXIT } from '../exit.ts'

export class ImportError extends CliError {
  readonly line: number
  constructor(line: number, message: string) {
    super(EXIT.failed, `line ${line}: ${message}`)
    this.line = line
  }
}
