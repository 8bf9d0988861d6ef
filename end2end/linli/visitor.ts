import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, type Page, expect } from '@playwright/test'

/** What the visitor's browser does with our scripts. */
export type Scripts = 'run' | 'off' | 'no wasm'

/** Someone with a browser of their own, who notices everything that goes wrong in it. */
export class Visitor {
  /** Every complaint of the browser: console errors, uncaught errors, refusals by the content policy. */
  private readonly faults: string[] = []
  private readonly expected: RegExp[] = []

  private constructor(
    readonly page: Page,
    readonly scripts: Scripts,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error') this.faults.push(`${message.text()} at ${message.location().url}`)
    })
    page.on('pageerror', (error) => this.faults.push(String(error.stack ?? error)))
    page.on('crash', () => this.faults.push('the page crashed'))
  }

  static async arrive(browser: Browser, scripts: Scripts, options: BrowserContextOptions): Promise<Visitor> {
    const context = await browser.newContext({ ...options, javaScriptEnabled: scripts !== 'off' })
    if (scripts === 'no wasm') await context.route('**/*.wasm', (route) => route.abort())
    const visitor = new Visitor(await context.newPage(), scripts)
    if (scripts === 'no wasm') visitor.expectFaults(/net::ERR_FAILED/, /Failed to fetch/)
    return visitor
  }

  /** A fault that the journey means to cause, such as the browser's note on a 422. */
  expectFaults(...patterns: RegExp[]): void {
    this.expected.push(...patterns)
  }

  expectStatus(status: number): void {
    this.expectFaults(new RegExp(`status of ${status}\\b`))
  }

  /** Goes to a page as by its address, and waits until it can be used. */
  async open(path: string): Promise<void> {
    await this.page.goto(path)
    await this.isReady()
  }

  /** With scripts, a page that has a program is not tested before the program has taken over. */
  async isReady(): Promise<void> {
    if (this.scripts === 'run' && (await this.hasProgram())) await this.page.locator('html[data-ready]').waitFor({ state: 'attached', timeout: 10_000 })
  }

  /** Pages that are only read, and the settings, load none. */
  async hasProgram(): Promise<boolean> {
    return (await this.page.locator('link[rel="modulepreload"]').count()) > 0
  }

  /** Keeps the programs of this visitor's pages on their way until the answer is called. */
  async holdProgram(): Promise<() => void> {
    let release = () => {}
    const released = new Promise<void>((resolve) => (release = resolve))
    await this.page.route('**/*.wasm', async (route) => {
      await released
      // The page that asked may have been left meanwhile.
      await route.continue().catch(() => {})
    })
    return release
  }

  /** What has moved by itself on this page (Cumulative Layout Shift) until a second from now: each with its score. */
  async shifts(): Promise<string[]> {
    return this.page.evaluate(async () => {
      interface Shift extends PerformanceEntry {
        value: number
        hadRecentInput: boolean
        sources: { node: Node | null }[]
      }
      const shifts: Shift[] = []
      const observer = new PerformanceObserver((list) => shifts.push(...(list.getEntries() as Shift[])))
      observer.observe({ type: 'layout-shift', buffered: true })
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      shifts.push(...(observer.takeRecords() as Shift[]))
      const name = (node: Node | null) => (node instanceof Element ? node.outerHTML.slice(0, 80) : (node?.textContent ?? 'something'))
      return shifts.filter(({ hadRecentInput }) => !hadRecentInput)
        .map(({ value, sources }) => `${value.toFixed(4)} by ${sources.map(({ node }) => name(node)).join(', ')}`)
    })
  }

  /** Nothing on the page moves by itself until a second from now, nor has since it was opened. */
  async expectStill(): Promise<void> {
    const shifts = await this.shifts()
    const score = shifts.reduce((sum, shift) => sum + Number.parseFloat(shift), 0)
    expect(score, `layout shift:\n${shifts.join('\n')}`).toBeLessThan(0.01)
  }

  /**
   * `act` sends a form and waits for its outcome. With scripts no document may load for it, without
   * them one must.
   */
  async submits(act: () => Promise<unknown>): Promise<void> {
    const documents: string[] = []
    this.page.on('request', (request) => {
      if (request.isNavigationRequest() && request.frame() === this.page.mainFrame()) documents.push(request.url())
    })
    await act()
    this.page.removeAllListeners('request')
    if (this.scripts === 'run') expect(documents, 'no document loads when scripts run').toEqual([])
    else expect(documents, 'the browser itself posts the form').not.toEqual([])
  }

  /** What axe finds on the page as it stands; no rule is switched off. */
  async expectAccessible(): Promise<void> {
    const { violations } = await new AxeBuilder({ page: this.page }).analyze()
    const found = violations.flatMap(({ id, help, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary}`))
    expect(found).toEqual([])
  }

  async expectNoOverflow(): Promise<void> {
    const wider = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wider, 'pixels to scroll sideways').toBeLessThanOrEqual(0)
  }

  async leave(): Promise<void> {
    await this.page.context().close()
    const unexpected = this.faults.filter((fault) => !this.expected.some((pattern) => pattern.test(fault)))
    expect(unexpected, 'faults in the browser').toEqual([])
  }
}
