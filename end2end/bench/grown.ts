import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from '@playwright/test'
import { lin, password } from '../linli/people.ts'
import { planOf, queueStatement } from '../linli/plan.ts'
import { freePort } from '../linli/server.ts'

const program = process.env.LINLI ?? fileURLToPath(new URL('../../target/release/linli', import.meta.url))

/** Node has no SQLite of its own before version 22, Python always has. */
const waitUntilNoneIsDue = `
import sqlite3, sys, time
database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
due = "SELECT COUNT(*) FROM job WHERE done_at IS NULL AND failed_at IS NULL AND run_at <= ?"
until = time.time() + 30 * 60
while database.execute(due, (int(time.time() * 1000),)).fetchone()[0]:
    if time.time() > until: sys.exit("jobs are still due after half an hour")
    time.sleep(0.1)
`

/** A server on a sample of so many complaints. */
export class Grown {
  process!: ChildProcess
  /** How fast the sample was made. */
  perSecond = 0
  address = ''
  cookie = ''

  private constructor(
    readonly complaints: number,
    readonly folder: string,
  ) {}

  static async of(complaints: number, more: string[] = []): Promise<Grown> {
    const grown = new Grown(complaints, await mkdtemp(join(tmpdir(), 'linli-bench-')))
    const data = ['--data-dir', grown.folder, '--database-url', `sqlite://${join(grown.folder, 'linli.db')}`]
    const made = promisify(execFile)(program, ['demo', '--complaints', String(complaints), '--seed', '7', ...data])
    const { stdout } = await made.catch(async (error) => {
      await rm(grown.folder, { recursive: true, force: true })
      throw error
    })
    console.log(`growth: ${stdout.trim()}`)
    grown.perSecond = Number(/(\d+) a second/.exec(stdout)?.[1])
    const port = await freePort()
    grown.address = `http://127.0.0.1:${port}`
    grown.process = spawn(program, ['serve', '--listen', `127.0.0.1:${port}`, '--acts', '1000000', ...data, ...more], { stdio: 'ignore' })
    for (let tries = 0; tries < 400 && !(await fetch(`${grown.address}/healthz`).catch(() => null))?.ok; tries++) await pause(25)
    await grown.signIn()
    return grown
  }

  post(path: string, fields: Record<string, string>): Promise<Response> {
    const headers = { origin: this.address, cookie: this.cookie }
    return fetch(this.address + path, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(fields) })
  }

  private async signIn(): Promise<void> {
    const answer = await this.post('/desk/sign-in', { 'entry[account]': lin.account, 'entry[password]': password })
    expect(answer.status).toBe(303)
    this.cookie = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ')
  }

  async see(path: string): Promise<string> {
    const answer = await fetch(this.address + path, { headers: { cookie: this.cookie } })
    expect(answer.status, path).toBe(200)
    return answer.text()
  }

  /** The first page of the queue, as a page that is open reads it again. */
  async rows(query: Record<string, string>): Promise<string> {
    const headers = { origin: this.address, cookie: this.cookie, 'content-type': 'application/json' }
    const answer = await fetch(`${this.address}/api/read_queue`, { method: 'POST', headers, body: JSON.stringify({ query }) })
    expect(answer.status).toBe(200)
    return Buffer.from(await answer.arrayBuffer()).toString('latin1')
  }

  async queue(): Promise<void> {
    expect((await this.see('/desk')).match(/<tr/g)?.length ?? 0).toBeGreaterThan(50)
  }

  /** The queue is read by its index and never sorted, however many complaints there are. */
  async expectIndex(): Promise<void> {
    const { text, index } = queueStatement()
    const plan = await planOf(join(this.folder, 'linli.db'), text)
    console.log([`growth: ${this.complaints} complaints: EXPLAIN QUERY PLAN of the queue`, ...plan].join('\n        '))
    const [first] = plan
    expect.soft(first).toContain(`SEARCH c USING INDEX ${index} (community=? AND band=? AND (due,id)>(?,?)`)
    expect.soft(plan.filter((step) => /SCAN|TEMP B-TREE/.test(step))).toEqual([])
  }

  /** The address of the receipt. */
  async file(more: Record<string, string> = {}): Promise<string> {
    const answer = await this.post('/complaints/new', {
      'draft[community]': 'wt', 'draft[kind]': 'works', 'draft[place]': '3栋2单元501', 'draft[text]': '电梯又停了',
      'draft[phone]': '13857104629', 'draft[notice]': '1', 'draft[key]': randomUUID(), ...more,
    })
    expect(answer.status).toBe(303)
    return answer.headers.get('location') ?? ''
  }

  /** Ticks of CPU (10 ms each) that the server has used. */
  async ticks(): Promise<number> {
    const stat = await readFile(`/proc/${this.process.pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return Number(fields[11]) + Number(fields[12])
  }

  /**
   * Until no job is due any more, also of those that the sample left (a million leave a hundred thousand),
   * and only what is asked of the server costs anything. A look into the database tells, without asking the server.
   */
  async caughtUp(): Promise<void> {
    await promisify(execFile)('python3', ['-c', waitUntilNoneIsDue, join(this.folder, 'linli.db')])
  }

  /** Milliseconds of CPU. */
  async cost(work: () => Promise<unknown>): Promise<number> {
    const before = await this.ticks()
    await work()
    return ((await this.ticks()) - before) * 10
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve))
    this.process.kill('SIGTERM')
    await ended
    await rm(this.folder, { recursive: true, force: true })
  }
}

export function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
}
