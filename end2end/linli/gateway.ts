import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from '@playwright/test'

export interface Message {
  method: string
  path: string
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** An SMS gateway that writes down what it is asked to send. */
export class Gateway {
  readonly messages: Message[] = []
  /** What it answers from now on. */
  status = 200

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Gateway> {
    const server = createServer()
    const gateway = new Gateway(server)
    server.on('request', async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const body = Buffer.concat(chunks).toString()
      gateway.messages.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body })
      response.writeHead(gateway.status, { 'content-type': 'application/json' }).end('{}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return gateway
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/send`
  }

  /** Waits for the first message that holds all of `texts`: a number, or words. Answers its fields. */
  async hears(...texts: string[]): Promise<Record<string, string>> {
    const fields = () => this.messages.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))
    const matching = () => fields().find((all) => texts.every((text) => Object.values(all).some((value) => value.includes(text))))
    await expect.poll(matching, { message: `an SMS with ${texts.join(' and ')}`, timeout: 10_000 }).toBeTruthy()
    return matching()!
  }

  close(): Promise<unknown> {
    return new Promise((resolve) => this.server.close(resolve))
  }
}
