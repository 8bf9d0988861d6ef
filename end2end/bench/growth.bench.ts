import { expect, test } from '@playwright/test'
import { Grown, median } from './grown.ts'

const sizes = process.env.FULL === '1' ? [1_000, 100_000, 1_000_000] : [1_000, 100_000]
const runs = 5
const requests = 150
const bounds = { queue: 1.5, filing: 1.3, perSecond: 5_000 }

/** Milliseconds of CPU per request. */
async function each(server: Grown, request: () => Promise<unknown>): Promise<number> {
  const all = await server.cost(async () => {
    for (let n = 0; n < requests; n++) await request()
  })
  return all / requests
}

test('a hundred times the complaints cost little more per request', async () => {
  test.setTimeout(60 * 60_000)
  const grown = []
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
  for (const server of grown) await server.stop()
})
