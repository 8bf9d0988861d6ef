import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import PostalMime, { type Email } from 'postal-mime'
import { startSmtp } from '../smtp.mjs'

/** Where the server's e-mail arrives, by a real SMTP server. */
export class Mailbox {
  private constructor(
    readonly folder: string,
    readonly port: number,
    readonly close: () => Promise<unknown>,
  ) {}

  static async open(folder: string): Promise<Mailbox> {
    const { port, stop } = await startSmtp(0, folder)
    return new Mailbox(folder, port, stop)
  }

  /** The messages to one address so far, oldest first. */
  async to(address: string): Promise<Email[]> {
    const names = (await readdir(this.folder)).filter((name) => !name.startsWith('.')).sort()
    const messages = await Promise.all(names.map(async (name) => PostalMime.parse(await readFile(join(this.folder, name)))))
    return messages.filter(({ headers }) => headers.some(({ key, value }) => key === 'delivered-to' && value === address))
  }

  /** Waits for the first message to `address` whose subject matches. */
  async arrives(address: string, subject: RegExp): Promise<Email> {
    const matching = async () => (await this.to(address)).find((message) => subject.test(message.subject ?? ''))
    await expect.poll(matching, { message: `an e-mail ${subject} to ${address}`, timeout: 10_000 }).toBeTruthy()
    return (await matching())!
  }
}

/** The links in the text of a message, as paths on the server that sent it. */
export function paths(text: string | undefined, address: string): string[] {
  const links = (text ?? '').match(/https?:\/\/[^\s<>"]+/g) ?? []
  return links.filter((link) => link.startsWith(`${address}/`)).map((link) => link.slice(address.length))
}
