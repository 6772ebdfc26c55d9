/** Makes an image small enough to be sent with a check-in. */
import type { ImageType } from '../../../src-shared/attachments.ts'
import { photo_bytes_wanted, photo_edge_px } from '../../../src-shared/limits.ts'

/** An image that the window made. */
export interface Captured {
  MediaType: ImageType
  /** Base64. */
  Data: string
}

/** The best first; what is still too large after the last is refused by the station. */
const QUALITIES = [0.82, 0.7, 0.55, 0.4, 0.25]

/** A photo of at most so many pixels, as a JPEG. @param source a frame of a camera or a picture */
export function photoOf(source: CanvasImageSource, width: number, height: number): Captured {
  const scale = Math.min(1, photo_edge_px / Math.max(width, height, 1))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const paint = canvas.getContext('2d')
  if (paint) {
    // What a picture leaves open is white, not black.
    paint.fillStyle = '#fff'
    paint.fillRect(0, 0, canvas.width, canvas.height)
    paint.drawImage(source, 0, 0, canvas.width, canvas.height)
  }
  const tries = QUALITIES.map((quality) => () => canvas.toDataURL('image/jpeg', quality))
  let data = ''
  for (const next of tries) {
    data = dataOf(next())
    if (bytesIn(data) <= photo_bytes_wanted) break
  }
  return { MediaType: 'image/jpeg', Data: data }
}

/** A picture that somebody chose; null where it is none. */
export async function photoOfFile(file: Blob): Promise<Captured | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return null
  const photo = photoOf(picture, picture.width, picture.height)
  picture.close()
  return photo
}

/** The part of a data address after its comma. */
export function dataOf(address: string): string {
  return address.slice(address.indexOf(',') + 1)
}

/** An address at which it can be shown. */
export function shownAt({ MediaType, Data }: Captured): string {
  return `data:${MediaType};base64,${Data}`
}

/** How many bytes a base64 text stands for. */
function bytesIn(base64: string): number {
  return Math.floor((base64.replace(/=+$/, '').length * 3) / 4)
}
