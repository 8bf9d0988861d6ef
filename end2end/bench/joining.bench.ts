import { expect, test } from '@playwright/test'
import { Grown, median } from './grown.ts'

const sizes = [1_000, 1_000_000]
const members = 500
const runs = 5
/** In one run: enough for ticks of 10 ms. Each makes the groups of both servers larger by one. */
const submissions = 50
const joiningMax = 1.5

interface Cost {
  filing: number
  joining: number
}

/** A server whose sample has a group of the same complaints besides, each of another home. */
class Neighbours {
  /** Filed so far, one after another. */
  private many = 0
  private numbers: string[] = []

  private constructor(readonly server: Grown) {}

  static async of(server: Grown): Promise<Neighbours> {
    const neighbours = new Neighbours(server)
    const [first] = await neighbours.file(1)
    for (let joined = 1; joined < members; joined += submissions) {
      for (const number of await neighbours.file(Math.min(submissions, members - joined))) await neighbours.joins(number, first)
    }
    await server.caughtUp()
    expect(await neighbours.counted(first), `a group at ${server.complaints}`).toBe(members)
    return neighbours
  }

  private page(number: string): string {
    return `/desk/complaints/${number}`
  }

  /** Files so many, each by another home about one lift, and answers their numbers. */
  private async file(many: number): Promise<string[]> {
    const numbers = []
    for (let n = 0; n < many; n++) numbers.push(await this.filed())
    return numbers
  }

  private async filed(): Promise<string> {
    const at = this.many++
    const receipt = await this.server.file({
      'draft[place]': '3栋2单元电梯', 'draft[area]': 'public', 'draft[text]': '电梯又停了，一周停了三次',
      'draft[home]': `9栋${1 + (at % 4)}单元${1000 + at}`, 'draft[phone]': `139${String(10_000_000 + at)}`,
    })
    if (this.numbers.length === 0) this.numbers.push(await this.numberOn(receipt))
    // Numbers of one month have no gaps, and nobody else files here.
    const [, month, running] = /^(.*-)(\d+)$/.exec(this.numbers[0]) ?? []
    return `${month}${String(Number(running) + at).padStart(4, '0')}`
  }

  private async numberOn(receipt: string): Promise<string> {
    const [number] = /WT-\d{4}-\d+/.exec(await this.server.see(receipt)) ?? []
    if (!number) throw new Error('a receipt without a number')
    return number
  }

  private async joins(number: string, other: string): Promise<void> {
    const answer = await this.server.post(this.page(number), {
      number, 'work[act]': 'join', 'work[same]': 'complaint', 'work[with]': other, 'work[key]': `join ${number}`,
    })
    expect(answer.status, `${number} joins ${other}`).toBe(303)
  }

  /** Different homes on record, as its page has it. */
  private async counted(number: string): Promise<number> {
    const [, many] = /class="counted">[^]*?<b>[^<]*?(\d+)[^<]*<\/b>/.exec(await this.server.see(this.page(number))) ?? []
    return Number(many)
  }

  /** The member of the group that the machine proposes for it. */
  private async proposed(number: string): Promise<string> {
    const page = await this.server.see(this.page(number))
    const [, other] = /name="work\[with\]" value="(WT-[\d-]+)"/.exec(page) ?? []
    expect(other, `what is proposed for ${number}`).toBeTruthy()
    return other
  }

  /** Milliseconds of CPU per submission: filed and compared; confirmed, counted and re-graded, with every job they leave. */
  async run(): Promise<Cost> {
    const { server } = this
    let numbers: string[] = []
    const filing = await server.cost(async () => {
      numbers = await this.file(submissions)
      await server.caughtUp()
    })
    const pairs: [string, string][] = []
    for (const number of numbers) pairs.push([number, await this.proposed(number)])
    const joining = await server.cost(async () => {
      for (const [number, other] of pairs) await this.joins(number, other)
      await server.caughtUp()
    })
    const last = numbers[numbers.length - 1]
    expect(await this.counted(last), `all that joined at ${server.complaints}`).toBe(this.many)
    expect(await server.see(this.page(last))).toMatch(/class="grade" data-grade="2"/)
    return { filing: filing / submissions, joining: joining / submissions }
  }
}

async function measure(all: Neighbours[]): Promise<number> {
  const costs = all.map(() => [] as Cost[])
  for (let run = 0; run < runs; run++) {
    for (const [index, neighbours] of all.entries()) costs[index].push(await neighbours.run())
  }
  const whole = costs.map((runs) => median(runs.map(({ filing, joining }) => filing + joining)))
  for (const [index, { server }] of all.entries()) {
    const [filing, joining] = [median(costs[index].map((cost) => cost.filing)), median(costs[index].map((cost) => cost.joining))]
    console.log(`joining: ${server.complaints} complaints, a group of ${members}: ${whole[index].toFixed(2)} ms CPU a submission (filed and compared ${filing.toFixed(2)}, confirmed and counted ${joining.toFixed(2)})`)
  }
  return whole[1] / whole[0]
}

// A million complaints take minutes to make.
if (process.env.FULL === '1') {
  test(`joining a group of ${members} costs little more among a million complaints than among a thousand`, async () => {
    test.setTimeout(60 * 60_000)
    const servers: Grown[] = []
    try {
      for (const size of sizes) servers.push(await Grown.of(size))
      for (const server of servers) await server.caughtUp()
      const all = []
      for (const server of servers) all.push(await Neighbours.of(server))
      const ratio = await measure(all)
      console.log(`joining: ×${ratio.toFixed(2)} of at most ×${joiningMax}`)
      expect(ratio).toBeLessThanOrEqual(joiningMax)
    } finally {
      for (const server of servers) await server.stop()
    }
  })
}
