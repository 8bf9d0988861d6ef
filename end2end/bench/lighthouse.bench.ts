import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Linli } from '../linli/server.ts'
import { expect, test } from '../linli/test.ts'

const lighthouse = fileURLToPath(new URL('node_modules/.bin/lighthouse', import.meta.url))
const categories = ['performance', 'accessibility', 'best-practices'] as const
const runs = 5
const least = 95

for (const page of ['form', 'tracking', 'survey'] as const) {
  test(`Lighthouse, mobile, median of ${runs}: ${page}`, async ({ linli }) => {
    const path = await (page === 'form' ? '/complaints/new?community=wt' : linked(linli, page))
    const scores: number[][] = []
    for (let run = 0; run < runs; run++) scores.push(await audit(linli.address + path))
    const medians = categories.map((_, index) => median(scores.map((score) => score[index])))
    console.log(`lighthouse ${page}: ${categories.map((name, index) => `${name} ${medians[index]}`).join(', ')}`)
    for (const [index, name] of categories.entries()) expect.soft(medians[index], name).toBeGreaterThanOrEqual(least)
  })
}

/** A private link that the sample printed, or the survey that one of their pages leads to. */
async function linked(linli: Linli, page: 'tracking' | 'survey'): Promise<string> {
  const links = [...linli.printed.matchAll(/\/c\/[\w-]+/g)].map(([link]) => link)
  if (page === 'tracking') return links[0]
  for (const link of links) {
    const survey = /\/s\/[\w-]+/.exec(await (await fetch(linli.address + link)).text())
    if (survey) return survey[0]
  }
  throw new Error('no complaint of the sample that was printed awaits an answer')
}

/** One audit by Lighthouse's own defaults: a mid-range phone on slow 4G. */
async function audit(url: string): Promise<number[]> {
  const options = ['--quiet', '--output=json', `--only-categories=${categories.join(',')}`]
  const { stdout } = await promisify(execFile)(lighthouse, [url, ...options, '--chrome-flags=--headless=new --no-sandbox'], {
    env: { ...process.env, CHROME_PATH: process.env.CHROME_PATH || '/usr/bin/chromium' },
    maxBuffer: 64 * 1024 * 1024,
  })
  const report = JSON.parse(stdout)
  return categories.map((name) => Math.round(report.categories[name].score * 100))
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
}
