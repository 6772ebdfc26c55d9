/** Finds the command, reads its options, runs it, and turns every failure into one line and a code. */
import { COMMANDS } from './commands.ts'
import { explain, EXIT, usageError } from './exit.ts'
import { commandHelp, overview } from './help.ts'
import type { CliCommand, Output } from './options.ts'
import { parseOptions } from './parse-options.ts'
import { suggest } from './suggest.ts'

const standard: Output = {
  print: (text) => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
  log: (line) => void process.stderr.write(`${line}\n`),
}

/** @returns the exit code */
export async function runCli(words: readonly string[], environment: NodeJS.ProcessEnv, output = standard): Promise<number> {
  try {
    return await dispatch(words, environment, output)
  } catch (error) {
    const { code, line } = explain(error)
    output.log(`hallpass: ${line}`)
    return code
  }
}

async function dispatch(words: readonly string[], environment: NodeJS.ProcessEnv, output: Output): Promise<number> {
  const asked = words[0] === 'help' ? words.slice(1) : words
  const helping = words[0] === 'help' || words.some((word) => word === '--help' || word === '-h')
  const found = findCommand(asked)
  if (found && helping) output.print(commandHelp(found.command))
  else if (helping && (asked[0] === undefined || asked[0].startsWith('-'))) output.print(overview(COMMANDS))
  else if (!found) throw unknownCommand(asked)
  else {
    const { values, positionals } = parseOptions(found.command, found.rest, environment)
    return found.command.run(values, positionals, output)
  }
  return EXIT.ok
}

function findCommand(words: readonly string[]): { command: CliCommand; rest: readonly string[] } | undefined {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ')
    const command = COMMANDS.find((candidate) => candidate.name === name)
    if (command) return { command, rest: words.slice(length) }
  }
  return undefined
}

function unknownCommand(words: readonly string[]): Error {
  const names = COMMANDS.map((command) => command.name)
  const [first] = words
  if (first === undefined || first.startsWith('-')) return usageError(`Say which command: ${names.join(', ')}.`)
  const family = names.filter((name) => name.startsWith(`${first} `))
  if (family.length > 0) return usageError(`Say which: ${family.join(', ')}.`)
  const near = suggest(first, names.map((name) => name.split(' ', 1)[0] ?? name))
  return usageError(`"${first}" is not a command.${near ? ` Did you mean ${near}?` : ` There are ${names.join(', ')}.`}`)
}
