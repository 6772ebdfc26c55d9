#!/usr/bin/env node
/** The command line: words in, exit code out. */
import { keepCompiled } from './cli/compile-cache.ts'

/** A connection or timer that something forgot does not keep the process; what is written is written by then. */
const linger_ms = 2_000

keepCompiled()
// Only what is loaded after that is kept.
const { runCli } = await import('./cli/run-cli.ts')
// Whoever reads the output may stop reading; that is no failure of the command.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
process.exitCode = await runCli(process.argv.slice(2), process.env)
setTimeout(() => process.exit(), linger_ms).unref()
