/** What a picture shows, as a table for those who do not see it. */

interface ChartTableProps {
  caption: string
  columns: readonly string[]
  rows: readonly (readonly string[])[]
}

export function ChartTable({ caption, columns, rows }: ChartTableProps) {
  return (
    <table className="unseen">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells) => (
          <tr key={cells.join('|')}>
            {cells.map((cell, at) => (
              <td key={columns[at]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
