/** The `sys_*` fields that the four registration documents share, and which of them belong to the server. */
import { date, flag, list, number, open, text } from './fields.ts'

export const sysFields = {
  sys_deleted_by_id: text('Sys Deleted By', 'The ID of the user that deleted (or last tried to delete) this object'),
  sys_version: number('Sys Version', 'A number representing the version of this record in the database'),
  sys_created_at: date('Sys Created At', 'The date/time that this record was created, expressed in ISO-8601 date format'),
  sys_last_modified_at: date('Sys Last Modified At', 'The date/time that this record record was last modified, expressed in ISO-8601 date format'),
  sys_created_by_id: text('Sys Created By', 'The ID of the user that created this record'),
  sys_last_modified_by_id: text('Sys Last Modified By', 'The ID of the user that last modified this record'),
  sys_external_id: text('Sys External', 'The ID that a record has from an external system or data import'),
  sys_locked: flag('Sys Locked', 'If set, this record is locked and cannot be changed via the API'),
  sys_bulk_load_pk: text('Sys Bulk Load Pk', 'If this record was loaded via bulk, the tenant and key of the bulk load process used as a partition key'),
  sys_bulk_load_at: text('Sys Bulk Load At', 'If this record was loaded via bulk, the timestamp when the record was processed'),
  sys_bulk_load_id: text('Sys Bulk Load', 'If this record was loaded via bulk, the ID of the bulk load process'),
  sys_bulk_load_record_no: number('Sys Bulk Load Record No', 'If this record was loaded via bulk, the record number in the source file'),
  sys_bulk_load_source_file: text('Sys Bulk Load Source File', 'If this record was loaded via bulk, the source file'),
  sys_last_bulk_data_operation_id: text('Sys Last Bulk Data Operation', 'If this record was last touched by a bulk data operation, the ID of that operation'),
  sys_last_bulk_data_operation_sys_version: text('Sys Last Bulk Data Operation Sys Version', 'If this record was last touched by a bulk data operation, the sys_version at the time of that operation'),
  sys_directive: text('Sys Directive', 'Means for passing directive information into an object processing logic'),
  sys_calculated_field_error: text('Sys Calculated Field Error', 'The error associated with the calculated field'),
  sys_snapshot_base_version: number('Sys Snapshot Base Version', 'The version to use as a base when creating a configuration snapshot; if not set, 1 is used. Helpful when creating a sandbox'),
  sys_has_files_in_s3: flag('Sys Has Files In S3', 'If true, this record has files in S3. If false, it doesnt, so no need to hit S3 upon deletion'),
  sys_configuration_snapshot_id: text('Sys Configuration Snapshot', 'If a snapshot was restored/applies to this record, the ID of the snapshot'),
  sys_last_security_context: open('Sys Last Security Context', 'The security context of the last insert, modify, or delete performed on this item'),
  sys_calculated_field_errors: list('Sys Calculated Field Errors', open('Calculated Field Error')),
}

/** Contract section 3: these three of the `sys_*` fields are the client's. */
const CLIENT_SYS = new Set(['sys_external_id', 'sys_directive', 'sys_locked'])

export const serverOwnedFields = ['id', 'number', ...Object.keys(sysFields).filter((name) => !CLIENT_SYS.has(name))]
