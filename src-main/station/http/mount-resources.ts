/** Mounts every generic operation of every declared resource. */
import type { FastifyInstance } from 'fastify'
import type { HttpDeps } from './http-deps.ts'
import { route } from './route.ts'
import { batchOperation } from './resource-batch.ts'
import { listOperations } from './resource-lists.ts'
import { recordOperations } from './resource-records.ts'
import { searchOperation } from './resource-search.ts'

export function mountResources(app: FastifyInstance, deps: HttpDeps): void {
  for (const resource of deps.resources) {
    const operations = [...recordOperations(resource, deps), ...listOperations(resource, deps), searchOperation(resource, deps), batchOperation(resource, deps)]
    for (const operation of operations) route(app, deps, operation)
  }
}
