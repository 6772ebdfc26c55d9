/** Meta: the run of headquarters in which the cursor was read; absent where a hub told it. */
export const SERVER_RUN = 'server_run'

/** Meta: the life of headquarters that a damaged file had met, where the file that was made from it has to read everything anew. */
export const MET_LIFE = 'met_life'
