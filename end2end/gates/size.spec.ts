import { appendFileSync, mkdirSync } from 'node:fs'
import type { CDPSession } from '@playwright/test'
import { lin, signIn } from '../linli/people.ts'
import { desk, expect, phone, test } from '../linli/test.ts'

const kB = 1_000
const bounds = { all: 180 * kB, goal: 150 * kB, usable: 20 * kB, wasm: 700 * kB, desk: 300 * kB, sheet: 390 * kB, firstOfStaff: 350 * kB }

interface Transfer {
  url: string
  type: string
  encoding: string
  bytes: number
}

/** Every answer as it crossed the wire, headers included. */
async function recordTransfers(session: CDPSession): Promise<Transfer[]> {
  const underway = new Map<string, Transfer>()
  const done: Transfer[] = []
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]))
    underway.set(requestId, { url: response.url, type, encoding: headers['content-encoding'] ?? 'none', bytes: 0 })
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const transfer = underway.get(requestId)
    if (transfer) done.push({ ...transfer, bytes: encodedDataLength })
  })
  await session.send('Network.enable')
  return done
}

const sum = (transfers: Transfer[]) => transfers.reduce((bytes, transfer) => bytes + transfer.bytes, 0)
const inKb = (bytes: number) => `${(bytes / kB).toFixed(1)} kB`

function report(lines: string[]): void {
  console.log(lines.join('\n'))
  const folder = process.env.LINLI_REPORTS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  appendFileSync(`${folder}/size.txt`, `${lines.join('\n')}\n`)
}

test('a first visit stays small', async ({ another }) => {
  const visitor = await another(phone, 'run')
  const { page } = visitor
  const transfers = await recordTransfers(await page.context().newCDPSession(page))
  const path = '/complaints/new?community=wt'
  await visitor.open(path)
  await page.locator('#text').focus()
  await page.keyboard.type('漏水 leaking')
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(1_000)

  const ours = transfers.filter(({ url }) => !url.startsWith('data:'))
  const usable = ours.filter(({ type }) => type === 'Document' || type === 'Stylesheet')
  const wasm = ours.find(({ url }) => url.endsWith('.wasm'))
  const raw = wasm ? await rawBytes(wasm.url) : 0
  report([
    `size: first visit to ${path}: ${inKb(sum(ours))} of at most ${inKb(bounds.all)}, goal ${inKb(bounds.goal)}`,
    `size: usable after ${inKb(sum(usable))} of at most ${inKb(bounds.usable)}; raw wasm ${inKb(raw)} of at most ${inKb(bounds.wasm)}`,
    ...ours.map(({ url, type, encoding, bytes }) => `      ${inKb(bytes).padStart(9)} ${encoding.padEnd(4)} ${type} ${new URL(url).pathname}`),
  ])
  expect(wasm?.encoding, 'the wasm file arrives').toBe('br')
  expect.soft(usable.filter(({ encoding }) => encoding !== 'br'), 'page and style arrive compressed').toEqual([])
  expect.soft(usable.map(({ type }) => type).sort()).toEqual(['Document', 'Stylesheet'])
  expect.soft(sum(ours)).toBeLessThanOrEqual(bounds.all)
  expect.soft(sum(usable)).toBeLessThanOrEqual(bounds.usable)
  expect.soft(raw).toBeLessThanOrEqual(bounds.wasm)
})

test('the desk loads small enough for the first morning, and so does a complaint', async ({ another }) => {
  const staff = await another(desk, 'run')
  await signIn(staff, lin)
  const { page } = staff
  const session = await page.context().newCDPSession(page)
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  const transfers = await recordTransfers(session)
  await staff.open('/desk')
  await page.waitForTimeout(1_000)
  const queue = measured('the desk', transfers, bounds.desk)
  expect.soft(queue).toBeLessThanOrEqual(Math.min(bounds.desk, bounds.firstOfStaff))
  await page.locator('.queue a.title').first().click()
  await page.waitForURL(/\/desk\/complaints\//)
  await page.waitForTimeout(1_500)
  expect.soft(measured('a complaint at the desk', transfers, bounds.sheet)).toBeLessThanOrEqual(bounds.sheet)
})

/** What was transferred since the last time, the stream apart. */
function measured(what: string, transfers: Transfer[], bound: number): number {
  const ours = transfers.splice(0).filter(({ url }) => url.startsWith('http') && !url.endsWith('/live'))
  report([
    `size: first load of ${what}: ${inKb(sum(ours))} of at most ${inKb(bound)}`,
    ...ours.map(({ url, type, encoding, bytes }) => `      ${inKb(bytes).padStart(9)} ${encoding.padEnd(4)} ${type} ${new URL(url).pathname}`),
  ])
  expect(ours.find(({ url }) => url.endsWith('.wasm'))?.encoding, 'the wasm file arrives').toBe('br')
  return sum(ours)
}

async function rawBytes(url: string): Promise<number> {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
  expect(answer.headers.get('content-encoding') ?? 'identity').toBe('identity')
  return (await answer.arrayBuffer()).byteLength
}

test('hashed files may be kept for ever, pages not', async ({ linli }) => {
  const page = await fetch(`${linli.address}/complaints/new`)
  expect(page.headers.get('cache-control') ?? '').not.toContain('immutable')
  const html = await page.text()
  const files = [...html.matchAll(/"(\/pkg\/[^"]+)"/g)].map(([, path]) => path)
  expect(files.length, 'the page names its files').toBeGreaterThanOrEqual(3)
  for (const path of new Set(files)) {
    const answer = await fetch(linli.address + path, { headers: { 'accept-encoding': 'br' } })
    expect(answer.status, path).toBe(200)
    expect(answer.headers.get('cache-control'), path).toContain('immutable')
    expect(answer.headers.get('content-encoding'), path).toBe('br')
  }
})
