/** The API beside the leanest server that does the same work. */
import { join } from 'node:path'
import { alternate, compared, type BenchContext, type Figure, type Part } from '../figures.ts'
import type { Doc } from '../../../src-main/station/store/store.ts'
import { examRegistration, examRegistrationId, examRegistrations, numbers, OFFERING_SIZE, offeringId, person, TENANT, typed } from '../fixtures.ts'
import { throughput, type Load, type Throughput } from '../load.ts'
import { serve } from '../child.ts'
import { fill, folder } from '../stores.ts'

const search_rows = 20
const page_rows = 100
const ids_asked = 20

interface Case {
  name: string
  method: Load['method']
  next: (random: (below: number) => number, records: number) => { path: string; body?: unknown }
}

const base = `/examRegistrations/${TENANT}`

/** A registration as a client sends it, new or in place of an old one. */
function sent(n: number, notes: string): Doc {
  const client = Object.entries(examRegistration(n)).filter(([field]) => field !== 'id' && field !== 'number' && !field.startsWith('sys_'))
  return { ...Object.fromEntries(client), notes }
}

const CASES: readonly Case[] = [
  { name: 'GET by id', method: 'GET', next: (random, records) => ({ path: `${base}/${examRegistrationId(random(records))}` }) },
  {
    name: 'list of one offering (200)', method: 'GET',
    next: (random, records) => ({ path: `${base}/examOffering/${offeringId(random(records / OFFERING_SIZE))}?limit=${OFFERING_SIZE}` }),
  },
  { name: `name search (${search_rows} rows)`, method: 'POST', next: (random, records) => ({ path: `${base}/search?limit=${search_rows}`, body: { name: typed(random(records)) } }) },
  {
    name: 'durable PATCH', method: 'PATCH',
    next: (random, records) => ({ path: `${base}/${examRegistrationId(random(records))}`, body: [{ op: 'replace', path: '/notes', value: `Moved to seat ${random(1_000)}.` }] }),
  },
  { name: `first page of the list (${page_rows})`, method: 'GET', next: () => ({ path: `${base}?limit=${page_rows}` }) },
  { name: 'GET of two fields', method: 'GET', next: (random, records) => ({ path: `${base}/${examRegistrationId(random(records))}?fields=name,status` }) },
  { name: 'look-up by student', method: 'GET', next: (random, records) => ({ path: `${base}/student/${person(random(records)).id}` }) },
  {
    name: `search by ${ids_asked} ids`, method: 'POST',
    next: (random, records) => ({ path: `${base}/search`, body: { ids: Array.from({ length: ids_asked }, () => examRegistrationId(random(records))) } }),
  },
  { name: 'durable create', method: 'POST', next: (random, records) => ({ path: base, body: sent(random(records), `Walk-in ${random(1_000)}.`) }) },
  {
    name: 'durable PUT', method: 'PUT',
    next: (random, records) => {
      const n = random(records)
      return { path: `${base}/${examRegistrationId(n)}`, body: sent(n, `Moved to seat ${random(1_000)}.`) }
    },
  },
]

export const api: Part = {
  name: 'api',
  summary: 'ten representative operations against the leanest server with the same encryption',
  async run(context) {
    const records = context.quick ? 2_000 : 20_000
    const [hallpass, lean] = [await station(context, records), await leanServer(context, records)]
    const figures: Figure[] = []
    for (const one of CASES) figures.push(...(await compare(context, one, records, hallpass, lean)))
    return figures
  },
}

interface Target {
  url: string
  apiKey: string
}

async function station(context: BenchContext, records: number): Promise<Target> {
  const data = folder(context)
  const apiKey = await fill(data, examRegistrations(records))
  const { url } = await serve(context, 'src-main/cli.ts', ['station', '--data', data, '--port', '0'])
  return { url, apiKey }
}

async function leanServer(context: BenchContext, records: number): Promise<Target> {
  const apiKey = 'lean'
  const { url } = await serve(context, 'test/bench/lean-server.ts', [join(folder(context), 'lean.db'), String(records), apiKey])
  return { url, apiKey }
}

async function compare({ quick, say }: BenchContext, { name, method, next }: Case, records: number, hallpass: Target, lean: Target): Promise<Figure[]> {
  const seconds = quick ? 2 : 5
  let seed = 1
  const measure = (target: Target) => () => {
    const random = numbers(seed++)
    return throughput({ ...target, method, seconds, next: () => next(random, records) })
  }
  // Once through for the compiler and the page cache.
  await alternate(1, () => throughput({ ...hallpass, method, seconds: 1, next: () => next(numbers(seed++), records) }), measure(lean))
  const pairs = await alternate(quick ? 3 : 5, measure(hallpass), measure(lean))
  const of = (field: keyof Throughput) => pairs.map(([a, b]) => [a[field], b[field]] as const)
  const rate = compared(name, 'requests/s', 'lean', of('per_second'), 'ratio >= 0.6')
  say(`${name}: ${rate.ratio?.toFixed(2)} of the lean server`)
  return [rate, compared(`${name}, p99`, 'ms', 'lean', of('p99_ms'))]
}
