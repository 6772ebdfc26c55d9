import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../../src-main/cli/commands.ts'
import { commandHelp, overview } from '../../../src-main/cli/help.ts'
import { defineCliCommand } from '../../../src-main/cli/options.ts'
import { parseOptions } from '../../../src-main/cli/parse-options.ts'
import { runCli } from '../../../src-main/cli/run-cli.ts'
import { suggest } from '../../../src-main/cli/suggest.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { hallpass } from './cli-process.ts'

const command = defineCliCommand({
  name: 'try',
  summary: 'Tries.',
  positionals: [{ name: 'FILE', prose: 'the file' }],
  options: {
    data: { type: 'text', value: 'DIR', required: true, prose: 'Where.' },
    port: { type: 'integer', value: 'N', default: 4780, min: 0, max: 65_535, prose: 'Port.' },
    scope: { type: 'choice', values: ['read', 'write', 'admin'], default: 'write', prose: 'Scope.' },
    secret: { type: 'text', value: 'KEY', variable: 'TRY_SECRET', prose: 'Secret.' },
    hub: { type: 'flag', prose: 'Hub.' },
  },
  run: async () => 0,
})

const read = (...words: string[]) => parseOptions(command, words, {})

describe('options', () => {
  it('reads values in both spellings, flags, defaults and the environment', () => {
    expect(read('f', '--data', 'd', '--port=0', '--hub')).toEqual({ positionals: ['f'], values: { data: 'd', port: 0, scope: 'write', secret: undefined, hub: true } })
    expect(parseOptions(command, ['--data=a=b', 'f'], { TRY_SECRET: 's' }).values).toMatchObject({ data: 'a=b', secret: 's', hub: false })
    expect(parseOptions(command, ['--data=d', 'f', '--secret', 't'], { TRY_SECRET: 's' }).values).toMatchObject({ secret: 't' })
  })

  it.each([
    [['f'], '--data is required.'],
    [['--data', 'd'], 'FILE is missing: the file'],
    [['f', 'g', '--data', 'd'], '"g" is one word too many.'],
    [['f', '--data'], '--data needs a value.'],
    [['f', '--data', '--hub'], '--data needs a value.'],
    [['f', '--data='], '--data needs a value.'],
    [['f', '--data', 'd', '--data', 'e'], '--data is given twice.'],
    [['f', '--data', 'd', '--hub=yes'], '--hub takes no value.'],
    [['f', '--data', 'd', '--port', '4780x'], '--port must be a whole number from 0 to 65535, not "4780x".'],
    [['f', '--data', 'd', '--port', '70000'], '--port must be a whole number from 0 to 65535, not "70000".'],
    [['f', '--data', 'd', '--port', '-1'], '--port must be a whole number from 0 to 65535, not "-1".'],
    [['f', '--data', 'd', '--scope', 'all'], '--scope must be read, write or admin, not "all".'],
    [['f', '--dta', 'd'], '--dta is not an option of try. Did you mean --data?'],
    [['f', '--dta=d'], '--dta is not an option of try. Did you mean --data?'],
    [['f', '-p', '1'], '-p is not an option of try.'],
    [['f', '--constructor', '1'], '--constructor is not an option of try.'],
  ])('refuses %j', (words, line) => {
    expect(() => read(...words)).toThrow(line)
  })

  it('suggests near words only', () => {
    expect(suggest('upsteam', ['upstream', 'site'])).toBe('upstream')
    expect(suggest('up', ['upstream'])).toBeUndefined()
    expect(suggest('upst', ['upstream'])).toBe('upstream')
    expect(suggest('xyzzy', ['upstream', 'site'])).toBeUndefined()
  })

  it('help names every option of every command, and no line is longer than a terminal', () => {
    for (const each of COMMANDS) {
      const help = commandHelp(each)
      for (const [name, { prose }] of Object.entries(each.options)) {
        expect(help).toContain(`--${name}`)
        expect(prose).toMatch(/\.$/)
      }
      expect(overview(COMMANDS)).toContain(`  ${each.name} `)
      for (const line of help.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
    }
  })
})

describe('hallpass', () => {
  it('prints help on standard output', async () => {
    const asked = await Promise.all([['--help'], ['help', 'keys', 'add'], ['restore', '-h']].map((words) => hallpass(words)))
    expect(asked.map(({ code, stderr }) => [code, stderr])).toEqual(asked.map(() => [0, '']))
    expect(asked[1]?.stdout).toContain('hallpass keys add --tenant T [options]')
  })

  it('writes one line on standard error alone for a bad option, and ends with 2', async () => {
    expect(await hallpass(['hq', '--prot', '0'])).toEqual({ code: 2, stdout: '', stderr: 'hallpass: --prot is not an option of hq. Did you mean --port?\n' })
  })

  it.each([
    [[], 'Say which command'],
    [['statoin'], '"statoin" is not a command. Did you mean station?'],
    [['keys'], 'Say which: keys add, keys list, keys revoke, keys rotate.'],
    [['station'], '--data is required.'],
    [['hq', '--data', 'DIR', '--upstream', 'http://x'], '--upstream is not an option of hq.'],
    [['hq', '--data', 'DIR', '--smtp', 'mail.example.test'], '--smtp must be smtp://'],
    [['hq', '--data', 'DIR', '--jwt-issuer', 'https://id.example.test'], '--jwt-issuer, --jwt-audience and --jwt-jwks go together.'],
    [['hq', '--data', 'DIR', '--jwt-issuer', 'i', '--jwt-audience', 'a', '--jwt-jwks', 'http://id.example.test/keys'], '--jwt-jwks must be an https:// address'],
    [['hq', '--data', 'DIR', '--jwt-issuer', 'i', '--jwt-audience', 'a', '--jwt-jwks', 'DIR'], 'cannot be read (ENOENT).'],
    [['keys', 'rotate', 'k', '--data', 'DIR', '--grace', '-1'], '--grace must be a whole number from 0 to 10080'],
    [['station', '--data', 'DIR', '--upstream', 'ftp://x'], '--upstream must be an http:// or https:// address'],
    [['station', '--data', 'DIR', '--upstream', 'http://127.0.0.1:1'], '--upstream needs --upstream-key.'],
    [['station', '--data', 'DIR', '--upstream', 'http://127.0.0.1:1', '--upstream-key', 'k'], '--upstream needs --site.'],
    [['station', '--data', 'DIR', '--site', 's'], '--site goes with --upstream.'],
    [['station', '--data', 'DIR', '--hub', '--hub-port', '4781'], '--hub-port goes with --hub and a --host other than 127.0.0.1.'],
    [['station', '--data', 'DIR', '--host', '0.0.0.0', '--hub-port', '4781'], '--hub-port goes with --hub'],
    [['hub'], 'Say which: hub code, hub devices, hub revoke.'],
    [['pair', 'https://127.0.0.1:4781', '--data', 'DIR'], '--code is required.'],
    [['pair', 'https://127.0.0.1:4781', '--data', 'DIR', '--code', '7QK2M-4XWT0'], '--code is not a code. A code has ten letters and digits, and never 0, O, 1 or I.'],
    [['pair', 'http://127.0.0.1:4781', '--data', 'DIR', '--code', '7QK2M-4XWTA'], 'ADDRESS http://127.0.0.1:4781 cannot be used.'],
    [['keys', 'add', '--data', 'DIR', '--tenant', 'a b'], '--tenant may hold letters'],
    [['keys', 'add', '--data', 'DIR', '--tenant', 't', '--scope', 'root'], '--scope must be read, write or admin'],
    [['demo', '--data', 'DIR', '--date', '2026-02-30'], '--date must be a date that exists'],
    [['users', 'add', '--data', 'DIR', '--tenant', 't', '--name', 'N', '--role', 'lead', '--pin', '12'], '--pin must be four to twelve digits.'],
  ])('%j ends with 2, one clear line, and nothing made', async (words, line) => {
    const folder = join(tempFolder(), 'data')
    const said: string[] = []
    const output = { print: (text: string) => void said.push(`asked for: ${text}`), log: (text: string) => void said.push(text) }
    expect(await runCli(words.map((word) => (word === 'DIR' ? folder : word)), {}, output)).toBe(2)
    expect(said).toEqual([expect.stringContaining(line)])
    expect(existsSync(folder)).toBe(false)
  })
})
