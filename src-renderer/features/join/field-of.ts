/** Next to which field a refused join is shown. Pure. */
import type { ApiProblem } from '../../api/api-problem.ts'

export type JoinField = 'address' | 'key' | 'site'

const FIELDS: readonly JoinField[] = ['address', 'key', 'site']

/** The field that the problem names, else the one that its status speaks of. */
export function fieldOf(problem: ApiProblem): JoinField {
  const named = Array.isArray(problem.members['errors']) ? (problem.members['errors'][0] as { path?: unknown } | undefined)?.path : undefined
  const field = FIELDS.find((one) => named === `/${one}`)
  if (field) return field
  if (problem.status === 401 || problem.status === 403 || problem.status === 409) return 'key'
  return problem.status === 404 ? 'site' : 'address'
}
