import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { project } from '../../src-main/start/folders.ts'

interface Rules {
  forbidden: { name: string; comment?: string; severity: string }[]
  options: ICruiseOptions & { enhancedResolveOptions: Record<string, unknown> }
}

const rules = createRequire(import.meta.url)('./dependency-rules.cjs') as Rules
const roots = ['src-main', 'src-renderer', 'src-shared']

async function violationsIn(folder: string): Promise<{ read: number; dependencies: number; broken: string[] }> {
  const { enhancedResolveOptions, ...options } = rules.options
  const result = await cruise(
    roots,
    { ...options, baseDir: folder, validate: true, ruleSet: { forbidden: rules.forbidden } as IFlattenedRuleSet },
    enhancedResolveOptions,
  )
  const { modules, summary } = result.output as ICruiseResult
  return {
    read: modules.filter((module) => roots.some((root) => module.source.startsWith(`${root}/`))).length,
    dependencies: summary.totalDependenciesCruised ?? 0,
    broken: summary.violations.map((violation) => `${violation.rule.name}: ${violation.from} -> ${violation.to}`),
  }
}

/** A small tree in the shape of the project, without a violation. */
const clean: Record<string, string> = {
  'src-shared/ipc.ts': 'export const channels = 1',
  'src-shared/limits.ts': 'export const limit = 1',
  'src-shared/resources/index.ts': `export { limit } from '../limits.ts'`,
  'src-shared/schema.ts': `import { Type } from 'typebox'\nexport const schema = Type.String()`,
  'src-main/index.ts': `import { shell } from './shell/shell.ts'\nshell()`,
  'src-main/shell/shell.ts': `import { app } from 'electron'\nimport { channels } from '../../src-shared/ipc.ts'\nexport const shell = () => [app, channels]`,
  'src-main/preload/index.ts': `import { ipcRenderer } from 'electron'\nimport { channels } from '../../src-shared/ipc.ts'\nexport const pair = [ipcRenderer, channels]`,
  'src-main/start/start.ts': 'export const start = 1',
  'src-main/cli.ts': `import { station } from './station/station.ts'\nstation()`,
  'src-main/hq/hq.ts': `import { station } from '../station/station.ts'\nexport const hq = station`,
  'src-main/station/station.ts': `import { server } from './http/server.ts'\nimport { engine } from './sync/engine.ts'\nexport const station = () => [server, engine]`,
  'src-main/station/http/server.ts': `import fastify from 'fastify'\nimport { apply } from '../commands/apply.ts'\nexport const server = [fastify, apply]`,
  'src-main/station/sync/engine.ts': `import { apply } from '../commands/apply.ts'\nexport const engine = apply`,
  'src-main/station/commands/apply.ts': `import { store } from '../store/store.ts'\nexport const apply = store`,
  'src-main/station/store/store.ts': `import { limit } from '../../../src-shared/limits.ts'\nexport const store = limit`,
  'src-main/station/store/sqlite/database.ts': `import Database from 'better-sqlite3'\nexport const open = Database`,
  'src-renderer/main.tsx': `import { desk } from './app/desk.tsx'\ndesk()`,
  'src-renderer/app/desk.tsx': `import { roster } from '../features/roster/roster.tsx'\nexport const desk = () => roster`,
  'src-renderer/features/roster/roster.tsx': `import { button } from '../../ui/button.tsx'\nimport { client } from '../../api/client.ts'\nexport const roster = [button, client]`,
  'src-renderer/features/today/today.tsx': 'export const today = 1',
  'src-renderer/ui/button.tsx': `import { useState } from 'react'\nexport const button = useState`,
  'src-renderer/api/client.ts': `import { channels } from '../../src-shared/ipc.ts'\nexport const client = channels`,
  'test/support/fixture.ts': 'export const fixture = 1',
}

