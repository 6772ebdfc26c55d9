/** Options as data: what they are called, what they hold, and the sentence that help prints. */

interface Common {
  prose: string
}

export interface TextOption extends Common {
  type: 'text'
  /** What stands for the value in help. */
  value: string
  required?: boolean
  default?: string
  /** An environment variable that means the same, for values that a process list must not show. */
  variable?: string
  /** Why a value cannot be taken; undefined where it can. Read as "--name VALUE ...". */
  refuse?: (value: string) => string | undefined
}

export interface IntegerOption extends Common {
  type: 'integer'
  value: string
  default?: number
  min: number
  max: number
}

export interface ChoiceOption<V extends string = string> extends Common {
  type: 'choice'
  values: readonly V[]
  default?: V
  required?: boolean
}

export interface FlagOption extends Common {
  type: 'flag'
}

export type Option = TextOption | IntegerOption | ChoiceOption | FlagOption
export type Options = Readonly<Record<string, Option>>

export interface Positional {
  /** As help shows it, in capitals. */
  name: string
  prose: string
}

type Filled<T, O> = O extends { required: true } | { default: unknown } ? T : T | undefined

/** What an option's value is in the program. */
export type ValueOf<O> =
  O extends { type: 'flag' } ? boolean
  : O extends { type: 'integer' } ? Filled<number, O>
  : O extends { type: 'choice'; values: readonly (infer V)[] } ? Filled<V, O>
  : Filled<string, O>

export type Values<O extends Options> = { [K in keyof O]: ValueOf<O[K]> }

/** Texts for a person go to standard error, what was asked for to standard output. */
export interface Output {
  print(text: string): void
  log(line: string): void
}

export interface CliCommand {
  /** As typed, one word or two. */
  name: string
  summary: string
  positionals: readonly Positional[]
  options: Options
  /** Further sentences for `--help`. */
  notes: readonly string[]
  /** @returns the exit code */
  run(values: Record<string, unknown>, positionals: readonly string[], output: Output): Promise<number>
}

interface Declaration<O extends Options> {
  name: string
  summary: string
  positionals?: readonly Positional[]
  options: O
  notes?: readonly string[]
  run(values: Values<O>, positionals: readonly string[], output: Output): Promise<number>
}

/** Declares a command; the values that `run` gets have the types of its options. */
export function defineCliCommand<const O extends Options>(declaration: Declaration<O>): CliCommand {
  return { positionals: [], notes: [], ...declaration } as unknown as CliCommand
}
