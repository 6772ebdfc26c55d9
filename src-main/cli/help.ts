/** Help, made from the declarations alone. */
import type { CliCommand, Option, Options } from './options.ts'

const columns_max = 100
const indent = '  '

/** Every command with its one line. */
export function overview(commands: readonly CliCommand[]): string {
  const rows = commands.map((command): [string, string] => [command.name, command.summary])
  return [
    'hallpass COMMAND [options]',
    '',
    ...table(rows),
    '',
    'hallpass COMMAND --help says more about a command.',
    'Exit codes: 0 done, 1 failed, 2 a bad command or option, 3 a port or data folder in use.',
    '',
  ].join('\n')
}

/** One command with all its options. */
export function commandHelp(command: CliCommand): string {
  const positionals = command.positionals.map(({ name, prose }): [string, string] => [name, prose])
  const options = Object.entries(command.options).map(([name, option]): [string, string] => [heading(name, option), sentences(option)])
  return [
    usage(command),
    '',
    ...wrap(command.summary, 0),
    '',
    ...table([...positionals, ...options]),
    ...command.notes.flatMap((note) => ['', ...wrap(note, 0)]),
    '',
  ].join('\n')
}

function usage({ name, positionals, options }: CliCommand): string {
  const parts = [...positionals.map((positional) => positional.name), ...required(options), ...(hasOptional(options) ? ['[options]'] : [])]
  return ['hallpass', name, ...parts].join(' ')
}

function required(options: Options): string[] {
  return Object.entries(options).filter(([, option]) => isRequired(option)).map(([name, option]) => heading(name, option))
}

function hasOptional(options: Options): boolean {
  return Object.values(options).some((option) => !isRequired(option))
}

function isRequired(option: Option): boolean {
  return 'required' in option && option.required === true
}

function heading(name: string, option: Option): string {
  if (option.type === 'flag') return `--${name}`
  return `--${name} ${option.type === 'choice' ? option.values.join('|') : option.value}`
}

function sentences(option: Option): string {
  const parts = [option.prose]
  if ('variable' in option && option.variable) parts.push(`The same as ${option.variable}.`)
  if (isRequired(option)) parts.push('Required.')
  else if ('default' in option && option.default !== undefined) parts.push(`${option.default} unless given.`)
  return parts.join(' ')
}

function table(rows: readonly [string, string][]): string[] {
  const left = Math.max(...rows.map(([first]) => first.length)) + indent.length
  return rows.flatMap(([first, second]) => {
    const [head = '', ...more] = wrap(second, indent.length + left)
    return [`${indent}${first.padEnd(left)}${head.trimStart()}`, ...more]
  })
}

/** Breaks a text at spaces, each line indented by so many columns. */
function wrap(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && columns + line.length + 1 + word.length > columns_max) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line].map((each) => ' '.repeat(columns) + each)
}
