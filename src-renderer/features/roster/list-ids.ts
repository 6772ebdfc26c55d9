/** By which ids the list and its rows are known to the search field, and how far a page key moves in it. */
export const LIST_ID = 'desk-roster'
export const list_page_rows = 10

export const rowId = (index: number): string => `${LIST_ID}-${index}`
