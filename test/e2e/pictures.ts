/** Pictures of screens beside committed ones: half as large and in few colours, so that they are small and a machine's finest differences do not count. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import pixelmatch from 'pixelmatch'
import sharp from 'sharp'

const FOLDER = fileURLToPath(new URL('screens/', import.meta.url))
/** Where the pictures that differ are put, to be looked at. */
const DIFFERENT = fileURLToPath(new URL('../../test-results/screens/', import.meta.url))
/** `HALLPASS_SCREENS=write` makes the present pictures the committed ones. */
const writes = process.env['HALLPASS_SCREENS'] === 'write'
const colours = 64
/** From 0 to 1: a colour farther away than this is another one. */
const colour_distance_max = 0.2
/** A line of a letter may fall otherwise with another version of the browser; a button that is gone is far more. */
const pixels_share_max = 0.001
const tries_max = 20
const pause_ms = 150

interface Picture {
  data: Buffer
  width: number
  height: number
}

/**
 * Takes the picture until it is the committed one (a screen that has none is only looked at by axe), for what is still on its way; writing, until two in a row are the same.
 * @returns how it differs; undefined where it does not
 */
export async function differs(name: string, take: () => Promise<Buffer>): Promise<string | undefined> {
  const file = join(FOLDER, `${name}.png`)
  if (writes) return write(file, take)
  if (!existsSync(file)) return undefined
  const wanted = await pixels(readFileSync(file))
  let said = ''
  for (let tries = 0; tries < tries_max; tries++) {
    const taken = await small(await take())
    const found = await pixels(taken)
    const off = distance(wanted, found)
    if (off <= pixels_share_max) return undefined
    said = `${name}: ${(off * 100).toFixed(2)} % of the picture differs`
    mkdirSync(DIFFERENT, { recursive: true })
    writeFileSync(join(DIFFERENT, `${name}.png`), taken)
    await pause()
  }
  return said
}

async function write(file: string, take: () => Promise<Buffer>): Promise<undefined> {
  mkdirSync(FOLDER, { recursive: true })
  let before = await small(await take())
  for (let tries = 0; tries < tries_max; tries++) {
    await pause()
    const next = await small(await take())
    if (next.equals(before)) break
    before = next
  }
  // One that differs by nothing a person sees stays as it is committed.
  if (existsSync(file) && distance(await pixels(readFileSync(file)), await pixels(before)) <= pixels_share_max / 10) return
  writeFileSync(file, before)
}

async function small(png: Buffer): Promise<Buffer> {
  const { width } = await sharp(png).metadata()
  return sharp(png).resize({ width: Math.round(width / 2), kernel: 'linear' }).png({ palette: true, colours, dither: 0, effort: 4 }).toBuffer()
}

async function pixels(png: Buffer): Promise<Picture> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

/** The share of pixels that differ. */
function distance(one: Picture, other: Picture): number {
  if (one.width !== other.width || one.height !== other.height) return 1
  return pixelmatch(one.data, other.data, undefined, one.width, one.height, { threshold: colour_distance_max }) / (one.width * one.height)
}

const pause = () => new Promise((resolve) => setTimeout(resolve, pause_ms))
