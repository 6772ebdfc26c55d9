/** Window start and click to painted result. */
import { PartUnavailable, type Part } from '../figures.ts'

export const windowPart: Part = {
  name: 'window',
  summary: 'window start against an empty Electron window, and click to painted result',
  run: () => Promise.reject(new PartUnavailable('the window is not there yet.')),
}
