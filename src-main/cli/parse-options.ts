/** Reads a command's words by its declaration. Anything else is one clear line and exit 2. */
import { usageError } from './exit.ts'
import type { CliCommand, Option, Options, Positional } from './options.ts'
import { suggest } from './suggest.ts'

export interface Parsed {
  values: Record<string, unknown>
  positionals: string[]
}

/** @throws CliError usage */
export function parseOptions(command: CliCommand, words: readonly string[], environment: NodeJS.ProcessEnv): Parsed {
  const given = new Map<string, unknown>()
  const positionals: string[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? ''
    if (!word.startsWith('-') || word === '-') {
      positionals.push(word)
      continue
    }
    const { name, inline } = split(word)
    const option = Object.hasOwn(command.options, name) ? command.options[name] : undefined
    if (!word.startsWith('--') || !option) throw unknownOption(command, word, name)
    if (given.has(name)) throw usageError(`--${name} is given twice.`)
    if (option.type === 'flag') {
      if (inline !== undefined) throw usageError(`--${name} takes no value.`)
      given.set(name, true)
      continue
    }
    const text = inline ?? words[++i]
    if (text === undefined || text === '' || (inline === undefined && text.startsWith('--'))) throw usageError(`--${name} needs a value.`)
    given.set(name, readValue(name, option, text))
  }
  return { values: complete(command.options, given, environment), positionals: checkPositionals(command.positionals, positionals) }
}

function split(word: string): { name: string; inline: string | undefined } {
  const at = word.indexOf('=')
  const bare = word.replace(/^--?/, '')
  return at < 0 ? { name: bare, inline: undefined } : { name: word.slice(0, at).replace(/^--?/, ''), inline: word.slice(at + 1) }
}

function unknownOption(command: CliCommand, word: string, name: string): Error {
  const near = suggest(name, Object.keys(command.options))
  const shown = word.split('=', 1)[0]
  return usageError(`${shown} is not an option of ${command.name}.${near ? ` Did you mean --${near}?` : ''}`)
}

function readValue(name: string, option: Exclude<Option, { type: 'flag' }>, text: string): unknown {
  if (option.type === 'integer') return readInteger(name, option, text)
  if (option.type === 'choice') {
    if (!option.values.includes(text)) throw usageError(`--${name} must be ${orList(option.values)}, not "${text}".`)
    return text
  }
  const refused = option.refuse?.(text)
  if (refused !== undefined) throw usageError(`--${name} ${refused}`)
  return text
}

function readInteger(name: string, { min, max }: { min: number; max: number }, text: string): number {
  const value = Number(text)
  if (!/^-?\d+$/.test(text) || value < min || value > max) throw usageError(`--${name} must be a whole number from ${min} to ${max}, not "${text}".`)
  return value
}

function complete(options: Options, given: ReadonlyMap<string, unknown>, environment: NodeJS.ProcessEnv): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, option] of Object.entries(options)) {
    const value = given.get(name) ?? fromEnvironment(name, option, environment) ?? fallback(option)
    if (value === undefined && 'required' in option && option.required) throw usageError(`--${name} is required.`)
    values[name] = value
  }
  return values
}

function fromEnvironment(name: string, option: Option, environment: NodeJS.ProcessEnv): unknown {
  if (option.type !== 'text' || !option.variable) return undefined
  const text = environment[option.variable]
  return text === undefined || text === '' ? undefined : readValue(name, option, text)
}

function fallback(option: Option): unknown {
  return option.type === 'flag' ? false : option.default
}

function checkPositionals(expected: readonly Positional[], found: string[]): string[] {
  const missing = expected[found.length]
  if (missing) throw usageError(`${missing.name} is missing: ${missing.prose}`)
  const extra = found[expected.length]
  if (extra !== undefined) throw usageError(`"${extra}" is one word too many.`)
  return found
}

function orList(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
