/** The description is valid OpenAPI 3.1 in the eyes of a linter that nobody here wrote. */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeStation } from '../../support/make-station.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const cli = new URL('../../../node_modules/@redocly/cli/bin/cli.js', import.meta.url).pathname

const config = `
telemetry: off
extends: [recommended-strict]
rules:
  # The documents look up by /student/{student_id}, an extension enters by /{id}/score: the first is a GET, the second a POST.
  no-ambiguous-paths: off
  # The description, its page and the health check refuse nobody.
  operation-4xx-response: off
`

it.each(['station', 'hq'] as const)('redocly finds nothing in the description of a %s', async (role) => {
  const folder = tempFolder()
  const station = await makeStation({ deps: { role } })
  writeFileSync(join(folder, 'openapi.json'), (await station.call('GET', '/openapi.json', { key: null })).text)
  writeFileSync(join(folder, 'redocly.yaml'), config)
  await station.close()
  const { code, output } = await lint(folder)
  expect([code, output.slice(-3_000)]).toEqual([0, expect.stringContaining('valid')])
}, 60_000)

function lint(cwd: string): Promise<{ code: number | null; output: string }> {
  const env = { PATH: process.env.PATH, HOME: cwd, TMPDIR: cwd, NO_COLOR: '1', REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const child = spawn(process.execPath, [cli, 'lint', 'openapi.json', '--config', 'redocly.yaml', '--format', 'stylish'], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}
