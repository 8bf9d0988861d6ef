import { defineConfig } from '@playwright/test'
import journeys from './playwright.config.ts'

/** Measurements: one after another, on the release build. */
export default defineConfig({
  ...journeys,
  workers: 1,
  timeout: 20 * 60_000,
  reporter: [['list']],
  projects: [{ name: 'bench', testDir: './bench', testMatch: '*.bench.ts' }],
})
