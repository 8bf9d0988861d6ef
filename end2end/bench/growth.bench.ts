import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { lin, password } from '../linli/people.ts'
import { planOf, queueStatement } from '../linli/plan.ts'
import { freePort } from '../linli/server.ts'
import { expect, test } from '../linli/test.ts'

const program = process.env.LINLI ?? fileURLToPath(new URL('../../target/release/linli', import.meta.url))
const sizes = process.env.FULL === '1' ? [1_000, 100_000, 1_000_000] : [1_000, 100_000]
const runs = 5
const requests = 150
const bounds = { queue: 1.5, filing: 1.3, perSecond: 5_000 }
/** Pages of the queue, each with how many times what it costs at the smallest size it may cost. */
const asked: [string, string, number][] = [
  ['grade', 'grade=2', 1.5],
  ['kind', 'kind=greenery', 1.5],
  ['stage', 'stage=handling', 1.5],
  ['nobody', 'handler=nobody', 1.5],
  ['department', 'department=engineering', 1.5],
  ['overdue', 'standing=overdue', 1.5],
  ['on track', 'standing=on_track', 1.5],
  ['danger', 'danger=1', 1.5],
  ['unread', 'unread=1', 1.5],
  ['grade, kind, stage', 'grade=2&kind=works&stage=handling', 10],
  ['kind, department, due soon', 'kind=cleaning&department=engineering&standing=due_soon', 10],
  ['a common word', `q=${encodeURIComponent('电梯')}`, 10],
  ['words mid-sentence', `q=${encodeURIComponent('电梯按键')}`, 10],
  ['a common word, kind, stage', `q=${encodeURIComponent('电梯')}&kind=parking&stage=handling`, 10],
  ['the end of a number', 'q=0391', 10],
  ['the end of a phone', 'q=4629', 10],
  ['a home', 'q=3-2-501', 10],
]

/** A server on a sample of so many complaints. */
class Grown {
  process!: ChildProcess
  address = ''
  cookie = ''

  private constructor(
    readonly complaints: number,
    readonly folder: string,
  ) {}

  static async of(complaints: number): Promise<Grown> {
    const grown = new Grown(complaints, await mkdtemp(join(tmpdir(), 'linli-bench-')))
    const data = ['--data-dir', grown.folder, '--database-url', `sqlite://${join(grown.folder, 'linli.db')}`]
    const { stdout } = await promisify(execFile)(program, ['demo', '--complaints', String(complaints), '--seed', '7', ...data])
    console.log(`growth: ${stdout.trim()}`)
    const perSecond = Number(/(\d+) a second/.exec(stdout)?.[1])
    if (complaints >= 100_000) expect.soft(perSecond, 'complaints a second').toBeGreaterThanOrEqual(bounds.perSecond)
    const port = await freePort()
    grown.address = `http://127.0.0.1:${port}`
    grown.process = spawn(program, ['serve', '--listen', `127.0.0.1:${port}`, '--acts', '1000000', ...data], { stdio: 'ignore' })
    for (let tries = 0; tries < 400 && !(await fetch(`${grown.address}/healthz`).catch(() => null))?.ok; tries++) await pause(25)
    await grown.signIn()
    return grown
  }

