import { readFile } from 'node:fs/promises'
import { type Socket, connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { Grown } from './grown.ts'

const bounds = { p99: 250, allRight: 5_000, perStream: 20_000, dropped: 60_000 }
const open = { listening: 1_000, idle: 5_000 }
const filings = 20
/** Of which a small community has so few that a new one stands on the first page. */
const kind = 'greenery'

/** One desk page that listens, as a browser does. */
class Ear {
  /** When each word was heard, in milliseconds of this process, and over how long to spread reading again. */
  heard = new Map<string, { at: number; spread: number }>()
  closed = false
  private rest = ''

  private constructor(private readonly socket: Socket) {
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => this.read(text))
    socket.on('close', () => (this.closed = true))
    socket.on('error', () => (this.closed = true))
  }

  static async of(server: Grown): Promise<Ear> {
    const { hostname, port } = new URL(server.address)
    const socket = connect(Number(port), hostname)
    const ear = new Ear(socket)
    socket.write(`GET /live HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncookie: ${server.cookie}\r\naccept: text/event-stream\r\n\r\n`)
    const first = await new Promise((resolve) => socket.once('data', resolve))
    expect(first).toContain('200 OK')
    return ear
  }

  private read(text: string): void {
    this.rest += text
    for (const [, word, spread] of this.rest.matchAll(/data: (complaint:[\w-]+)\n(?:data: (\d+)\n)?\n/g)) {
      if (!this.heard.has(word)) this.heard.set(word, { at: performance.now(), spread: Number(spread ?? 0) })
    }
    this.rest = this.rest.slice(-200)
  }

  stopReading(): void {
    this.socket.pause()
  }

  /** Whether the server still holds its end: a socket that is not read does not say so itself. */
  async isHeld(server: Grown): Promise<boolean> {
    const hex = (port: number) => port.toString(16).toUpperCase().padStart(4, '0')
    const ends = new RegExp(`:${hex(Number(new URL(server.address).port))} \\w+:${hex(this.socket.localPort ?? 0)} 01 `)
    return ends.test(await readFile('/proc/net/tcp', 'utf8'))
  }

  close(): void {
    this.socket.destroy()
  }
}

async function ears(server: Grown, many: number): Promise<Ear[]> {
  const all: Ear[] = []
  while (all.length < many) all.push(...(await Promise.all(Array.from({ length: Math.min(100, many - all.length) }, () => Ear.of(server)))))
  return all
}

/** The server's own memory, in bytes. */
async function memory(server: Grown): Promise<number> {
  const rollup = await readFile(`/proc/${server.process.pid}/smaps_rollup`, 'utf8')
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]) * 1_024
}

const quantile = (numbers: number[], part: number): number => numbers.toSorted((a, b) => a - b)[Math.ceil(numbers.length * part) - 1]

async function until(holds: () => boolean, millis: number): Promise<number> {
  const from = performance.now()
  while (!holds()) {
    if (performance.now() - from > millis) return Number.POSITIVE_INFINITY
    await pause(5)
  }
  return performance.now() - from
}

test.describe.serial('a thousand desks', () => {
  let server: Grown
  test.beforeAll(async () => {
    server = await Grown.of(1_000, ['--listeners', '6000', '--connections', '7000'])
    await server.caughtUp()
  })
  test.afterAll(() => server.stop())

  test('hear of a complaint at once, and all their queues are right soon after', async () => {
    const all = await ears(server, open.listening)
    const [waits, rights]: number[][] = [[], []]
    for (let filing = 0; filing < filings; filing++) {
      const before = new Set(all[0].heard.keys())
      const from = performance.now()
      const receipt = await server.file({ 'draft[kind]': kind })
      const number = /WT-\d{4}-\d+/.exec(await server.see(receipt))?.[0] ?? ''
      expect(number).not.toBe('')
      const word = () => [...all[0].heard.keys()].find((one) => !before.has(one)) ?? ''
      await until(() => word() !== '', 5_000)
      expect(await until(() => all.every((ear) => ear.heard.has(word())), 5_000), 'every stream hears it').toBeLessThan(5_000)
      waits.push(...all.map((ear) => (ear.heard.get(word())?.at ?? 0) - from))
      if (filing % 5 > 0) continue
      const reading = all.map(async (ear) => {
        await pause(Math.random() * (ear.heard.get(word())?.spread ?? 0))
        expect((await server.rows({ kind })).includes(number), number).toBe(true)
      })
      await Promise.all(reading)
      rights.push(performance.now() - from)
    }
    for (const ear of all) ear.close()
    console.log(`streams: heard by ${open.listening}: median ${quantile(waits, 0.5).toFixed(0)} ms, p99 ${quantile(waits, 0.99).toFixed(0)} ms after it was filed`)
    console.log(`streams: all ${open.listening} queues right after ${rights.map((right) => right.toFixed(0)).join(', ')} ms`)
    expect.soft(quantile(waits, 0.99)).toBeLessThanOrEqual(bounds.p99)
    expect.soft(Math.max(...rights)).toBeLessThanOrEqual(bounds.allRight)
  })

  test('cost little while nothing happens', async () => {
    test.setTimeout(5 * 60_000)
    // What the first thousand left behind is not counted to the next five.
    await pause(2_000)
    const none = await memory(server)
    const all = await ears(server, open.idle)
    await pause(20_000)
    const each = ((await memory(server)) - none) / open.idle
    console.log(`streams: ${(each / 1_000).toFixed(1)} kB each of ${open.idle} that are idle`)
    expect.soft(all.filter((ear) => ear.closed)).toEqual([])
    for (const ear of all) ear.close()
    expect.soft(each).toBeLessThanOrEqual(bounds.perStream)
  })

  test('are let go when they stop reading', async () => {
    test.setTimeout(5 * 60_000)
    const [stuck, well] = await ears(server, 2)
    stuck.stopReading()
    expect(await stuck.isHeld(server)).toBe(true)
    const before = await memory(server)
    const words = () => well.heard.size
    while (words() < 3_000) await Promise.all(Array.from({ length: 20 }, () => server.file()))
    const grown = (await memory(server)) - before
    const from = performance.now()
    while ((await stuck.isHeld(server)) && performance.now() - from < bounds.dropped + 5_000) await pause(500)
    const dropped = performance.now() - from
    console.log(`streams: one that reads nothing of ${words()} events is dropped ${(dropped / 1_000).toFixed(0)} s after the last; memory ${(grown / 1_000_000).toFixed(1)} MB more with what was filed`)
    expect.soft(dropped).toBeLessThanOrEqual(bounds.dropped)
    expect.soft(well.closed).toBe(false)
    well.close()
  })
})
