/** The bounds of the shell, the unit in the name. */

export const station_restart_first_ms = 250
export const station_restart_max_ms = 10_000
/** A station that answered for this long has shown that it works: the wait starts small again. */
export const station_healthy_ms = 60_000
/** After so many starts in a row that came to nothing, the window says that it fails. */
export const station_failures_shown = 3
export const station_stop_ms = 5_000
/** A window that has shown nothing by then keeps the station waiting no longer. */
export const station_serve_ms = 1_500
/** How long a request waits for a station that is starting or coming back. */
export const request_wait_ms = 15_000
export const requests_in_flight_max = 256
export const request_path_characters_max = 8_192
export const request_headers_max = 16
export const request_body_bytes_max = 1_048_576
export const window_width_px = 1_280
export const window_height_px = 800
export const window_width_min_px = 900
export const window_height_min_px = 600
/** Of a suggested file name. */
export const pdf_name_characters_max = 120
