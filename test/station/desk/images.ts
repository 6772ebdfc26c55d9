/** Images for tests: real enough for their first bytes, and each with a text in it that can be looked for. */

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10])
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

const filled = (start: Buffer, mark: string, bytes: number) => Buffer.concat([start, Buffer.alloc(Math.max(0, bytes - start.length), mark)])

/** @param mark is repeated to the end */
export const jpeg = (mark: string, bytes = 40_000): string => filled(JPEG, mark, bytes).toString('base64')
export const png = (mark: string, bytes = 8_000): string => filled(PNG, mark, bytes).toString('base64')
