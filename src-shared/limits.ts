/** Every bound of Hallpass, the unit in the name. */

export const body_bytes_max = 1_048_576
/** Characters and members that the copies and moves of one patch may handle: copying into oneself doubles each time. */
export const patch_copied_units_max = 4 * 1_048_576
/** Overlaps that one answer lists. */
export const scheduling_conflicts_max = 2_000
export const page_rows_default = 100
export const page_rows_max = 1_000
export const batch_operations_max = 100
export const validation_errors_max = 50
export const json_depth_max = 64
export const id_characters_max = 128
export const text_characters_max = 100_000
export const idempotency_days = 7
export const idempotency_key_characters_max = 255

export const apply_attempts_max = 200
export const commit_group_max = 64
/** API keys whose owners are remembered until a key changes. */
export const keys_remembered_max = 1_000
/** When a database that could not be reached may be asked again. */
export const store_retry_seconds = 2

export const postgres_connections_max = 10
export const postgres_connect_timeout_ms = 5_000
export const postgres_statement_timeout_ms = 20_000
/** A process that hangs in the middle of a commit loses it, so that the others can go on. */
export const postgres_idle_in_transaction_ms = 10_000
export const postgres_lock_timeout_ms = 15_000
/** How long a commit that was cut off is asked after. */
export const postgres_outcome_wait_ms = 8_000
export const postgres_reconnect_ms = 1_000
/** The listener looks by itself this often, in case a notification was lost with its connection. */
export const postgres_notice_check_ms = 10_000
export const postgres_notice_bytes_max = 7_500
export const postgres_import_rows = 500
export const postgres_lock_retry_ms = 2_000
export const verify_rows_at_once = 1_000

/** Documents of one page of the feed; one that is larger goes alone. */
export const feed_bytes_max = 8_388_608
export const push_operations_max = 100
export const push_bytes_max = 900_000
export const feed_rows_default = 500
export const feed_rows_max = 2_000
/** Pages of a long feed that one transaction of a station takes. */
export const pages_stored_together = 4
/** The same while a station reads everything for the first time, and how long it gathers them. */
export const first_load_pages_together = 20
export const first_load_gather_ms = 400
/** Rows of one collection in one transaction from which on its indexes are made at the end of a first load. */
export const first_load_rows_min = 500
/** Full-text search is filled behind a first load so many rows at a time, with a pause for whoever waits. */
export const search_fill_rows = 1_000
export const search_fill_pause_ms = 10
export const relay_rows_max = 500
/** Nodes of which one request asks; a hub with more asks again. */
export const hello_nodes_max = 50
/** Stations that a hub remembers to ask headquarters about. */
export const hub_stations_max = 200
/** A station that speaks to headquarters because its hub was away asks for the hub this often. */
export const upstream_probe_interval_ms = 15_000
export const backoff_first_ms = 500
export const backoff_max_ms = 20_000
export const sync_request_timeout_ms = 20_000
export const sync_hello_timeout_ms = 8_000
export const push_body_bytes_max = 8_388_608
export const push_envelope_depth = 8
export const push_batches_before_pull_max = 5
export const first_rows_max = 2_000
export const line_event_interval_ms = 100
export const last_sync_saved_interval_ms = 10_000
export const journal_prune_interval_ms = 3_600_000
export const stream_keepalive_ms = 10_000
export const stream_silent_max_ms = 30_000
export const poll_interval_ms = 15_000
export const journal_days = 30
/** A day of an outage with a photo and a signature of everyone. */
export const rescue_bytes_max = 100_663_296
export const rescue_body_bytes_max = 150_994_944
export const rescue_writes_max = 100_000
/** The cost of trying one phrase, as the power of two that age takes. */
export const rescue_work_factor_log2 = 16
export const rescue_work_factor_log2_max = 20
export const sync_log_rows_default = 20
export const sync_log_rows_max = 1_000

export const pin_attempts_free = 5
export const pin_wait_first_seconds = 15
export const pin_wait_max_seconds = 900
export const session_hours = 14

export const event_duration_minutes_default = 180
export const late_after_minutes_default = 15
export const scrap_sheets_issue_max = 50
/** One print job: so many candidates, so many sheets each. */
export const printed_registrations_max = 50
export const printed_each_max = 20
export const printed_sheets_max = 1_000
/** The picture of arrivals: from so long before the start to so long after it. */
export const arrivals_before_minutes = 60
export const arrivals_after_minutes = 45
export const arrival_part_minutes = 5
/** The picture of what waited: six hours. */
export const line_part_minutes = 10
export const line_parts_max = 36
/** Values of a refused write that its card offers to correct. */
export const fix_fields_max = 8
/** Sheets that a refusal names by code and holder. */
export const sheets_named_max = 5
export const sheet_code_characters_max = 64
export const booking_search_rows_max = 10_000
export const booking_page_rows = 1_000
export const int32_max = 2_147_483_647

export const path_parameter_characters_max = 2_048
export const search_values_max = 1_000
export const http_headers_timeout_ms = 10_000
export const http_request_timeout_ms = 60_000
export const http_connection_idle_ms = 120_000
export const http_keep_alive_ms = 65_000
export const http_timeout_check_ms = 2_000
export const http_connections_max = 2_000
export const rate_buckets_max = 10_000
export const record_limit_retry_seconds = 60

