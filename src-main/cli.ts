#!/usr/bin/env node
/** The command line: words in, exit code out. */
import { runCli } from './cli/run-cli.ts'

/** A connection or timer that something forgot does not keep the process; what is written is written by then. */
const linger_ms = 2_000

// Whoever reads the output may stop reading; that is no failure of the command.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
process.exitCode = await runCli(process.argv.slice(2), process.env)
setTimeout(() => process.exit(), linger_ms).unref()
