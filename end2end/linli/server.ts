import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Gateway } from './gateway.ts'
import { Mailbox } from './mailbox.ts'
import { say } from './words.ts'

export const program = process.env.LINLI ?? fileURLToPath(new URL('../../target/debug/linli', import.meta.url))

export const hotline = '0571-88903399'

/** The real server with the sample community, on a port and in a folder of its own. */
export class Linli {
  /** What it printed since it started. */
  printed = ''
  private process?: ChildProcess

  private constructor(
    readonly port: number,
    readonly folder: string,
    readonly mailbox: Mailbox,
    readonly gateway: Gateway,
  ) {}

  static async start(): Promise<Linli> {
    const folder = await mkdtemp(join(tmpdir(), 'linli-'))
    const mailbox = await Mailbox.open(join(folder, 'mail'))
    const linli = new Linli(await freePort(), folder, mailbox, await Gateway.open())
    await linli.serve()
    return linli
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** The private link of a complaint of the sample that stands at `stage`, as the words file names it. */
  link(stage: string): string {
    const lines = this.printed.split('\n').filter((line) => line.endsWith(`  (${say(`stage.${stage}`, 'en')})`))
    const link = /\/c\/[\w-]+/.exec(lines[0] ?? '')
    if (!link) throw new Error(`the sample has no complaint that is ${stage}:\n${this.printed}`)
    return link[0]
  }

  /** Starts the program on the data that is there, and waits until it answers. */
  async serve(): Promise<void> {
    const data = join(this.folder, 'data')
    const settings = ['--listen', `127.0.0.1:${this.port}`, '--base-url', this.address]
    const stored = ['--data-dir', data, '--database-url', `sqlite://${join(data, 'linli.db')}`]
    const child = spawn(program, ['serve', ...settings, ...stored], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: {
        ...process.env,
        LINLI_DEMO: 'true',
        LINLI_HOTLINE: hotline,
        LINLI_SIGN_INS: '1000',
        LINLI_ACTS: '10000',
        LINLI_SMTP_URL: `smtp://127.0.0.1:${this.mailbox.port}`,
        LINLI_SMS_URL: this.gateway.address,
      },
    })
    this.process = child
    this.printed = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (this.printed += text))
    await this.answers(child)
  }

  private async answers(child: ChildProcess): Promise<void> {
    let failure: Error | undefined
    child.once('error', (error) => (failure = error))
    for (let tries = 0; tries < 1_200; tries++) {
      if (failure || child.exitCode !== null) break
      const answer = await fetch(`${this.address}/healthz`).catch(() => null)
      if (answer?.ok) return
      await pause(25)
    }
    throw failure ?? new Error(`${program} did not start to serve:\n${this.printed}`)
  }

  /** SIGTERM drains, SIGKILL is a power cut. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.process
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await ended
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM')
    await Promise.all([this.mailbox.close(), this.gateway.close()])
    await rm(this.folder, { recursive: true, force: true })
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(address)))
    })
  })
}
