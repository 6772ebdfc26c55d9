/** The order in which the files of a project begin. */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes a minute or more on two cores. Begun last, it would be waited for alone. */
const LONG = [
  'sync/seeded-bugs.slow', 'faults/line.slow', 'faults/failpoints.slow', 'faults/kill.slow', 'faults/line/mutual-tls.slow', 'hq/postgres/hq-on-postgres.slow', 'sync/hub.slow',
  'e2e/every-screen', 'e2e/day/electron-mouse', 'e2e/day/electron-keys', 'e2e/day/chromium-keys', 'e2e/day/chromium-mouse', 'e2e/two-desks', 'e2e/hub', 'e2e/check-in', 'e2e/app', 'e2e/browser', 'shell/package.slow',
].map((name) => `/test/${name}.test.ts`)

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((name) => moduleId.endsWith(name))
      return at < 0 ? LONG.length : at
    }
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}
