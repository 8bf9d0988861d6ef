import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** The statement that reads a page of the queue, and the index it is meant to use, as the store declares them. */
export function queueStatement(): { text: string; index: string } {
  const source = readFileSync(fileURLToPath(new URL('../../server/store/src/complaint/queue/lead.rs', import.meta.url)), 'utf8')
  const [, index, text] = /PAGE by "(\w+)" = "([^"]+)"/.exec(source) ?? []
  if (!text) throw new Error('server/store/src/complaint/queue/lead.rs declares no statement PAGE')
  return { text, index }
}

/** Node has no SQLite of its own before version 22, Python always has. */
const asked = `
import sqlite3, sys
database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
database.row_factory = lambda cursor, row: row[3]
arguments = {str(number): None for number in range(1, 100)}
print("\\n".join(database.execute("EXPLAIN QUERY PLAN " + sys.argv[2], arguments)))
`

/** How SQLite would go about a statement, step by step, in the database that is there. */
export async function planOf(file: string, statement: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('python3', ['-c', asked, file, statement])
  return stdout.trim().split('\n')
}