  private post(path: string, fields: Record<string, string>): Promise<Response> {
    const headers = { origin: this.address, cookie: this.cookie }
    return fetch(this.address + path, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(fields) })
  }

  private async signIn(): Promise<void> {
    const answer = await this.post('/desk/sign-in', { 'entry[account]': lin.account, 'entry[password]': password })
    expect(answer.status).toBe(303)
    this.cookie = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ')
  }

  async queue(): Promise<void> {
    const answer = await fetch(`${this.address}/desk`, { headers: { cookie: this.cookie } })
    expect((await answer.text()).match(/<tr/g)?.length ?? 0).toBeGreaterThan(50)
  }

  /** The queue is read by its index and never sorted, however many complaints there are. */
  async expectIndex(): Promise<void> {
    const { text, index } = queueStatement()
    const plan = await planOf(join(this.folder, 'linli.db'), text)
    console.log([`growth: ${this.complaints} complaints: EXPLAIN QUERY PLAN of the queue`, ...plan].join('\n        '))
    const [first] = plan
    expect.soft(first).toContain(`SEARCH c USING INDEX ${index} (community=? AND band=? AND (due,id)>(?,?) AND due<?)`)
    expect.soft(plan.filter((step) => /SCAN|TEMP B-TREE/.test(step))).toEqual([])
  }

  async file(): Promise<void> {
    const answer = await this.post('/complaints/new', {
      'draft[community]': 'wt', 'draft[kind]': 'works', 'draft[place]': '3栋2单元501', 'draft[text]': '电梯又停了',
      'draft[phone]': '13857104629', 'draft[notice]': '1', 'draft[key]': randomUUID(),
    })
    expect(answer.status).toBe(303)
  }

  /** Ticks of CPU (10 ms each) that the server has used. */
  private async ticks(): Promise<number> {
    const stat = await readFile(`/proc/${this.process.pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return Number(fields[11]) + Number(fields[12])
  }

  async ask(query: string): Promise<void> {
    const answer = await fetch(`${this.address}/desk?${query}`, { headers: { cookie: this.cookie } })
    expect(await answer.text()).toContain('<table')
  }

  /** Until the server has done what the sample left due, and only what is asked of it costs anything. */
  async settle(): Promise<void> {
    for (let seconds = 0, idle = 0; seconds < 900 && idle < 3; seconds++) {
      const before = await this.ticks()
      await pause(1_000)
      idle = (await this.ticks()) - before <= 1 ? idle + 1 : 0
    }
  }

  /** Milliseconds of CPU per request. */
  async cost(request: () => Promise<void>): Promise<number> {
    const before = await this.ticks()
    for (let n = 0; n < requests; n++) await request()
    return ((await this.ticks()) - before) * 10 / requests
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve))
    this.process.kill('SIGTERM')
    await ended
    await rm(this.folder, { recursive: true, force: true })
  }
}

test('a hundred times the complaints cost little more per request', async () => {
  test.setTimeout(90 * 60_000)
  const grown = []
  for (const size of sizes) grown.push(await Grown.of(size))
  for (const server of grown) await server.expectIndex()
  for (const server of grown) await server.settle()
  const costs = grown.map(() => ({ queue: [] as number[], filing: [] as number[] }))
  for (let run = 0; run < runs; run++) {
    for (const [index, server] of grown.entries()) {
      costs[index].queue.push(await server.cost(() => server.queue()))
      costs[index].filing.push(await server.cost(() => server.file()))
    }
  }
  for (const [index, { complaints }] of grown.entries()) {
    const [queue, filing] = [median(costs[index].queue), median(costs[index].filing)]
    const [queues, filings] = [queue / median(costs[0].queue), filing / median(costs[0].filing)]
    console.log(`growth: ${complaints} complaints: queue ${queue.toFixed(2)} ms CPU (×${queues.toFixed(2)}), filing ${filing.toFixed(2)} ms (×${filings.toFixed(2)})`)
    expect.soft(queues, `queue at ${complaints}`).toBeLessThanOrEqual(bounds.queue)
    expect.soft(filings, `filing at ${complaints}`).toBeLessThanOrEqual(bounds.filing)
  }
  const parts = asked.map(() => grown.map(() => [] as number[]))
  for (let run = 0; run < runs; run++) {
    for (const [place, [, query]] of asked.entries()) {
      for (const [index, server] of grown.entries()) parts[place][index].push(await server.cost(() => server.ask(query)))
    }
  }
  for (const [place, [name, , bound]] of asked.entries()) {
    const costs = parts[place].map(median)
    const times = costs.map((cost) => cost / costs[0])
    const said = grown.map(({ complaints }, index) => `${complaints}: ${costs[index].toFixed(2)} ms (×${times[index].toFixed(2)})`)
    console.log(`growth: ${name}: ${said.join(', ')}`)
    expect.soft(Math.max(...times), name).toBeLessThanOrEqual(bound)
  }
  for (const server of grown) await server.stop()
})

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
}