/** One file for each rule, which breaks that rule and no other. */
const planted: Record<string, [file: string, text: string]> = {
  'no-cycles': ['src-shared/limits.ts', `import { schema } from './loop.ts'\nexport const limit = schema`],
  'no-unresolved': ['src-main/hq/planted.ts', `import { gone } from './gone.ts'\nexport const a = gone`],
  'no-dev-dependencies': ['src-main/hq/planted.ts', `import fc from 'fast-check'\nexport const a = fc`],
  'no-test-imports-in-production': ['src-main/hq/planted.ts', `import { fixture } from '../../test/support/fixture.ts'\nexport const a = fixture`],
  'shared-is-a-leaf': ['src-shared/planted.ts', `import { readFileSync } from 'node:fs'\nexport const a = readFileSync`],
  'renderer-to-shared': ['src-renderer/app/planted.ts', `import { hq } from '../../src-main/hq/hq.ts'\nexport const a = hq`],
  'renderer-without-node': ['src-renderer/app/planted.ts', `import { join } from 'node:path'\nexport const a = join`],
  'features-are-peers': ['src-renderer/features/roster/planted.ts', `import { today } from '../today/today.tsx'\nexport const a = today`],
  'features-below-app': ['src-renderer/features/today/planted.ts', `import { desk } from '../../app/desk.tsx'\nexport const a = desk`],
  'ui-and-api-at-the-bottom': ['src-renderer/ui/planted.ts', `import { client } from '../api/client.ts'\nexport const a = client`],
  'no-barrels': ['src-main/hq/index.ts', `export { hq } from './hq.ts'`],
  'station-without-electron': ['src-main/station/sync/planted.ts', `import { app } from 'electron'\nexport const a = app`],
  'station-without-its-hosts': ['src-main/station/planted.ts', `import { hq } from '../hq/hq-name.ts'\nexport const a = hq`],
  'sqlite-only-in-store': ['src-main/station/http/planted.ts', `import Database from 'better-sqlite3'\nexport const a = Database`],
  'store-is-lowest': ['src-main/station/store/planted.ts', `import { apply } from '../commands/rule.ts'\nexport const a = apply`],
  'commands-below-edges': ['src-main/station/commands/planted.ts', `import { engine } from '../sync/clock.ts'\nexport const a = engine`],
  'http-and-sync-are-peers': ['src-main/station/http/planted.ts', `import { engine } from '../sync/engine.ts'\nexport const a = engine`],
  'edges-below-wiring': ['src-main/station/sync/planted.ts', `import { a as b } from '../options.ts'\nexport const a = b`],
  'shell-forks-the-station': ['src-main/shell/planted.ts', `import { station } from '../station/station.ts'\nexport const a = station`],
  'preload-is-thin': ['src-main/preload/planted.ts', `import { limit } from '../../src-shared/limits.ts'\nexport const a = limit`],
  'start-is-apart': ['src-main/start/planted.ts', `import { limit } from '../../src-shared/limits.ts'\nexport const a = limit`],
  'nothing-imports-start': ['src-main/cli.ts', `import { start } from './start/start.ts'\nexport const a = start`],
}

/** What some of the planted files need beside them. */
const beside: Record<string, [file: string, text: string]> = {
  'no-cycles': ['src-shared/loop.ts', `import { limit } from './limits.ts'\nexport const schema = () => limit`],
  'station-without-its-hosts': ['src-main/hq/hq-name.ts', 'export const hq = 1'],
  'store-is-lowest': ['src-main/station/commands/rule.ts', 'export const apply = 1'],
  'commands-below-edges': ['src-main/station/sync/clock.ts', 'export const engine = 1'],
  'edges-below-wiring': ['src-main/station/options.ts', 'export const a = 1'],
  'no-barrels': ['src-main/hq/planted.ts', `import { hq } from './index.ts'\nexport const a = hq`],
}

describe('the project', () => {
  it('keeps every import rule', async () => {
    const { read, dependencies, broken } = await violationsIn(project)
    expect(broken).toEqual([])
    // A cruise that reads nothing finds nothing wrong.
    expect(read).toBeGreaterThan(150)
    expect(dependencies).toBeGreaterThan(500)
  }, 60_000)

  it('says why, rule by rule, and refuses rather than warns', () => {
    for (const rule of rules.forbidden) {
      expect(rule.comment?.length ?? 0, rule.name).toBeGreaterThan(40)
      expect(rule.severity, rule.name).toBe('error')
    }
  })
})

describe('the rules', () => {
  let folder: string
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  const namesBroken = async () => [...new Set((await violationsIn(folder)).broken.map((text) => text.split(':')[0]))]

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hallpass-layers-'))
    for (const file of ['node_modules', 'package.json', 'tsconfig.base.json']) symlinkSync(join(project, file), join(folder, file))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const plant = (name?: string) => {
    for (const root of [...roots, 'test']) rmSync(join(folder, root), { recursive: true, force: true })
    for (const [file, text] of Object.entries(clean)) write(file, text)
    for (const extra of [name && beside[name], name && planted[name]]) if (extra) write(...extra)
  }

  it('have nothing against a clean tree', async () => {
    plant()
    expect(await violationsIn(folder)).toMatchObject({ read: Object.keys(clean).length - 1, broken: [] })
  })

  it('have a violation planted for each', () => {
    expect(Object.keys(planted).toSorted()).toEqual(rules.forbidden.map((rule) => rule.name).toSorted())
  })

  it.each(Object.keys(planted))('%s fires, alone', async (name) => {
    plant(name)
    expect(await namesBroken()).toEqual([name])
  })
})
