/** What a window prints and saves, read back: PDF as text, and files; and what it is given from outside. */
export interface DayFiles {
  /** Does something that prints or saves a page. @returns the text of the PDF of it */
  pdf(print: () => Promise<void>): Promise<string>
  /** Does something that goes to a printer. @returns the text of the page */
  printed(print: () => Promise<void>): Promise<string>
  /** Does something that saves a file. @returns its bytes */
  bytes(save: () => Promise<void>): Promise<Buffer>
  /** The same as UTF-8. */
  saved(save: () => Promise<void>): Promise<string>
  /** Another program has put this on the clipboard. */
  copied(text: string): Promise<void>
}
