import { expect, test } from '@playwright/test'
import { Grown, median } from './grown.ts'

const sizes = process.env.FULL === '1' ? [1_000, 100_000, 1_000_000] : [1_000, 100_000]
const runs = 5
const requests = 150
/** For each of the many questions below. */
const looks = 50
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

/** Milliseconds of CPU per request. */
async function each(server: Grown, request: () => Promise<unknown>, times = requests): Promise<number> {
  const all = await server.cost(async () => {
    for (let n = 0; n < times; n++) await request()
  })
  return all / times
}

test('a hundred times the complaints cost little more per request', async () => {
  test.setTimeout(90 * 60_000)
  const grown: Grown[] = []
  for (const size of sizes) grown.push(await Grown.of(size))
  for (const { complaints, perSecond } of grown) {
    if (complaints >= 100_000) expect.soft(perSecond, 'complaints a second').toBeGreaterThanOrEqual(bounds.perSecond)
  }
  for (const server of grown) await server.expectIndex()
  for (const server of grown) await server.caughtUp()
  const costs = grown.map(() => ({ queue: [] as number[], filing: [] as number[] }))
  for (let run = 0; run < runs; run++) {
    for (const [index, server] of grown.entries()) {
      costs[index].queue.push(await each(server, () => server.queue()))
      costs[index].filing.push(await each(server, () => server.file()))
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
      for (const [index, server] of grown.entries()) parts[place][index].push(await each(server, () => server.see(`/desk?${query}`), looks))
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
