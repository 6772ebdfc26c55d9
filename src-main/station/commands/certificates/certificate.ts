/** The certificate of a record: its event's or program's own template, else the usual one (contract section 4). Pure. */
import type { Refusal } from '../../../../src-shared/problem.ts'
import { textOf } from '../booking/stored-values.ts'
import { CERTIFICATE } from '../templates/default-templates.ts'
import { renderHtml } from '../templates/render-template.ts'
import type { MessageRecord } from '../messages/message-record.ts'

/** @param template Liquid source in place of the record's own */
export function certificateHtml({ subject, variables }: MessageRecord, template?: string): string | Refusal {
  return renderHtml(template ?? textOf(subject, 'certificate_template') ?? CERTIFICATE, variables, 'certificate_template')
}