/** Programs of a tenant that an administrator can choose from. */
export const programs_shown_max = 1_000
export const template_characters_max = 100_000
export const template_render_ms_max = 250
/** As Liquid counts: one unit for each element or character made on the way. */
export const template_memory_units_max = 5_000_000
export const template_output_characters_max = 1_000_000

export const mail_retry_first_ms = 2_000
export const mail_retry_max_ms = 300_000
export const mail_poll_interval_ms = 60_000
export const mail_page_rows = 500
export const mail_connect_timeout_ms = 10_000
export const mail_silent_max_ms = 30_000
export const mail_delivery_max_ms = 120_000
/** A delivery under way gets this long when headquarters stops; then it is given up and comes again with the same Message-ID. */
export const mail_stop_wait_ms = 5_000
export const mail_answer_characters_max = 500

export const jwt_clock_tolerance_seconds = 60
export const jwt_subject_characters_max = 128
export const jwt_name_characters_max = 200
export const jwks_timeout_ms = 5_000
export const jwks_cache_ms = 600_000
/** After a failure, and for a key that the set does not have: the set is not asked for again before this. */
export const jwks_pause_ms = 30_000
export const key_grace_minutes_default = 60
export const key_grace_minutes_max = 10_080

/** Ten signs of an alphabet of 32: 50 bits. */
export const pairing_code_characters = 10
export const pairing_code_minutes = 5
/** Wrong codes that one code outlives; then a new one has to be shown. */
export const pairing_tries_max = 5
export const pairing_body_bytes_max = 4_096
export const pairing_timeout_ms = 15_000
export const desk_name_characters_max = 80
export const hub_devices_max = 200
/** Connections of desks that are not paired; enough for a room of people who type codes. */
export const hub_unpaired_connections_max = 16
export const hub_connections_max = 512
export const hub_handshake_timeout_ms = 10_000
/** A desk that was removed by another process, the command line, is cut off within this time. */
export const hub_removed_check_ms = 500
export const hub_contact_saved_interval_ms = 30_000

/** Minutes that one signature gives back: half a day. */
export const give_minutes_max = 720
/** Candidates that one time given back names; without names it is for everyone. */
export const clock_registrations_max = 1_000
/** A second person's signature is used within this time, or given again. */
export const sign_off_seconds = 120
export const sign_offs_max = 100
export const incident_people_max = 20

/** A central server that has only the documents' API. */
export const documents_walk_interval_ms = 60_000
export const documents_full_interval_ms = 300_000
export const documents_requests_per_round_max = 100
export const documents_days_before = 1
export const documents_days_after = 14
export const documents_ids_per_search_max = 100
/** Clocks and commits of the server may lag behind the times that it notes. */
export const documents_since_overlap_ms = 120_000
export const documents_write_attempts_max = 5
export const documents_lookup_pages_max = 20
export const documents_operations_per_turn_max = 10

/** Signing in works so long after this laptop last had everything. */
export const lease_days = 30
export const lease_warning_days = 5
export const lease_sitting_margin_hours = 2
export const roster_age_hours_max = 24
export const clock_ahead_ms_max = 60_000
export const disk_free_bytes_min = 268_435_456
export const disk_free_bytes_enough = 2_147_483_648
export const backup_age_days_max = 7
export const desk_backups_kept_max = 3
export const hub_port_default = 4_781

/** What a station takes; the window makes a photo a third of this. */
export const photo_bytes_max = 153_600
/** What the window makes a photo: the longer edge, and the size at which it stops making it worse. */
export const photo_edge_px = 640
export const photo_bytes_wanted = 49_152
export const signature_bytes_max = 30_720
export const attachments_per_registration_max = 20
export const photos_per_incident_max = 10
/** Photos and signatures are kept so long after the sitting, unless the venue says otherwise. */
export const attachment_keep_days_default = 30
export const attachment_keep_days_max = 3_650
export const attachments_erased_at_once_max = 100
export const retention_interval_ms = 3_600_000
/** One digit each. */
export const identity_steps_max = 9
export const step_name_characters_max = 60
export const locker_characters_max = 20

/** Rows and columns of a room, and rooms of a venue. */
export const room_rows_max = 40
export const room_columns_max = 40
export const rooms_max = 100
export const room_name_characters_max = 80
export const room_order_max = 9_999
export const room_version_max = 1_000_000_000
/** Candidates that one request gives seats. */
export const seat_moves_max = 2_000

/** People and rosters that come by file or at the door. */
export const name_characters_max = 200
export const roster_import_rows_per_request = 200
/** More people than this never share one name or address by mistake. */
export const namesakes_max = 50
/** Rows that share one transaction: whoever checks in meanwhile waits for one of them at most. */
export const roster_import_rows_per_commit = 32
export const roster_file_bytes_max = 16_777_216
/** What a workbook may unfold to, whatever its directory says. */
export const roster_unpacked_bytes_max = 134_217_728
export const roster_rows_max = 50_000
export const roster_columns_max = 100
export const roster_cell_characters_max = 1_000
export const roster_read_timeout_ms = 60_000
export const people_found_max = 5
/** Days ahead of which the sittings are offered for a transfer. */
export const transfer_days_ahead = 30
