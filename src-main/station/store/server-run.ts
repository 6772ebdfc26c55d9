/** Meta: the run of headquarters in which the cursor was read; absent where a hub told it. */
export const SERVER_RUN = 'server_run'
